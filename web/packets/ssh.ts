import { ansi } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { oneLine } from "./names.js";

/** The line both ends begin with: "SSH-2.0-name". */
export function ssh(f: Frame, at: number): boolean {
  if (at + 8 > f.end || f.u32(at) !== 0x5353482d) return false;
  const line = oneLine(/^[^\r\n]*/.exec(ansi(f.bytes, at, Math.min(f.end, at + 255)))?.[0] ?? "");
  const info = `${f.keys.destinationPort === 22 ? "Client" : "Server"}: Protocol (${line})`;
  f.tree?.open("ssh", "Secure Shell", at, f.end);
  f.tree?.text("ssh.protocol", "Protocol", at, Math.min(f.end, at + line.length), line);
  f.tree?.close(info);
  f.say("SSH", info);
  return true;
}
