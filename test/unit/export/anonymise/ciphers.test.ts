import { createCipheriv, createHash, createHmac, pbkdf2Sync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Aes128 } from "../../../../web/export/anonymise/aes128.js";
import { CryptoPan, KEPT_IPV4, KEPT_IPV6 } from "../../../../web/export/anonymise/crypto-pan.js";
import { Hmac, pbkdf2, sha256 } from "../../../../web/export/anonymise/sha256.js";

vi.setConfig({ testTimeout: 60_000 });

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (data: Uint8Array): string => Buffer.from(data).toString("hex");
const v4 = (text: string): Uint8Array => Uint8Array.from(text.split(".").map(Number));

describe("Aes128", () => {
  it("enciphers the examples of FIPS 197", () => {
    expect(hex(new Aes128(bytes("000102030405060708090a0b0c0d0e0f")).encrypt(bytes("00112233445566778899aabbccddeeff")))).toBe(
      "69c4e0d86a7b0430d8cdb78070b4c55a",
    );
    expect(hex(new Aes128(bytes("2b7e151628aed2a6abf7158809cf4f3c")).encrypt(bytes("3243f6a8885a308d313198a2e0370734")))).toBe(
      "3925841d02dc09fbdc118597196a0b32",
    );
  });

  it("enciphers any block as another implementation does", () => {
    const block = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(block, block, (key, plain) => {
        const cipher = createCipheriv("aes-128-ecb", key, null).setAutoPadding(false);
        expect(hex(new Aes128(key).encrypt(plain))).toBe(cipher.update(plain).toString("hex"));
      }),
    );
  });
});

describe("SHA-256, HMAC, PBKDF2", () => {
  it("are those of another implementation, at every length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 150 }), (text, key) => {
        expect(hex(sha256(text))).toBe(createHash("sha256").update(text).digest("hex"));
        expect(hex(new Hmac(key).of(text))).toBe(createHmac("sha256", key).update(text).digest("hex"));
        expect(hex(pbkdf2(key, text, 3, 80))).toBe(pbkdf2Sync(key, text, 3, 80, "sha256").toString("hex"));
      }),
    );
  });
});

/** The key and the sample trace that the authors of Crypto-PAn published. */
const KEY = Uint8Array.of(
  21,
  34,
  23,
  141,
  51,
  164,
  207,
  128,
  19,
  10,
  91,
  22,
  73,
  144,
  125,
  16,
  216,
  152,
  143,
  131,
  121,
  121,
  101,
  39,
  98,
  87,
  76,
  45,
  42,
  132,
  34,
  2,
);
const SAMPLE: readonly (readonly [string, string])[] = [
  ["128.11.68.132", "135.242.180.132"],
  ["129.118.74.4", "134.136.186.123"],
  ["130.132.252.244", "133.68.164.234"],
  ["141.223.7.43", "141.167.8.160"],
  ["24.0.250.221", "100.15.198.226"],
];

const shared = (a: Uint8Array, b: Uint8Array): number => {
  const bits = (address: Uint8Array): string => [...address].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const [x, y] = [bits(a), bits(b)];
  let n = 0;
  while (n < x.length && x[n] === y[n]) n++;
  return n;
};

describe("CryptoPan", () => {
  const pan = new CryptoPan(KEY);

  it("gives the published pseudonyms for the published sample", () => {
    for (const [address, pseudonym] of SAMPLE) expect(pan.pseudonym(v4(address), []).join(".")).toBe(pseudonym);
  });

  it("keeps exactly as many leading bits in common, of IPv4 and IPv6, also with kept ranges", () => {
    for (const size of [4, 16]) {
      const address = fc.uint8Array({ minLength: size, maxLength: size });
      fc.assert(
        fc.property(address, address, fc.boolean(), (a, b, plain) => {
          const kept = plain ? [] : size === 4 ? KEPT_IPV4 : KEPT_IPV6;
          expect(shared(pan.pseudonym(a, kept), pan.pseudonym(b, kept))).toBe(shared(a, b));
        }),
      );
    }
  });

  it("keeps special addresses, and lets no other become one", () => {
    for (const kept of ["0.0.0.0", "127.0.0.1", "224.0.0.251", "239.255.255.250", "255.255.255.255"]) expect(pan.pseudonym(v4(kept)).join(".")).toBe(kept);
    expect(pan.pseudonym(v4("169.254.7.9")).slice(0, 2)).toEqual(Uint8Array.of(169, 254));
    expect(pan.pseudonym(v4("169.254.7.9"))).not.toEqual(v4("169.254.7.9"));
    const special = ([a = 0, b]: Uint8Array): boolean => a === 0 || a === 127 || a >= 224 || (a === 169 && b === 254);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (address) => {
        expect(special(pan.pseudonym(address))).toBe(special(address));
      }),
    );
    const loopback = Uint8Array.of(...new Array<number>(15).fill(0), 1);
    expect(pan.pseudonym(loopback)).toEqual(loopback);
    const local = pan.pseudonym(bytes("fe80000000000000021555fffe2a1e07"));
    expect(hex(local).startsWith("fe8") || hex(local).startsWith("fe9") || hex(local).startsWith("fea") || hex(local).startsWith("feb")).toBe(true);
    expect(hex(pan.pseudonym(bytes("ff020000000000000000000000000001")))).toBe("ff020000000000000000000000000001");
    expect(hex(pan.pseudonym(bytes("ff0200000000000000000001ff2a1e07")))).toMatch(/^ff0200000000000000000001ff(?!2a1e07)/);
  });
});
