import type { JourneyRow, LatencyStats, NatSessionRow } from "../core/api.js";
import type { FieldNode } from "../core/fields.js";
import type { FindingInput, FindingJourneys, FrameLine } from "../journeys/findings/input.js";
import { latencyStats } from "../journeys/latency-stats.js";
import { dissect } from "../packets/dissect.js";
import { PKTMON_GUID } from "../providers/frames.js";
import { checksumFlags, nicLife, portShortages, serviceErrors } from "./finding-events.js";
import { FlowQueries } from "./flow-queries.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";
import { summarize } from "./summary.js";

/** Connections that get a finding of their own. */
const MAX_WINDOW_LIMITS = 50;

/** Everything that rules ask for; events are read again only where a rule needs their content. */
export async function findingInput(trace: OpenedTrace, rows: Rows, journeys: Journeys): Promise<FindingInput> {
  const natSessions: NatSessionRow[] = [];
  for (let i = 0; i < trace.nat.length; i++) {
    const row = trace.nat.row(i);
    if (row !== undefined) natSessions.push(row);
  }
  return {
    summary: summarize(trace, journeys),
    journeys: findingJourneys(trace, rows, journeys),
    losses: trace.losses,
    natSessions,
    nicLife: await nicLife(trace, rows),
    windowLimits: await windowLimits(trace, rows, journeys),
    portShortages: await portShortages(trace, rows),
    serviceErrors: await serviceErrors(trace, rows),
    checksums: await checksumFlags(trace, rows, journeys),
    pathClasses: pathClassStats(journeys, journeys.numbers),
    line: (journey) => lineOf(trace, rows, journeys, journey),
  };
}

async function windowLimits(trace: OpenedTrace, rows: Rows, journeys: Journeys): Promise<FindingInput["windowLimits"]> {
  const flows = new FlowQueries(trace, rows, journeys);
  const found: FindingInput["windowLimits"][number][] = [];
  for (const limit of (await flows.windowLimits()).slice(0, MAX_WINDOW_LIMITS)) {
    const [row] = (await flows.page(undefined, { from: limit.flow, count: 1 })).rows;
    if (row !== undefined) found.push({ ...limit, client: row.client, server: row.server });
  }
  return found;
}

function findingJourneys(trace: OpenedTrace, rows: Rows, journeys: Journeys): FindingJourneys {
  const { seen, table, chains, outcomes, classes } = journeys;
  const { places, facts } = journeys.sightings;
  const start = trace.index.order.length === 0 ? 0 : trace.index.timeAt(0);
  return {
    length: journeys.length,
    outcome: (journey) => outcomes[journey] ?? "lost-sight",
    pathClass: (journey) => classes[journey] ?? "other",
    latencyNs: (journey) => journeys.latencyNs(journey),
    sightings: (journey) => table.sightings(journey),
    kind: (sighting) => seen.kind.get(sighting),
    joinedBy: (sighting) => chains.by.get(sighting),
    place: (sighting) => places.ref(seen.place.get(sighting)),
    from: (sighting) => places.ref(seen.from.get(sighting)),
    switch: (sighting) => places.ref(seen.switch.get(sighting)),
    event: (sighting) => seen.event.get(sighting),
    timeNs: (sighting) => Math.round((seen.ticks.get(sighting) - start) * 100),
    direction: (sighting) => journeys.sightings.direction(sighting),
    keys: (sighting) => facts.keys(sighting),
    drop: (sighting) => rows.drop(seen.entry.get(sighting)),
    pktmon: (sighting) => trace.values.planOf(seen.entry.get(sighting))?.provider === PKTMON_GUID,
  };
}

/** Latencies of the chosen journeys by class: those of one sighting and those that ended nowhere have none. */
export function pathClassStats(journeys: Journeys, chosen: Iterable<number>): ReadonlyMap<JourneyRow["pathClass"], LatencyStats> {
  const latencies = new Map<JourneyRow["pathClass"], number[]>();
  for (const journey of chosen) {
    const { table, outcomes, classes } = journeys;
    if (table.sightings(journey).length < 2 || (outcomes[journey] !== "delivered" && outcomes[journey] !== "sent")) continue;
    const pathClass = classes[journey] ?? "other";
    const known = latencies.get(pathClass);
    if (known === undefined) latencies.set(pathClass, [journeys.latencyNs(journey)]);
    else known.push(journeys.latencyNs(journey));
  }
  return new Map([...latencies].map(([pathClass, list]) => [pathClass, latencyStats(Float64Array.from(list))]));
}

async function lineOf(trace: OpenedTrace, rows: Rows, journeys: Journeys, journey: number): Promise<FrameLine | undefined> {
  for (const i of journeys.table.sightings(journey)) {
    const packet = trace.packets.ofEvent(journeys.seen.event.get(i));
    const frame = packet < 0 ? undefined : await rows.frame(packet);
    if (frame === undefined) continue;
    const { source, destination, protocol, info, nodes } = dissect(frame.bytes, frame.link, { tree: true });
    const vlan = valueOf(nodes, "vlan.id");
    return { source, destination, protocol, info, ...(typeof vlan === "number" ? { vlan } : {}) };
  }
  return undefined;
}

function valueOf(nodes: readonly FieldNode[], name: string): FieldNode["value"] | undefined {
  for (const node of nodes) {
    if (node.name === name) return node.value;
    const inner = node.children === undefined ? undefined : valueOf(node.children, name);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
