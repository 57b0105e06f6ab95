import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Clock, fileTimeToNs } from "../../../web/trace/clock.js";

const START = 133_500_000_000_000_000n;
const make = (clock: number, perfFreq: bigint, cpuSpeedMHz: number, t0: bigint): Clock => new Clock({ clock, perfFreq, cpuSpeedMHz, startTime: START }, t0);
const I64_MAX = (1n << 63n) - 1n;
const I64_MIN = -(1n << 63n);

describe("the performance counter", () => {
  test("counts from the first event", () => {
    const clock = make(1, 10_000_000n, 0, 1000n);
    expect(clock).toMatchObject({ kind: "qpc", t0: 1000n, ticksPerRaw: 1, frequencyMissing: false });
    expect(clock.toFileTime(1000n)).toBe(START);
    expect(clock.toFileTime(1001n)).toBe(START + 1n);
  });

  test("rounds down on both sides of the first event", () => {
    const clock = make(1, 3_000_000n, 0, 100n);
    expect([97n, 98n, 99n, 100n, 101n, 102n, 103n].map((raw) => clock.toFileTime(raw) - START)).toEqual([-10n, -7n, -4n, 0n, 3n, 6n, 10n]);
  });

  test("keeps the last digit where a double would not", () => {
    const clock = make(1, 2_441_406n, 0, 0n);
    expect(clock.toFileTime(9_007_199_254_740_993n) - START).toBe((9_007_199_254_740_993n * 10_000_000n) / 2_441_406n);
  });

  test.each([0n, -5n])("a frequency of %s counts as 1 and is told", (frequency) => {
    const clock = make(1, frequency, 0, 0n);
    expect(clock).toMatchObject({ frequencyMissing: true, ticksPerRaw: 10_000_000 });
    expect(clock.toFileTime(2n)).toBe(START + 20_000_000n);
  });
});

test("system time is what the raw time stamp says", () => {
  const clock = make(2, 0n, 0, START);
  expect(clock).toMatchObject({ kind: "system", ticksPerRaw: 1, frequencyMissing: false });
  expect(clock.toFileTime(START + 77n)).toBe(START + 77n);
});

test("CPU cycles count by the CPU's MHz", () => {
  const clock = make(3, 0n, 2400, 0n);
  expect(clock).toMatchObject({ kind: "cycles", ticksPerRaw: 10 / 2400, frequencyMissing: false });
  expect(clock.toFileTime(2400n)).toBe(START + 10n);
  expect(clock.toFileTime(-1n)).toBe(START - 1n);
  expect(make(3, 0n, 0, 0n).frequencyMissing).toBe(true);
});

test("an unknown clock is told by its first time stamp", () => {
  expect(make(0, 1000n, 0, START).kind).toBe("system");
  expect(make(0, 1000n, 0, 123n).kind).toBe("qpc");
  expect(make(7, 1000n, 0, 0x01a0_0000_0000_0000n).kind).toBe("qpc");
});

test("nanoseconds count from 1970", () => {
  expect(fileTimeToNs(116_444_736_000_000_001n)).toBe(100n);
  expect(make(2, 0n, 0, START).toNs(116_444_736_000_000_000n)).toBe(0n);
});

describe("extremes", () => {
  test("results stay 64-bit, distances wrap", () => {
    expect(make(1, 1n, 0, 0n).toFileTime(I64_MAX)).toBe(I64_MAX);
    expect(make(1, 1n, 0, 0n).toFileTime(I64_MIN)).toBe(I64_MIN);
    expect(make(1, 10_000_000n, 0, I64_MIN).toFileTime(I64_MAX)).toBe(START - 1n);
  });

  test("whatever the header says, later raw values are never earlier", () => {
    const i64 = fc.bigInt({ min: I64_MIN, max: I64_MAX });
    const near = fc.bigInt({ min: -(1n << 61n), max: 1n << 61n });
    fc.assert(
      fc.property(fc.nat(4), i64, fc.nat(0xffffffff), i64, near, near, near, (type, perfFreq, cpuSpeedMHz, startTime, t0, a, b) => {
        const clock = new Clock({ clock: type, perfFreq, cpuSpeedMHz, startTime }, t0);
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(clock.toFileTime(low) <= clock.toFileTime(high)).toBe(true);
        expect(clock.toNs(low) <= clock.toNs(high)).toBe(true);
        expect(Number.isFinite(clock.ticksPerRaw) && clock.ticksPerRaw > 0).toBe(true);
      }),
    );
  });
});
