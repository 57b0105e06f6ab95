import { transportChecksum } from "./checksum.js";
import type { Frame } from "./frame.js";

/*
 * UDP
 *  0  2  source port   2  2  destination port   4  2  length, with this header   6  2  checksum
 */
export function udp(f: Frame, at: number): void {
  f.say("UDP", "UDP");
  if (!f.has(at, 4)) return;
  const [source, destination] = [f.u16(at), f.u16(at + 2)];
  f.keys.sourcePort = source;
  f.keys.destinationPort = destination;
  f.say("UDP", `${source} → ${destination}`);
  const length = f.u16(at + 4);
  const whole = f.has(at, 8);
  // The length is zero in jumbograms and in datagrams that the NIC is still to cut up; in a fragment it counts the other fragments too.
  if (whole && length >= 8 && !f.fragment && (f.unsized || at + length <= f.wireEnd)) f.limit(at + length);
  const payload = Math.max(0, length >= 8 ? length - 8 : f.wireBytes(at + 8));
  const line = `${source} → ${destination} Len=${payload}`;
  if (f.tree) {
    f.tree.open("udp", "User Datagram Protocol", at, at + 8);
    f.tree.uint("udp.srcport", "Source port", at, 2);
    f.tree.uint("udp.dstport", "Destination port", at + 2, 2);
    f.tree.uint("udp.length", "Length", at + 4, 2);
    if (whole) transportChecksum(f, "udp.checksum", at + 6, at, 17);
    f.tree.close(whole ? line : `${source} → ${destination}`);
  }
  if (!whole) return;
  f.say("UDP", line);
  f.payload(at + 8);
  if (length > 0 && length < 8) f.malformed();
  else if (f.end > at + 8 && !f.fragment) f.follow("udp", 0, at + 8);
}
