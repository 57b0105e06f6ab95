import type { PlaceRef } from "../core/api.js";
import type { Journeys } from "./journeys.js";

/** Hops with the same ends. Places are numbers; `via` is 0 where a hop crosses nothing. */
export interface HopGroup {
  readonly from: number;
  readonly via: number;
  readonly to: number;
  readonly latencies: Float64Array<ArrayBuffer>;
}

export interface HopGroups {
  readonly groups: readonly HopGroup[];
  /** Group of the hop that ends with a sighting, plus 1; 0 for none. */
  readonly ofSighting: Uint32Array<ArrayBuffer>;
}

export interface HopEnds {
  /** Place of a sighting, 0 for none: then it ends no hop and begins none. */
  readonly placeOf: (sighting: number) => number;
  readonly viaOf?: (before: number, sighting: number) => number;
}

/** All latencies of a group stand side by side in one array: exact figures from 12 bytes a sighting. */
export function groupHops({ seen, table, sightings }: Journeys, chosen: Iterable<number>, { placeOf, viaOf }: HopEnds): HopGroups {
  const places = sightings.places.all.length + 1;
  const pairs = new Map<number, number>();
  const numbers = new Map<number, number>();
  const ends: { readonly from: number; readonly via: number; readonly to: number; count: number }[] = [];
  const ofSighting = new Uint32Array(seen.length);
  for (const journey of chosen) {
    const members = table.sightings(journey);
    for (let n = 1; n < members.length; n++) {
      const [before, sighting] = [members[n - 1] ?? 0, members[n] ?? 0];
      const [from, to] = [placeOf(before), placeOf(sighting)];
      if (from === 0 || to === 0) continue;
      const via = viaOf?.(before, sighting) ?? 0;
      // Two steps, so that the key stays exact with any number of places.
      const pair = numbered(pairs, from * places + to);
      const number = numbered(numbers, pair * places + via);
      const known = ends[number];
      if (known === undefined) ends.push({ from, via, to, count: 1 });
      else known.count++;
      ofSighting[sighting] = number + 1;
    }
  }
  const next: number[] = [];
  let total = 0;
  for (const { count } of ends) {
    next.push(total);
    total += count;
  }
  const latencies = new Float64Array(total);
  for (const journey of chosen) {
    const members = table.sightings(journey);
    for (let n = 1; n < members.length; n++) {
      const sighting = members[n] ?? 0;
      const group = (ofSighting[sighting] ?? 0) - 1;
      if (group < 0) continue;
      const at = next[group] ?? 0;
      next[group] = at + 1;
      latencies[at] = Math.round((seen.ticks.get(sighting) - seen.ticks.get(members[n - 1] ?? 0)) * 100);
    }
  }
  const groups = ends.map(({ from, via, to, count }, i) => ({ from, via, to, latencies: latencies.subarray((next[i] ?? 0) - count, next[i] ?? 0) }));
  return { groups, ofSighting };
}

function numbered(numbers: Map<number, number>, key: number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

/** The same place may be called differently by different events: the number of the first of its names stands for all. */
export function identities(refs: readonly PlaceRef[]): readonly number[] {
  const first = new Map<string, number>();
  return refs.map((ref, i) => {
    const known = first.get(ref.id);
    if (known === undefined) first.set(ref.id, i);
    return known ?? i;
  });
}

/** Everything that a place is called by. */
export function namesOf(refs: readonly PlaceRef[], id: string): readonly string[] {
  return [...new Set(refs.filter((ref) => ref.id === id && ref.name !== "").map(({ name }) => name))];
}
