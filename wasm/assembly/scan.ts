// The hot loop: walks the events of one buffer and appends one row per event to the columns, plus the values of events that have a plan.
//
// The host copies a buffer to REGION_INPUT and calls openBuffer, then scan until it says SCAN_DONE or SCAN_BAD_EVENT:
//   SCAN_FULL       the columns are full: drain rows and values, call again
//   SCAN_NEW_TYPE   newType() was met for the first time: set its plan (or none), call again
// Rows appended since the last drain stand in the columns in every case. Nothing here traps, whatever the bytes are.
import {
  BUFFER_HEADER_SIZE,
  MAX_IMAGE,
  MAX_SLOTS,
  ROW_CAP,
  SCAN_BAD_EVENT,
  SCAN_DONE,
  SCAN_FULL,
  SCAN_NEW_TYPE,
  STATUS_BAD_COMPRESSION,
  TYPE_COUNT,
  TYPE_FIT,
  TYPE_FITS,
  TYPE_ID,
  TYPE_KEYWORDS,
  TYPE_KIND,
  TYPE_LEVEL,
  TYPE_OPCODE,
  TYPE_PLAN,
  TYPE_SCHEMA,
  TYPE_SIZE,
  TYPE_TASK,
  TYPE_VERSION,
  VALUE_CAP,
} from "./abi";
import { expandContent, startsEvent } from "./compression";
import { payloadFits } from "./fit";
import { hashBytes, internThread, internType } from "./intern";
import { IMAGE, INPUT, OFFSET, PLANS, THREAD, TIME, TYPE, TYPES, VALUES } from "./memory";
import { runPlan } from "./plan";

const KEY = memory.data(0x28);
const NOBODY: u32 = 0xffffffff;
const EXTENDED: u16 = 1; // EVENT_HEADER flag: extended items follow
const ITEM_SCHEMA: u16 = 0xb;

/*
 * Header bytes by kind, 0 for kinds whose header is not known (etl-format 3.3).
 *        00  01    02    03    04    05..09 0A    0B    0C 0D 0E 0F 10    11    12    13    14    15
 */
const HEADER_BYTES = memory.data<u8>([0, 0x20, 0x20, 0x18, 0x18, 0, 0, 0, 0, 0, 0x30, 0x48, 0, 0, 0, 0, 0x10, 0x10, 0x50, 0x50, 0x30, 0x48]);

/** Instance events have their class's GUID; those of very old logs are shorter, with a handle in its place. */
const INSTANCE: u32 = 0x48;
const OLD_INSTANCE: u32 = 0x38;

// Clock of the source being read: 100 ns ticks since the trace's first event are (time - t0) * scale + shift.
let t0: i64 = 0;
let scale: f64 = 1;
let shift: f64 = 0;

// The buffer being walked.
let image: usize = 0;
let position: usize = 0;
let used: usize = 0;
let lastTime: i64 = 0;
let timed = false; // lastTime is that of an event
let previous: f64 = 0;
let inOrder = true;
let freshType: i32 = 0;

// What stands in the columns since the last drain.
let rows: u32 = 0;
let valueWords: u32 = 0;

export function setClock(zero: i64, ticksPerUnit: f64, offset: f64): void {
  t0 = zero;
  scale = ticksPerUnit;
  shift = offset;
}

/**
 * Makes the image of the buffer of `bytes` at REGION_INPUT. For a compressed buffer `filled` is its announced size; a buffer that
 * is not compressed is walked where it stands, up to `filled` bytes. `time` stands in for the times of events when none has one.
 * Returns the bytes of the image (fewer than `filled` when a stream is damaged), or STATUS_BAD_COMPRESSION.
 */
