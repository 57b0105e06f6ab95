import type { LinkType } from "../../packets/dissect.js";

/** What stands for addresses; answers of the same length, not to be changed. */
export interface AddressBook {
  ip(address: Uint8Array): Uint8Array;
  mac(address: Uint8Array): Uint8Array;
}

/** Tunnels, VLAN stacks and chains of headers end here, whatever the bytes say. */
const MAX_LAYERS = 24;

/** Words of bytes[from, to) added up, a last odd byte as the high half of its word. */
function sum(bytes: Uint8Array, from: number, to: number): number {
  let total = 0;
  for (let p = from; p < to; p += 2) total += ((bytes[p] ?? 0) << 8) | (p + 1 < to ? (bytes[p + 1] ?? 0) : 0);
  return total;
}

function fold(total: number): number {
  let t = total;
  while (t > 0xffff) t = (t & 0xffff) + Math.floor(t / 65536);
  return t;
}

/** Addresses that a transport checksum covers. */
interface Pseudo {
  readonly at: number;
  readonly bytes: number;
  readonly protocol: number;
  /** Bytes of the segment on the wire, as the IP header says. */
  readonly length: number;
}

/**
 * A copy of a frame with pseudonyms for its addresses, cut behind the last header that is understood: nothing of a payload is left.
 * Checksums change by what the addresses change, so that a right one stays right for the frame as it was sent, and a wrong one wrong.
 */
export function anonymiseFrame(bytes: Uint8Array, link: LinkType, book: AddressBook): Uint8Array<ArrayBuffer> {
  const walk = new Walk(bytes, book);
  const end = link === "ethernet" ? walk.ethernet(0, 0) : link === "ieee80211" ? walk.wifi(0) : walk.rawIp(0, 0);
  return walk.out.slice(0, Math.min(end, bytes.length));
}

/** Each method changes one layer and what it carries, and returns where what may be kept ends. */
class Walk {
  readonly out: Uint8Array<ArrayBuffer>;
  readonly #in: Uint8Array;
  readonly #book: AddressBook;

  constructor(bytes: Uint8Array, book: AddressBook) {
    this.#in = bytes;
    this.out = Uint8Array.from(bytes);
    this.#book = book;
  }

  ethernet(at: number, depth: number): number {
    this.#mac(at);
    this.#mac(at + 6);
    return this.#has(at, 14) ? this.#etherType(at + 12, depth) : at;
  }

