import { viewOf } from "../core/bytes.js";
import type { TraceErrorCode } from "../core/errors.js";

/**
 * WMI_BUFFER_HEADER, 0x48 bytes in front of the events
 *   00 u32 distance to the next buffer    04 u32 saved offset         08 u32, 0C i32 run time only
 *   10 i64 time stamp of the flush        18 i64 sequence number      20 u64 list pointers
 *   28 u16 CPU if flag 20, else u8 CPU    2A u16 logger id            2C u32 state
 *   30 u32 valid bytes with this header, before compression           34 u16 flags
 *   36 u16 type                           38 16 bytes of list pointers
 */
export interface BufferHeader {
  readonly bufferSize: number;
  readonly savedOffset: number;
  readonly timeStamp: bigint;
  readonly sequence: bigint;
  readonly cpu: number;
  readonly loggerId: number;
  readonly state: number;
  /** Valid bytes, this header included, before compression. */
  readonly filled: number;
  readonly flags: number;
  readonly type: number;
}

export const BUFFER_HEADER_BYTES = 0x48;
/** Largest content of one buffer, compressed or not: the largest session buffer Windows takes. */
export const MAX_BUFFER_CONTENT = 16 * 1024 * 1024;

export const BUFFER_FLAG = { FLUSH_MARKER: 0x01, EVENTS_LOST: 0x02, BUFFER_LOST: 0x04, BACKUP_CORRUPT: 0x08, CPU_INDEX: 0x20, COMPRESSED: 0x40 } as const;
export const KNOWN_BUFFER_FLAGS = 0x7f;

export const BUFFER_TYPE = { GENERIC: 0, RUNDOWN: 1, CONTEXT_SWAP: 2, REFERENCE_TIME: 3, HEADER: 4, BATCHED: 5, EMPTY_MARKER: 6, DEBUGGER: 7 } as const;
export const LAST_BUFFER_TYPE = BUFFER_TYPE.DEBUGGER;

/** Buffers of these types hold no events. */
export function holdsEvents(type: number): boolean {
  return type !== BUFFER_TYPE.REFERENCE_TIME && type !== BUFFER_TYPE.EMPTY_MARKER && type !== BUFFER_TYPE.DEBUGGER;
}

/** The header at `at`; bytes beyond the end read as zero. */
export function readBufferHeader(bytes: Uint8Array, at: number): BufferHeader {
  const header = new Uint8Array(BUFFER_HEADER_BYTES);
  header.set(bytes.subarray(at, at + BUFFER_HEADER_BYTES));
  const view = viewOf(header);
  const flags = view.getUint16(0x34, true);
  return {
    bufferSize: view.getUint32(0, true),
    savedOffset: view.getUint32(4, true),
    timeStamp: view.getBigInt64(0x10, true),
    sequence: view.getBigInt64(0x18, true),
    // Without the flag the second byte is an alignment that older systems leave at 8.
    cpu: (flags & BUFFER_FLAG.CPU_INDEX) !== 0 ? view.getUint16(0x28, true) : view.getUint8(0x28),
    loggerId: view.getUint16(0x2a, true),
    state: view.getUint32(0x2c, true),
    filled: view.getUint32(0x30, true),
    flags,
    type: view.getUint16(0x36, true),
  };
}

/** End of the data in a buffer whose image (header and decompressed content) has `imageLength` bytes. */
export function usedBytes(header: Pick<BufferHeader, "filled" | "savedOffset">, imageLength: number): number {
  const fits = (end: number): boolean => end >= BUFFER_HEADER_BYTES && end <= imageLength;
  if (fits(header.filled)) return header.filled;
  return fits(header.savedOffset) ? header.savedOffset : imageLength;
}

export type Recognition = { readonly ok: true } | { readonly ok: false; readonly code: TraceErrorCode; readonly message: string };

/** The smallest trace: a buffer header, a kernel event header, and the fixed part of a 32-bit log file header. */
export const SMALLEST_TRACE = BUFFER_HEADER_BYTES + 0x20 + 0x110;
const SMALLEST_FIRST_EVENT = 0x20 + 0x110;

