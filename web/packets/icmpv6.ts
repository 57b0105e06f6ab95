import { ipv6At, macAt } from "../core/bytes.js";
import { transportChecksum } from "./checksum.js";
import type { Frame } from "./frame.js";
import { hexText } from "./names.js";

const TYPES: Readonly<Record<number, string>> = {
  1: "Destination Unreachable",
  2: "Packet Too Big",
  3: "Time Exceeded",
  4: "Parameter Problem",
  128: "Echo (ping) request",
  129: "Echo (ping) reply",
  130: "Multicast Listener Query",
  131: "Multicast Listener Report",
  132: "Multicast Listener Done",
  133: "Router Solicitation",
  134: "Router Advertisement",
  135: "Neighbor Solicitation",
  136: "Neighbor Advertisement",
  137: "Redirect",
  143: "Multicast Listener Report Message v2",
};
const CODES: Readonly<Record<number, readonly string[]>> = {
  1: [
    "no route to destination",
    "Administratively prohibited",
    "Beyond scope of source address",
    "Address unreachable",
    "Port unreachable",
    "Source address failed ingress/egress policy",
    "Reject route to destination",
    "Error in source routing header",
  ],
  3: ["hop limit exceeded in transit", "fragment reassembly time exceeded"],
  4: ["erroneous header field encountered", "unrecognized Next Header type encountered", "unrecognized IPv6 option encountered"],
};

/*
 * ICMPv6
 *  0  1  type   1  1  code   2  2  checksum, with a pseudo-header
 *  4  4  echo: id, sequence; too big: MTU; neighbour advertisement: flags; errors: unused
 *  8     echo: data; errors: the start of the packet they are about; neighbour discovery: target 16, then options
 */
export function icmpv6(f: Frame, at: number): void {
  f.say("ICMPv6", "ICMPv6");
  if (!f.has(at, 4)) return;
  const [type, code] = [f.u8(at), f.u8(at + 1)];
  const title = TYPES[type] ?? `ICMPv6 type ${type}`;
  const detail = CODES[type]?.[code];
  const t = f.tree;
  t?.open("icmpv6", "Internet Control Message Protocol for IPv6", at, f.end);
  t?.uint("icmpv6.type", "Type", at, 1, `${title} (${type})`);
  t?.uint("icmpv6.code", "Code", at + 1, 1, detail === undefined ? undefined : `${detail} (${code})`);
  transportChecksum(f, "icmpv6.checksum", at + 2, at, 58);
  f.say("ICMPv6", detail === undefined ? title : `${title} (${detail})`);
  t?.describe(detail === undefined ? title : `${title} (${detail})`);
  f.payload(at + 8);
  if (!f.has(at + 4, 4)) {
    t?.close();
    return;
  }
  if (type < 128 && type >= 1 && type <= 4) {
    if (type === 2) {
      t?.uint("icmpv6.mtu", "MTU", at + 4, 4);
      f.say("ICMPv6", `${title}, MTU ${f.u32(at + 4)}`);
    }
    if (t && f.end > at + 8) {
      f.quote();
      f.follow("ethertype", 0x86dd, at + 8);
      return; // the node stays open: the quoted packet belongs in it
    }
  } else if (type === 128 || type === 129) {
    t?.hex("icmpv6.echo.identifier", "Identifier", at + 4, 2);
    t?.uint("icmpv6.echo.sequence_number", "Sequence number", at + 6, 2);
    t?.raw("data.data", "Data", at + 8, f.end);
    f.say("ICMPv6", `${title} id=${hexText(f.u16(at + 4), 4)}, seq=${f.u16(at + 6)}, hop limit=${f.hopLimit}`);
  } else if (type >= 133 && type <= 137) neighbour(f, at, type, title);
  else if (type >= 130 && type <= 132 && f.has(at + 8, 16)) {
    t?.ipv6("icmpv6.mld.multicast_address", "Group", at + 8);
    if (type !== 130) f.say("ICMPv6", `${title} for ${ipv6At(f.bytes, at + 8)}`);
  } else if (type === 143) t?.uint("icmpv6.mldr.nb_mcast_records", "Groups", at + 6, 2);
  t?.close();
}

