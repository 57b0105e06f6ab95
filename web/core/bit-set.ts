/** Which of the numbers below `length` are in: an eighth of a byte each. */
export class BitSet {
  readonly #bits: Uint8Array<ArrayBuffer>;
  #size = 0;

  constructor(length: number) {
    this.#bits = new Uint8Array(Math.ceil(length / 8));
  }

  /** How many are in. */
  get size(): number {
    return this.#size;
  }

  has(i: number): boolean {
    return ((this.#bits[i >>> 3] ?? 0) & (1 << (i & 7))) !== 0;
  }

  /** Writes the places in [from, to) at which `numbers` has one that is in to `list`, from its place n on. Returns where the next would be written. */
  places(numbers: Uint32Array<ArrayBuffer>, from: number, to: number, list: Uint32Array<ArrayBuffer>, n: number): number {
    const bits = this.#bits;
    let next = n;
    for (let at = from; at < to; at++) {
      const number = numbers[at] as number;
      if (((bits[number >>> 3] as number) & (1 << (number & 7))) !== 0) list[next++] = at;
    }
    return next;
  }

  add(i: number): void {
    if (this.has(i)) return;
    this.#bits[i >>> 3] = (this.#bits[i >>> 3] ?? 0) | (1 << (i & 7));
    this.#size++;
  }
}
