import { describe, expect, it } from "vitest";
import type { FieldValue } from "../../../web/core/fields.js";
import type { EventHeader } from "../../../web/trace/event.js";
import { decodePayload, fieldsOf } from "../../../web/trace/payload.js";
import { isTmf, parseTmf } from "../../../web/trace/tmf.js";
import { renderTraceMessage } from "../../../web/trace/trace-message.js";
import { Payload, type PointerSize } from "../../fixtures/payload.js";
import { MESSAGES_GUID, TMF } from "../../fixtures/schema-files.js";

const HEADER = { pid: 4, tid: 12 } as EventHeader;

function messageFile(text: string, ...lines: readonly string[]): string {
  return `${MESSAGES_GUID} Driver // SRC=Queue.c MJ= MN=\n#typev Queue_c231 10 "${text}" // LEVEL=Info FLAGS=ALL FUNC=Run\n{\n${lines.join("\n")}\n}\n`;
}

function rendered(
  file: string,
  payload: Uint8Array,
  pointerSize: PointerSize = 8,
): { readonly text: string; readonly fields: Readonly<Record<string, FieldValue>> } {
  const [provider] = parseTmf(file);
  const schema = provider?.schemas[0];
  if (schema?.format === undefined) throw new Error("no message was read");
  const { nodes } = decodePayload(schema, payload, 0, payload.length, pointerSize, (name) => provider?.maps.get(name));
  return { text: renderTraceMessage(schema.format, nodes, HEADER), fields: fieldsOf(nodes) };
}

const p = (): Payload => new Payload(8);

/** Type as it stands in the file, printf specification, bytes, text. */
const ITEMS: readonly (readonly [type: string, specification: string, bytes: Uint8Array, text: string])[] = [
  ["ItemChar", "d", p().u8(0xfe).done(), "-2"],
  ["ItemChar", "c", p().u8(0x41).done(), "A"],
  ["ItemUChar", "u", p().u8(0xfe).done(), "254"],
  ["ItemCharShort", "hd", p().u8(3).done(), "3"],
  ["ItemCharSign", "d", p().u8(0xff).done(), "-1"],
  ["ItemWChar", "c", p().u16(0x20ac).done(), "€"],
  ["ItemShort", "d", p().u16(0xfffe).done(), "-2"],
  ["ItemUShort", "u", p().u16(0xfffe).done(), "65534"],
  ["ItemLong", "d", p().u32(0xfffffffe).done(), "-2"],
  ["ItemLong", "u", p().u32(0xfffffffe).done(), "4294967294"],
  ["ItemLong", "08X", p().u32(0xbeef).done(), "0000BEEF"],
  ["ItemLong", "#x", p().u32(0xbeef).done(), "0xbeef"],
  ["ItemLong", "-6d", p().u32(7).done(), "7     "],
  ["ItemLong", "+06d", p().u32(7).done(), "+00007"],
  ["ItemLong", "o", p().u32(8).done(), "10"],
  ["ItemULong", "u", p().u32(9).done(), "9"],
  ["ItemULongX", "x", p().u32(0xff).done(), "ff"],
  ["ItemLongLong", "I64d", p().i64(-5n).done(), "-5"],
  ["ItemLongLong", "I64x", p().i64(-1n).done(), "ffffffffffffffff"],
  [
    "ItemULongLong",
    "I64u",
    p()
      .u64(2n ** 64n - 1n)
      .done(),
    "18446744073709551615",
  ],
  ["ItemLongLongX", "I64x", p().u64(0xabcn).done(), "abc"],
  ["ItemLongLongXX", "I64X", p().u64(0xabcn).done(), "ABC"],
  ["ItemLongLongO", "I64o", p().u64(8n).done(), "10"],
  ["ItemPtr", "p", p().u64(0xffff8000n).done(), "00000000FFFF8000"],
  ["ItemFloat", "f", new Uint8Array(new Float32Array([1.5]).buffer), "1.500000"],
  ["ItemDouble", "s", new Uint8Array(new Float64Array([0.1]).buffer), "0.1"],
  ["ItemDouble", "5.2f", new Uint8Array(new Float64Array([2.345]).buffer), " 2.35"],
  ["ItemBool", "s", p().u32(1).done(), "true"],
  ["ItemString", "s", p().ansiz("alpha").done(), "alpha"],
  ["ItemString", ".3s", p().ansiz("alpha").done(), "alp"],
  ["ItemWString", "s", p().utf16z("wide").done(), "wide"],
  ["ItemMLString", "s", p().ansiz("a\nb").done(), "a\nb"],
  ["ItemRString", "s", p().ansiz("a\r\nb\t ").done(), "a  b"],
  ["ItemRWString", "s", p().utf16z("a\nb\n").done(), "a b"],
  ["ItemPString", "s", p().u16(2).u8(0x68).u8(0x69).done(), "hi"],
  ["ItemPWString", "s", p().u16(4).utf16("hi").done(), "hi"],
  ["ItemDSString", "s", p().u16be(2).u8(0x68).u8(0x69).done(), "hi"],
  ["ItemDSWString", "s", p().u16be(4).utf16("hi").done(), "hi"],
  ["ItemNWString", "s", p().utf16("rest").done(), "rest"],
  ["ItemChar4", "s", p().u8(0x52).u8(0x47).u8(0x42).u8(0x41).done(), "RGBA"],
  ["ItemSid", "s", p().u8(1).u8(1).fill(0, 5).u8(5).u32(18).done(), "S-1-5-18"],
  ["ItemGuid", "s", p().guid(MESSAGES_GUID).done(), MESSAGES_GUID],
  ["ItemIID", "s", p().guid(MESSAGES_GUID).done(), MESSAGES_GUID],
  ["ItemIPAddr", "s", p().u8(10).u8(0).u8(0).u8(7).done(), "10.0.0.7"],
  ["ItemIPV6Addr", "s", p().fill(0, 15).u8(1).done(), "::1"],
  ["ItemMACAddr", "s", p().u8(0).u8(0x15).u8(0x5d).u8(1).u8(2).u8(3).done(), "00:15:5d:01:02:03"],
  ["ItemPort", "s", p().u8(1).u8(0xbb).done(), "443"],
  ["ItemNTSTATUS", "s", p().u32(0xc0000022).done(), "0xc0000022 (STATUS_ACCESS_DENIED)"],
  ["ItemNTerror", "s", p().u32(0xc0000022).done(), "0xc0000022 (STATUS_ACCESS_DENIED)"],
  ["ItemHRESULT", "s", p().u32(0x80004005).done(), "0x80004005 (E_FAIL)"],
  ["ItemWINERROR", "s", p().u32(5).done(), "5 (ERROR_ACCESS_DENIED)"],
  ["ItemNDIS_OID", "s", p().u32(0x10101).done(), "0x10101"],
  ["ItemEnum(STATE)", "d", p().u32(2).done(), "2"],
  ["ItemTimestamp", "s", p().u64(133_000_000_000_000_000n).done(), "2022-06-18T04:26:40.0000000Z"],
  ["ItemTimeDelta", "s", p().u64(1500n).done(), "1500"],
  ["ItemWaitTime", "s", p().u64(1500n).done(), "1500"],
  ["ItemHEXDump", "s", p().u16(2).u8(0xca).u8(0xfe).done(), "cafe"],
  ["ItemHEXBytes", "s", p().u16(1).u8(0xca).done(), "ca"],
  ["ItemListByte(Low,APC,DPC)", "s", p().u8(2).done(), "DPC (2)"],
  ["ItemListShort(false,true)", "s", p().u16(1).done(), "true (1)"],
  ["ItemListLong(a, b)", "s", p().u32(9).done(), "9"],
  ["ItemSetByte(1,2,3)", "s", p().u8(5).done(), "1 | 3 (5)"],
  ["ItemSetShort(a,b)", "s", p().u16(2).done(), "b (2)"],
  ["ItemSetLong(a,b)", "s", p().u32(7).done(), "a | b | 0x4 (7)"],
];

