import fc from "fast-check";
import { expect, test } from "vitest";
import { KeyTable } from "../../../web/core/key-table.js";

const keys = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.maxSafeInteger(),
  fc.integer({ min: 0, max: 0xffffffff }),
  fc.integer({ min: 0, max: 500 }).map((n) => n * 0x1_0000_0000),
);

test("is what a Map is", () => {
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 400 }), (list) => {
      const table = new KeyTable<{ readonly n: number }>();
      const map = new Map<number, { readonly n: number }>();
      for (const [n, key] of list.entries()) {
        const value = { n };
        expect(table.get(key)).toBe(map.get(key));
        table.set(key, value);
        map.set(key, value);
      }
      expect(table.size).toBe(map.size);
      for (const [key, value] of map) expect(table.get(key)).toBe(value);
    }),
  );
});

test("a sweep keeps what it is told to keep, and comes only when there is much", () => {
  const table = new KeyTable<{ readonly n: number }>();
  for (let n = 0; n < 1000; n++) table.set(n * 4096, { n });
  table.sweep(({ n }) => n >= 500);
  expect(table.size).toBe(500);
  expect(table.get(499 * 4096)).toBeUndefined();
  expect(table.get(500 * 4096)).toEqual({ n: 500 });
  table.sweep(() => false);
  expect(table.size).toBe(500);
});
