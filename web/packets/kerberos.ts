import type { Frame } from "./frame.js";

const MESSAGES: Readonly<Record<number, string>> = {
  10: "AS-REQ",
  11: "AS-REP",
  12: "TGS-REQ",
  13: "TGS-REP",
  14: "AP-REQ",
  15: "AP-REP",
  20: "KRB-SAFE",
  21: "KRB-PRIV",
  22: "KRB-CRED",
  30: "KRB Error",
};
const ERRORS: Readonly<Record<number, string>> = {
  0: "KDC_ERR_NONE",
  3: "KDC_ERR_BAD_PVNO",
  6: "KDC_ERR_C_PRINCIPAL_UNKNOWN",
  7: "KDC_ERR_S_PRINCIPAL_UNKNOWN",
  12: "KDC_ERR_POLICY",
  13: "KDC_ERR_BADOPTION",
  14: "KDC_ERR_ETYPE_NOSUPP",
  18: "KDC_ERR_CLIENT_REVOKED",
  23: "KDC_ERR_KEY_EXPIRED",
  24: "KDC_ERR_PREAUTH_FAILED",
  25: "KDC_ERR_PREAUTH_REQUIRED",
  31: "KRB_AP_ERR_BAD_INTEGRITY",
  32: "KRB_AP_ERR_TKT_EXPIRED",
  33: "KRB_AP_ERR_TKT_NYV",
  34: "KRB_AP_ERR_REPEAT",
  37: "KRB_AP_ERR_SKEW",
  41: "KRB_AP_ERR_MODIFIED",
  52: "KRB_ERR_RESPONSE_TOO_BIG",
  60: "KRB_ERR_GENERIC",
  68: "KDC_ERR_WRONG_REALM",
};

interface Der {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
}

/** One DER value: tag 1, length (1, or 1 that counts the bytes of the length), data. `to` is where it ends on the wire. */
function der(f: Frame, at: number): Der | undefined {
  if (at + 2 > f.end) return undefined;
  const first = f.u8(at + 1);
  const width = first & 0x80 ? first & 0x7f : 0;
  if (width > 4 || at + 2 + width > f.end) return undefined;
  let length = first & 0x80 ? 0 : first;
  for (let i = 0; i < width; i++) length = length * 256 + f.u8(at + 2 + i);
  return { tag: f.u8(at), from: at + 2 + width, to: at + 2 + width + length };
}

/** A Kerberos message begins with an application tag (0x60 + type) around a sequence. Over TCP its length stands before it. */
export function kerberos(f: Frame, at: number): boolean {
  const outer = der(f, at);
  const name = outer && (outer.tag & 0xe0) === 0x60 ? MESSAGES[outer.tag & 0x1f] : undefined;
  if (!outer || name === undefined) return false;
  f.tree?.open("kerberos", "Kerberos", at, Math.min(outer.to, f.end));
  f.tree?.add("kerberos.msg_type", "Message", at, at + 1, outer.tag & 0x1f, `${name} (${outer.tag & 0x1f})`);
  const info = name === "KRB Error" ? errorText(f, outer) : name;
  f.tree?.close(info);
  f.say("KRB5", info);
  return true;
}

/** KRB-ERROR: the member tagged 6 is the code. */
function errorText(f: Frame, outer: Der): string {
  const sequence = der(f, outer.from);
  for (let p = sequence?.from ?? f.end; p < f.end;) {
    const member = der(f, p);
    if (!member) break;
    if (member.tag === 0xa6) {
      const number = der(f, member.from);
      if (number?.tag !== 2 || number.to !== number.from + 1 || number.to > f.end) break;
      const code = f.u8(number.from);
      f.tree?.uint("kerberos.error_code", "Error", number.from, 1, `${ERRORS[code] ?? "unknown"} (${code})`);
      return `KRB Error: ${ERRORS[code] ?? `code ${code}`}`;
    }
    p = member.to;
  }
  return "KRB Error";
}
