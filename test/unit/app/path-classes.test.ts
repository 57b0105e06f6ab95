import { expect, test } from "vitest";
import { logScale, pathClassRows } from "../../../web/app/path-classes.js";
import type { Atlas } from "../../../web/core/api.js";

type Class = Atlas["pathClasses"][number];
const entry = (pathClass: Class["pathClass"], p50Ns: number, p99Ns = p50Ns * 2): Class => ({ pathClass, count: 3, p50Ns, p95Ns: p99Ns, p99Ns, maxNs: p99Ns });

test("the fastest comes first, and the others are so many times slower", () => {
  const rows = pathClassRows([entry("nat-portproxy", 678_300), entry("transparent", 14_400), entry("vm", 35_500)]);
  expect(rows.map(({ name, compared }) => [name, compared])).toEqual([
    ["Transparent", "fastest"],
    ["Hyper-V guest", "2.5×"],
    ["NAT + PortProxy", "47×"],
  ]);
});

test("a path without latency is not infinitely faster", () => {
  expect(pathClassRows([entry("host", 0, 0), entry("nat", 5000)]).map(({ compared }) => compared)).toEqual(["fastest", ""]);
});

test("the scale has whole decades around all figures, and every figure is on it", () => {
  const { ticks, share } = logScale(pathClassRows([entry("transparent", 14_400), entry("nat-portproxy", 678_300, 2_910_000)]));
  expect(ticks.map(({ label }) => label.replaceAll("\u202f", " "))).toEqual(["10 µs", "100 µs", "1 ms", "10 ms"]);
  expect(ticks[0]?.share).toBe(0);
  expect(ticks.at(-1)?.share).toBe(1);
  expect(share(100_000)).toBeCloseTo(1 / 3);
  expect([share(0), share(1e12)]).toEqual([0, 1]);
});

test("a single path class is compared with nothing", () => {
  expect(pathClassRows([entry("host", 3400)]).map(({ compared }) => compared)).toEqual([""]);
});
