import type { Drop, JourneyRow, PlaceKind, PlaceRef, TraceSummary } from "../../../../web/core/api.js";
import type { FindingInput, FrameLine } from "../../../../web/journeys/findings/input.js";
import { latencyStats } from "../../../../web/journeys/latency-stats.js";
import { JOINED, SIGHTING, type FrameKeys } from "../../../../web/journeys/sightings.js";

export interface Step {
  readonly kind?: keyof typeof SIGHTING;
  readonly by?: keyof typeof JOINED;
  readonly place?: PlaceRef;
  readonly from?: PlaceRef;
  readonly switch?: PlaceRef;
  readonly timeNs: number;
  readonly keys?: Partial<FrameKeys>;
  readonly drop?: Drop;
  readonly pktmon?: boolean;
}

export interface Made {
  readonly outcome: JourneyRow["outcome"];
  readonly pathClass?: JourneyRow["pathClass"];
  readonly steps: readonly Step[];
  readonly line?: FrameLine;
}

const NO_KEYS: FrameKeys = {
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
  datagram: 0,
  fragment: false,
  tunnel: false,
};

export const place = (name: string, kind: PlaceKind, id = `nic:${name.toLowerCase()}`): PlaceRef => ({ id, name, kind });
export const line = (source: string, destination: string, protocol = "ICMP", info = "Echo request"): FrameLine => ({ source, destination, protocol, info });
/** Of one ping between two hosts. */
export const PING: Partial<FrameKeys> = { key: 1, source: 1, destination: 2, protocol: 1 | (4 << 16), ports: (8 << 24) >>> 0 };
export const SYN: Partial<FrameKeys> = { key: 2, source: 1, destination: 2, protocol: 6 | (2 << 8) | (4 << 16), ports: (52891 << 16) | 80 };

const SUMMARY: TraceSummary = {
  name: "made.etl",
  sizeBytes: 1000,
  events: 100,
  packets: 10,
  drops: 0,
  journeys: 0,
  startNs: 0n,
  endNs: 10_000_000_000n,
  eventsLost: 0,
  buffersLost: 0,
  truncatedPackets: 0,
  buffers: 2,
  compressed: false,
  circular: false,
  closed: true,
  pointerSize: 8,
  cpuCount: 2,
  clock: "qpc",
  osVersion: "10.0.20348",
  osBuild: 20348,
  loggerName: "",
  logFileName: "",
  providers: [],
  problems: [],
  indexing: { bytesDone: 1000, done: true },
  sources: [],
};

/** Journeys as rules see them, from a list by hand. */
export function madeInput(
  journeys: readonly Made[],
  more: Partial<Omit<FindingInput, "summary">> & { readonly summary?: Partial<TraceSummary> } = {},
): FindingInput {
  const steps = journeys.flatMap((journey) => journey.steps);
  let next = 0;
  const members = journeys.map((journey) => Uint32Array.from(journey.steps, () => next++));
  const step = (i: number): Step => steps[i] ?? { timeNs: 0 };
  const latencyNs = (j: number): number => step((members[j]?.[0] ?? 0) + (members[j]?.length ?? 1) - 1).timeNs - step(members[j]?.[0] ?? 0).timeNs;
  const classes = new Map<JourneyRow["pathClass"], number[]>();
  for (const [j, { outcome, pathClass = "other" }] of journeys.entries())
    if (outcome === "sent" || outcome === "delivered") classes.set(pathClass, [...(classes.get(pathClass) ?? []), latencyNs(j)]);
  return {
    losses: [],
    natSessions: [],
    nicLife: [],
    checksums: [],
    portShortages: [],
    serviceErrors: [],
    windowLimits: [],
    line: (journey) => Promise.resolve(journeys[journey]?.line),
    ...more,
    pathClasses: more.pathClasses ?? new Map([...classes].map(([name, list]) => [name, latencyStats(Float64Array.from(list))])),
    summary: { ...SUMMARY, ...more.summary },
    journeys: more.journeys ?? {
      length: journeys.length,
      outcome: (j) => journeys[j]?.outcome ?? "lost-sight",
      pathClass: (j) => journeys[j]?.pathClass ?? "other",
      latencyNs,
      sightings: (j) => members[j] ?? new Uint32Array(0),
      kind: (i) => SIGHTING[step(i).kind ?? "FRAME"],
      joinedBy: (i) => JOINED[step(i).by ?? "FIRST"],
      place: (i) => step(i).place,
      from: (i) => step(i).from,
      switch: (i) => step(i).switch,
      event: (i) => 1000 + i,
      timeNs: (i) => step(i).timeNs,
      direction: () => undefined,
      keys: (i) => ({ ...NO_KEYS, ...step(i).keys }),
      drop: (i) => step(i).drop,
      pktmon: (i) => step(i).pktmon ?? false,
    },
  };
}
