import { ansi } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { hexText, oneLine } from "./names.js";

const HANDSHAKES: Readonly<Record<number, string>> = {
  0: "Hello Request",
  1: "Client Hello",
  2: "Server Hello",
  4: "New Session Ticket",
  8: "Encrypted Extensions",
  11: "Certificate",
  12: "Server Key Exchange",
  13: "Certificate Request",
  14: "Server Hello Done",
  15: "Certificate Verify",
  16: "Client Key Exchange",
  20: "Finished",
  22: "Certificate Status",
};
const VERSIONS: Readonly<Record<number, string>> = { 0x300: "SSL 3.0", 0x301: "TLS 1.0", 0x302: "TLS 1.1", 0x303: "TLS 1.2", 0x304: "TLS 1.3" };
const ALERTS: Readonly<Record<number, string>> = {
  0: "Close Notify",
  10: "Unexpected Message",
  20: "Bad Record MAC",
  22: "Record Overflow",
  40: "Handshake Failure",
  42: "Bad Certificate",
  43: "Unsupported Certificate",
  44: "Certificate Revoked",
  45: "Certificate Expired",
  46: "Certificate Unknown",
  47: "Illegal Parameter",
  48: "Unknown CA",
  49: "Access Denied",
  50: "Decode Error",
  51: "Decrypt Error",
  70: "Protocol Version",
  71: "Insufficient Security",
  80: "Internal Error",
  86: "Inappropriate Fallback",
  90: "User Canceled",
  112: "Unrecognized Name",
  116: "Certificate Required",
  120: "No Application Protocol",
};
const RECORDS: Readonly<Record<number, string>> = { 20: "Change Cipher Spec", 21: "Alert", 22: "Handshake", 23: "Application Data", 24: "Heartbeat" };
/** A record's largest payload, with the room encryption may take. */
const MAX_RECORD = 16384 + 2048;
const MAX_RECORDS = 64;

export function isTls(f: Frame, at: number): boolean {
  return at + 5 <= f.end && f.u8(at) in RECORDS && f.u8(at + 1) === 3 && f.u8(at + 2) <= 4 && f.u16(at + 3) > 0 && f.u16(at + 3) <= MAX_RECORD;
}

/*
 * TLS record
 *  0  1  type   1  2  version   3  2  length
 *  5     data; a record may go on in the next segment
 */
export function tls(f: Frame, at: number): void {
  f.say("TLS", "TLS");
  let info = "";
  let changed = false;
  let p = at;
  f.tree?.open("tls", "Transport Layer Security", at, f.end);
  for (let n = 0; n < MAX_RECORDS && isTls(f, p); n++) {
    const type = f.u8(p);
    const length = f.u16(p + 3);
    const end = Math.min(p + 5 + length, f.end);
    f.tree?.open("tls.record", "Record", p, end);
    f.tree?.uint("tls.record.content_type", "Type", p, 1, `${RECORDS[type] ?? ""} (${type})`);
    f.tree?.hex("tls.record.version", "Version", p + 1, 2, VERSIONS[f.u16(p + 1)]);
    f.tree?.uint("tls.record.length", "Length", p + 3, 2);
    let text = RECORDS[type] ?? "";
    if (type === 22) text = changed ? "Encrypted Handshake Message" : handshakes(f, p + 5, end, p + 5 + length);
    else if (type === 21) text = alert(f, p + 5, length);
    else if (type === 20) changed = true;
    f.tree?.close(text);
    info += (info === "" ? "" : ", ") + text;
    p += 5 + length;
  }
  f.tree?.close(info);
  f.say("TLS", info);
}

function alert(f: Frame, at: number, length: number): string {
  // Two bytes are in the clear, more are encrypted.
  if (length !== 2 || at + 2 > f.end) return "Encrypted Alert";
  const [level, code] = [f.u8(at) === 2 ? "Fatal" : "Warning", f.u8(at + 1)];
  f.tree?.uint("tls.alert_message.level", "Level", at, 1, level);
  f.tree?.uint("tls.alert_message.desc", "Alert", at + 1, 1, ALERTS[code]);
  return `Alert (Level: ${level}, Description: ${ALERTS[code] ?? String(code)})`;
}

