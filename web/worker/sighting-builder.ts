import { directionOf, NDIS_GUID, PKTMON_GUID, VM_SWITCH_GUID, WIN_NAT_GUID } from "../providers/frames.js";
import type { PlaceRef } from "../core/api.js";
import type { FlowFacts } from "../journeys/flows.js";
import { SIGHTING, SightingTable, type FrameKeys, type FrameNumbers, type SightingFacts } from "../journeys/sightings.js";
import { ABI } from "./abi.js";
import { EntryKeys } from "./entry-keys.js";
import { CopiedEvents } from "./copied-events.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";

const NO_NUMBERS: FrameNumbers = {
  key: 0,
  anyKey: 0,
  payload: 0,
  source: 0,
  destination: 0,
  ports: 0,
  protocol: 0,
  sequence: 0,
  payloadLength: 0,
  window: 0,
  wireLength: 0,
  windowScale: 0,
  acknowledgement: 0,
  datagram: 0,
  fragment: false,
  tunnel: false,
};
/** Values that tell packets of one time and thread apart, in one word and in two. */
const IDENTIFYING = [
  "interface",
  "lowerInterface",
  "component",
  "edge",
  "packetNumber",
  "appearance",
  "nicName",
  "sourceNic",
  "destinationNic",
  "dropReason",
] as const;
const IDENTIFYING_WIDE = ["nbl", "groupId"] as const;
const UNKNOWN_ID = 0xffffffff;

/** Places by small numbers, 0 for none: columns hold the numbers. */
export class PlaceList {
  /** References are made once per place and name, so that a look by identity finds nearly all. */
  readonly #byRef = new Map<PlaceRef, number>();
  readonly #byName = new Map<string, number>();
  #refs: PlaceRef[] = [{ id: "", name: "", kind: "unknown" }];

  number(ref: PlaceRef | undefined): number {
    if (ref === undefined) return 0;
    let number = this.#byRef.get(ref);
    if (number !== undefined) return number;
    // The same place is called by what it was seen as: an interface's alias, a NIC's friendly name.
    const key = `${ref.id}\n${ref.name}`;
    number = this.#byName.get(key);
    if (number === undefined) {
      number = this.#refs.length;
      this.#refs.push(ref);
      this.#byName.set(key, number);
    }
    this.#byRef.set(ref, number);
    return number;
  }

  /** Names and kinds may change, numbers and ids stay. */
  relabel(current: (place: PlaceRef) => PlaceRef): void {
    this.#refs = this.#refs.map((place) => (place.id === "" ? place : current(place)));
  }

  ref(number: number): PlaceRef | undefined {
    return number === 0 ? undefined : this.#refs[number];
  }

  /** All places, by number. */
  get all(): readonly PlaceRef[] {
    return this.#refs;
  }
}

export interface Sightings {
  readonly table: SightingTable;
  readonly facts: SightingFacts & FlowFacts;
  readonly places: PlaceList;
  /** Whether the frame of a sighting was seen inside a tunnel. */
  tunnelled(sighting: number): boolean;
  direction(sighting: number): "in" | "out" | undefined;
}

