import fc from "fast-check";
import { expect, test } from "vitest";
import { PIECE_ROWS } from "../../../web/core/columns.js";
import { NarrowColumn } from "../../../web/core/narrow-column.js";

const numbers = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0xffffffff }));

test("gives back what was put in, however wide", () => {
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1, maxLength: 60 }), fc.array(fc.tuple(fc.nat(59), numbers)), (pushed, changes) => {
      const column = new NarrowColumn();
      const expected = [...pushed];
      for (const value of pushed) column.push(value);
      for (const [at, value] of changes) {
        column.set(at, value);
        if (at < expected.length) expected[at] = value;
      }
      expect(column.length).toBe(expected.length);
      expect(expected.map((_, i) => column.get(i))).toEqual(expected);
      expect([...column.pieces()].flatMap((piece) => [...piece])).toEqual(expected);
      const copy = new NarrowColumn();
      copy.adopt(Uint32Array.from(expected));
      expect(expected.map((_, i) => copy.get(i))).toEqual(expected);
    }),
  );
});

test("one wide number widens its piece alone", () => {
  const column = new NarrowColumn();
  for (let i = 0; i < PIECE_ROWS + 3; i++) column.push(i === PIECE_ROWS ? 0x10000 : i & 0xff);
  expect([column.get(0), column.get(300), column.get(PIECE_ROWS - 1), column.get(PIECE_ROWS), column.get(PIECE_ROWS + 1)]).toEqual([0, 44, 255, 0x10000, 1]);
  expect([...column.pieces()].map((piece) => piece.length)).toEqual([PIECE_ROWS, 3]);
  expect([column.get(PIECE_ROWS + 3), column.piece(2 * PIECE_ROWS)]).toEqual([0, undefined]);
});
