import { ansi, ipv4At } from "../core/bytes.js";
import { readName } from "./dns-name.js";
import type { Frame } from "./frame.js";
import { hexText, oneLine } from "./names.js";

const OPERATIONS: Readonly<Record<number, string>> = {
  0: "Name query",
  5: "Registration",
  6: "Release",
  7: "WACK",
  8: "Refresh",
  9: "Refresh",
  15: "Multi-homed registration",
};
const REPLIES: Readonly<Record<number, string>> = {
  1: "format error",
  2: "server failure",
  3: "no such name",
  4: "unsupported",
  5: "refused",
  6: "name is owned by another",
  7: "name in conflict",
};

/** NetBIOS names are written in DNS as 32 letters, each half a byte from 'A'; the 16th character is the kind of service. */
function netbiosName(text: string): string {
  const first = text.split(".")[0] ?? "";
  if (!/^[A-P]{32}$/.test(first)) return text;
  const codes = Uint8Array.from({ length: 16 }, (_, i) => ((first.charCodeAt(i * 2) - 65) << 4) | (first.charCodeAt(i * 2 + 1) - 65));
  const kind = codes[15] ?? 0;
  const name = codes[0] === 0x2a ? "*" : oneLine(ansi(codes, 0, 15).trimEnd());
  return `${name}<${kind.toString(16).padStart(2, "0")}>`;
}

/*
 * NetBIOS name service: the header of DNS, then names in its manner
 * Answer to NB: flags 2, address 4, for each address
 */
export function nbns(f: Frame, at: number): void {
  f.say("NBNS", "NBNS");
  if (!f.has(at, 12)) return;
  const flags = f.u16(at + 2);
  const response = (flags & 0x8000) !== 0;
  const operation = (flags >> 11) & 15;
  const code = flags & 15;
  const questions = f.u16(at + 4);
  const title = `${OPERATIONS[operation] ?? `Operation ${operation}`}${response ? " response" : ""}`;
  const name = readName(f, at, at + 12);
  f.say("NBNS", title);
  const t = f.tree;
  t?.open("nbns", "NetBIOS Name Service", at, f.end);
  t?.hex("nbns.id", "Id", at, 2);
  t?.flag("nbns.flags.response", "Response", at + 2, 1, response);
  t?.add("nbns.flags.opcode", "Operation", at + 2, at + 3, operation, OPERATIONS[operation] ?? String(operation));
  t?.uint("nbns.count.queries", "Questions", at + 4, 2);
  t?.uint("nbns.count.answers", "Answers", at + 6, 2);
  if (name.next >= 0 && f.has(name.next, 4)) {
    const type = f.u16(name.next) === 0x21 ? "NBSTAT" : f.u16(name.next) === 0x20 ? "NB" : `type ${hexText(f.u16(name.next), 4)}`;
    const plain = netbiosName(name.text);
    t?.text("nbns.name", "Name", at + 12, name.next, plain);
    t?.hex("nbns.type", "Type", name.next, 2, type);
    let info = `${title} ${type}`;
    if (response && code > 0) info += ` ${plain}, ${REPLIES[code] ?? `error ${code}`}`;
    else {
      // A registration carries its address in an additional record, an answer in its only record.
      const record = questions > 0 ? readName(f, at, name.next + 4).next : name.next;
      const address = record >= 0 && type === "NB" && record + 16 <= f.end && f.u16(record + 8) >= 6 ? ipv4At(f.bytes, record + 12) : "";
      if (address !== "") t?.ipv4("nbns.addr", "Address", record + 12);
      info += response && address !== "" ? ` ${address}` : ` ${plain}`;
    }
    f.say("NBNS", info);
    t?.describe(info);
  } else if (name.next < 0) f.has(f.end, 1);
  t?.close();
}
