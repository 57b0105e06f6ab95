import { guidAt, guidBytes, viewOf } from "../../core/bytes.js";
import type { FieldNode } from "../../core/fields.js";
import { KIND, type EventHeader } from "../../trace/event.js";
import { isRest } from "../../trace/payload.js";
import type { Anonymiser } from "./anonymiser.js";

const ITEM_RELATED_ACTIVITY = 1;
const ITEM_SID = 2;
/** In an EVENT_HEADER. */
const ACTIVITY_AT = 0x40;
const FAMILY = { IPV4: 2, IPV6: 23 } as const;

/** A stretch of an event that holds a frame, or a part of one, and what stands there instead; the rest of it is zeroed. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

/**
 * A copy of an event, as long as the event, that holds pseudonyms. Nothing of its payload is taken over but the fields that a layout
 * explains and that hold no bytes: so no byte stays that nobody understands. `nodes` are the event's own fields, by their ranges.
 */
export function anonymiseEvent(
  event: Uint8Array,
  header: EventHeader,
  nodes: readonly FieldNode[],
  frame: FrameRange | undefined,
  veil: Anonymiser,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(event.length);
  out.set(event.subarray(0, header.payloadFrom));
  for (const { type, from, to } of header.items) {
    if (type === ITEM_SID) out.fill(0, from + 8, to);
    if (type === ITEM_RELATED_ACTIVITY) hideGuid(out, from, veil);
  }
  if (header.kind === KIND.EVENT32 || header.kind === KIND.EVENT64) hideGuid(out, ACTIVITY_AT, veil);
  for (const node of nodes) copyNode(out, event, node, veil);
  if (frame !== undefined) {
    out.fill(0, frame.from, frame.to);
    out.set(frame.bytes.subarray(0, Math.max(0, frame.to - frame.from)), frame.from);
  }
  return out;
}

function copyNode(out: Uint8Array, event: Uint8Array, node: FieldNode, veil: Anonymiser): void {
  const { from, to, children, value } = node;
  if (isRest(node) || value instanceof Uint8Array) {
    // A length that stands before its bytes has to stay.
    if (value instanceof Uint8Array && to - from > value.length) out.set(event.subarray(from, to - value.length), from);
    return;
  }
  const first = children?.[0];
  const [shown] = veil.nodes([node]);
  if (children !== undefined && first !== undefined) {
    if (shown?.children === undefined) return;
    // The number of elements.
    out.set(event.subarray(from, Math.max(from, first.from)), from);
    const array = Array.isArray(value);
    for (const child of children) copyNode(out, event, array ? { ...child, name: node.name } : child, veil);
    return;
  }
  out.set(event.subarray(from, to), from);
  if (shown === undefined || shown.value === value) return;
  if (typeof shown.value === "number") viewOf(out).setUint32(from, shown.value, true);
  else if (typeof value === "string" && typeof shown.value === "string") replace(out, from, to, value, shown.value, veil);
}

/** Puts a pseudonym where a value stands, in the form that it has there. */
function replace(out: Uint8Array, from: number, to: number, value: string, pseudonym: string, veil: Anonymiser): void {
  const part = out.subarray(from, to);
  for (const width of [2, 1] as const) {
    const at = indexOf(part, encode(value, width));
    if (at < 0) continue;
    // A text that would be cut is no longer what it is: an address would become another one.
    const fits = pseudonym.length <= value.length || pseudonym.startsWith("name-");
    const filled = (fits ? pseudonym : "").padEnd(value.length, fits ? " " : "x").slice(0, value.length);
    part.set(encode(filled, width), at);
    return;
  }
  if (part.length === 16 && value.length === 36 && value[8] === "-") {
    hideGuid(out, from, veil);
    return;
  }
  const family = part.length >= 8 ? viewOf(part).getUint16(0, true) : 0;
  if (part.length === 6) part.set(veil.mac(part.slice()));
  else if (part.length === 4) part.set(veil.ip(part.slice()));
  else if (family === FAMILY.IPV4) part.set(veil.ip(part.slice(4, 8)), 4);
  else if (family === FAMILY.IPV6 && part.length >= 24) part.set(veil.ip(part.slice(8, 24)), 8);
  else if (part.length === 16) part.set(veil.ip(part.slice()));
  // A SID keeps its beginning: revision, number of parts, authority.
  else if (/^S-1-/i.test(value)) part.fill(0, 8);
  else part.fill(0);
}

/** The 16 bytes of a GUID: what it may tell of a machine stands in its last six. */
function hideGuid(out: Uint8Array, at: number, veil: Anonymiser): void {
  out.set(guidBytes(veil.guids(guidAt(out, at))), at);
}

function encode(text: string, width: 1 | 2): Uint8Array<ArrayBuffer> {
  if (width === 1) return Uint8Array.from(text, (c) => c.charCodeAt(0));
  const out = new Uint8Array(text.length * 2);
  const view = viewOf(out);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true);
  return out;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  if (wanted.length === 0) return -1;
  for (let at = 0; at + wanted.length <= bytes.length; at++) {
    let n = 0;
    while (n < wanted.length && bytes[at + n] === wanted[n]) n++;
    if (n === wanted.length) return at;
  }
  return -1;
}
