import fc from "fast-check";
import { expect, test } from "vitest";
import { LEAST_NS, RangeHistory, nsAt, panned, wholeRange, within, xOf, zoomed } from "../../../../web/render/timeline/time-range.js";

const whole = { fromNs: 0, toNs: 42e9 };
const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyRange = fc
  .tuple(share, fc.double({ min: 2, max: 10.5, noNaN: true }))
  .map(([at, power]) => within({ fromNs: at * 42e9, toNs: at * 42e9 + 10 ** power }, whole));

test("zooming keeps what is under the pointer, and stays within the trace and the finest step", () => {
  fc.assert(
    fc.property(anyRange, share, fc.double({ min: 0.01, max: 100, noNaN: true }), (range, at, factor) => {
      const ns = range.fromNs + at * (range.toNs - range.fromNs);
      const next = zoomed(range, ns, factor, whole);
      const limits = wholeRange(whole);
      expect(next.fromNs).toBeGreaterThanOrEqual(limits.fromNs - 1);
      expect(next.toNs).toBeLessThanOrEqual(limits.toNs + 1);
      expect(next.toNs - next.fromNs).toBeGreaterThanOrEqual(LEAST_NS * 0.99);
      const inside = next.fromNs > limits.fromNs + 1 && next.toNs < limits.toNs - 1;
      if (inside) expect(xOf({ ...next, width: 1000 }, ns)).toBeCloseTo(at * 1000, 0);
    }),
  );
});

test("panning keeps the zoom; at the end of the trace it stops", () => {
  const range = { fromNs: 10e9, toNs: 11e9 };
  expect(panned(range, 5e8, whole)).toEqual({ fromNs: 10.5e9, toNs: 11.5e9 });
  const end = panned(range, 1e15, whole);
  expect(end.toNs).toBeCloseTo(wholeRange(whole).toNs, 0);
  expect(end.toNs - end.fromNs).toBeCloseTo(1e9, 0);
});

test("px and times are each other's inverse", () => {
  const scale = { fromNs: 5e9, toNs: 5e9 + 1200, width: 1600 };
  expect(nsAt(scale, xOf(scale, 5e9 + 345))).toBeCloseTo(5e9 + 345, 4);
});

test("back and forward: steps of a moment are one, a new way drops the old one", () => {
  const history = new RangeHistory();
  const range = (n: number) => ({ fromNs: n, toNs: n + 1 });
  history.note(range(0), 0);
  history.note(range(1), 1000);
  history.note(range(2), 1100);
  history.note(range(3), 5000);
  expect(history.canForward).toBe(false);
  expect(history.step(-1)).toEqual(range(2));
  expect(history.step(-1)).toEqual(range(0));
  expect(history.step(-1)).toBeUndefined();
  expect(history.step(1)).toEqual(range(2));
  history.note(range(9), 9000);
  expect(history.canForward).toBe(false);
  expect(history.step(-1)).toEqual(range(2));
});
