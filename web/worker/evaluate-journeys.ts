import { BitSet } from "../core/bit-set.js";
import { PENDING, type Filter, type FilterGetter, type FilterValue, type PartialGetter } from "../core/filter/types.js";
import { BytesOf, listed, Pace } from "./evaluate.js";
import { isJourneyName, sourceOf } from "./filter-names.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { PacketRows } from "./packet-rows.js";
import { RowValues } from "./row-values.js";
import type { Rows } from "./rows.js";
import type { WayValues } from "./way-values.js";

/** Journeys decided by columns between two looks at the clock. */
const JOURNEYS_PER_LOOK = 256;
/** Sightings whose values are held at once: enough that their buffers are mostly read in order, few enough for whole frames. */
const HELD = 4096;

/** The numbers of all journeys that fit, ascending. Columns decide where they can; only the sightings of what is left are read. */
export function evaluateJourneys(
  trace: OpenedTrace,
  rows: Rows,
  packetRows: PacketRows,
  ways: WayValues,
  filter: Filter,
  stop: () => void,
): Promise<Uint32Array<ArrayBuffer>> {
  return new JourneyEvaluation(trace, rows, packetRows, ways, filter, stop).run();
}

/** A journey has the values of all its sightings' events, as a packet has several under one name: so names of events and frames fit journeys. */
class JourneyEvaluation {
  readonly #trace: OpenedTrace;
  readonly #packetRows: PacketRows;
  readonly #ways: WayValues;
  readonly #filter: Filter;
  readonly #stop: () => void;
  readonly #pace: Pace;
  readonly #row: RowValues;
  readonly #bytes: BytesOf;
  /** Names that only events have. */
  readonly #others: readonly string[];
  /** By name that events' bytes tell: the types that may have it. */
  readonly #types = new Map<string, readonly boolean[]>();
  #at = 0;

  constructor(trace: OpenedTrace, rows: Rows, packetRows: PacketRows, ways: WayValues, filter: Filter, stop: () => void) {
    this.#trace = trace;
    this.#packetRows = packetRows;
    this.#ways = ways;
    this.#filter = filter;
    this.#stop = stop;
    this.#pace = new Pace(stop);
    this.#row = new RowValues(trace, rows, packetRows, ways);
    this.#others = [...filter.names].filter((name) => !isJourneyName(name));
    this.#bytes = new BytesOf(trace, rows, new Set(this.#others));
    for (const name of this.#others) {
      if (sourceOf(name) !== "event") continue;
      const getters = trace.index.types.map((type) => this.#row.ofType(type));
      this.#types.set(
        name,
        getters.map((get) => get(name) === PENDING),
      );
    }
  }

  async run(): Promise<Uint32Array<ArrayBuffer>> {
    const { table, length } = this.#ways.journeys;
    const found = new BitSet(length);
    let open: number[] = [];
    let held = 0;
    for (let journey = 0; journey < length; journey++) {
      if (journey % JOURNEYS_PER_LOOK === JOURNEYS_PER_LOOK - 1 && this.#pace.due) await this.#pace.rest();
      const fits = this.#filter.decide((name) => this.#fromColumns(journey, name));
      if (fits === true) found.add(journey);
      if (fits !== undefined) continue;
      open.push(journey);
      held += table.sightings(journey).length;
      if (held < HELD) continue;
      await this.#read(open, found);
      open = [];
      held = 0;
    }
    await this.#read(open, found);
    return listed(found, undefined, this.#pace);
  }

  #fromColumns(journey: number, name: string): ReturnType<PartialGetter> {
    if (isJourneyName(name)) return this.#ways.ofJourney(name, journey);
    const values = new Set<FilterValue>();
    for (const sighting of this.#ways.journeys.table.sightings(journey)) {
      this.#moveTo(sighting);
      const value = this.#fromRow(name);
      if (value === PENDING) return PENDING;
      add(values, value);
    }
    return [...values];
  }

  /** Decides journeys by their bytes. */
  async #read(journeys: readonly number[], found: BitSet): Promise<void> {
    const { table, seen } = this.#ways.journeys;
    const sightings = journeys.flatMap((journey) => Array.from(table.sightings(journey)));
    // Entries are in the order of the file.
    sightings.sort((a, b) => seen.entry.get(a) - seen.entry.get(b));
    const values = new Map(journeys.map((journey) => [journey, new Map(this.#others.map((name) => [name, new Set<FilterValue>()]))]));
    for (const sighting of sightings) {
      const { row, entry, packet } = this.#moveTo(sighting);
      const needsEvent = this.#others.some((name) => sourceOf(name) !== "frame" && this.#fromRow(name) === PENDING);
      this.#row.bring(needsEvent ? await this.#bytes.event(row) : undefined, await this.#bytes.frame(entry, packet));
      this.#stop();
      for (const [name, set] of values.get(table.ofSighting[sighting] ?? 0) ?? []) add(set, this.#row.fromBytes(name));
      if (this.#pace.due) await this.#pace.rest();
    }
    for (const journey of journeys) {
      const get: FilterGetter = (name) => (isJourneyName(name) ? this.#ways.ofJourney(name, journey) : [...(values.get(journey)?.get(name) ?? [])]);
      if (this.#filter.test(get)) found.add(journey);
    }
  }

  /** What the columns of the current row tell. */
  #fromRow(name: string): ReturnType<PartialGetter> {
    const types = this.#types.get(name);
    return types?.[this.#trace.index.type.get(this.#at)] === false ? undefined : this.#row.fromColumns(name);
  }

  #moveTo(sighting: number): { readonly row: number; readonly entry: number; readonly packet: number } {
    const entry = this.#ways.journeys.seen.entry.get(sighting);
    const row = this.#trace.values.row(entry);
    const packet = this.#packetRows.packetOf(entry);
    this.#at = row;
    this.#row.moveTo(row, entry, packet);
    return { row, entry, packet };
  }
}

function add(values: Set<FilterValue>, value: FilterValue | readonly FilterValue[] | undefined): void {
  if (value === undefined) return;
  if (Array.isArray(value)) for (const one of value as readonly FilterValue[]) values.add(one);
  else values.add(value as FilterValue);
}
