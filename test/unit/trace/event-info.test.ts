import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEventInfo, parseMapInfo } from "../../../web/trace/event-info.js";
import { decodePayload } from "../../../web/trace/payload.js";
import { IN_TYPE as T } from "../../../web/trace/schema.js";
import { Payload } from "../../fixtures/payload.js";

const PROVIDER = "4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac";
const CLASS = "3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c";

interface Property {
  readonly name: string;
  readonly flags?: number;
  readonly a: number;
  readonly b?: number;
  readonly map?: string;
  readonly count?: number;
  readonly length?: number;
}

interface Info {
  readonly properties: readonly Property[];
  readonly top?: number;
  readonly source?: number;
  readonly eventGuid?: string;
  /** Text by the place of its offset in the header. */
  readonly texts?: Readonly<Record<number, string>>;
}

function eventInfo({
  properties,
  top = properties.length,
  source = 0,
  eventGuid = "00000000-0000-0000-0000-000000000000",
  texts = {},
}: Info): Uint8Array<ArrayBuffer> {
  const out = new Payload().guid(PROVIDER).guid(eventGuid).u16(160).u8(1).u8(0).u8(4).u8(9).u16(7).u64(0n).u32(source);
  out
    .fill(0, 0x64 - out.length)
    .u32(properties.length)
    .u32(top)
    .u32(0);
  for (const p of properties) {
    out
      .u32(p.flags ?? 0)
      .u32(0)
      .u16(p.a)
      .u16(p.b ?? 0)
      .u32(0)
      .u16(p.count ?? 1)
      .u16(p.length ?? 0)
      .u32(0);
  }
  const text = (at: number, value: string): void => {
    out.patch32(at, out.length);
    out.utf16z(value);
  };
  for (const [at, value] of Object.entries(texts)) text(Number(at), value);
  for (const [i, p] of properties.entries()) {
    text(0x74 + i * 24, p.name);
    if (p.map !== undefined) text(0x7c + i * 24, p.map);
  }
  return out.done();
}

const parse = (info: Info): ReturnType<typeof parseEventInfo> => {
  const bytes = eventInfo(info);
  return parseEventInfo(bytes, 0, bytes.length);
};

