import { hex64 } from "../core/bytes.js";

/** FILETIME of 1970-01-01. */
const UNIX_EPOCH = 116_444_736_000_000_000n;
/** FILETIME of 10000-01-01: from here on it is not a date anybody wrote. */
const YEAR_10000 = 2_650_467_744_000_000_000n;

/** ISO 8601 in UTC with all seven digits of a FILETIME (100 ns since 1601); a value past the year 9999 stays a number. */
export function filetimeText(ticks: bigint): string {
  if (ticks < 0n || ticks >= YEAR_10000) return hex64(ticks);
  const unix = ticks - UNIX_EPOCH;
  // BigInt division rounds towards zero, dates before 1970 need the floor.
  const below = ((unix % 10_000n) + 10_000n) % 10_000n;
  const iso = new Date(Number((unix - below) / 10_000n)).toISOString();
  return `${iso.slice(0, -1)}${below.toString().padStart(4, "0")}Z`;
}

/**
 * SYSTEMTIME, 8 x u16:
 *   0 year  2 month  4 day of week  6 day  8 hour  10 minute  12 second  14 millisecond
 * Values no calendar has are printed as they are.
 */
export function systemTimeText(view: DataView, from: number): string {
  const part = (i: number): number => view.getUint16(from + i * 2, true);
  const two = (i: number): string => String(part(i)).padStart(2, "0");
  return `${String(part(0)).padStart(4, "0")}-${two(1)}-${two(3)}T${two(4)}:${two(5)}:${two(6)}.${String(part(7)).padStart(3, "0")}0000Z`;
}
