import { closeSync, openSync, writeSync } from "node:fs";
import { BUFFER_FLAG, BUFFER_HEADER_BYTES, readBufferHeader } from "../../web/trace/buffer.js";
import { walkEvents } from "../../web/trace/chain.js";
import { parseEventHeader } from "../../web/trace/event-header.js";
import { PKTMON_GUID } from "../../web/providers/frames.js";
import { compressLz77 } from "../fixtures/lz77-compress.js";

/** A file of the wanted size from little: what stands at its beginning once, and a stretch of time that comes again and again. */
export interface Template {
  /** A whole trace of which the header buffer counts. */
  readonly header: Uint8Array;
  /** Another, not compressed, of which the data buffers stand at the beginning. */
  readonly once: Uint8Array;
  /** Others, of CPUs of their own, of which they come again and again: one stretch of time. Events have their time at 0x10. */
  readonly period: readonly Uint8Array[];
  readonly compress: boolean;
}

export interface Written {
  readonly bytes: number;
  /** With the header event. */
  readonly events: number;
  readonly buffers: number;
}

/** Frames of templates go to this address; what stands behind it in the frame is varied, so that no packet comes twice. */
export const VARIED_MAC = "02:48:4f:50:53:43";
const VARIED = Uint8Array.of(0x02, 0x48, 0x4f, 0x50, 0x53, 0x43);
/** From the destination address of a frame to the first words of its IPv4 addresses. */
const SOURCE_AT = 26;
const DESTINATION_AT = 30;
/** Upper half of the number that PktMon's frame events begin with. */
const GROUP_AT = 0x54;
/** Periods after which addresses come again. */
const VARIANTS = 4096;

const AT = { SIZE: 0, TIME: 0x10, SEQUENCE: 0x18, USED: 0x30, FLAGS: 0x34 } as const;
/** Log file header in the header buffer: event header of 0x20 bytes, then version and processors. */
const HEADER = BUFFER_HEADER_BYTES + 0x20;
const HEADER_AT = { END_TIME: HEADER + 0x10, BUFFERS: HEADER + 0x24 } as const;

/** One data buffer of the period, and where in it something changes from period to period. */
interface Piece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly used: number;
  readonly times: readonly number[];
  readonly frames: readonly number[];
  /** PktMon numbers packets by group. */
  readonly groups: readonly number[];
}

/** Writes a trace of at least `targetBytes` and returns what is in it. */
export function repeatTrace(template: Template, path: string, targetBytes: number): Written {
  const out = openSync(path, "w");
  let [at, events, buffers, sequence] = [0, 0, 0, 1n];
  const write = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length;) done += writeSync(out, bytes, done);
    at += bytes.length;
  };
  const put = (piece: Piece): void => {
    const view = new DataView(piece.bytes.buffer);
    view.setBigInt64(AT.SEQUENCE, sequence++, true);
    events += piece.times.length;
    buffers++;
    write(template.compress ? compressed(piece) : piece.bytes);
  };
  try {
    const [header] = buffersOf(template.header);
    if (header === undefined) throw new Error("a template without a header buffer");
    const pieces = template.period.flatMap((trace) => buffersOf(trace).slice(1)).map(toPiece);
    const shiftPerPeriod = spanOf(pieces) + 1_000_000n;
    write(header);
    for (const buffer of buffersOf(template.once).slice(1)) put(toPiece(buffer));
    let periods = 0;
    for (; at < targetBytes; periods++) {
      for (const piece of pieces) {
        put(piece);
        if (at >= targetBytes) break;
      }
      for (const piece of pieces) moveOn(piece, shiftPerPeriod, periods);
    }
    const view = new DataView(header.buffer);
    view.setUint32(HEADER_AT.BUFFERS, buffers + 1, true);
    view.setBigInt64(HEADER_AT.END_TIME, view.getBigInt64(HEADER_AT.END_TIME, true) + shiftPerPeriod * BigInt(periods), true);
    writeSync(out, header, 0, header.length, 0);
  } finally {
    closeSync(out);
  }
  return { bytes: at, events: events + 1, buffers: buffers + 1 };
}

function buffersOf(trace: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const found: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < trace.length;) {
    const { bufferSize } = readBufferHeader(trace, at);
    found.push(trace.slice(at, at + bufferSize));
    at += bufferSize;
  }
  return found;
}

function toPiece(bytes: Uint8Array<ArrayBuffer>): Piece {
  const used = readBufferHeader(bytes, 0).filled;
  const times: number[] = [];
  const groups: number[] = [];
  walkEvents(bytes, used, (at) => {
    times.push(at + AT.TIME);
    const header = parseEventHeader(bytes, at, used);
    if (header?.providerGuid === PKTMON_GUID && header.id === 160) groups.push(at + GROUP_AT);
  });
  const frames: number[] = [];
  const all = Buffer.from(bytes.buffer);
  for (let at = all.indexOf(VARIED); at >= 0; at = all.indexOf(VARIED, at + 1)) frames.push(at);
  // The closing mark stands on the last buffer of a trace alone.
  new DataView(bytes.buffer).setUint16(AT.FLAGS, new DataView(bytes.buffer).getUint16(AT.FLAGS, true) & ~BUFFER_FLAG.FLUSH_MARKER, true);
  return { bytes, used, times, frames, groups };
}

function spanOf(pieces: readonly Piece[]): bigint {
  let [from, to] = [1n << 62n, 0n];
  for (const { bytes, times } of pieces) {
    const view = new DataView(bytes.buffer);
    for (const at of times) {
      const time = view.getBigInt64(at, true);
      if (time < from) from = time;
      if (time > to) to = time;
    }
  }
  return to - from;
}

/** The piece as it is one period later. Sums over both addresses stay as they are, and so do the checksums. */
function moveOn({ bytes, times, frames, groups }: Piece, shift: bigint, period: number): void {
  const view = new DataView(bytes.buffer);
  for (const at of [AT.TIME, ...times]) view.setBigInt64(at, view.getBigInt64(at, true) + shift, true);
  const step = period % VARIANTS === VARIANTS - 1 ? 1 - VARIANTS : 1;
  for (const at of frames) {
    view.setUint16(at + SOURCE_AT, view.getUint16(at + SOURCE_AT) + step);
    view.setUint16(at + DESTINATION_AT, view.getUint16(at + DESTINATION_AT) - step);
  }
  for (const at of groups) view.setUint32(at, view.getUint32(at, true) + 1, true);
}

function compressed({ bytes, used }: Piece): Uint8Array<ArrayBuffer> {
  const content = compressLz77(bytes.subarray(BUFFER_HEADER_BYTES, used));
  const out = new Uint8Array(BUFFER_HEADER_BYTES + content.length);
  out.set(bytes.subarray(0, BUFFER_HEADER_BYTES));
  out.set(content, BUFFER_HEADER_BYTES);
  const view = new DataView(out.buffer);
  view.setUint32(AT.SIZE, out.length, true);
  view.setUint16(AT.FLAGS, view.getUint16(AT.FLAGS, true) | BUFFER_FLAG.COMPRESSED, true);
  return out;
}
