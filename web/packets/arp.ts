import { hex, ipv4At, macAt } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { ETHER_TYPES } from "./names.js";

const OPCODES: Readonly<Record<number, string>> = {
  1: "request",
  2: "reply",
  3: "reverse request",
  4: "reverse reply",
  8: "inverse request",
  9: "inverse reply",
};

/*
 * ARP for Ethernet and IPv4
 *  0  2  hardware type (1)   2  2  protocol type (0x0800)   4  1  hardware size (6)   5  1  protocol size (4)
 *  6  2  opcode
 *  8  6  sender MAC         14  4  sender IP               18  6  target MAC         24  4  target IP
 */
export function arp(f: Frame, at: number): void {
  f.say("ARP", "ARP");
  if (!f.has(at, 8)) return;
  const opcode = f.u16(at + 6);
  const [hardwareSize, protocolSize] = [f.u8(at + 4), f.u8(at + 5)];
  const size = 8 + 2 * (hardwareSize + protocolSize);
  f.tree?.open("arp", "Address resolution", at, at + size);
  f.tree?.uint("arp.hw.type", "Hardware type", at, 2, f.u16(at) === 1 ? "Ethernet (1)" : undefined);
  f.tree?.hex("arp.proto.type", "Protocol type", at + 2, 2, ETHER_TYPES[f.u16(at + 2)]);
  f.tree?.uint("arp.hw.size", "Hardware address size", at + 4, 1);
  f.tree?.uint("arp.proto.size", "Protocol address size", at + 5, 1);
  f.tree?.uint("arp.opcode", "Operation", at + 6, 2, `${OPCODES[opcode] ?? "unknown"} (${opcode})`);
  f.payload(at + size);
  if (hardwareSize === 6 && protocolSize === 4) {
    f.tree?.mac("arp.src.hw_mac", "Sender MAC", at + 8);
    f.tree?.ipv4("arp.src.proto_ipv4", "Sender IP", at + 14);
    f.tree?.mac("arp.dst.hw_mac", "Target MAC", at + 18);
    f.tree?.ipv4("arp.dst.proto_ipv4", "Target IP", at + 24);
    if (f.has(at + 8, 20)) f.say("ARP", sentence(f, at, opcode));
  } else {
    f.say("ARP", `ARP ${OPCODES[opcode] ?? `operation ${opcode}`} with addresses of ${hardwareSize} and ${protocolSize} bytes`);
  }
  f.tree?.close(OPCODES[opcode] ?? `operation ${opcode}`);
}

function sentence(f: Frame, at: number, opcode: number): string {
  const senderIp = ipv4At(f.bytes, at + 14);
  const targetIp = ipv4At(f.bytes, at + 24);
  const senderMac = macAt(f.bytes, at + 8);
  switch (opcode) {
    case 1:
      // RFC 5227: a probe does not know its address yet, an announcement asks for its own.
      if (senderIp === "0.0.0.0") return `Who has ${targetIp}? (ARP Probe)`;
      if (senderIp === targetIp) return isBlank(f, at + 18) ? `ARP Announcement for ${senderIp}` : `Gratuitous ARP for ${senderIp} (Request)`;
      return `Who has ${targetIp}? Tell ${senderIp}`;
    case 2:
      return senderIp === targetIp ? `Gratuitous ARP for ${senderIp} (Reply)` : `${senderIp} is at ${senderMac}`;
    case 3:
      return `Who is ${macAt(f.bytes, at + 18)}? Tell ${senderMac}`;
    case 4:
      return `${macAt(f.bytes, at + 18)} is at ${targetIp}`;
    default:
      return `ARP ${OPCODES[opcode] ?? `operation ${opcode}`}`;
  }
}

function isBlank(f: Frame, at: number): boolean {
  return /^(?:00)+$|^(?:ff)+$/.test(hex(f.bytes.subarray(at, at + 6)));
}
