import { guidAt, viewOf } from "../core/bytes.js";
import { KIND, type EventHeader, type ExtendedItem } from "./event.js";
import { kernelClassGuid } from "./kernel-groups.js";

/** What stands at a position inside a buffer: an event, the end of the data, or something that cannot be walked over. */
export type EventStep = { readonly kind: "event"; readonly size: number } | { readonly kind: "end" } | { readonly kind: "bad" };

export const ZERO_GUID = "00000000-0000-0000-0000-000000000000";

const FILL = 0xffffffff;
const OPAQUE_HEADER = 8;
const NO_ID = 0xffffffff;
/** Instance events have their class's GUID; those of very old logs are shorter, with a handle in its place. */
const INSTANCE = 0x48;
const OLD_INSTANCE = 0x38;

/** Bytes of the fixed header per kind. Kinds that are not here are skipped by their size, their content is not known. */
const HEADER_BYTES: Readonly<Record<number, number>> = {
  [KIND.SYSTEM32]: 0x20,
  [KIND.SYSTEM64]: 0x20,
  [KIND.COMPACT32]: 0x18,
  [KIND.COMPACT64]: 0x18,
  [KIND.FULL32]: 0x30,
  [KIND.INSTANCE32]: INSTANCE,
  [KIND.PERFINFO32]: 0x10,
  [KIND.PERFINFO64]: 0x10,
  [KIND.EVENT32]: 0x50,
  [KIND.EVENT64]: 0x50,
  [KIND.FULL64]: 0x30,
  [KIND.INSTANCE64]: INSTANCE,
};

const isPerfInfo = (kind: number): boolean => kind === KIND.PERFINFO32 || kind === KIND.PERFINFO64;
const isKernel = (kind: number): boolean => (kind >= KIND.SYSTEM32 && kind <= KIND.COMPACT64) || isPerfInfo(kind);

/**
 * The kind by the marker, the event's first u32:
 *
 *   byte 3   & 80 always   & 40 event trace header, byte 2 is its kind   & 10 message (WPP)   neither: WNODE form
 *
 * A kind byte of 0F would be mistaken for a message, so it counts as a WNODE form too: opaque.
 */
function kindOf(marker: number): number {
  const flags = marker >>> 24;
  if ((flags & 0x40) !== 0) {
    const kind = (marker >>> 16) & 0xff;
    return kind === KIND.MESSAGE ? KIND.WNODE : kind;
  }
  return (flags & 0x10) !== 0 ? KIND.MESSAGE : KIND.WNODE;
}

/** Version's high byte: 0x80 says that a u64 PEBS index follows the header, the low three bits how many u64 counters follow that. */
function perfCounterBytes(version: number): number {
  return ((version & 0x8000) !== 0 ? 8 : 0) + ((version >> 8) & 7) * 8;
}

const MESSAGE_FLAG = { SEQUENCE: 0x01, GUID: 0x02, COMPONENT: 0x04, TIME: 0x08, PERF_TIME: 0x10, SYSTEM_INFO: 0x20, POINTER32: 0x40, POINTER64: 0x80 } as const;

/** Where the items of a message start, by its option flags; they are packed in this order. -1: not there. */
function messageLayout(flags: number): { readonly guid: number; readonly time: number; readonly thread: number; readonly end: number } {
  let at = 8;
  const take = (present: boolean, bytes: number): number => {
    if (!present) return -1;
    at += bytes;
    return at - bytes;
  };
  const component = (flags & MESSAGE_FLAG.COMPONENT) !== 0;
  take((flags & MESSAGE_FLAG.SEQUENCE) !== 0, 4);
  take(component, 4);
  const guid = take(!component && (flags & MESSAGE_FLAG.GUID) !== 0, 16);
  const time = take((flags & (MESSAGE_FLAG.TIME | MESSAGE_FLAG.PERF_TIME)) !== 0, 8);
  const thread = take((flags & MESSAGE_FLAG.SYSTEM_INFO) !== 0, 8);
  return { guid, time, thread, end: at };
}

/** Bytes before the payload, without extended items. */
function fixedBytes(view: DataView, at: number, kind: number): number {
  if (kind === KIND.MESSAGE) return messageLayout(view.getUint16(at + 6, true)).end;
  const fixed = HEADER_BYTES[kind] ?? OPAQUE_HEADER;
  if (fixed === INSTANCE && view.getUint16(at, true) < INSTANCE) return OLD_INSTANCE;
  return isPerfInfo(kind) ? fixed + perfCounterBytes(view.getUint16(at, true)) : fixed;
}

