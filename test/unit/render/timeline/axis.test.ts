import fc from "fast-check";
import { expect, test } from "vitest";
import { axisOf, digitsOf, offsetLabel, stepFor } from "../../../../web/render/timeline/axis.js";

const NARROW = "\u202f";

test("steps are round at any length, from ten nanoseconds to days", () => {
  expect(stepFor(1)).toBe(10);
  expect(stepFor(11)).toBe(20);
  expect(stepFor(73_000)).toBe(100_000);
  expect(stepFor(1e9)).toBe(1e9);
  expect(stepFor(7e9)).toBe(10e9);
  expect(stepFor(40e9)).toBe(60e9);
  expect(stepFor(3 * 3600e9)).toBe(3 * 3600e9);
  expect(stepFor(30 * 3600e9)).toBe(48 * 3600e9);
});

test("labels: what has passed since the round time before, in its unit", () => {
  expect(offsetLabel(100_000)).toBe(`+100${NARROW}µs`);
  expect(offsetLabel(20)).toBe(`+20${NARROW}ns`);
  expect(offsetLabel(2_500_000)).toBe(`+2.5${NARROW}ms`);
  expect(offsetLabel(30e9)).toBe(`+30${NARROW}s`);
  expect(offsetLabel(240e9)).toBe(`+4${NARROW}min`);
});

test("ticks: evenly apart, none on a base, with room for their labels, at every zoom", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 2, max: 14, noNaN: true }),
      fc.double({ min: 0, max: 1e13, noNaN: true }),
      fc.integer({ min: 300, max: 3000 }),
      (power, fromNs, width) => {
        const toNs = fromNs + 10 ** power;
        const { ticks, bases, stepNs, baseNs } = axisOf({ fromNs, toNs, width });
        expect(ticks.length + bases.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(width / 80 + 2);
        expect((baseNs / stepNs) % 1).toBeCloseTo(0, 6);
        const all = [...ticks, ...bases.filter(({ x }) => x >= 0)].map(({ ns }) => ns).sort((a, b) => a - b);
        for (const [i, ns] of all.slice(1).entries()) expect(ns - (all[i] ?? 0)).toBeGreaterThan(stepNs * 0.999 - 0.01);
        // the base that the first labels count from is always known
        expect(bases[0]?.ns).toBeLessThanOrEqual(fromNs);
      },
    ),
  );
});

test("panning moves ticks with what they measure", () => {
  const a = axisOf({ fromNs: 1_000_000, toNs: 2_200_000, width: 1200 });
  const b = axisOf({ fromNs: 1_000_300, toNs: 2_200_300, width: 1200 });
  expect(b.stepNs).toBe(a.stepNs);
  expect(b.ticks[3]?.ns).toBe(a.ticks[3]?.ns);
  expect((a.ticks[3]?.x ?? 0) - (b.ticks[3]?.x ?? 0)).toBeCloseTo(0.3, 6);
});

test("as many digits after the second as tell two pixels apart", () => {
  expect(digitsOf({ fromNs: 0, toNs: 1000e9, width: 1000 })).toBe(0);
  expect(digitsOf({ fromNs: 0, toNs: 1e9, width: 1000 })).toBe(3);
  expect(digitsOf({ fromNs: 0, toNs: 100, width: 1000 })).toBe(7);
});
