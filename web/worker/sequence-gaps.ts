/** A buffer with its number in the session, and the ticks of its first and last event if it has any. */
export interface NumberedBuffer {
  readonly lane: string;
  readonly cpu: number;
  readonly sequence: bigint;
  readonly at: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
}

interface TimedBuffer extends NumberedBuffer {
  readonly first: number;
  readonly last: number;
}

export interface SequenceGap {
  /** The numbers on both sides that are there. */
  readonly before: bigint;
  readonly behind: bigint;
  readonly from: number;
  readonly to: number;
  /** Where only one CPU can have filled the missing buffers. */
  readonly cpu?: number;
  /** Of the buffer behind the gap. */
  readonly at: number;
}

/** Larger holes come from a damaged number, not from losses. */
const MAX_HOLE = 1_000_000n;
/** What a hostile file can make the search cost. */
const MAX_GAPS = 1000;
const MAX_LANES = 256;

/**
 * The holes in the numbers of one session's buffers. Numbers count over all CPUs, in the order in which buffers were begun; so a missing one
 * was begun between its neighbours, on a CPU whose buffer before it had ended by then, and ended before the next one of that CPU began.
 * `isExplained` says of the time at which a missing buffer can have begun at the earliest whether something else explains the hole.
 */
export function sequenceGaps(buffers: readonly NumberedBuffer[], isExplained: (earliest: number) => boolean): readonly SequenceGap[] {
  const sorted = buffers.filter(({ sequence }) => sequence > 0n).sort((a, b) => (a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : 0));
  const lanes = new Map<string, TimedBuffer[]>();
  for (const buffer of sorted) {
    if (!isTimed(buffer)) continue;
    const lane = lanes.get(buffer.lane);
    if (lane === undefined) lanes.set(buffer.lane, [buffer]);
    else lane.push(buffer);
  }
  const timed = sorted.filter(isTimed);
  const searched = lanes.size > MAX_LANES ? [] : [...lanes.values()];
  const gaps: SequenceGap[] = [];
  for (let i = 1; i < sorted.length && gaps.length < MAX_GAPS; i++) {
    const [before, behind] = [sorted[i - 1]?.sequence ?? 0n, sorted[i]?.sequence ?? 0n];
    const missing = behind - before - 1n;
    if (missing <= 0n || missing > MAX_HOLE) continue;
    const next = firstBehind(timed, before);
    const [a, b] = [timed[next - 1] ?? timed[next], timed[next] ?? timed[next - 1]];
    if (a === undefined || b === undefined || isExplained(a.first)) continue;
    gaps.push({ before, behind, at: sorted[i]?.at ?? 0, ...placeOf(a, b, before, searched) });
  }
  return gaps;
}

function isTimed(buffer: NumberedBuffer): buffer is TimedBuffer {
  return buffer.first !== undefined && buffer.last !== undefined;
}

/** `a` and `b` are the nearest buffers with events on both sides of the hole behind number `before`. */
function placeOf(a: TimedBuffer, b: TimedBuffer, before: bigint, lanes: readonly (readonly TimedBuffer[])[]): Pick<SequenceGap, "from" | "to" | "cpu"> {
  const cpus: number[] = [];
  let [from, to] = [Infinity, -Infinity];
  for (const lane of lanes) {
    const next = firstBehind(lane, before);
    const [p, q] = [lane[next - 1], lane[next]];
    // Still filling its own buffer when the one behind the hole was begun: the missing one is not of this CPU.
    if (p !== undefined && p.last > b.first) continue;
    cpus.push((p ?? q ?? a).cpu);
    from = Math.min(from, Math.max(a.first, p?.last ?? a.first));
    to = Math.max(to, q?.first ?? b.first);
  }
  if (cpus.length === 0) [from, to] = [Math.min(a.first, b.first), Math.max(a.first, b.first)];
  const [cpu] = cpus;
  return { from, to: Math.max(from, to), ...(cpus.length === 1 && cpu !== undefined ? { cpu } : {}) };
}

/** Position of a lane's first buffer whose number is above `sequence`. */
function firstBehind(lane: readonly TimedBuffer[], sequence: bigint): number {
  let low = 0;
  let high = lane.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lane[middle]?.sequence ?? 0n) <= sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
