import { macAt } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { ETHER_TYPES, hexText } from "./names.js";

/*
 * Ethernet II / 802.3
 *  0  6  destination
 *  6  6  source
 * 12  2  0x0600 and up: type of what follows; 1500 and below: its length, and an LLC header follows
 */
export function ethernet(f: Frame, at: number): void {
  f.say("Ethernet", "Ethernet frame");
  if (!f.has(at, 12)) return;
  f.macs(at + 6, at);
  f.tree?.open("eth", "Ethernet", at, at + 14);
  f.tree?.mac("eth.dst", "Destination", at);
  f.tree?.mac("eth.src", "Source", at + 6);
  if (f.has(at + 12, 2)) typeOrLength(f, "eth.type", "eth.len", at + 12);
  if (f.tree) f.tree.close(`${macAt(f.bytes, at + 6)} → ${macAt(f.bytes, at)}`);
}

/** The two bytes after the addresses or after a VLAN tag. */
function typeOrLength(f: Frame, typeName: string, lengthName: string, at: number): void {
  const type = f.u16(at);
  if (type >= 0x0600) {
    f.tree?.hex(typeName, "Type", at, 2, ETHER_TYPES[type]);
    f.say(ETHER_TYPES[type] ?? hexText(type, 4), `Ethernet type ${hexText(type, 4)}`);
    f.follow("ethertype", type, at + 2);
  } else {
    f.tree?.uint(lengthName, "Length", at, 2);
    f.limit(Math.min(f.wireEnd, at + 2 + type));
    f.follow("llc", 0, at + 2);
  }
}

/*
 * 802.1Q / 802.1ad tag, after its type
 *  0  2  priority (3 bits), drop eligible (1), VLAN id (12)
 *  2  2  type or length, as in the Ethernet header
 */
export function vlan(f: Frame, at: number): void {
  f.say("VLAN", "VLAN tag");
  if (!f.has(at, 4)) return;
  const tag = f.u16(at);
  const id = tag & 0xfff;
  f.keys.vlan = [...(f.keys.vlan ?? []), id];
  f.tree?.open("vlan", "VLAN tag", at, at + 4);
  f.tree?.add("vlan.priority", "Priority", at, at + 1, tag >> 13, String(tag >> 13));
  f.tree?.flag("vlan.dei", "Drop eligible", at, 1, (tag & 0x1000) !== 0);
  f.tree?.add("vlan.id", "VLAN", at, at + 2, id, String(id));
  typeOrLength(f, "vlan.etype", "vlan.len", at + 2);
  f.tree?.close(`VLAN ${id}, priority ${tag >> 13}`);
}

const SAPS: Readonly<Record<number, string>> = { 0x06: "IP", 0x42: "STP", 0xaa: "SNAP", 0xe0: "IPX", 0xf0: "NetBIOS", 0xfe: "OSI", 0xff: "IPX" };

/*
 * LLC, and SNAP when both access points are AA
 *  0  1  DSAP      1  1  SSAP      2  1  control (2 bytes for numbered frames)
 *  3  3  organisation; 0 means that an Ethernet type follows
 *  6  2  protocol
 */
export function llc(f: Frame, at: number): void {
  f.say("LLC", "LLC frame");
  if (!f.has(at, 3)) return;
  const [dsap, ssap, control] = [f.u8(at), f.u8(at + 1), f.u8(at + 2)];
  const snap = dsap === 0xaa && ssap === 0xaa && control === 3;
  f.tree?.open("llc", "Logical link control", at, at + (snap ? 8 : 3));
  f.tree?.hex("llc.dsap", "Destination access point", at, 1, SAPS[dsap]);
  f.tree?.hex("llc.ssap", "Source access point", at + 1, 1, SAPS[ssap & 0xfe]);
  f.tree?.hex("llc.control", "Control", at + 2, 1, control === 3 ? "unnumbered information" : undefined);
  if (snap && f.has(at + 3, 5)) {
    const organisation = f.u16(at + 3) * 256 + f.u8(at + 5);
    const type = f.u16(at + 6);
    f.tree?.hex("llc.oui", "Organisation", at + 3, 3);
    if (organisation === 0 || organisation === 0xf8) {
      f.tree?.hex("llc.type", "Type", at + 6, 2, ETHER_TYPES[type]);
      f.say(ETHER_TYPES[type] ?? hexText(type, 4), `Ethernet type ${hexText(type, 4)} in SNAP`);
      f.follow("ethertype", type, at + 8);
    } else {
      f.tree?.hex("llc.pid", "Protocol", at + 6, 2);
      f.say("LLC", `SNAP organisation ${hexText(organisation, 6)}, protocol ${hexText(type, 4)}`);
    }
  } else if (!snap) {
    f.say(SAPS[dsap] ?? "LLC", `LLC frame, DSAP ${hexText(dsap, 2)} SSAP ${hexText(ssap, 2)} control ${hexText(control, 2)}`);
  }
  f.tree?.close(snap ? "SNAP" : `DSAP ${hexText(dsap, 2)}, SSAP ${hexText(ssap, 2)}`);
}
