import { dns } from "./dns.js";
import type { Frame } from "./frame.js";
import { geneve, vxlan } from "./tunnels.js";

/** Reads what a datagram carries, by its ports: the reader and, where one reader serves several, the protocol's name. */
export function applicationOverUdp(f: Frame, at: number): void {
  if (byPort(f, f.keys.destinationPort ?? 0, at) || byPort(f, f.keys.sourcePort ?? 0, at)) return;
  f.tree?.raw("data.data", "Data", at, f.end);
}

function byPort(f: Frame, port: number, at: number): boolean {
  switch (port) {
    case 53:
      dns(f, at, "DNS");
      return true;
    case 5353:
      dns(f, at, "MDNS");
      return true;
    case 5355:
      dns(f, at, "LLMNR");
      return true;
    case 4789:
    case 8472:
      vxlan(f, at);
      return true;
    case 6081:
      geneve(f, at);
      return true;
    default:
      return false;
  }
}
