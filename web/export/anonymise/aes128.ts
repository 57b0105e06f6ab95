/**
 * AES-128, encryption of single blocks (FIPS 197). Of our own because a page on plain http has no crypto.subtle, and because
 * Crypto-PAn needs one block per bit of an address, at once. Tables are worked out, not written down.
 */
const SBOX = new Uint8Array(256);
const XTIME = new Uint8Array(256);

function rotate(byte: number, by: number): number {
  return ((byte << by) | (byte >> (8 - by))) & 0xff;
}

function fillTables(): void {
  for (let i = 0; i < 256; i++) XTIME[i] = ((i << 1) ^ (i & 0x80 ? 0x1b : 0)) & 0xff;
  // p goes through all elements as powers of 3, q through their inverses.
  let p = 1;
  let q = 1;
  do {
    p = p ^ (XTIME[p] ?? 0);
    q ^= q << 1;
    q ^= q << 2;
    q ^= q << 4;
    q &= 0xff;
    if (q & 0x80) q ^= 0x09;
    SBOX[p] = q ^ rotate(q, 1) ^ rotate(q, 2) ^ rotate(q, 3) ^ rotate(q, 4) ^ 0x63;
  } while (p !== 1);
  SBOX[0] = 0x63;
}
fillTables();

const ROUNDS = 10;
/** Byte i of a state after ShiftRows comes from this byte. */
const SHIFTED = [0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11] as const;

export class Aes128 {
  readonly #keys = new Uint8Array(16 * (ROUNDS + 1));
  readonly #state = new Uint8Array(16);
  readonly #next = new Uint8Array(16);

  /** The first 16 bytes of `key`. */
  constructor(key: Uint8Array) {
    const keys = this.#keys;
    keys.set(key.subarray(0, 16));
    let constant = 1;
    for (let at = 16; at < keys.length; at += 4) {
      const before = [keys[at - 4] ?? 0, keys[at - 3] ?? 0, keys[at - 2] ?? 0, keys[at - 1] ?? 0] as const;
      let word: readonly number[] = before;
      if (at % 16 === 0) {
        word = [before[1], before[2], before[3], before[0]].map((byte) => SBOX[byte] ?? 0);
        word = [(word[0] ?? 0) ^ constant, ...word.slice(1)];
        constant = XTIME[constant] ?? 0;
      }
      for (let i = 0; i < 4; i++) keys[at + i] = (keys[at + i - 16] ?? 0) ^ (word[i] ?? 0);
    }
  }

  /** The block of 16 bytes, enciphered; valid until the next call. */
  encrypt(block: Uint8Array): Uint8Array {
    const state = this.#state;
    const next = this.#next;
    const keys = this.#keys;
    for (let i = 0; i < 16; i++) state[i] = (block[i] ?? 0) ^ (keys[i] ?? 0);
    for (let round = 1; round <= ROUNDS; round++) {
      for (let i = 0; i < 16; i++) next[i] = SBOX[state[SHIFTED[i] ?? 0] ?? 0] ?? 0;
      if (round < ROUNDS) mixColumns(next);
      for (let i = 0; i < 16; i++) state[i] = (next[i] ?? 0) ^ (keys[round * 16 + i] ?? 0);
    }
    return state;
  }
}

function mixColumns(state: Uint8Array): void {
  for (let c = 0; c < 16; c += 4) {
    const [a, b, d, e] = [state[c] ?? 0, state[c + 1] ?? 0, state[c + 2] ?? 0, state[c + 3] ?? 0];
    const all = a ^ b ^ d ^ e;
    state[c] = a ^ all ^ (XTIME[a ^ b] ?? 0);
    state[c + 1] = b ^ all ^ (XTIME[b ^ d] ?? 0);
    state[c + 2] = d ^ all ^ (XTIME[d ^ e] ?? 0);
    state[c + 3] = e ^ all ^ (XTIME[e ^ a] ?? 0);
  }
}
