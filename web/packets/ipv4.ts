import { ipv4At } from "../core/bytes.js";
import { plainChecksum } from "./checksum.js";
import type { Frame } from "./frame.js";
import { DSCP, ECN, hexText, IP_PROTOCOLS } from "./names.js";

const OPTIONS: Readonly<Record<number, string>> = {
  0: "end of options",
  1: "no operation",
  7: "record route",
  68: "time stamp",
  130: "security",
  131: "loose source route",
  136: "stream id",
  137: "strict source route",
  148: "router alert",
};

/*
 * IPv4
 *  0  1  version (4 bits), header length in words (4)   1  1  DSCP (6 bits), ECN (2)   2  2  total length
 *  4  2  identification   6  2  reserved, don't fragment, more fragments (1 bit each), fragment offset / 8 (13)
 *  8  1  time to live     9  1  protocol     10  2  header checksum
 * 12  4  source          16  4  destination  20     options
 */
export function ipv4(f: Frame, at: number): void {
  f.say("IPv4", "IPv4");
  if (!f.has(at, 20)) return;
  const headerLength = (f.u8(at) & 15) * 4;
  const protocol = f.u8(at + 9);
  const name = IP_PROTOCOLS[protocol] ?? `protocol ${protocol}`;
  f.keys.ipVersion = 4;
  f.keys.ipProtocol = protocol;
  f.keys.ipId = f.u16(at + 4);
  f.addresses(ipv4At(f.bytes, at + 12), ipv4At(f.bytes, at + 16));
  f.say("IPv4", name);
  [f.addressesAt, f.addressLength, f.hopLimit] = [at + 12, 4, f.u8(at + 8)];
  const total = f.u16(at + 2);
  const valid = f.u8(at) >> 4 === 4 && headerLength >= 20 && (total === 0 || total >= headerLength);
  const fragment = f.u16(at + 6);
  const offset = (fragment & 0x1fff) * 8;
  f.fragment = (fragment & 0x3fff) !== 0;
  f.unsized = total === 0;
  // A segment that the NIC is still to cut up can have no length: then the frame is all there is to go by.
  if (total > 0 && valid) f.limit(at + total);
  if (f.tree) tree(f, at, headerLength, total, name);
  if (!valid) {
    f.malformed();
    return;
  }
  f.payload(at + headerLength);
  if (!f.has(at, headerLength)) return;
  if (f.fragment) {
    f.say(
      "IPv4",
      `Fragmented IP protocol (proto=${name} ${protocol}, off=${offset}, ID=${f
        .u16(at + 4)
        .toString(16)
        .padStart(4, "0")})`,
    );
    f.hold();
  }
  if (offset === 0) f.follow("ip", protocol, at + headerLength);
}

function tree(f: Frame, at: number, headerLength: number, total: number, protocolName: string): void {
  const t = f.tree;
  if (!t) return;
  const service = f.u8(at + 1);
  const flags = f.u8(at + 6);
  t.open("ip", "Internet Protocol version 4", at, at + Math.max(20, headerLength));
  t.add("ip.version", "Version", at, at + 1, f.u8(at) >> 4, String(f.u8(at) >> 4));
  t.add("ip.hdr_len", "Header length", at, at + 1, headerLength, `${headerLength} bytes`);
  t.add("ip.dsfield.dscp", "Service class", at + 1, at + 2, service >> 2, DSCP[service >> 2] ?? String(service >> 2));
  t.add("ip.dsfield.ecn", "Congestion notification", at + 1, at + 2, service & 3, ECN[service & 3] ?? "");
  t.uint("ip.len", "Total length", at + 2, 2, total === 0 ? "0 (set by the NIC when it cuts the segment)" : undefined);
  t.hex("ip.id", "Identification", at + 4, 2);
  t.flag("ip.flags.rb", "Reserved bit", at + 6, 1, (flags & 0x80) !== 0);
  t.flag("ip.flags.df", "Don't fragment", at + 6, 1, (flags & 0x40) !== 0);
  t.flag("ip.flags.mf", "More fragments", at + 6, 1, (flags & 0x20) !== 0);
  const offset = (f.u16(at + 6) & 0x1fff) * 8;
  t.add("ip.frag_offset", "Fragment offset", at + 6, at + 8, offset, String(offset));
  t.uint("ip.ttl", "Time to live", at + 8, 1);
  t.uint("ip.proto", "Protocol", at + 9, 1, `${protocolName} (${f.u8(at + 9)})`);
  plainChecksum(f, "ip.checksum", at + 10, at, at + Math.max(20, headerLength), true);
  t.ipv4("ip.src", "Source", at + 12);
  t.ipv4("ip.dst", "Destination", at + 16);
  options(f, at + 20, Math.min(at + headerLength, f.end));
  t.close(`${f.source} → ${f.destination}, ${protocolName}, TTL ${f.hopLimit}`);
}

/** Type 1, length 1 (of the whole option), data; types 0 and 1 stand alone. */
function options(f: Frame, from: number, to: number): void {
  let p = from;
  while (p < to) {
    const type = f.u8(p);
    const length = type < 2 ? 1 : Math.max(2, f.u8(p + 1));
    const end = Math.min(p + length, to);
    f.tree?.add("ip.opt.type", "Option", p, end, type, OPTIONS[type] ?? `option ${hexText(type, 2)}`);
    if (type === 0) return;
    p = end;
  }
}