export function openBuffer(bytes: u32, compressed: bool, filled: u32, time: i64): i32 {
  lastTime = time;
  timed = false;
  previous = -Infinity;
  inOrder = true;
  position = BUFFER_HEADER_SIZE;
  if (!compressed) {
    image = INPUT;
    used = min(filled, bytes);
    return <i32>used;
  }
  image = IMAGE;
  memory.copy(IMAGE, INPUT, BUFFER_HEADER_SIZE);
  const room = min(filled, <u32>MAX_IMAGE);
  if (bytes < <u32>BUFFER_HEADER_SIZE || room < <u32>BUFFER_HEADER_SIZE) return STATUS_BAD_COMPRESSION;
  const made = expandContent(INPUT + BUFFER_HEADER_SIZE, INPUT + <usize>bytes, IMAGE + BUFFER_HEADER_SIZE, room - BUFFER_HEADER_SIZE);
  if (made > 0 && !startsEvent(IMAGE + BUFFER_HEADER_SIZE, made)) return STATUS_BAD_COMPRESSION;
  used = <usize>BUFFER_HEADER_SIZE + <usize>made;
  return <i32>used;
}

/** Address of the image that openBuffer made. */
export function imageBase(): usize {
  return image;
}
/** Offset in the image at which scan stopped. */
export function scanPosition(): usize {
  return position;
}
export function rowCount(): u32 {
  return rows;
}
export function valueCount(): u32 {
  return valueWords;
}
export function newType(): i32 {
  return freshType;
}
/** Whether no event of this buffer is older than the one before it. */
export function bufferInOrder(): bool {
  return inOrder;
}
/** The host has taken rows and values. */
export function drained(): void {
  rows = 0;
  valueWords = 0;
}

@inline function ticks(time: i64): f64 {
  const d = time - t0;
  // Wrapped differences of hostile times saturate.
  const wrapped = ((time ^ t0) & (time ^ d)) < 0;
  return (wrapped ? (time < 0 ? -9223372036854775808.0 : 9223372036854775807.0) : <f64>d) * scale + shift;
}

