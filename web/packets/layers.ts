import { applicationOverTcp } from "./over-tcp.js";
import { applicationOverUdp } from "./over-udp.js";
import { arp } from "./arp.js";
import { ethernet, llc, vlan } from "./ethernet.js";
import type { Frame, NextKind } from "./frame.js";
import { icmp } from "./icmp.js";
import { icmpv6 } from "./icmpv6.js";
import { ieee80211 } from "./ieee80211.js";
import { igmp } from "./igmp.js";
import { ipv4 } from "./ipv4.js";
import { ipv6, ipv6Extension, isExtension } from "./ipv6.js";
import { ETHER_TYPES, hexText, IP_PROTOCOLS } from "./names.js";
import { tcp } from "./tcp.js";
import { gre, mpls, pppoe } from "./tunnels.js";
import { udp } from "./udp.js";

/** Reads one layer. What it names as following is read by the next step, so that no stack of headers becomes a deep call. */
export function step(f: Frame, kind: NextKind, type: number, at: number): void {
  switch (kind) {
    case "ethernet":
      ethernet(f, at);
      break;
    case "ieee80211":
      ieee80211(f, at);
      break;
    case "raw-ip":
      rawIp(f, at);
      break;
    case "llc":
      llc(f, at);
      break;
    case "ethertype":
      etherType(f, type, at);
      break;
    case "ip":
      ipPayload(f, type, at);
      break;
    case "tcp":
      applicationOverTcp(f, at);
      break;
    case "udp":
      applicationOverUdp(f, at);
      break;
  }
}

function rawIp(f: Frame, at: number): void {
  f.say("Raw", "Packet without a link header");
  if (!f.has(at, 1)) return;
  const version = f.u8(at) >> 4;
  if (version === 4) f.follow("ethertype", 0x0800, at);
  else if (version === 6) f.follow("ethertype", 0x86dd, at);
  else f.say("Raw", `Neither IPv4 nor IPv6: first byte ${hexText(f.u8(at), 2)}`);
}

function etherType(f: Frame, type: number, at: number): void {
  switch (type) {
    case 0x0800:
      ipv4(f, at);
      break;
    case 0x86dd:
      ipv6(f, at);
      break;
    case 0x0806:
    case 0x8035:
      arp(f, at);
      break;
    case 0x8100:
    case 0x88a8:
    case 0x9100:
      vlan(f, at);
      break;
    case 0x6558:
      ethernet(f, at);
      break;
    case 0x8847:
      mpls(f, at);
      break;
    case 0x8864:
      pppoe(f, at);
      break;
    default:
      f.say(ETHER_TYPES[type] ?? hexText(type, 4), ETHER_TYPES[type] === undefined ? `Ethernet type ${hexText(type, 4)}` : `${ETHER_TYPES[type]} frame`);
      f.tree?.raw("data.data", "Data", at, f.end);
  }
}

function ipPayload(f: Frame, protocol: number, at: number): void {
  if (isExtension(protocol)) {
    ipv6Extension(f, protocol, at);
    return;
  }
  switch (protocol) {
    case 1:
      icmp(f, at);
      break;
    case 2:
      igmp(f, at);
      break;
    case 4:
    case 41:
      f.enterTunnel(protocol === 4 ? "IPv4 in IP" : "IPv6 in IP");
      f.follow("ethertype", protocol === 4 ? 0x0800 : 0x86dd, at);
      break;
    case 6:
      tcp(f, at);
      break;
    case 17:
      udp(f, at);
      break;
    case 47:
      gre(f, at);
      break;
    case 50:
      esp(f, at);
      break;
    case 58:
      icmpv6(f, at);
      break;
    case 59:
      f.say("IPv6", "IPv6 no next header");
      break;
    default:
      f.say(IP_PROTOCOLS[protocol] ?? (f.addressLength === 4 ? "IPv4" : "IPv6"), `${IP_PROTOCOLS[protocol] ?? "Unknown"} (${protocol})`);
      f.tree?.raw("data.data", "Data", at, f.end);
  }
}

/*
 * ESP
 *  0  4  security association (SPI)   4  4  sequence number   8     encrypted
 */
function esp(f: Frame, at: number): void {
  f.say("ESP", "ESP");
  if (!f.has(at, 8)) return;
  f.tree?.open("esp", "Encapsulating Security Payload", at, at + 8);
  f.tree?.hex("esp.spi", "Security association (SPI)", at, 4);
  f.tree?.uint("esp.sequence", "Sequence number", at + 4, 4);
  f.tree?.close(`SPI ${hexText(f.u32(at), 8)}`);
  f.say("ESP", `ESP (SPI=${hexText(f.u32(at), 8)})`);
  f.payload(at + 8);
}
