// LZNT1: MS-XCA 2.5. Chunks of at most 4096 bytes of output, each with a header; distances stay inside the chunk.
//
//   chunk header | 15 compressed | 14..12 signature 3 | 11..0 bytes of data - 1 |   0 ends the stream
//   data         a byte of flags, lowest bit first, before its 8 tokens: 0 a literal byte, 1 a match word
//   match word   | distance - 1 : d | length - 3 : 16 - d |   d bits reach back to the chunk's start, and are four at least

const CHUNK: usize = 4096;

/**
 * Expands [input, inputEnd) into [output, output + capacity). Returns the bytes produced: fewer than capacity when the stream
 * ends or is damaged. Reads nothing outside the input and writes nothing outside the output.
 */
export function expandLznt1(input: usize, inputEnd: usize, output: usize, capacity: u32): u32 {
  const outputEnd = output + <usize>capacity;
  let p = input;
  let o = output;
  while (o < outputEnd && inputEnd - p >= 2) {
    const header = <u32>load<u16>(p);
    p += 2;
    if (header == 0 || ((header >>> 12) & 7) != 3) break;
    // Of a chunk that is cut, what is there.
    const end = min(p + <usize>(header & 0xfff) + 1, inputEnd);
    if ((header & 0x8000) == 0) {
      const n = end - p;
      if (n > outputEnd - o) break;
      memory.copy(o, p, n);
      o += n;
      p = end;
      continue;
    }
    const start = o;
    while (p < end && o < outputEnd) {
      const flags = <u32>load<u8>(p++);
      for (let bit: u32 = 0; bit < 8 && p < end && o < outputEnd; bit++) {
        const done = o - start;
        if (done >= CHUNK) return <u32>(o - output);
        if (((flags >>> bit) & 1) == 0) {
          store<u8>(o++, load<u8>(p++));
          continue;
        }
        if (end - p < 2 || done == 0) return <u32>(o - output);
        const word = <u32>load<u16>(p);
        p += 2;
        const distanceBits = max<u32>(4, 32 - clz<u32>(<u32>done - 1));
        const lengthBits = 16 - distanceBits;
        const distance = <usize>(word >>> lengthBits) + 1;
        const length = <usize>(word & ((1 << lengthBits) - 1)) + 3;
        if (distance > done || length > min(CHUNK - done, outputEnd - o)) return <u32>(o - output);
        const stop = o + length;
        while (o < stop) {
          store<u8>(o, load<u8>(o - distance));
          o++;
        }
      }
    }
  }
  return <u32>(o - output);
}
