/** A stretch of time, in nanoseconds since the start of the trace. */
export interface TimeRange {
  readonly fromNs: number;
  readonly toNs: number;
}

/** The finest view: a tenth of a microsecond from edge to edge, which is the step of most clocks. */
export const LEAST_NS = 100;
/** Empty ground on either side of the whole trace, as a share of it, so that its first and last marks are not cut. */
const MARGIN = 0.012;

/** Times as pixels from the left edge of the lanes. */
export interface TimeScale extends TimeRange {
  readonly width: number;
}

export function xOf({ fromNs, toNs, width }: TimeScale, ns: number): number {
  return ((ns - fromNs) / (toNs - fromNs)) * width;
}

export function nsAt({ fromNs, toNs, width }: TimeScale, x: number): number {
  return fromNs + (x / Math.max(1, width)) * (toNs - fromNs);
}

/** The whole trace with a margin. */
export function wholeRange(whole: TimeRange): TimeRange {
  const margin = Math.max(LEAST_NS / 2, (whole.toNs - whole.fromNs) * MARGIN);
  return { fromNs: whole.fromNs - margin, toNs: whole.toNs + margin };
}

/** The nearest range that is neither finer than the finest nor outside of the trace. */
export function within(range: TimeRange, whole: TimeRange): TimeRange {
  const limits = wholeRange(whole);
  const most = limits.toNs - limits.fromNs;
  const span = Math.min(most, Math.max(LEAST_NS, range.toNs - range.fromNs));
  const middle = (range.fromNs + range.toNs) / 2;
  const fromNs = Math.min(limits.toNs - span, Math.max(limits.fromNs, span === range.toNs - range.fromNs ? range.fromNs : middle - span / 2));
  return { fromNs, toNs: fromNs + span };
}

/** What lies under `atNs` stays there; a factor above 1 shows more time. */
export function zoomed(range: TimeRange, atNs: number, factor: number, whole: TimeRange): TimeRange {
  const limits = wholeRange(whole);
  const before = range.toNs - range.fromNs;
  const span = Math.min(limits.toNs - limits.fromNs, Math.max(LEAST_NS, before * factor));
  const share = (atNs - range.fromNs) / before;
  const fromNs = atNs - share * span;
  return within({ fromNs, toNs: fromNs + span }, whole);
}

export function panned(range: TimeRange, byNs: number, whole: TimeRange): TimeRange {
  return within({ fromNs: range.fromNs + byNs, toNs: range.toNs + byNs }, whole);
}

/** The ranges that were looked at: steps back and forward. Ranges that follow each other closely, as in a turn of the wheel, are one step. */
export class RangeHistory {
  readonly #steps: TimeRange[] = [];
  #at = -1;
  #notedAt = -Infinity;

  /** `nowMs`: when this range was shown. */
  note(range: TimeRange, nowMs: number): void {
    const now = this.#steps[this.#at];
    if (now?.fromNs === range.fromNs && now.toNs === range.toNs) return;
    this.#steps.length = this.#at + 1;
    // the first is where everything began, and is kept
    if (nowMs - this.#notedAt < 600 && this.#at > 0) this.#steps[this.#at] = range;
    else {
      this.#steps.push(range);
      if (this.#steps.length > 200) this.#steps.shift();
      this.#at = this.#steps.length - 1;
    }
    this.#notedAt = nowMs;
  }

  get canBack(): boolean {
    return this.#at > 0;
  }

  get canForward(): boolean {
    return this.#at < this.#steps.length - 1;
  }

  step(by: 1 | -1): TimeRange | undefined {
    const found = this.#steps[this.#at + by];
    if (found !== undefined) this.#at += by;
    this.#notedAt = -Infinity;
    return found;
  }
}
