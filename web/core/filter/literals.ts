import { ipv4At, ipv6At } from "../bytes.js";

/** Everything here answers undefined for a text that is not what is asked for. */

const HEX = /^([+-]?)(0x[0-9a-f]+)$/i;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const WITH_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+))([a-zµμ]+)$/iu;
/** Longer texts are no number anyone wrote, and BigInt takes quadratic time. */
const MAX_DIGITS = 40;

/** Whole numbers beyond 2^53 become bigint, so that 64-bit ids stay exact. */
export function parseNumber(text: string): number | bigint | undefined {
  if (text.length > MAX_DIGITS) return undefined;
  const hex = HEX.exec(text);
  if (hex) return exact(BigInt(hex[2] ?? "0") * (hex[1] === "-" ? -1n : 1n));
  if (!DECIMAL.test(text)) return undefined;
  return /^[+-]?\d+$/.test(text) ? exact(BigInt(text.replace("+", ""))) : Number(text);
}

function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

const NS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9 };
/** Sizes count in powers of 1024, as Windows shows them. */
const BYTES: Readonly<Record<string, number>> = { b: 1, kb: 1024, kib: 1024, mb: 1024 ** 2, mib: 1024 ** 2, gb: 1024 ** 3, gib: 1024 ** 3 };

function withUnit(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const parts = text.length > MAX_DIGITS ? null : WITH_UNIT.exec(text);
  const unit = (parts?.[2] ?? "").toLowerCase();
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return parts && factor !== undefined ? Number(parts[1]) * factor : undefined;
}

/** Nanoseconds of "100us"; a unit has to be there. */
export function parseDuration(text: string): number | undefined {
  return withUnit(text, NS);
}

/** Bytes of "64KB" or "1500". */
export function parseSize(text: string): number | bigint | undefined {
  return withUnit(text, BYTES) ?? parseNumber(text);
}

/** The 4 bytes of a dotted address. Digit by digit, because rows come through here. */
function parseIpv4(text: string): Uint8Array | undefined {
  if (text.length > 15) return undefined;
  const bytes = new Uint8Array(4);
  let part = 0;
  let digits = 0;
  let value = 0;
  for (let i = 0; i <= text.length; i++) {
    const digit = text.charCodeAt(i) - 48; // NaN at the end
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (++digits > 3 || value > 255) return undefined;
    } else {
      if (digits === 0 || part > 3 || (i < text.length && text[i] !== ".")) return undefined;
      bytes[part++] = value;
      digits = value = 0;
    }
  }
  return part === 4 ? bytes : undefined;
}

/** Groups of one side of "::" as bytes; the last may be a dotted IPv4 address. */
function ipv6Groups(text: string): number[] | undefined {
  if (text === "") return [];
  const groups = text.split(":");
  const last = groups[groups.length - 1] ?? "";
  const v4 = last.includes(".") ? parseIpv4(last) : undefined;
  const plain = v4 ? groups.slice(0, -1) : groups;
  if (!plain.every((g) => /^[0-9a-f]{1,4}$/i.test(g))) return undefined;
  return [...plain.flatMap((g) => [Number.parseInt(g, 16) >> 8, Number.parseInt(g, 16) & 255]), ...(v4 ?? [])];
}

/** 4 or 16 bytes; a zone ("%7") is left out. */
export function parseIp(text: string): Uint8Array | undefined {
  if (text.length > 80) return undefined;
  if (!text.includes(":")) return parseIpv4(text);
  const sides = text.replace(/%.*$/, "").split("::");
  const [left, right] = sides.map(ipv6Groups);
  if (left === undefined || sides.length > 2) return undefined;
  if (sides.length === 1) return left.length === 16 ? Uint8Array.from(left) : undefined;
  // A dotted address may only stand at the very end.
  if (right === undefined || left.length + right.length > 14 || sides[0]?.includes(".")) return undefined;
  return Uint8Array.from([...left, ...new Array<number>(16 - left.length - right.length).fill(0), ...right]);
}

export interface Network {
  readonly bytes: Uint8Array;
  /** Leading bits that count: all of them for a single address. */
  readonly bits: number;
}

/** "172.23.0.0/16", "fe80::/10", or an address alone. */
export function parseNetwork(text: string): Network | undefined {
  const [address = "", prefix, ...more] = text.split("/");
  const bytes = parseIp(address);
  if (!bytes || more.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined;
  const bits = prefix === undefined ? bytes.length * 8 : Number(prefix);
  return bits <= bytes.length * 8 ? { bytes, bits } : undefined;
}

export interface Endpoint {
  readonly network: Network;
  readonly port?: number;
}

/** "10.0.0.1:80", "[fe80::1]:80", or whatever parseNetwork takes. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const parts = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(text);
  const bytes = parts ? parseIp(parts[1] ?? parts[2] ?? "") : undefined;
  if (bytes) return { network: { bytes, bits: bytes.length * 8 }, port: Number(parts?.[3]) };
  const network = parseNetwork(text);
  return network ? { network } : undefined;
}

/** Address order over the leading bits; NaN between IPv4 and IPv6. */
export function compareAddress(address: Uint8Array, network: Network): number {
  if (address.length !== network.bytes.length) return Number.NaN;
  for (let bit = 0; bit < network.bits; bit += 8) {
    const mask = network.bits - bit >= 8 ? 0xff : 0xff << (8 - (network.bits - bit));
    const difference = ((address[bit >> 3] ?? 0) & mask) - ((network.bytes[bit >> 3] ?? 0) & mask);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Runs of bytes in the usual spellings: 00:15:5d, 00-15-5d, 0015.5d2a.1e07, 00155d2a1e07. */
export function parseByteRun(text: string): Uint8Array | undefined {
  if (text.length > 512 || !/^(?:[0-9a-f]{2}(?:([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2})*)?|[0-9a-f]{4}(?:\.[0-9a-f]{4})+|(?:[0-9a-f]{2})+)$/i.test(text))
    return undefined;
  const digits = text.replaceAll(/[:.-]/g, "");
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}

export function ipText(bytes: Uint8Array): string {
  return bytes.length === 4 ? ipv4At(bytes, 0) : ipv6At(bytes, 0);
}