function neighbour(f: Frame, at: number, type: number, title: string): void {
  const t = f.tree;
  const optionsAt = at + (type === 133 ? 8 : type === 134 ? 16 : type === 137 ? 40 : 24);
  if (!f.has(at, optionsAt - at)) return;
  const flags = f.u8(at + 4);
  const advertised = type === 136;
  if (type === 134) {
    t?.uint("icmpv6.nd.ra.cur_hop_limit", "Hop limit", at + 4, 1);
    t?.flag("icmpv6.nd.ra.flag.m", "Addresses by DHCPv6", at + 5, 1, (f.u8(at + 5) & 0x80) !== 0);
    t?.flag("icmpv6.nd.ra.flag.o", "Other settings by DHCPv6", at + 5, 1, (f.u8(at + 5) & 0x40) !== 0);
    t?.uint("icmpv6.nd.ra.router_lifetime", "Router lifetime", at + 6, 2, `${f.u16(at + 6)} s`);
  } else if (advertised) {
    t?.flag("icmpv6.nd.na.flag.r", "From a router", at + 4, 1, (flags & 0x80) !== 0);
    t?.flag("icmpv6.nd.na.flag.s", "Solicited", at + 4, 1, (flags & 0x40) !== 0);
    t?.flag("icmpv6.nd.na.flag.o", "Override", at + 4, 1, (flags & 0x20) !== 0);
  }
  let target = "";
  if (type >= 135) {
    target = ipv6At(f.bytes, at + 8);
    t?.ipv6(type === 135 ? "icmpv6.nd.ns.target_address" : advertised ? "icmpv6.nd.na.target_address" : "icmpv6.nd.rd.target_address", "Target", at + 8);
    if (type === 137) t?.ipv6("icmpv6.rd.na.destination_address", "Destination", at + 24);
  }
  const mac = options(f, optionsAt, advertised || type === 137 ? 2 : 1);
  const from = mac === "" ? "" : ` from ${mac}`;
  if (type === 135) f.say("ICMPv6", `${title} for ${target}${from}`);
  else if (advertised) {
    const names = [flags & 0x80 ? "rtr" : "", flags & 0x40 ? "sol" : "", flags & 0x20 ? "ovr" : ""].filter((n) => n !== "").join(", ");
    f.say("ICMPv6", `${title} ${target}${names === "" ? "" : ` (${names})`}${mac === "" ? "" : ` is at ${mac}`}`);
  } else if (type === 137) f.say("ICMPv6", `${title}, ${ipv6At(f.bytes, at + 24)} by way of ${target}`);
  else f.say("ICMPv6", title + from);
}

/** Neighbour discovery options: type 1, length / 8 (1), data. Returns the link-layer address of the wanted type, or "". */
function options(f: Frame, from: number, wanted: number): string {
  let mac = "";
  for (let p = from; p + 8 <= f.end;) {
    const [type, size] = [f.u8(p), f.u8(p + 1) * 8];
    if (size === 0) {
      f.malformed();
      break;
    }
    if (!f.has(p, size)) break;
    if (type === 1 || type === 2) {
      f.tree?.mac("icmpv6.opt.linkaddr", type === 1 ? "Source MAC" : "Target MAC", p + 2);
      if (type === wanted) mac = macAt(f.bytes, p + 2);
    } else if (type === 3 && size === 32) f.tree?.text("icmpv6.opt.prefix", "Prefix", p, p + 32, `${ipv6At(f.bytes, p + 16)}/${f.u8(p + 2)}`);
    else if (type === 5) f.tree?.uint("icmpv6.opt.mtu", "MTU", p + 4, 4);
    else f.tree?.uint("icmpv6.opt.type", "Option", p, 1, `type ${type}, ${size} bytes`);
    p += size;
  }
  return mac;
}
