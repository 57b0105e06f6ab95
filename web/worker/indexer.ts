import { TraceError } from "../core/errors.js";
import type { Progress, SourceFile } from "../core/engine-api.js";
import { BUFFER_FLAG, BUFFER_HEADER_BYTES, BUFFER_TYPE, holdsEvents, isTrace, readBufferHeader, usedBytes, type BufferHeader } from "../trace/buffer.js";
import { DECODED_PER_FILE_BYTE, isResyncPoint, RESYNC_HEAD_BYTES, resyncCandidates, stepBuffer, type BufferStep, type SessionShape } from "../trace/chain.js";
import { Clock, flushTime } from "../trace/clock.js";
import { announcedCompression } from "../trace/compression.js";
import { parseEventHeader } from "../trace/event-header.js";
import { Lanes } from "../trace/lanes.js";
import { LOG_MODE, parseLogFileHeader, type LogFileHeader } from "../trace/log-file-header.js";
import { BufferQueue, PieceCut, type Content, type QueuedBuffer } from "./buffer-queue.js";
import type { ExpanderPool } from "./expanders.js";
import { onOneClock } from "./machines.js";
import { mergeRuns } from "./merge.js";
import type { Batch, BufferInput, EventType, ScanListener, Scanner, ScanOutcome } from "./scanner.js";
import { readBlob, SourceReader } from "./source-reader.js";
import type { BufferRecord, IndexedSource, TraceIndex } from "./trace-index.js";

/** Rows kept: about 1 GB of columns. Events beyond are counted, not kept. */
const MAX_ROWS = 40_000_000;
/** The header event must lie in the first bytes: its buffer header and the largest event there is. */
const HEAD_BYTES = BUFFER_HEADER_BYTES + 0x10000;
const PROGRESS_EVERY_MS = 100;
/** A file is read before other workers have started, unless it has so many bytes. */
const WORTH_A_POOL = 4 << 20;

export interface IndexListener {
  /** Sources are read one after another. */
  beginSource(): void;
  /** The plan for the events of a new type, or -1. */
  newType(index: number, type: EventType, event: () => Uint8Array): number;
  /** Each batch as it is scanned, before its memory is used again; `firstRow` is the row of its first event. */
  batch(batch: Batch, firstRow: number): void;
  /** Something that is needed for the types met so far: the scan goes on behind it. */
  readonly waiting?: Promise<void> | undefined;
}

/** Scans all sources into the index; `orderRows` puts the rows in order. Rejects with TraceError when a source is no trace, cannot be read, or `aborted` says so. */
export async function indexSources(
  index: TraceIndex,
  scanner: Scanner,
  files: readonly SourceFile[],
  listener: IndexListener,
  onProgress: (progress: Progress) => void,
  aborted: () => boolean,
  newPool?: () => ExpanderPool | undefined,
): Promise<void> {
  const bytesTotal = files.reduce((sum, file) => sum + file.blob.size, 0);
  let before = 0;
  let reported = performance.now();
  for (const file of files) index.sources.push(await readHead(file));
  shareClocks(index);
  const pool = bytesTotal >= WORTH_A_POOL && index.sources.some(isCompressed) ? newPool?.() : undefined;
  try {
    for (const [source, file] of files.entries()) {
      listener.beginSource();
      beginSource(index, source, scanner);
      const scan = new SourceScan(index, source, scanner, listener, pool);
      await scan.run((at) => {
        if (aborted()) throw new TraceError("aborted", `Reading ${file.name} was cancelled at byte ${at} of ${file.blob.size}.`, at);
        const now = performance.now();
        if (now - reported < PROGRESS_EVERY_MS) return;
        reported = now;
        onProgress({ bytesDone: before + at, bytesTotal, events: index.events });
      });
      before += file.blob.size;
    }
  } finally {
    pool?.close();
  }
  onProgress({ bytesDone: bytesTotal, bytesTotal, events: index.events });
  if (scanner.keysLost > 0)
    index.problems.add({
      code: "index-limit",
      message: "The trace has more distinct event types, threads or names than are kept; the rest share one entry.",
      count: scanner.keysLost,
    });
}

/** Brings the rows of all sources into the order of their times. */
export function orderRows(index: TraceIndex): void {
  const overlaps = sortRows(index);
  if (overlaps > 0)
    index.problems.add({
      code: "clock-step",
      message: `${overlaps} buffers begin before the buffer ahead of them on the same CPU ends: the clock was set back, or a sequence number is damaged.`,
      count: overlaps,
    });
}

