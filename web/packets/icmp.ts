import { ipv4At } from "../core/bytes.js";
import { plainChecksum } from "./checksum.js";
import type { Frame } from "./frame.js";
import { hexText } from "./names.js";

const TYPES: Readonly<Record<number, string>> = {
  0: "Echo (ping) reply",
  3: "Destination unreachable",
  4: "Source quench",
  5: "Redirect",
  8: "Echo (ping) request",
  9: "Router advertisement",
  10: "Router solicitation",
  11: "Time-to-live exceeded",
  12: "Parameter problem",
  13: "Timestamp request",
  14: "Timestamp reply",
  15: "Information request",
  16: "Information reply",
  17: "Address mask request",
  18: "Address mask reply",
  42: "Extended echo request",
  43: "Extended echo reply",
};
const CODES: Readonly<Record<number, readonly string[]>> = {
  3: [
    "Network unreachable",
    "Host unreachable",
    "Protocol unreachable",
    "Port unreachable",
    "Fragmentation needed",
    "Source route failed",
    "Network unknown",
    "Host unknown",
    "Source host isolated",
    "Network administratively prohibited",
    "Host administratively prohibited",
    "Network unreachable for TOS",
    "Host unreachable for TOS",
    "Communication administratively filtered",
    "Host precedence violation",
    "Precedence cutoff in effect",
  ],
  5: ["Redirect for network", "Redirect for host", "Redirect for TOS and network", "Redirect for TOS and host"],
  11: ["Time to live exceeded in transit", "Fragment reassembly time exceeded"],
  12: ["Pointer indicates the error", "Required option missing", "Bad length"],
};
/** Types that quote the packet they are about. */
const QUOTES = new Set([3, 4, 5, 11, 12]);

/*
 * ICMP
 *  0  1  type   1  1  code   2  2  checksum
 *  4  4  echo: id, sequence; fragmentation needed: 2 unused, next-hop MTU; redirect: gateway
 *  8     echo: data; errors: the start of the packet they are about
 */
export function icmp(f: Frame, at: number): void {
  f.say("ICMP", "ICMP");
  if (!f.has(at, 4)) return;
  const [type, code] = [f.u8(at), f.u8(at + 1)];
  const title = TYPES[type] ?? `ICMP type ${type}`;
  const detail = CODES[type]?.[code];
  const info = detail === undefined ? (code === 0 ? title : `${title} (code ${code})`) : `${title} (${detail})`;
  const t = f.tree;
  t?.open("icmp", "Internet Control Message Protocol", at, f.end);
  t?.uint("icmp.type", "Type", at, 1, `${title} (${type})`);
  t?.uint("icmp.code", "Code", at + 1, 1, detail === undefined ? undefined : `${detail} (${code})`);
  plainChecksum(f, "icmp.checksum", at + 2, at, at + f.wireBytes(at), false);
  t?.describe(info);
  f.say("ICMP", info);
  f.payload(at + 8);
  if (type === 0 || type === 8 || (type >= 13 && type <= 18)) {
    if (f.has(at + 4, 4)) f.say("ICMP", echo(f, at, type, title));
    t?.raw("data.data", "Data", at + 8, f.end);
  } else if (QUOTES.has(type) && f.has(at + 4, 4)) {
    if (type === 3 && code === 4) {
      t?.uint("icmp.mtu", "MTU of the next hop", at + 6, 2);
      f.say("ICMP", `${info}, MTU ${f.u16(at + 6)}`);
    } else if (type === 5) {
      t?.ipv4("icmp.redir_gw", "Gateway", at + 4);
      f.say("ICMP", `${info}, gateway ${ipv4At(f.bytes, at + 4)}`);
    }
    if (t && f.end > at + 8) {
      f.quote();
      f.follow("ethertype", 0x0800, at + 8);
      return; // the node stays open: the quoted packet belongs in it
    }
  }
  t?.close();
}

function echo(f: Frame, at: number, type: number, title: string): string {
  const [id, sequence] = [f.u16(at + 4), f.u16(at + 6)];
  f.tree?.hex("icmp.ident", "Identifier", at + 4, 2);
  f.tree?.uint("icmp.seq", "Sequence number", at + 6, 2);
  // Some senders count in little-endian, so both readings are shown.
  const swapped = ((sequence & 0xff) << 8) | (sequence >> 8);
  return `${type === 0 || type === 8 ? title.padEnd(20) : title} id=${hexText(id, 4)}, seq=${sequence}/${swapped}, ttl=${f.hopLimit}`;
}
