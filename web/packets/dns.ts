import { ansi, ipv4At, ipv6At } from "../core/bytes.js";
import { DNS_TYPES } from "./dns-types.js";
import { type Name, readName } from "./dns-name.js";
import type { Frame } from "./frame.js";
import { hexText, oneLine } from "./names.js";

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
/** Records in the summary, and records read: a message can claim 65535 in each section. */
const MAX_SHOWN = 16;
const MAX_READ = 500;

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
  let read = 0;
  const show = (part: string): void => {
    if (++shown <= MAX_SHOWN) text += part;
    else if (shown === MAX_SHOWN + 1) text += " …";
  };
  for (let section = 0; section < 4; section++) {
    const count = f.u16(at + 4 + section * 2);
    for (let i = 0; i < count; i++) {
      const before = p;
      if (++read > MAX_READ) return text;
      const name = readName(f, at, p);
      const fixed = section === 0 ? 4 : 10;
      if (name.next < 0 || !f.has(name.next, fixed)) {
        if (name.next < 0) f.has(f.end, 1);
        return text;
      }
      const type = f.u16(name.next);
      const typeName = DNS_TYPES[type] ?? `type ${type}`;
      if (section === 0) {
        p = name.next + 4;
        const unicast = (f.u16(name.next + 2) & 0x8000) !== 0;
        show(`${text === "" ? "" : ","} ${typeName} ${name.text}${protocol === "MDNS" ? `, "${unicast ? "QU" : "QM"}" question` : ""}`);
        question(f, before, name, typeName);
      } else {
        const size = f.u16(name.next + 8);
        p = name.next + 10 + size;
        if (!f.has(name.next + 10, size)) return text;
        const value = record(f, at, before, name, type, typeName);
        const flush = protocol === "MDNS" && type !== 41 && (f.u16(name.next + 2) & 0x8000) !== 0;
        // Records that only help the resolver stay in the tree.
        if (section === 1 || (section === 2 && type === 6) || type === 41)
          show(` ${typeName}${flush ? ", cache flush" : ""}${value === "" ? "" : ` ${value}`}`);
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

/** Returns what the record says. Its nodes come before its text is known, so the node is opened empty. */
function record(f: Frame, message: number, from: number, name: Name, type: number, typeName: string): string {
  const t = f.tree;
  const at = name.next;
  const size = f.u16(at + 8);
  if (!t) return data(f, message, at + 10, size, type);
  t.open("dns.resp", "Record", from, at + 10 + size);
  t.text("dns.resp.name", "Name", from, at, name.text);
  t.uint("dns.resp.type", "Type", at, 2, `${typeName} (${type})`);
  // In an OPT record class and time to live hold other things.
  if (type !== 41) t.uint("dns.resp.ttl", "Time to live", at + 4, 4, `${f.u32(at + 4)} s`);
  t.uint("dns.resp.len", "Data length", at + 8, 2);
  const value = data(f, message, at + 10, size, type);
  t.close(`${name.text} ${typeName}${value === "" ? "" : ` ${value}`}`);
  return value;
}

/** Field of a record that is a name and nothing else. */
const NAME_FIELDS: Readonly<Record<number, readonly [string, string]>> = {
  2: ["dns.ns", "Name server"],
  5: ["dns.cname", "Canonical name"],
  12: ["dns.ptr.domain_name", "Name"],
  39: ["dns.dname", "Name"],
};

function data(f: Frame, message: number, at: number, size: number, type: number): string {
  const t = f.tree;
  const end = at + size;
  switch (type) {
    case 1:
      if (size !== 4) return "";
      t?.ipv4("dns.a", "Address", at);
      return ipv4At(f.bytes, at);
    case 28:
      if (size !== 16) return "";
      t?.ipv6("dns.aaaa", "Address", at);
      return ipv6At(f.bytes, at);
    case 6: {
      const name = readName(f, message, at);
      if (name.next > 0) t?.text("dns.soa.mname", "Primary server", at, name.next, name.text);
      return name.text;
    }
    case 15: {
      if (size < 3) return "";
      const name = readName(f, message, at + 2).text;
      t?.uint("dns.mx.preference", "Preference", at, 2);
      t?.text("dns.mx.mail_exchange", "Mail server", at + 2, end, name);
      return `${f.u16(at)} ${name}`;
    }
    case 33: {
      if (size < 7) return "";
      const name = readName(f, message, at + 6).text;
      t?.uint("dns.srv.priority", "Priority", at, 2);
      t?.uint("dns.srv.weight", "Weight", at + 2, 2);
      t?.uint("dns.srv.port", "Port", at + 4, 2);
      t?.text("dns.srv.target", "Target", at + 6, end, name);
      return `${f.u16(at)} ${f.u16(at + 2)} ${f.u16(at + 4)} ${name}`;
    }
    case 16:
      // Texts: length 1, data, repeated. The first is enough for a line.
      if (t && size > 0) t.text("dns.txt", "Text", at, end, oneLine(ansi(f.bytes, at + 1, at + 1 + Math.min(f.u8(at), size - 1))));
      return "";
    default: {
      const field = NAME_FIELDS[type];
      if (!field) {
        t?.raw("dns.data", "Data", at, end);
        return "";
      }
      const name = readName(f, message, at).text;
      t?.text(field[0], field[1], at, end, name);
      return name;
    }
  }
}
