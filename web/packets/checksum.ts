import type { Frame } from "./frame.js";

const OFFLOAD = "left to the NIC: offload";

/** One's complement sum of bytes[from, to), not folded. A last odd byte is the high half of its word. */
function sum(bytes: Uint8Array, from: number, to: number): number {
  let total = 0;
  let p = from;
  for (; p + 1 < to; p += 2) total += ((bytes[p] ?? 0) << 8) | (bytes[p + 1] ?? 0);
  return p < to ? total + ((bytes[p] ?? 0) << 8) : total;
}

function fold(total: number): number {
  let t = total;
  while (t > 0xffff) t = (t % 65536) + Math.floor(t / 65536);
  return t;
}

/** The Internet checksum of bytes[from, to) as if the field at `field` were zero, plus what a pseudo-header adds. */
export function internetChecksum(bytes: Uint8Array, from: number, to: number, field: number, pseudo = 0): number {
  const own = ((bytes[field] ?? 0) << 8) | (bytes[field + 1] ?? 0);
  return 0xffff ^ fold(sum(bytes, from, to) - own + pseudo);
}

function node(f: Frame, name: string, at: number, found: number, verdict: string): void {
  f.tree?.open(name, "Checksum", at, at + 2);
  f.tree?.text(`${name}.status`, "Checked", at, at + 2, verdict);
  f.tree?.close(`0x${found.toString(16).padStart(4, "0")} (${verdict})`, at + 2, found);
}

function compare(found: number, should: number, open: boolean): string {
  // Zero and 0xffff are the same number in one's complement; UDP never sends the first.
  if (found === should || (found === 0xffff && should === 0)) return "correct";
  return open ? OFFLOAD : `wrong, should be 0x${should.toString(16).padStart(4, "0")}`;
}

/** Checksum over a header or message alone: IPv4, ICMP, IGMP. `zeroIsOffload`: a NIC is to fill it in. */
export function plainChecksum(f: Frame, name: string, field: number, from: number, wireEnd: number, zeroIsOffload: boolean): void {
  if (!f.tree || field + 2 > f.bytes.length) return;
  const found = f.u16(field);
  if (wireEnd > f.bytes.length) node(f, name, field, found, "not checked: frame is cut");
  else if (f.fragment && !zeroIsOffload) node(f, name, field, found, "not checked: a fragment");
  else if (zeroIsOffload && found === 0) node(f, name, field, found, OFFLOAD);
  else node(f, name, field, found, compare(found, internetChecksum(f.bytes, from, wireEnd, field), zeroIsOffload && f.checksumsOpen));
}

/** Checksum over a pseudo-header and the whole of what the IP packet carries: TCP, UDP, ICMPv6. */
export function transportChecksum(f: Frame, name: string, field: number, from: number, protocol: number): void {
  if (!f.tree || field + 2 > f.bytes.length) return;
  const found = f.u16(field);
  const length = f.wireBytes(from);
  if (protocol === 17 && found === 0) {
    node(f, name, field, found, f.addressLength === 4 ? "not used" : "missing");
    return;
  }
  const pseudo = sum(f.bytes, f.addressesAt, f.addressesAt + 2 * f.addressLength) + protocol;
  // Before the NIC has done its part the field holds the pseudo-header's sum: with the length, or without it where segments are still to be cut.
  if (protocol !== 58 && (found === fold(pseudo + length) || found === fold(pseudo))) node(f, name, field, found, OFFLOAD);
  else if (f.fragment) node(f, name, field, found, "not checked: a fragment");
  else if (from + length > f.bytes.length) node(f, name, field, found, "not checked: frame is cut");
  else {
    const should = internetChecksum(f.bytes, from, from + length, field, pseudo + length);
    node(f, name, field, found, compare(found, protocol === 17 && should === 0 ? 0xffff : should, f.checksumsOpen));
  }
}
