import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandLz77 } from "../../web/trace/lz77.js";
import { expandLznt1 } from "../../web/trace/lznt1.js";
import { expandXpressHuffman } from "../../web/trace/xpress-huffman.js";
import { compressLz77 } from "../fixtures/lz77-compress.js";
import { compressLznt1 } from "../fixtures/lznt1-compress.js";
import { repetitive } from "../fixtures/random-bytes.js";
import { compressXpressHuffman } from "../fixtures/xpress-huffman-compress.js";
import { Harness, injured, reference } from "./support.js";

const harness = await Harness.create();

describe.each([
  ["LZ77", "expandLz77", expandLz77, compressLz77],
  ["LZNT1", "expandLznt1", expandLznt1, compressLznt1],
  ["XPRESS with Huffman codes", "expandXpressHuffman", expandXpressHuffman, compressXpressHuffman],
] as const)("%s", (_, expander, expand, compress) => {
  const same = (input: Uint8Array, capacity: number): void => {
    const { made, fenced } = harness.expand(expander, input, capacity);
    expect(fenced).toBe(true);
    const expected = reference(expand, input, capacity);
    expect(made.length).toBe(expected.length);
    expect(Buffer.compare(made, expected)).toBe(0);
  };

  test("sound streams come back whole", () => {
    fc.assert(
      fc.property(repetitive, (content) => {
        const { made } = harness.expand(expander, compress(content), content.length);
        expect(Buffer.compare(made, content)).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test("it stops where the reference stops, with the same bytes: damaged and cut streams, outputs of any size", () => {
    const streams = repetitive.chain((content) =>
      fc.tuple(
        injured(compress(content)),
        fc.integer({ min: -20, max: 300 }).map((more) => Math.max(0, content.length + more)),
      ),
    );
    fc.assert(
      fc.property(streams, ([input, capacity]) => {
        same(input, capacity);
      }),
      { numRuns: 300 },
    );
  });

  test("and the same of bytes that never were a stream", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), fc.nat(5000), (input, capacity) => {
        same(input, capacity);
      }),
      { numRuns: 1000 },
    );
  });
});
