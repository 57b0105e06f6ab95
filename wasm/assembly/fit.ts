// Whether the lengths of a payload fit one of the layouts known for its type (abi.ts: FIT_*). It walks fields and keeps nothing, so that
// "decoded" in the summary is true for each event without decoding any. web/trace/payload.ts is its reference.
import {
  FIT_BE16,
  FIT_COUNT,
  FIT_COUNT_REF,
  FIT_COUNTED,
  FIT_EXACT,
  FIT_FIELD,
  FIT_FIXED_ARRAY,
  FIT_LENGTH_REF,
  FIT_LOAD,
  FIT_MORE,
  FIT_REPEAT,
  FIT_REST,
  FIT_RUN,
  FIT_SET,
  FIT_SID,
  FIT_SIZED,
  FIT_SKIP,
  FIT_TO_END,
  FIT_WBEM_SID,
  FIT_Z16,
  FIT_Z8,
} from "./abi";
import { FIT } from "./memory";

/** Values that earlier fields gave for later lengths and counts. */
const REGISTERS = memory.data(256 * 8);
/** Steps for one payload: an event has at most 64 KB, but elements without a size multiply. */
const MAX_STEPS: i32 = 0x20000;
/** SID: u8 revision, u8 n (at most 15), 6 bytes authority, n x u32. */
const SID_PARTS: u32 = 15;

let at: usize = 0;
let end: usize = 0;
let stepsLeft: i32 = 0;
// The top-level field being read: where it starts, whether the data said that it is there, whether it or a later one must be there.
let start: usize = 0;
let announced = false;
let required = false;

/** Whether [p, e) fits one of the layouts of the chain that begins at word `chain`. */
export function payloadFits(chain: u32, p: usize, e: usize): bool {
  let word = chain;
  while (true) {
    const head = load<u32>(FIT + (<usize>word << 2));
    const words = head & 0xffff;
    const exact = (head & FIT_EXACT) != 0;
    at = p;
    end = e;
    start = p;
    stepsLeft = MAX_STEPS;
    announced = false;
    required = false;
    if (walk(word + 1, word + 1 + words)) {
      if (!exact || at == end) return true;
    } else if (start == end && !announced && !(exact && required)) {
      // It ends between two fields: an older version of the event.
      return true;
    }
    if ((head & FIT_MORE) == 0) return false;
    word += 1 + words;
  }
}

@inline function register(word: u32): usize {
  return REGISTERS + (((<usize>word >>> 8) & 0xff) << 3);
}

