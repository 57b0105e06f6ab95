const SMALLEST = 64;

/**
 * A map from whole numbers below 2^53, of either sign, to objects. Unlike a Map it makes no object of its own per entry, and what has grown
 * old goes all at once. Where keys lie is different in every table, so that nobody can choose keys that fall together.
 */
export class KeyTable<V extends object> {
  #keys = new Float64Array(SMALLEST);
  #values: (V | undefined)[] = new Array<V | undefined>(SMALLEST).fill(undefined);
  #size = 0;
  #shift = 32 - Math.log2(SMALLEST);
  /** Entries that were left by the last sweep. */
  #left = 0;
  readonly #seed = Math.floor(Math.random() * 0x1_0000_0000) | 1;

  get size(): number {
    return this.#size;
  }

  get(key: number): V | undefined {
    return this.#values[this.#slot(key)];
  }

  set(key: number, value: V): void {
    const slot = this.#slot(key);
    if (this.#values[slot] === undefined) {
      if (2 * this.#size >= this.#keys.length) {
        this.#rebuild(2 * this.#keys.length, () => true);
        this.set(key, value);
        return;
      }
      this.#size++;
      this.#keys[slot] = key;
    }
    this.#values[slot] = value;
  }

  /** Forgets the entries that need not be kept; not before there are twice as many as the last time, so that it costs little per entry. */
  sweep(keep: (value: V) => boolean): void {
    if (this.#size < Math.max(SMALLEST, 2 * this.#left)) return;
    this.#rebuild(this.#keys.length, keep);
    this.#left = this.#size;
  }

  /** Where the key is, or would be. */
  #slot(key: number): number {
    const low = key | 0;
    // What a key is beyond 32 bits counts as well; most have nothing there.
    const high = Math.floor(key / 0x1_0000_0000) | 0;
    const mask = this.#keys.length - 1;
    let slot = Math.imul(Math.imul(low ^ (low >>> 16), this.#seed) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> this.#shift;
    while (this.#values[slot] !== undefined && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #rebuild(length: number, keep: (value: V) => boolean): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(length);
    this.#values = new Array<V | undefined>(length).fill(undefined);
    this.#shift = 32 - Math.log2(length);
    this.#size = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      const key = keys[i];
      if (value === undefined || key === undefined || !keep(value)) continue;
      const slot = this.#slot(key);
      this.#keys[slot] = key;
      this.#values[slot] = value;
      this.#size++;
    }
  }
}
