// XPRESS with Huffman codes: MS-XCA 2.1/2.2. A block for each 65,536 bytes of output.
//
//   256 bytes    512 code lengths of four bits, the lower half of a byte first; 0 is an unused symbol
//   u16 ...      the codes, from the top bit of each word; two words are always read ahead
//   symbol       below 256 a literal byte, else | distance bits : 4 | length - 3 : 4 | + 256
//   length 15    a byte follows behind the words read ahead: n - 15; byte 255: u16 n; u16 0: u32 n
import { HUFFMAN } from "./memory";

const BLOCK: usize = 65536;
const TABLE_BYTES: usize = 256;
const SYMBOLS: u32 = 512;
const LONGEST_CODE: u32 = 15;
const ENTRIES: u32 = 1 << LONGEST_CODE;

/** Fills the table at HUFFMAN from the code lengths at `at`. False unless they fill it exactly: then they come from no compressor. */
function buildTable(at: usize): bool {
  let next: u32 = 0;
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    const copies: u32 = 1 << (LONGEST_CODE - length);
    for (let symbol: u32 = 0; symbol < SYMBOLS; symbol++) {
      const pair = <u32>load<u8>(at + <usize>(symbol >>> 1));
      if (((symbol & 1) == 0 ? pair & 15 : pair >>> 4) != length) continue;
      if (copies > ENTRIES - next) return false;
      const entry = <u16>((length << 9) | symbol);
      for (let i = next; i < next + copies; i++) store<u16>(HUFFMAN + (<usize>i << 1), entry);
      next += copies;
    }
  }
  return next == ENTRIES;
}

// The bit stream of the block being read: the next bits from the top, 16 + spare of them, `missing` of which stand for words
// past the end of the input, as zeros.
let p: usize = 0;
let limit: usize = 0;
let bits: u32 = 0;
let spare: i32 = 0;
let missing: i32 = 0;

@inline function nextWord(): u32 {
  const at = p;
  p += 2;
  if (at + 2 <= limit) return <u32>load<u16>(at);
  missing += 16;
  return 0;
}

/** Drops n bits. False when they were not in the input. */
@inline function take(n: u32): bool {
  bits <<= n;
  spare -= <i32>n;
  if (spare < 0) {
    bits |= nextWord() << <u32>-spare;
    spare += 16;
  }
  return 16 + spare >= missing;
}

/**
 * Expands [input, inputEnd) into [output, output + capacity). Returns the bytes produced: fewer than capacity when the stream
 * ends or is damaged. Reads nothing outside the input and writes nothing outside the output, but for the table at HUFFMAN.
 */
export function expandXpressHuffman(input: usize, inputEnd: usize, output: usize, capacity: u32): u32 {
  const end = output + <usize>capacity;
  let o = output;
  p = input;
  limit = inputEnd;
  while (o < end) {
    // The words read ahead may have taken p past the end.
    if (p > inputEnd || inputEnd - p < TABLE_BYTES || !buildTable(p)) break;
    p += TABLE_BYTES;
    const blockEnd = o + min(BLOCK, end - o);
    missing = 0;
    bits = nextWord() << 16;
    bits |= nextWord();
    spare = 16;
    while (o < blockEnd) {
      const entry = <u32>load<u16>(HUFFMAN + ((<usize>(bits >>> (32 - LONGEST_CODE))) << 1));
      const symbol = entry & (SYMBOLS - 1);
      if (!take(entry >>> 9)) return <u32>(o - output);
      if (symbol < 256) {
        store<u8>(o++, <u8>symbol);
        continue;
      }
      let n = symbol & 15;
      const distanceBits = (symbol - 256) >>> 4;
      if (n == 15) {
        if (p >= inputEnd) return <u32>(o - output);
        const byte = <u32>load<u8>(p++);
        n = byte + 15;
        if (byte == 255) {
          if (inputEnd - p < 2) return <u32>(o - output);
          n = load<u16>(p);
          p += 2;
          if (n == 0) {
            if (inputEnd - p < 4) return <u32>(o - output);
            n = load<u32>(p);
            p += 4;
          }
          if (n < 15) return <u32>(o - output);
        }
      }
      // A shift by 32 is a shift by 0.
      const distance = <usize>((1 << distanceBits) | (distanceBits == 0 ? 0 : bits >>> (32 - distanceBits)));
      if (!take(distanceBits) || distance > <usize>(o - output)) return <u32>(o - output);
      // A length of up to 2^32 + 2: compare before adding.
      if (n > <u32>(end - o) || n + 3 > <u32>(end - o)) return <u32>(o - output);
      const stop = o + <usize>(n + 3);
      if (distance == 1) {
        memory.fill(o, load<u8>(o - 1), n + 3);
        o = stop;
      } else {
        while (o < stop) {
          store<u8>(o, load<u8>(o - distance));
          o++;
        }
      }
    }
  }
  return <u32>(o - output);
}
