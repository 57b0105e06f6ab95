import type { EventRow, FlowRow, JourneyRow, NatSessionRow, PacketRow } from "../../web/core/api.js";
import type { EventLine } from "../../web/core/engine-api.js";
import type { FieldNode } from "../../web/core/fields.js";
import type { FilterGetter, FilterValue } from "../../web/core/filter/types.js";
import { FILTER_FIELDS } from "../../web/core/filter/catalogue.js";
import { compileFilter } from "../../web/core/filter/compile.js";
import type { Engine } from "../../web/worker/engine.js";

const ENDS: Readonly<Record<string, readonly string[]>> = {
  "eth.addr": ["eth.src", "eth.dst"],
  "ip.addr": ["ip.src", "ip.dst"],
  "ipv6.addr": ["ipv6.src", "ipv6.dst"],
  "tcp.port": ["tcp.srcport", "tcp.dstport"],
  "udp.port": ["udp.srcport", "udp.dstport"],
};

interface PlainRow {
  readonly event: EventRow;
  readonly line: EventLine;
  readonly packet: PacketRow | undefined;
  readonly nodes: readonly FieldNode[];
  readonly bytes: Uint8Array;
  readonly startNs: bigint;
  readonly way: Way | undefined;
}

/** The journey of an event, and which of its sightings it is. */
interface Way {
  readonly journey: PlainJourney;
  readonly sighting: number;
}

interface PlainJourney {
  readonly row: JourneyRow;
  readonly flows: readonly FlowRow[];
  readonly sessions: readonly NatSessionRow[];
}

type Own = Readonly<Record<string, () => FilterValue | readonly FilterValue[] | undefined>>;

/** As long as a session's packets may be seen before and after what was told of it. */
const SLACK_NS = 100_000_000n;

function flat(nodes: readonly FieldNode[]): FieldNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children ?? [])]);
}

/** Filters by reading every row as the tables and the detail show it, with nothing left out and nothing known before. */
export class PlainFilter {
  readonly events: readonly PlainRow[];
  readonly packets: readonly PlainRow[];
  readonly journeys: readonly PlainJourney[];

  private constructor(events: readonly PlainRow[], packets: readonly PlainRow[], journeys: readonly PlainJourney[]) {
    this.events = events;
    this.packets = packets;
    this.journeys = journeys;
  }

  static async of(engine: Engine): Promise<PlainFilter> {
    const { startNs } = await engine.summary();
    const { rows } = await engine.events({ limit: 10_000 });
    const lines = await engine.eventLines(0, 10_000);
    const packets = (await engine.packets({ limit: 10_000 })).rows;
    const flows = (await engine.flows({ limit: 10_000 })).rows;
    const sessions = (await engine.natSessions({ limit: 10_000 })).rows;
    const ways = new Map<number, Way>();
    const crossed = new Map<JourneyRow, NatSessionRow[]>();
    const journeys = (await engine.journeys({ limit: 10_000 })).rows.map((row): PlainJourney => {
      const flow = row.flow === undefined ? undefined : flows[row.flow];
      const own: NatSessionRow[] = [];
      const journey = { row, flows: [flow, flow?.translated === undefined ? undefined : flows[flow.translated]].filter((f) => f !== undefined), sessions: own };
      crossed.set(row, own);
      for (const [sighting, { event }] of row.sightings.entries()) ways.set(event, { journey, sighting });
      return journey;
    });
    const packetRows: PlainRow[] = [];
    const byEvent = new Map<number, PlainRow>();
    for (const packet of packets) {
      const { nodes, bytes } = await engine.detail("packet", packet.index);
      const [event, line] = [rows[packet.event], lines[packet.event]];
      if (event === undefined || line === undefined) throw new Error("a packet without its event");
      // A packet of which only header fields were recorded shows its event's bytes.
      const frame = packet.captured > 0;
      const row: PlainRow = {
        event,
        line,
        packet,
        nodes: frame ? flat(nodes) : [],
        bytes: frame ? bytes : new Uint8Array(0),
        startNs,
        way: ways.get(packet.event),
      };
      packetRows.push(row);
      const own = row.way === undefined ? undefined : crossed.get(row.way.journey.row);
      for (const session of sessions) if (own?.includes(session) === false && isOf(row, session)) own.push(session);
      byEvent.set(packet.event, row);
    }
    const events = rows.map((event, i): PlainRow => {
      const line = lines[i];
      if (line === undefined) throw new Error("an event without its line");
      return byEvent.get(i) ?? { event, line, packet: undefined, nodes: [], bytes: new Uint8Array(0), startNs, way: ways.get(i) };
    });
    return new PlainFilter(events, packetRows, journeys);
  }

  find(kind: "event" | "packet", text: string): number[] {
    const { test } = compileFilter(text, FILTER_FIELDS);
    const found: number[] = [];
    for (const [i, row] of (kind === "event" ? this.events : this.packets).entries()) if (test(getter(row))) found.push(i);
    return found;
  }

