import { findNul16, guidAt, utf16, viewOf } from "../core/bytes.js";
import { isInteger } from "./in-types.js";
import { taskAndOpcode, templateOf } from "./message.js";
import { IN_TYPE } from "./schema.js";
import type { EventSchema, FieldSchema, ValueMap } from "./schema.js";

/** What a merged trace says about one event type. */
export interface EventInfo extends EventSchema {
  readonly taskName?: string;
  readonly opcodeName?: string;
}

export interface MapInfo {
  readonly provider: string;
  readonly name: string;
  readonly map: ValueMap;
}

const HEADER = 0x70;
const PROPERTY = 24;
const MAX_TEXT = 4096;
const MAX_DEPTH = 8;
/** A struct may be used in several places and each use is laid out anew; far more than any event has. */
const MAX_FIELDS = 8192;
const NO_GUID = "00000000-0000-0000-0000-000000000000";
const WBEM = 1;

const FLAG = { STRUCT: 0x01, LENGTH_REF: 0x02, COUNT_REF: 0x04, FIXED_LENGTH: 0x10, FIXED_COUNT: 0x20, CUSTOM_SCHEMA: 0x80 } as const;

/**
 * The texts of one description, by their offsets from its start. They may share their bytes, but not so that they come to more than
 * the description has: thousands of offsets into one long text would make thousands of long texts.
 */
class Texts {
  readonly #bytes: Uint8Array;
  readonly #base: number;
  readonly #to: number;
  readonly #known = new Map<number, string | undefined>();
  #bytesLeft: number;

  constructor(bytes: Uint8Array, base: number, to: number) {
    this.#bytes = bytes;
    this.#base = base;
    this.#to = to;
    this.#bytesLeft = to - base;
  }