const MAGIC: readonly { readonly bytes: readonly number[]; readonly found: string }[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], found: "a PNG picture" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], found: "a ZIP archive" },
  { bytes: [0x4d, 0x53, 0x43, 0x46], found: "a cabinet (.cab) archive" },
  { bytes: [0x0a, 0x0d, 0x0d, 0x0a], found: "a pcapng packet capture; open it in Wireshark" },
  { bytes: [0xd4, 0xc3, 0xb2, 0xa1], found: "a pcap packet capture; open it in Wireshark" },
  { bytes: [0xa1, 0xb2, 0xc3, 0xd4], found: "a pcap packet capture; open it in Wireshark" },
  { bytes: [0x4d, 0x3c, 0xb2, 0xa1], found: "a pcap packet capture; open it in Wireshark" },
  { bytes: [0xa1, 0xb2, 0x3c, 0x4d], found: "a pcap packet capture; open it in Wireshark" },
  { bytes: [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0x00], found: "a Windows event log (.evtx); open it in Event Viewer" },
  { bytes: [0x52, 0x6c, 0x46, 0x73], found: "a backup stub of a real-time session (RlFs), which holds no trace of its own" },
];

const TEXT_MARKS: readonly (readonly number[])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0xef, 0xbb, 0xbf],
];

const startsWith = (head: Uint8Array, magic: readonly number[]): boolean => head.length >= magic.length && magic.every((byte, i) => head[i] === byte);
const isTextByte = (byte: number): boolean => (byte >= 0x20 && byte !== 0x7f) || (byte >= 0x09 && byte <= 0x0d);

function looksLikeText(head: Uint8Array): boolean {
  return TEXT_MARKS.some((mark) => startsWith(head, mark)) || (head.length >= 4 && head.every(isTextByte));
}

/**
 * Whether a file is a trace, by its first bytes (give at least `SMALLEST_TRACE` of them). Traces have no magic number:
 * the first buffer must be a header buffer whose first event is the log file header (hook 0, kind 01 or 02).
 */
export function isTrace(head: Uint8Array, fileSize: number): Recognition {
  const no = (message: string, code: TraceErrorCode = "not-etl"): Recognition => ({ ok: false, code, message });
  if (fileSize === 0) return no("The file is empty (0 bytes). A Windows trace (.etl) was expected.");
  const known = MAGIC.find(({ bytes }) => startsWith(head, bytes));
  if (known) return no(`This is not a Windows trace (.etl) but ${known.found}.`);
  if (head.every((byte) => byte === 0)) {
    return no(`The file starts with ${head.length} zero bytes and nothing else: the recording never reached the disk, or the copy failed.`);
  }
  const first = new Uint8Array(SMALLEST_TRACE);
  first.set(head.subarray(0, SMALLEST_TRACE));
  const view = viewOf(first);
  const bufferSize = view.getUint32(0, true);
  const kind = view.getUint8(0x4a);
  const logFileHeader = (kind === 1 || kind === 2) && view.getUint8(0x4b) === 0xc0 && view.getUint16(0x4e, true) === 0;
  const headerBuffer = view.getUint16(0x36, true) === BUFFER_TYPE.HEADER && bufferSize >= BUFFER_HEADER_BYTES;
  if (headerBuffer && logFileHeader && view.getUint16(0x4c, true) >= SMALLEST_FIRST_EVENT) {
    if (fileSize >= SMALLEST_TRACE && bufferSize <= fileSize) return { ok: true };
    return no(`The file is cut off: it has ${fileSize} bytes, and its first buffer alone, the trace's header, needs ${Math.max(bufferSize, SMALLEST_TRACE)}.`);
  }
  if (logFileHeader && isOldLayout(view, fileSize)) {
    return no("This trace was recorded by a Windows older than Vista (5.x), whose layout is not supported. Vista or later was expected.", "unsupported");
  }
  if (looksLikeText(head)) return no("This is a text file, not a Windows trace (.etl).");
  if (fileSize < SMALLEST_TRACE) {
    return no(`The file has ${fileSize} bytes; a Windows trace (.etl) has at least ${SMALLEST_TRACE}. It is cut off or something else.`);
  }
  return no("This is not a Windows trace (.etl): it does not begin with a buffer that holds a log file header.");
}

/** Before Vista the write position stood at 08 in front of the same first event, whose payload (68) names the system at 6C. */
function isOldLayout(view: DataView, fileSize: number): boolean {
  const offset = view.getUint32(8, true);
  return view.getUint8(0x6c) === 5 || (view.getUint16(0x36, true) !== BUFFER_TYPE.HEADER && offset > BUFFER_HEADER_BYTES && offset <= fileSize);
}
