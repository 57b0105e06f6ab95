import { copyMatch, type Expanded } from "./lz77.js";

const CHUNK_SIGNATURE = 3;
const CHUNK_BYTES = 4096;
const SHORTEST_MATCH = 3;
/** A match word gives its distance at least this many of its 16 bits. */
const FEWEST_DISTANCE_BITS = 4;

/** Bits of the distance in a match word that stands `done` bytes into its chunk: enough to reach back to the chunk's start. */
function distanceBits(done: number): number {
  return Math.max(FEWEST_DISTANCE_BITS, 32 - Math.clz32(done - 1));
}

/**
 * LZNT1: chunks that expand to at most 4096 bytes each. Every chunk has a header:
 *   u16   bit 15 compressed, bits 14..12 signature 3, bits 11..0 bytes of the chunk's data - 1; 0 ends the stream
 * The data of a compressed chunk is groups of a byte of flags, lowest bit first, and its eight tokens: 0 a literal byte, 1 a match:
 *   u16   distance - 1 in the upper bits, length - 3 in the lower; the further into the chunk, the more bits the distance has
 * and distances stay inside the chunk. Reads and writes stay in the two arrays, so work and memory are bounded by them.
 */
export function expandLznt1(input: Uint8Array, output: Uint8Array): Expanded {
  const byteAt = (at: number): number => input[at] ?? 0;
  let p = 0;
  let produced = 0;
  const result = (): Expanded => ({ produced, ok: produced === output.length });

  while (produced < output.length && input.length - p >= 2) {
    const header = byteAt(p) | (byteAt(p + 1) << 8);
    p += 2;
    if (header === 0 || ((header >> 12) & 7) !== CHUNK_SIGNATURE) return result();
    // Of a chunk that is cut, what is there.
    const end = Math.min(p + (header & 0xfff) + 1, input.length);
    if ((header & 0x8000) === 0) {
      const n = end - p;
      if (n > output.length - produced) return result();
      output.set(input.subarray(p, end), produced);
      produced += n;
      p = end;
      continue;
    }
    const start = produced;
    while (p < end && produced < output.length) {
      const flags = byteAt(p++);
      for (let bit = 0; bit < 8 && p < end && produced < output.length; bit++) {
        const done = produced - start;
        if (done >= CHUNK_BYTES) return result();
        if (((flags >> bit) & 1) === 0) {
          output[produced++] = byteAt(p++);
          continue;
        }
        if (end - p < 2 || done === 0) return result();
        const token = byteAt(p) | (byteAt(p + 1) << 8);
        p += 2;
        const lengthBits = 16 - distanceBits(done);
        const distance = (token >> lengthBits) + 1;
        const length = (token & ((1 << lengthBits) - 1)) + SHORTEST_MATCH;
        if (distance > done || length > Math.min(CHUNK_BYTES - done, output.length - produced)) return result();
        copyMatch(output, produced, distance, length);
        produced += length;
      }
    }
  }
  return result();
}
