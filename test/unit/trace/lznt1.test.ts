import fc from "fast-check";
import { expect, test } from "vitest";
import { expandLznt1 } from "../../../web/trace/lznt1.js";
import { compressLznt1 } from "../../fixtures/lznt1-compress.js";
import { repetitive } from "../../fixtures/random-bytes.js";

const bytes = (text: string): Uint8Array => Uint8Array.from(text.split(" "), (part) => Number.parseInt(part, 16));
const text = (content: Uint8Array): string => String.fromCharCode(...content);

test("the published example of the format: a melody", () => {
  const melody =
    "F# F# G A A G F# E D D E F# F# E E F# F# G A A G F# E D D E F# E D D E E F# D E F# G F# D E F# G F# E D E A F# F# G A A G F# E D D E F# E D D\0";
  const packed = bytes(
    "38 b0 88 46 23 20 00 20 47 20 41 00 10 a2 47 01 a0 45 20 44 00 08 45 01 50 79 00 c0 45 20 05 24 13 88 05 b4 02 4a 44 ef 03 58 02 8c 09 16 01 48 45 00 be 00 9e 00 04 01 18 90 00",
  );
  const output = new Uint8Array(melody.length);
  expect(expandLznt1(packed, output)).toEqual({ produced: melody.length, ok: true });
  expect(text(output)).toBe(melody);
});

test("a stored chunk, a compressed one behind it, and the end", () => {
  const output = new Uint8Array(9);
  expect(expandLznt1(bytes("01 30 61 62 03 b0 02 63 02 00 00 00"), output)).toEqual({ produced: 8, ok: false });
  expect(text(output)).toBe("abcccccc\0");
});

test("the distance takes more bits the further a match stands into its chunk", () => {
  // 16 literals: 4 bits still reach the first. One literal more and it takes 5.
  const literals = "00 61 62 63 64 65 66 67 68 00 69 6a 6b 6c 6d 6e 6f 70";
  const at16 = new Uint8Array(19);
  expect(expandLznt1(bytes(`14 b0 ${literals} 01 00 f0`), at16)).toEqual({ produced: 19, ok: true });
  expect(text(at16)).toBe("abcdefghijklmnopabc");
  const at17 = new Uint8Array(20);
  expect(expandLznt1(bytes(`15 b0 ${literals} 02 71 00 80`), at17)).toEqual({ produced: 20, ok: true });
  expect(text(at17)).toBe("abcdefghijklmnopqabc");
});

test.each([
  ["a wrong signature", "01 20 61 62", 2, 0],
  ["a match at the start of a chunk", "02 b0 01 00 00", 3, 0],
  ["a distance before the chunk, although output is there", "00 30 61 03 b0 02 62 00 10", 5, 2],
  ["a match longer than the output", "03 b0 02 61 ff 0f", 100, 1],
  ["half a match word", "02 b0 02 61 00", 4, 1],
  ["a stored chunk longer than the output", "02 30 61 62 63", 2, 0],
  ["nothing", "00", 1, 0],
])("stops at what is broken: %s", (_, input, length, produced) => {
  expect(expandLznt1(bytes(input), new Uint8Array(length))).toEqual({ produced, ok: false });
});

test("a chunk that would grow beyond 4096 bytes ends the reading", () => {
  const fill = compressLznt1(new Uint8Array(4096).fill(7));
  expect(expandLznt1(fill, new Uint8Array(4096)).ok).toBe(true);
  // One more literal token in the same chunk.
  const more = Uint8Array.from([...fill, 8]);
  more[0] = (more[0] ?? 0) + 1;
  expect(expandLznt1(more, new Uint8Array(4097))).toEqual({ produced: 4096, ok: false });
});

test("anything comes back", () => {
  fc.assert(
    fc.property(repetitive, (input) => {
      const output = new Uint8Array(input.length);
      expect(expandLznt1(compressLznt1(input), output)).toEqual({ produced: input.length, ok: true });
      expect(Buffer.compare(output, input)).toBe(0);
    }),
  );
});

test("no bytes make it throw or write beyond what it reports", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(3000), fc.boolean(), (noise, length, chunk) => {
      const output = new Uint8Array(length).fill(0xee);
      const { produced, ok } = expandLznt1(chunk ? Uint8Array.from([0x80, 0xb0, ...noise]) : noise, output);
      expect(ok).toBe(produced === length);
      expect(output.subarray(produced).every((byte) => byte === 0xee)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
