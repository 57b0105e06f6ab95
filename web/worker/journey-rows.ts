import type { Drop, JourneyRow, PlaceRef, Sighting } from "../core/api.js";
import type { JourneyLine } from "../core/engine-api.js";
import type { FieldNode } from "../core/fields.js";
import { JOINED, JOINED_NAMES, SIGHTING, SIGHTING_NAMES } from "../journeys/sightings.js";
import { dissect } from "../packets/dissect.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";
import { toldOf, type Rows } from "./rows.js";
import { hex64 } from "../core/bytes.js";

/** Fields of a frame whose change from place to place tells what happened to it, in the order in which they are shown. */
const WATCHED: readonly string[] = [
  "eth.src",
  "eth.dst",
  "vlan.id",
  "ip.src",
  "ip.dst",
  "ip.ttl",
  "ip.id",
  "ip.len",
  "ip.flags.mf",
  "ip.frag_offset",
  "ip.checksum",
  "ipv6.src",
  "ipv6.dst",
  "ipv6.hlim",
  "ipv6.fraghdr.offset",
  "tcp.srcport",
  "tcp.dstport",
  "tcp.seq",
  "tcp.ack",
  "tcp.checksum",
  "udp.srcport",
  "udp.dstport",
  "udp.checksum",
  "icmp.ident",
  "icmp.checksum",
  "vxlan.vni",
  "frame.len",
];

