// Keys of a captured frame: what does not change while the packet goes from place to place, and what flows are told apart by.
//
// A frame writes FRAME_KEYS words:
//   0  hash of addresses, ports, protocol, IP id, and what the transport numbers its packets by
//   1  the same without addresses and ports: what a translation leaves alone
//   2  hash of the transport payload's first 64 bytes and its length; 0 when there is none
//   3  source: IPv4 as on the wire, or the hash of an IPv6 address    4  destination
//   5  source port << 16 | destination port (ICMP: type and code, id)
//   6  protocol | TCP flags << 8 | (IP version, FRAME_FRAGMENT with it in a fragment) << 16 | TTL << 24       (0: not IP)
//   7  wire length (link header and IP length), at most 65,535 | VLAN << 16 | (1 + window scale of a TCP SYN, 0: it has none) << 28
//   8  TCP sequence number; of a fragment behind the first its offset in bytes
//   9  TCP acknowledgement; of a fragment, and of what is not TCP, the datagram: hash of addresses, protocol and IP id (0: it has no id)
//   10 TCP window, length that UDP says of itself, or sequence number of ICMP | payload length << 16
// A frame inside VXLAN, NVGRE, GRE or IP gives the keys of the inner frame, with FRAME_TUNNEL set in word 6; where the outer packet is a
// fragment, words 6 and 9 say so of the outer one.
import { FRAME_FRAGMENT, FRAME_KEYS, FRAME_TUNNEL, LINK_80211, LINK_RAW_IP } from "./abi";
import { hashBytes } from "./intern";

const PAYLOAD_MAX: u32 = 64;
const SCRATCH = memory.data(64);

@inline function be16(p: usize): u32 {
  return <u32>bswap<u16>(load<u16>(p));
}
@inline function be32(p: usize): u32 {
  return bswap<u32>(load<u32>(p));
}

/** Writes FRAME_KEYS words to `out`. Reads only [p, end). */
export function frameKeys(link: u32, p: usize, end: usize, out: usize): void {
  memory.fill(out, 0, FRAME_KEYS * 4);
  store<u32>(out, min(<u32>(end - p), 0xffff), 28);
  linkLayer(link, p, end, out, 0);
}

function linkLayer(link: u32, start: usize, end: usize, out: usize, depth: u32): void {
  let p = start;
  let etherType: u32 = 0;
  if (link == LINK_RAW_IP) {
    if (p >= end) return;
    etherType = load<u8>(p) >>> 4 == 6 ? 0x86dd : 0x0800;
  } else if (link == LINK_80211) {
    if (end - p < 32) return;
    const control = load<u16>(p);
    if ((control & 0x0c) != 0x08) return other(p, end, out); // data frames only
    p += 24;
    if ((control & 0x0300) == 0x0300) p += 6;
    if ((control & 0x80) != 0) p += 2;
    if (end - p < 8) return;
    etherType = be16(p + 6); // behind LLC/SNAP
    p += 8;
  } else {
    if (end - p < 14) return other(p, end, out);
    etherType = be16(p + 12);
    p += 14;
    while ((etherType == 0x8100 || etherType == 0x88a8 || etherType == 0x9100) && end - p >= 4) {
      if (load<u16>(out, 30) == 0) store<u16>(out, <u16>(be16(p) & 0xfff), 30);
      etherType = be16(p + 2);
      p += 4;
    }
  }
  if (etherType == 0x0800) ipv4(start, p, end, out, depth);
  else if (etherType == 0x86dd) ipv6(start, p, end, out, depth);
  else {
    other(p, end, out);
    store<u32>(out, load<u32>(out) ^ etherType);
    store<u32>(out, load<u32>(out, 4) ^ etherType, 4);
  }
}

/** Not IP: the bytes behind the link header are the key. ARP asks and answers are told apart by their content. */
function other(p: usize, end: usize, out: usize): void {
  const hash = hashBytes(p, min(<u32>(end - p), PAYLOAD_MAX)) | 1;
  store<u32>(out, hash);
  store<u32>(out, hash, 4);
}

