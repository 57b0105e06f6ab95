import type { JourneyLine, JourneySort } from "../core/engine-api.js";

type Key = Pick<JourneyLine, "id" | "latencyNs">;

/** Rows ascend by start (which is by id) or by latency and then id; the reversed orders are those backwards. */
function compare(a: Key, b: Key, sort: JourneySort): number {
  const up = sort.endsWith("latency") ? a.latencyNs - b.latencyNs || a.id - b.id : a.id - b.id;
  return sort.startsWith("-") ? -up : up;
}

/** Position of a journey among the rows in this order, found by halving; undefined when it is not among them. */
export async function journeyPosition(
  wanted: Key,
  total: number,
  sort: JourneySort,
  at: (position: number) => Promise<Key | undefined>,
): Promise<number | undefined> {
  let [low, high] = [0, total - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = await at(middle);
    if (row === undefined) return undefined;
    const order = compare(row, wanted, sort);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
