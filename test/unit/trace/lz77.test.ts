import fc from "fast-check";
import { expect, test } from "vitest";
import { expandLz77 } from "../../../web/trace/lz77.js";

const bytes = (text: string): Uint8Array => Uint8Array.from(text.split(" "), (part) => Number.parseInt(part, 16));
const text = (content: Uint8Array): string => String.fromCharCode(...content);

const ALPHABET = Uint8Array.from([0x3f, 0, 0, 0, ...Array.from({ length: 26 }, (_, i) => 0x61 + i)]);
const ABC_100 = bytes("ff ff ff 1f 61 62 63 17 00 0f ff 26 01");

test("the alphabet has no matches", () => {
  const output = new Uint8Array(26);
  expect(expandLz77(ALPHABET, output)).toEqual({ produced: 26, ok: true });
  expect(text(output)).toBe("abcdefghijklmnopqrstuvwxyz");
});

test("300 bytes of abc are three literals and one match over itself, with a u16 length", () => {
  const output = new Uint8Array(300);
  expect(expandLz77(ABC_100, output)).toEqual({ produced: 300, ok: true });
  expect(text(output)).toBe("abc".repeat(100));
});

test("two long matches share one nibble byte", () => {
  // Literals a b, match (2, 3+7+1 = 11), literal c, match (1, 3+7+2 = 12): both lengths in the byte 21.
  const output = new Uint8Array(26);
  expect(expandLz77(bytes("ff ff ff 2f 61 62 0f 00 21 63 07 00"), output)).toEqual({ produced: 26, ok: true });
  expect(text(output)).toBe(`${"ab".repeat(6)}ac${"c".repeat(12)}`);
});

test("a length byte below 255, and a u32 length", () => {
  const short = new Uint8Array(1 + 3 + 7 + 15 + 4);
  expect(expandLz77(bytes("ff ff ff 7f 61 07 00 0f 04"), short)).toEqual({ produced: short.length, ok: true });
  expect(text(short)).toBe("a".repeat(short.length));
  const long = new Uint8Array(1 + 0x20000 + 3);
  expect(expandLz77(bytes("ff ff ff 7f 61 07 00 0f ff 00 00 00 00 02 00"), long)).toEqual({ produced: long.length, ok: true });
  expect(long.every((byte) => byte === 0x61)).toBe(true);
});

test("matches longer than their distance repeat with the distance, whatever the lengths", () => {
  for (let distance = 1; distance <= 40; distance++) {
    const literals = Array.from({ length: distance }, (_, i) => i + 1);
    const flags = (n: number): number[] => Array.from({ length: 4 }, (_, i) => (n >>> (i * 8)) & 0xff);
    const token = ((distance - 1) << 3) | 7;
    const match = [token & 0xff, token >> 8, 0x0f, 200];
    const first = literals.slice(0, 32);
    const rest = literals.slice(32);
    const input =
      distance < 32
        ? [...flags(0xffffffff >>> distance), ...literals, ...match]
        : [...flags(0), ...first, ...flags(0xffffffff >>> rest.length), ...rest, ...match];
    const output = new Uint8Array(distance + 225);
    expect(expandLz77(Uint8Array.from(input), output).ok).toBe(true);
    expect([...output]).toEqual(Array.from(output, (_, i) => (i % distance) + 1));
  }
});

test.each([
  ["distance before the start", "ff ff ff 7f 61 08 00", 10, 1],
  ["match longer than the output", "ff ff ff 1f 61 62 63 17 00 0f ff 26 01", 200, 3],
  ["u16 length below 22", "ff ff ff 7f 61 07 00 0f ff 15 00", 100, 1],
  ["no flags", "ff ff ff", 10, 0],
  ["end of the stream at a match", "ff ff ff 7f 61", 10, 1],
  ["end of the stream in a length", "ff ff ff 7f 61 07 00 0f ff 00", 100, 1],
  ["end of the stream at a literal", "3f 00 00 00 61 62", 10, 2],
])("stops at what is broken: %s", (_, input, length, produced) => {
  expect(expandLz77(bytes(input), new Uint8Array(length))).toEqual({ produced, ok: false });
});

test("a u32 length of 4 GiB is no match for an output of 1000 bytes", () => {
  expect(expandLz77(bytes("ff ff ff 7f 61 07 00 0f ff 00 00 ff ff ff ff"), new Uint8Array(1000))).toEqual({ produced: 1, ok: false });
});

test("an output of no bytes is full at once", () => {
  expect(expandLz77(new Uint8Array(0), new Uint8Array(0))).toEqual({ produced: 0, ok: true });
});

test("no bytes make it throw or write beyond what it reports", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(3000), fc.boolean(), (noise, length, matches) => {
      const output = new Uint8Array(length).fill(0xee);
      const input = matches ? Uint8Array.from([0xff, 0xff, 0xff, 0x0f, ...noise]) : noise;
      const { produced, ok } = expandLz77(input, output);
      expect(ok ? produced === length : produced <= length).toBe(true);
      expect(output.subarray(produced).every((byte) => byte === 0xee)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
