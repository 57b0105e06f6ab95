import { ipv6At } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { DSCP, ECN, IP_PROTOCOLS } from "./names.js";

/*
 * IPv6
 *  0  4  version (4 bits), traffic class (8), flow label (20)
 *  4  2  payload length, without this header   6  1  next header   7  1  hop limit
 *  8 16  source                               24 16  destination
 */
export function ipv6(f: Frame, at: number): void {
  f.say("IPv6", "IPv6");
  if (!f.has(at, 40)) return;
  const next = f.u8(at + 6);
  const payload = f.u16(at + 4);
  f.keys.ipVersion = 6;
  f.keys.ipProtocol = next;
  f.addresses(ipv6At(f.bytes, at + 8), ipv6At(f.bytes, at + 24));
  [f.addressesAt, f.addressLength, f.hopLimit] = [at + 8, 16, f.u8(at + 7)];
  f.fragment = false;
  f.unsized = payload === 0;
  if (payload > 0) f.limit(at + 40 + payload);
  const name = IP_PROTOCOLS[next] ?? `protocol ${next}`;
  f.say("IPv6", name);
  const t = f.tree;
  if (t) {
    const service = (f.u16(at) >> 4) & 0xff;
    t.open("ipv6", "Internet Protocol version 6", at, at + 40);
    t.add("ipv6.version", "Version", at, at + 1, f.u8(at) >> 4, String(f.u8(at) >> 4));
    t.add("ipv6.tclass.dscp", "Service class", at, at + 2, service >> 2, DSCP[service >> 2] ?? String(service >> 2));
    t.add("ipv6.tclass.ecn", "Congestion notification", at + 1, at + 2, service & 3, ECN[service & 3] ?? "");
    const flow = f.u32(at) % 0x100000;
    t.add("ipv6.flow", "Flow label", at + 1, at + 4, flow, `0x${flow.toString(16).padStart(5, "0")}`);
    t.uint("ipv6.plen", "Payload length", at + 4, 2);
    t.uint("ipv6.nxt", "Next header", at + 6, 1, `${name} (${next})`);
    t.uint("ipv6.hlim", "Hop limit", at + 7, 1);
    t.ipv6("ipv6.src", "Source", at + 8);
    t.ipv6("ipv6.dst", "Destination", at + 24);
    t.close(`${f.source} → ${f.destination}, ${name}, hop limit ${f.hopLimit}`);
  }
  if (f.u8(at) >> 4 === 6) f.follow("ip", next, at + 40);
  else f.malformed();
}

const EXTENSIONS: Readonly<Record<number, readonly [string, string]>> = {
  0: ["ipv6.hopopts", "Hop-by-hop options"],
  43: ["ipv6.routing", "Routing header"],
  44: ["ipv6.fraghdr", "Fragment header"],
  51: ["ah", "Authentication header"],
  60: ["ipv6.dstopts", "Destination options"],
  135: ["mip6", "Mobility header"],
};

export function isExtension(protocol: number): boolean {
  return protocol in EXTENSIONS;
}

/*
 * Extension header
 *  0  1  next header   1  1  length: (n + 1) * 8 bytes; authentication header (n + 2) * 4; fragment header always 8
 * Routing:  2  1  type   3  1  segments left
 * Fragment: 2  2  offset / 8 (13 bits), reserved (2), more fragments (1)   4  4  identification
 */
export function ipv6Extension(f: Frame, type: number, at: number): void {
  const [name, label] = EXTENSIONS[type] ?? ["ipv6", "Extension header"];
  if (!f.has(at, 8)) return;
  const next = f.u8(at);
  const size = type === 44 ? 8 : type === 51 ? (f.u8(at + 1) + 2) * 4 : (f.u8(at + 1) + 1) * 8;
  const nextName = IP_PROTOCOLS[next] ?? `protocol ${next}`;
  f.tree?.open(name, label, at, Math.min(at + size, f.end));
  f.tree?.uint(`${name}.nxt`, "Next header", at, 1, `${nextName} (${next})`);
  if (type !== 44) f.tree?.add(`${name}.len`, "Length", at + 1, at + 2, size, `${size} bytes`);
  f.keys.ipProtocol = next;
  f.say("IPv6", nextName);
  let goesOn = true;
  if (type === 44) goesOn = fragment(f, at, next, nextName);
  if (type === 43) {
    f.tree?.uint("ipv6.routing.type", "Type", at + 2, 1);
    f.tree?.uint("ipv6.routing.segleft", "Segments left", at + 3, 1);
  }
  f.tree?.close(`${size} bytes, then ${nextName}`);
  f.payload(at + size);
  if (goesOn && f.has(at, size)) f.follow("ip", next, at + size);
}

/** Whether this fragment begins with the header that follows. */
function fragment(f: Frame, at: number, next: number, nextName: string): boolean {
  const bits = f.u16(at + 2);
  const offset = bits & 0xfff8;
  const more = (bits & 1) !== 0;
  const id = f
    .u32(at + 4)
    .toString(16)
    .padStart(8, "0");
  f.tree?.add("ipv6.fraghdr.offset", "Offset", at + 2, at + 4, offset, String(offset));
  f.tree?.flag("ipv6.fraghdr.more", "More fragments", at + 3, 1, more);
  f.tree?.hex("ipv6.fraghdr.ident", "Identification", at + 4, 4);
  if (offset === 0 && !more) return true;
  f.fragment = true;
  f.say("IPv6", `IPv6 fragment (off=${offset} more=${more ? "y" : "n"} ident=0x${id} nxt=${next} ${nextName})`);
  f.hold();
  return offset === 0;
}
