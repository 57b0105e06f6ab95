import { hex } from "../core/bytes.js";

const SECOND = 1_000_000_000n;

/** ISO 8601, UTC, nine digits: "2025-11-18T09:14:02.184733100Z". A time that no calendar has is its number of nanoseconds. */
export function isoTime(ns: bigint): string {
  const below = ((ns % SECOND) + SECOND) % SECOND;
  const date = new Date(Number((ns - below) / 1_000_000n));
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) return `${ns} ns`;
  return `${date.toISOString().slice(0, -5)}.${below.toString().padStart(9, "0")}Z`;
}

/** JSON of a row of the interface: times, its only bigints, as ISO 8601, bytes as hex. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? isoTime(inner) : inner instanceof Uint8Array ? hex(inner) : inner));
}
