import type { JourneyRow } from "../core/api.js";
import { NARROW, clock, count, latency, type TimeZone } from "../core/format.js";

/** How the times of one journey are written: the clock's second once, then only what differs. */
export class JourneyTimes {
  /** `09:14:11 UTC` */
  readonly second: string;
  /** Unit of the relative times, empty when each brings its own. */
  readonly unit: string;
  readonly #startNs: bigint;
  readonly #zone: TimeZone;
  readonly #from: string;

  constructor(row: JourneyRow, zone: TimeZone) {
    this.#startNs = row.startNs;
    this.#zone = zone;
    this.#from = clock(row.startNs, zone).time.slice(0, 8);
    this.second = `${this.#from}${zone === "utc" ? " UTC" : ""}`;
    this.unit = row.latencyNs < 10_000_000 ? "µs" : "";
  }

  /** `.209 302 4`, with the second where it is another one. */
  ofDay(ns: bigint): string {
    const { time } = clock(ns, this.#zone);
    return time.startsWith(this.#from) ? time.slice(8) : time;
  }

  /** `+5.2` in the journey's unit. */
  since(ns: bigint): string {
    const past = Number(ns - this.#startNs);
    if (this.unit === "") return `+${latency(past)}`;
    const [whole = "", tenth = ""] = (past / 1000).toFixed(1).split(".");
    return `+${count(Number(whole))}.${tenth}`;
  }

  /** `+5.2 µs` */
  sinceWithUnit(ns: bigint): string {
    return `${this.since(ns)}${this.unit === "" ? "" : NARROW + this.unit}`;
  }
}
