import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePayload } from "../../web/trace/payload.js";
import { IN_TYPE as T, OUT_TYPE as O } from "../../web/trace/schema.js";
import type { FieldSchema } from "../../web/trace/schema.js";
import { fitWords, type FitLayout } from "../../web/worker/fit-layout.js";
import { Scanner } from "../../web/worker/scanner.js";

const module = await WebAssembly.compile(await readFile("wasm/build/etl.wasm"));

/** A buffer with one EVENT_HEADER event per payload, all of one type. */
function buffer(payloads: readonly Uint8Array[], kind: number, id: number): Uint8Array {
  const sizes = payloads.map((payload) => 0x50 + payload.length);
  const bytes = new Uint8Array(0x48 + sizes.reduce((sum, size) => sum + ((size + 7) & ~7), 0));
  const view = new DataView(bytes.buffer);
  let at = 0x48;
  for (const [i, payload] of payloads.entries()) {
    const size = sizes[i] ?? 0;
    view.setUint32(at, (0xc0000000 | (kind << 16) | size) >>> 0, true);
    view.setUint16(at + 0x28, id, true);
    bytes.set(payload, at + 0x50);
    at += (size + 7) & ~7;
  }
  return bytes;
}

const scanner = await Scanner.create(module);
let types = 0;

/** How many of the payloads the module says fit; each call has a type of its own. */
function counted(layouts: readonly FitLayout[], payloads: readonly Uint8Array[], pointerSize: 4 | 8 = 8): number {
  const words = fitWords(layouts, pointerSize);
  if (words === undefined) throw new Error("too large");
  const input = buffer(payloads, pointerSize === 8 ? 0x13 : 0x12, types++);
  let rows = 0;
  let type = 0;
  scanner.scan(
    { bytes: input, compressed: false, filled: input.length, time: 0n },
    {
      newType: (index) => {
        type = index;
        scanner.setFit(index, scanner.addFit(words));
        return -1;
      },
      batch: (batch) => (rows += batch.rows),
    },
  );
  expect(rows).toBe(payloads.length);
  return scanner.typeCounts(type).fits;
}

/** What the complete decoder says of the same. */
function fits(layouts: readonly FitLayout[], payload: Uint8Array, pointerSize: 4 | 8): boolean {
  return layouts.some(({ fields, exact }) => {
    const {
      fits: ok,
      missing,
      trailing,
    } = decodePayload({ provider: "", id: 1, version: 0, fields }, payload, 0, payload.length, pointerSize, () => undefined);
    return ok && (!exact || (missing === 0 && trailing === 0));
  });
}

const IN_TYPES = Object.values(T).filter((type) => type !== T.STRUCT);
const NAMES = ["A", "B", "C", "D"];
const name = fc.constantFrom(...NAMES);
const length = fc.option(fc.oneof(fc.nat(9), name), { nil: undefined });
const outType = fc.option(fc.constantFrom(O.STRING, O.IPV6, O.MAC, O.PORT, O.HEX_BINARY), { nil: undefined });
const repeated = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.record({ count: fc.oneof(fc.nat(4), name) }) },
  { weight: 1, arbitrary: fc.constant({ counted: true as const }) },
  { weight: 1, arbitrary: fc.constant({ toEnd: true as const }) },
);
const optional = fc.oneof(fc.constant({}), fc.constant({ optional: true as const }));
const plain = fc
  .tuple(fc.record({ name, inType: fc.constantFrom(...IN_TYPES, T.UINT8, T.UINT16, T.INT8) }), outType, length, repeated, optional)
  .map(([field, out, size, more, may]): FieldSchema =>
    sized({
      ...field,
      ...(out !== undefined && { outType: out }),
      // Elements up to the end have no length of their own.
      ...(size !== undefined && !("toEnd" in more) && { length: size }),
      ...more,
      ...may,
    }),
  );

