import type { LatencyStats } from "../core/api.js";

/** The value that `share` of all values do not exceed, by nearest rank: always one that was measured. `sorted` ascends. */
export function nearestRank(sorted: Float64Array<ArrayBuffer>, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Sorts `values` in place. */
export function latencyStats(values: Float64Array<ArrayBuffer>): LatencyStats {
  values.sort();
  return {
    count: values.length,
    p50Ns: nearestRank(values, 0.5),
    p95Ns: nearestRank(values, 0.95),
    p99Ns: nearestRank(values, 0.99),
    maxNs: values[values.length - 1] ?? 0,
  };
}
