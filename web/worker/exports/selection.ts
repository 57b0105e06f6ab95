import type { ExportOptions } from "../../core/api.js";
import type { Journeys } from "../journeys.js";
import type { OpenedTrace } from "../opened-trace.js";
import type { Rows } from "../rows.js";

const UNIX_EPOCH = 116_444_736_000_000_000n;

export type Found = (kind: "event" | "packet" | "journey") => Promise<Uint32Array | undefined>;

/** Which rows an export is of: those that fit its filter and lie in its range. */
export class Selection {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;
  readonly #found: Found;
  readonly #range: ExportOptions["range"];

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys, found: Found, range: ExportOptions["range"]) {
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
    this.#found = found;
    this.#range = range;
  }

  /** Indexes of events, ascending. */
  async events(): Promise<Uint32Array> {
    const { from, to } = await this.#span();
    const found = await this.#found("event");
    if (found !== undefined) return found.filter((index) => index >= from && index < to);
    return Uint32Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  }

  /** Numbers of packets, ascending. */
  async packets(): Promise<Uint32Array> {
    const { from, to } = await this.#span();
    const { event, length } = this.#trace.packets;
    const all = (await this.#found("packet")) ?? Uint32Array.from({ length }, (_, i) => i);
    return all.filter((number) => event.get(number) >= from && event.get(number) < to);
  }

  /** Ids of the journeys that fit and have a sighting in the range, ascending. */
  async journeys(): Promise<Uint32Array> {
    const { from, to } = await this.#span();
    const { table, seen, numbers } = this.#journeys;
    const all = (await this.#found("journey")) ?? numbers;
    return all.filter((id) =>
      table.sightings(id).some((sighting) => {
        const event = seen.event.get(sighting);
        return event >= from && event < to;
      }),
    );
  }

  /** Events [from, to) are those of the range, both ends of it included. */
  async #span(): Promise<{ readonly from: number; readonly to: number }> {
    const { index } = this.#trace;
    const count = index.order.length;
    if (this.#range === undefined) return { from: 0, to: count };
    const { fromNs, toNs } = this.#range;
    // The index is as exact as a double is: what lies next to the ends is asked for its time.
    let from = index.indexAtTime(this.#ticks(fromNs) - 1);
    while (from < count && (await this.#rows.timeNs(from)) < fromNs) from++;
    let to = Math.max(from, index.indexAtTime(this.#ticks(toNs) - 1));
    while (to < count && (await this.#rows.timeNs(to)) <= toNs) to++;
    return { from, to };
  }

  #ticks(ns: bigint): number {
    return Number(ns / 100n + UNIX_EPOCH - this.#trace.index.zero);
  }
}