/** Reads the steps [pc, to). Returns false at a field that does not lie in the payload. */
function walk(pc: u32, to: u32): bool {
  while (pc < to) {
    if (--stepsLeft < 0) return tooMuch();
    const word = load<u32>(FIT + (<usize>pc << 2));
    pc++;
    const argument = <usize>(word >>> 16);
    const left = end - at;
    switch (word & 0xff) {
      case FIT_FIELD:
        start = at;
        announced = false;
        required = argument != 0;
        break;
      case FIT_RUN:
        if (left >= argument) {
          at += argument;
          pc += (word >>> 8) & 0xff;
        }
        break;
      case FIT_SKIP:
        if (left < argument) return false;
        at += argument;
        break;
      case FIT_Z16: {
        if (left < 2) return false;
        let q = at;
        while (q + 2 <= end && load<u16>(q) != 0) q += 2;
        at = q + 2 <= end ? q + 2 : q;
        break;
      }
      case FIT_Z8: {
        if (left < 1) return false;
        let q = at;
        while (q < end && load<u8>(q) != 0) q++;
        at = q < end ? q + 1 : q;
        break;
      }
      case FIT_SID:
        if (!sid()) return false;
        break;
      case FIT_WBEM_SID:
        if (!wbemSid(argument)) return false;
        break;
      case FIT_COUNTED: {
        const width: usize = argument == FIT_BE16 ? 2 : argument;
        if (left < width) return false;
        let n: u32 = width == 4 ? load<u32>(at) : <u32>load<u16>(at);
        if (argument == FIT_BE16) n = ((n & 0xff) << 8) | (n >>> 8);
        if (left - width < <usize>n) return false;
        at += width + <usize>n;
        break;
      }
      case FIT_REST:
        at = end;
        break;
      case FIT_TO_END:
        if (argument != 0) at += left - (left % argument);
        break;
      case FIT_LOAD: {
        const width = <usize>1 << (argument >>> 1);
        if (left < width) return false;
        store<i64>(register(word), integer(argument));
        at += width;
        break;
      }
      case FIT_COUNT:
        if (left < 2) return false;
        store<i64>(register(word), <i64>load<u16>(at));
        at += 2;
        break;
      case FIT_SET:
        store<i64>(register(word), <i64>argument);
        break;
      case FIT_LENGTH_REF: {
        const value = load<i64>(register(word));
        if (value < 0) return false;
        if (value != 0) announced = true;
        break;
      }
      case FIT_COUNT_REF: {
        const value = load<i64>(register(word));
        if (value < 0) return false;
        announced = value > 0;
        break;
      }
      case FIT_SIZED: {
        const value = load<i64>(register(word));
        if (value > <i64>(left / argument)) return false;
        at += <usize>value * argument;
        break;
      }
      case FIT_FIXED_ARRAY: {
        const count = load<i64>(register(word));
        if (argument == 0) {
          if (count > <i64>stepsLeft) return tooMuch();
          stepsLeft -= <i32>count;
        } else {
          if (count > <i64>(left / argument)) return false;
          at += <usize>count * argument;
        }
        break;
      }
      case FIT_REPEAT: {
        const after = pc + <u32>argument;
        for (let n = load<i64>(register(word)); n > 0; n--) {
          if (--stepsLeft < 0) return tooMuch();
          if (!walk(pc, after)) return false;
        }
        pc = after;
        break;
      }
      default:
        return false;
    }
  }
  return true;
}

/** More values than anything real has: that is no older version of the event. */
function tooMuch(): bool {
  announced = true;
  return false;
}

/** The integer at `at`: bit 0 of the kind says unsigned, the rest the width as a power of two. One beyond 63 bits is larger than all there is. */
@inline function integer(kind: usize): i64 {
  switch (kind) {
    case 0:
      return <i64>load<i8>(at);
    case 1:
      return <i64>load<u8>(at);
    case 2:
      return <i64>load<i16>(at);
    case 3:
      return <i64>load<u16>(at);
    case 4:
      return <i64>load<i32>(at);
    case 5:
      return <i64>load<u32>(at);
    case 6:
      return load<i64>(at);
    default: {
      const value = load<i64>(at);
      return value < 0 ? i64.MAX_VALUE : value;
    }
  }
}

function sid(): bool {
  const left = end - at;
  if (left < 8) return false;
  const parts = <u32>load<u8>(at, 1);
  if (parts > SID_PARTS || left < 8 + (<usize>parts << 2)) return false;
  at += 8 + (<usize>parts << 2);
  return true;
}

/** Four zero bytes for none, else a TOKEN_USER of `head` bytes and the SID; a zeroed TOKEN_USER before a real SID is told by what follows it. */
function wbemSid(head: usize): bool {
  const left = end - at;
  if (left < 4) return false;
  if (load<u32>(at) == 0) {
    if (left >= head + 8 && load<u8>(at + head) == 1) {
      const parts = <u32>load<u8>(at + head, 1);
      const authority = load<u32>(at + head, 2) | <u32>load<u8>(at + head, 6);
      const size = head + 8 + (<usize>parts << 2);
      if (parts >= 1 && parts <= SID_PARTS && authority == 0 && left >= size) {
        at += size;
        return true;
      }
    }
    at += 4;
    return true;
  }
  if (left < head) return false;
  at += head;
  return sid();
}
