import { hex } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { hexText } from "./names.js";

const V1_TYPES: readonly string[] = ["Initial", "0-RTT", "Handshake", "Retry"];
const V2_TYPES: readonly string[] = ["Retry", "Initial", "0-RTT", "Handshake"];
const V2 = 0x6b3343cf;
/** Packets that may share a datagram: one of each kind is usual. */
const MAX_PACKETS = 8;
const MAX_ID = 20;

/** A long header of a known version (QUIC can be on any port), or anything with the fixed bit on a port of QUIC's own. */
export function isQuic(f: Frame, at: number, knownPort: boolean): boolean {
  const first = f.u8(at);
  if (at + 7 > f.end) return false;
  if ((first & 0x80) === 0) return knownPort && (first & 0x40) !== 0;
  const version = f.u32(at + 1);
  if (f.u8(at + 5) > MAX_ID) return false;
  return version === V2 || (version === 1 && (first & 0x40) !== 0) || (knownPort && (version === 0 || (version & 0xffffff00) >>> 0 === 0xff000000));
}

/** Variable-length number: the two high bits give its width. */
function varint(f: Frame, at: number): [number, number] {
  const width = 1 << (f.u8(at) >> 6);
  let value = f.u8(at) & 0x3f;
  for (let i = 1; i < width; i++) value = value * 256 + f.u8(at + i);
  return [value, at + width];
}

/*
 * QUIC long header
 *  0  1  1 (1 bit), fixed (1), type (2), ...   1  4  version (0: negotiation)
 *  5  1  size of destination id, then the id; 1  size of source id, then the id
 *     Initial: token length (variable), token. All but Retry: length (variable), then the encrypted rest.
 */
export function quic(f: Frame, at: number): void {
  let info = "";
  f.tree?.open("quic", "QUIC", at, f.end);
  let p = at;
  for (let n = 0; n < MAX_PACKETS && p < f.end; n++) {
    if ((f.u8(p) & 0x80) === 0) {
      // Zero bytes after the last packet are padding.
      if (n > 0 && (f.u8(p) & 0x40) === 0) break;
      f.tree?.text("quic.short", "Short header", p, f.end, "encrypted");
      info += `${info === "" ? "" : "; "}Protected Payload`;
      break;
    }
    const [text, end] = long(f, p);
    info += (info === "" ? "" : "; ") + text;
    if (end <= p) break;
    p = end;
  }
  f.tree?.close(info);
  f.say("QUIC", info);
}

/** Returns what the packet says and where the next one begins; 0 if there can be none. */
function long(f: Frame, at: number): [string, number] {
  const version = f.u32(at + 1);
  const kind = (f.u8(at) >> 4) & 3;
  const type = version === 0 ? "Version Negotiation" : ((version === V2 ? V2_TYPES : V1_TYPES)[kind] ?? "");
  const destinationAt = at + 6;
  const destinationSize = f.u8(at + 5);
  const sourceAt = destinationAt + destinationSize + 1;
  const sourceSize = f.u8(sourceAt - 1);
  let p = sourceAt + sourceSize;
  if (p > f.end || destinationSize > MAX_ID || sourceSize > MAX_ID) {
    f.has(at, p - at);
    return [type, 0];
  }
  const destination = hex(f.bytes.subarray(destinationAt, destinationAt + destinationSize));
  const source = hex(f.bytes.subarray(sourceAt, p));
  const t = f.tree;
  t?.open("quic.packet", type, at, p);
  t?.add("quic.long.packet_type", "Type", at, at + 1, kind, type);
  t?.hex("quic.version", "Version", at + 1, 4);
  t?.text("quic.dcid", "Destination connection", destinationAt, destinationAt + destinationSize, destination);
  t?.text("quic.scid", "Source connection", sourceAt, p, source);
  let next = 0;
  if (version !== 0 && type !== "Retry") {
    if (type === "Initial") {
      const [size, from] = varint(f, p);
      t?.add("quic.token_length", "Token length", p, from, size, String(size));
      p = from + size;
    }
    if (p < f.end) {
      const [size, from] = varint(f, p);
      t?.add("quic.length", "Length", p, from, size, String(size));
      next = from + size;
    }
  }
  t?.close(type, next > 0 ? next : f.end);
  const known = version === 0 || version === 1 ? "" : version === V2 ? ", version 2" : `, version ${hexText(version, 8)}`;
  return [`${type}${destination === "" ? "" : `, DCID=${destination}`}${source === "" ? "" : `, SCID=${source}`}${known}`, next];
}
