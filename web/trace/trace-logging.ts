import { ansi, guidAt, viewOf } from "../core/bytes.js";
import { IN_TYPE, OUT_TYPE as O } from "./schema.js";
import type { FieldSchema } from "./schema.js";

/** Layout of an event that describes itself. The provider comes from the header, its name from the provider traits. */
export interface TraceLoggingSchema {
  readonly name: string;
  readonly fields: readonly FieldSchema[];
}

export interface ProviderTraits {
  readonly name?: string;
  readonly group?: string;
}

const MAX_FIELDS = 128;
const MAX_DEPTH = 8;
const MAX_TAG_BYTES = 4;
const GROUP_TRAIT = 1;

const TYPE_MASK = 0x1f;
const COUNT_MASK = 0x60;
const COUNT = { FIXED: 0x20, VARIABLE: 0x40, CUSTOM: 0x60 } as const;
const MORE = 0x80;

/** TraceLogging numbers its out types differently from TDH; index is theirs, value ours. 33 to 38 coincide. */
const OUT_TYPES: readonly (number | undefined)[] = [
  undefined,
  undefined,
  O.STRING,
  O.BOOLEAN,
  O.HEX_INT64,
  O.PID,
  O.TID,
  O.PORT,
  O.IPV4,
  O.IPV6,
  O.SOCKET_ADDRESS,
  O.XML,
  O.JSON,
  O.WIN32_ERROR,
  O.NTSTATUS,
  O.HRESULT,
  O.DATE_TIME,
];
const SIGNED = 17;
const UNSIGNED = 18;

/** "Signed" and "unsigned" change the in type: 3 to 10 are pairs of a signed (odd) and an unsigned (even) type. */
function inTypeOf(type: number, out: number): number {
  if (type === IN_TYPE.BINARY) return IN_TYPE.MANIFEST_COUNTED_BINARY;
  const integer = type >= IN_TYPE.INT8 && type <= IN_TYPE.UINT64;
  if (integer && out === SIGNED) return type - ((type + 1) & 1);
  if (integer && out === UNSIGNED) return type + (type & 1);
  return type;
}

/** One byte string that is read from front to back; `failed` when it ended too early. */
class Reader {
  readonly #bytes: Uint8Array;
  at: number;
  readonly to: number;
  failed = false;

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.#bytes = bytes;
    this.at = from;
    this.to = to;
  }

  byte(): number {
    if (this.at >= this.to) this.failed = true;
    return this.failed ? 0 : (this.#bytes[this.at++] ?? 0);
  }

  u16(): number {
    return this.byte() | (this.byte() << 8);
  }

  text(): string {
    const nul = this.#bytes.subarray(this.at, this.to).indexOf(0);
    if (nul < 0) {
      this.failed = true;
      return "";
    }
    const text = ansi(this.#bytes, this.at, this.at + nul);
    this.at += nul + 1;
    return text;
  }

  /** 1 to 4 bytes, another one follows while bit 7 is set. */
  tag(): void {
    for (let i = 0; (this.byte() & MORE) !== 0; i++) if (i >= MAX_TAG_BYTES - 1) this.failed = true;
  }
}

/** One field as it stands in the schema: structs have no members yet, those are the next `members` fields. */
interface FlatField {
  readonly field: FieldSchema;
  readonly members: number;
}

function readField(reader: Reader): FlatField | "opaque" {
  const name = reader.text();
  const inMeta = reader.byte();
  const outMeta = (inMeta & MORE) !== 0 ? reader.byte() : 0;
  if ((outMeta & MORE) !== 0) reader.tag();
  const kind = inMeta & COUNT_MASK;
  if (kind === COUNT.CUSTOM) return "opaque";
  const out = outMeta & ~MORE;
  const type = inMeta & TYPE_MASK;
  const count = kind === COUNT.FIXED ? { count: reader.u16() } : kind === COUNT.VARIABLE ? { counted: true as const } : {};
  if (type === IN_TYPE.STRUCT) return { field: { name, inType: type, members: [], ...count }, members: out };
  const outType = out >= O.CULTURE_INSENSITIVE_DATE_TIME && out <= O.DATE_TIME_UTC ? out : OUT_TYPES[out];
  return { field: { name, inType: inTypeOf(type, out), ...(outType !== undefined && { outType }), ...count }, members: 0 };
}

/** Takes `count` fields from the flat list, structs with their members. */
function nest(flat: FlatField[], count: number, depth: number): readonly FieldSchema[] | undefined {
  const fields: FieldSchema[] = [];
  while (fields.length < count) {
    const next = flat.shift();
    if (!next || depth > MAX_DEPTH) return undefined;
    if (next.field.inType !== IN_TYPE.STRUCT) {
      fields.push(next.field);
      continue;
    }
    const members = nest(flat, next.members, depth + 1);
    if (!members) return undefined;
    fields.push({ ...next.field, members });
  }
  return fields;
}

/**
 * Reads the TraceLogging schema in bytes[from, to), the data of extended item 0B, or gives undefined when it is damaged.
 *
 *   u16 size of all   tag   name UTF-8 NUL   then fields up to the size:
 *     name UTF-8 NUL   u8 in: bits 0-4 type, 5-6 kind of count, 7 out byte follows   u8 out: bits 0-6 type (members of a struct),
 *     7 tag follows   tag   u16 count when the kind of count is fixed
 *
 * A field with a serializer of its own (count kind 60) makes everything from it on opaque, and 128 fields are enough: the fields before are given.
 */
export function traceLoggingSchema(bytes: Uint8Array, from: number, to: number): TraceLoggingSchema | undefined {
  const limit = Math.min(to, bytes.length);
  if (from < 0 || limit - from < 4) return undefined;
  const size = viewOf(bytes).getUint16(from, true);
  if (size > limit - from) return undefined;
  const reader = new Reader(bytes, from + 2, from + size);
  reader.tag();
  const name = reader.text();
  const flat: FlatField[] = [];
  let whole = true;
  while (!reader.failed && reader.at < reader.to && whole) {
    const field = flat.length < MAX_FIELDS ? readField(reader) : "opaque";
    if (field === "opaque") whole = false;
    else flat.push(field);
  }
  if (reader.failed) return undefined;
  const fields: FieldSchema[] = [];
  while (flat.length > 0) {
    const next = nest(flat, 1, 0);
    if (next) fields.push(...next);
    else if (whole) return undefined;
    else break;
  }
  return { name, fields };
}

/**
 * Reads provider traits, the data of extended item 0C: u16 size of all, name UTF-8 NUL, then {u16 size, u8 type, data}; type 1 is the
 * provider group, a GUID.
 */
export function providerTraits(bytes: Uint8Array, from: number, to: number): ProviderTraits {
  const limit = Math.min(to, bytes.length);
  if (from < 0 || limit - from < 3) return {};
  const reader = new Reader(bytes, from + 2, Math.min(limit, from + viewOf(bytes).getUint16(from, true)));
  const name = reader.text();
  let group: string | undefined;
  while (!reader.failed && reader.to - reader.at >= 3) {
    const start = reader.at;
    const size = reader.u16();
    const type = reader.byte();
    if (size < 3 || size > reader.to - start) break;
    if (type === GROUP_TRAIT && size >= 19) group = guidAt(bytes, start + 3);
    reader.at = start + size;
  }
  return { ...(name !== "" && { name }), ...(group !== undefined && { group }) };
}
