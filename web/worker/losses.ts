import type { LossSpan } from "../core/engine-api.js";
import { viewOf } from "../core/bytes.js";
import { BUFFER_FLAG, BUFFER_TYPE } from "../trace/buffer.js";
import { fileTimeToNs } from "../trace/clock.js";
import { KIND } from "../trace/event.js";
import { kernelClassGuid } from "../trace/kernel-groups.js";
import { LOG_MODE } from "../trace/log-file-header.js";
import type { EventReader } from "./event-reader.js";
import { timesOf } from "./merge.js";
import { sequenceGaps, type NumberedBuffer } from "./sequence-gaps.js";
import type { EventType } from "./scanner.js";
import type { BufferRecord, TraceIndex } from "./trace-index.js";

/** Per kind of evidence: a hostile file cannot fill the memory with spans. */
const MAX_SPANS = 1000;
/** Written when the session stops: for every CPU when it last dropped an event. */
const LAST_DROPPED = 0x52;
const EVENT_TRACE = kernelClassGuid(LAST_DROPPED);
/** Told to consumers of a session in real time; a copy of theirs has them as events. */
const REAL_TIME_LOSS = "6a399ae0-4bc6-4de9-870b-3657f8947e7e";
const REAL_TIME_OPCODES: Readonly<Record<number, { readonly code: LossSpan["code"]; readonly what: string }>> = {
  32: { code: "events-lost", what: "The session told its reader that events were lost" },
  33: { code: "buffers-lost", what: "The session told its reader that a buffer was lost" },
  34: { code: "buffers-lost", what: "The session told its reader that a file of kept buffers was lost" },
};

interface Loss extends Pick<LossSpan, "code" | "cpu" | "count" | "offset"> {
  readonly what: string;
  /** Ticks. */
  readonly from: number;
  readonly to: number;
}

type Numbered = BufferRecord & NumberedBuffer;

/** All that the trace tells of what is missing in it, with its place in time. Adds a problem for each. */
export async function findLosses(index: TraceIndex, reader: EventReader): Promise<readonly LossSpan[]> {
  const losses: Loss[] = [];
  const told = rowsOf(index, ({ provider, opcode, kind }) => provider === EVENT_TRACE && opcode === LAST_DROPPED && isPerfInfo(kind));
  for (const session of sessions(index)) {
    const buffers = session.flatMap((source) => numbered(index, source));
    const gaps = session.some((source) => lacksBuffers(index, source))
      ? parts(buffers)
          .flatMap((part) => findGaps(index, session, part))
          .slice(0, MAX_SPANS)
      : [];
    for (const source of session) {
      const dropped = await lastDropped(index, reader, source, told);
      losses.push(...headerCounts(index, source, gaps, dropped), ...dropped);
    }
    losses.push(...flagged(index, session, buffers), ...gaps);
    if (session.some((source) => circular(index, source))) tellOverwritten(index, buffers);
  }
  losses.push(...realTime(index));
  const start = startOf(index);
  const spans = losses.map(({ what, from, to, ...rest }): LossSpan => {
    const when = from < to ? `between ${seconds(from - start)} and ${seconds(to - start)}` : `at ${seconds(from - start)}`;
    return { ...rest, fromNs: ns(index, from), toNs: ns(index, to), message: `${what}, ${when} of the trace.` };
  });
  for (const { code, message, offset, count } of spans)
    index.problems.add({ code, message, ...(offset === undefined ? {} : { offset }), ...(count === undefined ? {} : { count }) });
  return spans.sort((a, b) => (a.fromNs < b.fromNs ? -1 : a.fromNs > b.fromNs ? 1 : 0));
}

function tellOverwritten(index: TraceIndex, buffers: readonly Numbered[]): void {
  const gone = overwritten(index, buffers);
  if (gone === undefined) return;
  const { count, offset, from } = gone;
  const message = `The file is circular and its beginning was written over: ${count} buffers are gone, and it is complete only from ${seconds(from - startOf(index))} of the trace on.`;
  index.problems.add({ code: "overwritten", message, offset, count });
}

function startOf(index: TraceIndex): number {
  return index.order.length === 0 ? 0 : index.timeAt(0);
}

/** Sources that go on in numbering one another's buffers: parts of one session in several files. All others are alone. */
function sessions(index: TraceIndex): readonly (readonly number[])[] {
  const all: number[][] = [];
  for (const [i, { header, clock }] of index.sources.entries()) {
    const isPart = (header.mode & LOG_MODE.NEW_FILE) !== 0 && header.loggerName !== "";
    const session = all.find(([first = 0]) => {
      const other = index.sources[first];
      return isPart && other?.clock === clock && (other.header.mode & LOG_MODE.NEW_FILE) !== 0 && other.header.loggerName === header.loggerName;
    });
    if (session === undefined) all.push([i]);
    else session.push(i);
  }
  return all;
}

