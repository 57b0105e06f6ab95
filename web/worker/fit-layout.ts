import { characterUnit, fixedSize, isInteger, textUnit } from "../trace/in-types.js";
import { IN_TYPE as T, OUT_TYPE as O } from "../trace/schema.js";
import type { FieldSchema } from "../trace/schema.js";
import { ABI } from "./abi.js";

/** A layout, and whether it counts only for payloads that it accounts for to the last byte. */
export interface FitLayout {
  readonly fields: readonly FieldSchema[];
  readonly exact: boolean;
}

const MAX_REGISTERS = 256;
const MAX_ARGUMENT = 0xffff;
const MAX_JUMP = 255;
const MAX_DEPTH = 8;
/** Width as a power of two << 1 | unsigned. */
const INTEGERS: ReadonlyMap<number, number> = new Map([
  [T.INT8, 0],
  [T.UINT8, 1],
  [T.INT16, 2],
  [T.UINT16, 3],
  [T.INT32, 4],
  [T.UINT32, 5],
  [T.HEX_INT32, 5],
  [T.INT64, 6],
  [T.UINT64, 7],
  [T.HEX_INT64, 7],
]);

const word = (op: number, register = 0, argument = 0): number => op | (register << 8) | (Math.min(argument, MAX_ARGUMENT) << 16);

/** Registers of the integers that a field may refer to by name: those of the same struct first, then the outer ones. */
interface Scope {
  readonly registers: Map<string, number>;
  readonly outer?: Scope;
}

/** Writes the steps (abi.ts: FIT_*) of one layout; `failed` when it has more than the module can hold. */
class Writer {
  readonly words: number[] = [];
  readonly #pointerSize: 4 | 8;
  readonly #referred: ReadonlySet<string>;
  #registers = 0;
  failed = false;

  constructor(pointerSize: 4 | 8, referred: ReadonlySet<string>) {
    this.#pointerSize = pointerSize;
    this.#referred = referred;
  }

  layout(fields: readonly FieldSchema[]): void {
    const scope: Scope = { registers: new Map() };
    const lastRequired = fields.findLastIndex((field) => field.optional !== true);
    let run: number[] = [];
    let runBytes = 0;
    const endRun = (): void => {
      if (run.length > 2) this.words.push(word(ABI.FIT_RUN, run.length, runBytes));
      this.words.push(...run);
      [run, runBytes] = [[], 0];
    };
    for (const [i, field] of fields.entries()) {
      const mark = word(ABI.FIT_FIELD, 0, i <= lastRequired ? 1 : 0);
      const size = this.#plainSize(field);
      if (size !== undefined && runBytes + size <= MAX_ARGUMENT && run.length + 2 <= MAX_JUMP) {
        run.push(mark, word(ABI.FIT_SKIP, 0, size));
        runBytes += size;
        continue;
      }
      endRun();
      this.words.push(mark);
      this.#field(field, scope, 0);
    }
    endRun();
  }

  /** Bytes of a scalar that is always as long and that nothing refers to. */
  #plainSize(field: FieldSchema): number | undefined {
    if (field.count !== undefined || field.counted || field.toEnd || this.#referred.has(field.name) || typeof field.length === "string") return undefined;
    return field.inType === T.STRUCT ? undefined : this.#constantSize(field);
  }

  /** Bytes of one element, where its schema alone tells. */
  #constantSize({ inType, outType, length }: FieldSchema): number | undefined {
    const size = fixedSize(inType, this.#pointerSize);
    if (size !== undefined) return size;
    if (inType === T.BINARY) {
      const known = length ?? (outType === O.IPV6 ? 16 : outType === O.MAC ? 6 : undefined);
      return typeof known === "number" ? known : undefined;
    }
    if (inType === T.UNICODE_STRING || inType === T.ANSI_STRING) return typeof length === "number" ? length * textUnit(inType) : undefined;
    return undefined;
  }