/** Elements take at least a byte: of those that take none so many are too many as the two count differently. */
function sized(of: FieldSchema): FieldSchema {
  if (of.count === undefined && !of.counted) return of;
  if (of.inType === T.STRUCT) return { ...of, members: [{ name: "First", inType: T.UINT8 }, ...(of.members ?? [])] };
  if (of.inType === T.NULL) return { ...of, inType: T.UINT8 };
  return typeof of.length === "string" || of.length === 0 ? { ...of, length: 1 } : of;
}

const { field } = fc.letrec<{ field: FieldSchema; struct: FieldSchema }>((tie) => ({
  field: fc.oneof({ maxDepth: 3, depthSize: "small" }, { weight: 5, arbitrary: plain }, { weight: 1, arbitrary: tie("struct") }),
  struct: fc
    .tuple(name, fc.array(tie("field"), { maxLength: 3 }), fc.oneof(fc.constant({}), fc.record({ count: fc.oneof(fc.nat(3), name) })))
    .map(([own, members, more]): FieldSchema => sized({ name: own, inType: T.STRUCT, members, ...more })),
}));
const layout = fc.record({ fields: fc.array(field, { maxLength: 6 }), exact: fc.boolean() });
/** Small numbers make lengths and counts that lie inside the payload. */
const payload = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 0, 1, 2, 3) }, { weight: 1, arbitrary: fc.nat(255) }), { maxLength: 60 })
  .map((bytes) => Uint8Array.from(bytes));

test("the module counts the payloads that fit as the complete decoder does", () => {
  fc.assert(
    fc.property(
      fc.array(layout, { minLength: 1, maxLength: 3 }),
      fc.array(payload, { minLength: 1, maxLength: 20 }),
      fc.constantFrom<4 | 8>(4, 8),
      (layouts, payloads, pointerSize) => {
        expect(counted(layouts, payloads, pointerSize)).toBe(payloads.filter((bytes) => fits(layouts, bytes, pointerSize)).length);
      },
    ),
    { numRuns: 1000 },
  );
});

test.each<[string, readonly FieldSchema[], readonly number[], boolean]>([
  [
    "a size that is there",
    [
      { name: "N", inType: T.UINT8 },
      { name: "B", inType: T.BINARY, length: "N" },
    ],
    [2, 1, 1],
    true,
  ],
  [
    "a size that is not",
    [
      { name: "N", inType: T.UINT8 },
      { name: "B", inType: T.BINARY, length: "N" },
    ],
    [2, 1],
    false,
  ],
  [
    "a size announced and nothing behind it",
    [
      { name: "N", inType: T.UINT8 },
      { name: "B", inType: T.BINARY, length: "N" },
    ],
    [2],
    false,
  ],
  [
    "an end between fields",
    [
      { name: "A", inType: T.UINT8 },
      { name: "B", inType: T.UINT32 },
    ],
    [2],
    true,
  ],
  [
    "an end inside a field",
    [
      { name: "A", inType: T.UINT8 },
      { name: "B", inType: T.UINT32 },
    ],
    [2, 0, 0],
    false,
  ],
])("%s", (_, fields, bytes, ok) => {
  expect(counted([{ fields, exact: false }], [Uint8Array.from(bytes)])).toBe(ok ? 1 : 0);
});

test("elements without a size, nested, do not hang", () => {
  const nested = (depth: number): FieldSchema => ({
    name: "S",
    inType: T.STRUCT,
    counted: true,
    members: depth === 0 ? [{ name: "N", inType: T.NULL }] : [nested(depth - 1)],
  });
  const hostile: FieldSchema[] = [
    { name: "N", inType: T.UINT32 },
    { name: "A", inType: T.STRUCT, count: "N", members: [{ name: "B", inType: T.STRUCT, count: "N", members: [] }] },
  ];
  expect(counted([{ fields: hostile, exact: false }], [Uint8Array.of(255, 255, 255, 255)])).toBe(0);
  expect(counted([{ fields: [nested(6)], exact: false }], [new Uint8Array(64).fill(255)])).toBe(0);
});