  findJourneys(text: string): number[] {
    const { test } = compileFilter(text, FILTER_FIELDS);
    return this.journeys.filter((journey) => test(this.#journeyGetter(journey))).map(({ row }) => row.id);
  }

  /** Its own names, and under all others what any of its events has. */
  #journeyGetter(journey: PlainJourney): FilterGetter {
    const { sightings } = journey.row;
    const drops = sightings.filter((s) => s.kind === "dropped").map((s) => this.events[s.event]?.packet?.drop ?? journey.row.drop);
    const own: Own = {
      ...wayNames(
        journey,
        sightings.slice(1).map((s) => s.latencyFromPreviousNs),
      ),
      "place.name": () => sightings.map((s) => s.place.name),
      "place.kind": () => sightings.map((s) => s.place.kind),
      "switch.name": () => sightings.flatMap((s) => s.switch?.name ?? []),
      nbl: () => sightings.flatMap((s) => s.nbl ?? []),
      "drop.reason": () => drops.flatMap((d) => d?.reason ?? []),
      "drop.code": () => drops.flatMap((d) => d?.reasonCode ?? []),
      "drop.location": () => drops.flatMap((d) => d?.location ?? []),
    };
    return (name) => {
      const value = own[name];
      if (value !== undefined) return value();
      return sightings.flatMap((s): readonly FilterValue[] => {
        const row = this.events[s.event];
        const of = row === undefined ? undefined : getter(row)(name);
        return of === undefined ? [] : Array.isArray(of) ? (of as readonly FilterValue[]) : [of as FilterValue];
      });
    };
  }
}

/** What events, packets and journeys all have of a journey. */
function wayNames({ row, flows, sessions }: PlainJourney, hops: readonly number[]): Own {
  return {
    "journey.id": () => row.id,
    "journey.latency": () => row.latencyNs,
    "hop.latency": () => hops,
    outcome: () => row.outcome,
    "path.class": () => row.pathClass,
    "nat.internal": () => sessions.map((s) => s.internalSource),
    "nat.external": () => sessions.map((s) => s.externalSource),
    "nat.protocol": () => sessions.map((s) => s.protocol),
    "nat.packets": () => sessions.map((s) => s.packets),
    "nat.lifetime": () => sessions.map((s) => s.lifetimeSeconds * 1e9),
    "flow.id": () => flows.map((f) => f.id),
    "flow.packets": () => flows.map((f) => f.packets),
    "flow.bytes": () => flows.map((f) => f.bytes),
    "flow.drops": () => flows.map((f) => f.drops),
    "flow.retransmissions": () => flows.flatMap((f) => f.tcp?.retransmissions ?? []),
  };
}

/** Whether a frame has the addresses and ports of a session, on one of its sides and in one of its directions. */
function isOf({ nodes, event }: PlainRow, session: NatSessionRow): boolean {
  const value = (name: string): string | number => {
    const found = nodes.find((node) => node.name === name)?.value;
    return typeof found === "string" || typeof found === "number" ? found : "";
  };
  const { protocol } = session;
  const [source, destination] = [`${value("ip.src")}:${value(`${protocol}.srcport`)}`, `${value("ip.dst")}:${value(`${protocol}.dstport`)}`];
  const sides = [
    [session.internalSource, session.internalDestination],
    [session.externalSource, session.externalDestination],
  ];
  if (!sides.some(([a, b]) => (source === a && destination === b) || (source === b && destination === a))) return false;
  const { createdNs = event.timeNs, endedNs = event.timeNs } = session;
  return event.timeNs >= createdNs - SLACK_NS && event.timeNs <= endedNs + SLACK_NS;
}

function getter(row: PlainRow): FilterGetter {
  const { event, line, packet, nodes } = row;
  const drop = packet?.drop;
  const hop = row.way?.journey.row.sightings[row.way.sighting]?.latencyFromPreviousNs;
  const own: Own = {
    ...(row.way === undefined ? {} : wayNames(row.way.journey, row.way.sighting === 0 || hop === undefined ? [] : [hop])),
    keywords: () => event.keywords,
    provider: () => event.provider,
    "provider.guid": () => event.providerGuid,
    "event.id": () => event.id,
    "event.version": () => event.version,
    "event.opcode": () => event.opcode,
    "event.name": () => event.name,
    "event.index": () => event.index,
    "event.message": () => event.message,
    level: () => event.level,
    cpu: () => event.cpu,
    pid: () => event.pid,
    tid: () => event.tid,
    "process.name": () => event.process,
    activity: () => event.activityId,
    "place.name": () => line.place?.name,
    "place.kind": () => line.place?.kind,
    direction: () => packet?.direction,
    "drop.code": () => drop?.reasonCode,
    "frame.number": () => (packet === undefined ? undefined : packet.index + 1),
    "frame.len": () => packet?.length,
    "frame.cap_len": () => packet?.captured,
    "frame.interface_name": () => packet?.place.name,
    "frame.time_relative": () => Number(event.timeNs - row.startNs),
    frame: () => (row.bytes.length === 0 ? undefined : row.bytes),
  };
  return (name) => {
    const value = own[name];
    if (value !== undefined) return value();
    if (name.startsWith("field.")) return event.fields[name.slice("field.".length)] as FilterValue | undefined;
    const names = ENDS[name] ?? [name];
    return nodes.filter((node) => names.includes(node.name)).map((node) => node.value as FilterValue);
  };
}