/** The data buffers of a source that have events, with their times. */
function numbered(index: TraceIndex, source: number): Numbered[] {
  return index.buffers.flatMap((buffer) => {
    if (buffer.source !== source || buffer.type === BUFFER_TYPE.HEADER) return [];
    const [first, last] = buffer.rows === 0 ? [undefined, undefined] : timesOf(buffer, (row) => index.time.get(row));
    return [{ ...buffer, first, last }];
  });
}

/** Each session that was appended to a file numbers its buffers by itself. */
function parts(buffers: readonly Numbered[]): readonly (readonly Numbered[])[] {
  const all: Numbered[][] = [];
  for (const buffer of buffers) (all[buffer.part] ??= []).push(buffer);
  return all;
}

/**
 * A hole in the numbers alone proves nothing: empty buffers are numbered but not written. The file must lack buffers by its header's count,
 * or the header must count lost ones. A file that was not closed has no counts; when it is a part of several, the missing may be in another.
 */
function lacksBuffers(index: TraceIndex, source: number): boolean {
  const header = index.sources[source]?.header;
  if (header === undefined) return false;
  if (header.buffersLost > 0) return true;
  // The count has what was written over as well.
  if ((header.mode & LOG_MODE.CIRCULAR) !== 0 && header.endTime !== 0n) return false;
  if (header.endTime === 0n) return (header.mode & LOG_MODE.NEW_FILE) === 0;
  return index.buffers.reduce((n, buffer) => n + (buffer.source === source ? 1 : 0), 0) < header.buffersWritten;
}

function findGaps(index: TraceIndex, session: readonly number[], buffers: readonly Numbered[]): Loss[] {
  const isCircular = session.some((source) => circular(index, source));
  const complete = isCircular ? completeFrom(index, buffers) : -Infinity;
  const closed = session.every((source) => (index.sources[source]?.header.endTime ?? 0n) > 0n);
  return sequenceGaps(buffers, (earliest) => earliest <= complete).map(({ before, behind, from, to, cpu, at }): Loss => {
    const count = Number(behind - before) - 1;
    const numbers = count === 1 ? `buffer ${before + 1n} is` : `buffers ${before + 1n} to ${behind - 1n} are`;
    const whose = cpu === undefined ? "" : ` of CPU ${cpu}`;
    const why = closed ? "" : ", lost or not yet written when the file was copied";
    return { code: "sequence-gap", what: `There is a hole in the numbers: ${numbers} missing${whose}${why}`, count, from, to, ...cpuPart(cpu), offset: at };
  });
}

function circular(index: TraceIndex, source: number): boolean {
  return ((index.sources[source]?.header.mode ?? 0) & (LOG_MODE.CIRCULAR | LOG_MODE.BUFFERING)) !== 0;
}

/**
 * A circular file writes over the buffers that were flushed first. All that were begun behind the oldest flush that is left should be there;
 * of those before, one that filled slowly may be left.
 */
function completeFrom(index: TraceIndex, buffers: readonly Numbered[]): number {
  return buffers.reduce((least, buffer) => Math.min(least, index.ticksOf(buffer.source, buffer.time)), Infinity);
}

/** One missing buffer may be an empty one, unless the order in the file shows that it began anew at the front. */
function overwritten(index: TraceIndex, buffers: readonly Numbered[]): { readonly count: number; readonly offset: number; readonly from: number } | undefined {
  const [first] = buffers.toSorted(bySequence);
  if (first === undefined) return undefined;
  const complete = completeFrom(index, buffers);
  const holes = sequenceGaps(buffers, (earliest) => earliest > complete).reduce((sum, { before, behind }) => sum + Number(behind - before) - 1, 0);
  const count = Math.max(0, Number(first.sequence) - 1) + holes;
  const around = buffers.some((buffer, i) => buffer.time < (buffers[i - 1]?.time ?? buffer.time));
  return count > (around ? 0 : 1) ? { count, offset: first.at, from: complete } : undefined;
}

function cpuPart(cpu: number | undefined): { readonly cpu?: number } {
  return cpu === undefined ? {} : { cpu };
}

