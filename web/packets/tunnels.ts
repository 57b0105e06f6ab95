import type { Frame } from "./frame.js";
import { ETHER_TYPES, hexText } from "./names.js";

/*
 * VXLAN
 *  0  1  flags (08: the VNI is valid)   4  3  VNI
 *  8     an Ethernet frame
 */
export function vxlan(f: Frame, at: number): void {
  f.say("VXLAN", "VXLAN");
  if (!f.has(at, 8)) return;
  const vni = f.u16(at + 4) * 256 + f.u8(at + 6);
  f.tree?.open("vxlan", "Virtual eXtensible LAN", at, at + 8);
  f.tree?.hex("vxlan.flags", "Flags", at, 1);
  f.tree?.uint("vxlan.vni", "Network (VNI)", at + 4, 3);
  f.tree?.close(`VNI ${vni}`);
  f.enterTunnel(`VXLAN ${vni}`);
  f.follow("ethernet", 0, at + 8);
}

/*
 * Geneve
 *  0  1  version (2 bits), length of options in words (6)   1  1  OAM, critical options   2  2  type of what follows
 *  4  3  VNI
 *  8     options: class 2, type 1, length in words (5 bits), data
 */
export function geneve(f: Frame, at: number): void {
  f.say("Geneve", "Geneve");
  if (!f.has(at, 8)) return;
  const type = f.u16(at + 2);
  const vni = f.u16(at + 4) * 256 + f.u8(at + 6);
  const end = at + 8 + (f.u8(at) & 0x3f) * 4;
  f.tree?.open("geneve", "Geneve", at, end);
  f.tree?.hex("geneve.proto_type", "Type", at + 2, 2, ETHER_TYPES[type]);
  f.tree?.uint("geneve.vni", "Network (VNI)", at + 4, 3);
  for (let p = at + 8; f.tree && p + 4 <= Math.min(end, f.end); p += 4 + (f.u8(p + 3) & 31) * 4) {
    const size = 4 + (f.u8(p + 3) & 31) * 4;
    f.tree.add(
      "geneve.option",
      "Option",
      p,
      Math.min(p + size, f.end),
      f.u16(p),
      `class ${hexText(f.u16(p), 4)}, type ${hexText(f.u8(p + 2), 2)}, ${size} bytes`,
    );
  }
  f.tree?.close(`VNI ${vni}`);
  if (!f.has(at, end - at)) return;
  f.enterTunnel(`Geneve ${vni}`);
  if (type === 0x6558) f.follow("ethernet", 0, end);
  else f.follow("ethertype", type, end);
}

/*
 * GRE
 *  0  2  checksum, routing, key, sequence present (1 bit each), ..., version (low 3)   2  2  type of what follows
 *  4  4  checksum and offset, key, sequence number: each only when its bit is set
 * NVGRE: type 0x6558, and the key is the virtual subnet (3 bytes) and a flow id (1)
 */
export function gre(f: Frame, at: number): void {
  f.say("GRE", "GRE");
  if (!f.has(at, 4)) return;
  const flags = f.u16(at);
  const type = f.u16(at + 2);
  const name = ETHER_TYPES[type] ?? hexText(type, 4);
  f.say("GRE", `Encapsulated ${name}`);
  let end = at + 4;
  const optional = (bit: number): number => {
    if ((flags & bit) === 0) return -1;
    end += 4;
    return end - 4;
  };
  const checksumAt = optional(0x8000);
  const keyAt = optional(0x2000);
  const sequenceAt = optional(0x1000);
  const acknowledgementAt = (flags & 7) === 1 ? optional(0x80) : -1;
  const nvgre = type === 0x6558 && keyAt >= 0;
  const t = f.tree;
  t?.open("gre", "Generic Routing Encapsulation", at, end);
  t?.hex("gre.flags_and_version", "Flags and version", at, 2);
  t?.hex("gre.proto", "Type", at + 2, 2, ETHER_TYPES[type]);
  if (checksumAt >= 0) t?.hex("gre.checksum", "Checksum", checksumAt, 2);
  if (nvgre) {
    t?.open("gre.key", "Key", keyAt, keyAt + 4);
    t?.uint("nvgre.vsid", "Virtual subnet", keyAt, 3);
    t?.uint("nvgre.flowid", "Flow", keyAt + 3, 1);
    t?.close(hexText(f.u32(keyAt), 8), keyAt + 4, f.u32(keyAt));
  } else if (keyAt >= 0) t?.hex("gre.key", "Key", keyAt, 4);
  if (sequenceAt >= 0) t?.uint("gre.sequence_number", "Sequence number", sequenceAt, 4);
  if (acknowledgementAt >= 0) t?.uint("gre.ack_number", "Acknowledgement number", acknowledgementAt, 4);
  t?.close(`carries ${name}`);
  if (!f.has(at, end - at)) return;
  // Version 1 is the GRE of PPTP, with PPP inside.
  if ((flags & 7) !== 0) return;
  f.enterTunnel(nvgre ? `NVGRE ${f.u16(keyAt) * 256 + f.u8(keyAt + 2)}` : "GRE");
  if (type === 0x6558) f.follow("ethernet", 0, end);
  else f.follow("ethertype", type, end);
}

/*
 * MPLS label
 *  0  4  label (20 bits), traffic class (3), bottom of stack (1), TTL (8)
 */
export function mpls(f: Frame, at: number): void {
  f.say("MPLS", "MPLS");
  if (!f.has(at, 4)) return;
  const word = f.u32(at);
  const label = Math.floor(word / 4096);
  const bottom = (word & 0x100) !== 0;
  f.tree?.open("mpls", "MPLS label", at, at + 4);
  f.tree?.add("mpls.label", "Label", at, at + 3, label, String(label));
  f.tree?.flag("mpls.bottom", "Bottom of stack", at + 2, 1, bottom);
  f.tree?.uint("mpls.ttl", "Time to live", at + 3, 1);
  f.tree?.close(`label ${label}`);
  f.say("MPLS", `MPLS label ${label}`);
  if (bottom) f.follow("raw-ip", 0, at + 4);
  else f.follow("ethertype", 0x8847, at + 4);
}

/*
 * PPPoE session, and PPP in it
 *  0  1  version and type (11)   1  1  code   2  2  session   4  2  length of what follows
 *  6  2  PPP protocol: 0021 IPv4, 0057 IPv6
 */
export function pppoe(f: Frame, at: number): void {
  f.say("PPPoE", "PPPoE session");
  if (!f.has(at, 8)) return;
  const protocol = f.u16(at + 6);
  f.tree?.open("pppoe", "PPP over Ethernet", at, at + 8);
  f.tree?.hex("pppoe.session_id", "Session", at + 2, 2);
  f.tree?.uint("pppoe.payload_length", "Length", at + 4, 2);
  f.tree?.hex("ppp.protocol", "Protocol", at + 6, 2);
  f.tree?.close(`session ${hexText(f.u16(at + 2), 4)}`);
  f.limit(Math.min(f.wireEnd, at + 6 + f.u16(at + 4)));
  f.payload(at + 8);
  if (protocol === 0x0021) f.follow("ethertype", 0x0800, at + 8);
  else if (protocol === 0x0057) f.follow("ethertype", 0x86dd, at + 8);
  else f.say("PPPoE", `PPP protocol ${hexText(protocol, 4)}`);
}