/** Handshake messages: type 1, length 3, data. Several may share a record. `wireEnd`: where the record ends, maybe in a later segment. */
function handshakes(f: Frame, from: number, to: number, wireEnd: number): string {
  let text = "";
  for (let p = from, n = 0; p + 4 <= to && n < MAX_RECORDS; n++) {
    const type = f.u8(p);
    const length = f.u8(p + 1) * 65536 + f.u16(p + 2);
    const name = HANDSHAKES[type];
    // An encrypted message looks like any number; only the first can also go on in further records.
    if (name === undefined || (n > 0 && p + 4 + length > wireEnd)) return text === "" ? "Encrypted Handshake Message" : text;
    const end = Math.min(p + 4 + length, to);
    f.tree?.open("tls.handshake", name, p, end);
    f.tree?.uint("tls.handshake.type", "Type", p, 1, `${name} (${type})`);
    f.tree?.uint("tls.handshake.length", "Length", p + 1, 3);
    const detail = type === 1 || type === 2 ? hello(f, p + 4, end, type === 1) : "";
    f.tree?.close(name + detail);
    text += (text === "" ? "" : ", ") + name + detail;
    p += 4 + length;
  }
  return text === "" ? "Handshake" : text;
}

/*
 * ClientHello                                     ServerHello
 *  0  2  version   2 32  random                    the same
 * 34     session id: length 1, data                the same
 *        cipher suites: length 2, 2 each           cipher suite 2
 *        compression: length 1, 1 each             compression 1
 *        extensions: length 2; each type 2, length 2, data
 */
function hello(f: Frame, at: number, end: number, client: boolean): string {
  const t = f.tree;
  if (at + 35 > end) return "";
  t?.hex("tls.handshake.version", "Version", at, 2, VERSIONS[f.u16(at)]);
  let p = at + 35 + f.u8(at + 34);
  if (client) {
    if (p + 2 > end) return "";
    t?.uint("tls.handshake.cipher_suites_length", "Cipher suites", p, 2, String(f.u16(p) >> 1));
    p += 2 + f.u16(p);
    if (p + 1 > end) return "";
    p += 1 + f.u8(p);
  } else {
    if (p + 3 > end) return "";
    t?.hex("tls.handshake.ciphersuite", "Cipher suite", p, 2);
    p += 3;
  }
  const found: string[] = [];
  for (p += 2; p + 4 <= end; p += 4 + f.u16(p + 2)) extension(f, f.u16(p), p + 4, Math.min(p + 4 + f.u16(p + 2), end), client, found);
  return found.length === 0 ? "" : ` (${found.join(", ")})`;
}

function extension(f: Frame, type: number, at: number, end: number, client: boolean, found: string[]): void {
  if (type === 0 && at + 5 <= end) {
    // List length 2, then kind 1, length 2, name; only one name is ever there.
    const to = Math.min(at + 5 + f.u16(at + 3), end);
    const name = oneLine(ansi(f.bytes, at + 5, to));
    f.tree?.text("tls.handshake.extensions_server_name", "Server name", at + 5, to, name);
    if (name !== "") found.push(`SNI=${name}`);
  } else if (type === 16) {
    const names: string[] = [];
    for (let p = at + 2; p < end && names.length < 8; p += 1 + f.u8(p)) {
      const name = oneLine(ansi(f.bytes, p + 1, Math.min(p + 1 + f.u8(p), end)), 32);
      f.tree?.text("tls.handshake.extensions_alpn_str", "Application protocol", p + 1, Math.min(p + 1 + f.u8(p), end), name);
      names.push(name);
    }
    if (names.length > 0) found.push(`ALPN=${names.join(",")}`);
  } else if (type === 43) {
    const versions: string[] = [];
    for (let p = client ? at + 1 : at; p + 2 <= end && versions.length < 16; p += 2) versions.push(VERSIONS[f.u16(p)] ?? hexText(f.u16(p), 4));
    f.tree?.text("tls.handshake.extensions.supported_version", client ? "Versions offered" : "Version chosen", at, end, versions.join(", "));
  }
}
