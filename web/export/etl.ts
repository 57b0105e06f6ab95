import { viewOf } from "../core/bytes.js";
import { BUFFER_FLAG, BUFFER_HEADER_BYTES, BUFFER_TYPE } from "../trace/buffer.js";
import { LOG_MODE } from "../trace/log-file-header.js";

/** Holds the largest event there is, and is small enough to be what Windows calls version 1.5. */
const BUFFER_BYTES = 0x20000;
/** Buffers filled at once: a damaged trace may name any number of CPUs. */
const MOST_OPEN = 256;
const HEADER_ALIGNMENT = 0x200;
/** Fixed part of the log file header with 4-byte pointers, and the header of the event around it. */
const FIXED_BYTES = 0x110;
const EVENT_HEADER_BYTES = 0x20;

export interface EtlHeader {
  /** The log file header event as it stands in the source. */
  readonly event: Uint8Array;
  readonly pointerSize: 4 | 8;
  readonly loggerName: string;
  readonly logFileName: string;
  readonly eventsLost: number;
  readonly buffersLost: number;
}

interface OpenBuffer {
  readonly cpu: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  used: number;
}

/**
 * Writes a trace out of events of another one, as a relogger does: no compression, no logger id, FILETIMEs as times of buffers, numbers
 * without gaps from 1. Events come in the order of time and go into the buffer of their CPU. Buffers have one size and are filled with
 * 0xFF behind their last event. The header buffer is made last, and stands first.
 */
export class EtlFile {
  readonly #open = new Map<number, OpenBuffer>();
  readonly #done: OpenBuffer[] = [];
  #sequence = 0;
  #time = 0n;

  /** `fileTime`: FILETIME of the event. What is taken up to now is complete but for the mark on the last buffer, which `finish` sets. */
  add(cpu: number, fileTime: bigint, event: Uint8Array): void {
    const size = (event.length + 7) & ~7;
    if (size > BUFFER_BYTES - BUFFER_HEADER_BYTES) throw new RangeError(`an event of ${event.length} bytes`);
    if (fileTime > this.#time) this.#time = fileTime;
    let buffer = this.#open.get(cpu);
    if (buffer !== undefined && buffer.used + size > BUFFER_BYTES) {
      this.#close(buffer);
      buffer = undefined;
    }
    if (buffer === undefined) {
      const [oldest] = this.#open.values();
      if (oldest !== undefined && this.#open.size >= MOST_OPEN) this.#close(oldest);
      buffer = { cpu, bytes: new Uint8Array(BUFFER_BYTES).fill(0xff), used: BUFFER_HEADER_BYTES };
      this.#open.set(cpu, buffer);
    }
    buffer.bytes.set(event, buffer.used);
    buffer.bytes.fill(0, buffer.used + event.length, buffer.used + size);
    buffer.used += size;
  }

  /** Buffers that are full; the last one stays until `finish`. */
  take(): Uint8Array<ArrayBuffer>[] {
    return this.#done.splice(0, Math.max(0, this.#done.length - 1)).map(({ bytes }) => bytes);
  }

  /** The rest of the buffers, and the header buffer. `endTime`: FILETIME of the last event that was chosen. */
  finish(header: EtlHeader, endTime: bigint): { readonly head: Uint8Array<ArrayBuffer>; readonly rest: Uint8Array<ArrayBuffer>[] } {
    for (const buffer of this.#open.values()) this.#close(buffer);
    const last = this.#done[this.#done.length - 1]?.bytes;
    if (last !== undefined) viewOf(last).setUint16(0x34, BUFFER_FLAG.CPU_INDEX | BUFFER_FLAG.FLUSH_MARKER, true);
    return { head: headerBuffer(header, endTime, this.#sequence + 1), rest: this.#done.splice(0).map(({ bytes }) => bytes) };
  }

  #close(buffer: OpenBuffer): void {
    this.#open.delete(buffer.cpu);
    writeBufferHeader(buffer.bytes, {
      used: buffer.used,
      time: this.#time,
      sequence: ++this.#sequence,
      cpu: buffer.cpu,
      state: 3,
      flags: BUFFER_FLAG.CPU_INDEX,
      type: BUFFER_TYPE.GENERIC,
    });
    this.#done.push(buffer);
  }
}

interface BufferFields {
  readonly used: number;
  readonly time: bigint;
  readonly sequence: number;
  readonly cpu: number;
  readonly state: number;
  readonly flags: number;
  readonly type: number;
}

/** WMI_BUFFER_HEADER, drawn in trace/buffer.ts. */
function writeBufferHeader(bytes: Uint8Array, { used, time, sequence, cpu, state, flags, type }: BufferFields): void {
  const view = viewOf(bytes);
  bytes.fill(0, 0, BUFFER_HEADER_BYTES);
  view.setUint32(0x00, bytes.length, true);
  view.setUint32(0x04, used, true);
  view.setUint32(0x08, bytes.length, true);
  view.setBigInt64(0x10, time, true);
  view.setBigInt64(0x18, BigInt(sequence), true);
  view.setUint16(0x28, cpu, true);
  view.setUint32(0x2c, state, true);
  view.setUint32(0x30, used, true);
  view.setUint16(0x34, flags, true);
  view.setUint16(0x36, type, true);
}

/** The log file header, drawn in trace/log-file-header.ts, with what is other in this file than in its source. */
function headerBuffer(header: EtlHeader, endTime: bigint, buffers: number): Uint8Array<ArrayBuffer> {
  const { event, pointerSize } = header;
  const shift = pointerSize === 8 ? 8 : 0;
  const fixed = EVENT_HEADER_BYTES + FIXED_BYTES + shift;
  const names = utf16le(`${header.loggerName}\0${header.logFileName}\0`);
  const size = fixed + names.length;
  const used = BUFFER_HEADER_BYTES + ((size + 7) & ~7);
  const out = new Uint8Array(Math.ceil(used / HEADER_ALIGNMENT) * HEADER_ALIGNMENT).fill(0xff);
  out.fill(0, BUFFER_HEADER_BYTES, used);
  out.set(event.subarray(0, fixed), BUFFER_HEADER_BYTES);
  out.set(names, BUFFER_HEADER_BYTES + fixed);
  const view = viewOf(out);
  view.setUint16(BUFFER_HEADER_BYTES + 4, size, true);
  const at = BUFFER_HEADER_BYTES + EVENT_HEADER_BYTES;
  view.setUint32(at, BUFFER_BYTES, true);
  out.set([1, 5], at + 6);
  view.setBigInt64(at + 0x10, endTime, true);
  const gone = LOG_MODE.COMPRESSED | LOG_MODE.CIRCULAR | LOG_MODE.APPEND | LOG_MODE.NEW_FILE | LOG_MODE.PREALLOCATE | LOG_MODE.BUFFERING;
  view.setUint32(at + 0x20, ((view.getUint32(at + 0x20, true) & ~gone) | LOG_MODE.SEQUENTIAL | LOG_MODE.RELOG) >>> 0, true);
  view.setUint32(at + 0x24, buffers, true);
  view.setUint32(at + 0x30, header.eventsLost, true);
  view.setUint32(at + shift + 0x10c, header.buffersLost, true);
  writeBufferHeader(out, { used, time: 0n, sequence: 0, cpu: 0, state: 0, flags: BUFFER_FLAG.CPU_INDEX | BUFFER_FLAG.FLUSH_MARKER, type: BUFFER_TYPE.HEADER });
  return out;
}

function utf16le(text: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(text.length * 2);
  const view = viewOf(out);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true);
  return out;
}