/** Makes sightings of packets, vmSwitch steps, drops and translations, in the order of time. */
export function buildSightings(trace: OpenedTrace, rows: Rows): Sightings {
  const { index, values, packets } = trace;
  const table = new SightingTable();
  const places = new PlaceList();
  const entryOf = new Uint32Array(index.time.length);
  for (let entry = 0; entry < index.entries.length; entry++) entryOf[values.row(entry)] = entry + 1;
  const several = index.sources.length > 1;
  table.clocks.push(...trace.machines.clocks);
  const facts = new EntryFacts(trace, table, places);
  const copies = several ? new CopiedEvents(table, (a, b) => facts.same(a, b)) : undefined;
  const lanes = new Map<string, number>();
  const threads = new Map<number, number>();
  let packet = 0;
  for (let position = 0; position < index.order.length; position++) {
    const row = index.rowAt(position);
    const entry = (entryOf[row] ?? 0) - 1;
    if (entry < 0) continue;
    const plan = values.planOf(entry);
    if (plan === undefined) continue;
    const buffer = index.bufferOf(row);
    const machine = trace.machines.ofSource(buffer?.source ?? 0);
    const book = machine.places;
    let kind: number;
    let place: PlaceRef | undefined;
    let from: PlaceRef | undefined;
    let at: PlaceRef | undefined;
    if (plan.provider === VM_SWITCH_GUID) {
      const found = switchStep(plan.id);
      if (found === undefined) continue;
      kind = found;
      place = rows.stepPlace(row);
      if (values.has(entry, "sourceNic") && values.has(entry, "destinationNic")) from = book.nic(values.text(entry, "sourceNic"));
      if (values.has(entry, "switchName")) at = book.switch(values.text(entry, "switchName"));
    } else if (plan.provider === WIN_NAT_GUID) {
      kind = plan.id === 1009 ? SIGHTING.TRANSLATED : SIGHTING.FORWARDED;
      place = book.named("nat:winnat", "WinNAT", "nat");
    } else {
      // Fragments behind the first are no packets of their own.
      while (packet < packets.length && packets.event.get(packet) < position) packet++;
      if (packets.event.get(packet) !== position || packet >= packets.length) continue;
      kind = packets.isDrop(position) ? SIGHTING.DROPPED : SIGHTING.FRAME;
      place = rows.place(entry);
      at = plan.provider === NDIS_GUID && values.has(entry, "sourcePortId") ? book.switchOfNic(values.text(entry, "sourceNic")) : undefined;
    }
    // A CPU goes on from one of a machine's files to the next.
    const lane = several ? `${machine.number}:${buffer?.lane.split(":")[1] ?? ""}` : (buffer?.lane ?? "");
    let cpu = lanes.get(lane);
    if (cpu === undefined) {
      cpu = lanes.size;
      lanes.set(lane, cpu);
    }
    const thread = index.thread.get(row) * 0x10000 + (cpu & 0xffff);
    let number = threads.get(thread);
    if (number === undefined) {
      number = threads.size;
      threads.set(thread, number);
    }
    if (copies?.fold(position, entry, index.time.get(row), number, buffer?.source ?? 0) === true) continue;
    table.event.push(position);
    table.entry.push(entry);
    table.ticks.push(index.time.get(row));
    table.kind.push(kind);
    table.place.push(places.number(place));
    table.from.push(places.number(from));
    table.switch.push(places.number(at));
    table.thread.push(number);
    table.cpu.push(cpu);
    if (table.clocks.length > 0) table.machine.push(machine.number);
  }
  return { table, facts, places, tunnelled: (sighting) => facts.tunnelled(sighting), direction: (sighting) => directionAt(trace, table, sighting) };
}

function switchStep(id: number): number | undefined {
  switch (id) {
    case 56:
      return SIGHTING.RECEIVED;
    case 57:
      return SIGHTING.ROUTED;
    case 58:
      return SIGHTING.DELIVERED;
    case 53:
    case 54:
    case 55:
    case 60:
      return SIGHTING.DROPPED;
    default:
      return undefined;
  }
}

function directionAt({ values }: OpenedTrace, table: SightingTable, sighting: number): "in" | "out" | undefined {
  const entry = table.entry.get(sighting);
  const plan = values.planOf(entry);
  const type = values.type(entry);
  return plan === undefined || type === undefined ? undefined : directionOf(plan.provider, plan.id, type.keywords, values.number(entry, "direction"));
}

class EntryFacts implements SightingFacts, FlowFacts {
  readonly #trace: OpenedTrace;
  readonly #table: SightingTable;
  readonly #places: PlaceList;

  constructor(trace: OpenedTrace, table: SightingTable, places: PlaceList) {
    this.#trace = trace;
    this.#table = table;
    this.#places = places;
  }

