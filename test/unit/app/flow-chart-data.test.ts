import { expect, test } from "vitest";
import { aligned, chartWords, mainWay, rate, tally } from "../../../web/app/flow-chart-data.js";
import type { ChartMark, FlowCharts, Series } from "../../../web/core/nat-flow.js";

const series = (...points: readonly (readonly [number, number])[]): Series => ({
  times: Float64Array.from(points, ([time]) => time),
  values: Float64Array.from(points, ([, value]) => value),
});
const mark = (kind: ChartMark["kind"], count = 1): ChartMark => ({ kind, count, fromClient: true, timeNs: 0, sequence: 0, journey: 0 });
const EMPTY = series();
const CHARTS: FlowCharts = {
  flow: 0,
  at: 0,
  places: [{ place: { id: "p", name: "pNIC", kind: "physical-nic" }, packets: 9 }],
  fromNs: 0,
  toNs: 100,
  sent: [EMPTY, EMPTY],
  acknowledged: [EMPTY, EMPTY],
  roundTrip: [EMPTY, EMPTY],
  window: [series([1, 65_535]), EMPTY],
  inFlight: [EMPTY, series([1, 1460], [2, 2920])],
  unscaled: false,
  throughput: [EMPTY, series([1, 12_600_000])],
  sliceNs: 1_000_000,
  marks: [mark("retransmission", 2), mark("reset"), mark("retransmission")],
  segments: [4, 5],
  payload: [44, 5878],
  roundTrips: [
    { count: 0, least: 0, median: 0, most: 0 },
    { count: 3, least: 1000, median: 2000, most: 9000 },
  ],
};

test("lines with times of their own stand on one axis, and a line has a value where it has a point", () => {
  const one = series([1, 10], [3, 30]);
  const two = series([2, 200], [3, 300], [3, 301]);
  expect(aligned([one, two])).toEqual([
    [1, 2, 3],
    [10, undefined, 30],
    [undefined, 200, 301],
  ]);
  expect(aligned([])).toEqual([[]]);
});

test("each chart says its figures in a sentence", () => {
  expect(mainWay(CHARTS)).toBe(1);
  expect(chartWords("sequence", CHARTS)).toMatch(/client sent 44.B in 4 segments, server 5\.88.KB in 5; 3 retransmissions, 1 reset\.$/);
  expect(chartWords("sequence", { ...CHARTS, marks: [] })).toMatch(/nothing sent again or out of order\.$/);
  expect(chartWords("roundTrip", CHARTS)).toMatch(
    /at pNIC: none measured for the client's segments; server's segments acknowledged after 2\.0.µs, 1\.0.µs to 9\.0.µs, 3 measured/,
  );
  expect(chartWords("window", CHARTS)).toMatch(/The client offers a window of up to 65\.5.KB; the server has up to 2\.92.KB on the way/);
  expect(chartWords("window", { ...CHARTS, unscaled: true })).toContain("before scaling");
  expect(chartWords("throughput", CHARTS)).toMatch(/client up to 0.bit\/s, server up to 12\.6.Mbit\/s/);
});

test("marks are counted by kind, those that stand for several too", () => {
  expect(tally(CHARTS.marks)).toEqual([
    { kind: "retransmission", count: 3 },
    { kind: "reset", count: 1 },
  ]);
});

test("rates have three digits and a unit", () => {
  expect([0, 999, 1000, 12_600_000, 999_600_000, 4.2e12].map((bps) => rate(bps).replace("\u202f", " "))).toEqual([
    "0 bit/s",
    "999 bit/s",
    "1.00 kbit/s",
    "12.6 Mbit/s",
    "1.00 Gbit/s",
    "4.20 Tbit/s",
  ]);
});