/** Sorts all rows by time. Returns how many buffers begin before the buffer ahead of them on the same CPU ends. */
export function sortRows(index: TraceIndex): number {
  const { order, overlaps } = mergeRuns(index.sources.length > 1 ? byCpu(index.buffers) : index.buffers, index.time.length, (row) => index.time.get(row));
  index.order = order;
  return overlaps;
}

/** The lanes of one CPU behind one another, as in one file: rows of equal times keep the order of their CPUs. */
function byCpu(buffers: readonly BufferRecord[]): readonly BufferRecord[] {
  const ranks = new Map<string, number>();
  const cpu = ({ lane }: BufferRecord): string => lane.slice(lane.indexOf(":") + 1);
  for (const buffer of buffers) if (!ranks.has(cpu(buffer))) ranks.set(cpu(buffer), ranks.size);
  return buffers.toSorted((a, b) => (ranks.get(cpu(a)) ?? 0) - (ranks.get(cpu(b)) ?? 0));
}

/** Reads the first event of a file: recognition, log file header, clock. */
async function readHead(file: SourceFile): Promise<IndexedSource> {
  const size = file.blob.size;
  const head = await readBlob(file.blob, file.name, 0, Math.min(size, HEAD_BYTES));
  const recognition = isTrace(head, size);
  if (!recognition.ok) throw new TraceError(recognition.code, `${file.name}: ${recognition.message}`, 0);
  const buffer = readBufferHeader(head, 0);
  const first = parseEventHeader(head, BUFFER_HEADER_BYTES, head.length);
  const at = BUFFER_HEADER_BYTES;
  const header = first === undefined ? undefined : parseLogFileHeader(head, at + first.payloadFrom, at + first.payloadTo, first.pointerSize);
  if (first?.timeStamp === undefined || header === undefined)
    throw new TraceError(
      "damaged",
      `${file.name}: the first event should be the log file header, but it is cut or damaged. Buffer 0 has ${buffer.bufferSize} bytes.`,
      at,
    );
  const clock = new Clock(header, first.timeStamp);
  return { file, header, compression: announcedCompression(buffer), firstRaw: first.timeStamp, ownClock: clock, clock, moved: [] };
}

/** Files that run on one clock use that of the first of them in time; tick 0 is where the first source's clock begins. */
function shareClocks(index: TraceIndex): void {
  const { sources } = index;
  const heads = sources.toSorted((a, b) => (a.firstRaw < b.firstRaw ? -1 : a.firstRaw > b.firstRaw ? 1 : 0));
  for (const [i, source] of sources.entries()) {
    const earliest = heads.find((head) => head === source || onOneClock(head, source));
    if (earliest !== undefined && earliest !== source) sources[i] = { ...source, clock: earliest.ownClock };
  }
  const first = sources[0]?.clock;
  if (first !== undefined) index.zero = first.toFileTime(first.t0);
}

function beginSource(index: TraceIndex, source: number, scanner: Scanner): void {
  const begun = index.sources[source];
  if (begun === undefined) throw new Error("source was not read");
  const { clock } = begun;
  scanner.setClock(clock.t0, clock.ticksPerRaw, Number(clock.toFileTime(clock.t0) - index.zero));
  scanner.setFormat(begun.compression);
}

function isCompressed({ header }: IndexedSource): boolean {
  return (header.mode & LOG_MODE.COMPRESSED) !== 0;
}

type WalkedBuffer = Extract<BufferStep, { readonly kind: "buffer" }>;

/** The walk over the buffers of one file. */
class SourceScan {
  readonly #index: TraceIndex;
  readonly #source: number;
  readonly #file: SourceFile;
  readonly #header: LogFileHeader;
  readonly #clock: Clock;
  readonly #session: SessionShape;
  readonly #lanes: Lanes;
  readonly #scanner: Scanner;
  readonly #listener: IndexListener;
  readonly #reader: SourceReader;
  /** The compression that the file announces. */
  readonly #format: number;
  readonly #cut = new PieceCut();
  readonly #queue: BufferQueue | undefined;
  /** Bytes that compressed buffers may still expand to. */
  #budget: number;
  #sawFlushMarker = false;

