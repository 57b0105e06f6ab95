import { dns } from "./dns.js";
import type { Frame } from "./frame.js";

/** Reads what a segment carries, by its first bytes or its ports. The segment may start anywhere in a stream, so every reader checks first. */
export function applicationOverTcp(f: Frame, at: number): void {
  const [source, destination] = [f.keys.sourcePort ?? 0, f.keys.destinationPort ?? 0];
  const port = (n: number): boolean => source === n || destination === n;
  // A message over TCP has its length before it.
  if (port(53) && f.end - at > 14 && f.u16(at) === f.wireBytes(at) - 2) dns(f, at + 2, "DNS");
  else f.tree?.raw("tcp.payload", "Data", at, f.end);
}