/** What the log file header counts. It says how much, and only other evidence can say when. */
function headerCounts(index: TraceIndex, source: number, gaps: readonly Loss[], dropped: readonly Loss[]): Loss[] {
  const header = index.sources[source]?.header;
  if (header === undefined) return [];
  const { eventsLost, buffersLost } = header;
  const { from, to } = index.spanOf(source) ?? { from: 0, to: 0 };
  const losses: Loss[] = [];
  if (eventsLost > 0) {
    const what = `${eventsLost} events were lost while the trace was recorded because no buffer was free for them`;
    // The last that any CPU dropped ends the time in which there were losses.
    const last = dropped.reduce((latest, loss) => Math.max(latest, loss.to), -Infinity);
    losses.push({ code: "events-lost", what, count: eventsLost, from, to: Math.max(from, last === -Infinity ? to : Math.min(to, last)) });
  }
  if (buffersLost > 0) {
    const what = `${buffersLost} buffers were lost while the trace was recorded because they could not be written in time`;
    const all = gaps.reduce((sum, { count = 0 }) => sum + count, 0) >= buffersLost;
    const within = all ? { from: Math.min(...gaps.map((gap) => gap.from)), to: Math.max(...gaps.map((gap) => gap.to)) } : { from, to };
    losses.push({ code: "buffers-lost", what, count: buffersLost, ...within });
  }
  return losses;
}

/** What the flags of buffers tell. */
function flagged(index: TraceIndex, session: readonly number[], buffers: readonly Numbered[]): Loss[] {
  const losses: Loss[] = [];
  const ends = new Map<string, number>();
  const start = Math.min(...session.map((source) => index.spanOf(source)?.from ?? 0));
  for (const { flags, lane, cpu, at: offset, first, last } of buffers.toSorted(bySequence)) {
    const end = ends.get(lane) ?? start;
    if ((flags & BUFFER_FLAG.EVENTS_LOST) !== 0 && losses.length < MAX_SPANS)
      losses.push({
        code: "events-lost",
        what: `CPU ${cpu} lost events while a buffer was filled because no other was free`,
        from: first ?? end,
        to: last ?? end,
        cpu,
        offset,
      });
    if ((flags & BUFFER_FLAG.BUFFER_LOST) !== 0 && losses.length < MAX_SPANS)
      losses.push({
        code: "buffers-lost",
        what: `One or more buffers of CPU ${cpu} were lost`,
        from: Math.min(end, first ?? end),
        to: first ?? end,
        cpu,
        offset,
      });
    if (last !== undefined) ends.set(lane, last);
  }
  return losses;
}

function bySequence(a: Numbered, b: Numbered): number {
  return a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : 0;
}

/** PERFINFO event of group 0: 00 u32 CPUs, 08 u64[] raw time of the last event that each dropped, 0 for none. */
async function lastDropped(index: TraceIndex, reader: EventReader, source: number, rows: readonly number[]): Promise<Loss[]> {
  const losses: Loss[] = [];
  for (const row of rows) {
    if (index.bufferOf(row)?.source !== source || losses.length >= MAX_SPANS) continue;
    const stored = await reader.read(row);
    if (stored === undefined) continue;
    const { payloadFrom: from, payloadTo } = stored.header;
    const view = viewOf(stored.bytes);
    const cpus = payloadTo - from < 8 ? 0 : Math.min(view.getUint32(from, true), Math.floor((payloadTo - from - 8) / 8), MAX_SPANS);
    for (let cpu = 0; cpu < cpus; cpu++) {
      const raw = view.getBigInt64(from + 8 + cpu * 8, true);
      if (raw === 0n) continue;
      const at = index.ticksOf(source, raw);
      losses.push({ code: "events-lost", what: `CPU ${cpu} dropped its last event`, from: at, to: at, cpu, offset: stored.buffer.at });
    }
  }
  return losses;
}

function isPerfInfo(kind: number): boolean {
  return kind === KIND.PERFINFO32 || kind === KIND.PERFINFO64;
}

function realTime(index: TraceIndex): Loss[] {
  return rowsOf(index, ({ provider, opcode }) => provider === REAL_TIME_LOSS && REAL_TIME_OPCODES[opcode] !== undefined).flatMap((row) => {
    const known = REAL_TIME_OPCODES[index.types[index.type.get(row)]?.opcode ?? 0];
    const buffer = index.bufferOf(row);
    const at = index.time.get(row);
    return known === undefined || buffer === undefined ? [] : [{ ...known, from: at, to: at, offset: buffer.at }];
  });
}

/** The first rows of certain types; there is no search when there are no such types. */
function rowsOf(index: TraceIndex, wanted: (type: EventType) => boolean): number[] {
  const types = new Set(index.types.flatMap((type, i) => (wanted(type) ? [i] : [])));
  const rows: number[] = [];
  for (let row = 0; types.size > 0 && row < index.type.length && rows.length < MAX_SPANS; row++) if (types.has(index.type.get(row))) rows.push(row);
  return rows;
}

function ns(index: TraceIndex, ticks: number): bigint {
  return fileTimeToNs(index.zero + BigInt(Math.floor(ticks)));
}

/** To the microsecond, without zeros at the end. */
function seconds(ticks: number): string {
  return `${(ticks / 1e7).toFixed(6).replace(/\.?0+$/, "")} s`;
}
