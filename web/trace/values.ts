import { ansi, guidAt, hex, hex64, ipv4At, ipv6At, macAt, utf16 } from "../core/bytes.js";
import type { FieldValue } from "../core/fields.js";
import { characterUnit, isInteger, textUnit } from "./in-types.js";
import { IN_TYPE as T, OUT_TYPE as O } from "./schema.js";
import type { ValueMap } from "./schema.js";
import { hresultName, ntStatusName, win32ErrorName } from "./status-names.js";
import { filetimeText, systemTimeText } from "./time-text.js";

/** A value as the public interface gives it, and as a person reads it. */
export interface Rendered {
  readonly value: FieldValue;
  readonly text: string;
}

const BINARY_TEXT_BYTES = 32;

/** The integer of `size` bytes at `from`: a number up to 32 bits, a bigint for 64. */
export function integerAt(view: DataView, from: number, inType: number): number | bigint {
  switch (inType) {
    case T.INT8:
      return view.getInt8(from);
    case T.UINT8:
      return view.getUint8(from);
    case T.INT16:
      return view.getInt16(from, true);
    case T.UINT16:
      return view.getUint16(from, true);
    case T.INT32:
      return view.getInt32(from, true);
    case T.INT64:
      return view.getBigInt64(from, true);
    case T.UINT64:
    case T.HEX_INT64:
      return view.getBigUint64(from, true);
    default:
      return view.getUint32(from, true);
  }
}

/** Entries of a bit map that are looked at: there are 64 bits, and some have names for several at once. */
const MAX_BIT_ENTRIES = 128;
const bitEntries = new WeakMap<ValueMap, readonly (readonly [bigint, string])[]>();

/** The entries of a bit map in the order of their numbers; an array of 65,536 values asks for them as often. */
function bitsOf(map: ValueMap): readonly (readonly [bigint, string])[] {
  const known = bitEntries.get(map);
  if (known !== undefined) return known;
  const entries: (readonly [bigint, string])[] = [];
  for (const [key, text] of Object.entries(map.texts)) {
    const number = Number(key);
    if (Number.isSafeInteger(number) && number > 0) entries.push([BigInt(number), text]);
    if (entries.length >= MAX_BIT_ENTRIES) break;
  }
  bitEntries.set(map, entries);
  return entries;
}

/** The map's words for a value, or undefined when it has none. Unknown bits of a bit map appear as hex. */
export function mapText(map: ValueMap, raw: number | bigint): string | undefined {
  if (!map.bits) return map.texts[Number(raw)] ?? map.texts[Number(BigInt.asUintN(typeof raw === "bigint" ? 64 : 32, BigInt(raw)))];
  let rest = BigInt.asUintN(typeof raw === "bigint" ? 64 : 32, BigInt(raw));
  if (rest === 0n) return map.texts[0];
  const words: string[] = [];
  for (const [bit, text] of bitsOf(map)) {
    if (rest === 0n) break;
    if ((rest & bit) !== bit) continue;
    words.push(text);
    rest &= ~bit;
  }
  if (words.length === 0) return undefined;
  if (rest !== 0n) words.push(hex64(rest));
  return words.join(" | ");
}

function withMap(rendered: Rendered, raw: number | bigint, map: ValueMap | undefined): Rendered {
  const words = map && mapText(map, raw);
  if (words === undefined) return rendered;
  return { value: rendered.value, text: `${words} (${rendered.text})` };
}

function named(text: string, name: string | undefined): string {
  return name === undefined ? text : `${text} (${name})`;
}

function textRendered(text: string): Rendered {
  return { value: text, text };
}

/** Text in characters of `unit` bytes, cut at the first NUL: a fixed length is often longer than its text. */
export function characters(bytes: Uint8Array, from: number, to: number, unit: 1 | 2): string {
  const text = unit === 2 ? utf16(bytes, from, to) : ansi(bytes, from, to);
  const nul = text.indexOf("\0");
  return nul < 0 ? text : text.slice(0, nul);
}

function smallInteger(bytes: Uint8Array, view: DataView, from: number, to: number, inType: number, outType: number | undefined, raw: number): Rendered {
  const code = raw >>> 0;
  const hexText = `0x${(to - from === 1 ? raw & 0xff : to - from === 2 ? raw & 0xffff : code).toString(16)}`;
  const statusText = `0x${code.toString(16).padStart(8, "0")}`;
  switch (outType) {
    case O.BOOLEAN:
      return { value: raw !== 0, text: String(raw !== 0) };
    case O.HEX_INT8:
    case O.HEX_INT16:
    case O.HEX_INT32:
    case O.HEX_INT64:
    case O.HEX_BINARY:
    case O.CODE_POINTER:
      return { value: raw, text: hexText };
    case O.PORT: {
      if (to - from !== 2) break;
      const port = view.getUint16(from);
      return { value: port, text: String(port) };
    }
    case O.IPV4:
      if (to - from !== 4) break;
      return textRendered(ipv4At(bytes, from));
    case O.WIN32_ERROR:
      return { value: raw, text: named(String(code), win32ErrorName(code)) };
    case O.ERROR_CODE:
      return { value: raw, text: named(statusText, win32ErrorName(code) ?? hresultName(code)) };
    case O.NTSTATUS:
      return { value: raw, text: named(statusText, ntStatusName(code)) };
    case O.HRESULT:
      return { value: raw, text: named(statusText, hresultName(code)) };
    default:
  }
  return { value: raw, text: inType === T.HEX_INT32 ? hexText : String(raw) };
}

