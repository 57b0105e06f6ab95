const SMALLEST = 64;

/**
 * A map from whole numbers below 2^53, of either sign, to numbers of 31 bits, in two arrays. Where keys lie is different in every table, so
 * that nobody can choose keys that fall together.
 */
export class NumberTable {
  #keys = new Float64Array(SMALLEST);
  /** Plus 1: 0 is a free place. */
  #values = new Uint32Array(SMALLEST);
  #size = 0;
  /** Entries that were left by the last sweep. */
  #left = 0;
  #shift = 32 - Math.log2(SMALLEST);
  readonly #seed = Math.floor(Math.random() * 0x1_0000_0000) | 1;

  get size(): number {
    return this.#size;
  }

  /** -1 where there is none. */
  get(key: number): number {
    return (this.#values[this.#slot(key)] ?? 0) - 1;
  }

  set(key: number, value: number): void {
    let slot = this.#slot(key);
    if (this.#values[slot] === 0) {
      if (2 * this.#size >= this.#keys.length) {
        this.#rebuild(2 * this.#keys.length, () => true);
        slot = this.#slot(key);
      }
      this.#size++;
      this.#keys[slot] = key;
    }
    this.#values[slot] = value + 1;
  }

  /** Forgets the entries that need not be kept; not before there are twice as many as the last time, so that it costs little per entry. */
  sweep(keep: (value: number) => boolean): void {
    if (this.#size < Math.max(SMALLEST, 2 * this.#left)) return;
    this.#rebuild(this.#keys.length, keep);
    this.#left = this.#size;
  }

  /** Where the key is, or would be. */
  #slot(key: number): number {
    const low = key | 0;
    const high = Math.floor(key / 0x1_0000_0000) | 0;
    const mask = this.#keys.length - 1;
    let slot = Math.imul(Math.imul(low ^ (low >>> 16), this.#seed) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> this.#shift;
    while (this.#values[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #rebuild(length: number, keep: (value: number) => boolean): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(length);
    this.#values = new Uint32Array(length);
    this.#shift = 32 - Math.log2(length);
    this.#size = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? 0;
      if (value === 0 || !keep(value - 1)) continue;
      const slot = this.#slot(keys[i] ?? 0);
      this.#keys[slot] = keys[i] ?? 0;
      this.#values[slot] = value;
      this.#size++;
    }
  }
}