function ipv4(start: usize, p: usize, end: usize, out: usize, depth: u32): void {
  if (end - p < 20) return other(p, end, out);
  const header = <usize>(load<u8>(p) & 15) << 2;
  if (header < 20 || header > end - p) return other(p, end, out);
  const total = be16(p + 2);
  if (depth == 0 && <usize>total + (p - start) > end - start) store<u16>(out, <u16>min(total + <u32>(p - start), 0xffff), 28);
  // Padding behind a short packet is no payload; a length of 0 is large send offload.
  const stop = <usize>total >= header && p + <usize>total < end ? p + <usize>total : end;
  const fragment = be16(p + 6) & 0x1fff;
  const cut = (be16(p + 6) & 0x3fff) != 0;
  const protocol = <u32>load<u8>(p, 9);
  store<u32>(out, load<u32>(p, 12), 12);
  store<u32>(out, load<u32>(p, 16), 16);
  store<u32>(out, protocol | (4 << 16) | (<u32>load<u8>(p, 8) << 24), 24);
  const tunnel = transport(protocol, be16(p + 4) | (fragment << 16), fragment != 0, p + header, stop, end, out, depth);
  if (fragment != 0) store<u32>(out, fragment << 3, 32);
  if (cut || (protocol != 6 && !tunnel)) datagram(protocol, cut, load<u32>(p, 12), load<u32>(p, 16), be16(p + 4), out);
}

/** What the parts of a packet have in common. */
function datagram(protocol: u32, cut: bool, source: u32, destination: u32, id: u32, out: usize): void {
  store<u32>(SCRATCH, source);
  store<u32>(SCRATCH, destination, 4);
  store<u32>(SCRATCH, id, 8);
  store<u32>(SCRATCH, protocol, 12);
  store<u32>(out, hashBytes(SCRATCH, 16) | 1, 36);
  if (cut) store<u8>(out, load<u8>(out, 26) | <u8>FRAME_FRAGMENT, 26);
}

function ipv6(start: usize, p: usize, end: usize, out: usize, depth: u32): void {
  if (end - p < 40) return other(p, end, out);
  const length = be16(p + 4);
  if (depth == 0 && length > 0 && <usize>length + 40 + (p - start) > end - start) store<u16>(out, <u16>min(length + 40 + <u32>(p - start), 0xffff), 28);
  const stop = length > 0 && p + 40 + <usize>length < end ? p + 40 + <usize>length : end;
  store<u32>(out, hashBytes(p + 8, 16), 12);
  store<u32>(out, hashBytes(p + 24, 16), 16);
  let protocol = <u32>load<u8>(p, 6);
  let id: u32 = 0;
  let number: u32 = 0;
  let offset: u32 = 0;
  let cut = false;
  const hops = <u32>load<u8>(p, 7);
  let q = p + 40;
  // Extension headers: hop-by-hop, routing, destination options, fragment.
  for (let i = 0; i < 8 && stop - q >= 8; i++) {
    if (protocol == 44) {
      number = be32(q + 4);
      id = number ^ be16(q + 2);
      offset = be16(q + 2) & 0xfff8;
      cut = offset != 0 || (be16(q + 2) & 1) != 0;
      protocol = load<u8>(q);
      q += 8;
    } else if (protocol == 0 || protocol == 43 || protocol == 60) {
      protocol = load<u8>(q);
      q += (<usize>load<u8>(q, 1) + 1) << 3;
      if (q > stop) q = stop;
    } else break;
  }
  store<u32>(out, protocol | (6 << 16) | (hops << 24), 24);
  const source = load<u32>(out, 12);
  const destination = load<u32>(out, 16);
  transport(protocol, id, offset != 0, q, stop, end, out, depth);
  if (offset != 0) store<u32>(out, offset, 32);
  if (cut) datagram(protocol, true, source, destination, number, out);
}

