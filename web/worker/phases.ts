/** The parts of opening a trace; profiles and `npm run bench` find them in the browser's own timeline. */
export type Phase = "index" | "order" | "packets" | "sightings" | "join" | "outcomes";

/** Notes that a phase that began at `start` (performance.now) is over. Returns where the next begins. */
export function phaseDone(phase: Phase, start: number): number {
  const end = performance.now();
  performance.measure(`hopscope:${phase}`, { start, end });
  return end;
}

/** Forgets the phases of a trace that was opened before. */
export function forgetPhases(): void {
  performance.clearMeasures();
}