/** Walks on from where the last call stopped. Returns a SCAN_* of abi.ts. */
export function scan(): i32 {
  while (true) {
    if (position + 8 > used) return SCAN_DONE;
    const p = image + position;
    const marker = load<u32>(p);
    if (marker == 0xffffffff || marker == 0) return SCAN_DONE;
    const form = marker >>> 24;
    if (form < 0x80) {
      // Old content behind the last event looks like this; a size with fill behind it does not.
      const next = load<u32>(p, 4);
      return next == 0 || next == 0xffffffff ? SCAN_DONE : SCAN_BAD_EVENT;
    }
    if (rows >= <u32>ROW_CAP || valueWords + <u32>(MAX_SLOTS + 2) > <u32>VALUE_CAP) return SCAN_FULL;

    const kind = kindOf(marker);
    const size = sizeOf(p, kind);
    const header = headerBytes(p, kind);
    if (size < header || <usize>size > used - position) return SCAN_BAD_EVENT;

    // The type's key, the time, the thread.
    store<u64>(KEY, 0);
    store<u64>(KEY, 0, 8);
    store<u64>(KEY, 0, 16);
    store<u64>(KEY, 0, 24);
    store<u32>(KEY, 0, 32);
    store<u8>(KEY, <u8>kind, TYPE_KIND);
    let time = timed ? lastTime : firstTime();
    let pid = NOBODY;
    let tid = NOBODY;
    let payload = p + <usize>header;
    const end = p + <usize>size;
    let pointerSize: u32 = 8;
    switch (kind) {
      case 0x12:
      case 0x13: {
        store<u64>(KEY, load<u64>(p, 0x18));
        store<u64>(KEY, load<u64>(p, 0x20), 8);
        store<u16>(KEY, load<u16>(p, 0x28), TYPE_ID);
        store<u8>(KEY, load<u8>(p, 0x2a), TYPE_VERSION);
        store<u8>(KEY, load<u8>(p, 0x2d), TYPE_OPCODE);
        store<u8>(KEY, load<u8>(p, 0x2c), TYPE_LEVEL);
        store<u16>(KEY, load<u16>(p, 0x2e), TYPE_TASK);
        store<u64>(KEY, load<u64>(p, 0x30), TYPE_KEYWORDS);
        if (kind == 0x12) pointerSize = 4;
        tid = load<u32>(p, 8);
        pid = load<u32>(p, 12);
        time = load<i64>(p, 16);
        if ((load<u16>(p, 4) & EXTENDED) != 0) payload = passItems(payload, end);
        break;
      }
      case 0x01:
      case 0x02:
      case 0x03:
      case 0x04:
        tid = load<u32>(p, 8);
        pid = load<u32>(p, 12);
        time = load<i64>(p, 16);
        kernelKey(p);
        if ((kind & 1) != 0) pointerSize = 4;
        break;
      case 0x10:
      case 0x11:
        time = load<i64>(p, 8);
        kernelKey(p);
        if (kind == 0x10) pointerSize = 4;
        break;
      case 0x0a:
      case 0x0b:
      case 0x14:
      case 0x15:
        if (header != OLD_INSTANCE) {
          store<u64>(KEY, load<u64>(p, 0x18));
          store<u64>(KEY, load<u64>(p, 0x20), 8);
        }
        store<u8>(KEY, load<u8>(p, 4), TYPE_OPCODE);
        store<u8>(KEY, load<u8>(p, 5), TYPE_LEVEL);
        store<u8>(KEY, <u8>load<u16>(p, 6), TYPE_VERSION);
        tid = load<u32>(p, 8);
        pid = load<u32>(p, 12);
        time = load<i64>(p, 16);
        if (kind <= 0x0b) pointerSize = 4;
        break;
      case 0x0f: {
        // TRACE_MESSAGE: items packed in the order of their flags (etl-format 3.8).
        const flags = load<u16>(p, 6);
        store<u16>(KEY, load<u16>(p, 4), TYPE_ID);
        let q = p + 8;
        if ((flags & 1) != 0) q += 4;
        if ((flags & 4) != 0) q += 4;
        else if ((flags & 2) != 0) {
          store<u64>(KEY, load<u64>(q));
          store<u64>(KEY, load<u64>(q, 8), 8);
          q += 16;
        }
        if ((flags & 0x18) != 0) {
          time = load<i64>(q);
          q += 8;
        }
        if ((flags & 0x20) != 0) {
          tid = load<u32>(q);
          pid = load<u32>(q, 4);
        }
        break;
      }
      default:
        break;
    }

    let type = internType(KEY);
    if (type < 0) {
      // The next call meets it again and finds it known.
      freshType = -type;
      return SCAN_NEW_TYPE;
    }
    const entry = TYPES + <usize>type * TYPE_SIZE;
    store<u32>(entry, load<u32>(entry, TYPE_COUNT) + 1, TYPE_COUNT);
    lastTime = time;
    const tick = ticks(time);
    if (tick < previous) inOrder = false;
    previous = tick;
    const row = <usize>rows;
    store<f64>(TIME + (row << 3), tick);
    store<u32>(OFFSET + (row << 2), <u32>position);
    store<u32>(TYPE + (row << 2), type);
    store<u32>(THREAD + (row << 2), internThread(pid, tid));

    const plan = load<u32>(entry, TYPE_PLAN);
    if (plan != 0) {
      const at = PLANS + <usize>(plan - 1) * 12;
      const slots = load<u32>(at, 8);
      const out = VALUES + ((<usize>valueWords) << 2);
      memory.fill(out + 8, 0, slots << 2);
      if (runPlan(load<u32>(at), load<u32>(at, 4), payload, end, pointerSize, image, p, size, out + 8)) {
        store<u32>(out, rows);
        store<u32>(out, plan - 1, 4);
        valueWords += 2 + slots;
      }
    }
    const fit = load<u32>(entry, TYPE_FIT);
    if (fit != 0 && payloadFits(fit - 1, payload, end)) store<u32>(entry, load<u32>(entry, TYPE_FITS) + 1, TYPE_FITS);
    rows++;
    position += (<usize>size + 7) & ~7;
  }
}

@inline function kindOf(marker: u32): u32 {
  const form = marker >>> 24;
  if ((form & 0x40) == 0) return (form & 0x10) != 0 ? 0x0f : 0x0e;
  const kind = (marker >>> 16) & 0xff;
  return kind == 0x0f ? 0x0e : kind; // 0F is no kind on disk: a message has no kind byte
}