  /** Management and control frames hold nothing but addresses that is wanted: network names are in their bodies. */
  wifi(at: number): number {
    if (!this.#has(at, 10)) return at;
    const type = (this.#u8(at) >> 2) & 3;
    const subtype = this.#u8(at) >> 4;
    const flags = this.#u8(at + 1);
    this.#mac(at + 4);
    if (type !== 2) {
      if (this.#has(at, 16)) this.#mac(at + 10);
      if (type === 0 && this.#has(at, 24)) this.#mac(at + 16);
      return Math.min(this.#in.length, at + (type === 0 ? 24 : 16));
    }
    this.#mac(at + 10);
    this.#mac(at + 16);
    let end = at + 24;
    if ((flags & 3) === 3) {
      this.#mac(end);
      end += 6;
    }
    if ((subtype & 8) !== 0) end += (flags & 0x80) !== 0 ? 6 : 2;
    if ((subtype & 4) !== 0) return end;
    return this.#llc(end, 0);
  }

  rawIp(at: number, depth: number): number {
    if (!this.#has(at, 1)) return at;
    const version = this.#u8(at) >> 4;
    if (version === 4) return this.#ipv4(at, depth);
    return version === 6 ? this.#ipv6(at, depth) : at;
  }

  /** `at`: where the type or length stands. */
  #etherType(at: number, depth: number): number {
    const type = this.#u16(at);
    if (type < 0x600) return this.#llc(at + 2, depth);
    return this.#carried(type, at + 2, depth);
  }

  #llc(at: number, depth: number): number {
    const snap = this.#has(at, 8) && this.#u8(at) === 0xaa && this.#u8(at + 1) === 0xaa;
    return snap ? this.#carried(this.#u16(at + 6), at + 8, depth) : at;
  }

  #carried(type: number, at: number, depth: number): number {
    if (depth > MAX_LAYERS) return at;
    switch (type) {
      case 0x0800:
        return this.#ipv4(at, depth + 1);
      case 0x86dd:
        return this.#ipv6(at, depth + 1);
      case 0x0806:
      case 0x8035:
        return this.#arp(at);
      case 0x8100:
      case 0x88a8:
      case 0x9100:
        return this.#has(at, 4) ? this.#etherType(at + 2, depth + 1) : at;
      case 0x6558:
        return this.ethernet(at, depth + 1);
      case 0x8847: {
        let p = at;
        while (this.#has(p, 4) && (this.#u8(p + 2) & 1) === 0) p += 4;
        return this.#has(p, 4) ? this.rawIp(p + 4, depth + 1) : at;
      }
      case 0x8864: {
        if (!this.#has(at, 8)) return at;
        const protocol = this.#u16(at + 6);
        return protocol === 0x0021 ? this.#ipv4(at + 8, depth + 1) : protocol === 0x0057 ? this.#ipv6(at + 8, depth + 1) : at + 8;
      }
      default:
        return at;
    }
  }

  /** 00 hardware, protocol | 04 lengths | 06 operation | 08 sender MAC, address | 18 target MAC, address */
  #arp(at: number): number {
    const plain = this.#has(at, 28) && this.#u16(at) === 1 && this.#u16(at + 2) === 0x0800 && this.#u16(at + 4) === 0x0604;
    if (!plain) return at;
    for (const p of [at + 8, at + 18]) {
      this.#mac(p);
      this.#ip(p + 6, 4);
    }
    return at + 28;
  }

  #ipv4(at: number, depth: number): number {
    const size = (this.#u8(at) & 15) * 4;
    if (!this.#has(at, 20) || size < 20) return at;
    this.#ip(at + 12, 4);
    this.#ip(at + 16, 4);
    const end = Math.min(at + size, this.#in.length);
    // Options record addresses on the way: no operation instead.
    this.out.fill(1, at + 20, end);
    this.#follow(at + 10, at, end, false);
    if (!this.#has(at, size)) return end;
    const total = this.#u16(at + 2);
    const length = total < size ? this.#in.length - end : total - size;
    const protocol = this.#u8(at + 9);
    if ((this.#u16(at + 6) & 0x1fff) !== 0) return end;
    return this.#transport(protocol, end, { at: at + 12, bytes: 8, protocol, length }, depth);
  }

  #ipv6(at: number, depth: number): number {
    if (!this.#has(at, 40)) return at;
    this.#ip(at + 8, 16);
    this.#ip(at + 24, 16);
    let next = this.#u8(at + 6);
    let p = at + 40;
    for (let n = 0; n < MAX_LAYERS && this.#has(p, 8); n++) {
      if (next === 44) {
        const first = (this.#u16(p + 2) & 0xfff8) === 0;
        next = this.#u8(p);
        p += 8;
        if (!first) return p;
        continue;
      }
      if (next !== 0 && next !== 43 && next !== 60) break;
      const size = (this.#u8(p + 1) + 1) * 8;
      // Options and routes hold addresses; padding to the end of the header says nothing.
      this.out.fill(0, p + 2, Math.min(p + size, this.out.length));
      if (next !== 43 && this.#has(p, size)) {
        this.out[p + 2] = 1;
        this.out[p + 3] = Math.min(255, size - 4);
      }
      next = this.#u8(p);
      p += size;
    }
    if (p > this.#in.length) return this.#in.length;
    const length = Math.max(0, this.#u16(at + 4) - (p - at - 40));
    return this.#transport(next, p, { at: at + 8, bytes: 32, protocol: next, length }, depth);
  }

  #transport(protocol: number, at: number, pseudo: Pseudo, depth: number): number {
    if (depth > MAX_LAYERS) return at;
    switch (protocol) {
      case 1:
        return this.#icmp(at, depth);
      case 2: {
        // Queries and reports name a group, which is multicast; version 3 lists sources behind that.
        return this.#has(at, 8) ? at + 8 : at;
      }
      case 4:
        return this.#ipv4(at, depth + 1);
      case 41:
        return this.#ipv6(at, depth + 1);
      case 6:
        return this.#tcp(at, pseudo);
      case 17:
        return this.#udp(at, pseudo, depth);
      case 47:
        return this.#gre(at, depth);
      case 50:
        return this.#has(at, 8) ? at + 8 : at;
      case 58:
        return this.#icmpv6(at, pseudo, depth);
      default:
        return at;
    }
  }

  #tcp(at: number, pseudo: Pseudo): number {
    if (!this.#has(at, 14)) return Math.min(this.#in.length, at + 8);
    const size = Math.max(20, (this.#u8(at + 12) >> 4) * 4);
    if (this.#has(at, 18)) this.#transportSum(at + 16, at, at, pseudo);
    this.#tcpOptions(at + 20, Math.min(at + size, this.#in.length));
    return Math.min(at + size, this.#in.length);
  }

  /** Kinds whose content is of the protocol alone stay; what others hold is zeroed. */
  #tcpOptions(from: number, to: number): void {
    for (let p = from; p < to;) {
      const kind = this.#u8(p);
      if (kind === 0) return;
      if (kind === 1) {
        p++;
        continue;
      }
      const size = this.#u8(p + 1);
      if (size < 2 || p + size > to) {
        this.out.fill(0, p, to);
        return;
      }
      if (kind !== 2 && kind !== 3 && kind !== 4 && kind !== 5 && kind !== 8) this.out.fill(0, p + 2, p + size);
      p += size;
    }
  }

  #udp(at: number, pseudo: Pseudo, depth: number): number {
    if (!this.#has(at, 8)) return Math.min(this.#in.length, at + 4);
    const ports = [this.#u16(at), this.#u16(at + 2)];
    let end = at + 8;
    if (ports.includes(4789) && this.#has(at, 16)) end = this.ethernet(at + 16, depth + 1);
    else if (ports.includes(6081) && this.#has(at, 16)) {
      const inner = at + 16 + (this.#u8(at + 8) & 0x3f) * 4;
      this.out.fill(0, at + 16, Math.min(inner, this.out.length));
      end = inner <= this.#in.length ? this.#carried(this.#u16(at + 10), inner, depth + 1) : at + 16;
    }
    if (this.#u16(at + 6) !== 0) this.#transportSum(at + 6, at, end, pseudo);
    return end;
  }

  #gre(at: number, depth: number): number {
    if (!this.#has(at, 4)) return at;
    const flags = this.#u16(at);
    const end = at + 4 + ((flags & 0x8000) !== 0 ? 4 : 0) + ((flags & 0x2000) !== 0 ? 4 : 0) + ((flags & 0x1000) !== 0 ? 4 : 0);
    if ((flags & 7) !== 0 || end > this.#in.length) return at + 4;
    const inner = this.#carried(this.#u16(at + 2), end, depth + 1);
    if ((flags & 0x8000) !== 0) this.#follow(at + 4, at, inner, false);
    return inner;
  }

  #icmp(at: number, depth: number): number {
    if (!this.#has(at, 8)) return Math.min(this.#in.length, at + 4);
    const type = this.#u8(at);
    let end = at + 8;
    if (type === 5) this.#ip(at + 4, 4);
    if (type === 3 || type === 4 || type === 5 || type === 11 || type === 12) end = this.#ipv4(at + 8, depth + 1);
    this.#follow(at + 2, at, end, false);
    return end;
  }

  /** Errors quote a packet; neighbours' messages name addresses, and link addresses in their options. */
  #icmpv6(at: number, pseudo: Pseudo, depth: number): number {
    if (!this.#has(at, 8)) return Math.min(this.#in.length, at + 4);
    const type = this.#u8(at);
    let end = at + 8;
    if (type < 128) end = this.#ipv6(at + 8, depth + 1);
    else if ((type === 135 || type === 136) && this.#has(at, 24)) {
      this.#ip(at + 8, 16);
      end = this.#neighbourOptions(at + 24);
    } else if (type === 137 && this.#has(at, 40)) {
      this.#ip(at + 8, 16);
      this.#ip(at + 24, 16);
      end = this.#neighbourOptions(at + 40);
    } else if (type === 133) end = this.#neighbourOptions(at + 8);
    else if (type === 134 && this.#has(at, 16)) end = this.#neighbourOptions(at + 16);
    else if (type >= 130 && type <= 132 && this.#has(at, 24)) {
      this.#ip(at + 8, 16);
      end = at + 24;
    }
    this.#transportSum(at + 2, at, end, pseudo);
    return end;
  }

  /** 0 type | 1 length in 8 bytes. Link addresses (1, 2), the prefix (3) and the MTU (5) are kept; the first other one ends it. */
  #neighbourOptions(from: number): number {
    let p = from;
    while (this.#has(p, 8)) {
      const type = this.#u8(p);
      const size = this.#u8(p + 1) * 8;
      if (size === 0 || !this.#has(p, size)) break;
      if ((type === 1 || type === 2) && size === 8) this.#mac(p + 2);
      else if (type === 3 && size === 32) this.#ip(p + 16, 16);
      else if (type !== 5 || size !== 8) break;
      p += size;
    }
    return p;
  }

  /** The field either is the checksum, or the pseudo-header's sum where the NIC is to do the rest. */
  #transportSum(field: number, from: number, to: number, pseudo: Pseudo): void {
    const before = sum(this.#in, pseudo.at, pseudo.at + pseudo.bytes);
    const after = sum(this.out, pseudo.at, pseudo.at + pseudo.bytes);
    const old = this.#u16(field);
    const partial = before + pseudo.protocol;
    if (pseudo.protocol !== 58 && (old === fold(partial) || old === fold(partial + pseudo.length))) {
      const length = old === fold(partial + pseudo.length) ? pseudo.length : 0;
      this.#put16(field, fold(after + pseudo.protocol + length));
      return;
    }
    this.#follow(field, from, to, pseudo.protocol === 17, before, after);
  }

  /** RFC 1624: the checksum at `field` follows what was changed in [from, to), and in what is covered besides. */
  #follow(field: number, from: number, to: number, zeroIsNone: boolean, before = 0, after = 0): void {
    if (field + 2 > this.#in.length) return;
    const end = Math.min(to, this.#in.length);
    const was = fold(before + sum(this.#in, from, end));
    const is = fold(after + sum(this.out, from, end));
    if (was === is) return;
    const next = 0xffff ^ fold((0xffff ^ this.#u16(field)) + (0xffff ^ was) + is);
    this.#put16(field, zeroIsNone && next === 0 ? 0xffff : next);
  }

  #mac(at: number): void {
    if (this.#has(at, 6)) this.out.set(this.#book.mac(this.#in.subarray(at, at + 6)), at);
    // A part of an address is one, too.
    else this.out.fill(0, Math.min(at, this.out.length));
  }

  #ip(at: number, size: 4 | 16): void {
    if (this.#has(at, size)) this.out.set(this.#book.ip(this.#in.subarray(at, at + size)), at);
    else this.out.fill(0, Math.min(at, this.out.length));
  }

  #has(at: number, count: number): boolean {
    return at + count <= this.#in.length;
  }

  #u8(at: number): number {
    return this.#in[at] ?? 0;
  }

  #u16(at: number): number {
    return (this.#u8(at) << 8) | this.#u8(at + 1);
  }

  #put16(at: number, value: number): void {
    this.out[at] = value >> 8;
    this.out[at + 1] = value & 0xff;
  }
}
