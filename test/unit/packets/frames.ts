/** Hand-written frames and the few builders they share. Checksums in the headers are computed here, apart from those given. */

export function bytes(hex: string): Uint8Array {
  const digits = hex.replaceAll(/[^0-9a-f]/gi, "");
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}

export function text(s: string): Uint8Array {
  return new TextEncoder().encode(s);
}

export function join(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const all = parts.map((p) => (typeof p === "string" ? bytes(p) : p));
  const out = new Uint8Array(all.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of all) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

function checksum(data: Uint8Array): string {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += i & 1 ? (data[i] ?? 0) : (data[i] ?? 0) << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return hex(sum ^ 0xffff, 4);
}

/** From 00:15:5d:00:00:01 to 00:15:5d:00:00:02. */
export function ethernet(type: string, payload: Uint8Array): Uint8Array {
  return join("00155d000002 00155d000001", type, payload);
}

interface Ip {
  readonly id?: string;
  readonly fragment?: string;
  readonly ttl?: number;
  readonly total?: number;
  readonly options?: string;
}

const SOURCE4 = "0a000001";
const DESTINATION4 = "0a000002";

/** From 10.0.0.1 to 10.0.0.2. */
export function ipv4(protocol: number, payload: Uint8Array, ip: Ip = {}): Uint8Array {
  const options = bytes(ip.options ?? "");
  const words = 5 + options.length / 4;
  const total = ip.total ?? words * 4 + payload.length;
  const head = `4${hex(words, 1)}00 ${hex(total, 4)} ${ip.id ?? "1234"} ${ip.fragment ?? "4000"} ${hex(ip.ttl ?? 128, 2)}${hex(protocol, 2)}`;
  const sum = checksum(join(head, "0000", SOURCE4, DESTINATION4, options));
  return join(head, sum, SOURCE4, DESTINATION4, options, payload);
}

const SOURCE6 = "fe800000000000000000000000000001";
const DESTINATION6 = "fe800000000000000000000000000002";

/** From fe80::1 to fe80::2. */
export function ipv6(next: number, payload: Uint8Array, hopLimit = 64): Uint8Array {
  return join("60000000", hex(payload.length, 4), hex(next, 2), hex(hopLimit, 2), SOURCE6, DESTINATION6, payload);
}

/** Puts the checksum of pseudo-header and payload at `at`. */
function withChecksum(payload: Uint8Array, at: number, protocol: number, version: 4 | 6): Uint8Array {
  const addresses = version === 4 ? SOURCE4 + DESTINATION4 : SOURCE6 + DESTINATION6;
  payload.set(bytes(checksum(join(addresses, hex(payload.length, 8), hex(protocol, 8), payload))), at);
  return payload;
}

export function udp(source: number, destination: number, data: Uint8Array, version: 4 | 6 = 4): Uint8Array {
  return withChecksum(join(hex(source, 4), hex(destination, 4), hex(8 + data.length, 4), "0000", data), 6, 17, version);
}

interface Tcp {
  readonly flags?: string;
  readonly options?: string;
  readonly data?: Uint8Array;
}

/** Sequence number 1000, acknowledgement 2000, window 64240. */
export function tcp(source: number, destination: number, { flags = "018", options = "", data = bytes("") }: Tcp = {}, version: 4 | 6 = 4): Uint8Array {
  const words = 5 + bytes(options).length / 4;
  const head = `${hex(source, 4)}${hex(destination, 4)} 000003e8 000007d0 ${hex(words, 1)}${flags} faf0 0000 0000`;
  return withChecksum(join(head, options, data), 16, 6, version);
}

export function icmp(head: string, data: Uint8Array): Uint8Array {
  const message = join(head, data);
  message.set(bytes(checksum(message)), 2);
  return message;
}

export function icmpv6(head: string, data: Uint8Array = bytes("")): Uint8Array {
  return withChecksum(join(head, data), 2, 58, 6);
}

export const over4 = (protocol: number, payload: Uint8Array, ip?: Ip): Uint8Array => ethernet("0800", ipv4(protocol, payload, ip));
export const over6 = (next: number, payload: Uint8Array, hopLimit?: number): Uint8Array => ethernet("86dd", ipv6(next, payload, hopLimit));
export const udp4 = (source: number, destination: number, data: Uint8Array): Uint8Array => over4(17, udp(source, destination, data));
export const tcp4 = (source: number, destination: number, tcpOptions?: Tcp): Uint8Array => over4(6, tcp(source, destination, tcpOptions));
