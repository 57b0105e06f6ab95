import type { Problem } from "../core/api.js";
import { viewOf } from "../core/bytes.js";
import { BUFFER_FLAG, BUFFER_HEADER_BYTES, KNOWN_BUFFER_FLAGS, LAST_BUFFER_TYPE, MAX_BUFFER_CONTENT, readBufferHeader, type BufferHeader } from "./buffer.js";
import { eventStep } from "./event-header.js";

/** What the log file header tells about the file's buffers. A bufferSize of 0 means that it is not known. */
export interface SessionShape {
  readonly bufferSize: number;
  readonly compressed: boolean;
}

export type BufferStep =
  | { readonly kind: "buffer"; readonly header: BufferHeader; readonly diskSize: number; readonly truncated: boolean }
  | { readonly kind: "end" }
  | { readonly kind: "bad"; readonly problem: Problem };

/** A buffer cannot take more on disk: 16 MiB of content, and some room for content that grew when it was compressed. */
export const MAX_BUFFER_ON_DISK = 20 * 1024 * 1024;
/** Bytes to read at a candidate for `isResyncPoint`: a buffer header and the start of its first event. */
export const RESYNC_HEAD_BYTES = BUFFER_HEADER_BYTES + 8;
/** A trace may not ask for more decompressed bytes than this many times its size: real ones stay under 10. */
export const DECODED_PER_FILE_BYTE = 4096;
/** Windows makes no smaller session buffers, so a smaller figure is damage and no distance to go by. */
const SMALLEST_SESSION_BUFFER = 1024;

const isFill = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0) || bytes.every((byte) => byte === 0xff);

/**
 * Decides what stands at `offset` in the file: `head` has the 0x48 bytes there, or the fewer that are left.
 * A buffer takes `diskSize` bytes; `truncated` when the file ends before the buffer does.
 */
export function stepBuffer(head: Uint8Array, offset: number, fileSize: number, session: SessionShape): BufferStep {
  const left = fileSize - offset;
  const bytes = head.subarray(0, Math.max(0, Math.min(BUFFER_HEADER_BYTES, left)));
  if (left <= 0 || isFill(bytes)) return { kind: "end" };
  const bad = (message: string, code: Problem["code"] = "bad-buffer"): BufferStep => ({ kind: "bad", problem: { code, message, offset } });
  if (bytes.length < BUFFER_HEADER_BYTES) {
    return bad(`The file ends inside a buffer header: ${bytes.length} bytes are left, ${BUFFER_HEADER_BYTES} were expected.`, "truncated");
  }

  const header = readBufferHeader(bytes, 0);
  const { bufferSize, filled, type } = header;
  const compressed = (header.flags & BUFFER_FLAG.COMPRESSED) !== 0;
  if (bufferSize < BUFFER_HEADER_BYTES) return bad(`A buffer says that it is ${bufferSize} bytes long; its header alone has ${BUFFER_HEADER_BYTES}.`);
  if (bufferSize > MAX_BUFFER_ON_DISK) return bad(`A buffer says that it is ${bufferSize} bytes long; at most ${MAX_BUFFER_ON_DISK} were expected.`);
  if (filled > BUFFER_HEADER_BYTES + MAX_BUFFER_CONTENT) {
    return bad(`A buffer says that it holds ${filled} bytes; at most ${BUFFER_HEADER_BYTES + MAX_BUFFER_CONTENT} were expected.`);
  }
  if (compressed && filled < BUFFER_HEADER_BYTES) return bad(`A compressed buffer says that it expands to ${filled} bytes, less than its own header.`);
  if (type > LAST_BUFFER_TYPE) return bad(`A buffer has the unknown type ${type}; 0 to ${LAST_BUFFER_TYPE} were expected.`);
  // With a whole session buffer and more still to come, a size past the end of the file is a damaged size and not a cut file.
  const known = !session.compressed && session.bufferSize >= SMALLEST_SESSION_BUFFER;
  if (bufferSize > left && known && bufferSize !== session.bufferSize && left >= session.bufferSize) {
    return bad(`A buffer says that it is ${bufferSize} bytes long with ${left} left in the file; ${session.bufferSize} were expected.`);
  }
  return { kind: "buffer", header, diskSize: Math.min(bufferSize, left), truncated: bufferSize > left };
}

/** Where a walk may take up again behind a damaged buffer header at `offset`. Nowhere when buffers have no common size. */
export function* resyncCandidates(offset: number, fileSize: number, session: SessionShape): Generator<number, void, undefined> {
  if (session.compressed || session.bufferSize < SMALLEST_SESSION_BUFFER) return;
  for (let at = offset + session.bufferSize; at + BUFFER_HEADER_BYTES <= fileSize; at += session.bufferSize) yield at;
}

/** Whether the `RESYNC_HEAD_BYTES` at a candidate are the start of a sound, uncompressed buffer of the session. */
export function isResyncPoint(head: Uint8Array, session: SessionShape): boolean {
  if (head.length < BUFFER_HEADER_BYTES) return false;
  const { bufferSize, filled, flags, type } = readBufferHeader(head, 0);
  if (bufferSize !== session.bufferSize || filled < BUFFER_HEADER_BYTES || filled > bufferSize) return false;
  if (type > LAST_BUFFER_TYPE || (flags & ~KNOWN_BUFFER_FLAGS) !== 0 || (flags & BUFFER_FLAG.COMPRESSED) !== 0) return false;
  return filled === BUFFER_HEADER_BYTES || startsEvent(head, BUFFER_HEADER_BYTES);
}

/** Whether the word at `at` is a marker that systems write: C0, or 90 and B0 for messages. */
export function startsEvent(bytes: Uint8Array, at: number): boolean {
  if (at + 4 > bytes.length) return false;
  const flags = viewOf(bytes).getUint8(at + 3);
  return flags === 0xc0 || flags === 0x90 || flags === 0xb0;
}

/** The next sound buffer behind a damaged header at `offset`, or undefined when there is none. `read` gives up to `length` bytes at a file offset. */
export function resync(read: (offset: number, length: number) => Uint8Array, offset: number, fileSize: number, session: SessionShape): number | undefined {
  for (const at of resyncCandidates(offset, fileSize, session)) if (isResyncPoint(read(at, RESYNC_HEAD_BYTES), session)) return at;
  return undefined;
}

/** Visits the events of a buffer's image one after another. Returns the offset of something that cannot be walked over, or undefined. */
export function walkEvents(image: Uint8Array, used: number, visit: (at: number) => void): number | undefined {
  for (let at = BUFFER_HEADER_BYTES; ;) {
    const here = eventStep(image, at, used);
    if (here.kind === "end") return undefined;
    if (here.kind === "bad") return at;
    visit(at);
    at += (here.size + 7) & ~7;
  }
}