  /** Whether two events say the same: of what kind they are, and what identifies their packets. */
  same(a: number, b: number): boolean {
    const { values, index } = this.#trace;
    const [one, two] = [values.planOf(a), values.planOf(b)];
    if (one === undefined || two === undefined || one.provider !== two.provider || one.id !== two.id) return false;
    if (IDENTIFYING.some((name) => values.number(a, name) !== values.number(b, name))) return false;
    if (IDENTIFYING_WIDE.some((name) => values.has(a, name) && values.wide(a, name) !== values.wide(b, name))) return false;
    const [x, y] = [this.#keysOf(a), this.#keysOf(b)];
    if (x < 0 || y < 0) return x === y;
    for (let word = 0; word < ABI.FRAME_KEYS; word++) if (index.values.get(x + word) !== index.values.get(y + word)) return false;
    return true;
  }

  keys(sighting: number): FrameKeys {
    return this.numbers(sighting);
  }

  tunnelled(sighting: number): boolean {
    const { values, index } = this.#trace;
    const entry = this.#table.entry.get(sighting);
    const at = values.planOf(entry)?.plan.keys;
    return at !== undefined && ((index.values.get(index.entries.get(entry) + 2 + at + 6) >>> 8) & ABI.FRAME_TUNNEL) !== 0;
  }

  numbers(sighting: number): FrameNumbers {
    const first = this.#firstKey(sighting);
    return first < 0 ? NO_NUMBERS : EntryKeys.at(this.#trace.index.values, first);
  }

  key(sighting: number): number {
    const first = this.#firstKey(sighting);
    return first < 0 ? 0 : this.#trace.index.values.get(first);
  }

  /** Where the keys of a sighting's frame begin among the values, -1 without a frame. */
  #firstKey(sighting: number): number {
    return this.#keysOf(this.#table.entry.get(sighting));
  }

  #keysOf(entry: number): number {
    const { values, index } = this.#trace;
    const at = values.planOf(entry)?.plan.keys;
    return at === undefined ? -1 : index.entries.get(entry) + 2 + at;
  }

  sender(sighting: number): number {
    const { index, values, scanner } = this.#trace;
    const kind = this.#places.ref(this.#table.place.get(sighting))?.kind;
    if (kind !== "virtual-nic" && kind !== "container-nic" && kind !== "stack") return 0;
    const entry = this.#table.entry.get(sighting);
    // On a switch a frame without a destination yet has just come out of its source; elsewhere the event says in or out.
    const inbound = values.has(entry, "sourceNic") ? values.number(entry, "destinationCount") > 0 : directionAt(this.#trace, this.#table, sighting) === "in";
    if (inbound) return 0;
    const { pid } = scanner.thread(index.thread.get(values.row(entry)));
    // Interrupts and the kernel's own threads carry anybody's packets.
    return pid === 4 || pid === UNKNOWN_ID ? 0 : pid;
  }

  nbl(sighting: number): number {
    const entry = this.#table.entry.get(sighting);
    const { values } = this.#trace;
    if (!values.has(entry, "nbl")) return 0;
    const machine = this.#table.machine.get(sighting);
    const nbl = values.wide(entry, "nbl");
    if (nbl === 0n) return 0;
    // The upper bits of kernel addresses are all alike: machines are told apart there.
    return Number(machine === 0 ? BigInt.asUintN(53, nbl) : BigInt.asUintN(48, nbl) + (BigInt(machine % 31) << 48n));
  }

  pktmon(sighting: number): number {
    const entry = this.#table.entry.get(sighting);
    const { values } = this.#trace;
    if (values.planOf(entry)?.provider !== PKTMON_GUID || !values.has(entry, "groupId")) return 0;
    const [low, high] = [values.number(entry, "groupId"), values.upper(entry, "groupId")];
    // 53 bits of 80 and the machine: enough to tell the groups of one moment apart.
    const rest = Math.imul(values.number(entry, "packetNumber") + 1, 0x9e3779b1) ^ Math.imul(this.#table.machine.get(sighting), 0x85ebca6b);
    return ((high ^ rest) & 0x1fffff) * 0x1_0000_0000 + ((low ^ Math.imul(high ^ rest, 0xc2b2ae35)) >>> 0) + 1;
  }

  layer(sighting: number): number {
    const entry = this.#table.entry.get(sighting);
    const { values } = this.#trace;
    return values.has(entry, "lowerInterface") ? values.number(entry, "lowerInterface") : 0;
  }
}
