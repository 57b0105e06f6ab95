import { NumberTable } from "../core/number-table.js";
import { inSpans, type Work } from "../core/work.js";
import { directionOf, NDIS_GUID, PKTMON_GUID, VM_SWITCH_GUID, WIN_NAT_GUID } from "../providers/frames.js";
import type { PlaceRef } from "../core/api.js";
import type { FlowFacts } from "../journeys/flows.js";
import { SIGHTING, SightingTable, type FrameKeys, type FrameNumbers, type SightingFacts } from "../journeys/sightings.js";
import { ABI } from "./abi.js";
import { EntryKeys } from "./entry-keys.js";
import { CopiedEvents } from "./copied-events.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Machine } from "./machines.js";
import { BufferFinder } from "./buffer-finder.js";
import { PlaceNumbers } from "./place-numbers.js";
import type { RegisteredPlan } from "./values.js";

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
/** Sightings that are followed: about 40 bytes each are kept, so 800 MB. */
const MAX_SIGHTINGS = 20_000_000;

/** Places by small numbers, 0 for none: columns hold the numbers. */
export class PlaceList {
  /** References are made once per place and name, so that a look by identity finds nearly all. */
  readonly #byRef = new Map<PlaceRef, number>();
  readonly #byName = new Map<string, number>();
  #refs: PlaceRef[];

  /** `refs`: places that have their numbers from before. */
  constructor(refs: readonly PlaceRef[] = [{ id: "", name: "", kind: "unknown" }]) {
    this.#refs = [...refs];
  }

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

/** How an event with a plan becomes a sighting, and where its values stand behind the first word of its entry; -1 for none. */
interface Recipe {
  /** Of a step; -1 for a packet, whose kind depends on what it says. */
  readonly kind: number;
  readonly provider: string;
  readonly nicName: number;
  readonly sourceNic: number;
  readonly destinationNic: number;
  readonly destinationCount: number;
  readonly sourcePort: number;
  readonly switchName: number;
  readonly component: number;
  readonly lowerInterface: number;
  /** Of the frame: how it was sent is told in the seventh word. */
  readonly keys: number;
}

function recipeOf({ plan, provider, id }: RegisteredPlan): Recipe | undefined {
  const kind = provider === VM_SWITCH_GUID ? switchStep(id) : provider === WIN_NAT_GUID ? (id === 1009 ? SIGHTING.TRANSLATED : SIGHTING.FORWARDED) : -1;
  if (kind === undefined) return undefined;
  // Behind {row, plan}.
  const at = (name: keyof typeof plan.at): number => (plan.at[name] ?? -3) + 2;
  return {
    kind,
    provider,
    nicName: at("nicName"),
    sourceNic: at("sourceNic"),
    destinationNic: at("destinationNic"),
    destinationCount: at("destinationCount"),
    sourcePort: at("sourcePortId"),
    switchName: at("switchName"),
    component: at("component"),
    lowerInterface: at("lowerInterface"),
    keys: plan.keys === undefined ? -1 : plan.keys + 2,
  };
}

/** What all events of one lane have in common. */
interface LaneFacts {
  readonly cpu: number;
  readonly source: number;
  readonly machine: number;
  readonly places: PlaceNumbers;
}

/**
 * Makes sightings of packets, vmSwitch steps, drops and translations, in the order of time; of the first `limit` of them, where a trace has
 * more: the others are counted in a problem.
 */
export function* buildSightings(trace: OpenedTrace, limit = MAX_SIGHTINGS): Work<Sightings> {
  const builder = new SightingBuilder(trace, limit);
  yield* inSpans(trace.index.entries.length, (from, to) => {
    builder.prepare(from, to);
  });
  yield* inSpans(trace.index.order.length, (from, to) => {
    builder.add(from, to);
  });
  builder.report();
  return builder.sightings;
}

class SightingBuilder {
  readonly sightings: Sightings;
  readonly #trace: OpenedTrace;
  readonly #limit: number;
  readonly #table = new SightingTable();
  readonly #places = new PlaceList();
  readonly #copies: CopiedEvents | undefined;
  /** One word per row, for as long as this takes: the entry of a row, plus 1. */
  readonly #entryOf: Uint32Array<ArrayBuffer>;
  readonly #recipes: readonly (Recipe | undefined)[];
  readonly #buffers: BufferFinder;
  readonly #lanes = new Map<string, LaneFacts>();
  readonly #ofBuffer: (LaneFacts | undefined)[] = [];
  readonly #cpus = new Map<string, number>();
  readonly #ofMachine = new Map<number, PlaceNumbers>();
  readonly #threads = new NumberTable();
  #packet = 0;
  #drop = 0;
  #left = 0;

