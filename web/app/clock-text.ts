import type { MachineClockFacts } from "../core/engine-api.js";
import { counted } from "../core/format.js";

const NBSP = "\u202f";

/** "+3.217 ms", "−41.2 µs", "+90.000123 s": as exact as offsets are worth. */
export function offsetText(ns: number): string {
  const size = Math.abs(ns);
  const sign = ns < 0 ? "−" : "+";
  return `${sign}${sizeText(size)}`;
}

function sizeText(ns: number): string {
  if (ns < 1e6) return `${trimmed((ns / 1e3).toFixed(1))}${NBSP}µs`;
  if (ns < 1e9) return `${trimmed((ns / 1e6).toFixed(3))}${NBSP}ms`;
  return `${trimmed((ns / 1e9).toFixed(6))}${NBSP}s`;
}

function trimmed(text: string): string {
  return text.replace(/\.?0+$/, "");
}

/** How a machine's clock stands to the first one's, and what that rests on. */
export function clockText({ offsetNs, errorNs, measured, byHand }: MachineClockFacts, first: boolean): string {
  if (first) return "The clock that all others are put on.";
  if (offsetNs === undefined)
    return "Its own wall clock: too few packets were seen by this machine and another one to compare them. Its packets are kept apart from those of other machines.";
  const bound = errorNs === undefined ? "" : ` ± ${sizeText(errorNs)}`;
  const offset = `${offsetText(offsetNs)}${bound}`;
  if (byHand) return `${offset}, set by hand${measured === undefined ? "; no packets say how far it may be off" : ""}.`;
  if (measured === undefined) return `${offset}.`;
  const drift = measured.driftPpm === 0 ? "" : `, drift ${trimmed(measured.driftPpm.toFixed(2)).replace("-", "−")} ppm`;
  const ways = measured.oneWay ? ", all of one way, so that nothing says how long they were under way" : "";
  return `${offset}, from ${counted(measured.packets, "packet")} that it and ${measured.by} both saw${ways}${drift}.`;
}

/** Nanoseconds of what somebody typed; undefined for what is no number. */
export function offsetOf(text: string, unit: "us" | "ms"): number | undefined {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  const value = plain === "" ? NaN : Number(plain);
  return Number.isFinite(value) ? Math.round(value * (unit === "us" ? 1e3 : 1e6)) : undefined;
}
