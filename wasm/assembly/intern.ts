// Dictionaries: each gives equal keys one small number. Open addressing, full compare on a hash match, fixed capacity:
// hostile traces with endless distinct keys fill a table, never the memory.
import { STRING_BYTES, STRING_CAP, THREAD_CAP, TYPE_CAP, TYPE_HASH, TYPE_ID, TYPE_KEY_SIZE, TYPE_KIND, TYPE_SIZE } from "./abi";
import { STRING_SLOTS, STRING_TEXT, STRINGS, THREAD_SLOTS, THREADS, TYPE_SLOTS, TYPES } from "./memory";

/**
 * Places that are looked at before a key is given up as lost. Tables are at most half full, where random keys are found within 60; keys
 * that were made to collide would otherwise take a walk through all of them, each.
 */
const MAX_PROBES = 256;

/** Types of which at least this many places stay free for the coarse keys (GUID and kind only) of a full table. */
const COARSE_ROOM = 1024;

let typeCountValue = 1; // 0 is the type of events that no table had room for
let threadCountValue = 1; // 0: not kept
let stringCountValue = 1; // 0: the empty string, or not kept
let stringBytes: u32 = 0;
let lostKeys: u32 = 0;

export function typeCount(): i32 {
  return typeCountValue;
}
export function threadCount(): i32 {
  return threadCountValue;
}
export function stringCount(): i32 {
  return stringCountValue;
}
/** Keys that found no room and share entry 0. */
export function keysLost(): u32 {
  return lostKeys;
}

/** Forgets all keys: for another trace in the same memory. */
export function resetDictionaries(): void {
  memory.fill(TYPES, 0, TYPE_SIZE);
  memory.fill(TYPE_SLOTS, 0, TYPE_CAP * 2 * 4);
  memory.fill(THREAD_SLOTS, 0, THREAD_CAP * 2 * 4);
  memory.fill(STRING_SLOTS, 0, STRING_CAP * 2 * 4);
  store<u64>(THREADS, 0);
  store<u64>(STRINGS, 0);
  typeCountValue = 1;
  threadCountValue = 1;
  stringCountValue = 1;
  stringBytes = 0;
  lostKeys = 0;
}

@inline function mix(h: u64, word: u64): u64 {
  const x = (h ^ word) * 0x9e3779b97f4a7c15;
  return x ^ (x >>> 32);
}

/** 32-bit hash of n bytes. */
export function hashBytes(p: usize, n: u32): u32 {
  let h: u64 = <u64>n;
  const end = p + <usize>n;
  while (p + 8 <= end) {
    h = mix(h, load<u64>(p));
    p += 8;
  }
  let rest: u64 = 0;
  let shift: u64 = 0;
  while (p < end) {
    rest |= <u64>load<u8>(p) << shift;
    shift += 8;
    p++;
  }
  h = mix(h, rest);
  return <u32>h;
}

@inline function sameType(a: usize, b: usize): bool {
  return (
    load<u64>(a) == load<u64>(b) &&
    load<u64>(a, 8) == load<u64>(b, 8) &&
    load<u64>(a, 16) == load<u64>(b, 16) &&
    load<u64>(a, 24) == load<u64>(b, 24) &&
    load<u32>(a, 32) == load<u32>(b, 32)
  );
}

/** Index of the type whose key of TYPE_KEY_SIZE bytes stands at `key`; `-index` when it is new. */
export function internType(key: usize): i32 {
  const hash = hashBytes(key, TYPE_KEY_SIZE);
  let at = hash & (TYPE_CAP * 2 - 1);
  for (let probe = 0; probe < MAX_PROBES; probe++) {
    const slot = TYPE_SLOTS + (<usize>at << 2);
    const found = load<u32>(slot);
    if (found == 0) {
      if (typeCountValue >= TYPE_CAP - COARSE_ROOM) {
        if (typeCountValue >= TYPE_CAP || isCoarse(key)) {
          if (typeCountValue >= TYPE_CAP) {
            lostKeys++;
            return 0;
          }
        } else {
          lostKeys++;
          const kind = load<u8>(key, TYPE_KIND);
          memory.fill(key + TYPE_ID, 0, TYPE_KEY_SIZE - TYPE_ID);
          store<u8>(key, kind, TYPE_KIND);
          return internType(key);
        }
      }
      const entry = TYPES + <usize>typeCountValue * TYPE_SIZE;
      memory.fill(entry, 0, TYPE_SIZE);
      memory.copy(entry, key, TYPE_KEY_SIZE);
      store<u32>(entry, hash, TYPE_HASH);
      store<u32>(slot, typeCountValue);
      return -typeCountValue++;
    }
    const entry = TYPES + <usize>found * TYPE_SIZE;
    if (load<u32>(entry, TYPE_HASH) == hash && sameType(entry, key)) return found;
    at = (at + 1) & (TYPE_CAP * 2 - 1);
  }
  lostKeys++;
  return 0;
}

function isCoarse(key: usize): bool {
  return load<u32>(key, TYPE_ID) == 0 && load<u64>(key, 0x18) == 0 && load<u32>(key, 0x20) == 0 && load<u8>(key, 0x14) == 0 && load<u16>(key, 0x16) == 0;
}

/** Index of a (process, thread) pair. */
export function internThread(pid: u32, tid: u32): u32 {
  const key = (<u64>tid << 32) | pid;
  let at = <u32>mix(0, key) & (THREAD_CAP * 2 - 1);
  for (let probe = 0; probe < MAX_PROBES; probe++) {
    const slot = THREAD_SLOTS + (<usize>at << 2);
    const found = load<u32>(slot);
    if (found == 0) {
      if (threadCountValue >= THREAD_CAP) {
        lostKeys++;
        return 0;
      }
      store<u64>(THREADS + ((<usize>threadCountValue) << 3), key);
      store<u32>(slot, threadCountValue);
      return threadCountValue++;
    }
    if (load<u64>(THREADS + ((<usize>found) << 3)) == key) return found;
    at = (at + 1) & (THREAD_CAP * 2 - 1);
  }
  lostKeys++;
  return 0;
}

/** Index of a text of n bytes; trailing NULs must be cut by the caller. */
export function internString(p: usize, n: u32): u32 {
  if (n == 0) return 0;
  const hash = hashBytes(p, n);
  let at = hash & (STRING_CAP * 2 - 1);
  for (let probe = 0; probe < MAX_PROBES; probe++) {
    const slot = STRING_SLOTS + (<usize>at << 2);
    const found = load<u32>(slot);
    if (found == 0) {
      if (stringCountValue >= STRING_CAP || stringBytes + n > <u32>STRING_BYTES) {
        lostKeys++;
        return 0;
      }
      const entry = STRINGS + ((<usize>stringCountValue) << 3);
      memory.copy(STRING_TEXT + stringBytes, p, n);
      store<u32>(entry, stringBytes);
      store<u32>(entry, n, 4);
      stringBytes += n;
      store<u32>(slot, stringCountValue);
      return stringCountValue++;
    }
    const entry = STRINGS + ((<usize>found) << 3);
    if (load<u32>(entry, 4) == n && memory.compare(STRING_TEXT + load<u32>(entry), p, n) == 0) return found;
    at = (at + 1) & (STRING_CAP * 2 - 1);
  }
  lostKeys++;
  return 0;
}
