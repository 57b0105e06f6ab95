import { dns } from "./dns.js";
import type { Frame } from "./frame.js";
import { http } from "./http.js";
import { kerberos } from "./kerberos.js";
import { isTpkt, rdp } from "./rdp.js";
import { isSmb, smb } from "./smb.js";
import { ssh } from "./ssh.js";
import { isTls, tls } from "./tls.js";

/** Reads what a segment carries, by its first bytes or its ports. The segment may start anywhere in a stream, so every reader checks first. */
export function applicationOverTcp(f: Frame, at: number): void {
  if (isTls(f, at)) tls(f, at);
  else if (isSmb(f, at)) smb(f, at);
  else if (!ssh(f, at) && !http(f, at, "HTTP") && !byPort(f, at)) f.tree?.raw("tcp.payload", "Data", at, f.end);
}

function byPort(f: Frame, at: number): boolean {
  const { sourcePort, destinationPort } = f.keys;
  const port = (n: number): boolean => sourcePort === n || destinationPort === n;
  if (port(3389) && isTpkt(f, at)) {
    rdp(f, at);
    return true;
  }
  if (port(88) && f.end - at > 6) return kerberos(f, at + 4);
  // A DNS message over TCP has its length before it.
  if (!port(53) || f.end - at <= 14 || f.u16(at) !== f.wireBytes(at) - 2) return false;
  dns(f, at + 2, "DNS");
  return true;
}
