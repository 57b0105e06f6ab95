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

  add(i: number): void {
    if (this.has(i)) return;
    this.#bits[i >>> 3] = (this.#bits[i >>> 3] ?? 0) | (1 << (i & 7));
    this.#size++;
  }
}
