import { describe, expect, it } from "vitest";
import { bytes, clock, count, counted, fileOffset, latency, percent, sinceStart, span, step } from "../../../web/core/format.js";

/** The narrow no-break space is hard to see in an expectation: written as "_" here. */
const shown = (text: string): string => text.replaceAll("\u202f", "_");

describe("counts", () => {
  it("groups by three from the right", () => {
    expect([0, 999, 1000, 1021440].map((n) => shown(count(n)))).toEqual(["0", "999", "1_000", "1_021_440"]);
    expect(shown(count(12345678901234567890n))).toBe("12_345_678_901_234_567_890");
  });

  it("has a singular", () => {
    expect(shown(counted(1, "packet"))).toBe("1 packet");
    expect(shown(counted(2000, "entry", "entries"))).toBe("2_000 entries");
  });
});

describe("bytes", () => {
  it.each([
    [0, "0_B"],
    [999, "999_B"],
    [1000, "1.00_KB"],
    [25_600, "25.6_KB"],
    [612_000_000, "612_MB"],
    [999_600, "1.00_MB"],
    [1_840_000_000, "1.84_GB"],
  ])("%d", (value, text) => {
    expect(shown(bytes(value))).toBe(text);
  });
});

describe("durations", () => {
  it.each([
    [100, "0.1_µs"],
    [14_400, "14.4_µs"],
    [999_900, "999.9_µs"],
    [999_960, "1.00_ms"],
    [2_910_000, "2.91_ms"],
    [999_996_000, "1.00_s"],
    [-14_400, "-14.4_µs"],
  ])("latency of %d ns", (ns, text) => {
    expect(shown(latency(ns))).toBe(text);
  });

  it.each([
    [4_220_000, "4.22_ms"],
    [42_318_000_000, "42.318_s"],
    [191_000_000_000, "3_min 11_s"],
    [59_999_600_000, "1_min 00_s"],
    [3_599_700_000_000, "1_h 00_min"],
    [86_399_000_000_000, "1_d 0_h"],
    [965_880_000_000_000, "11_d 4_h"],
  ])("span of %d ns", (ns, text) => {
    expect(shown(span(ns))).toBe(text);
  });

  it("shows the step between rows with a minus sign where time goes back", () => {
    expect(step(5n, undefined)).toBe("");
    expect(shown(step(0n, 14_400n))).toBe("−14.4_µs");
  });
});

describe("times", () => {
  const ns = 1_763_457_242_184_733_100n;

  it("shows seven digits of a second in UTC", () => {
    expect(clock(ns, "utc").date).toBe("2025-11-18");
    expect(shown(clock(ns, "utc").time)).toBe("09:14:02.184_733_1");
  });

  it("follows the time zone of the machine when told to", () => {
    const offset = new Date(Number(ns / 1_000_000n)).getTimezoneOffset();
    const same = clock(ns - BigInt(offset) * 60_000_000_000n, "utc");
    expect(clock(ns, "local")).toEqual(same);
  });

  it("counts from the start, also backwards", () => {
    expect(shown(sinceStart(ns + 9_024_167_100n, ns))).toBe("+9.024_167_1");
    expect(shown(sinceStart(ns - 100n, ns))).toBe("−0.000_000_1");
  });

  it("does not fail on times no calendar holds", () => {
    expect(clock(2n ** 63n * 1000n, "utc").date).toBe("no date");
    expect(clock(-1n, "utc").time.startsWith("23:59:59")).toBe(true);
  });
});

describe("shares and offsets", () => {
  it("never rounds to all or to nothing", () => {
    expect([percent(1, 100_000), percent(99_999, 100_000), percent(5, 5), percent(0, 5), percent(0, 0)].map(shown)).toEqual([
      "0.1_%",
      "99.9_%",
      "100_%",
      "0_%",
      "–",
    ]);
  });

  it("writes an offset in both notations", () => {
    expect(shown(fileOffset(128_000))).toBe("0x1f400 (128_000)");
  });
});
