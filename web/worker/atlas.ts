import type { Atlas, JourneyRow, PlaceRef } from "../core/api.js";
import { latencyStats } from "../journeys/latency-stats.js";
import { SIGHTING } from "../journeys/sightings.js";
import { pathClassStats } from "./finding-input.js";
import { groupHops, identities } from "./hop-groups.js";
import type { Journeys } from "./journeys.js";
import type { Rows } from "./rows.js";

/** Fastest first, as they are read. */
const byMedian = (a: { readonly p50Ns: number }, b: { readonly p50Ns: number }): number => a.p50Ns - b.p50Ns;

/** Latency of every step from place to place and of every class of path, and what was dropped where: of the chosen journeys. */
export function atlasOf(journeys: Journeys, rows: Rows, chosen: Iterable<number>): Atlas {
  return {
    hops: hops(journeys, chosen),
    pathClasses: [...pathClassStats(journeys, chosen)].map(([pathClass, stats]) => ({ pathClass, ...stats })).sort(byMedian),
    drops: drops(journeys, rows, chosen),
  };
}

function hops(journeys: Journeys, chosen: Iterable<number>): Atlas["hops"] {
  const refs = journeys.sightings.places.all;
  const identity = identities(refs);
  const placeOf = (sighting: number): number => identity[journeys.seen.place.get(sighting)] ?? 0;
  return groupHops(journeys, chosen, { placeOf })
    .groups.flatMap(({ from, to, latencies }) => {
      const [fromRef, toRef] = [refs[from], refs[to]];
      return fromRef === undefined || toRef === undefined ? [] : [{ from: fromRef, to: toRef, ...latencyStats(latencies) }];
    })
    .sort((a, b) => b.count - a.count);
}

/** Dropped journeys by reason, location and place: their sum is that of the summary. */
function drops(journeys: Journeys, rows: Rows, chosen: Iterable<number>): Atlas["drops"] {
  const found = new Map<string, { readonly reason: string; readonly location?: string; readonly place: PlaceRef; count: number }>();
  for (const { key, reason, location, place } of droppedAt(journeys, rows, chosen)) {
    const known = found.get(key) ?? { reason, ...(location === undefined ? {} : { location }), place, count: 0 };
    known.count++;
    found.set(key, known);
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

export interface DroppedAt {
  readonly journey: number;
  readonly sighting: number;
  readonly reason: string;
  readonly location: string | undefined;
  readonly place: PlaceRef;
  /** The same for the same reason, location and place. */
  readonly key: string;
}

/** Why and where the dropped ones among the journeys were dropped. */
export function* droppedAt(journeys: Journeys, rows: Rows, chosen: Iterable<number>): Iterable<DroppedAt> {
  const { seen, table, outcomes } = journeys;
  for (const journey of chosen) {
    if (outcomes[journey] !== ("dropped" satisfies JourneyRow["outcome"])) continue;
    const sighting = table.sightings(journey).findLast((i) => seen.kind.get(i) === SIGHTING.DROPPED);
    const drop = sighting === undefined ? undefined : rows.drop(seen.entry.get(sighting));
    if (sighting === undefined || drop === undefined) continue;
    const place = journeys.place(sighting) ?? { id: "switch", name: "vmSwitch", kind: "switch" };
    const { reason, location } = drop;
    yield { journey, sighting, reason, location, place, key: `${reason}\n${location ?? ""}\n${place.id}` };
  }
}
