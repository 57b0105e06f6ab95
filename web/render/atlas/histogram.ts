import { LATENCY_BINS } from "../../core/atlas.js";
import { latency } from "../../core/format.js";
import { rampStep, type RampStep } from "../latency-ramp.js";

export interface HistogramBar {
  readonly fromNs: number;
  readonly toNs: number;
  readonly count: number;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly ramp: RampStep;
}

export interface Histogram {
  readonly bars: readonly HistogramBar[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** Where a latency stands. */
  readonly at: (ns: number) => number;
}

/** Fewer bins would make a wall of a single latency. */
const LEAST_BINS = 16;
const LEAST_PX = 1.5;

/** Bars of the bins that are not empty and their surroundings; height is the square root of the count, so that few beside many can be seen. */
export function histogram(bins: ArrayLike<number>, width: number, height: number): Histogram {
  let first = bins.length;
  let last = -1;
  let top = 1;
  for (let i = 0; i < bins.length; i++) {
    const value = bins[i] ?? 0;
    if (value === 0) continue;
    first = Math.min(first, i);
    last = i;
    top = Math.max(top, value);
  }
  if (last < 0) [first, last] = [0, 0];
  const missing = Math.max(2, LEAST_BINS - (last - first + 1));
  const from = Math.max(0, Math.min(bins.length - LEAST_BINS, first - Math.floor(missing / 2)));
  const to = Math.min(bins.length, Math.max(last + 2, from + LEAST_BINS));
  const step = width / (to - from);
  const bars = Array.from({ length: to - from }, (_, n): HistogramBar => {
    const count = bins[from + n] ?? 0;
    const [fromNs, toNs] = [LATENCY_BINS[from + n] ?? 0, LATENCY_BINS[from + n + 1] ?? Infinity];
    return {
      fromNs,
      toNs,
      count,
      x: n * step,
      width: step * 0.82,
      height: count === 0 ? 0 : Math.max(LEAST_PX, Math.sqrt(count / top) * height),
      ramp: rampStep(fromNs),
    };
  });
  const [low, high] = [LATENCY_BINS[from] ?? 1, LATENCY_BINS[to] ?? 1];
  const at = (ns: number): number => Math.min(1, Math.max(0, Math.log(Math.max(1, ns) / low) / Math.log(high / low))) * width;
  const ticks: { x: number; label: string }[] = [];
  for (let ns = 10 ** Math.ceil(Math.log10(low) - 1e-9); ns <= high; ns *= 10) ticks.push({ x: at(ns), label: latency(ns).replace(/\.0+(?=\D)/, "") });
  return { bars, ticks, at };
}
