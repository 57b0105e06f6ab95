import { copyMatch, type Expanded } from "./lz77.js";

/** Bytes that one table is good for. */
const BLOCK_BYTES = 65536;
const TABLE_BYTES = 256;
const SYMBOLS = 512;
const LITERALS = 256;
const LONGEST_CODE = 15;
const SHORTEST_MATCH = 3;
const LENGTH_FULL = 15;
const BYTE_FULL = 255;

/**
 * For each 15 bits that may come next, the symbol whose code they begin with and above it the code's length. Codes are
 * numbered by (length, symbol). Undefined unless the lengths fill the table exactly: then they come from no compressor.
 */
function decodingTable(input: Uint8Array, at: number): Uint16Array | undefined {
  const table = new Uint16Array(1 << LONGEST_CODE);
  let next = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    const copies = 1 << (LONGEST_CODE - length);
    for (let symbol = 0; symbol < SYMBOLS; symbol++) {
      const pair = input[at + (symbol >> 1)] ?? 0;
      if (((symbol & 1) === 0 ? pair & 15 : pair >> 4) !== length) continue;
      if (next + copies > table.length) return undefined;
      table.fill((length << 9) | symbol, next, next + copies);
      next += copies;
    }
  }
  return next === table.length ? table : undefined;
}

/**
 * XPRESS with Huffman codes. Each 65,536 bytes of output have a block of their own:
 *   256 bytes   512 code lengths of four bits, the lower half of a byte first; 0 is an unused symbol
 *   u16 ...     the codes, from the top bit of each word; two words are always read ahead
 * Symbols below 256 are literal bytes; of a match, symbol - 256 has the length n in its low four bits and the number of distance bits above.
 *   u8          if n is 15, at the place behind the words read ahead: n - 15
 *   u16, u32    if that byte is 255; the u32 only if the u16 is 0; these hold n whole
 * then come the distance bits, below an unwritten top bit, and n + 3 bytes are copied. Matches reach back over blocks.
 * Reads and writes stay in the two arrays, so work and memory are bounded by them.
 */
export function expandXpressHuffman(input: Uint8Array, output: Uint8Array): Expanded {
  let p = 0;
  let produced = 0;
  /** The next bits of the stream, from the top; 16 + spare of them are there, words past the end of the input among them as zeros. */
  let bits = 0;
  let spare = 0;
  let missing = 0;
  const result = (): Expanded => ({ produced, ok: produced === output.length });
  const byteAt = (at: number): number => input[at] ?? 0;
  const nextWord = (): number => {
    const at = p;
    p += 2;
    if (at + 2 <= input.length) return byteAt(at) | (byteAt(at + 1) << 8);
    missing += 16;
    return 0;
  };
  const take = (n: number): void => {
    bits <<= n;
    spare -= n;
    if (spare >= 0) return;
    bits |= nextWord() << -spare;
    spare += 16;
  };

  while (produced < output.length) {
    if (input.length - p < TABLE_BYTES) return result();
    const table = decodingTable(input, p);
    if (table === undefined) return result();
    p += TABLE_BYTES;
    const blockEnd = Math.min(produced + BLOCK_BYTES, output.length);
    missing = 0;
    bits = nextWord() << 16;
    bits |= nextWord();
    spare = 16;
    while (produced < blockEnd) {
      const entry = table[bits >>> (32 - LONGEST_CODE)] ?? 0;
      const symbol = entry & (SYMBOLS - 1);
      take(entry >> 9);
      // What was taken must have been in the input.
      if (16 + spare < missing) return result();
      if (symbol < LITERALS) {
        output[produced++] = symbol;
        continue;
      }
      let n = symbol & LENGTH_FULL;
      const distanceBits = (symbol - LITERALS) >> 4;
      if (n === LENGTH_FULL) {
        if (p >= input.length) return result();
        const byte = byteAt(p++);
        n = byte + LENGTH_FULL;
        if (byte === BYTE_FULL) {
          if (input.length - p < 2) return result();
          n = byteAt(p) | (byteAt(p + 1) << 8);
          p += 2;
          if (n === 0) {
            if (input.length - p < 4) return result();
            n = (byteAt(p) | (byteAt(p + 1) << 8) | (byteAt(p + 2) << 16) | (byteAt(p + 3) << 24)) >>> 0;
            p += 4;
          }
          if (n < LENGTH_FULL) return result();
        }
      }
      // A shift by 32 is a shift by 0.
      const distance = (1 << distanceBits) | (distanceBits === 0 ? 0 : bits >>> (32 - distanceBits));
      take(distanceBits);
      const length = n + SHORTEST_MATCH;
      if (16 + spare < missing || distance > produced || length > output.length - produced) return result();
      copyMatch(output, produced, distance, length);
      produced += length;
    }
  }
  return result();
}
