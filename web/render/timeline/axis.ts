import { NARROW } from "../../core/format.js";
import { nsAt, xOf, type TimeScale } from "./time-range.js";

export interface AxisTick {
  readonly ns: number;
  readonly x: number;
  /** `+100 µs`: since the base before it. */
  readonly label: string;
}

export interface Axis {
  readonly stepNs: number;
  /** Base ticks stand this far apart: their labels are times of day, all others count from the one before. */
  readonly baseNs: number;
  readonly ticks: readonly AxisTick[];
  /** Bases in sight, and the one before the left edge. */
  readonly bases: readonly { readonly ns: number; readonly x: number }[];
}

const SECOND = 1e9;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  ["h", HOUR],
  ["min", MINUTE],
  ["s", SECOND],
  ["ms", 1e6],
  ["µs", 1e3],
  ["ns", 1],
] as const;
const ROUND_TIMES = [1, 2, 5, 10, 15, 30]
  .flatMap((n) => n * SECOND)
  .concat(
    [1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
    [1, 2, 3, 6, 12].map((n) => n * HOUR),
  );
const BASES = [1e3, 1e6, SECOND, MINUTE, HOUR, DAY];
/** Least room for a label. */
const ROOM_PX = 88;

/** Where times are written, from steps of ten nanoseconds to days. Ticks stand at round times of the trace, so they move with what they measure. */
export function axisOf(scale: TimeScale, originNs = 0): Axis {
  const stepNs = stepFor(((scale.toNs - scale.fromNs) / Math.max(1, scale.width)) * ROOM_PX);
  const baseNs = BASES.find((base) => base >= stepNs * 5) ?? DAY * Math.ceil((stepNs * 5) / DAY);
  const baseBefore = (ns: number): number => Math.floor((ns - originNs) / baseNs) * baseNs + originNs;
  const ticks: AxisTick[] = [];
  const bases: { ns: number; x: number }[] = [];
  for (let base = baseBefore(scale.fromNs); base < scale.toNs; base += baseNs) {
    bases.push({ ns: base, x: xOf(scale, base) });
    const first = Math.max(1, Math.ceil((scale.fromNs - base) / stepNs));
    for (let n = first; n * stepNs < baseNs * 0.999 && base + n * stepNs < scale.toNs; n++)
      ticks.push({ ns: base + n * stepNs, x: xOf(scale, base + n * stepNs), label: offsetLabel(n * stepNs) });
  }
  return { stepNs, baseNs, ticks, bases };
}

/** The shortest round step that is at least this long. */
export function stepFor(least: number): number {
  if (least <= 10) return 10;
  if (least < SECOND) {
    const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
    // 10^n is not exact as a float for some n when divided
    return ([1, 2, 5, 10].find((n) => n * power >= least * 0.999_999) ?? 10) * power;
  }
  return ROUND_TIMES.find((time) => time >= least * 0.999_999) ?? Math.ceil(least / DAY) * DAY;
}

/** `70 s`: since the start of the trace, in the unit of the step between labels. */
export function sinceLabel(ns: number, stepNs: number): string {
  const [unit, size] = UNITS.find(([, length]) => stepNs >= length) ?? ["ns", 1];
  return `${Number((ns / size).toPrecision(6)).toString()}${NARROW}${unit}`;
}

/** `+100 µs`, `+2.5 ms`, `+30 s`, `+4 min` */
export function offsetLabel(ns: number): string {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(ns) >= length) ?? ["ns", 1];
  return `+${Number((ns / size).toPrecision(6)).toString()}${NARROW}${unit}`;
}

/** How many digits after the second tell two pixels apart. */
export function digitsOf(scale: TimeScale): number {
  const perPx = Math.max(1e-3, nsAt(scale, 1) - scale.fromNs);
  return Math.min(7, Math.max(0, Math.ceil(9 - Math.log10(perPx))));
}
