// The interpreter of decode plans (abi.ts: OP_*). A provider is a table, not code: the hot loop stays one loop.
import { LINK_80211, LINK_BY_PACKET_TYPE, LINK_ETHERNET, LINK_RAW_IP, NO_SLOT, OP_ADD, OP_BYTES, OP_C16, OP_EVENT, OP_FIXED, OP_FRAME, OP_POINTER, OP_REPEAT, OP_SKIP, OP_U16, OP_U32, OP_U64, OP_U8, OP_Z16 } from "./abi";
import { frameKeys } from "./frame";
import { internString } from "./intern";
import { CODE } from "./memory";

/** Words that steps without a slot write to. */
const SINK = memory.data(16);

/** A frame length that counts characters or bytes cannot be larger than an event. */
const EVENT_MAX: u32 = 0xffff;

@inline function linkOf(code: u32, slots: usize): u32 {
  if ((code & LINK_BY_PACKET_TYPE) == 0) return code;
  const packetType = load<u32>(slots + ((<usize>code & 0x7f) << 2));
  return packetType == 2 ? LINK_80211 : packetType == 3 ? LINK_RAW_IP : LINK_ETHERNET;
}

/**
 * Runs steps [first, first + count) over the payload [p, end) of an event at `event` in the image at `image`, and writes slots
 * (u32 words) to `slots`. Returns true when every field lay inside the payload; slots are then complete.
 */
export function runPlan(first: u32, count: u32, p: usize, end: usize, pointerSize: u32, image: usize, event: usize, eventSize: u32, slots: usize): bool {
  let step: u32 = 0;
  let repeatFrom: u32 = 0;
  let repeatTo: u32 = 0;
  let repeats: u32 = 0; // elements left of the array being read
  let framed = false; // the frame was read whole
  let later = false; // an element behind the first: its slots are not kept
  while (step < count || repeats > 0) {
    if (repeats > 0 && step == repeatTo) {
      repeats--;
      later = repeats > 0;
      if (later) step = repeatFrom;
      continue;
    }
    const word = load<u32>(CODE + ((<usize>(first + step)) << 2));
    step++;
    const op = word & 0xff;
    const slot = (word >>> 8) & 0xff;
    const argument = word >>> 16;
    const out = slot == NO_SLOT || later ? SINK : slots + ((<usize>slot) << 2);
    const left = end - p;
    switch (op) {
      case OP_U8:
        if (left < 1) return framed;
        store<u32>(out, load<u8>(p));
        p += 1;
        break;
      case OP_U16:
        if (left < 2) return framed;
        store<u32>(out, load<u16>(p));
        p += 2;
        break;
      case OP_U32:
        if (left < 4) return framed;
        store<u32>(out, load<u32>(p));
        p += 4;
        break;
      case OP_U64:
        if (left < 8) return framed;
        store<u64>(out, load<u64>(p));
        p += 8;
        break;
      case OP_POINTER:
        if (left < <usize>pointerSize) return framed;
        store<u64>(out, pointerSize == 8 ? load<u64>(p) : <u64>load<u32>(p));
        p += pointerSize;
        break;
      case OP_SKIP:
        if (left < <usize>argument) return framed;
        p += argument;
        break;
      case OP_Z16: {
        let q = p;
        while (q + 2 <= end && load<u16>(q) != 0) q += 2;
        if (q + 2 > end) {
          // A text that ends with the payload is complete as well.
          q = end - ((end - p) & 1);
        }
        if (out != SINK) store<u32>(out, internString(p, <u32>(q - p)));
        p = min(q + 2, end);
        break;
      }
      case OP_C16: {
        const characters = load<u32>(slots + ((<usize>argument) << 2));
        if (characters > EVENT_MAX || left < <usize>(characters << 1)) return framed;
        let n = characters << 1;
        const next = p + n;
        while (n > 0 && load<u16>(p + n - 2) == 0) n -= 2;
        if (out != SINK) store<u32>(out, internString(p, n));
        p = next;
        break;
      }
      case OP_FIXED:
        if (left < <usize>argument) return framed;
        store<u32>(out, <u32>(p - image));
        store<u32>(out, argument, 4);
        p += argument;
        break;
      case OP_BYTES:
      case OP_FRAME: {
        const bytes = load<u32>(slots + ((<usize>argument & 0xff) << 2));
        if (bytes > EVENT_MAX || left < <usize>bytes) return framed;
        store<u32>(out, <u32>(p - image));
        store<u32>(out, bytes, 4);
        if (op == OP_FRAME && out != SINK) {
          frameKeys(linkOf(argument >>> 8, slots), p, p + bytes, out + 8);
          framed = true;
        }
        p += bytes;
        break;
      }
      case OP_ADD:
        store<u32>(out, load<u32>(out) + load<u32>(slots + ((<usize>argument) << 2)));
        break;
      case OP_EVENT:
        store<u32>(out, <u32>(event - image));
        store<u32>(out, eventSize, 4);
        break;
      case OP_REPEAT: {
        const n = load<u32>(slots + ((<usize>slot) << 2));
        if (<usize>n > left) return framed; // every element takes at least a byte
        repeats = n;
        repeatFrom = step;
        repeatTo = step + argument;
        if (n == 0) step = repeatTo;
        break;
      }
      default:
        return framed;
    }
  }
  return true;
}
