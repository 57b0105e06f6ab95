import { viewOf } from "../core/bytes.js";
import type { FieldNode, FieldValue } from "../core/fields.js";
import { characterUnit, extentOf, fixedSize, isInteger } from "./in-types.js";
import { IN_TYPE } from "./schema.js";
import type { EventSchema, FieldSchema, ValueMap } from "./schema.js";
import { binaryText, characters, integerAt, renderValue } from "./values.js";

export interface DecodedPayload {
  readonly nodes: readonly FieldNode[];
  /** Offset behind the last decoded field. */
  readonly end: number;
  /** No field ran past the payload and every length and count could be known. Fields that were never written do not hurt. */
  readonly fits: boolean;
  /** Top-level fields, not marked optional, that the payload ended before. */
  readonly missing: number;
  /** Bytes behind the last field of a payload that fits. Legal for schemas from the trace, a wrong layout for built-in ones. */
  readonly trailing: number;
}

/** Name and label of the node that holds what was not decoded. */
const REST = "rest";
const REST_LABEL = "Not decoded";

export function isRest(node: FieldNode): boolean {
  return node.name === REST && node.label === REST_LABEL;
}

/** An event has at most 64 KB, but zero-size elements and nested counts multiply. */
const MAX_VALUES = 65_536;
const MAX_DEPTH = 8;
/** Length of the one-line text of an array or struct. */
const MAX_LINE = 256;

/** Integers that lengths and counts may refer to: those of the same struct first, then the outer ones. */
interface Scope {
  readonly integers: Map<string, number>;
  readonly outer?: Scope;
}

function resolve(scope: Scope, name: string): number | undefined {
  for (let s: Scope | undefined = scope; s; s = s.outer) {
    const value = s.integers.get(name);
    if (value !== undefined) return value >= 0 ? value : undefined;
  }
  return undefined;
}

/** The texts of an array's elements or of a struct's members in one line, cut where it gets long. */
export function lineOf(children: readonly FieldNode[], list: boolean): string {
  const close = list ? "]" : "}";
  let text = list ? "[" : "{";
  for (const [i, child] of children.entries()) {
    if (i > 0) text += ", ";
    text += list ? child.text : `${child.label}: ${child.text}`;
    if (text.length > MAX_LINE) return `${text.slice(0, MAX_LINE)}… (${children.length})${close}`;
  }
  return text + close;
}

class Decoder {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #limit: number;
  readonly #pointerSize: 4 | 8;
  readonly #maps: (name: string) => ValueMap | undefined;
  #valuesLeft = MAX_VALUES;
  at: number;
  /** Set when a field could not be read; nothing is read after that. */
  failed = false;
  /** The failed field's size was known from the data itself, so that its absence is damage and not an older layout. */
  announced = false;