/** Whether the packet carries another one, of which the keys then are. */
function transport(protocol: u32, id: u32, laterFragment: bool, p: usize, stop: usize, end: usize, out: usize, depth: u32): bool {
  let ports: u32 = 0;
  let a: u32 = 0;
  let b: u32 = 0;
  let payload = p;
  if (laterFragment) store<u32>(out, min(<u32>(stop - p), 0xffff) << 16, 40);
  else {
    if (protocol == 6 && stop - p >= 20) {
      ports = be32(p);
      a = be32(p + 4);
      b = be32(p + 8);
      store<u8>(out, load<u8>(p, 13), 25);
      store<u32>(out, a, 32);
      store<u32>(out, b, 36);
      payload = p + min(max(<usize>(load<u8>(p, 12) >>> 4) << 2, 20), stop - p);
      store<u32>(out, be16(p + 14) | (min(<u32>(stop - payload), 0xffff) << 16), 40);
      if ((load<u8>(p, 13) & 2) != 0) store<u32>(out, load<u32>(out, 28) | (windowScale(p + 20, payload) << 28), 28);
    } else if (protocol == 17 && stop - p >= 8) {
      ports = be32(p);
      payload = p + 8;
      store<u32>(out, be16(p + 4) | (min(<u32>(stop - payload), 0xffff) << 16), 40);
      if (depth == 0 && (ports & 0xffff) == 4789 && stop - payload >= 8 + 14) return inner(0x6558, payload + 8, stop, out);
    } else if ((protocol == 1 || protocol == 58) && stop - p >= 8) {
      // Type and code in the upper half, id in the lower; the sequence number counts as a transport number.
      ports = (be16(p) << 16) | be16(p + 4);
      a = be16(p + 6);
      payload = p + 8;
      store<u32>(out, a, 40);
    } else if ((protocol == 4 || protocol == 41) && depth == 0 && stop - p >= 20) {
      return inner(protocol == 4 ? 0x0800 : 0x86dd, p, stop, out);
    } else if (protocol == 47 && depth == 0 && stop - p >= 4 && (load<u8>(p, 1) & 7) == 0) {
      const flags = be16(p);
      const options: usize = 4 + ((flags & 0x8000) != 0 ? 4 : 0) + ((flags & 0x2000) != 0 ? 4 : 0) + ((flags & 0x1000) != 0 ? 4 : 0);
      const carries = be16(p + 2);
      if ((carries == 0x6558 || carries == 0x0800 || carries == 0x86dd) && stop - p >= options + 14) return inner(carries, p + options, stop, out);
    }
  }
  const bytes = <u32>(stop - payload);
  store<u32>(SCRATCH, protocol | (protocol == 6 ? <u32>load<u8>(out, 25) << 8 : 0));
  store<u32>(SCRATCH, id, 4);
  store<u32>(SCRATCH, a, 8);
  store<u32>(SCRATCH, b, 12);
  // What a translation rewrites in ICMP is the id; type and code stay.
  store<u32>(SCRATCH, protocol == 1 || protocol == 58 ? ports >>> 16 : 0, 16);
  store<u32>(out, hashBytes(SCRATCH, 20) | 1, 4);
  store<u32>(SCRATCH, ports, 16);
  store<u32>(SCRATCH, load<u32>(out, 12), 20);
  store<u32>(SCRATCH, load<u32>(out, 16), 24);
  store<u32>(out, hashBytes(SCRATCH, 28) | 1);
  store<u32>(out, ports, 20);
  if (bytes > 0) store<u32>(out, (hashBytes(payload, min(bytes, PAYLOAD_MAX)) ^ (bytes * 0x9e3779b1)) | 1, 8);
  return false;
}

/** 1 + the shift of the window scale option, 0 without one. Option: kind 1, length 1 (of the whole), data; kinds 0 and 1 stand alone. */
function windowScale(from: usize, to: usize): u32 {
  let p = from;
  while (p < to) {
    const kind = load<u8>(p);
    if (kind == 0) return 0;
    if (kind == 1) {
      p++;
      continue;
    }
    if (to - p < 2) return 0;
    const size = <usize>load<u8>(p, 1);
    if (size < 2 || size > to - p) return 0;
    if (kind == 3 && size == 3) return 1 + min(<u32>load<u8>(p, 2), 14);
    p += size;
  }
  return 0;
}

/** Keys of what a tunnel carries: an Ethernet frame (0x6558, as GRE has it) or an IP packet. */
function inner(etherType: u32, p: usize, end: usize, out: usize): bool {
  const length = load<u32>(out, 28);
  memory.fill(out + 12, 0, 16);
  memory.fill(out + 32, 0, 12);
  if (etherType == 0x0800) ipv4(p, p, end, out, 1);
  else if (etherType == 0x86dd) ipv6(p, p, end, out, 1);
  else linkLayer(0, p, end, out, 1);
  store<u32>(out, length | (load<u32>(out, 28) & 0xf0000000), 28);
  store<u8>(out, load<u8>(out, 25) | <u8>FRAME_TUNNEL, 25);
  return true;
}