  constructor(index: TraceIndex, source: number, scanner: Scanner, listener: IndexListener, pool: ExpanderPool | undefined) {
    const indexed = index.sources[source];
    if (indexed === undefined) throw new Error("source was not begun");
    this.#index = index;
    this.#source = source;
    this.#file = indexed.file;
    this.#header = indexed.header;
    this.#clock = indexed.clock;
    this.#lanes = new Lanes(indexed.header.mode);
    this.#session = { bufferSize: indexed.header.bufferSize, compressed: isCompressed(indexed) };
    this.#scanner = scanner;
    this.#listener = listener;
    this.#reader = new SourceReader(indexed.file.blob, indexed.file.name);
    this.#format = indexed.compression;
    this.#budget = DECODED_PER_FILE_BYTE * indexed.file.blob.size;
    if (pool === undefined || !this.#session.compressed) return;
    const { blob, name } = indexed.file;
    this.#queue = new BufferQueue(
      pool,
      this.#format,
      (buffer, content) => {
        this.#buffer(buffer, content);
      },
      (at, length) => readBlob(blob, name, at, at + length),
    );
  }

  async run(tick: (at: number) => void): Promise<void> {
    const size = this.#file.blob.size;
    let at = 0;
    let buffers = 0;
    while (at < size) {
      const head = this.#reader.now(at, BUFFER_HEADER_BYTES) ?? (await this.#waitFor(at, BUFFER_HEADER_BYTES, tick));
      const step = stepBuffer(head, at, size, this.#session);
      if (step.kind === "end") break;
      if (step.kind === "bad") {
        this.#inTurn(() => {
          this.#index.problems.add(step.problem);
        });
        const next = await this.#resync(at, tick);
        if (next === undefined) break;
        at = next;
        continue;
      }
      const bytes = this.#reader.now(at, step.diskSize) ?? (await this.#waitFor(at, step.diskSize, tick));
      const buffered = this.#next(at, step, bytes);
      if (buffered !== undefined) {
        tick(at);
        await buffered;
      }
      if (this.#listener.waiting !== undefined) await this.#listener.waiting;
      buffers++;
      at += step.diskSize;
    }
    await this.#queue?.drain();
    this.#finish(at, buffers);
  }

