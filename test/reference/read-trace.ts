import type { Problem } from "../../web/core/api.js";
import {
  BUFFER_FLAG,
  BUFFER_HEADER_BYTES,
  holdsEvents,
  isTrace,
  readBufferHeader,
  usedBytes,
  type BufferHeader,
  type Recognition,
} from "../../web/trace/buffer.js";
import { DECODED_PER_FILE_BYTE, resync, stepBuffer, walkEvents, type SessionShape } from "../../web/trace/chain.js";
import { Clock, flushTime } from "../../web/trace/clock.js";
import { announcedCompression, expandBuffer } from "../../web/trace/compression.js";
import { parseEventHeader } from "../../web/trace/event-header.js";
import type { EventHeader } from "../../web/trace/event.js";
import { LOG_MODE, parseLogFileHeader, type LogFileHeader } from "../../web/trace/log-file-header.js";
import { mergeLanes } from "./merge-lanes.js";

export interface ReferenceBuffer {
  /** In the file. */
  readonly offset: number;
  readonly diskSize: number;
  readonly truncated: boolean;
  readonly header: BufferHeader;
  /** Header and content, decompressed. Only the header when the content could not be had. */
  readonly image: Uint8Array;
  readonly used: number;
}

export interface ReferenceEvent {
  /** Index into `buffers`. */
  readonly buffer: number;
  /** In the buffer's image. */
  readonly offset: number;
  /** Raw; for an event without a time of its own that of the previous event of the buffer that has one, else of the next, else the buffer's. */
  readonly timeStamp: bigint;
  readonly header: EventHeader;
}

export interface ReferenceTrace {
  readonly recognition: Recognition;
  readonly logFile: LogFileHeader | undefined;
  readonly clock: Clock | undefined;
  readonly buffers: readonly ReferenceBuffer[];
  /** In time order. */
  readonly events: readonly ReferenceEvent[];
  /** Damage on the way; losses that the log file header tells of are not repeated here. */
  readonly problems: readonly Problem[];
}

const EVENT_HEADER_BYTES = 0x20;

/** The first event: log file header and clock. `isTrace` has made sure that it is one. */
function readFirstEvent(bytes: Uint8Array): { readonly logFile: LogFileHeader; readonly clock: Clock } | undefined {
  const event = parseEventHeader(bytes, BUFFER_HEADER_BYTES, bytes.length);
  if (event?.timeStamp === undefined) return undefined;
  const logFile = parseLogFileHeader(bytes, BUFFER_HEADER_BYTES + EVENT_HEADER_BYTES, BUFFER_HEADER_BYTES + event.size, event.pointerSize);
  return logFile && { logFile, clock: new Clock(logFile, event.timeStamp) };
}

/** Reads a whole trace the plain way, everything in memory: what faster readers are compared with. Never throws. */
export function readTrace(bytes: Uint8Array): ReferenceTrace {
  const recognition = isTrace(bytes, bytes.length);
  const first = recognition.ok ? readFirstEvent(bytes) : undefined;
  const mode = first?.logFile.mode ?? 0;
  const session: SessionShape = { bufferSize: first?.logFile.bufferSize ?? 0, compressed: (mode & LOG_MODE.COMPRESSED) !== 0 };
  const problems: Problem[] = [];
  const buffers = recognition.ok ? readBuffers(bytes, session, problems) : [];
  const perBuffer = buffers.map((buffer, index) => {
    const { header } = buffer;
    return readEvents(buffer, index, first === undefined ? header.timeStamp : flushTime(header, mode, first.clock), problems);
  });
  const lanes = buffers.map(({ header }, index) => ({ header, events: perBuffer[index] ?? [] }));
  const merged = mergeLanes(lanes, mode);
  if (merged.unsorted > 0) problems.push({ code: "clock-step", message: "Buffers in which time goes back; their events were sorted.", count: merged.unsorted });
  if (merged.overlapping > 0) problems.push({ code: "clock-step", message: "Buffers that begin before the one before them ends.", count: merged.overlapping });
  return { recognition, logFile: first?.logFile, clock: first?.clock, buffers, events: merged.events, problems };
}

function readBuffers(bytes: Uint8Array, session: SessionShape, problems: Problem[]): ReferenceBuffer[] {
  const buffers: ReferenceBuffer[] = [];
  const slice = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
  let budget = bytes.length * DECODED_PER_FILE_BYTE;
  let format = announcedCompression(readBufferHeader(bytes, 0));
  for (let offset = 0; ;) {
    const step = stepBuffer(slice(offset, BUFFER_HEADER_BYTES), offset, bytes.length, session);
    if (step.kind === "end") return buffers;
    if (step.kind === "bad") {
      problems.push(step.problem);
      const next = resync(slice, offset, bytes.length, session);
      if (next === undefined) return buffers;
      offset = next;
      continue;
    }
    const { header, diskSize, truncated } = step;
    const stored = slice(offset, diskSize);
    if (truncated) problems.push({ code: "truncated", message: `The file ends ${header.bufferSize - diskSize} bytes before its last buffer does.`, offset });
    let image = stored;
    if ((header.flags & BUFFER_FLAG.COMPRESSED) !== 0) {
      const wanted = header.filled - BUFFER_HEADER_BYTES;
      budget -= wanted;
      const expanded = budget < 0 ? undefined : expandBuffer(stored, header.filled, format);
      const sound = expanded !== undefined && (expanded.ok || truncated);
      if (sound) format = expanded.format;
      else problems.push({ code: "bad-compression", message: `A buffer does not expand to the ${wanted} bytes it announces.`, offset });
      image = sound ? expanded.image : stored.slice(0, BUFFER_HEADER_BYTES);
    }
    buffers.push({ offset, diskSize, truncated, header, image, used: usedBytes(header, image.length) });
    offset += diskSize;
  }
}

function readEvents(buffer: ReferenceBuffer, index: number, flush: bigint, problems: Problem[]): ReferenceEvent[] {
  const found: { readonly offset: number; readonly header: EventHeader }[] = [];
  if (!holdsEvents(buffer.header.type)) return [];
  const bad = walkEvents(buffer.image, buffer.used, (offset) => {
    const header = parseEventHeader(buffer.image, offset, buffer.used);
    if (header) found.push({ offset, header });
  });
  // In a cut buffer the last event is cut too, and the cut has been told.
  if (bad !== undefined && !buffer.truncated) {
    problems.push({
      code: "bad-event",
      message: `The rest of a buffer was left out: at ${bad} of ${buffer.used} bytes no event was found.`,
      offset: buffer.offset,
    });
  }
  let timeStamp = found.find(({ header }) => header.timeStamp !== undefined)?.header.timeStamp ?? flush;
  return found.map(({ offset, header }) => {
    timeStamp = header.timeStamp ?? timeStamp;
    return { buffer: index, offset, timeStamp, header };
  });
}
