import { viewOf } from "../../web/core/bytes.js";
import { Random } from "../fixtures/random.js";

/** Values at which lengths, counts and offsets break. */
const EXTREMES = [0, 1, 2, 7, 8, 0x47, 0x48, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x1000048, 0x7fffffff, 0x80000000, 0xffffffff] as const;

/** Changes seeds in the ways in which files break and attackers break them. Equal seeds and equal numbers give equal inputs. */
export class Mutator {
  readonly #seeds: readonly Uint8Array[];
  readonly #words: readonly Uint8Array[];
  readonly #max: number;
  readonly #front: number;
  #random = new Random(0);

  /**
   * `words`: pieces that mean something in this kind of input and are put in now and then. `front`: bytes that must mostly stay as they
   * are, because an input is refused by them.
   */
  constructor(seeds: readonly Uint8Array[], max: number, words: readonly Uint8Array[] = [], front = 0) {
    this.#seeds = seeds;
    this.#words = words;
    this.#max = max;
    this.#front = front;
  }

  /** Input `number` of a run: does not depend on the ones before it. */
  input(run: number, number: number): Uint8Array<ArrayBuffer> {
    this.#random = new Random(Math.imul(run ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35));
    const random = this.#random;
    if (this.#seeds.length === 0 || random.next() < 0.04) return this.#noise(random.integer(0, Math.min(this.#max, 600)));
    const seed = this.#seed();
    let bytes = Uint8Array.from(seed);
    // Now and then a seed as it is.
    if (random.next() < 0.02) return bytes.slice(0, this.#max);
    for (let n = random.integer(1, 6); n > 0; n--) bytes = this.#change(bytes);
    if (random.next() < 0.85) bytes.set(seed.subarray(0, Math.min(this.#front, bytes.length)));
    return bytes.slice(0, this.#max);
  }

  #seed(): Uint8Array {
    return this.#seeds[this.#random.integer(0, this.#seeds.length - 1)] ?? new Uint8Array(0);
  }

  #noise(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.#random.integer(0, 255));
  }

  /** Half of the time near the front, where headers stand. */
  #place(length: number): number {
    const random = this.#random;
    return Math.floor((random.next() < 0.5 ? random.next() ** 3 : random.next()) * length);
  }

  #change(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const random = this.#random;
    const at = this.#place(bytes.length);
    switch (random.integer(0, 10)) {
      case 0:
      case 1:
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(0, 7));
        return bytes;
      case 2:
        if (at < bytes.length) bytes[at] = random.integer(0, 255);
        return bytes;
      case 3:
      case 4:
      case 5:
        return this.#extreme(bytes, at);
      case 6:
        return bytes.slice(0, at);
      case 7:
        return bytes.fill(random.pick([0, 0xff, 0x41]), at, at + random.integer(1, 64));
      case 8: {
        // A block again, or gone.
        const end = Math.min(bytes.length, at + random.integer(1, 256));
        return random.next() < 0.5 ? joined(bytes.subarray(0, end), bytes.subarray(at)) : joined(bytes.subarray(0, at), bytes.subarray(end));
      }
      case 9: {
        // The front of one and the end of another.
        const other = this.#seed();
        return joined(bytes.subarray(0, at), other.subarray(this.#place(other.length)));
      }
      default: {
        const word = this.#words[random.integer(0, this.#words.length - 1)] ?? this.#noise(random.integer(1, 16));
        return joined(bytes.subarray(0, at), word, bytes.subarray(random.next() < 0.5 ? at : Math.min(bytes.length, at + word.length)));
      }
    }
  }

  #extreme(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
    const random = this.#random;
    const width = random.pick([1, 2, 2, 4, 4]);
    const from = at - (at % width);
    if (from + width > bytes.length) return bytes;
    const view = viewOf(bytes);
    const near = width === 1 ? view.getUint8(from) : width === 2 ? view.getUint16(from, true) : view.getUint32(from, true);
    const value = random.next() < 0.3 ? near + random.integer(-9, 9) : random.pick(EXTREMES);
    if (width === 1) view.setUint8(from, value);
    else if (width === 2) view.setUint16(from, value, true);
    else view.setUint32(from, value, true);
    return bytes;
  }
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
