import { describe, expect, test } from "vitest";
import { announcedCompression, COMPRESSION, expandBuffer } from "../../../web/trace/compression.js";
import { compressLz77 } from "../../fixtures/lz77-compress.js";
import { compressLznt1 } from "../../fixtures/lznt1-compress.js";
import { compressXpressHuffman } from "../../fixtures/xpress-huffman-compress.js";

const { LZNT1, LZ77, XPRESS_HUFFMAN } = COMPRESSION;

test.each([
  [0, 2, LZNT1],
  [0, 3, LZ77],
  [0, 4, XPRESS_HUFFMAN],
  [0, 0x12340004, XPRESS_HUFFMAN],
  [0, 0, LZ77],
  [0, 5, LZ77],
  [42, 2, LZ77],
  [42, 4, LZ77],
])("logger %i with the state %i announces %i", (loggerId, state, format) => {
  expect(announcedCompression({ loggerId, state })).toBe(format);
});

const content = Uint8Array.from({ length: 600 }, (_, i) => (i === 3 ? 0xc0 : (i * i) % 50));
const stored = (packed: Uint8Array): Uint8Array => Uint8Array.from([...new Uint8Array(0x48).fill(9), ...packed]);
const FILLED = 0x48 + content.length;

describe.each([
  [LZNT1, compressLznt1],
  [LZ77, compressLz77],
  [XPRESS_HUFFMAN, compressXpressHuffman],
] as const)("a buffer compressed as %i", (format, compress) => {
  test.each([LZNT1, LZ77, XPRESS_HUFFMAN])("is expanded whatever the file was taken for: %i", (own) => {
    const expanded = expandBuffer(stored(compress(content)), FILLED, own);
    expect(expanded).toMatchObject({ ok: true, format });
    expect(expanded?.image).toEqual(stored(content));
  });

  test("and is not accepted when it does not begin with an event", () => {
    expect(expandBuffer(stored(compress(content.with(3, 0x40))), FILLED, format)).toBeUndefined();
  });

  test("a cut one gives what there is in the file's own format", () => {
    const whole = stored(compress(content));
    const expanded = expandBuffer(whole.subarray(0, whole.length - 5), FILLED, format);
    expect(expanded).toMatchObject({ ok: false, format });
    const part = expanded?.image ?? new Uint8Array(0);
    expect(part.length).toBeGreaterThan(0x48);
    expect(part).toEqual(stored(content).subarray(0, part.length));
  });
});

test("a buffer without content keeps the format that the file has", () => {
  expect(expandBuffer(stored(new Uint8Array(0)), 0x48, LZNT1)).toEqual({ image: stored(new Uint8Array(0)), ok: true, format: LZNT1 });
});
