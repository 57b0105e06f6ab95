import type { Atlas, JourneyRow, PlaceRef } from "../core/api.js";
import { latencyStats } from "../journeys/latency-stats.js";
import { SIGHTING } from "../journeys/sightings.js";
import { pathClassStats } from "./finding-input.js";
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

/** All latencies of a hop stand side by side in one array: exact figures from 12 bytes a sighting. */
function hops({ seen, table, sightings }: Journeys, chosen: Iterable<number>): Atlas["hops"] {
  const refs = sightings.places.all;
  const identity = identities(refs);
  const numbers = new Map<number, number>();
  const pairs: { readonly from: PlaceRef; readonly to: PlaceRef; count: number }[] = [];
  const pairOf = new Uint32Array(seen.length);
  for (const journey of chosen) {
    const members = table.sightings(journey);
    for (let n = 1; n < members.length; n++) {
      const from = identity[seen.place.get(members[n - 1] ?? 0)] ?? 0;
      const to = identity[seen.place.get(members[n] ?? 0)] ?? 0;
      const [fromRef, toRef] = [refs[from], refs[to]];
      if (from === 0 || to === 0 || fromRef === undefined || toRef === undefined) continue;
      const key = from * refs.length + to;
      let number = numbers.get(key);
      if (number === undefined) {
        number = pairs.length;
        pairs.push({ from: fromRef, to: toRef, count: 0 });
        numbers.set(key, number);
      }
      const pair = pairs[number];
      if (pair !== undefined) pair.count++;
      pairOf[members[n] ?? 0] = number + 1;
    }
  }
  const next: number[] = [];
  let total = 0;
  for (const { count } of pairs) {
    next.push(total);
    total += count;
  }
  const latencies = new Float64Array(total);
  for (const journey of chosen) {
    const members = table.sightings(journey);
    for (let n = 1; n < members.length; n++) {
      const sighting = members[n] ?? 0;
      const pair = (pairOf[sighting] ?? 0) - 1;
      if (pair < 0) continue;
      const at = next[pair] ?? 0;
      next[pair] = at + 1;
      latencies[at] = Math.round((seen.ticks.get(sighting) - seen.ticks.get(members[n - 1] ?? 0)) * 100);
    }
  }
  return pairs
    .map(({ from, to, count }, i) => ({ from, to, ...latencyStats(latencies.subarray((next[i] ?? 0) - count, next[i] ?? 0)) }))
    .sort((a, b) => b.count - a.count);
}

/** The same place may be called differently by different events: the first of its names stands for all. */
function identities(refs: readonly PlaceRef[]): readonly number[] {
  const first = new Map<string, number>();
  return refs.map((ref, i) => {
    const known = first.get(ref.id);
    if (known === undefined) first.set(ref.id, i);
    return known ?? i;
  });
}

/** Dropped journeys by reason, location and place: their sum is that of the summary. */
function drops(journeys: Journeys, rows: Rows, chosen: Iterable<number>): Atlas["drops"] {
  const { seen, table, outcomes } = journeys;
  const found = new Map<string, { readonly reason: string; readonly location?: string; readonly place: PlaceRef; count: number }>();
  for (const journey of chosen) {
    if (outcomes[journey] !== ("dropped" satisfies JourneyRow["outcome"])) continue;
    const sighting = table.sightings(journey).findLast((i) => seen.kind.get(i) === SIGHTING.DROPPED);
    const drop = sighting === undefined ? undefined : rows.drop(seen.entry.get(sighting));
    if (sighting === undefined || drop === undefined) continue;
    const place = journeys.place(sighting) ?? { id: "switch", name: "vmSwitch", kind: "switch" };
    const key = `${drop.reason}\n${drop.location ?? ""}\n${place.id}`;
    const known = found.get(key) ?? { reason: drop.reason, ...(drop.location === undefined ? {} : { location: drop.location }), place, count: 0 };
    known.count++;
    found.set(key, known);
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
