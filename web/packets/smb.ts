import { hex64, utf16, viewOf } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { hexText, oneLine } from "./names.js";

const COMMANDS: readonly string[] = [
  "Negotiate Protocol",
  "Session Setup",
  "Session Logoff",
  "Tree Connect",
  "Tree Disconnect",
  "Create",
  "Close",
  "Flush",
  "Read",
  "Write",
  "Lock",
  "Ioctl",
  "Cancel",
  "KeepAlive",
  "Find",
  "Notify",
  "GetInfo",
  "SetInfo",
  "Break",
];
const STATUSES: Readonly<Record<number, string>> = {
  0x00000103: "STATUS_PENDING",
  0x80000005: "STATUS_BUFFER_OVERFLOW",
  0x80000006: "STATUS_NO_MORE_FILES",
  0xc000000d: "STATUS_INVALID_PARAMETER",
  0xc000000f: "STATUS_NO_SUCH_FILE",
  0xc0000010: "STATUS_INVALID_DEVICE_REQUEST",
  0xc0000011: "STATUS_END_OF_FILE",
  0xc0000016: "STATUS_MORE_PROCESSING_REQUIRED",
  0xc0000022: "STATUS_ACCESS_DENIED",
  0xc0000034: "STATUS_OBJECT_NAME_NOT_FOUND",
  0xc0000035: "STATUS_OBJECT_NAME_COLLISION",
  0xc000003a: "STATUS_OBJECT_PATH_NOT_FOUND",
  0xc0000043: "STATUS_SHARING_VIOLATION",
  0xc000006d: "STATUS_LOGON_FAILURE",
  0xc00000ba: "STATUS_FILE_IS_A_DIRECTORY",
  0xc00000bb: "STATUS_NOT_SUPPORTED",
  0xc00000c9: "STATUS_NETWORK_NAME_DELETED",
  0xc00000cc: "STATUS_BAD_NETWORK_NAME",
  0xc0000120: "STATUS_CANCELLED",
  0xc0000128: "STATUS_FILE_CLOSED",
  0xc0000203: "STATUS_USER_SESSION_DELETED",
  0xc0000225: "STATUS_NOT_FOUND",
  0xc000035c: "STATUS_NETWORK_SESSION_EXPIRED",
};
const HEADER = 64;
/** Commands chained in one message. */
const MAX_CHAIN = 16;

/** Length before the message (0, then 3 bytes), then FE, FD (encrypted), FC (compressed) or FF (SMB 1) and "SMB". */
export function isSmb(f: Frame, at: number): boolean {
  return at + 8 <= f.end && f.u8(at) === 0 && f.u8(at + 4) >= 0xfc && f.u16(at + 5) === 0x534d && f.u8(at + 7) === 0x42;
}

export function smb(f: Frame, at: number): void {
  const kind = f.u8(at + 4);
  const message = at + 4;
  if (kind !== 0xfe) {
    const info = kind === 0xfd ? "Encrypted SMB3" : kind === 0xfc ? "Compressed SMB3" : "SMB 1 message";
    f.say(kind === 0xff ? "SMB" : "SMB2", info);
    f.tree?.open(kind === 0xff ? "smb" : "smb2", "Server Message Block", at, f.end);
    f.tree?.close(info);
    return;
  }
  let info = "";
  let p = message;
  for (let n = 0; n < MAX_CHAIN && p + HEADER <= f.end; n++) {
    info += (info === "" ? "" : ";") + command(f, p);
    const next = viewOf(f.bytes).getUint32(p + 20, true);
    if (next < HEADER) break;
    p += next;
  }
  f.say("SMB2", info === "" ? "SMB2" : info);
}

/*
 * SMB 2 and 3 header, little-endian
 *  0  4  FE "SMB"   4  2  64   6  2  credit charge   8  4  status   12  2  command   14  2  credits
 * 16  4  flags (1: response, 2: asynchronous)   20  4  offset of the next command   24  8  message id
 * 32  4  process   36  4  tree   40  8  session   48 16  signature
 * Create request: 64 + 44  2  name offset, 46  2  length.  Tree connect request: 64 + 4  2  path offset, 6  2  length.
 */
function command(f: Frame, at: number): string {
  const view = viewOf(f.bytes);
  const code = view.getUint16(at + 12, true);
  const status = view.getUint32(at + 8, true);
  const flags = view.getUint32(at + 16, true);
  const response = (flags & 1) !== 0;
  const name = COMMANDS[code] ?? `Command ${code}`;
  let info = `${name} ${response ? "Response" : "Request"}`;
  const t = f.tree;
  t?.open("smb2", "Server Message Block 2", at, at + HEADER);
  t?.add("smb2.cmd", "Command", at + 12, at + 14, code, `${name} (${code})`);
  if (response) t?.add("smb2.nt_status", "Status", at + 8, at + 12, status, status === 0 ? "success" : (STATUSES[status] ?? hexText(status, 8)));
  t?.flag("smb2.flags.response", "Response", at + 16, 4, response);
  const id = view.getBigUint64(at + 24, true);
  t?.add("smb2.msg_id", "Message", at + 24, at + 32, id.toString(), id.toString());
  if ((flags & 2) === 0) t?.add("smb2.tid", "Tree", at + 36, at + 40, view.getUint32(at + 36, true), hexText(view.getUint32(at + 36, true), 8));
  const session = hex64(view.getBigUint64(at + 40, true));
  t?.text("smb2.sesid", "Session", at + 40, at + 48, session);
  if (response) info += status === 0 ? "" : `, Error: ${STATUSES[status] ?? hexText(status, 8)}`;
  else if (code === 5) info += path(f, at, at + HEADER + 44, "smb2.filename", "File");
  else if (code === 3) info += path(f, at, at + HEADER + 4, "smb2.tree", "Tree");
  t?.close(info);
  return info;
}

/** A name in the message, found by its offset from the header and its length. */
function path(f: Frame, header: number, at: number, field: string, label: string): string {
  if (at + 4 > f.end) return "";
  const view = viewOf(f.bytes);
  const from = header + view.getUint16(at, true);
  const to = from + view.getUint16(at + 2, true);
  if (to > f.end || to === from) return "";
  const name = oneLine(utf16(f.bytes, from, to));
  f.tree?.text(field, label, from, to, name);
  return ` ${label}: ${name}`;
}
