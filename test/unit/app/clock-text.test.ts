import { expect, test } from "vitest";
import { clockText, offsetOf, offsetText } from "../../../web/app/clock-text.js";
import type { MachineClockFacts } from "../../../web/core/engine-api.js";

const plain = (text: string): string => text.replaceAll("\u202f", " ");
const guest: MachineClockFacts = {
  name: "GUEST-01",
  source: 1,
  sources: ["guest.etl"],
  events: 900,
  offsetNs: 3_217_000,
  errorNs: 12_000,
  measured: { packets: 846, by: "HOST-07", oneWay: false, driftPpm: 1.2 },
  byHand: false,
};

test("offsets in the unit that fits, with their sign", () => {
  expect([3_217_000, -41_200, 90_000_123_000, 0, 500].map((ns) => plain(offsetText(ns)))).toEqual([
    "+3.217 ms",
    "−41.2 µs",
    "+90.000123 s",
    "+0 µs",
    "+0.5 µs",
  ]);
});

test("a clock's offset in words: figure, bound, packets, drift", () => {
  expect(plain(clockText(guest, false))).toBe("+3.217 ms ± 12 µs, from 846 packets that it and HOST-07 both saw, drift 1.2 ppm.");
  const steady = { packets: 9, by: "HOST-07", oneWay: true, driftPpm: 0 };
  expect(plain(clockText({ ...guest, measured: steady }, false))).toContain("9 packets that it and HOST-07 both saw, all of one way");
  expect(plain(clockText({ ...guest, byHand: true, errorNs: 2_012_000 }, false))).toBe("+3.217 ms ± 2.012 ms, set by hand.");
  expect(clockText(guest, true)).toContain("all others");
});

test("no packets in common is said plainly", () => {
  const { name, source, sources, events, byHand } = guest;
  expect(clockText({ name, source, sources, events, byHand }, false)).toContain("kept apart");
});

test("what is typed becomes nanoseconds, or nothing", () => {
  expect([offsetOf("3.217", "ms"), offsetOf("−50", "us"), offsetOf("0,5", "ms"), offsetOf("", "ms"), offsetOf("soon", "us")]).toEqual([
    3_217_000,
    -50_000,
    500_000,
    undefined,
    undefined,
  ]);
});
