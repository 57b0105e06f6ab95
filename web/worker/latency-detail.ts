import { LATENCY_BINS, latencyBin, type LatencyDetail, type LatencyOf } from "../core/atlas.js";
import { latencyStats } from "../journeys/latency-stats.js";
import { identities, namesOf } from "./hop-groups.js";
import type { Journeys } from "./journeys.js";

/** Journeys to look at: more are in the list of journeys. */
const SLOWEST = 12;

export interface Slow {
  readonly journey: number;
  readonly latencyNs: number;
}

export type LatencyFigures = Omit<LatencyDetail, "slowest"> & { readonly slowest: readonly Slow[] };

/** How the latencies of one hop or one class of the chosen journeys are spread, and which journeys have the longest. */
export function latencyFigures(journeys: Journeys, chosen: Iterable<number>, of: LatencyOf): LatencyFigures {
  const refs = journeys.sightings.places.all;
  const values: number[] = [];
  const slowest: Slow[] = [];
  const bins = new Uint32Array(LATENCY_BINS.length - 1);
  for (const { journey, latencyNs } of of.kind === "hop" ? hopsOf(journeys, chosen, of.from, of.to) : journeysOf(journeys, chosen, of.pathClass)) {
    values.push(latencyNs);
    const bin = latencyBin(latencyNs);
    bins[bin] = (bins[bin] ?? 0) + 1;
    keepSlowest(slowest, { journey, latencyNs });
  }
  const [from, to] = of.kind === "hop" ? [of.from, of.to] : ["", ""];
  return { ...latencyStats(Float64Array.from(values)), bins, slowest, fromNames: namesOf(refs, from), toNames: namesOf(refs, to) };
}

function* hopsOf({ seen, table, sightings }: Journeys, chosen: Iterable<number>, fromId: string, toId: string): Iterable<Slow> {
  const refs = sightings.places.all;
  const identity = identities(refs);
  const [from, to] = [fromId, toId].map((id) => (id === "" ? 0 : refs.findIndex((ref) => ref.id === id)));
  if (from === undefined || to === undefined || from <= 0 || to <= 0) return;
  for (const journey of chosen) {
    const members = table.sightings(journey);
    let before = -1;
    for (let n = 0; n < members.length; n++) {
      const place = identity[seen.place.get(members[n] ?? 0)] ?? 0;
      if (before === from && place === to) {
        yield { journey, latencyNs: Math.round((seen.ticks.get(members[n] ?? 0) - seen.ticks.get(members[n - 1] ?? 0)) * 100) };
      }
      before = place;
    }
  }
}

/** Those that the figures of the class are made of: of one sighting, or ended nowhere, they have no latency. */
function* journeysOf(journeys: Journeys, chosen: Iterable<number>, pathClass: string): Iterable<Slow> {
  const { table, outcomes, classes } = journeys;
  for (const journey of chosen) {
    if (classes[journey] !== pathClass || (outcomes[journey] !== "delivered" && outcomes[journey] !== "sent") || table.sightings(journey).length < 2) continue;
    yield { journey, latencyNs: journeys.latencyNs(journey) };
  }
}

/** Each journey once, with its longest; of the same latency the earlier first. */
function keepSlowest(slowest: Slow[], next: Slow): void {
  const same = slowest.findIndex(({ journey }) => journey === next.journey);
  if (same >= 0) {
    if ((slowest[same]?.latencyNs ?? 0) >= next.latencyNs) return;
    slowest.splice(same, 1);
  } else if (slowest.length === SLOWEST && (slowest[SLOWEST - 1]?.latencyNs ?? 0) >= next.latencyNs) return;
  const at = slowest.findIndex(({ latencyNs }) => latencyNs < next.latencyNs);
  slowest.splice(at < 0 ? slowest.length : at, 0, next);
  if (slowest.length > SLOWEST) slowest.pop();
}
