import { ansi, ipv4At, ipv6At } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { hexText, oneLine } from "./names.js";

const TYPES: Readonly<Record<number, string>> = {
  1: "A",
  2: "NS",
  5: "CNAME",
  6: "SOA",
  12: "PTR",
  13: "HINFO",
  15: "MX",
  16: "TXT",
  28: "AAAA",
  33: "SRV",
  35: "NAPTR",
  39: "DNAME",
  41: "OPT",
  43: "DS",
  46: "RRSIG",
  47: "NSEC",
  48: "DNSKEY",
  50: "NSEC3",
  64: "SVCB",
  65: "HTTPS",
  249: "TKEY",
  250: "TSIG",
  251: "IXFR",
  252: "AXFR",
  255: "ANY",
  257: "CAA",
};
const OPCODES: Readonly<Record<number, string>> = {
  0: "Standard query",
  1: "Inverse query",
  2: "Server status request",
  4: "Zone change notification",
  5: "Dynamic update",
};
const REPLIES: Readonly<Record<number, string>> = {
  1: "Format error",
  2: "Server failure",
  3: "No such name",
  4: "Not implemented",
  5: "Refused",
  6: "Name exists",
  7: "RRset exists",
  8: "RRset does not exist",
  9: "Not authoritative",
  10: "Name out of zone",
};
/** Records in the summary, and names: a message can claim 65535 of the one, and point in circles for the other. */
const MAX_SHOWN = 16;
const MAX_NAME = 255;
const MAX_JUMPS = 32;

