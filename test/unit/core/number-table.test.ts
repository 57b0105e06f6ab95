import fc from "fast-check";
import { expect, test } from "vitest";
import { NumberTable } from "../../../web/core/number-table.js";

const keys = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.maxSafeInteger(),
  fc.integer({ min: 0, max: 500 }).map((n) => n * 0x1_0000_0000),
);

test("is what a Map is", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, fc.integer({ min: 0, max: 0x7fffffff })), { maxLength: 400 }), (list) => {
      const table = new NumberTable();
      const map = new Map<number, number>();
      for (const [key, value] of list) {
        expect(table.get(key)).toBe(map.get(key) ?? -1);
        table.set(key, value);
        map.set(key, value);
      }
      expect(table.size).toBe(map.size);
      for (const [key, value] of map) expect(table.get(key)).toBe(value);
    }),
  );
});

test("a sweep keeps what it is told to keep, and comes only when there is much", () => {
  const table = new NumberTable();
  for (let i = 0; i < 10; i++) table.set(i, i);
  table.sweep(() => false);
  expect(table.size).toBe(10);
  for (let i = 0; i < 1000; i++) table.set(i, i);
  table.sweep((value) => value >= 900);
  expect(table.size).toBe(100);
  expect([table.get(899), table.get(900), table.get(999)]).toEqual([-1, 900, 999]);
  table.sweep(() => false);
  expect(table.size).toBe(100);
});
