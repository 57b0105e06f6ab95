import { BitSet } from "../../core/bit-set.js";
import type { Place } from "../../core/api.js";
import type { Lane, LaneSet, RowContent, TimelineFigures, TimelinePicture, TimelineQuery } from "../../core/timeline.js";
import { fileTimeToNs } from "../../trace/clock.js";
import type { Journeys } from "../journeys.js";
import type { OpenedTrace } from "../opened-trace.js";
import { placesTold } from "../place-rows.js";
import type { Rows } from "../rows.js";
import { cut, edgesOf, firstNotBelow } from "./cuts.js";
import { eventMarks, ProcessEvents } from "./event-marks.js";
import { cpuLanes, placeLanes, type LaneBook } from "./lane-book.js";
import { laneLists, type LaneLists } from "./lane-lists.js";
import { levelsOf } from "./levels.js";
import { JourneyLines } from "./journey-lines.js";
import { SessionLives } from "./sessions.js";

type List = Uint32Array<ArrayBuffer>;

const MOST_COLUMNS = 8_192;
const MOST_ROWS = 2_000;
/** Drops that are named with their reasons; all others are ticks. */
const MOST_REASONS = 80;
/** Journeys whose latencies are sorted for one range. */
const MOST_MEASURED = 30_000;

/** Finds the events or journeys that fit a filter; undefined for all. */
export type Find = (kind: "event" | "journey", filter: string | undefined) => Promise<List | undefined>;