function step(view: DataView, at: number, used: number): EventStep {
  const limit = Math.min(used, view.byteLength);
  if (at < 0 || at + 8 > limit) return { kind: "end" };
  const marker = view.getUint32(at, true);
  if (marker === FILL || marker === 0) return { kind: "end" };
  if (marker < 0x80000000) {
    const next = view.getUint32(at + 4, true);
    return next === 0 || next === FILL ? { kind: "end" } : { kind: "bad" };
  }
  const kind = kindOf(marker);
  const size = view.getUint16(at + (isKernel(kind) ? 4 : 0), true);
  return size >= fixedBytes(view, at, kind) && size <= limit - at ? { kind: "event", size } : { kind: "bad" };
}

/**
 * Decides what to do at `at` in a buffer whose data ends at `used`. The next event starts at `at` + size rounded up to 8.
 * A word without the high bit and fill behind it counts as the end: data that stops short leaves such a word.
 */
export function eventStep(bytes: Uint8Array, at: number, used: number): EventStep {
  return step(viewOf(bytes), at, used);
}

/** Fewest data bytes of an extended item by type; an item with fewer is dropped. Types that are not here may have any number. */
const ITEM_MINIMUM: readonly number[] = [0, 16, 8, 4, 24, 8, 8, 8, 8, 8, 8, 2, 2, 8, 16, 8, 16, 16, 16];
const RELATED_ACTIVITY = 1;

/**
 * Extended item behind an EVENT_HEADER
 *   00 u16 size of the whole item, rounded up to 8
 *   02 u16 type
 *   04 u16 bit 0: another item follows
 *   06 u16 data size
 *   08     data
 *
 * An item that does not fit ends the chain, and what stands there is left to the payload. Sizes are at least 8, so the chain is finite.
 */
function readItems(view: DataView, at: number, size: number): { readonly items: readonly ExtendedItem[]; readonly end: number } {
  const items: ExtendedItem[] = [];
  let p = 0x50;
  for (let more = true; more && p + 8 <= size;) {
    const itemSize = view.getUint16(at + p, true);
    const type = view.getUint16(at + p + 2, true);
    const dataSize = view.getUint16(at + p + 6, true);
    if (itemSize < 8 + dataSize || itemSize > size - p) break;
    more = (view.getUint16(at + p + 4, true) & 1) !== 0;
    if (dataSize >= (ITEM_MINIMUM[type] ?? 0)) items.push({ type, from: p + 8, to: p + 8 + dataSize });
    p += itemSize;
  }
  return { items, end: p };
}

const idOrUndefined = (value: number): number | undefined => (value === NO_ID ? undefined : value);
const guidOrUndefined = (guid: string): string | undefined => (guid === ZERO_GUID ? undefined : guid);

function blank(kind: number, size: number, pointerSize: 4 | 8, payloadFrom: number): EventHeader {
  return {
    kind,
    size,
    pointerSize,
    timeStamp: undefined,
    providerGuid: ZERO_GUID,
    id: 0,
    version: 0,
    opcode: 0,
    level: 0,
    channel: 0,
    task: 0,
    keywords: 0n,
    pid: undefined,
    tid: undefined,
    activityId: undefined,
    relatedActivityId: undefined,
    items: [],
    payloadFrom,
    payloadTo: size,
  };
}

/**
 * Kernel events. 00 u16 version (high byte: counters) | 02 u8 kind | 03 u8 C0 | 04 u16 size | 06 u8 type | 07 u8 group
 *   kinds 01 to 04:  08 u32 thread | 0C u32 process | 10 i64 time | 18 u32 kernel time, 1C u32 user time (not in 03, 04)
 *   kinds 10 and 11: 08 i64 time | 10 counters
 */
function kernelHeader(view: DataView, at: number, kind: number, size: number): EventHeader {
  const perf = isPerfInfo(kind);
  const pointerSize = kind === KIND.SYSTEM32 || kind === KIND.COMPACT32 || kind === KIND.PERFINFO32 ? 4 : 8;
  return {
    ...blank(kind, size, pointerSize, fixedBytes(view, at, kind)),
    timeStamp: view.getBigInt64(at + (perf ? 8 : 0x10), true),
    providerGuid: kernelClassGuid(view.getUint16(at + 6, true)),
    version: view.getUint8(at),
    opcode: view.getUint8(at + 6),
    tid: perf ? undefined : idOrUndefined(view.getUint32(at + 8, true)),
    pid: perf ? undefined : idOrUndefined(view.getUint32(at + 0xc, true)),
  };
}

/**
 * Classic events: 00 u16 size | 02 u8 kind | 03 u8 C0 | 04 u8 type | 05 u8 level | 06 u16 version | 08 u32 thread | 0C u32 process
 *   10 i64 time | 18 class GUID | 28 kernel and user time | instance events only: 30 u32 instance, 34 u32 parent, 38 parent GUID
 *   instance events of very old logs: 18 u64 handle | 20 u32 instance, 24 u32 parent | 28 kernel and user time | 30 u64 handle of the parent
 */
