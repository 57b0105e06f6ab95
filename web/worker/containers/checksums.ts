import { viewOf } from "../../core/bytes.js";

/** By number of bytes behind it: what a byte does to a CRC-32 (reflected, polynomial EDB88320). Four tables take four bytes in one step. */
const TABLES = crcTables();

function crcTables(): readonly Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) !== 0 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const tables = [first];
  for (let i = 1; i < 4; i++) tables.push((tables[i - 1] ?? first).map((value) => (value >>> 8) ^ (first[value & 0xff] ?? 0)));
  return tables;
}

/** CRC-32 of ZIP over bytes that come in pieces. */
export class Crc32 {
  #state = 0xffffffff;

  add(bytes: Uint8Array): void {
    const [t0, t1, t2, t3] = TABLES as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    const view = viewOf(bytes);
    let state = this.#state;
    let at = 0;
    for (; at + 4 <= bytes.length; at += 4) {
      state ^= view.getUint32(at, true);
      state = (t3[state & 0xff] ?? 0) ^ (t2[(state >>> 8) & 0xff] ?? 0) ^ (t1[(state >>> 16) & 0xff] ?? 0) ^ (t0[state >>> 24] ?? 0);
    }
    for (; at < bytes.length; at++) state = (state >>> 8) ^ (t0[(state ^ view.getUint8(at)) & 0xff] ?? 0);
    this.#state = state;
  }

  get value(): number {
    return ~this.#state >>> 0;
  }
}

/** Checksum of CFDATA: all words XORed; of what is left behind the last, the first byte counts most. */
export function cabChecksum(bytes: Uint8Array, seed: number): number {
  const view = viewOf(bytes);
  let sum = seed;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) sum ^= view.getUint32(at, true);
  let rest = 0;
  for (; at < bytes.length; at++) rest = (rest << 8) | view.getUint8(at);
  return (sum ^ rest) >>> 0;
}
