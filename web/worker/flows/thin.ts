import type { Series } from "../../core/nat-flow.js";

/** Points of one line, ascending by time, to be added to. */
export class Points {
  readonly times: number[] = [];
  readonly values: number[] = [];

  get length(): number {
    return this.times.length;
  }

  add(time: number, value: number): void {
    this.times.push(time);
    this.values.push(value);
  }
}

/** What a line keeps of each slice of time. */
const KEPT = 4;

/**
 * The points of a range, one beyond either edge with them. Where there are more than a screen shows, of each slice the first, the least, the
 * largest and the last: the line drawn through them covers the same pixels as the whole one.
 */
export function thin({ times, values }: Points, fromNs: number, toNs: number, slices: number): Series {
  const first = Math.max(0, below(times, fromNs) - 1);
  const last = Math.min(times.length, below(times, toNs, true) + 1);
  if (last - first <= slices * KEPT) return { times: Float64Array.from(times.slice(first, last)), values: Float64Array.from(values.slice(first, last)) };
  const kept: number[] = [];
  const width = (toNs - fromNs) / slices;
  const sliceOf = (i: number): number => Math.min(slices, Math.max(-1, Math.floor(((times[i] ?? 0) - fromNs) / width)));
  for (let from = first; from < last;) {
    const slice = sliceOf(from);
    let [to, least, most] = [from, from, from];
    for (; to < last && sliceOf(to) === slice; to++) {
      if ((values[to] ?? 0) < (values[least] ?? 0)) least = to;
      if ((values[to] ?? 0) > (values[most] ?? 0)) most = to;
    }
    for (const i of [...new Set([from, least, most, to - 1])].sort((a, b) => a - b)) kept.push(i);
    from = to;
  }
  return { times: Float64Array.from(kept, (i) => times[i] ?? 0), values: Float64Array.from(kept, (i) => values[i] ?? 0) };
}

/** How many of ascending times are before `time`, or not after it. */
function below(times: readonly number[], time: number, orEqual = false): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = times[middle] ?? 0;
    if (at < time || (orEqual && at === time)) low = middle + 1;
    else high = middle;
  }
  return low;
}