  #field(field: FieldSchema, scope: Scope, depth: number): void {
    if (field.toEnd) {
      this.words.push(field.inType === T.BINARY ? word(ABI.FIT_REST) : word(ABI.FIT_TO_END, 0, fixedSize(field.inType, this.#pointerSize) ?? 0));
      return;
    }
    if (field.counted) {
      const register = this.#register();
      this.words.push(word(ABI.FIT_COUNT, register));
      this.#elements(field, register, scope, depth);
    } else if (typeof field.count === "string") {
      const register = find(scope, field.count);
      if (register === undefined) {
        this.words.push(word(ABI.FIT_FAIL));
        return;
      }
      this.words.push(word(ABI.FIT_COUNT_REF, register));
      this.#elements(field, register, scope, depth);
    } else if (field.count !== undefined) {
      const register = this.#register();
      this.words.push(field.count < 0 ? word(ABI.FIT_FAIL) : word(ABI.FIT_SET, register, field.count));
      this.#elements(field, register, scope, depth);
    } else this.#element(field, scope, depth, true);
  }

  #elements(field: FieldSchema, register: number, scope: Scope, depth: number): void {
    // Characters are read as one text, whatever is said of their length.
    const text = field.map === undefined && characterUnit(field.inType, field.outType) !== 0;
    const size = typeof field.length === "string" && !text ? undefined : fixedSize(field.inType, this.#pointerSize);
    if (size !== undefined) {
      this.words.push(word(ABI.FIT_FIXED_ARRAY, register, size));
      return;
    }
    const at = this.words.length;
    this.words.push(0);
    this.#element(field, scope, depth, false);
    const steps = this.words.length - at - 1;
    if (steps > MAX_ARGUMENT) this.failed = true;
    this.words[at] = word(ABI.FIT_REPEAT, register, steps);
  }

  #element(field: FieldSchema, scope: Scope, depth: number, scalar: boolean): void {
    if (field.inType === T.STRUCT) {
      if (depth >= MAX_DEPTH) this.words.push(word(ABI.FIT_FAIL));
      const inner: Scope = { registers: new Map(), outer: scope };
      for (const member of depth >= MAX_DEPTH ? [] : (field.members ?? [])) this.#field(member, inner, depth + 1);
      return;
    }
    const length = typeof field.length === "string" ? find(scope, field.length) : undefined;
    if (typeof field.length === "string") this.words.push(length === undefined ? word(ABI.FIT_FAIL) : word(ABI.FIT_LENGTH_REF, length));
    if (scalar && isInteger(field.inType) && this.#referred.has(field.name)) {
      const register = this.#register();
      scope.registers.set(field.name, register);
      this.words.push(word(ABI.FIT_LOAD, register, INTEGERS.get(field.inType)));
      return;
    }
    const size = this.#constantSize(field);
    this.words.push(size === undefined ? this.#variable(field, length) : word(ABI.FIT_SKIP, 0, size));
  }

  #variable({ inType }: FieldSchema, length: number | undefined): number {
    switch (inType) {
      case T.UNICODE_STRING:
        return length === undefined ? word(ABI.FIT_Z16) : word(ABI.FIT_SIZED, length, 2);
      case T.ANSI_STRING:
        return length === undefined ? word(ABI.FIT_Z8) : word(ABI.FIT_SIZED, length, 1);
      case T.BINARY:
        return length === undefined ? word(ABI.FIT_FAIL) : word(ABI.FIT_SIZED, length, 1);
      case T.SID:
        return word(ABI.FIT_SID);
      case T.WBEM_SID:
        return word(ABI.FIT_WBEM_SID, 0, 2 * this.#pointerSize);
      case T.MANIFEST_COUNTED_STRING:
      case T.MANIFEST_COUNTED_ANSI_STRING:
      case T.MANIFEST_COUNTED_BINARY:
      case T.COUNTED_STRING:
      case T.COUNTED_ANSI_STRING:
        return word(ABI.FIT_COUNTED, 0, 2);
      case T.REVERSED_COUNTED_STRING:
      case T.REVERSED_COUNTED_ANSI_STRING:
        return word(ABI.FIT_COUNTED, 0, ABI.FIT_BE16);
      case T.HEX_DUMP:
        return word(ABI.FIT_COUNTED, 0, 4);
      case T.NON_NULL_TERMINATED_STRING:
      case T.NON_NULL_TERMINATED_ANSI_STRING:
        return word(ABI.FIT_REST);
      default:
        return word(ABI.FIT_FAIL);
    }
  }

  #register(): number {
    if (this.#registers >= MAX_REGISTERS) this.failed = true;
    return this.#registers++ % MAX_REGISTERS;
  }
}

function find(scope: Scope, name: string): number | undefined {
  for (let s: Scope | undefined = scope; s; s = s.outer) {
    const register = s.registers.get(name);
    if (register !== undefined) return register;
  }
  return undefined;
}

function referredNames(fields: readonly FieldSchema[], found = new Set<string>()): ReadonlySet<string> {
  for (const { length, count, members } of fields) {
    if (typeof length === "string") found.add(length);
    if (typeof count === "string") found.add(count);
    if (members !== undefined) referredNames(members, found);
  }
  return found;
}

/** The layouts of one type as the module checks them, or undefined when they are too large for it. */
export function fitWords(layouts: readonly FitLayout[], pointerSize: 4 | 8): readonly number[] | undefined {
  const words: number[] = [];
  for (const [i, { fields, exact }] of layouts.entries()) {
    const writer = new Writer(pointerSize, referredNames(fields));
    writer.layout(fields);
    if (writer.failed || writer.words.length > MAX_ARGUMENT) return undefined;
    words.push(writer.words.length | (exact ? ABI.FIT_EXACT : 0) | (i < layouts.length - 1 ? ABI.FIT_MORE : 0), ...writer.words);
  }
  return words;
}
