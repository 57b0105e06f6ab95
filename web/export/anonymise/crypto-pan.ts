import { Aes128 } from "./aes128.js";

/** A range of addresses whose first `bits` bits stay; with `whole` its addresses stay as they are. */
export interface KeptRange {
  readonly prefix: readonly number[];
  readonly bits: number;
  readonly whole: boolean;
}

/** 0.0.0.0/8, loopback, link-local, and from multicast to broadcast. */
export const KEPT_IPV4: readonly KeptRange[] = [
  { prefix: [0], bits: 8, whole: true },
  { prefix: [127], bits: 8, whole: true },
  { prefix: [169, 254], bits: 16, whole: false },
  { prefix: [224], bits: 3, whole: true },
];

/** ::/127 (none and loopback), link-local, multicast. Of ff02::1:ff00:0/104 the end is that of somebody's address. */
export const KEPT_IPV6: readonly KeptRange[] = [
  { prefix: [], bits: 127, whole: true },
  { prefix: [0xfe, 0x80], bits: 10, whole: false },
  { prefix: [0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff], bits: 104, whole: false },
  { prefix: [0xff], bits: 8, whole: true },
];

/** Pseudonyms remembered: an address costs one block of AES per bit. */
const REMEMBERED = 65_536;

/**
 * The construction of Xu, Fan, Ammar and Moon ("Prefix-Preserving IP Address Anonymization", 2002): two addresses that share their
 * first n bits have pseudonyms that share exactly their first n bits. Bit i is flipped or not by what AES makes of the i bits before it.
 * Where those bits could still become a kept range no bit is flipped: so kept ranges stay, and nothing else can fall into them.
 */
export class CryptoPan {
  readonly #aes: Aes128;
  readonly #pad: Uint8Array;
  readonly #block = new Uint8Array(16);
  readonly #known = new Map<string, Uint8Array<ArrayBuffer>>();

  /** 32 bytes: the key of AES, and what the padding is made of. */
  constructor(key: Uint8Array) {
    this.#aes = new Aes128(key);
    this.#pad = this.#aes.encrypt(key.subarray(16, 32)).slice();
  }

  /** 4 or 16 bytes; the answer is not to be changed. */
  pseudonym(address: Uint8Array, kept: readonly KeptRange[] = address.length === 4 ? KEPT_IPV4 : KEPT_IPV6): Uint8Array<ArrayBuffer> {
    const key = `${kept.length} ${address.join(".")}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const block = this.#block;
    block.set(this.#pad);
    const out = Uint8Array.from(address);
    const fixed = fixedBits(address, kept);
    for (let bit = 0; bit < address.length * 8; bit++) {
      const at = bit >> 3;
      const mask = 0x80 >> (bit & 7);
      if (fixed[bit] !== true && ((this.#aes.encrypt(block)[0] ?? 0) & 0x80) !== 0) out[at] = (out[at] ?? 0) ^ mask;
      // The next bit goes by this one, too.
      block[at] = ((block[at] ?? 0) & ~mask) | ((address[at] ?? 0) & mask);
    }
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(key, out);
    return out;
  }
}

/** Which bits stay because the bits before them, as far as a kept range has any, are those of the range. */
function fixedBits(address: Uint8Array, kept: readonly KeptRange[]): readonly boolean[] {
  const fixed = new Array<boolean>(address.length * 8).fill(false);
  let free: number | undefined;
  for (const { prefix, bits, whole } of kept) {
    const shared = sharedBits(address, prefix, bits);
    for (let bit = 0; bit < bits && bit <= shared; bit++) fixed[bit] = true;
    if (shared < bits) continue;
    if (!whole) free ??= bits;
    else if (free === undefined) fixed.fill(true);
  }
  return free === undefined ? fixed : fixed.map((stays, bit) => stays && bit < free);
}

function sharedBits(address: Uint8Array, prefix: readonly number[], bits: number): number {
  for (let bit = 0; bit < bits; bit++) if ((((address[bit >> 3] ?? 0) ^ (prefix[bit >> 3] ?? 0)) & (0x80 >> (bit & 7))) !== 0) return bit;
  return bits;
}