  /** Into the index with the buffer that was read, now or, where somebody else expands it, in its turn. */
  #next(at: number, { header, diskSize, truncated }: WalkedBuffer, bytes: Uint8Array<ArrayBuffer>): Promise<void> | undefined {
    const compressed = (header.flags & BUFFER_FLAG.COMPRESSED) !== 0;
    const begins = compressed && this.#cut.begins(at, diskSize, header.filled);
    const buffer = { at, header, diskSize, truncated, begins };
    if (compressed && holdsEvents(header.type) && this.#queue !== undefined) return this.#queue.add(buffer, bytes);
    this.#inTurn(() => {
      this.#buffer(buffer, { bytes });
    });
    return undefined;
  }

  #inTurn(task: () => void): void {
    if (this.#queue === undefined) task();
    else this.#queue.inTurn(task);
  }

  async #waitFor(at: number, length: number, tick: (at: number) => void): Promise<Uint8Array<ArrayBuffer>> {
    tick(at);
    return this.#reader.load(at, length);
  }

  async #resync(at: number, tick: (at: number) => void): Promise<number | undefined> {
    for (const candidate of resyncCandidates(at, this.#file.blob.size, this.#session)) {
      const head = this.#reader.now(candidate, RESYNC_HEAD_BYTES) ?? (await this.#waitFor(candidate, RESYNC_HEAD_BYTES, tick));
      if (isResyncPoint(head, this.#session)) return candidate;
    }
    return undefined;
  }

  #buffer({ at, header, truncated, diskSize, begins }: QueuedBuffer, { bytes, expanded }: Content): void {
    const { problems } = this.#index;
    const compressed = (header.flags & BUFFER_FLAG.COMPRESSED) !== 0;
    if (begins) this.#scanner.setFormat(this.#format);
    if ((header.flags & BUFFER_FLAG.FLUSH_MARKER) !== 0 && header.type !== BUFFER_TYPE.HEADER) this.#sawFlushMarker = true;
    if (truncated)
      problems.add({
        code: "truncated",
        message: `The file ends inside a buffer: ${diskSize} of its ${header.bufferSize} bytes are there, and the events in them were read.`,
        offset: at,
      });
    if ((header.flags & BUFFER_FLAG.BACKUP_CORRUPT) !== 0)
      problems.add({
        code: "bad-buffer",
        message: "Windows marked this buffer as damaged when it read it from its backup. What it holds was read.",
        offset: at,
      });
    const filled = compressed ? header.filled : usedBytes(header, diskSize);
    const time = flushTime(header, this.#header.mode, this.#clock);
    const { part, lane } = this.#lanes.place(header);
    const firstRow = this.#index.time.length;
    const inOrder = this.#events({ bytes, compressed, filled, time, truncated }, at, header, expanded);
    // A buffer whose events cannot be had is noted all the same: it is no hole in the numbers.
    this.#index.buffers.push({
      source: this.#source,
      at,
      diskSize,
      compression: compressed ? (expanded?.format ?? this.#scanner.format) : 0,
      filled,
      flags: header.flags,
      type: header.type,
      cpu: header.cpu,
      part,
      lane: `${this.#source}:${lane}${part === 0 ? "" : `+${part}`}`,
      sequence: header.sequence,
      time,
      firstRow,
      rows: this.#index.time.length - firstRow,
      inOrder,
    } satisfies BufferRecord);
  }

  /** Scans a buffer into the index, if it can be; says whether its events are in the order of their times. */
  #events(input: BufferInput, at: number, header: BufferHeader, expanded: Content["expanded"]): boolean {
    const { problems } = this.#index;
    const { compressed, filled } = input;
    if (!holdsEvents(header.type)) return true;
    if (compressed) {
      this.#budget -= filled;
      if (this.#budget < 0) {
        problems.add({
          code: "bad-compression",
          message: `Compressed buffers ask for more than ${DECODED_PER_FILE_BYTE} times the size of the file: this one was left out.`,
          offset: at,
        });
        return true;
      }
    }
    const outcome = this.#scan(input, expanded, {
      newType: (index, type, event) => {
        this.#index.types[index] = type;
        return this.#listener.newType(index, type, event);
      },
      batch: (batch) => {
        this.#keep(batch);
      },
    });
    if (outcome.used < 0) {
      problems.add({
        code: "bad-compression",
        message: `A compressed buffer is damaged: it does not expand to the ${filled} bytes it announces. It was left out.`,
        offset: at,
      });
      return true;
    }
    if (outcome.badAt >= 0 && input.truncated !== true) {
      const where = compressed ? `at byte ${outcome.badAt} of the expanded buffer` : `at byte ${at + outcome.badAt}`;
      problems.add({
        code: "bad-event",
        message: `Something ${where} is no event: its size or kind is impossible. The rest of that buffer was left out.`,
        offset: compressed ? at : at + outcome.badAt,
      });
    }
    return outcome.inOrder;
  }

  #scan(input: BufferInput, expanded: Content["expanded"], listener: ScanListener): ScanOutcome {
    if (expanded === undefined) return this.#scanner.scan(input, listener);
    const { image } = expanded;
    if (image === undefined || (image.length < input.filled && input.truncated !== true)) return { used: -1, badAt: -1, inOrder: true };
    return this.#scanner.scan({ ...input, bytes: image, compressed: false, filled: image.length }, listener);
  }

  #keep(batch: Batch): void {
    const index = this.#index;
    index.events += batch.rows;
    const firstRow = index.time.length;
    if (firstRow + batch.rows > MAX_ROWS) {
      index.problems.add({
        code: "index-limit",
        message: `The trace has more than ${MAX_ROWS} events: later ones are counted but not shown.`,
        count: batch.rows,
      });
      return;
    }
    index.time.append(batch.time);
    index.offset.append(batch.offset);
    index.type.append(batch.type);
    index.thread.append(batch.thread);
    this.#listener.batch(batch, firstRow);
  }

  /** What can only be said once the whole file was walked. */
  #finish(at: number, buffers: number): void {
    const { problems } = this.#index;
    const { buffersWritten, endTime, mode } = this.#header;
    const fill = at < this.#file.blob.size ? ` From byte ${at} on the file holds only fill, no buffers.` : "";
    if (endTime === 0n)
      problems.add({
        code: "unclosed",
        message: `The trace was never closed: it was copied while it was being written, or the system stopped. Its end is the last event found.${fill}`,
        ...(fill === "" ? {} : { offset: at }),
      });
    // A circular file counts the buffers that it wrote over as well.
    else if ((mode & LOG_MODE.CIRCULAR) === 0 && buffers < buffersWritten && (fill !== "" || !this.#sawFlushMarker))
      problems.add({
        code: "truncated",
        message: `The file holds ${buffers} of the ${buffersWritten} buffers that were written: its end is missing.${fill}`,
        offset: at,
        count: buffersWritten - buffers,
      });
    // Room that was taken in advance may be left over.
    else if (fill !== "" && (mode & LOG_MODE.PREALLOCATE) === 0)
      problems.add({ code: "bad-buffer", message: `The trace is complete, but the file goes on behind it.${fill}`, offset: at });
  }
}
