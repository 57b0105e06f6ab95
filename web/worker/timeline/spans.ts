const BLOCK = 256;

/** Spans in the order of their starts. Which of them reach beyond a point is found without a look at each: a block knows its latest end. */
export class Spans {
  readonly #ends: ArrayLike<number>;
  readonly #latest: Float64Array<ArrayBuffer>;

  constructor(ends: ArrayLike<number>) {
    this.#ends = ends;
    this.#latest = new Float64Array(Math.ceil(ends.length / BLOCK)).fill(-Infinity);
    for (let i = 0; i < ends.length; i++) {
      const block = Math.floor(i / BLOCK);
      this.#latest[block] = Math.max(this.#latest[block] ?? -Infinity, ends[i] ?? -Infinity);
    }
  }

  /** Of the spans before `below`, those that end at `point` or later: at most `most`, the ones that began last, newest first. */
  reaching(below: number, point: number, most: number, wanted: (span: number) => boolean = () => true): number[] {
    const found: number[] = [];
    let i = Math.min(below, this.#ends.length) - 1;
    while (i >= 0 && found.length < most) {
      const block = Math.floor(i / BLOCK);
      if ((this.#latest[block] ?? -Infinity) < point) {
        i = block * BLOCK - 1;
        continue;
      }
      if ((this.#ends[i] ?? -Infinity) >= point && wanted(i)) found.push(i);
      i--;
    }
    return found;
  }
}
