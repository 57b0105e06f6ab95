import { BUFFER_HEADER_BYTES, type BufferHeader } from "./buffer.js";
import { startsEvent } from "./chain.js";
import { expandLz77, type Expanded } from "./lz77.js";
import { expandLznt1 } from "./lznt1.js";
import { expandXpressHuffman } from "./xpress-huffman.js";

/** How the buffers of a file are compressed, by the numbers that the system and the header buffer use. */
export const COMPRESSION = { LZNT1: 2, LZ77: 3, XPRESS_HUFFMAN: 4 } as const;
export type Compression = (typeof COMPRESSION)[keyof typeof COMPRESSION];

const ORDER: readonly Compression[] = [COMPRESSION.LZ77, COMPRESSION.LZNT1, COMPRESSION.XPRESS_HUFFMAN];

/** What the header buffer says: files that were written by a merge (logger 0) keep the number in its state. Plain LZ77 is the rule. */
export function announcedCompression({ loggerId, state }: Pick<BufferHeader, "loggerId" | "state">): Compression {
  return (loggerId === 0 ? ORDER.find((format) => format === (state & 0xffff)) : undefined) ?? COMPRESSION.LZ77;
}

function expandAs(format: Compression, input: Uint8Array, output: Uint8Array): Expanded {
  if (format === COMPRESSION.LZNT1) return expandLznt1(input, output);
  return format === COMPRESSION.LZ77 ? expandLz77(input, output) : expandXpressHuffman(input, output);
}

export interface ExpandedBuffer {
  /** Header and content; the content is shorter than announced when nothing fits. */
  readonly image: Uint8Array;
  /** The content has the announced size. */
  readonly ok: boolean;
  /** The one that gave the content: the first to be tried with the file's next buffer. */
  readonly format: Compression;
}

/**
 * Expands a stored buffer to `filled` bytes, its header among them. A result counts when it has exactly that size and begins with an
 * event; the file's own format is tried first, then the others. Where none fits, what the file's own gives, or undefined when that is no event.
 */
export function expandBuffer(stored: Uint8Array, filled: number, own: Compression): ExpandedBuffer | undefined {
  const image = new Uint8Array(filled);
  image.set(stored.subarray(0, BUFFER_HEADER_BYTES));
  const input = stored.subarray(BUFFER_HEADER_BYTES);
  const output = image.subarray(BUFFER_HEADER_BYTES);
  for (const format of [own, ...ORDER.filter((other) => other !== own)]) {
    const { ok } = expandAs(format, input, output);
    if (ok && (output.length === 0 || startsEvent(output, 0))) return { image, ok, format };
  }
  const { produced } = expandAs(own, input, output);
  const part = image.subarray(0, BUFFER_HEADER_BYTES + produced);
  return produced === 0 || startsEvent(part, BUFFER_HEADER_BYTES) ? { image: part, ok: false, format: own } : undefined;
}
