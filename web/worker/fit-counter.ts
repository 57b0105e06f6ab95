import { KIND } from "../trace/event.js";
import { parseEventHeader } from "../trace/event-header.js";
import type { Describer } from "./describe.js";
import type { EventReader } from "./event-reader.js";
import { fitWords, type FitLayout } from "./fit-layout.js";
import type { EventType, Scanner } from "./scanner.js";
import type { TraceIndex } from "./trace-index.js";

const FOUR_BYTES: ReadonlySet<number> = new Set([KIND.SYSTEM32, KIND.COMPACT32, KIND.FULL32, KIND.INSTANCE32, KIND.PERFINFO32, KIND.EVENT32]);
/** Events read again at most, after the scan, because their layout was not known when they were met; of more the share is taken. */
const MAX_READ = 200_000;
const PIECE_MS = 12;

/**
 * Counts per type the events whose payload fits a layout: the module checks each as it scans. A layout that the trace tells only behind
 * its events, or that comes when the trace is open, is checked by reading those events again.
 */
export class FitCounter {
  readonly #scanner: Scanner;
  readonly #describer: Describer;
  /** Chains in the module by their words: types that differ in their keywords alone share one. */
  readonly #chains = new Map<string, number>();
  /** Events at the front of the trace, per type, that the module did not check by the layouts of now. */
  readonly #unchecked = new Map<number, number>();
  /** How many of these fit. */
  readonly #settled: Map<number, number>;

  constructor(scanner: Scanner, describer: Describer, settled: ReadonlyMap<number, number> = new Map()) {
    this.#scanner = scanner;
    this.#describer = describer;
    this.#settled = new Map(settled);
  }

  /** What reading again has shown, by type, to be kept; not a copy. */
  get settled(): ReadonlyMap<number, number> {
    return this.#settled;
  }

  /** `event`: bytes that begin with the first event of the type. */
  met(index: number, type: EventType, event: () => Uint8Array): void {
    const layouts = this.#layouts(type, event);
    if (layouts.length > 0) this.#check(index, type, layouts);
  }

  /** The trace told layouts of these providers: their types are checked by them from here on. */
  learnt(types: readonly EventType[], providers: ReadonlySet<string>): void {
    // The list has holes: type 0 is that of events that found no room.
    types.forEach((type, index) => {
      if (!providers.has(type.provider) || type.schema !== 0) return;
      const layouts = this.#describer.checks(type);
      if (layouts.length > 0) this.#check(index, type, layouts);
    });
  }

  /** Reads again what could not be checked while it was scanned. */
  async settle(index: TraceIndex, reader: EventReader): Promise<void> {
    if (this.#unchecked.size === 0) return;
    const seen = new Map<number, { read: number; fit: number; all: number }>();
    let left = MAX_READ;
    let rested = performance.now();
    for (let row = 0; row < index.type.length && this.#unchecked.size > 0; row++) {
      const type = index.type.get(row);
      const wanted = this.#unchecked.get(type);
      if (wanted === undefined) continue;
      const counts = seen.get(type) ?? { read: 0, fit: 0, all: 0 };
      seen.set(type, counts);
      counts.all++;
      if (left > 0) {
        left--;
        const stored = await reader.read(row);
        counts.read++;
        if (stored !== undefined && this.#describer.fits(stored.header, stored.bytes)) counts.fit++;
      }
      if (counts.all >= wanted) this.#unchecked.delete(type);
      if (performance.now() - rested > PIECE_MS) {
        await new Promise((resolve) => setTimeout(resolve));
        rested = performance.now();
      }
    }
    this.#unchecked.clear();
    for (const [type, { read, fit, all }] of seen) this.#settled.set(type, read === 0 ? 0 : Math.round((fit * all) / read));
  }

  decoded(index: number): number {
    return this.#scanner.typeCounts(index).fits + (this.#settled.get(index) ?? 0);
  }

  #layouts(type: EventType, event: () => Uint8Array): readonly FitLayout[] {
    if (type.schema === 0) return this.#describer.checks(type);
    const bytes = event();
    const header = parseEventHeader(bytes, 0, bytes.length);
    const own = header === undefined ? undefined : this.#describer.ownSchema(header, bytes);
    return own === undefined ? this.#describer.checks(type) : [{ fields: own.fields, exact: false }];
  }

  #check(index: number, type: EventType, layouts: readonly FitLayout[]): void {
    const words = fitWords(layouts, FOUR_BYTES.has(type.kind) ? 4 : 8);
    const chain = words === undefined ? -1 : this.#chain(words);
    const { events } = this.#scanner.typeCounts(index);
    // What came before is read again; all of it is when the module has no room.
    const before = chain < 0 ? Infinity : events;
    if (before > 0) this.#unchecked.set(index, before);
    this.#scanner.setFit(index, chain);
  }

  #chain(words: readonly number[]): number {
    const key = words.join();
    const known = this.#chains.get(key) ?? this.#scanner.addFit(words);
    if (known >= 0) this.#chains.set(key, known);
    return known;
  }
}
