export interface Expanded {
  /** Bytes of the output that were written; sound up to here even when the stream is not. */
  readonly produced: number;
  /** The stream filled the output exactly. */
  readonly ok: boolean;
}

const LONG = 7;
const NIBBLE_FULL = 15;
const BYTE_FULL = 255;
const SHORTEST_MATCH = 3;
/** Below this a plain loop is faster than copying in blocks. */
const BLOCK_COPY = 32;

/**
 * Copies `length` bytes from `distance` back. Source and target may overlap, as if byte after byte were copied:
 * each block copied doubles what can be copied next, because the run repeats with the distance as its period.
 */
export function copyMatch(output: Uint8Array, at: number, distance: number, length: number): void {
  const from = at - distance;
  const end = at + length;
  if (length < BLOCK_COPY) {
    for (let i = at; i < end; i++) output[i] = output[i - distance] ?? 0;
    return;
  }
  for (let to = at; to < end;) {
    const n = Math.min(to - from, end - to);
    output.copyWithin(to, from, from + n);
    to += n;
  }
}

/**
 * Plain LZ77 (XPRESS without Huffman). A u32 of flags goes before its 32 tokens, top bit first: 0 a literal byte, 1 a match:
 *   u16           bits 15..3 distance - 1, bits 2..0 length n
 *   nibble        if n is 7; two long matches share a byte, the first takes the low half and the second the high half
 *   u8            if the nibble is 15
 *   u16, u32      if that byte is 255; the u32 only if the u16 is 0; these hold the whole length, 22 included
 * and n + 3 bytes are copied. Reads and writes stay in the two arrays, so work and memory are bounded by them.
 */
export function expandLz77(input: Uint8Array, output: Uint8Array): Expanded {
  const inputEnd = input.length;
  const outputEnd = output.length;
  let p = 0;
  let produced = 0;
  let flags = 0;
  let flagsLeft = 0;
  let half = -1;

  const byteAt = (at: number): number => input[at] ?? 0;
  const stopped = (): Expanded => ({ produced, ok: false });

  while (produced < outputEnd) {
    if (flagsLeft === 0) {
      if (inputEnd - p < 4) return stopped();
      flags = byteAt(p) | (byteAt(p + 1) << 8) | (byteAt(p + 2) << 16) | (byteAt(p + 3) << 24);
      flagsLeft = 32;
      p += 4;
    }
    const isMatch = flags < 0;
    flags <<= 1;
    flagsLeft--;
    if (!isMatch) {
      if (p >= inputEnd) return stopped();
      output[produced++] = byteAt(p++);
      continue;
    }

    if (inputEnd - p < 2) return stopped();
    const token = byteAt(p) | (byteAt(p + 1) << 8);
    p += 2;
    const distance = (token >> 3) + 1;
    let n = token & LONG;
    if (n === LONG) {
      let more: number;
      if (half < 0) {
        if (p >= inputEnd) return stopped();
        half = p++;
        more = byteAt(half) & 0xf;
      } else {
        more = byteAt(half) >> 4;
        half = -1;
      }
      if (more === NIBBLE_FULL) {
        if (p >= inputEnd) return stopped();
        const byte = byteAt(p++);
        more = byte + NIBBLE_FULL;
        if (byte === BYTE_FULL) {
          if (inputEnd - p < 2) return stopped();
          let total = byteAt(p) | (byteAt(p + 1) << 8);
          p += 2;
          if (total === 0) {
            if (inputEnd - p < 4) return stopped();
            total = (byteAt(p) | (byteAt(p + 1) << 8) | (byteAt(p + 2) << 16) | (byteAt(p + 3) << 24)) >>> 0;
            p += 4;
          }
          if (total < NIBBLE_FULL + LONG) return stopped();
          more = total - LONG;
        }
      }
      n = more + LONG;
    }
    const length = n + SHORTEST_MATCH;
    if (distance > produced || length > outputEnd - produced) return stopped();
    copyMatch(output, produced, distance, length);
    produced += length;
  }
  return { produced, ok: true };
}