/** Answers what the timeline draws. Everything is made when first asked for, and kept: the lists of lanes, and those of the last filter. */
export class Timeline {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;
  readonly #find: Find;
  /** Nanoseconds from the start of the trace to tick 0. */
  readonly #zeroNs: number;
  readonly #startNs: bigint;
  readonly #processes: ProcessEvents;
  #places: LaneBook | undefined;
  #cpus: LaneBook | undefined;
  #lines: JourneyLines | undefined;
  #sessions: SessionLives | undefined;
  #narrowed: { readonly found: List; readonly keep: BitSet; places?: LaneLists; cpus?: LaneLists } | undefined;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys, startNs: bigint, find: Find) {
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
    this.#find = find;
    this.#startNs = startNs;
    this.#zeroNs = Number(fileTimeToNs(trace.index.zero) - startNs);
    this.#processes = new ProcessEvents(trace);
  }

  lanes(): LaneSet {
    const { index, nat } = this.#trace;
    const last = index.order.length - 1;
    const told = new Map(placesTold(this.#trace, this.#journeys).map((place) => [place.id, place]));
    const [fromNs, toNs] = last < 0 ? [0, 1] : [this.#ns(index.timeAt(0)), this.#ns(index.timeAt(last))];
    return {
      fromNs,
      toNs: Math.max(fromNs + 1, toNs),
      lanes: this.#placeBook.lanes.map((lane) => withPart(lane, told.get(lane.key))),
      cpus: this.#cpuBook.lanes,
      natSessions: nat.length,
      processEvents: this.#processes.events.length,
    };
  }

  async picture(query: TimelineQuery): Promise<TimelinePicture> {
    const found = await this.#find("journey", query.filter);
    const events = await this.#eventLists(query.rows);
    const started = performance.now();
    const view = this.#view(query, found, events);
    const { rows, sums, columns, edges, fromNs, toNs } = view;
    const { levels, single } = query.linesWanted ? levelsOf(sums, columns, Math.max(1, query.columnPx)) : { levels: [], single: 0 };
    const keep = this.#keep(found);
    const wanted = (journey: number): boolean => keep === undefined || keep.has(journey);
    this.#lines ??= new JourneyLines(this.#journeys, this.#zeroNs);
    const rowOf = this.#rowOf(query.rows);
    const chosen = query.linesWanted ? this.#lines.choose(view.lists, levels, edges, single, wanted) : [];
    const sessions = (this.#sessions ??= new SessionLives(this.#trace.nat, this.#startNs)).bars(fromNs, toNs, columns);
    const range = { first: edges[0] ?? 0, last: edges[columns] ?? 0 };
    return {
      fromNs,
      toNs,
      columns,
      rows: rows.map((row, i) => ({ ...row, levels: levels[i] ?? new Uint8Array(columns) })),
      journeys: this.#lines.lines(chosen, rowOf, range),
      ...(query.pinned === undefined || query.pinned >= this.#journeys.length ? {} : { pinned: this.#lines.lines([query.pinned], rowOf) }),
      drops: this.#reasons(view.drops, columns),
      sessions: sessions.bars,
      liveSessions: sessions.live,
      marks: await eventMarks(this.#rows, query.rows, events, (event) => this.#eventNs(event), this.#processes, fromNs, toNs),
      tookMs: performance.now() - started,
    };
  }

  async figures(query: TimelineQuery): Promise<TimelineFigures> {
    const found = await this.#find("journey", query.filter);
    const events = await this.#eventLists(query.rows);
    const { rows, edges } = this.#view({ ...query, columns: 1 }, found, events);
    const { table, length } = this.#journeys;
    const first = (at: number): number => firstOf(length, (journey) => table.members[table.starts[journey] ?? 0] ?? 0, at);
    const [from, to] = [first(edges[0] ?? 0), first(edges[1] ?? 0)];
    const position = (journey: number): number => (found === undefined ? journey : firstNotBelow(found, journey));
    const figures = rows.map((row) => ({ sightings: row.counts[0] ?? 0, drops: row.drops[0] ?? 0, lost: row.lost[0] ?? 0 }));
    const sum = (of: (row: (typeof figures)[number]) => number): number =>
      figures.reduce((n, row, i) => n + (query.rows[i]?.kind === "lanes" || query.rows[i]?.kind === "cpus" ? of(row) : 0), 0);
    return {
      sightings: sum((row) => row.sightings),
      drops: sum((row) => row.drops),
      lost: sum((row) => row.lost),
      firstJourney: position(from),
      journeys: position(to) - position(from),
      ...this.#latencies(position(from), position(to), found),
      rows: figures,
    };
  }

  #view(query: TimelineQuery, found: List | undefined, events: readonly (List | undefined)[]) {
    const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(query.columns)));
    const fromNs = Number.isFinite(query.fromNs) ? query.fromNs : 0;
    const toNs = Number.isFinite(query.toNs) && query.toNs > fromNs ? query.toNs : fromNs + 1;
    const times = Float64Array.from({ length: columns + 1 }, (_, c) => fromNs + ((toNs - fromNs) * c) / columns);
    const { seen } = this.#journeys;
    const edges = edgesOf(seen.length, (i) => this.#ns(seen.ticks.get(i)), times);
    let eventEdges: List | undefined;
    const sums: List[] = [];
    const lists: List[][] = [];
    const drops: { readonly row: number; readonly list: List; readonly cuts: List }[] = [];
    const rows = query.rows.slice(0, MOST_ROWS).map((content, row) => {
      const sum = new Uint32Array(columns + 1);
      const counts = new Uint32Array(columns);
      const [dropped, lost] = [new Uint32Array(columns), new Uint32Array(columns)];
      const own: List[] = [];
      sums.push(sum);
      lists.push(own);
      if (content.kind === "lanes" || content.kind === "cpus") {
        const of = this.#lists(content.kind, found);
        for (const lane of content.members) {
          const list = of.seen[lane];
          if (list === undefined) continue;
          own.push(list);
          count(list, edges, counts, sum);
          const cuts = count(of.drops[lane], edges, dropped);
          const dropList = of.drops[lane];
          if (dropList !== undefined && cuts !== undefined) drops.push({ row, list: dropList, cuts });
          count(of.lost[lane], edges, lost);
        }
      } else if (events[row] !== undefined) {
        eventEdges ??= edgesOf(this.#trace.index.order.length, (i) => this.#eventNs(i), times);
        count(events[row], eventEdges, counts, sum);
      }
      return { counts, drops: dropped, lost };
    });
    return { columns, fromNs, toNs, edges, rows, sums, lists, drops };
  }

  #latencies(from: number, to: number, found: List | undefined): Pick<TimelineFigures, "latency"> {
    const n = Math.min(MOST_MEASURED, to - from);
    if (n <= 0) return {};
    const values = Float64Array.from({ length: n }, (_, i) => {
      const at = from + Math.floor((i * (to - from)) / n);
      return this.#journeys.latencyNs(found?.[at] ?? at);
    }).sort();
    const share = (part: number): number => values[Math.min(n - 1, Math.floor(part * n))] ?? 0;
    return { latency: { p50Ns: share(0.5), p95Ns: share(0.95), p99Ns: share(0.99) } };
  }

  #reasons(drops: readonly { readonly row: number; readonly list: List; readonly cuts: List }[], columns: number): TimelinePicture["drops"] {
    const inside = drops.map(({ row, list, cuts }) => ({ row, list: list.subarray(cuts[0] ?? 0, cuts[columns] ?? 0) }));
    if (inside.reduce((n, { list }) => n + list.length, 0) > MOST_REASONS) return [];
    const { seen, table } = this.#journeys;
    return inside.flatMap(({ row, list }) =>
      Array.from(list, (sighting) => ({
        journey: table.ofSighting[sighting] ?? 0,
        row,
        timeNs: this.#ns(seen.ticks.get(sighting)),
        reason: this.#rows.drop(seen.entry.get(sighting))?.reason ?? "no reason given",
      })),
    );
  }

  /** Row of the picture that each lane is part of, by sighting. */
  #rowOf(rows: readonly RowContent[]): (sighting: number) => number {
    const cpus = rows.some(({ kind }) => kind === "cpus");
    const book = cpus ? this.#cpuBook : this.#placeBook;
    const rowOfLane = new Int16Array(book.length).fill(-1);
    for (const [row, content] of rows.entries())
      if (content.kind === "lanes" || content.kind === "cpus") for (const lane of content.members) rowOfLane[lane] = row;
    return (sighting) => rowOfLane[book.laneOf(sighting)] ?? -1;
  }

  async #eventLists(rows: readonly RowContent[]): Promise<(List | undefined)[]> {
    const lists: (List | undefined)[] = [];
    for (const row of rows) {
      lists.push(row.kind === "processes" ? this.#processes.events : row.kind === "events" ? await this.#find("event", row.filter) : undefined);
    }
    return lists;
  }

  #lists(kind: "lanes" | "cpus", found: List | undefined): LaneLists {
    const book = kind === "cpus" ? this.#cpuBook : this.#placeBook;
    if (found === undefined) return book.lists;
    const keep = this.#keep(found);
    const narrowed = this.#narrowed;
    if (narrowed === undefined) return book.lists;
    if (kind === "cpus") return (narrowed.cpus ??= laneLists(this.#journeys, book.length, book.laneOf, keep));
    return (narrowed.places ??= laneLists(this.#journeys, book.length, book.laneOf, keep));
  }

  #keep(found: List | undefined): BitSet | undefined {
    if (found === undefined) return undefined;
    if (this.#narrowed?.found !== found) {
      const keep = new BitSet(this.#journeys.length);
      for (const journey of found) keep.add(journey);
      this.#narrowed = { found, keep };
    }
    return this.#narrowed.keep;
  }

  get #placeBook(): LaneBook {
    return (this.#places ??= placeLanes(this.#trace, this.#journeys));
  }

  get #cpuBook(): LaneBook {
    return (this.#cpus ??= cpuLanes(this.#trace, this.#journeys));
  }

  #ns(ticks: number): number {
    return this.#zeroNs + ticks * 100;
  }

  #eventNs(event: number): number {
    return this.#ns(this.#trace.index.timeAt(event));
  }
}

function withPart(lane: Lane, about: Place | undefined): Lane {
  return about === undefined ? lane : { ...lane, about };
}

/** Adds to `counts` how many of the list are in each column, and to `sum` how many are before each edge. */
function count(list: List | undefined, edges: List, counts: List, sum?: List): List | undefined {
  if (list === undefined || list.length === 0) return undefined;
  const cuts = cut(list, edges);
  const start = cuts[0] ?? 0;
  for (let c = 0; c < counts.length; c++) counts[c] = (counts[c] ?? 0) + (cuts[c + 1] ?? 0) - (cuts[c] ?? 0);
  if (sum !== undefined) for (let c = 0; c < sum.length; c++) sum[c] = (sum[c] ?? 0) + (cuts[c] ?? 0) - start;
  return cuts;
}

function firstOf(length: number, at: (i: number) => number, value: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