/** Makes JourneyRows on demand: frames are read again and compared only for the journeys that are looked at. */
export class JourneyRows {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys) {
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
  }

  async line(id: number): Promise<JourneyLine> {
    const { seen, table, outcomes, classes } = this.#journeys;
    const members = table.sightings(id);
    let summary = "";
    for (const i of members) {
      const packet = this.#trace.packets.ofEvent(seen.event.get(i));
      if (packet < 0) continue;
      summary = await this.#line(packet);
      break;
    }
    const last = members.at(-1) ?? 0;
    return {
      id,
      startNs: await this.#rows.timeNs(seen.event.get(members[0] ?? 0)),
      latencyNs: this.#journeys.latencyNs(id),
      outcome: outcomes[id] ?? "lost-sight",
      pathClass: classes[id] ?? "other",
      summary: summary === "" ? "No frame captured" : summary,
      end: this.#journeys.place(last) ?? this.#somewhere(last),
      sightings: members.length,
    };
  }

  async row(id: number): Promise<JourneyRow> {
    const { seen, table, chains, outcomes, classes } = this.#journeys;
    const members = table.sightings(id);
    const sightings: Sighting[] = [];
    let previous = new Map<string, string>();
    let shown = 0;
    const pieces = new Pieces(this.#journeys, members);
    let before = members[0] ?? 0;
    let drop: Drop | undefined;
    let summary = "";
    const flow = this.#journeys.flows.ofJourney(id);
    for (const [n, i] of members.entries()) {
      const kind = seen.kind.get(i);
      const event = seen.event.get(i);
      const packet = this.#trace.packets.ofEvent(event);
      const fields = packet < 0 ? undefined : await this.#fields(packet);
      const changes = fields === undefined || previous.size === 0 ? [] : [...changed(previous, fields), ...pieces.changed(shown, i)];
      if (fields !== undefined) {
        previous = fields;
        shown = i;
      }
      if (summary === "" && packet >= 0) summary = await this.#line(packet);
      if (kind === SIGHTING.DROPPED) drop = this.#drop(i);
      const nbl = this.#nbl(i);
      const from = this.#journeys.sightings.places.ref(seen.from.get(i));
      const at = this.#journeys.sightings.places.ref(seen.switch.get(i));
      sightings.push({
        timeNs: await this.#rows.timeNs(event),
        event,
        place: this.#rows.shown(this.#journeys.place(i) ?? this.#somewhere(i)),
        ...(from === undefined ? {} : { from: this.#rows.shown(from) }),
        ...(at === undefined ? {} : { switch: this.#rows.shown(at) }),
        kind: SIGHTING_NAMES[kind] ?? "frame",
        ...(nbl === undefined ? {} : { nbl }),
        latencyFromPreviousNs: n === 0 ? 0 : this.#journeys.elapsedNs(before, i),
        changes,
        joined: { by: n === 0 ? "first" : (JOINED_NAMES[chains.by.get(i)] ?? "first"), confidence: n === 0 ? 1 : chains.confidence.get(i) / 100 },
      });
      before = i;
    }
    return {
      id,
      startNs: sightings[0]?.timeNs ?? 0n,
      latencyNs: this.#journeys.latencyNs(id),
      outcome: outcomes[id] ?? "lost-sight",
      pathClass: classes[id] ?? "other",
      ...(flow === undefined ? {} : { flow }),
      summary: summary === "" ? `NBL ${sightings.find((s) => s.nbl !== undefined)?.nbl ?? "without an address"}, no frame captured` : summary,
      sightings,
      ...(drop === undefined ? {} : { drop }),
    };
  }

  /** Of a sighting that names no place. */
  #somewhere(sighting: number): PlaceRef {
    const { index, machines } = this.#trace;
    return machines.ofRow(index.rowAt(this.#journeys.seen.event.get(sighting))).places.named("switch", "vmSwitch", "switch");
  }

  #drop(sighting: number): Drop | undefined {
    const { seen, chains } = this.#journeys;
    const drop = this.#rows.drop(seen.entry.get(sighting));
    if (drop === undefined || this.#trace.packets.ofEvent(seen.event.get(sighting)) >= 0) return drop;
    const alone = chains.by.get(sighting) === 0;
    const confidence = chains.confidence.get(sighting);
    const how =
      confidence >= 90
        ? "the last open NBL of the same CPU and thread"
        : confidence >= 60
          ? "the only open NBL of the same CPU"
          : "the newest of several open NBLs of the same CPU";
    const attributed = alone ? "The event names no packet, and no single open NBL was found for it." : `The event names no packet: attributed to ${how}.`;
    return { ...drop, attributed };
  }

  #nbl(sighting: number): string | undefined {
    const { values } = this.#trace;
    const entry = this.#journeys.seen.entry.get(sighting);
    return values.has(entry, "nbl") ? hex64(values.wide(entry, "nbl")) : undefined;
  }

  async #line(packet: number): Promise<string> {
    const { protocol, source, destination, info } = await this.#rows.packet(packet);
    return `${protocol} ${source} → ${destination} ${info}`;
  }

  async #fields(packet: number): Promise<Map<string, string> | undefined> {
    const frame = await this.#rows.frame(packet);
    if (frame === undefined) return undefined;
    const { nodes, length } = dissect(frame.bytes, frame.link, { ...toldOf(frame), tree: true });
    const found = new Map<string, string>([["frame.len", String(length)]]);
    collect(nodes, found);
    return found;
  }
}

/** In how many pieces a packet was at each place. */
class Pieces {
  readonly #journeys: Journeys;
  readonly #at = new Map<string, Set<number>>();

  constructor(journeys: Journeys, members: Uint32Array<ArrayBuffer>) {
    this.#journeys = journeys;
    const { chains, sightings } = journeys;
    if (!members.some((i) => chains.by.get(i) === JOINED.SEGMENTATION)) return;
    for (const i of members) {
      const { key, payload } = sightings.facts.keys(i);
      if (key === 0) continue;
      const place = this.#place(i);
      const known = this.#at.get(place);
      // Pieces of one datagram have the same key where they begin alike; what they carry differs.
      const piece = key * 0x200000 + (payload & 0x1fffff);
      if (known === undefined) this.#at.set(place, new Set([piece]));
      else known.add(piece);
    }
  }

  changed(from: number, to: number): Sighting["changes"] {
    const [before, now] = [this.#at.get(this.#place(from))?.size ?? 1, this.#at.get(this.#place(to))?.size ?? 1];
    return before === now ? [] : [{ field: "segments", from: String(before), to: String(now) }];
  }

  #place(sighting: number): string {
    const { seen } = this.#journeys;
    return `${seen.place.get(sighting)}/${seen.switch.get(sighting)}`;
  }
}

/** The first value of each watched field: of a tunnelled frame the outer one. */
function collect(nodes: readonly FieldNode[], found: Map<string, string>): void {
  for (const node of nodes) {
    if (WATCHED.includes(node.name) && !found.has(node.name)) found.set(node.name, valueText(node));
    if (node.children !== undefined) collect(node.children, found);
  }
}

/** Checksums are shown in hex without the verdict that follows them. */
function valueText(node: FieldNode): string {
  if (node.name.endsWith("checksum")) return node.text.split(" ")[0] ?? node.text;
  return typeof node.value === "number" || typeof node.value === "string" ? String(node.value) : node.text;
}

function changed(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): Sighting["changes"] {
  return WATCHED.filter((field) => before.get(field) !== now.get(field)).map((field) => ({ field, from: before.get(field) ?? "", to: now.get(field) ?? "" }));
}