function classicHeader(view: DataView, bytes: Uint8Array, at: number, kind: number, size: number): EventHeader {
  const pointerSize = kind === KIND.FULL32 || kind === KIND.INSTANCE32 ? 4 : 8;
  const headerBytes = fixedBytes(view, at, kind);
  return {
    ...blank(kind, size, pointerSize, headerBytes),
    timeStamp: view.getBigInt64(at + 0x10, true),
    providerGuid: headerBytes === OLD_INSTANCE ? ZERO_GUID : guidAt(bytes, at + 0x18),
    version: view.getUint16(at + 6, true),
    opcode: view.getUint8(at + 4),
    level: view.getUint8(at + 5),
    tid: idOrUndefined(view.getUint32(at + 8, true)),
    pid: idOrUndefined(view.getUint32(at + 0xc, true)),
  };
}

/**
 * EVENT_HEADER: 00 u16 size | 02 u8 kind | 03 u8 C0 | 04 u16 flags (bit 0: extended items) | 06 u16 property | 08 u32 thread | 0C u32 process
 *   10 i64 time | 18 provider GUID | 28 u16 id | 2A u8 version | 2B u8 channel | 2C u8 level | 2D u8 opcode | 2E u16 task
 *   30 u64 keywords | 38 kernel and user time | 40 activity GUID | 50 extended items, payload
 */
function manifestHeader(view: DataView, bytes: Uint8Array, at: number, kind: number, size: number): EventHeader {
  const chain = (view.getUint16(at + 4, true) & 1) !== 0 ? readItems(view, at, size) : { items: [], end: 0x50 };
  const related = chain.items.find((item) => item.type === RELATED_ACTIVITY);
  return {
    ...blank(kind, size, kind === KIND.EVENT32 ? 4 : 8, chain.end),
    timeStamp: view.getBigInt64(at + 0x10, true),
    providerGuid: guidAt(bytes, at + 0x18),
    id: view.getUint16(at + 0x28, true),
    version: view.getUint8(at + 0x2a),
    channel: view.getUint8(at + 0x2b),
    level: view.getUint8(at + 0x2c),
    opcode: view.getUint8(at + 0x2d),
    task: view.getUint16(at + 0x2e, true),
    keywords: view.getBigUint64(at + 0x30, true),
    tid: idOrUndefined(view.getUint32(at + 8, true)),
    pid: idOrUndefined(view.getUint32(at + 0xc, true)),
    activityId: guidOrUndefined(guidAt(bytes, at + 0x40)),
    relatedActivityId: related && guidOrUndefined(guidAt(bytes, at + related.from)),
    items: chain.items,
  };
}

/** TRACE_MESSAGE: 00 u16 size | 02 u8 reserved | 03 u8 90 | 04 u16 number | 06 u16 option flags | 08 items by flags, then arguments */
function messageHeader(view: DataView, bytes: Uint8Array, at: number, size: number): EventHeader {
  const flags = view.getUint16(at + 6, true);
  const layout = messageLayout(flags);
  const only32 = (flags & (MESSAGE_FLAG.POINTER32 | MESSAGE_FLAG.POINTER64)) === MESSAGE_FLAG.POINTER32;
  return {
    ...blank(KIND.MESSAGE, size, only32 ? 4 : 8, layout.end),
    timeStamp: layout.time < 0 ? undefined : view.getBigInt64(at + layout.time, true),
    providerGuid: layout.guid < 0 ? ZERO_GUID : guidAt(bytes, at + layout.guid),
    id: view.getUint16(at + 4, true),
    tid: layout.thread < 0 ? undefined : idOrUndefined(view.getUint32(at + layout.thread, true)),
    pid: layout.thread < 0 ? undefined : idOrUndefined(view.getUint32(at + layout.thread + 4, true)),
  };
}

/**
 * The header of the event at `at`, or undefined where the buffer's data ends or cannot be walked (see `eventStep`).
 * Kinds whose layout is not known come out with the zero GUID, no time, and all behind their first 8 bytes as payload.
 */
export function parseEventHeader(bytes: Uint8Array, at: number, used: number): EventHeader | undefined {
  const view = viewOf(bytes);
  const here = step(view, at, used);
  if (here.kind !== "event") return undefined;
  const kind = kindOf(view.getUint32(at, true));
  if (isKernel(kind)) return kernelHeader(view, at, kind, here.size);
  switch (kind) {
    case KIND.FULL32:
    case KIND.FULL64:
    case KIND.INSTANCE32:
    case KIND.INSTANCE64:
      return classicHeader(view, bytes, at, kind, here.size);
    case KIND.EVENT32:
    case KIND.EVENT64:
      return manifestHeader(view, bytes, at, kind, here.size);
    case KIND.MESSAGE:
      return messageHeader(view, bytes, at, here.size);
    default:
      return blank(kind, here.size, 8, OPAQUE_HEADER);
  }
}
