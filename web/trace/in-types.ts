import { findNul16 } from "../core/bytes.js";
import { IN_TYPE as T, OUT_TYPE } from "./schema.js";

/** Where one value stands: content is bytes[from, to), the next value begins at `next`. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** In types that may serve as the length or count of a later field. */
export function isInteger(inType: number): boolean {
  return (inType >= T.INT8 && inType <= T.UINT64) || inType === T.HEX_INT32 || inType === T.HEX_INT64;
}

/** Bytes of one value of the in types that always have the same size. */
export function fixedSize(inType: number, pointerSize: 4 | 8): number | undefined {
  switch (inType) {
    case T.NULL:
      return 0;
    case T.INT8:
    case T.UINT8:
    case T.ANSI_CHAR:
      return 1;
    case T.INT16:
    case T.UINT16:
    case T.UNICODE_CHAR:
      return 2;
    case T.INT32:
    case T.UINT32:
    case T.FLOAT:
    case T.BOOLEAN:
    case T.HEX_INT32:
      return 4;
    case T.INT64:
    case T.UINT64:
    case T.DOUBLE:
    case T.FILETIME:
    case T.HEX_INT64:
      return 8;
    case T.GUID:
    case T.SYSTEMTIME:
      return 16;
    case T.POINTER:
    case T.SIZE_T:
      return pointerSize;
    default:
      return undefined;
  }
}

/** Bytes of a character of a text type, 0 for the others. */
export function textUnit(inType: number): 0 | 1 | 2 {
  switch (inType) {
    case T.UNICODE_STRING:
    case T.MANIFEST_COUNTED_STRING:
    case T.COUNTED_STRING:
    case T.REVERSED_COUNTED_STRING:
    case T.NON_NULL_TERMINATED_STRING:
      return 2;
    case T.ANSI_STRING:
    case T.MANIFEST_COUNTED_ANSI_STRING:
    case T.COUNTED_ANSI_STRING:
    case T.REVERSED_COUNTED_ANSI_STRING:
    case T.NON_NULL_TERMINATED_ANSI_STRING:
      return 1;
    default:
      return 0;
  }
}

/** Size of an array element that is one character of a text: arrays of these are shown as text. 0 for everything else. */
export function characterUnit(inType: number, outType: number | undefined): 0 | 1 | 2 {
  if (inType === T.UNICODE_CHAR || (inType === T.UINT16 && outType === OUT_TYPE.STRING)) return 2;
  if (inType === T.ANSI_CHAR || ((inType === T.INT8 || inType === T.UINT8) && outType === OUT_TYPE.STRING)) return 1;
  return 0;
}

function take(from: number, size: number, limit: number): Extent | undefined {
  return size >= 0 && size <= limit - from ? { from, to: from + size, next: from + size } : undefined;
}

/** SID: u8 revision, u8 n (at most 15), 6 bytes authority, n x u32. */
function sidExtent(bytes: Uint8Array, at: number, limit: number): Extent | undefined {
  const n = limit - at >= 8 ? (bytes[at + 1] ?? 16) : 16;
  return n <= 15 ? take(at, 8 + 4 * n, limit) : undefined;
}

/**
 * SID of kernel events: four zero bytes for none, else a TOKEN_USER (two pointers) and the SID. Some writers put a zeroed
 * TOKEN_USER before a real SID, so what stands behind two pointers decides before the first four bytes do.
 */
function wbemSidExtent(bytes: Uint8Array, at: number, limit: number, pointerSize: 4 | 8): Extent | undefined {
  if (limit - at < 4) return undefined;
  const sid = at + 2 * pointerSize;
  const zero = bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 0 && bytes[at + 3] === 0;
  if (zero) {
    const n = sid + 8 <= limit && bytes[sid] === 1 ? (bytes[sid + 1] ?? 0) : 0;
    const authority = bytes[sid + 2] === 0 && bytes[sid + 3] === 0 && bytes[sid + 4] === 0 && bytes[sid + 5] === 0 && bytes[sid + 6] === 0;
    const real = n >= 1 && n <= 15 && authority ? sidExtent(bytes, sid, limit) : undefined;
    return real ?? { from: at, to: at, next: at + 4 };
  }
  return sid <= limit ? sidExtent(bytes, sid, limit) : undefined;
}

/** A byte count of `width` bytes, then the content. */
function countedExtent(bytes: Uint8Array, at: number, limit: number, width: 2 | 4, bigEndian = false): Extent | undefined {
  if (limit - at < width) return undefined;
  const byte = (i: number): number => bytes[at + (bigEndian ? width - 1 - i : i)] ?? 0;
  let size = 0;
  for (let i = width - 1; i >= 0; i--) size = size * 256 + byte(i);
  return take(at + width, size, limit);
}

/** Up to and with the NUL; the end of the data stands in for a missing one, but at least one character must be there. */
function terminatedExtent(bytes: Uint8Array, at: number, limit: number, unit: 1 | 2): Extent | undefined {
  if (limit - at < unit) return undefined;
  if (unit === 2) {
    const nul = findNul16(bytes, at, limit);
    const to = nul < 0 ? limit - ((limit - at) & 1) : nul;
    return { from: at, to, next: nul < 0 ? to : to + 2 };
  }
  const nul = bytes.subarray(at, limit).indexOf(0);
  return nul < 0 ? { from: at, to: limit, next: limit } : { from: at, to: at + nul, next: at + nul + 1 };
}

/**
 * The extent of the value at `at`, or undefined when it does not end before `limit` or its size cannot be known.
 * `length` is in characters for text, in bytes for binary.
 */
export function extentOf(
  bytes: Uint8Array,
  at: number,
  limit: number,
  inType: number,
  outType: number | undefined,
  length: number | undefined,
  pointerSize: 4 | 8,
): Extent | undefined {
  const size = fixedSize(inType, pointerSize);
  if (size !== undefined) return take(at, size, limit);
  switch (inType) {
    case T.UNICODE_STRING:
      return length === undefined ? terminatedExtent(bytes, at, limit, 2) : take(at, length * 2, limit);
    case T.ANSI_STRING:
      return length === undefined ? terminatedExtent(bytes, at, limit, 1) : take(at, length, limit);
    case T.BINARY: {
      const known = length ?? (outType === OUT_TYPE.IPV6 ? 16 : outType === OUT_TYPE.MAC ? 6 : undefined);
      return known === undefined ? undefined : take(at, known, limit);
    }
    case T.SID:
      return sidExtent(bytes, at, limit);
    case T.WBEM_SID:
      return wbemSidExtent(bytes, at, limit, pointerSize);
    case T.MANIFEST_COUNTED_STRING:
    case T.MANIFEST_COUNTED_ANSI_STRING:
    case T.MANIFEST_COUNTED_BINARY:
    case T.COUNTED_STRING:
    case T.COUNTED_ANSI_STRING:
      return countedExtent(bytes, at, limit, 2);
    case T.REVERSED_COUNTED_STRING:
    case T.REVERSED_COUNTED_ANSI_STRING:
      return countedExtent(bytes, at, limit, 2, true);
    case T.NON_NULL_TERMINATED_STRING:
    case T.NON_NULL_TERMINATED_ANSI_STRING:
      return take(at, limit - at, limit);
    case T.HEX_DUMP:
      return countedExtent(bytes, at, limit, 4);
    default:
      return undefined;
  }
}
