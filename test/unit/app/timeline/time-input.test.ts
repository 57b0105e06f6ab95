import { expect, test } from "vitest";
import { parseTime } from "../../../../web/app/timeline/time-input.js";

const start = BigInt(Date.UTC(2025, 10, 18, 9, 14, 2)) * 1_000_000n + 184_733_100n;
const at = (text: string, offsetMs = 0): number | undefined => parseTime(text, start, offsetMs);

test("times since the start, in any unit", () => {
  expect(at("+9.024167 s")).toBeCloseTo(9_024_167_000, 0);
  expect(at("250us")).toBe(250_000);
  expect(at("+250\u202fµs")).toBe(250_000);
  expect(at("1.5 ms")).toBe(1_500_000);
  expect(at("-2 s")).toBe(-2e9);
  expect(at("3")).toBe(3e9);
  expect(at("+9.024 167 0 s")).toBeCloseTo(9_024_167_000, 0);
});

test("times of day, with and without a date, on the clock that is shown", () => {
  expect(at("09:14:04")).toBe(1_815_266_900);
  expect(at("2025-11-18T09:14:04.5Z")).toBe(2_315_266_900);
  expect(at("10:14:04", 3_600_000)).toBe(1_815_266_900);
  expect(at("09:15")).toBe(57_815_266_900);
});

test("after midnight the next day is meant", () => {
  const late = BigInt(Date.UTC(2025, 10, 18, 23, 59, 50)) * 1_000_000n;
  expect(parseTime("00:00:05", late, 0)).toBe(15e9);
});

test("anything else is no time", () => {
  for (const text of ["", "soon", "25:00", "12:61", "1.2.3 s", "+"]) expect(at(text)).toBeUndefined();
});