function bigInteger(raw: bigint, inType: number, outType: number | undefined): Rendered {
  switch (outType) {
    case O.DATE_TIME:
    case O.CULTURE_INSENSITIVE_DATE_TIME:
    case O.DATE_TIME_UTC:
      return textRendered(filetimeText(BigInt.asUintN(64, raw)));
    case O.BOOLEAN:
      return { value: raw !== 0n, text: String(raw !== 0n) };
    case O.HEX_INT8:
    case O.HEX_INT16:
    case O.HEX_INT32:
    case O.HEX_INT64:
    case O.HEX_BINARY:
    case O.CODE_POINTER:
      return textRendered(hex64(raw));
    default:
      return textRendered(inType === T.HEX_INT64 ? hex64(raw) : raw.toString());
  }
}

function sidText(bytes: Uint8Array, view: DataView, from: number, to: number): string {
  const authority = view.getUint16(from + 2) * 2 ** 32 + view.getUint32(from + 4);
  let text = `S-${bytes[from] ?? 0}-${authority < 2 ** 32 ? authority : `0x${authority.toString(16)}`}`;
  for (let p = from + 8; p + 4 <= to; p += 4) text += `-${view.getUint32(p, true)}`;
  return text;
}

/**
 * SOCKADDR: u16 family; family 2: port (BE) at 2, IPv4 at 4; family 23: port (BE) at 2, flow at 4, IPv6 at 8, scope at 24.
 * Writers that have no port give the bare 4 or 16 bytes of the address; 16 bytes are a SOCKADDR only when the family says so.
 */
function socketAddressText(bytes: Uint8Array, view: DataView, from: number, to: number): string | undefined {
  const size = to - from;
  if (size === 4) return ipv4At(bytes, from);
  const family = size >= 8 ? view.getUint16(from, true) : 0;
  const port = size >= 8 ? view.getUint16(from + 2) : 0;
  if (family === 2) return port === 0 ? ipv4At(bytes, from + 4) : `${ipv4At(bytes, from + 4)}:${port}`;
  if (family === 23 && size >= 24) return port === 0 ? ipv6At(bytes, from + 8) : `[${ipv6At(bytes, from + 8)}]:${port}`;
  return size === 16 ? ipv6At(bytes, from) : undefined;
}

/** Hex of the first bytes, and how many there are when that is not all. */
export function binaryText(bytes: Uint8Array): string {
  if (bytes.length <= BINARY_TEXT_BYTES) return hex(bytes);
  return `${hex(bytes.subarray(0, BINARY_TEXT_BYTES))}… (${bytes.length} bytes)`;
}

function binary(bytes: Uint8Array, view: DataView, from: number, to: number, outType: number | undefined): Rendered {
  const size = to - from;
  const socket = outType === O.SOCKET_ADDRESS ? socketAddressText(bytes, view, from, to) : undefined;
  if (socket !== undefined) return textRendered(socket);
  if (outType === O.IPV6 && size === 16) return textRendered(ipv6At(bytes, from));
  if ((outType === O.IPV4 || outType === O.IPV6) && size === 4) return textRendered(ipv4At(bytes, from));
  if (outType === O.MAC && size === 6) return textRendered(macAt(bytes, from));
  const copy = bytes.slice(from, to);
  return { value: copy, text: outType === O.HEX_BINARY && size === 6 ? hex(copy, ":") : binaryText(copy) };
}

/** Renders the content bytes[from, to) that `extentOf` found for this in type. */
export function renderValue(
  bytes: Uint8Array,
  view: DataView,
  from: number,
  to: number,
  inType: number,
  outType: number | undefined,
  map: ValueMap | undefined,
): Rendered {
  const unit = textUnit(inType);
  if (unit !== 0) {
    const all = characters(bytes, from, to, unit);
    const text = outType === O.REDUCED_STRING ? all.replaceAll(/[\t\r\n]/g, " ").trimEnd() : all;
    const words = map?.words?.get(text);
    return { value: text, text: words === undefined ? text : `${words} (${text})` };
  }
  const character = characterUnit(inType, outType);
  if (character !== 0 && !(map && isInteger(inType))) return textRendered(characters(bytes, from, to, character));
  switch (inType) {
    case T.NULL:
      return textRendered("");
    case T.FLOAT: {
      const value = view.getFloat32(from, true);
      return { value, text: String(Number(value.toPrecision(7))) };
    }
    case T.DOUBLE: {
      const value = view.getFloat64(from, true);
      return { value, text: String(value) };
    }
    case T.BOOLEAN: {
      const raw = view.getUint32(from, true);
      return withMap({ value: raw !== 0, text: String(raw !== 0) }, raw, map);
    }
    case T.GUID:
      return textRendered(guidAt(bytes, from));
    case T.POINTER:
    case T.SIZE_T:
      return textRendered(hex64(to - from === 8 ? view.getBigUint64(from, true) : BigInt(view.getUint32(from, true))));
    case T.FILETIME:
      return textRendered(filetimeText(view.getBigUint64(from, true)));
    case T.SYSTEMTIME:
      return textRendered(systemTimeText(view, from));
    case T.SID:
    case T.WBEM_SID:
      return textRendered(from === to ? "" : sidText(bytes, view, from, to));
    case T.BINARY:
    case T.MANIFEST_COUNTED_BINARY:
    case T.HEX_DUMP:
      return binary(bytes, view, from, to, outType);
    default: {
      const raw = integerAt(view, from, inType);
      return withMap(typeof raw === "bigint" ? bigInteger(raw, inType, outType) : smallInteger(bytes, view, from, to, inType, outType, raw), raw, map);
    }
  }
}