describe("parseEventInfo", () => {
  it("gives names, level, message and fields", () => {
    const info = parse({
      properties: [
        { name: "Count", a: T.UINT16 },
        { name: "Size", a: T.UINT32 },
        { name: "Direction", a: T.UINT8, b: 0, map: "DirectionMap" },
        { name: "Data", flags: 2, a: T.BINARY, b: 15, length: 1 },
        { name: "Ports", flags: 4, a: T.UINT16, b: 22, count: 0 },
        { name: "Fixed", a: T.UNICODE_STRING, length: 8 },
        { name: "Pair", flags: 0x20, a: T.UINT8, count: 2 },
        { name: "One", flags: 0x20, a: T.UINT8, count: 1 },
      ],
      texts: { 0x34: "Microsoft-Windows-PktMon ", 0x44: "Packet", 0x48: "win:Start", 0x4c: "%3 %1 bytes%% " },
    });
    expect(info).toEqual({
      provider: PROVIDER,
      providerName: "Microsoft-Windows-PktMon",
      id: 160,
      version: 1,
      level: 4,
      name: "Packet/Start",
      taskName: "Packet",
      opcodeName: "win:Start",
      message: "{Direction} {Count} bytes%",
      fields: [
        { name: "Count", inType: T.UINT16 },
        { name: "Size", inType: T.UINT32 },
        { name: "Direction", inType: T.UINT8, map: "DirectionMap" },
        { name: "Data", inType: T.BINARY, outType: 15, length: "Size" },
        { name: "Ports", inType: T.UINT16, outType: 22, count: "Count" },
        { name: "Fixed", inType: T.UNICODE_STRING, length: 8 },
        { name: "Pair", inType: T.UINT8, count: 2 },
        { name: "One", inType: T.UINT8, count: 1 },
      ],
    });
  });

  it("reads offsets from the start of the block, wherever that stands", () => {
    const bytes = eventInfo({ properties: [{ name: "A", a: T.UINT8 }] });
    const moved = new Payload().fill(0xff, 48).bytes(bytes).fill(0xff, 8).done();
    expect(parseEventInfo(moved, 48, 48 + bytes.length)?.fields).toEqual([{ name: "A", inType: T.UINT8 }]);
  });

  it("nests structs and makes names unique, references included", () => {
    const info = parse({
      top: 2,
      properties: [
        { name: "N", a: T.UINT8 },
        { name: "S", flags: 1 | 4, a: 2, b: 2, count: 0 },
        { name: "N", a: T.UINT8 },
        { name: "Data", flags: 2, a: T.BINARY, length: 2 },
      ],
    });
    expect(info?.fields[1]).toEqual({
      name: "S",
      inType: T.STRUCT,
      count: "N",
      members: [
        { name: "N_2", inType: T.UINT8 },
        { name: "Data", inType: T.BINARY, length: "N_2" },
      ],
    });
  });

  it("lets no reference resolve that is out of range or not an integer", () => {
    const fields = parse({
      properties: [
        { name: "Text", a: T.UNICODE_STRING },
        { name: "A", flags: 2, a: T.BINARY, length: 0 },
        { name: "B", flags: 4, a: T.UINT8, count: 99 },
      ],
    })?.fields;
    expect(fields?.[1]?.length).toBe("");
    expect(fields?.[2]?.count).toBe("");
  });

  it("finds classic events by class GUID and opcode", () => {
    expect(parse({ source: 1, eventGuid: CLASS, properties: [], texts: { 0x5c: "not a name", 0x44: "Process" } })).toMatchObject({
      provider: CLASS,
      id: 0,
      version: 1,
      opcode: 9,
      name: "Process",
    });
    expect(parse({ source: 1, properties: [] })).toMatchObject({ provider: PROVIDER, opcode: 9 });
    expect(parse({ properties: [], texts: { 0x5c: "Own name", 0x44: "Task" } })).toMatchObject({ name: "Own name" });
  });

  it.each<[string, Info]>([
    ["a struct that contains itself", { properties: [{ name: "S", flags: 1, a: 0, b: 1 }] }],
    [
      "structs that contain each other",
      {
        top: 1,
        properties: [
          { name: "S", flags: 1, a: 1, b: 1 },
          { name: "U", flags: 1, a: 0, b: 1 },
        ],
      },
    ],
    ["members out of range", { properties: [{ name: "S", flags: 1, a: 1, b: 5 }] }],
    ["more top-level properties than there are", { top: 3, properties: [{ name: "A", a: T.UINT8 }] }],
  ])("refuses %s", (_, info) => {
    expect(parse(info)).toBeUndefined();
  });

  it("refuses more properties than fit, and structs that multiply", () => {
    const bytes = eventInfo({ properties: [{ name: "A", a: T.UINT8 }] });
    new DataView(bytes.buffer).setUint32(0x64, 0x10000000, true);
    expect(parseEventInfo(bytes, 0, bytes.length)).toBeUndefined();
    // Eight levels, each with the next level 20 times: 20^8 fields.
    const properties = Array.from({ length: 8 }, (_, level) =>
      Array.from({ length: 20 }, () => ({ name: "S", flags: 1, a: (level + 1) * 20, b: level < 7 ? 20 : 0 })),
    ).flat();
    expect(parse({ top: 20, properties })).toBeUndefined();
  });

  it("never throws", () => {
    const good = eventInfo({
      top: 1,
      properties: [
        { name: "S", flags: 1, a: 1, b: 1 },
        { name: "A", a: T.UINT8, map: "M" },
      ],
      texts: { 0x4c: "%1" },
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }), fc.nat(good.length), (edits, length) => {
        const bytes = good.slice(0, length);
        for (const [at, value] of edits) if (at < length) bytes[at] = value;
        parseEventInfo(bytes, 0, bytes.length);
        parseMapInfo(bytes, 0, bytes.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("parseMapInfo", () => {
  const map = (flag: number, entries: readonly (readonly [number, string])[], count = entries.length): Uint8Array<ArrayBuffer> => {
    const out = new Payload().guid(PROVIDER).u32(0).u32(flag).u32(count).u32(0);
    for (const [value] of entries) out.u32(0).u32(value);
    out.patch32(16, out.length - 16).utf16z("DirectionMap");
    for (const [i, [, text]] of entries.entries()) out.patch32(32 + i * 8, out.length - 16).utf16z(text);
    return out.done();
  };

  it("gives provider, name and texts without their blank", () => {
    const bytes = map(1, [
      [1, "Rx "],
      [0xffffffff, "Any "],
    ]);
    expect(parseMapInfo(bytes, 0, bytes.length)).toEqual({ provider: PROVIDER, name: "DirectionMap", map: { texts: { 1: "Rx", 4294967295: "Any" } } });
  });

  it("knows bit maps", () => {
    const bytes = map(2, [[4, "Drop"]]);
    expect(parseMapInfo(bytes, 0, bytes.length)?.map).toEqual({ bits: true, texts: { 4: "Drop" } });
  });

  it("takes the place of an entry where WBEM gives no values", () => {
    const entries = [
      [99, "a"],
      [99, "b"],
      [99, "c"],
    ] as const;
    const values = map(0x48, entries);
    expect(parseMapInfo(values, 0, values.length)?.map).toEqual({ texts: { 0: "a", 1: "b", 2: "c" } });
    const bits = map(0x50, entries);
    expect(parseMapInfo(bits, 0, bits.length)?.map).toEqual({ bits: true, texts: { 1: "a", 2: "b", 4: "c" } });
    const flags = map(0x28, [[8, "d"]]);
    expect(parseMapInfo(flags, 0, flags.length)?.map).toEqual({ bits: true, texts: { 8: "d" } });
  });

  it.each([
    ["pattern", 4, 0],
    ["value", 1, 1],
  ] as const)("reads the texts that a %s map has for texts", (_, flag, valueType) => {
    const at = 16 + 8;
    const out = new Payload().guid(PROVIDER).u32(at).u32(flag).u32(1).u32(valueType);
    const bytes = out
      .u32(at + 8)
      .u32(at + 20)
      .utf16z("Map")
      .utf16z("shown")
      .utf16z("held")
      .done();
    const info = parseMapInfo(bytes, 0, bytes.length);
    expect(info?.map.words).toEqual(new Map([["held", "shown"]]));
    const held = new Payload().utf16z("held").done();
    const schema = { provider: PROVIDER, id: 1, version: 0, fields: [{ name: "F", inType: T.UNICODE_STRING, map: "Map" }] };
    expect(decodePayload(schema, held, 0, held.length, 8, () => info?.map).nodes[0]).toMatchObject({ value: "held", text: "shown (held)" });
  });

  it("refuses counts that do not fit", () => {
    const short = map(1, [[1, "x"]], 1000);
    expect(parseMapInfo(short, 0, short.length)).toBeUndefined();
  });
});