@inline function sizeOf(p: usize, kind: u32): u32 {
  return isKernel(kind) ? load<u16>(p, 4) : load<u16>(p);
}

@inline function isKernel(kind: u32): bool {
  return (kind >= 1 && kind <= 4) || kind == 0x10 || kind == 0x11;
}

/** Bytes in front of the payload, without extended items. */
@inline function headerBytes(p: usize, kind: u32): u32 {
  let header: u32 = kind <= 0x15 ? load<u8>(HEADER_BYTES + kind) : 0;
  if (header == 0) header = 8;
  if (header == INSTANCE && load<u16>(p) < INSTANCE) return OLD_INSTANCE;
  if (kind == 0x10 || kind == 0x11) {
    const version = <u32>load<u16>(p);
    header += ((version & 0x8000) != 0 ? 8 : 0) + (((version >>> 8) & 7) << 3);
  } else if (kind == 0x0f) {
    header += itemBytes(load<u16>(p, 6));
  }
  return header;
}

/** Where an event has its time, or 0 for one without. */
@inline function timeAt(p: usize, kind: u32): u32 {
  if (kind == 0x10 || kind == 0x11) return 8;
  if (kind != 0x0f) return kind <= 0x15 && load<u8>(HEADER_BYTES + kind) != 0 ? 0x10 : 0;
  const flags = load<u16>(p, 6);
  return (flags & 0x18) == 0 ? 0 : 8 + itemBytes(flags & 7);
}

/**
 * Time of the first event of the buffer that has one: it stands in for events before it that have none, which were recorded at about that
 * time. The flush, which does so in a buffer without any time, is later than all events of the buffer. Walks the buffer once.
 */
function firstTime(): i64 {
  timed = true;
  for (let at = position; at + 8 <= used; ) {
    const p = image + at;
    const marker = load<u32>(p);
    if (marker == 0xffffffff || marker >>> 24 < 0x80) break;
    const kind = kindOf(marker);
    const size = sizeOf(p, kind);
    if (size < headerBytes(p, kind) || <usize>size > used - at) break;
    const offset = timeAt(p, kind);
    if (offset != 0) {
      lastTime = load<i64>(p + <usize>offset);
      break;
    }
    at += (<usize>size + 7) & ~7;
  }
  return lastTime;
}

/** Bytes of the items that the flags of a message announce. */
@inline function itemBytes(flags: u16): u32 {
  let n: u32 = 0;
  if ((flags & 1) != 0) n += 4;
  if ((flags & 4) != 0) n += 4;
  else if ((flags & 2) != 0) n += 16;
  if ((flags & 0x18) != 0) n += 8;
  if ((flags & 0x20) != 0) n += 8;
  return n;
}

@inline function kernelKey(p: usize): void {
  store<u8>(KEY, load<u8>(p, 7), 15);
  store<u8>(KEY, load<u8>(p), TYPE_VERSION);
  store<u8>(KEY, load<u8>(p, 6), TYPE_OPCODE);
}

/**
 * Walks the extended items of an EVENT_HEADER event from `p`, notes the hash of a TraceLogging schema, and returns where the payload begins.
 *   item   | 00 u16 size, padded | 02 u16 type | 04 u16 bit 0: another follows | 06 u16 data bytes | 08 data |
 */
function passItems(p: usize, end: usize): usize {
  let more = true;
  while (more) {
    if (p + 8 > end) return min(p, end);
    const size = <usize>load<u16>(p);
    const data = <usize>load<u16>(p, 6);
    if (size < 8 || size < 8 + data || size > end - p) return p;
    // One that has no room for its own length describes nothing.
    if (load<u16>(p, 2) == ITEM_SCHEMA && data >= 2) store<u32>(KEY, hashBytes(p + 8, <u32>data) | 1, TYPE_SCHEMA);
    more = (load<u16>(p, 4) & 1) != 0;
    p += size;
  }
  return p;
}
