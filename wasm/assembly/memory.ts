// The memory map: one fixed layout above the module's static data, so that the host only has to grow the memory once.
// Pages that are never touched cost nothing, so the two big areas at the end are as large as the largest legal buffer.
import {
  CODE_WORDS,
  FIT_WORDS,
  MAX_DISK_BUFFER,
  MAX_IMAGE,
  PLAN_CAP,
  REGION_CODE,
  REGION_END,
  REGION_FIT,
  REGION_IMAGE,
  REGION_INPUT,
  REGION_OFFSET,
  REGION_PLANS,
  REGION_STRINGS,
  REGION_STRING_BYTES,
  REGION_THREAD,
  REGION_THREADS,
  REGION_TIME,
  REGION_TYPE,
  REGION_TYPES,
  REGION_VALUES,
  ROW_CAP,
  STRING_BYTES,
  STRING_CAP,
  THREAD_CAP,
  TYPE_CAP,
  TYPE_SIZE,
  VALUE_CAP,
} from "./abi";

@inline function up(n: usize): usize {
  return (n + 63) & ~(<usize>63);
}

/** Spare bytes behind both buffer areas: wide loads and copies may touch them. */
export const SLACK: usize = 64;

export const TYPES: usize = up(__heap_base);
export const TYPE_SLOTS: usize = TYPES + TYPE_CAP * TYPE_SIZE; // u32 index + 1 by hash
export const THREADS: usize = TYPE_SLOTS + TYPE_CAP * 2 * 4;
export const THREAD_SLOTS: usize = THREADS + THREAD_CAP * 8;
export const STRINGS: usize = THREAD_SLOTS + THREAD_CAP * 2 * 4; // {u32 offset, u32 bytes}
export const STRING_SLOTS: usize = STRINGS + STRING_CAP * 8;
export const STRING_TEXT: usize = STRING_SLOTS + STRING_CAP * 2 * 4;
export const CODE: usize = STRING_TEXT + STRING_BYTES;
export const PLANS: usize = CODE + CODE_WORDS * 4; // {u32 first step, u32 steps, u32 slots}
export const FIT: usize = up(PLANS + PLAN_CAP * 12);
export const TIME: usize = up(FIT + FIT_WORDS * 4);
export const OFFSET: usize = TIME + ROW_CAP * 8;
export const TYPE: usize = OFFSET + ROW_CAP * 4;
export const THREAD: usize = TYPE + ROW_CAP * 4;
export const VALUES: usize = THREAD + ROW_CAP * 4;
export const HUFFMAN: usize = up(VALUES + VALUE_CAP * 4); // u16 length << 9 | symbol, by the next 15 bits
export const INPUT: usize = up(HUFFMAN + 0x10000);
export const IMAGE: usize = up(INPUT + MAX_DISK_BUFFER + SLACK);
export const END: usize = up(IMAGE + MAX_IMAGE + SLACK);

/** Address of a region of abi.ts; REGION_END is the memory the module needs, in bytes. */
export function region(which: i32): usize {
  switch (which) {
    case REGION_TYPES:
      return TYPES;
    case REGION_THREADS:
      return THREADS;
    case REGION_STRINGS:
      return STRINGS;
    case REGION_STRING_BYTES:
      return STRING_TEXT;
    case REGION_CODE:
      return CODE;
    case REGION_PLANS:
      return PLANS;
    case REGION_TIME:
      return TIME;
    case REGION_OFFSET:
      return OFFSET;
    case REGION_TYPE:
      return TYPE;
    case REGION_THREAD:
      return THREAD;
    case REGION_VALUES:
      return VALUES;
    case REGION_INPUT:
      return INPUT;
    case REGION_IMAGE:
      return IMAGE;
    case REGION_FIT:
      return FIT;
    case REGION_END:
      return END;
    default:
      return 0;
  }
}
