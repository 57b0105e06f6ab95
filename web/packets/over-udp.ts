import { dhcp, dhcpv6 } from "./dhcp.js";
import { dns } from "./dns.js";
import type { Frame } from "./frame.js";
import { http } from "./http.js";
import { kerberos } from "./kerberos.js";
import { nbns } from "./nbns.js";
import { ntp } from "./ntp.js";
import { isQuic, quic } from "./quic.js";
import { geneve, vxlan } from "./tunnels.js";

/** Reads what a datagram carries, by its ports, then by its first bytes. */
export function applicationOverUdp(f: Frame, at: number): void {
  const [source, destination] = [f.keys.sourcePort ?? 0, f.keys.destinationPort ?? 0];
  if (byPort(f, destination, at) || byPort(f, source, at)) return;
  if (isQuic(f, at, source === 443 || destination === 443)) quic(f, at);
  else f.tree?.raw("data.data", "Data", at, f.end);
}

function byPort(f: Frame, port: number, at: number): boolean {
  switch (port) {
    case 53:
      dns(f, at, "DNS");
      return true;
    case 67:
    case 68:
      dhcp(f, at);
      return true;
    case 88:
      return kerberos(f, at);
    case 123:
      ntp(f, at);
      return true;
    case 137:
      nbns(f, at);
      return true;
    case 546:
    case 547:
      dhcpv6(f, at);
      return true;
    case 1900:
      return http(f, at, "SSDP");
    case 4789:
    case 8472:
      // The flag says that there is a network number. Without it, this is somebody else's port by chance.
      if ((f.u8(at) & 8) === 0) return false;
      vxlan(f, at);
      return true;
    case 5353:
      dns(f, at, "MDNS");
      return true;
    case 5355:
      dns(f, at, "LLMNR");
      return true;
    case 6081:
      geneve(f, at);
      return true;
    default:
      return false;
  }
}
