import type { TraceSummary } from "./api.js";

/** U+202F: between groups of three digits and before a unit; it never breaks and is narrower than a word space. */
export const NARROW = "\u202f";
const EN_DASH = "–";

export type TimeZone = "utc" | "local";

/** `1 021 440`. */
export function count(value: number | bigint): string {
  const text = typeof value === "bigint" ? value.toString() : Number.isFinite(value) ? Math.round(value).toString() : EN_DASH;
  return text.replaceAll(/\B(?=(\d{3})+$)/g, NARROW);
}

/** `1 packet`, `2 packets`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Digits after the point in groups of three from the left: `209 302 4`. */
function groupFraction(digits: string): string {
  return digits.replaceAll(/(\d{3})(?=\d)/g, `$1${NARROW}`);
}

const BYTE_UNITS = ["B", "KB", "MB", "GB", "TB", "PB"];

/** Three significant digits, decimal units: `1.84 GB`. */
export function bytes(value: number): string {
  let unit = 0;
  let scaled = Math.max(0, value);
  // 999.5 would be written as 1000 of the smaller unit
  while (scaled >= (unit === 0 ? 1000 : 999.5) && unit < BYTE_UNITS.length - 1) {
    scaled /= 1000;
    unit++;
  }
  const text = unit === 0 ? count(scaled) : scaled.toFixed(scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0);
  return `${text}${NARROW}${BYTE_UNITS[unit] ?? ""}`;
}

/** A latency: one decimal up to 999.9 µs, then two in ms or s. */
export function latency(ns: number): string {
  const size = Math.abs(ns);
  if (size < 999_950) return `${(ns / 1e3).toFixed(1)}${NARROW}µs`;
  if (size < 999_995_000) return `${(ns / 1e6).toFixed(2)}${NARROW}ms`;
  return `${groupPoint((ns / 1e9).toFixed(2))}${NARROW}s`;
}

/** How long something lasted, as people say it: `42.318 s`, `3 min 11 s`, `2 h 05 min`, `11 d 4 h`. */
export function span(ns: number): string {
  const s = Math.max(0, ns) / 1e9;
  if (s < 1) return latency(ns);
  if (s < 59.9995) return `${s.toFixed(3)}${NARROW}s`;
  const whole = Math.round(s);
  const two = (n: number): string => n.toString().padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)}${NARROW}min ${two(whole % 60)}${NARROW}s`;
  const minutes = Math.round(s / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)}${NARROW}h ${two(minutes % 60)}${NARROW}min`;
  const hours = Math.round(s / 3600);
  return `${count(Math.floor(hours / 24))}${NARROW}d ${hours % 24}${NARROW}h`;
}

function groupPoint(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, NARROW);
  return fraction === undefined ? grouped : `${grouped}.${groupFraction(fraction)}`;
}

interface Clock {
  readonly date: string;
  readonly time: string;
}

/** Calendar date and time of day with the 7 digits that ETW's 100 ns ticks can have. Times beyond what Date can hold are shown as ticks. */
export function clock(ns: bigint, zone: TimeZone): Clock {
  const second = 1_000_000_000n;
  const below = ((ns % second) + second) % second;
  const date = new Date(Number((ns - below) / 1_000_000n));
  if (Number.isNaN(date.getTime())) return { date: "no date", time: `${count(ns)}${NARROW}ns` };
  const local = zone === "local" ? new Date(date.getTime() - date.getTimezoneOffset() * 60_000) : date;
  const iso = local.toISOString();
  const cut = iso.indexOf("T");
  return { date: iso.slice(0, cut), time: `${iso.slice(cut + 1, cut + 9)}.${groupFraction((below / 100n).toString().padStart(7, "0"))}` };
}

/** Time since the start of the trace in seconds with 7 digits: `+9.024 167 0`. */
export function sinceStart(ns: bigint, startNs: bigint): string {
  const ticks = (ns - startNs) / 100n;
  const size = ticks < 0n ? -ticks : ticks;
  return `${ticks < 0n ? "−" : "+"}${count(size / 10_000_000n)}.${groupFraction((size % 10_000_000n).toString().padStart(7, "0"))}`;
}

/** Step from one row to the next, short enough for a column: `14.4 µs`. */
export function step(ns: bigint, previousNs: bigint | undefined): string {
  return previousNs === undefined ? "" : latency(Number(ns - previousNs)).replace(/^-/, "−");
}

/** A file offset as both notations: `0x1f400 (128 000)`. */
export function fileOffset(offset: number): string {
  return `0x${offset.toString(16)} (${count(offset)})`;
}

export function percent(part: number, whole: number): string {
  if (whole <= 0) return EN_DASH;
  const share = (part / whole) * 100;
  // never rounds up to "all of it" or down to "none of it"
  const text = part === whole ? "100" : part === 0 ? "0" : Math.min(99.9, Math.max(0.1, share)).toFixed(1);
  return `${text}${NARROW}%`;
}

export function traceSpanNs(summary: Pick<TraceSummary, "startNs" | "endNs">): number {
  return Number(summary.endNs - summary.startNs);
}
