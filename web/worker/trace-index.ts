import { Float64Column, Uint32Column } from "../core/columns.js";
import type { Problem, TraceSummary } from "../core/api.js";
import type { SourceFile } from "../core/engine-api.js";
import type { Clock } from "../trace/clock.js";
import type { LogFileHeader } from "../trace/log-file-header.js";
import type { EventType } from "./scanner.js";

/** One buffer of a file: where it stands and which rows it gave, none when it was left out. */
export interface BufferRecord {
  readonly source: number;
  /** Offset in the file. */
  readonly at: number;
  readonly diskSize: number;
  /** COMPRESSION of web/trace, 0 for a buffer that is not compressed. */
  readonly compression: number;
  readonly filled: number;
  readonly flags: number;
  readonly type: number;
  readonly cpu: number;
  /** LanePlace: sessions that were appended to a file number their buffers anew. */
  readonly part: number;
  readonly lane: string;
  readonly sequence: bigint;
  /** Raw session clock at the flush: stands in for events without a time. */
  readonly time: bigint;
  readonly firstRow: number;
  readonly rows: number;
  readonly inOrder: boolean;
}

/** One opened file with what its first event says. */
export interface IndexedSource {
  readonly file: SourceFile;
  readonly header: LogFileHeader;
  /** The compression that the header buffer announces. */
  readonly compression: number;
  /** Raw session clock of the first event. */
  readonly firstRaw: bigint;
  /** The clock by this file's own start time. */
  readonly ownClock: Clock;
  /** The one in use: that of an earlier file where both run on one. */
  readonly clock: Clock;
  /** What puts the times of this source on the clock of the first machine; absent where nothing is known. */
  readonly alignment?: TimeCorrection | undefined;
  /** How times were moved since the source was scanned, one after the other. */
  readonly moved: readonly TimeCorrection[];
}

/** A line: what is added to ticks grows by `drift` a tick from `origin` on. */
export interface TimeCorrection {
  readonly offset: number;
  readonly origin: number;
  readonly drift: number;
  /** Ticks either way; absent where nothing is uncertain. */
  readonly error?: number;
}

export function corrected(ticks: number, { offset, origin, drift }: TimeCorrection): number {
  return ticks + offset + drift * (ticks - origin);
}

/**
 * Everything the scan found: one row per event in the order of the file, and the permutation that puts them in the order of time.
 * A row is 20 bytes plus 4 of the permutation; the CPU is its buffer's. "Row" always means file order, "index" time order.
 */
export class TraceIndex {
  readonly sources: IndexedSource[] = [];
  /** FILETIME of tick 0: the first event of the source, or of an earlier one that runs on the same clock. */
  zero = 0n;
  /** All buffers met, also those without events and those whose events could not be had. */
  readonly buffers: BufferRecord[] = [];
  readonly types: EventType[] = [];
  /** 100 ns ticks since the trace's zero; fractional where the session clock is finer. */
  readonly time = new Float64Column();
  /** Offset of the event in the expanded image of its buffer. */
  readonly offset = new Uint32Column();
  readonly type = new Uint32Column();
  readonly thread = new Uint32Column();
  /** What decode plans gave, one entry after another: {row, plan, slots ...}. */
  readonly values = new Uint32Column();
  /** First word of each entry in `values`, ascending by row. */
  readonly entries = new Uint32Column();
  readonly problems = new ProblemList();
  order: Uint32Array<ArrayBuffer> = new Uint32Array(0);
  /** All records, also those beyond the index limit. */
  events = 0;

  rowAt(index: number): number {
    return this.order[index] ?? 0;
  }

  timeAt(index: number): number {
    return this.time.get(this.rowAt(index));
  }

  /** The buffer that holds a row: buffers are in the order of their first rows. */
  bufferOf(row: number): BufferRecord | undefined {
    let low = 0;
    let high = this.buffers.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.buffers[middle]?.firstRow ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return this.buffers[low];
  }

  /** Ticks of the first and the last buffer of a source; undefined when it has no events. */
  spanOf(source: number): { readonly from: number; readonly to: number } | undefined {
    let [from, to] = [Infinity, -Infinity];
    for (const buffer of this.buffers) {
      if (buffer.source !== source || buffer.rows === 0) continue;
      from = Math.min(from, this.time.get(buffer.firstRow));
      to = Math.max(to, this.time.get(buffer.firstRow + buffer.rows - 1));
    }
    return from <= to ? { from, to } : undefined;
  }

  /** Ticks of a raw time stamp of a source, where its events of that time stand. */
  ticksOf(source: number, raw: bigint): number {
    const known = this.sources[source];
    if (known === undefined) return 0;
    const ticks = Number(known.clock.toFileTime(raw) - this.zero);
    return known.alignment === undefined ? ticks : corrected(ticks, known.alignment);
  }

  /** Moves the times of a source that was aligned before by `ticks` to where `alignment`, or its own clock, puts them. */
  realign(source: number, alignment: TimeCorrection | undefined, ticks: number): void {
    const known = this.sources[source];
    if (known === undefined) return;
    this.sources[source] = { ...known, alignment };
    if (ticks !== 0) this.#move(source, { offset: ticks, origin: 0, drift: 0 });
  }

  /** Moves the times of a source to the reference. */
  align(source: number, alignment: TimeCorrection): void {
    const known = this.sources[source];
    if (known === undefined) return;
    const { offset, origin, drift } = alignment;
    this.sources[source] = { ...known, alignment };
    if (offset !== 0 || drift !== 0) this.#move(source, { offset, origin, drift });
  }

  /** Moves the times of a source from the clock that it was thought to share to its own. */
  useOwnClock(source: number): void {
    const known = this.sources[source];
    if (known === undefined) return;
    const { clock, ownClock, firstRaw } = known;
    this.sources[source] = { ...known, clock: ownClock };
    this.#move(source, { offset: Number(ownClock.toFileTime(firstRaw) - clock.toFileTime(firstRaw)), origin: 0, drift: 0 });
  }

  #move(source: number, correction: TimeCorrection): void {
    for (const buffer of this.buffers) {
      if (buffer.source !== source) continue;
      for (let row = buffer.firstRow; row < buffer.firstRow + buffer.rows; row++) this.time.set(row, corrected(this.time.get(row), correction));
    }
    const known = this.sources[source];
    if (known !== undefined) this.sources[source] = { ...known, moved: [...known.moved, correction] };
  }

  /** First index whose time is not before `ticks`. */
  indexAtTime(ticks: number): number {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeAt(middle) < ticks) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Entries of one code beyond which damage is only counted: a hostile file cannot fill the summary. */
const MAX_PER_CODE = 50;

/** Collects problems; many of one kind are counted in the last entry of that kind. */
export class ProblemList {
  readonly #byCode = new Map<Problem["code"], Problem[]>();

  add(problem: Problem): void {
    const list = this.#byCode.get(problem.code);
    if (list === undefined) this.#byCode.set(problem.code, [problem]);
    else if (list.length < MAX_PER_CODE) list.push(problem);
    else {
      const last = list[MAX_PER_CODE - 1];
      if (last !== undefined) list[MAX_PER_CODE - 1] = { ...last, count: (last.count ?? 1) + (problem.count ?? 1) };
    }
  }

  list(): TraceSummary["problems"] {
    return [...this.#byCode.values()].flat();
  }
}
