/** SHA-256 (FIPS 180-4), HMAC (RFC 2104) and PBKDF2 (RFC 8018), of our own because a page on plain http has no crypto.subtle. */
const BLOCK = 64;

/** The first 32 bits behind the point of the square or cube roots of the first primes. */
function roots(count: number, power: number): Uint32Array {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    if (Array.from({ length: Math.floor(Math.sqrt(n)) - 1 }, (_, i) => i + 2).some((d) => n % d === 0)) continue;
    const root = n ** power;
    found.push(Math.floor((root - Math.floor(root)) * 2 ** 32));
  }
  return Uint32Array.from(found);
}
const START = roots(8, 1 / 2);
const ROUND = roots(64, 1 / 3);

function right(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

const w = new Uint32Array(64);

function compress(hash: Uint32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const p = at + i * 4;
    w[i] = ((bytes[p] ?? 0) << 24) | ((bytes[p + 1] ?? 0) << 16) | ((bytes[p + 2] ?? 0) << 8) | (bytes[p + 3] ?? 0);
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] ?? 0;
    const y = w[i - 2] ?? 0;
    w[i] = (w[i - 16] ?? 0) + (right(x, 7) ^ right(x, 18) ^ (x >>> 3)) + (w[i - 7] ?? 0) + (right(y, 17) ^ right(y, 19) ^ (y >>> 10));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + (ROUND[i] ?? 0) + (w[i] ?? 0)) | 0;
    const t2 = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  for (const [i, add] of [a, b, c, d, e, f, g, h].entries()) hash[i] = (hash[i] ?? 0) + add;
}

/** Goes on from `start`, which has taken `before` bytes already: a multiple of 64. */
function digest(start: Uint32Array, before: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const hash = start.slice();
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(before + bytes.length) * 8n);
  for (let at = 0; at < padded.length; at += BLOCK) compress(hash, padded, at);
  const out = new Uint8Array(32);
  const view = new DataView(out.buffer);
  for (const [i, word] of hash.entries()) view.setUint32(i * 4, word);
  return out;
}

export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(START, 0, bytes);
}

/** HMAC-SHA-256 with one key for many texts: the two blocks that depend on the key alone are taken once. */
export class Hmac {
  readonly #inner = START.slice();
  readonly #outer = START.slice();

  constructor(key: Uint8Array) {
    const short = new Uint8Array(BLOCK);
    short.set(key.length > BLOCK ? sha256(key) : key);
    compress(
      this.#inner,
      short.map((byte) => byte ^ 0x36),
      0,
    );
    compress(
      this.#outer,
      short.map((byte) => byte ^ 0x5c),
      0,
    );
  }

  of(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    return digest(this.#outer, BLOCK, digest(this.#inner, BLOCK, bytes));
  }
}

/** PBKDF2-HMAC-SHA-256 of `length` bytes: makes trying many passwords expensive. */
export function pbkdf2(password: Uint8Array, salt: Uint8Array, rounds: number, length: number): Uint8Array<ArrayBuffer> {
  const mac = new Hmac(password);
  const out = new Uint8Array(length);
  for (let block = 1, at = 0; at < length; block++, at += 32) {
    const salted = new Uint8Array(salt.length + 4);
    salted.set(salt);
    new DataView(salted.buffer).setUint32(salt.length, block);
    let u = mac.of(salted);
    const sum = u.slice();
    for (let round = 1; round < rounds; round++) {
      u = mac.of(u);
      for (let i = 0; i < 32; i++) sum[i] = (sum[i] ?? 0) ^ (u[i] ?? 0);
    }
    out.set(sum.subarray(0, length - at), at);
  }
  return out;
}
