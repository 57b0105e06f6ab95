/** What a segment turns out to be, given what was seen of its direction before. */
export const SEGMENT = { EMPTY: 0, NEW: 1, AGAIN: 2, LATE: 3, KEEP_ALIVE: 4 } as const;

const TURN = 0x1_0000_0000;
/** Gaps remembered; a direction with more of them has lost so much that its oldest gaps tell nothing any more. */
const MAX_GAPS = 64;

/** Which bytes of one direction of a TCP connection went past one place. Sequence numbers that wrap go on counting. */
export class SeenRanges {
  /** Everything in [start, next) was seen, but for the gaps. -1 before the first segment. */
  #start = -1;
  #next = -1;
  readonly #gaps: { from: number; to: number }[] = [];

  /** The number behind the last byte seen, or -1. */
  get next(): number {
    return this.#next;
  }

  /** Where a sequence number lies, near to what was seen last. */
  unwrap(sequence: number): number {
    return this.#next < 0 ? sequence + TURN : this.#next + ((sequence - (this.#next % TURN)) | 0);
  }

  /** The SYN takes one number: data begin behind it. */
  open(sequence: number): void {
    this.#gaps.length = 0;
    this.#start = this.#next = sequence + TURN + 1;
  }

  add(sequence: number, length: number): number {
    if (length <= 0) return SEGMENT.EMPTY;
    const from = this.unwrap(sequence);
    const to = from + length;
    if (this.#next < 0) {
      this.#start = from;
      this.#next = to;
      return SEGMENT.NEW;
    }
    // Keep-alives and probes of a closed window repeat the byte before the next one, or a made-up one in its place.
    if (length === 1 && from === this.#next - 1) return SEGMENT.KEEP_ALIVE;
    if (from >= this.#next) {
      if (from > this.#next) {
        this.#gaps.push({ from: this.#next, to: from });
        if (this.#gaps.length > MAX_GAPS) this.#gaps.shift();
      }
      this.#next = to;
      return SEGMENT.NEW;
    }
    let late = from < this.#start;
    if (late) {
      if (to < this.#start) this.#gaps.unshift({ from: to, to: this.#start });
      if (this.#gaps.length > MAX_GAPS) this.#gaps.shift();
      this.#start = from;
    }
    if (this.#fill(from, to)) late = true;
    this.#next = Math.max(this.#next, to);
    return late ? SEGMENT.LATE : SEGMENT.AGAIN;
  }

  /** Takes [from, to) out of the gaps; whether any of it was missing. */
  #fill(from: number, to: number): boolean {
    let filled = false;
    for (let i = this.#gaps.length - 1; i >= 0; i--) {
      const gap = this.#gaps[i];
      if (gap === undefined || gap.to <= from || gap.from >= to) continue;
      filled = true;
      const left = { from: gap.from, to: Math.min(gap.to, from) };
      const right = { from: Math.max(gap.from, to), to: gap.to };
      this.#gaps.splice(i, 1, ...[left, right].filter((part) => part.to > part.from));
    }
    return filled;
  }
}
