import { ansi, hex, ipv4At, macAt } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { hexText, oneLine } from "./names.js";

const MESSAGES: readonly string[] = ["", "Discover", "Offer", "Request", "Decline", "ACK", "NAK", "Release", "Inform"];
/** Options worth a line: name, label, and what their data is. */
const OPTIONS: Readonly<Record<number, readonly [string, string, "ip" | "text" | "number" | "seconds"]>> = {
  1: ["dhcp.option.subnet_mask", "Subnet mask", "ip"],
  3: ["dhcp.option.router", "Router", "ip"],
  6: ["dhcp.option.domain_name_server", "DNS server", "ip"],
  12: ["dhcp.option.hostname", "Host name", "text"],
  15: ["dhcp.option.domain_name", "Domain", "text"],
  26: ["dhcp.option.interface_mtu", "MTU", "number"],
  50: ["dhcp.option.requested_ip_address", "Address asked for", "ip"],
  51: ["dhcp.option.ip_address_lease_time", "Lease time", "seconds"],
  54: ["dhcp.option.dhcp_server_id", "DHCP server", "ip"],
  56: ["dhcp.option.message", "Message", "text"],
  57: ["dhcp.option.dhcp_max_message_size", "Largest message", "number"],
  58: ["dhcp.option.renewal_time_value", "Renewal time", "seconds"],
  59: ["dhcp.option.rebinding_time_value", "Rebinding time", "seconds"],
  60: ["dhcp.option.vendor_class_id", "Vendor class", "text"],
};

/*
 * DHCP
 *   0  1  1 request, 2 reply   1  1  hardware type   2  1  hardware size   3  1  hops   4  4  transaction id
 *   8  2  seconds   10  2  flags   12  4  client address   16  4  your address   20  4  next server   24  4  relay
 *  28 16  client MAC   44 64  server name   108 128  boot file   236  4  63 82 53 63   240  options: code 1, length 1, data
 */
export function dhcp(f: Frame, at: number): void {
  f.say("DHCP", "DHCP");
  if (!f.has(at, 44)) return;
  const reply = f.u8(at) === 2;
  const id = hexText(f.u32(at + 4), 8);
  const t = f.tree;
  t?.open("dhcp", "Dynamic Host Configuration Protocol", at, f.end);
  t?.uint("dhcp.type", "Kind", at, 1, reply ? "reply (2)" : "request (1)");
  t?.hex("dhcp.id", "Transaction", at + 4, 4);
  t?.uint("dhcp.secs", "Seconds since the start", at + 8, 2);
  t?.flag("dhcp.flags.bc", "Broadcast", at + 10, 1, (f.u8(at + 10) & 0x80) !== 0);
  t?.ipv4("dhcp.ip.client", "Client address", at + 12);
  t?.ipv4("dhcp.ip.your", "Your address", at + 16);
  t?.ipv4("dhcp.ip.server", "Next server", at + 20);
  t?.ipv4("dhcp.ip.relay", "Relay", at + 24);
  if (f.u8(at + 2) === 6) t?.mac("dhcp.hw.mac_addr", "Client MAC", at + 28);
  const message = f.has(at + 236, 4) ? options(f, at + 240) : 0;
  const info =
    message > 0
      ? `DHCP ${(MESSAGES[message] ?? `message ${message}`).padEnd(8)} - Transaction ID ${id}`
      : `Boot ${reply ? "Reply" : `Request from ${macAt(f.bytes, at + 28)}`}`;
  t?.close(info);
  f.say("DHCP", info);
}

/** Returns the message type, 0 without one. */
function options(f: Frame, from: number): number {
  let message = 0;
  for (let p = from; p < f.end;) {
    const code = f.u8(p);
    if (code === 255) break;
    if (code === 0) {
      p++;
      continue;
    }
    if (!f.has(p, 2)) break;
    const size = f.u8(p + 1);
    if (!f.has(p + 2, size)) break;
    if (code === 53 && size > 0) {
      message = f.u8(p + 2);
      f.tree?.uint("dhcp.option.dhcp", "Message", p + 2, 1, `${MESSAGES[message] ?? "unknown"} (${message})`);
    } else option(f, code, p + 2, size);
    p += 2 + size;
  }
  return message;
}

function option(f: Frame, code: number, at: number, size: number): void {
  const t = f.tree;
  if (!t) return;
  const [name, label, type] = OPTIONS[code] ?? ["dhcp.option.type", `Option ${code}`, "raw"];
  if (type === "ip") for (let p = at; p + 4 <= at + size; p += 4) t.text(name, label, p, p + 4, ipv4At(f.bytes, p));
  else if (type === "text") t.text(name, label, at, at + size, oneLine(ansi(f.bytes, at, at + size)));
  else if (type === "number" && size <= 4) t.uint(name, label, at, size);
  else if (type === "seconds" && size === 4) t.uint(name, label, at, 4, `${f.u32(at)} s`);
  else t.add(name, label, at, at + size, code, `${size} bytes: ${hex(f.bytes.subarray(at, at + Math.min(size, 32)))}`);
}

const MESSAGES6: readonly string[] = [
  "",
  "Solicit",
  "Advertise",
  "Request",
  "Confirm",
  "Renew",
  "Rebind",
  "Reply",
  "Release",
  "Decline",
  "Reconfigure",
  "Information-request",
  "Relay-forw",
  "Relay-reply",
];

/*
 * DHCPv6
 *  0  1  message   1  3  transaction id   4     options
 */
export function dhcpv6(f: Frame, at: number): void {
  f.say("DHCPv6", "DHCPv6");
  if (!f.has(at, 4)) return;
  const message = f.u8(at);
  const name = MESSAGES6[message] ?? `Message ${message}`;
  const relay = message === 12 || message === 13;
  const info = relay ? name : `${name} XID: ${hexText(f.u32(at) % 0x1000000, 6)}`;
  f.tree?.open("dhcpv6", "DHCP for IPv6", at, f.end);
  f.tree?.uint("dhcpv6.msgtype", "Message", at, 1, `${name} (${message})`);
  if (!relay) f.tree?.hex("dhcpv6.xid", "Transaction", at + 1, 3);
  f.tree?.close(info);
  f.say("DHCPv6", info);
}
