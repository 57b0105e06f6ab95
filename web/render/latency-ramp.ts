/** The steps of the latency ramp, the same in every view and trace, so that a colour always means the same. */
export type RampStep = 0 | 1 | 2 | 3 | 4 | 5;

/** Step of a latency: under 3, 10, 30, 100 µs, under 1 ms, from 1 ms. */
export function rampStep(ns: number): RampStep {
  if (ns < 3_000) return 0;
  if (ns < 10_000) return 1;
  if (ns < 30_000) return 2;
  if (ns < 100_000) return 3;
  return ns < 1_000_000 ? 4 : 5;
}

/** Width of a latency's bar on a logarithmic scale from 1 µs to 10 ms; what is shorter keeps a sliver, what is longer fills it. */
export function rampShare(ns: number): number {
  return Math.min(1, Math.max(0.04, Math.log10(Math.max(1, ns / 1_000)) / 4));
}
