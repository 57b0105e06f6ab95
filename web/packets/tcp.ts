import { transportChecksum } from "./checksum.js";
import type { Frame } from "./frame.js";

/** From the lowest bit. The ninth is in the byte before. */
const FLAGS: readonly (readonly [string, string, string])[] = [
  ["FIN", "tcp.flags.fin", "No more data (FIN)"],
  ["SYN", "tcp.flags.syn", "Synchronise (SYN)"],
  ["RST", "tcp.flags.reset", "Reset (RST)"],
  ["PSH", "tcp.flags.push", "Push (PSH)"],
  ["ACK", "tcp.flags.ack", "Acknowledgement (ACK)"],
  ["URG", "tcp.flags.urg", "Urgent (URG)"],
  ["ECE", "tcp.flags.ece", "Congestion echo (ECE)"],
  ["CWR", "tcp.flags.cwr", "Congestion window reduced (CWR)"],
  ["AE", "tcp.flags.ae", "Accurate ECN (AE)"],
];
const ACK = 0x10;

/*
 * TCP
 *  0  2  source port   2  2  destination port   4  4  sequence number   8  4  acknowledgement number
 * 12  2  header length in words (4 bits), reserved (3), flags (9)
 * 14  2  window       16  2  checksum          18  2  urgent pointer   20     options
 */
export function tcp(f: Frame, at: number): void {
  f.say("TCP", "TCP");
  if (!f.has(at, 4)) return;
  const [source, destination] = [f.u16(at), f.u16(at + 2)];
  f.keys.sourcePort = source;
  f.keys.destinationPort = destination;
  f.say("TCP", `${source} → ${destination}`);
  f.tree?.open("tcp", "Transmission Control Protocol", at, at + 20);
  f.tree?.uint("tcp.srcport", "Source port", at, 2);
  f.tree?.uint("tcp.dstport", "Destination port", at + 2, 2);
  if (!f.has(at, 20)) {
    f.tree?.close(`${source} → ${destination}`);
    return;
  }
  const headerLength = (f.u8(at + 12) >> 4) * 4;
  const payloadAt = at + Math.max(20, headerLength);
  const flags = f.u16(at + 12) & 0x1ff;
  const [seq, ack, window] = [f.u32(at + 4), f.u32(at + 8), f.u16(at + 14)];
  const payloadLength = f.wireBytes(payloadAt);
  f.keys.tcp = { flags, seq, ack, window, payloadLength };
  const line = `${source} → ${destination} [${flagNames(flags)}] Seq=${seq}${flags & ACK ? ` Ack=${ack}` : ""} Win=${window} Len=${payloadLength}`;
  if (f.tree) tree(f, at, headerLength, flags);
  const summary = line + options(f, at + 20, Math.min(payloadAt, f.end));
  if (f.tree && payloadLength > 0) f.tree.add("tcp.len", "Payload", Math.min(payloadAt, f.end), f.end, payloadLength, `${payloadLength} bytes`);
  f.tree?.close(line, payloadAt);
  f.say("TCP", summary);
  f.payload(payloadAt);
  if (headerLength < 20) f.malformed();
  else if (f.has(at, headerLength) && f.end > payloadAt && !f.fragment) f.follow("tcp", 0, payloadAt);
}

function flagNames(flags: number): string {
  let text = "";
  for (let i = 0; i < FLAGS.length; i++) if (flags & (1 << i)) text += (text === "" ? "" : ", ") + (FLAGS[i]?.[0] ?? "");
  return text === "" ? "<None>" : text;
}

function tree(f: Frame, at: number, headerLength: number, flags: number): void {
  const t = f.tree;
  if (!t) return;
  t.uint("tcp.seq_raw", "Sequence number", at + 4, 4);
  t.uint("tcp.ack_raw", "Acknowledgement number", at + 8, 4);
  t.add("tcp.hdr_len", "Header length", at + 12, at + 13, headerLength, `${headerLength} bytes`);
  t.open("tcp.flags", "Flags", at + 12, at + 14);
  FLAGS.forEach(([, name, label], i) => {
    t.flag(name, label, at + (i === 8 ? 12 : 13), 1, (flags & (1 << i)) !== 0);
  });
  t.close(`0x${flags.toString(16).padStart(3, "0")} (${flagNames(flags)})`, at + 14, flags);
  t.uint("tcp.window_size_value", "Window", at + 14, 2);
  transportChecksum(f, "tcp.checksum", at + 16, at, 6);
  t.uint("tcp.urgent_pointer", "Urgent pointer", at + 18, 2);
}

/** Kind 1, length 1 (of the whole option), data; kinds 0 and 1 stand alone. Returns what the summary says about them. */
function options(f: Frame, from: number, to: number): string {
  const t = f.tree;
  let text = "";
  for (let p = from; p < to;) {
    const kind = f.u8(p);
    if (kind === 0) break;
    if (kind === 1) {
      p++;
      continue;
    }
    const size = p + 1 < to ? f.u8(p + 1) : 0;
    if (size < 2 || p + size > to) break;
    if (kind === 2 && size === 4) {
      text += ` MSS=${f.u16(p + 2)}`;
      t?.uint("tcp.options.mss_val", "Maximum segment size", p + 2, 2);
    } else if (kind === 3 && size === 3) {
      text += ` WS=${2 ** Math.min(f.u8(p + 2), 14)}`;
      t?.uint("tcp.options.wscale.shift", "Window scale", p + 2, 1, `${f.u8(p + 2)} (times ${2 ** Math.min(f.u8(p + 2), 14)})`);
    } else if (kind === 4 && size === 2) {
      text += " SACK_PERM";
      t?.add("tcp.options.sack_perm", "Selective acknowledgement permitted", p, p + 2, true, "yes");
    } else if (kind === 5 && (size - 2) % 8 === 0) text += sack(f, p + 2, p + size);
    else if (kind === 8 && size === 10) {
      text += ` TSval=${f.u32(p + 2)} TSecr=${f.u32(p + 6)}`;
      t?.uint("tcp.options.timestamp.tsval", "Time stamp", p + 2, 4);
      t?.uint("tcp.options.timestamp.tsecr", "Time stamp echoed", p + 6, 4);
    } else if (kind === 34) {
      text += size === 2 ? " TFO=R" : " TFO=C";
      t?.raw("tcp.options.tfo.cookie", "Fast open cookie", p + 2, p + size);
    } else t?.add("tcp.option_kind", "Option", p, p + size, kind, `kind ${kind}, ${size} bytes`);
    p += size;
  }
  return text;
}

function sack(f: Frame, from: number, to: number): string {
  let text = "";
  for (let p = from; p + 8 <= to; p += 8) {
    text += ` SLE=${f.u32(p)} SRE=${f.u32(p + 4)}`;
    f.tree?.uint("tcp.options.sack_le", "Received from", p, 4);
    f.tree?.uint("tcp.options.sack_re", "Received to", p + 4, 4);
  }
  return text;
}
