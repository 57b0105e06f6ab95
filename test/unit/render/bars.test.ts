import fc from "fast-check";
import { expect, it } from "vitest";
import { barsPath, extent, regroup } from "../../../web/render/bars.js";

it("adds neighbours together and loses none", () => {
  expect(regroup([1, 2, 3, 4], 2)).toEqual([3, 7]);
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), fc.integer({ min: 1, max: 50 }), (counts, bars) => {
      const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
      expect(sum(regroup(counts, bars))).toBe(sum(counts));
    }),
  );
});

it("draws a bar for whatever is not zero, however small", () => {
  const path = barsPath([0, 1, 1_000_000], 30, 20, 3);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path).toContain("v-1.50");
  expect(path).toContain("v-20.00");
  expect(barsPath([0, 0], 30, 20, 2)).toBe("");
});

it("knows the first and the last slice with something in it", () => {
  expect(extent([0, 0, 5, 0, 1, 0, 0, 0])).toEqual([0.25, 0.625]);
  expect(extent([0, 0])).toBeUndefined();
});
