import type { PlaceRef } from "../core/api.js";
import type { PlaceBook } from "../journeys/place-book.js";
import type { MachineClock } from "../journeys/sightings.js";
import { LOG_MODE } from "../trace/log-file-header.js";
import type { Alignment } from "./align-machines.js";
import type { TraceContext } from "./context.js";
import type { IndexedSource, TraceIndex } from "./trace-index.js";

/** A computer that sources were recorded on, as long as it ran without a restart. */
export interface Machine {
  /** 0 is the first source's. */
  readonly number: number;
  readonly name: string;
  readonly sources: readonly number[];
  readonly places: PlaceBook;
  readonly context: TraceContext;
  /** How its clock was put on the first machine's; absent for that one, and where too few packets were seen by both. */
  readonly alignment?: Alignment;
}

/** All machines of a trace, and whose a row or a place is. */
export class Machines {
  readonly all: readonly Machine[];
  readonly first: Machine;
  readonly #index: TraceIndex;
  readonly #ofSource: readonly Machine[];

  constructor(index: TraceIndex, all: readonly Machine[]) {
    const [first] = all;
    if (first === undefined) throw new Error("a trace without a machine");
    this.all = all;
    this.first = first;
    this.#index = index;
    this.#ofSource = index.sources.map((_, source) => all.find((machine) => machine.sources.includes(source)) ?? first);
  }

  /** By machine; empty for one alone. */
  get clocks(): readonly MachineClock[] {
    if (this.all.length === 1) return [];
    return this.all.map(({ number, sources }) => {
      const alignment = this.#index.sources[sources[0] ?? 0]?.alignment;
      return { group: alignment === undefined ? number : 0, error: alignment?.error ?? 0 };
    });
  }

  ofSource(source: number): Machine {
    return this.#ofSource[source] ?? this.first;
  }

  ofRow(row: number): Machine {
    return this.all.length === 1 ? this.first : this.ofSource(this.#index.bufferOf(row)?.source ?? 0);
  }

  ofPlace({ id }: PlaceRef): Machine {
    if (this.all.length === 1) return this.first;
    return this.all.find(({ places }) => places.prefix !== "" && id.startsWith(places.prefix)) ?? this.first;
  }
}

/** The earlier of two files that run on one clock: the raw session clock goes on, each file's start time is only as fine as the system's timer. */
export function onOneClock(a: IndexedSource, b: IndexedSource): boolean {
  if (a.clock.kind === "system" || a.clock.kind !== b.clock.kind || a.clock.ticksPerRaw !== b.clock.ticksPerRaw) return false;
  if (sameBoot(a, b)) return true;
  return bothNewFile(a, b) && near(a.header.bootTime, b.header.bootTime) && near(a.clock.toFileTime(b.firstRaw), b.ownClock.toFileTime(b.firstRaw));
}

/** Machine of each source, numbered as they come. `names`: the computer's, where the source tells it. */
export function groupSources(index: TraceIndex, names: readonly (string | undefined)[]): readonly number[] {
  const groups: number[] = [];
  const machines: number[][] = [];
  for (let source = 0; source < index.sources.length; source++) {
    let machine = machines.findIndex((members) => belongs(index, names, members, source));
    if (machine < 0) machine = machines.push([]) - 1;
    machines[machine]?.push(source);
    groups.push(machine);
  }
  return groups;
}

function belongs(index: TraceIndex, names: readonly (string | undefined)[], members: readonly number[], source: number): boolean {
  const name = names[source]?.toLowerCase();
  const known = members.map((member) => names[member]?.toLowerCase()).find((other) => other !== undefined);
  if (name !== undefined && known !== undefined && name !== known) return false;
  const b = index.sources[source];
  return members.some((member) => {
    const a = index.sources[member];
    if (a === undefined || b === undefined) return false;
    if (a.header.bootTime <= 0n || b.header.bootTime <= 0n) return name !== undefined && name === known;
    return (sameBoot(a, b) || onOneClock(a, b)) && !twoOfOneName(index, member, source);
  });
}

/**
 * Two sessions of one name cannot run on one computer at the same time: then it is two, whatever the headers say. Parts of one session
 * may overlap in time, but go on in numbering their buffers; of a copy, the buffers with the same numbers are the same.
 */
function twoOfOneName(index: TraceIndex, one: number, other: number): boolean {
  const [a, b] = [index.sources[one], index.sources[other]];
  if (a === undefined || b === undefined || a.header.loggerName !== b.header.loggerName || a.header.loggerName === "") return false;
  if (((a.header.mode | b.header.mode) & LOG_MODE.RELOG) !== 0) return false;
  const [x, y] = [index.spanOf(one), index.spanOf(other)];
  if (x === undefined || y === undefined || x.from >= y.to || y.from >= x.to) return false;
  const buffers = new Map<bigint, string>();
  // The header buffers of all files are alike.
  for (const { source, at, cpu, sequence, time } of index.buffers) if (source === one && at > 0) buffers.set(sequence, `${cpu} ${time}`);
  let clash = false;
  for (const { source, at, cpu, sequence, time } of index.buffers) {
    const known = source === other && at > 0 ? buffers.get(sequence) : undefined;
    if (known === `${cpu} ${time}`) return false;
    if (known !== undefined) clash = true;
  }
  return clash;
}

function sameBoot(a: IndexedSource, b: IndexedSource): boolean {
  return a.header.bootTime > 0n && a.header.bootTime === b.header.bootTime;
}

function bothNewFile(a: IndexedSource, b: IndexedSource): boolean {
  const { loggerName } = a.header;
  return (a.header.mode & b.header.mode & LOG_MODE.NEW_FILE) !== 0 && loggerName !== "" && loggerName === b.header.loggerName;
}

/** Within 10 seconds: setting the system's time moves the boot time along. */
function near(a: bigint, b: bigint): boolean {
  return a - b < 100_000_000n && b - a < 100_000_000n;
}
