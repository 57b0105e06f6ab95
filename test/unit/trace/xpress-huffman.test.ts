import fc from "fast-check";
import { expect, test } from "vitest";
import { expandXpressHuffman } from "../../../web/trace/xpress-huffman.js";
import { repetitive } from "../../fixtures/random-bytes.js";
import { compressXpressHuffman } from "../../fixtures/xpress-huffman-compress.js";

const text = (content: Uint8Array): string => String.fromCharCode(...content);

/** A table with these code lengths by symbol, and the bytes behind it. */
function block(lengths: Readonly<Record<number, number>>, stream: readonly number[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(256 + stream.length);
  for (const [symbol, length] of Object.entries(lengths).map(([key, length]) => [Number(key), length] as const))
    out[symbol >> 1] = (out[symbol >> 1] ?? 0) | (length << ((symbol & 1) * 4));
  out.set(stream, 256);
  return out;
}

/** a, b and c, the end, and a long match with one distance bit. */
const ABC = { 97: 3, 98: 3, 99: 2, 256: 2, 287: 2 };

test("the published example of the format: the alphabet, in codes of four and five bits", () => {
  const lengths = Object.fromEntries(Array.from({ length: 26 }, (_, i) => [97 + i, i < 22 ? 5 : 4]));
  const stream = [0xd8, 0x52, 0x3e, 0xd7, 0x94, 0x11, 0x5b, 0xe9, 0x19, 0x5f, 0xf9, 0xd6, 0x7c, 0xdf, 0x8d, 0x04, 0, 0, 0, 0];
  const output = new Uint8Array(26);
  expect(expandXpressHuffman(block({ ...lengths, 256: 4 }, stream), output)).toEqual({ produced: 26, ok: true });
  expect(text(output)).toBe("abcdefghijklmnopqrstuvwxyz");
});

test("the other one: a hundred times abc, with a u16 length", () => {
  const output = new Uint8Array(300);
  expect(expandXpressHuffman(block(ABC, [0xa8, 0xdc, 0, 0, 0xff, 0x26, 0x01]), output)).toEqual({ produced: 300, ok: true });
  expect(text(output)).toBe("abc".repeat(100));
});

test("a length byte, and a u32 length", () => {
  const short = new Uint8Array(3 + 15 + 7 + 3);
  expect(expandXpressHuffman(block(ABC, [0xa8, 0xdc, 0, 0, 7]), short)).toEqual({ produced: short.length, ok: true });
  const long = new Uint8Array(3 + 0x12345 + 3);
  expect(expandXpressHuffman(block(ABC, [0xa8, 0xdc, 0, 0, 0xff, 0, 0, 0x45, 0x23, 0x01, 0]), long)).toEqual({ produced: long.length, ok: true });
  expect(text(long)).toBe("abc".repeat(long.length / 3));
});

test.each<[string, Uint8Array, number, number]>([
  ["no table", new Uint8Array(255), 10, 0],
  ["a table of nothing", block({}, [0, 0, 0, 0]), 10, 0],
  ["a table with one symbol", block({ 97: 1 }, [0, 0, 0, 0]), 10, 0],
  ["more codes than there are", block({ 97: 1, 98: 1, 99: 1 }, [0, 0, 0, 0]), 10, 0],
  ["a distance before the start", block({ 97: 2, 98: 2, 272: 1 }, [0, 0, 0, 0]), 10, 0],
  ["no codes", block({ 97: 1, 98: 1 }, []), 10, 0],
  ["codes for 16 bytes of 17", block({ 97: 1, 98: 1 }, [0, 0]), 17, 16],
  ["half a word", block({ 97: 1, 98: 1 }, [0, 0, 0]), 17, 16],
  ["no length byte", block(ABC, [0xa8, 0xdc, 0, 0]), 300, 3],
  ["no u16 length", block(ABC, [0xa8, 0xdc, 0, 0, 0xff, 0x26]), 300, 3],
  ["a u16 length below 15", block(ABC, [0xa8, 0xdc, 0, 0, 0xff, 14, 0]), 300, 3],
  ["no u32 length", block(ABC, [0xa8, 0xdc, 0, 0, 0xff, 0, 0, 1, 0, 0]), 300, 3],
  ["a length of 4 GiB", block(ABC, [0xa8, 0xdc, 0, 0, 0xff, 0, 0, 0xff, 0xff, 0xff, 0xff]), 300, 3],
  ["a match longer than the output", block(ABC, [0xa8, 0xdc, 0, 0, 0xff, 0x26, 0x01]), 299, 3],
])("stops at what is broken: %s", (_, input, length, produced) => {
  expect(expandXpressHuffman(input, new Uint8Array(length))).toEqual({ produced, ok: false });
});

test("anything comes back, over blocks too", () => {
  const long = fc
    .tuple(repetitive, fc.integer({ min: 0, max: 70_000 }), repetitive)
    .map(([a, fill, b]) => Uint8Array.from([...a, ...new Uint8Array(fill).fill(3), ...b]));
  fc.assert(
    fc.property(fc.oneof(repetitive, long), (input) => {
      const output = new Uint8Array(input.length);
      expect(expandXpressHuffman(compressXpressHuffman(input), output)).toEqual({ produced: input.length, ok: true });
      expect(Buffer.compare(output, input)).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test("no bytes make it throw or write beyond what it reports", () => {
  // A sound table before the noise, so that the codes are reached.
  const table = compressXpressHuffman(Uint8Array.from({ length: 3000 }, (_, i) => (i * i) >> (i % 7))).subarray(0, 256);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(3000), fc.boolean(), (noise, length, sound) => {
      const output = new Uint8Array(length).fill(0xee);
      const { produced, ok } = expandXpressHuffman(sound ? Uint8Array.from([...table, ...noise]) : noise, output);
      expect(ok).toBe(produced === length);
      expect(output.subarray(produced).every((byte) => byte === 0xee)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
