/** Little helpers over bytes. Everything on disk is little-endian unless a name says Be. */

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** "00155d2a1e07", with a separator between bytes if given. */
export function hex(bytes: Uint8Array, separator = ""): string {
  let out = "";
  for (let i = 0; i < bytes.length; i++) out += (i > 0 ? separator : "") + (HEX[bytes[i] ?? 0] ?? "");
  return out;
}

/** The 16 bytes at `at` as a GUID: lower case, no braces. The first three groups are stored little-endian. */
export function guidAt(bytes: Uint8Array, at: number): string {
  const h = (i: number): string => HEX[bytes[at + i] ?? 0] ?? "";
  return `${h(3)}${h(2)}${h(1)}${h(0)}-${h(5)}${h(4)}-${h(7)}${h(6)}-${h(8)}${h(9)}-${h(10)}${h(11)}${h(12)}${h(13)}${h(14)}${h(15)}`;
}

/** The 16 bytes of a GUID text, as they are stored on disk. */
export function guidBytes(guid: string): Uint8Array<ArrayBuffer> {
  const digits = guid.replaceAll(/[{}-]/g, "");
  const raw = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (i) => raw[i] ?? 0);
}

const utf16Decoder = new TextDecoder("utf-16le");
const utf8Decoder = new TextDecoder("utf-8", { fatal: true });
const ansiDecoder = new TextDecoder("windows-1252");

/** UTF-16 text of bytes[from, to). A lone surrogate becomes U+FFFD. */
export function utf16(bytes: Uint8Array, from: number, to: number): string {
  return utf16Decoder.decode(bytes.subarray(from, to - ((to - from) & 1)));
}

/** 8-bit text: UTF-8 where it is valid, else Windows-1252, because the code page of the traced machine is unknown. */
export function ansi(bytes: Uint8Array, from: number, to: number): string {
  const part = bytes.subarray(from, to);
  try {
    return utf8Decoder.decode(part);
  } catch {
    return ansiDecoder.decode(part);
  }
}

/** Offset of the NUL (two zero bytes on a 2-byte step) at or after `from`, or -1 when there is none before `to`. */
export function findNul16(bytes: Uint8Array, from: number, to: number): number {
  for (let p = from; p + 1 < to; p += 2) if (bytes[p] === 0 && bytes[p + 1] === 0) return p;
  return -1;
}

/** A 64-bit unsigned value as "0x..." in lower case without leading zeros. */
export function hex64(value: bigint): string {
  return `0x${BigInt.asUintN(64, value).toString(16)}`;
}

/** Dotted IPv4 of the four bytes at `at`. */
export function ipv4At(bytes: Uint8Array, at: number): string {
  return `${bytes[at] ?? 0}.${bytes[at + 1] ?? 0}.${bytes[at + 2] ?? 0}.${bytes[at + 3] ?? 0}`;
}

/** RFC 5952 text of the 16 bytes at `at`. */
export function ipv6At(bytes: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[at + i * 2] ?? 0) << 8) | (bytes[at + i * 2 + 1] ?? 0));
  let best = -1;
  let bestLength = 1; // one zero group alone is not shortened
  for (let i = 0; i < 8; i++) {
    let n = 0;
    while (i + n < 8 && groups[i + n] === 0) n++;
    if (n > bestLength) [best, bestLength] = [i, n];
  }
  const mapped = best === 0 && bestLength === 5 && groups[5] === 0xffff;
  if (mapped) return `::ffff:${ipv4At(bytes, at + 12)}`;
  const text = (part: number[]): string => part.map((g) => g.toString(16)).join(":");
  return best < 0 ? text(groups) : `${text(groups.slice(0, best))}::${text(groups.slice(best + bestLength))}`;
}

/** "00:15:5d:2a:1e:07". */
export function macAt(bytes: Uint8Array, at: number): string {
  return hex(bytes.subarray(at, at + 6), ":");
}
