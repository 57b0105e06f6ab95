import { ansi } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { oneLine } from "./names.js";

/** RFC 1035: a name has at most 255 bytes. A name that points back more often than this is made to keep us busy. */
const MAX_NAME = 255;
const MAX_JUMPS = 32;

export interface Name {
  readonly text: string;
  /** After the name where it stands; -1 when it runs out of the message. */
  readonly next: number;
}

/**
 * A name: parts with their length before them; two high bits instead of a length point to the rest of the name, counted from the
 * message's start. Bounded in jumps and length, so that pointers in a circle end.
 */
export function readName(f: Frame, message: number, at: number): Name {
  let text = "";
  let next = -1;
  let p = at;
  let jumps = 0;
  while (text.length <= MAX_NAME && p < f.end) {
    const size = f.u8(p);
    if (size === 0) return { text: text === "" ? "<Root>" : text, next: next < 0 ? p + 1 : next };
    if (size >= 0xc0) {
      if (p + 2 > f.end) break;
      if (next < 0) next = p + 2;
      if (++jumps > MAX_JUMPS) break;
      p = message + (f.u16(p) & 0x3fff);
    } else {
      if (size > 63 || p + 1 + size > f.end) break;
      text += (text === "" ? "" : ".") + oneLine(ansi(f.bytes, p + 1, p + 1 + size));
      p += 1 + size;
    }
  }
  return { text, next: -1 };
}