interface Name {
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

/*
 * DNS, mDNS and LLMNR
 *  0  2  id   2  2  response (1 bit), opcode (4), authoritative, truncated, recursion desired (1 each); recursion available (1), 0, authentic, no checking, reply code (4)
 *  4  2  questions   6  2  answers   8  2  authorities   10  2  additional records
 * Question: name, type 2, class 2.  Record: the same, time to live 4, length 2, data
 */
export function dns(f: Frame, at: number, protocol: "DNS" | "MDNS" | "LLMNR"): void {
  f.say(protocol, protocol);
  if (!f.has(at, 12)) return;
  const flags = f.u16(at + 2);
  const response = (flags & 0x8000) !== 0;
  const opcode = (flags >> 11) & 15;
  const code = flags & 15;
  const title = `${OPCODES[opcode] ?? `Unknown operation (${opcode})`}${response ? " response" : ""} ${hexText(f.u16(at), 4)}`;
  const t = f.tree;
  t?.open("dns", protocol === "MDNS" ? "Multicast DNS" : protocol === "LLMNR" ? "Link-local name resolution" : "Domain Name System", at, f.end);
  t?.hex("dns.id", "Id", at, 2);
  t?.flag("dns.flags.response", "Response", at + 2, 1, response);
  t?.add("dns.flags.opcode", "Operation", at + 2, at + 3, opcode, OPCODES[opcode] ?? String(opcode));
  t?.flag("dns.flags.authoritative", "Authoritative", at + 2, 1, (flags & 0x400) !== 0);
  t?.flag("dns.flags.truncated", "Truncated", at + 2, 1, (flags & 0x200) !== 0);
  t?.flag("dns.flags.recdesired", "Recursion desired", at + 2, 1, (flags & 0x100) !== 0);
  t?.flag("dns.flags.recavail", "Recursion available", at + 3, 1, (flags & 0x80) !== 0);
  if (response) t?.add("dns.flags.rcode", "Reply", at + 3, at + 4, code, code === 0 ? "no error" : (REPLIES[code] ?? String(code)));
  t?.uint("dns.count.queries", "Questions", at + 4, 2);
  t?.uint("dns.count.answers", "Answers", at + 6, 2);
  t?.uint("dns.count.auth_rr", "Authorities", at + 8, 2);
  t?.uint("dns.count.add_rr", "Additional records", at + 10, 2);
  f.say(protocol, title + (response && code > 0 ? ` ${REPLIES[code] ?? `error ${code}`}` : ""));
  const text = sections(f, at, protocol);
  const info = f.info + text;
  f.say(protocol, info);
  t?.close(info);
}

function sections(f: Frame, at: number, protocol: string): string {
  let text = "";
  let p = at + 12;
  let shown = 0;
  for (let section = 0; section < 4; section++) {
    const count = f.u16(at + 4 + section * 2);
    for (let i = 0; i < count; i++) {
      const before = p;
      // The tree goes through all records, the summary stops where it is full.
      if (!f.tree && shown >= MAX_SHOWN) return `${text} …`;
      const name = readName(f, at, p);
      const fixed = section === 0 ? 4 : 10;
      if (name.next < 0 || !f.has(name.next, fixed)) {
        if (name.next < 0) f.has(f.end, 1);
        return text;
      }
      const type = f.u16(name.next);
      const typeName = TYPES[type] ?? `type ${type}`;
      if (section === 0) {
        p = name.next + 4;
        const unicast = (f.u16(name.next + 2) & 0x8000) !== 0;
        if (shown++ < MAX_SHOWN)
          text += `${text === "" ? "" : ","} ${typeName} ${name.text}${protocol === "MDNS" ? `, "${unicast ? "QU" : "QM"}" question` : ""}`;
        question(f, before, name, typeName);
      } else {
        const size = f.u16(name.next + 8);
        p = name.next + 10 + size;
        if (!f.has(name.next + 10, size)) return text;
        const value = data(f, at, name.next + 10, size, type);
        record(f, before, name, typeName, value, p);
        // Records that only help the resolver stay in the tree.
        if ((section === 1 || (section === 2 && type === 6) || type === 41) && shown++ < MAX_SHOWN)
          text += `${text !== "" && protocol === "MDNS" ? "," : ""} ${typeName}${value === "" ? "" : ` ${value}`}`;
      }
    }
  }
  return text;
}

function question(f: Frame, from: number, name: Name, type: string): void {
  const t = f.tree;
  if (!t) return;
  t.open("dns.qry", "Question", from, name.next + 4);
  t.text("dns.qry.name", "Name", from, name.next, name.text);
  t.uint("dns.qry.type", "Type", name.next, 2, `${type} (${f.u16(name.next)})`);
  t.hex("dns.qry.class", "Class", name.next + 2, 2);
  t.close(`${type} ${name.text}`);
}

const VALUE_NAMES: Readonly<Record<string, string>> = {
  A: "dns.a",
  AAAA: "dns.aaaa",
  CNAME: "dns.cname",
  NS: "dns.ns",
  PTR: "dns.ptr.domain_name",
  TXT: "dns.txt",
  SRV: "dns.srv.target",
};

function record(f: Frame, from: number, name: Name, type: string, value: string, to: number): void {
  const t = f.tree;
  if (!t) return;
  const at = name.next;
  t.open("dns.resp", "Record", from, to);
  t.text("dns.resp.name", "Name", from, at, name.text);
  t.uint("dns.resp.type", "Type", at, 2, `${type} (${f.u16(at)})`);
  if (type !== "OPT") t.uint("dns.resp.ttl", "Time to live", at + 4, 4, `${f.u32(at + 4)} s`);
  t.uint("dns.resp.len", "Data length", at + 8, 2);
  if (value !== "") t.text(VALUE_NAMES[type] ?? "dns.data", "Value", at + 10, to, value);
  t.close(`${name.text} ${type}${value === "" ? "" : ` ${value}`}`);
}

function data(f: Frame, message: number, at: number, size: number, type: number): string {
  switch (type) {
    case 1:
      return size === 4 ? ipv4At(f.bytes, at) : "";
    case 28:
      return size === 16 ? ipv6At(f.bytes, at) : "";
    case 2:
    case 5:
    case 6:
    case 12:
    case 39:
      return readName(f, message, at).text;
    case 15:
      return size > 2 ? `${f.u16(at)} ${readName(f, message, at + 2).text}` : "";
    case 33:
      return size > 6 ? `${f.u16(at)} ${f.u16(at + 2)} ${f.u16(at + 4)} ${readName(f, message, at + 6).text}` : "";
    case 16:
      return f.tree && size > 0 ? oneLine(ansi(f.bytes, at + 1, at + 1 + Math.min(f.u8(at), size - 1))) : "";
    default:
      return "";
  }
}
