// Which compression a file uses. Its header buffer may say; what counts is that a buffer expands to its announced size and begins
// with an event. What did that once is tried first with the next buffer.
import { FORMAT_LZ77, FORMAT_LZNT1, FORMAT_XPRESS_HUFFMAN } from "./abi";
import { expandLz77 } from "./lz77";
import { expandLznt1 } from "./lznt1";
import { expandXpressHuffman } from "./xpress-huffman";

let own: i32 = FORMAT_LZ77;

/** The format (FORMAT_* of abi.ts) to try first: from the header buffer, or the one a buffer is known to have. */
export function setFormat(which: i32): void {
  own = which;
}
/** The format that is tried first: after openBuffer of a compressed buffer the one that expanded it. */
export function format(): i32 {
  return own;
}

function expandAs(which: i32, input: usize, inputEnd: usize, output: usize, capacity: u32): u32 {
  if (which == FORMAT_LZNT1) return expandLznt1(input, inputEnd, output, capacity);
  if (which == FORMAT_XPRESS_HUFFMAN) return expandXpressHuffman(input, inputEnd, output, capacity);
  return expandLz77(input, inputEnd, output, capacity);
}

/** Damage rarely breaks the stream itself: what comes out must at least begin like an event (C0, or 90 and B0 for messages). */
export function startsEvent(at: usize, bytes: u32): bool {
  if (bytes < 4) return false;
  const form = load<u8>(at, 3);
  return form == 0xc0 || form == 0x90 || form == 0xb0;
}

function expandsAs(which: i32, input: usize, inputEnd: usize, output: usize, wanted: u32): bool {
  if (expandAs(which, input, inputEnd, output, wanted) != wanted) return false;
  if (wanted > 0 && !startsEvent(output, wanted)) return false;
  own = which;
  return true;
}

/** Expands a buffer's content to `wanted` bytes at `output`. Returns the bytes produced: fewer when no format gives them all. */
export function expandContent(input: usize, inputEnd: usize, output: usize, wanted: u32): u32 {
  const first = own;
  if (expandsAs(first, input, inputEnd, output, wanted)) return wanted;
  if (first != FORMAT_LZ77 && expandsAs(FORMAT_LZ77, input, inputEnd, output, wanted)) return wanted;
  if (first != FORMAT_LZNT1 && expandsAs(FORMAT_LZNT1, input, inputEnd, output, wanted)) return wanted;
  if (first != FORMAT_XPRESS_HUFFMAN && expandsAs(FORMAT_XPRESS_HUFFMAN, input, inputEnd, output, wanted)) return wanted;
  return expandAs(first, input, inputEnd, output, wanted);
}