  constructor(trace: OpenedTrace, limit: number) {
    const { index, values, machines } = trace;
    this.#trace = trace;
    this.#limit = limit;
    this.#table.clocks.push(...machines.clocks);
    this.#table.tunnels = false;
    const sightings = sightingsOf(trace, this.#table, this.#places);
    this.sightings = sightings;
    this.#copies = index.sources.length > 1 ? new CopiedEvents(this.#table, (a, b) => sightings.facts.same(a, b)) : undefined;
    this.#entryOf = new Uint32Array(index.time.length);
    this.#recipes = values.plans.map(recipeOf);
    this.#buffers = new BufferFinder(index);
  }

  /** Notes which rows have entries [from, to). */
  prepare(from: number, to: number): void {
    for (let entry = from; entry < to; entry++) this.#entryOf[this.#trace.values.row(entry)] = entry + 1;
  }

  /** Adds what events at positions [from, to) are sightings of. */
  add(from: number, to: number): void {
    const { index } = this.#trace;
    for (let position = from; position < to; position++) {
      const row = index.rowAt(position);
      const entry = (this.#entryOf[row] ?? 0) - 1;
      if (entry < 0) continue;
      const first = index.entries.get(entry);
      const recipe = this.#recipes[index.values.get(first + 1)];
      if (recipe === undefined) continue;
      const kind = recipe.kind < 0 ? this.#packetKind(position) : recipe.kind;
      if (kind < 0) continue;
      if (this.#table.length >= this.#limit) {
        this.#left++;
        continue;
      }
      this.#put(position, row, entry, first, recipe, kind);
    }
  }

  report(): void {
    if (this.#left === 0) return;
    this.#trace.index.problems.add({
      code: "index-limit",
      message: `The trace has more sightings of packets than the ${this.#limit} that are followed: the last ${this.#left} have no journeys.`,
      count: this.#left,
    });
  }

  /** Of a captured frame; -1 for fragments behind the first, which are no packets of their own. */
  #packetKind(position: number): number {
    const { packets } = this.#trace;
    while (this.#packet < packets.length && packets.event.get(this.#packet) < position) this.#packet++;
    if (this.#packet >= packets.length || packets.event.get(this.#packet) !== position) return -1;
    while (this.#drop < packets.dropEvent.length && packets.dropEvent.get(this.#drop) < position) this.#drop++;
    return this.#drop < packets.dropEvent.length && packets.dropEvent.get(this.#drop) === position ? SIGHTING.DROPPED : SIGHTING.FRAME;
  }

  #put(position: number, row: number, entry: number, first: number, recipe: Recipe, kind: number): void {
    const { index } = this.#trace;
    const table = this.#table;
    const { cpu, source, machine, places } = this.#laneOf(this.#buffers.of(row));
    const word = (at: number): number => index.values.get(first + at);
    let [place, from, at] = [0, 0, 0];
    if (recipe.provider === VM_SWITCH_GUID) {
      if (recipe.nicName >= 0) place = places.namedNic(word(recipe.nicName));
      if (place === 0 && recipe.destinationNic >= 0) place = places.namedNic(word(recipe.destinationNic));
      if (place === 0 && recipe.sourceNic >= 0) place = places.namedNic(word(recipe.sourceNic));
      if (recipe.sourceNic >= 0 && recipe.destinationNic >= 0) from = places.nic(word(recipe.sourceNic));
      if (recipe.switchName >= 0) at = places.switch(word(recipe.switchName));
    } else if (recipe.kind >= 0) place = places.winNat;
    else if (recipe.provider === PKTMON_GUID) place = places.component(recipe.component < 0 ? 0 : word(recipe.component));
    else if (recipe.provider === NDIS_GUID && recipe.sourceNic >= 0) {
      const routed = recipe.destinationCount >= 0 && word(recipe.destinationCount) > 0 && recipe.destinationNic >= 0;
      place = (routed ? places.namedNic(word(recipe.destinationNic)) : 0) || places.nic(word(recipe.sourceNic));
      if (recipe.sourcePort >= 0) at = places.switchOfNic(word(recipe.sourceNic));
    } else if (recipe.provider === NDIS_GUID) {
      place = places.interface(recipe.lowerInterface < 0 ? 0 : word(recipe.lowerInterface));
      if (recipe.sourcePort >= 0) at = places.switchOfNic(0);
    } else place = places.other;
    if (recipe.keys >= 0 && isTunnelled(word(recipe.keys + 6))) table.tunnels = true;
    const key = index.thread.get(row) * 0x10000 + (cpu & 0xffff);
    let thread = this.#threads.get(key);
    if (thread < 0) {
      thread = this.#threads.size;
      this.#threads.set(key, thread);
    }
    const ticks = index.time.get(row);
    if (this.#copies?.fold(position, entry, ticks, thread, source) === true) return;
    table.event.push(position);
    table.entry.push(entry);
    table.ticks.push(ticks);
    table.kind.push(kind);
    table.place.push(place);
    table.from.push(from);
    table.switch.push(at);
    table.thread.push(thread);
    table.cpu.push(cpu);
    if (table.clocks.length > 0) table.machine.push(machine);
  }

  #laneOf(buffer: number): LaneFacts {
    const known = this.#ofBuffer[buffer];
    if (known !== undefined) return known;
    const { index, machines } = this.#trace;
    const { lane = "", source = 0 } = index.buffers[buffer] ?? {};
    const facts = this.#lanes.get(lane) ?? this.#newLane(lane, source, machines.ofSource(source));
    this.#ofBuffer[buffer] = facts;
    return facts;
  }

  #newLane(lane: string, source: number, { number: machine, places: book }: Machine): LaneFacts {
    // A CPU goes on from one of a machine's files to the next.
    const name = this.#copies === undefined ? lane : `${machine}:${lane.split(":")[1] ?? ""}`;
    const cpu = this.#cpus.get(name) ?? this.#cpus.size;
    this.#cpus.set(name, cpu);
    const places = this.#ofMachine.get(machine) ?? new PlaceNumbers(this.#places, book, (text) => this.#trace.scanner.string(text));
    this.#ofMachine.set(machine, places);
    const facts = { cpu, source, machine, places };
    this.#lanes.set(lane, facts);
    return facts;
  }
}

/** What is asked of sightings, once the table has them. */
export function sightingsOf(trace: OpenedTrace, table: SightingTable, places: PlaceList): Sightings & { readonly facts: EntryFacts } {
  const facts = new EntryFacts(trace, table, places);
  return { table, facts, places, tunnelled: (sighting) => facts.tunnelled(sighting), direction: (sighting) => directionAt(trace, table, sighting) };
}

/** By the word of a frame's keys that has its protocol. */
function isTunnelled(protocol: number): boolean {
  return ((protocol >>> 8) & ABI.FRAME_TUNNEL) !== 0;
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
    return at !== undefined && isTunnelled(index.values.get(index.entries.get(entry) + 2 + at + 6));
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
    const [low, high] = [values.number(entry, "nbl"), values.upper(entry, "nbl")];
    if (low === 0 && high === 0) return 0;
    // The upper bits of kernel addresses are all alike: machines are told apart there.
    return (machine === 0 ? high & 0x1fffff : (high & 0xffff) + (machine % 31) * 0x10000) * 0x1_0000_0000 + low;
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
