import { ansi } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { hexText, oneLine } from "./names.js";

const FAILURES: readonly string[] = [
  "",
  "TLS required",
  "TLS not allowed",
  "no certificate",
  "inconsistent flags",
  "CredSSP required",
  "TLS with user authentication required",
];

export function isTpkt(f: Frame, at: number): boolean {
  return at + 7 <= f.end && f.u8(at) === 3 && f.u8(at + 1) === 0 && f.u16(at + 2) >= 7 && f.u8(at + 4) >= 2;
}

function protocols(mask: number): string {
  const names = [mask & 1 ? "TLS" : "", mask & 2 ? "CredSSP" : "", mask & 4 ? "RDSTLS" : "", mask & 8 ? "CredSSP with early authorisation" : ""].filter(
    (n) => n !== "",
  );
  return names.length === 0 ? "standard security" : names.join(", ");
}

/*
 * RDP begins as TPKT and X.224
 *  0  1  3   1  1  0   2  2  length of all, big-endian
 *  4  1  length of the X.224 header   5  1  E0 connection request, D0 confirm, F0 data
 * 11     request: "Cookie: mstshash=name\r\n", optional; then, optional, the negotiation:
 *        type 1 (1 request, 2 response, 3 failure), flags 1, length 2 (8), protocols or failure code 4, little-endian
 */
export function rdp(f: Frame, at: number): void {
  const kind = f.u8(at + 5) & 0xf0;
  const end = Math.min(at + f.u16(at + 2), f.end);
  const t = f.tree;
  t?.open("tpkt", "TPKT and X.224", at, Math.min(at + 11, end));
  t?.uint("tpkt.length", "Length", at + 2, 2);
  t?.hex("cotp.type", "Kind", at + 5, 1);
  t?.close();
  if (kind !== 0xe0 && kind !== 0xd0) {
    f.say("RDP", kind === 0xf0 ? "RDP data" : `X.224 message ${hexText(kind, 2)}`);
    return;
  }
  t?.open("rdp", "Remote Desktop Protocol", Math.min(at + 11, end), end);
  let negotiation = at + 11;
  let info = kind === 0xe0 ? "Connection Request" : "Connection Confirm";
  if (kind === 0xe0) {
    const text = ansi(f.bytes, at + 11, Math.min(end, at + 200));
    const cookie = /^Cookie: ([^\r\n]*)/.exec(text)?.[1];
    if (cookie !== undefined) {
      t?.text("rdp.rt_cookie", "Cookie", at + 11, Math.min(end, at + 19 + cookie.length), oneLine(cookie));
      info += `, ${oneLine(cookie, 64)}`;
      negotiation = at + 21 + cookie.length;
    }
  }
  if (negotiation + 8 <= end && f.u8(negotiation + 2) === 8 && f.u8(negotiation + 3) === 0) {
    const value = (f.u8(negotiation + 4) | (f.u8(negotiation + 5) << 8) | (f.u8(negotiation + 6) << 16)) + f.u8(negotiation + 7) * 2 ** 24;
    const type = f.u8(negotiation);
    const [name, label, text] =
      type === 1
        ? ["rdp.negReq.requestedProtocols", "Asks for", protocols(value)]
        : type === 2
          ? ["rdp.negReq.selectedProtocol", "Selected", protocols(value)]
          : ["rdp.negFailure.failureCode", "Failure", FAILURES[value] ?? String(value)];
    if (type >= 1 && type <= 3) {
      t?.add(name, label, negotiation, negotiation + 8, value, text);
      info += `, ${label.toLowerCase()} ${text}`;
    }
  }
  t?.close(info);
  f.say("RDP", info);
}
