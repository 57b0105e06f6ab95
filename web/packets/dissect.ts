import type { FieldNode } from "../core/fields.js";
import { Frame, type FrameKeys } from "./frame.js";
import { step } from "./layers.js";

export type LinkType = "ethernet" | "ieee80211" | "raw-ip";

export interface Dissection {
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly info: string;
  /** The whole frame on the wire. */
  readonly length: number;
  /** Fewer bytes are here than were on the wire. */
  readonly truncated: boolean;
  /** Empty unless asked for. */
  readonly nodes: readonly FieldNode[];
  readonly keys: FrameKeys;
}

export interface DissectOptions {
  /** Bytes on the wire, where the trace tells. */
  readonly originalLength?: number;
  /** Checksums need not be right: a NIC is to fill them in. */
  readonly checksumsOpen?: boolean;
  readonly tree?: boolean;
}

/** Tunnels and VLAN stacks end here, whatever the bytes say. */
const MAX_LAYERS = 32;

/** One frame: its summary line, its keys and, if asked for, its field tree. Never throws; all ranges are within the frame. */
export function dissect(bytes: Uint8Array, link: LinkType, options: DissectOptions = {}): Dissection {
  const frame = new Frame(bytes, options.originalLength, options.tree === true);
  frame.checksumsOpen = options.checksumsOpen === true;
  frame.follow(link, 0, 0);
  for (let n = 0; frame.nextKind !== undefined && n < MAX_LAYERS; n++) {
    const kind = frame.nextKind;
    frame.nextKind = undefined;
    step(frame, kind, frame.nextType, frame.nextAt);
  }
  const length = Math.max(bytes.length, options.originalLength ?? wireLength(bytes, link));
  return { ...frame.summary(), length, truncated: length > bytes.length, nodes: frame.tree?.done() ?? [] };
}

/** Length on the wire where the trace does not tell: link header plus what the IP header says, and never less than what is here. */
export function wireLength(bytes: Uint8Array, link: LinkType): number {
  const frame = new Frame(bytes, undefined, false);
  frame.follow(link, 0, 0);
  for (let n = 0; n < MAX_LAYERS && frame.nextKind !== undefined && frame.nextKind !== "ip"; n++) {
    const { nextKind: kind, nextType: type, nextAt: at } = frame;
    if (kind === "ethertype" && type === 0x0800) return at + 4 <= bytes.length ? Math.max(bytes.length, at + frame.u16(at + 2)) : bytes.length;
    if (kind === "ethertype" && type === 0x86dd) {
      const payload = at + 6 <= bytes.length ? frame.u16(at + 4) : 0;
      return payload > 0 ? Math.max(bytes.length, at + 40 + payload) : bytes.length;
    }
    frame.nextKind = undefined;
    step(frame, kind, type, at);
  }
  return bytes.length;
}
