import fc from "fast-check";
import { expect, it } from "vitest";
import { TALLEST_PX, lastTop, reveal, scrollScale, scrollTopOf, topRow } from "../../../web/render/scroll-scale.js";

it("is exact while the rows fit into one element", () => {
  const scale = scrollScale(1000, 24, 480);
  expect(scale.exact).toBe(true);
  expect(scale.contentPx).toBe(24_000);
  expect(topRow(scale, 36)).toBe(1.5);
  expect(scrollTopOf(scale, 1.5)).toBe(36);
});

it("never makes an element taller than browsers bear, and still reaches the last row", () => {
  const scale = scrollScale(50_000_000, 24, 480);
  expect(scale.contentPx).toBe(TALLEST_PX);
  expect(topRow(scale, scale.contentPx - scale.viewPx)).toBe(lastTop(scale));
  expect(lastTop(scale)).toBe(50_000_000 - 20);
  expect(scrollTopOf(scale, lastTop(scale))).toBe(scale.contentPx - scale.viewPx);
});

it("finds back from a position to its row at any size", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000_000 }),
      fc.integer({ min: 20, max: 2000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (total, viewPx, share) => {
        const scale = scrollScale(total, 24, viewPx);
        const row = share * lastTop(scale);
        expect(topRow(scale, scrollTopOf(scale, row))).toBeCloseTo(row, 3);
      },
    ),
  );
});

it("moves just far enough to show a row", () => {
  const scale = scrollScale(1000, 24, 240);
  expect(reveal(scale, 50, 55)).toBe(50);
  expect(reveal(scale, 50, 10)).toBe(10);
  expect(reveal(scale, 50, 70)).toBe(61);
  expect(reveal(scale, 50, 999)).toBe(990);
});