  /** UTF-16 text that must end inside the description, not before `least`; offset 0 means that there is none. */
  at(offset: number, least: number): string | undefined {
    if (offset < least || offset >= this.#to - this.#base) return undefined;
    if (!this.#known.has(offset)) this.#known.set(offset, this.#read(this.#base + offset));
    return this.#known.get(offset);
  }

  #read(from: number): string | undefined {
    const limit = Math.min(this.#to, from + MAX_TEXT * 2 + 2, from + this.#bytesLeft);
    const nul = findNul16(this.#bytes, from, limit);
    this.#bytesLeft -= (nul < 0 ? limit : nul) - from;
    // Writers put blanks behind the words.
    const text = nul < 0 ? "" : utf16(this.#bytes, from, nul).trimEnd();
    return text === "" ? undefined : text;
  }
}

/**
 * EVENT_PROPERTY_INFO, 24 bytes
 *   00 u32 flags: 1 struct, 2 length from a property, 4 count from a property, 10 fixed length, 20 fixed count, 80 custom schema
 *   04 u32 name offset
 *   08 u16 in type        | struct: index of the first member
 *   0A u16 out type       | struct: number of members
 *   0C u32 map name offset (custom schema: offset of that)
 *   10 u16 count          | index of the property that has it
 *   12 u16 length         | index of the property that has it
 *   14 u32 tags
 */
class Properties {
  readonly #view: DataView;
  readonly #base: number;
  readonly #texts: Texts;
  readonly #count: number;
  readonly #names: readonly string[];
  #fieldsLeft = MAX_FIELDS;

  constructor(bytes: Uint8Array, base: number, texts: Texts, count: number) {
    this.#view = viewOf(bytes);
    this.#base = base;
    this.#texts = texts;
    this.#count = count;
    this.#names = this.#uniqueNames();
  }

  /** References are by index and ours by name, so every name is made to occur once. */
  #uniqueNames(): readonly string[] {
    const taken = new Map<string, number>();
    return Array.from({ length: this.#count }, (_, i) => {
      const own = this.#texts.at(this.#view.getUint32(this.#at(i) + 4, true), HEADER) ?? `Field${i + 1}`;
      let name = own;
      let n = taken.get(own) ?? 1;
      while (taken.has(name)) name = `${own}_${++n}`;
      taken.set(own, n);
      taken.set(name, 1);
      return name;
    });
  }

  #at(index: number): number {
    return this.#base + HEADER + index * PROPERTY;
  }

  /** Name of the integer that a length or count refers to. A name no field has makes the decoder stop there, as it must. */
  #reference(index: number): string {
    if (index >= this.#count) return "";
    const at = this.#at(index);
    const isStruct = (this.#view.getUint32(at, true) & FLAG.STRUCT) !== 0;
    return !isStruct && isInteger(this.#view.getUint16(at + 8, true)) ? (this.#names[index] ?? "") : "";
  }

  /** Properties [from, from + count), or undefined when a struct is out of range, contains itself or is nested too deep. */
  fields(from: number, count: number, open: readonly number[] = []): readonly FieldSchema[] | undefined {
    if (from + count > this.#count || open.length > MAX_DEPTH) return undefined;
    const fields: FieldSchema[] = [];
    for (let i = from; i < from + count; i++) {
      const field = open.includes(i) || this.#fieldsLeft-- <= 0 ? undefined : this.#field(i, open);
      if (!field) return undefined;
      fields.push(field);
    }
    return fields;
  }

  #field(index: number, open: readonly number[]): FieldSchema | undefined {
    const at = this.#at(index);
    const flags = this.#view.getUint32(at, true);
    const first = this.#view.getUint16(at + 8, true);
    const second = this.#view.getUint16(at + 10, true);
    const rawCount = this.#view.getUint16(at + 16, true);
    const rawLength = this.#view.getUint16(at + 18, true);
    const name = this.#names[index] ?? "";
    const isArray = (flags & (FLAG.COUNT_REF | FLAG.FIXED_COUNT)) !== 0 || rawCount !== 1;
    const count = isArray ? { count: (flags & FLAG.COUNT_REF) !== 0 ? this.#reference(rawCount) : rawCount } : {};
    if ((flags & FLAG.STRUCT) !== 0) {
      const members = this.fields(first, second, [...open, index]);
      return members && { name, inType: IN_TYPE.STRUCT, members, ...count };
    }
    const hasLength = (flags & FLAG.FIXED_LENGTH) !== 0 || rawLength !== 0;
    const length = (flags & FLAG.LENGTH_REF) !== 0 ? { length: this.#reference(rawLength) } : hasLength ? { length: rawLength } : {};
    const map = (flags & FLAG.CUSTOM_SCHEMA) === 0 ? this.#texts.at(this.#view.getUint32(at + 12, true), HEADER) : undefined;
    return { name, inType: first, ...(second !== 0 && { outType: second }), ...length, ...count, ...(map !== undefined && { map }) };
  }
}

/**
 * Reads the TRACE_EVENT_INFO in bytes[from, to), or gives undefined when it is damaged or describes a struct that contains itself.
 *
 *   00 GUID provider        10 GUID event (class)
 *   20 u16 id   22 u8 version   23 u8 channel   24 u8 level   25 u8 opcode   26 u16 task   28 u64 keyword
 *   30 u32 decoding source: 0 manifest, 1 WBEM, 2 WPP, 3 TraceLogging
 *   34 provider name   38 level   3C channel   40 keywords   44 task   48 opcode   4C message   50 provider message
 *   54 binary XML, 58 its size   5C event name (WBEM: activity id name)   60 attributes   (u32 offsets from the start)
 *   64 u32 properties   68 u32 of them on top level   6C u32 flags   70 EVENT_PROPERTY_INFO[]
 */
export function parseEventInfo(bytes: Uint8Array, from: number, to: number): EventInfo | undefined {
  const limit = Math.min(to, bytes.length);
  if (from < 0 || limit - from < HEADER) return undefined;
  const view = viewOf(bytes);
  const count = view.getUint32(from + 0x64, true);
  const top = view.getUint32(from + 0x68, true);
  if (top > count || count > (limit - from - HEADER) / PROPERTY) return undefined;
  const texts = new Texts(bytes, from, limit);
  const fields = new Properties(bytes, from, texts, count).fields(0, top);
  if (!fields) return undefined;
  const text = (at: number): string | undefined => texts.at(view.getUint32(from + at, true), HEADER + count * PROPERTY);
  const wbem = view.getUint32(from + 0x30, true) === WBEM;
  const eventGuid = guidAt(bytes, from + 0x10);
  const providerName = text(0x34);
  const taskName = text(0x44);
  const opcodeName = text(0x48);
  const name = (wbem ? undefined : text(0x5c)) ?? taskAndOpcode(taskName, opcodeName);
  const message = text(0x4c);
  return {
    provider: wbem && eventGuid !== NO_GUID ? eventGuid : guidAt(bytes, from),
    ...(providerName !== undefined && { providerName }),
    id: wbem ? 0 : view.getUint16(from + 0x20, true),
    version: bytes[from + 0x22] ?? 0,
    ...(wbem && { opcode: bytes[from + 0x25] ?? 0 }),
    level: bytes[from + 0x24] ?? 0,
    ...(name !== undefined && { name }),
    ...(taskName !== undefined && { taskName }),
    ...(opcodeName !== undefined && { opcodeName }),
    fields,
    ...(message !== undefined && {
      message: templateOf(
        message,
        fields.map((f) => f.name),
      ),
    }),
  };
}

const MAP_FLAG = { BITS: 0x02, PATTERN: 0x04, WBEM_BITS: 0x10, WBEM_FLAG: 0x20, WBEM_NO_MAP: 0x40 } as const;
const BIT_MAPS = MAP_FLAG.BITS | MAP_FLAG.WBEM_BITS | MAP_FLAG.WBEM_FLAG;
/** The entries' values are texts. */
const TEXT_VALUES = 1;

/**
 * Reads a map event's payload: 16 bytes provider GUID, then EVENT_MAP_INFO (offsets from its own start)
 *   00 u32 name offset   04 u32 flag: 1 values, 2 bits, 4 pattern, 8 WBEM values, 10 WBEM bits, 20 the values are bits, 40 there are none
 *   08 u32 entries   0C u32 value type: 0 numbers, 1 texts (pattern: offset of the format)   10 {u32 text offset, u32 value or offset of one}[]
 */
export function parseMapInfo(bytes: Uint8Array, from: number, to: number): MapInfo | undefined {
  const limit = Math.min(to, bytes.length);
  const base = from + 16;
  if (from < 0 || limit - base < 16) return undefined;
  const view = viewOf(bytes);
  const flag = view.getUint32(base + 4, true);
  const count = view.getUint32(base + 8, true);
  if (count > (limit - base - 16) / 8) return undefined;
  const all = new Texts(bytes, base, limit);
  const text = (at: number): string | undefined => all.at(view.getUint32(at, true), 16 + count * 8);
  const name = text(base);
  if (name === undefined) return undefined;
  const byText = (flag & MAP_FLAG.PATTERN) !== 0 || view.getUint32(base + 12, true) === TEXT_VALUES;
  const bits = (flag & BIT_MAPS) !== 0;
  const texts: Record<number, string> = {};
  const words = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const at = base + 16 + i * 8;
    const entry = text(at);
    if (entry === undefined) continue;
    const value = byText ? text(at + 4) : undefined;
    if (value !== undefined) words.set(value, entry);
    // Without values the place of an entry is its value, or its bit.
    else if ((flag & MAP_FLAG.WBEM_NO_MAP) !== 0) texts[bits ? 2 ** Math.min(i, 63) : i] = entry;
    else if (!byText) texts[view.getUint32(at + 4, true)] = entry;
  }
  return { provider: guidAt(bytes, from), name, map: { ...(bits && { bits }), texts, ...(words.size > 0 && { words }) } };
}