  constructor(bytes: Uint8Array, from: number, to: number, pointerSize: 4 | 8, maps: (name: string) => ValueMap | undefined) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
    this.#limit = to;
    this.#pointerSize = pointerSize;
    this.#maps = maps;
    this.at = from;
  }

  /** One field with all its elements; what could be read of it when it failed on the way. */
  field(field: FieldSchema, scope: Scope, depth: number): FieldNode | undefined {
    if (field.counted) return this.#counted(field, scope, depth);
    if (field.toEnd && field.inType === IN_TYPE.BINARY) return this.#element({ ...field, length: this.#limit - this.at }, field.name, field.name, scope, depth);
    if (field.toEnd) return this.#array(field, this.at, this.#elementsToEnd(field), scope, depth);
    if (field.count === undefined) return this.#element(field, field.name, field.name, scope, depth, scope);
    const count = typeof field.count === "number" ? field.count : resolve(scope, field.count);
    if (count === undefined || count < 0) return this.#fail();
    this.announced = typeof field.count === "string" && count > 0;
    return this.#array(field, this.at, count, scope, depth);
  }

  /** Nothing more is read; what belongs to the failed field from `at` on is left to the rest. */
  #fail(at = this.at): FieldNode | undefined {
    this.failed = true;
    this.at = at;
    return undefined;
  }

  /** More values than anything real has: that is no older version of the event. */
  #tooMuch(at: number): FieldNode | undefined {
    this.announced = true;
    return this.#fail(at);
  }

  #counted(field: FieldSchema, scope: Scope, depth: number): FieldNode | undefined {
    const from = this.at;
    if (this.#limit - from < 2) return this.#fail();
    this.at += 2;
    return this.#array(field, from, this.#view.getUint16(from, true), scope, depth);
  }

  #elementsToEnd(field: FieldSchema): number {
    const size = fixedSize(field.inType, this.#pointerSize) ?? 0;
    return size > 0 ? Math.floor((this.#limit - this.at) / size) : 0;
  }

  #array(field: FieldSchema, from: number, count: number, scope: Scope, depth: number): FieldNode | undefined {
    // Empty arrays are values as well: a struct of nothing else multiplies them.
    if (this.#valuesLeft-- <= 0) return this.#tooMuch(from);
    const size = field.inType === IN_TYPE.STRUCT ? undefined : fixedSize(field.inType, this.#pointerSize);
    if (size !== undefined && size > 0 && count > (this.#limit - this.at) / size) return this.#fail(from);
    const unit = field.map === undefined ? characterUnit(field.inType, field.outType) : 0;
    if (unit !== 0) {
      const text = characters(this.#bytes, this.at, this.at + count * unit, unit);
      this.at += count * unit;
      return { name: field.name, label: field.name, text, value: text, from, to: this.at };
    }
    const children: FieldNode[] = [];
    for (let i = 0; i < count && !this.failed; i++) {
      const child = this.#element(field, `[${i}]`, `[${i}]`, scope, depth);
      if (child) children.push(child);
    }
    if (this.failed && children.length === 0) return this.#fail(from);
    return { name: field.name, label: field.name, text: lineOf(children, true), value: children.map((c) => c.value), from, to: this.at, children };
  }

  /** One value. `integers` is the scope an integer is added to; array elements cannot be referred to and go to none. */
  #element(field: FieldSchema, name: string, label: string, scope: Scope, depth: number, integers?: Scope): FieldNode | undefined {
    if (this.#valuesLeft-- <= 0) return this.#tooMuch(this.at);
    if (field.inType === IN_TYPE.STRUCT) return this.#struct(field, name, label, scope, depth);
    const length = typeof field.length === "string" ? resolve(scope, field.length) : field.length;
    if (length === undefined && field.length !== undefined) return this.#fail();
    if (typeof field.length === "string" && length !== 0) this.announced = true;
    const extent = extentOf(this.#bytes, this.at, this.#limit, field.inType, field.outType, length, this.#pointerSize);
    if (!extent) return this.#fail();
    const from = this.at;
    this.at = extent.next;
    if (integers && isInteger(field.inType)) integers.integers.set(field.name, Number(integerAt(this.#view, extent.from, field.inType)));
    const map = field.map === undefined ? undefined : this.#maps(field.map);
    const rendered = renderValue(this.#bytes, this.#view, extent.from, extent.to, field.inType, field.outType, map);
    return { name, label, text: rendered.text, value: rendered.value, from, to: extent.next };
  }

  #struct(field: FieldSchema, name: string, label: string, outer: Scope, depth: number): FieldNode | undefined {
    if (depth >= MAX_DEPTH) return this.#fail();
    const from = this.at;
    const scope: Scope = { integers: new Map(), outer };
    const children: FieldNode[] = [];
    for (const member of field.members ?? []) {
      const child = this.field(member, scope, depth + 1);
      if (child) children.push(child);
      if (this.failed) break;
    }
    if (this.failed && children.length === 0) return undefined;
    return { name, label, text: lineOf(children, false), value: fieldsOf(children), from, to: this.at, children };
  }
}

/**
 * Decodes the payload bytes[from, to) of an event field by field; offsets of the nodes count from the start of `bytes`. Data are
 * packed. Whatever the bytes hold it returns: a field that does not fit ends the decoding, and what is left becomes the node "rest".
 */
export function decodePayload(
  schema: EventSchema,
  bytes: Uint8Array,
  from: number,
  to: number,
  pointerSize: 4 | 8,
  maps: (name: string) => ValueMap | undefined,
): DecodedPayload {
  const limit = Math.max(0, Math.min(to, bytes.length));
  const decoder = new Decoder(bytes, Math.max(0, Math.min(from, limit)), limit, pointerSize, maps);
  const scope: Scope = { integers: new Map() };
  const nodes: FieldNode[] = [];
  let fits = true;
  let missing = 0;
  for (const [i, field] of schema.fields.entries()) {
    const start = decoder.at;
    decoder.announced = false;
    const node = decoder.field(field, scope, 0);
    if (node) nodes.push(node);
    if (!decoder.failed) continue;
    fits = start === limit && !decoder.announced;
    if (fits) missing = schema.fields.slice(i).filter((f) => !f.optional).length;
    break;
  }
  const end = decoder.at;
  if (end < limit) {
    const value = bytes.slice(end, limit);
    nodes.push({ name: REST, label: REST_LABEL, text: binaryText(value), value, from: end, to: limit });
  }
  return { nodes, end, fits, missing, trailing: fits ? limit - end : 0 };
}

/** The nodes as EventRow.fields: a name that comes again gets _2, _3. An event of which nothing could be decoded is { raw }. */
export function fieldsOf(nodes: readonly FieldNode[]): Record<string, FieldValue> {
  const fields = new Map<string, FieldValue>();
  // Where to go on with a name that came before: an event of one name over and over would be searched again and again.
  const next = new Map<string, number>();
  let rest: FieldValue | undefined;
  for (const node of nodes) {
    if (isRest(node)) {
      rest = node.value;
      continue;
    }
    let name = node.name;
    for (let n = next.get(name) ?? 2; fields.has(name); n++) {
      name = `${node.name}_${n}`;
      next.set(node.name, n + 1);
    }
    fields.set(name, node.value);
  }
  if (fields.size === 0 && rest !== undefined) fields.set("raw", rest);
  // fromEntries defines own properties, so that a field called "__proto__" is only a field.
  return Object.fromEntries(fields);
}
