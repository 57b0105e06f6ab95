import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Atlas, PlaceKind } from "../../../../web/core/api.js";
import { LATENCY_BINS, latencyBin } from "../../../../web/core/atlas.js";
import { histogram } from "../../../../web/render/atlas/histogram.js";
import { hopMatrix } from "../../../../web/render/atlas/matrix.js";
import { rampStep } from "../../../../web/render/latency-ramp.js";

const KINDS: readonly PlaceKind[] = ["physical-nic", "switch", "container-nic", "nat"];
const hops = fc
  .uniqueArray(fc.tuple(fc.nat(12), fc.nat(12), fc.integer({ min: 1, max: 500 })), { selector: ([from, to]) => `${from} ${to}`, maxLength: 80 })
  .map((list) =>
    list.map(([from, to, count]): Atlas["hops"][number] => {
      const place = (n: number): Atlas["hops"][number]["from"] => ({ id: `p${n}`, name: `place ${n}`, kind: KINDS[n % KINDS.length] ?? "unknown" });
      return { from: place(from), to: place(to), count, p50Ns: count, p95Ns: count * 2, p99Ns: count * 3, maxNs: count * 4 };
    }),
  );

describe("places against places", () => {
  test("every hop is in its cell, or is counted as beyond", () => {
    fc.assert(
      fc.property(hops, fc.integer({ min: 1, max: 14 }), (all, most) => {
        const { from, to, cells, beyond } = hopMatrix(all, most);
        expect(Math.max(from.length, to.length)).toBeLessThanOrEqual(most);
        const found = from.flatMap((a, row) =>
          (cells[row] ?? []).flatMap((stats, column) => (stats === undefined ? [] : [[a.id, to[column]?.id, stats] as const])),
        );
        expect(found.length + beyond).toBe(all.length);
        for (const [a, b, stats] of found) expect(stats).toEqual(all.find((hop) => hop.from.id === a && hop.to.id === b));
        if (most >= 13) expect(beyond).toBe(0);
      }),
    );
  });

  test("cards stand before switches, switches before containers, and the order does not depend on that of the hops", () => {
    fc.assert(
      fc.property(hops, (all) => {
        const { from } = hopMatrix(all, 30);
        const ranks = from.map(({ kind }) => KINDS.indexOf(kind));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        expect(hopMatrix([...all].reverse(), 30).from).toEqual(from);
      }),
    );
  });
});

describe("the histogram", () => {
  test("has a bar for every bin that is not empty, in the colour of its latency, within the picture", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { maxLength: 60 }), (values) => {
        const bins = new Uint32Array(LATENCY_BINS.length - 1);
        for (const ns of values) bins[latencyBin(ns)] = (bins[latencyBin(ns)] ?? 0) + 1;
        const { bars, ticks, at } = histogram(bins, 400, 100);
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        for (const { x, width, height, count, fromNs, toNs, ramp } of bars) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(400.001);
          expect(height).toBeLessThanOrEqual(100);
          expect(height > 0).toBe(count > 0);
          expect(ramp).toBe(rampStep(fromNs));
          expect(Math.abs(at(fromNs) - x)).toBeLessThan(1);
          expect(toNs).toBeGreaterThan(fromNs);
        }
        expect(ticks.length).toBeGreaterThan(0);
        for (const { x } of ticks) expect(x >= 0 && x <= 400).toBe(true);
      }),
    );
  });

  test("a bar of a quarter of the count is half as high", () => {
    const bins = new Uint32Array(LATENCY_BINS.length - 1);
    [bins[10], bins[12]] = [100, 25];
    const heights = histogram(bins, 400, 100)
      .bars.map(({ height }) => height)
      .filter((height) => height > 0);
    expect(heights).toEqual([100, 50]);
  });
});