describe("trace message format files", () => {
  it.each(ITEMS)("reads %s printed as %s", (type, specification, bytes, text) => {
    expect(rendered(messageFile(`%0>%10!${specification}!<`, `value, ${type} -- 10`), bytes).text).toBe(`>${text}<`);
  });

  it("gives message GUID, number, function, file, line and arguments under names that filters can be written with", () => {
    const [provider] = parseTmf(TMF);
    expect(provider).toMatchObject({ guid: MESSAGES_GUID, name: "Driver" });
    expect(provider?.schemas.map(({ id, name, fields }) => [id, name, fields.map((field) => field.name)])).toEqual([
      [10, "PowerDown (Queue.c:231)", ["devExt.device", "ULONG_state", "Irp.IoStatus.Status", "mask"]],
      [11, "Receive (Queue.c:240)", ["address", "port", "text"]],
    ]);
  });

  it("fills in what the message tells of itself, and drops prefixes", () => {
    const file = messageFile("%0%1 %2 %3/%8 %!FUNC! %!FLAGS! %!LEVEL!%% a\\tb%n%10!s! %11!s!", "a, ItemString -- 10");
    expect(rendered(file, p().ansiz("x").done()).text).toBe("Driver Queue.c:231 12/4 Run ALL Info% a\tb\nx %11!s!");
  });

  it("keeps the order of the payload where the text names arguments in another, and pointers have the event's size", () => {
    const file = messageFile("%0%11!s! at %10!p!", "at, ItemPtr -- 10", "who, ItemString -- 11");
    expect(rendered(file, new Payload(4).ptr(0xabcn).ansiz("x").done(), 4).text).toBe("x at 00000ABC");
  });

  it("keeps arguments before one of an unknown type, and the rest as bytes", () => {
    const file = messageFile("%0%10!d! %11!s!", "a, ItemLong -- 10", "b, ItemOfTomorrow -- 11", "c, ItemLong -- 12");
    const { text, fields } = rendered(file, p().u32(7).u32(8).done());
    expect([text, fields["a"], Object.keys(fields)]).toEqual(["7 %11!s!", 7, ["a"]]);
  });

  it("reads the older form, several GUIDs, and messages without arguments", () => {
    const other = "11111111-2222-3333-4444-555555555555";
    const file = `${MESSAGES_GUID} A\r\n#type a_c1 10 "%0first" \r\n{\r\n x, ItemLong // 10\r\n}\r\n{${other.toUpperCase()}} B // SRC=b.c\r\n#typev b_c2 11 "%0second" // FUNC=N::f<int, x>\r\n`;
    expect(parseTmf(file).map(({ guid, name, schemas }) => [guid, name, schemas.map((schema) => [schema.id, schema.name, schema.fields.length])])).toEqual([
      [MESSAGES_GUID, "A", [[10, "a_c1", 1]]],
      [other, "B", [[11, "N::f<int, x> (b.c:2)", 0]]],
    ]);
  });

  it.each(["", "hello", "#typev x", `#typev a 70000 "x" // no GUID`, `${MESSAGES_GUID} A\n#typev a 70000 "x"`])("takes %j for none", (text) => {
    expect(parseTmf(text).flatMap(({ schemas }) => schemas)).toEqual([]);
  });

  it("is told by its messages", () => {
    expect([isTmf(TMF), isTmf("Id : 7"), isTmf("a #typev b")]).toEqual([true, false, false]);
  });
});
