import type { BitSet } from "../../core/bit-set.js";
import { SIGHTING } from "../../journeys/sightings.js";
import type { Journeys } from "../journeys.js";

type List = Uint32Array<ArrayBuffer>;

/** What was seen in each lane: numbers of sightings, ascending and so in the order of time. 4 bytes a sighting. */
export interface LaneLists {
  readonly seen: readonly List[];
  readonly drops: readonly List[];
  /** Last sightings of journeys that were lost sight of. */
  readonly lost: readonly List[];
}

/** Puts sightings into lanes: of all journeys, or of those in `keep`. */
export function laneLists(journeys: Journeys, lanes: number, laneOf: (sighting: number) => number, keep?: BitSet): LaneLists {
  const { seen, table, outcomes } = journeys;
  const { ofSighting } = table;
  const counts = new Uint32Array(lanes);
  const dropCounts = new Uint32Array(lanes);
  const kept = (i: number): boolean => keep === undefined || keep.has(ofSighting[i] ?? 0);
  for (let i = 0; i < seen.length; i++) {
    if (!kept(i)) continue;
    const lane = laneOf(i);
    counts[lane] = (counts[lane] ?? 0) + 1;
    if (seen.kind.get(i) === SIGHTING.DROPPED) dropCounts[lane] = (dropCounts[lane] ?? 0) + 1;
  }
  const lists = (sizes: List): List[] => Array.from(sizes, (size) => new Uint32Array(size));
  const [all, drops] = [lists(counts), lists(dropCounts)];
  const lost: number[][] = Array.from({ length: lanes }, () => []);
  counts.fill(0);
  dropCounts.fill(0);
  for (let i = 0; i < seen.length; i++) {
    if (!kept(i)) continue;
    const lane = laneOf(i);
    push(all[lane], counts, lane, i);
    if (seen.kind.get(i) === SIGHTING.DROPPED) push(drops[lane], dropCounts, lane, i);
  }
  for (let journey = 0; journey < journeys.length; journey++) {
    if (outcomes[journey] !== "lost-sight" || keep?.has(journey) === false) continue;
    const last = table.members[(table.starts[journey + 1] ?? 1) - 1] ?? 0;
    lost[laneOf(last)]?.push(last);
  }
  return { seen: all, drops, lost: lost.map((list) => Uint32Array.from(list).sort()) };
}

function push(list: List | undefined, next: List, lane: number, value: number): void {
  const at = next[lane] ?? 0;
  if (list !== undefined) list[at] = value;
  next[lane] = at + 1;
}
