import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guidBytes } from "../../../web/core/bytes.js";
import type { FieldNode } from "../../../web/core/fields.js";
import { decodePayload, fieldsOf } from "../../../web/trace/payload.js";
import type { DecodedPayload } from "../../../web/trace/payload.js";
import { IN_TYPE as T, OUT_TYPE as O } from "../../../web/trace/schema.js";
import type { EventSchema, FieldSchema, ValueMap } from "../../../web/trace/schema.js";

const MAPS = new Map<string, ValueMap>([
  ["Reason", { texts: { 1: "Internal SYN received", 0xffffffff: "Any" } }],
  ["Flags", { bits: true, texts: { 0: "None", 1: "Send", 2: "Receive", 8: "Loop" } }],
]);

function decode(fields: readonly FieldSchema[], payload: readonly number[] | Uint8Array, pointerSize: 4 | 8 = 8): DecodedPayload {
  const bytes = Uint8Array.from(payload);
  return decodePayload({ provider: "", id: 1, version: 0, fields }, bytes, 0, bytes.length, pointerSize, (name) => MAPS.get(name));
}

const hexBytes = (text: string): number[] => [...text.replaceAll(" ", "").matchAll(/../g)].map((m) => Number.parseInt(m[0], 16));
const wide = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0)).flatMap((c) => [c & 0xff, c >> 8]);
const narrow = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));

interface Case {
  readonly what: string;
  readonly field: Omit<FieldSchema, "name">;
  readonly data: readonly number[];
  readonly value: unknown;
  readonly text: string;
  readonly pointerSize?: 4 | 8;
}

const SID = hexBytes("01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00");
const V4 = hexBytes("02 00 01 bb c0 a8 01 46 00 00 00 00 00 00 00 00");
const V6 = hexBytes("17 00 00 35 00 00 00 00 fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 00");

const CASES: readonly Case[] = [
  { what: "null", field: { inType: T.NULL }, data: [], value: "", text: "" },
  { what: "unicode string", field: { inType: T.UNICODE_STRING }, data: wide("hé\0"), value: "hé", text: "hé" },
  { what: "unicode string without NUL", field: { inType: T.UNICODE_STRING }, data: wide("end"), value: "end", text: "end" },
  { what: "unicode string of fixed length", field: { inType: T.UNICODE_STRING, length: 4 }, data: wide("ab\0x"), value: "ab", text: "ab" },
  { what: "lone surrogate", field: { inType: T.UNICODE_STRING }, data: [0x00, 0xd8, 0, 0], value: "\ufffd", text: "\ufffd" },
  { what: "ansi string", field: { inType: T.ANSI_STRING }, data: narrow("net\0"), value: "net", text: "net" },
  { what: "ansi string, UTF-8 bytes", field: { inType: T.ANSI_STRING, outType: O.UTF8 }, data: [0xc3, 0xa9, 0], value: "é", text: "é" },
  { what: "ansi string, not UTF-8", field: { inType: T.ANSI_STRING }, data: [0xe9, 0], value: "é", text: "é" },
  { what: "ansi string of fixed length", field: { inType: T.ANSI_STRING, length: 3 }, data: narrow("a\0b"), value: "a", text: "a" },
  { what: "int8", field: { inType: T.INT8 }, data: [0xff], value: -1, text: "-1" },
  { what: "uint8", field: { inType: T.UINT8 }, data: [0xff], value: 255, text: "255" },
  { what: "int16", field: { inType: T.INT16 }, data: [0xfe, 0xff], value: -2, text: "-2" },
  { what: "uint16", field: { inType: T.UINT16 }, data: [0xfe, 0xff], value: 65534, text: "65534" },
  { what: "int32", field: { inType: T.INT32 }, data: hexBytes("fdffffff"), value: -3, text: "-3" },
  { what: "uint32", field: { inType: T.UINT32 }, data: hexBytes("fdffffff"), value: 4294967293, text: "4294967293" },
  { what: "int64", field: { inType: T.INT64 }, data: hexBytes("ffffffffffffffff"), value: "-1", text: "-1" },
  { what: "uint64", field: { inType: T.UINT64 }, data: hexBytes("ffffffffffffffff"), value: "18446744073709551615", text: "18446744073709551615" },
  { what: "float", field: { inType: T.FLOAT }, data: hexBytes("cdcccc3d"), value: Math.fround(0.1), text: "0.1" },
  { what: "double", field: { inType: T.DOUBLE }, data: hexBytes("9a9999999999b93f"), value: 0.1, text: "0.1" },
  { what: "boolean", field: { inType: T.BOOLEAN }, data: [0, 1, 0, 0], value: true, text: "true" },
  { what: "boolean in one byte", field: { inType: T.UINT8, outType: O.BOOLEAN }, data: [0], value: false, text: "false" },
  { what: "binary of fixed length", field: { inType: T.BINARY, length: 3 }, data: [1, 0xab, 3], value: Uint8Array.of(1, 0xab, 3), text: "01ab03" },
  {
    what: "long binary",
    field: { inType: T.BINARY, length: 40 },
    data: Array<number>(40).fill(7),
    value: new Uint8Array(40).fill(7),
    text: `${"07".repeat(32)}… (40 bytes)`,
  },
  { what: "binary IPv6 without length", field: { inType: T.BINARY, outType: O.IPV6 }, data: [...Array<number>(15).fill(0), 1], value: "::1", text: "::1" },
  { what: "binary IPv4", field: { inType: T.BINARY, outType: O.IPV4, length: 4 }, data: [10, 0, 0, 1], value: "10.0.0.1", text: "10.0.0.1" },
  {
    what: "socket address v4",
    field: { inType: T.BINARY, outType: O.SOCKET_ADDRESS, length: 16 },
    data: V4,
    value: "192.168.1.70:443",
    text: "192.168.1.70:443",
  },
  { what: "socket address v6", field: { inType: T.BINARY, outType: O.SOCKET_ADDRESS, length: 28 }, data: V6, value: "[fe80::1]:53", text: "[fe80::1]:53" },
  {
    what: "socket address without port",
    field: { inType: T.BINARY, outType: O.SOCKET_ADDRESS, length: 16 },
    data: [2, 0, 0, 0, ...V4.slice(4)],
    value: "192.168.1.70",
    text: "192.168.1.70",
  },
  {
    what: "bare IPv4 as socket address",
    field: { inType: T.BINARY, outType: O.SOCKET_ADDRESS, length: 4 },
    data: [8, 8, 4, 4],
    value: "8.8.4.4",
    text: "8.8.4.4",
  },
  {
    what: "bare IPv6 as socket address",
    field: { inType: T.BINARY, outType: O.SOCKET_ADDRESS, length: 16 },
    data: V6.slice(8, 24),
    value: "fe80::1",
    text: "fe80::1",
  },
  {
    what: "socket address of another family",
    field: { inType: T.BINARY, outType: O.SOCKET_ADDRESS, length: 10 },
    data: [6, 0, 1, 2, 3, 4, 5, 6, 7, 8],
    value: Uint8Array.of(6, 0, 1, 2, 3, 4, 5, 6, 7, 8),
    text: "06000102030405060708",
  },
  { what: "MAC", field: { inType: T.BINARY, outType: O.MAC }, data: hexBytes("00155d2a1e07"), value: "00:15:5d:2a:1e:07", text: "00:15:5d:2a:1e:07" },
  {
    what: "six bytes of hex",
    field: { inType: T.BINARY, outType: O.HEX_BINARY, length: 6 },
    data: hexBytes("00155d2a1e07"),
    value: Uint8Array.from(hexBytes("00155d2a1e07")),
    text: "00:15:5d:2a:1e:07",
  },
  {
    what: "guid",
    field: { inType: T.GUID },
    data: [...guidBytes("67dc0d66-3695-47c0-9642-33f76f7bd7ad")],
    value: "67dc0d66-3695-47c0-9642-33f76f7bd7ad",
    text: "67dc0d66-3695-47c0-9642-33f76f7bd7ad",
  },
  { what: "pointer of 8", field: { inType: T.POINTER }, data: hexBytes("10000000 01f0ffff"), value: "0xfffff00100000010", text: "0xfffff00100000010" },
  { what: "pointer of 4", field: { inType: T.POINTER }, data: hexBytes("10000080"), value: "0x80000010", text: "0x80000010", pointerSize: 4 },
  { what: "size_t", field: { inType: T.SIZE_T }, data: hexBytes("00100000"), value: "0x1000", text: "0x1000", pointerSize: 4 },
  {
    what: "filetime",
    field: { inType: T.FILETIME },
    data: hexBytes("01 80 3e d5 de b1 9d 01"),
    value: "1970-01-01T00:00:00.0000001Z",
    text: "1970-01-01T00:00:00.0000001Z",
  },
  {
    what: "filetime before 1970",
    field: { inType: T.FILETIME },
    data: hexBytes("0100000000000000"),
    value: "1601-01-01T00:00:00.0000001Z",
    text: "1601-01-01T00:00:00.0000001Z",
  },
  {
    what: "filetime that is no date",
    field: { inType: T.FILETIME },
    data: hexBytes("ffffffffffffff7f"),
    value: "0x7fffffffffffffff",
    text: "0x7fffffffffffffff",
  },
  {
    what: "uint64 as date",
    field: { inType: T.UINT64, outType: O.DATE_TIME_UTC },
    data: hexBytes("00 80 3e d5 de b1 9d 01"),
    value: "1970-01-01T00:00:00.0000000Z",
    text: "1970-01-01T00:00:00.0000000Z",
  },
  {
    what: "systemtime",
    field: { inType: T.SYSTEMTIME },
    data: hexBytes("e807 0200 0400 1d00 1700 3b00 0700 1900"),
    value: "2024-02-29T23:59:07.0250000Z",
    text: "2024-02-29T23:59:07.0250000Z",
  },
  { what: "sid", field: { inType: T.SID }, data: SID, value: "S-1-5-32-544", text: "S-1-5-32-544" },
  { what: "hex32", field: { inType: T.HEX_INT32 }, data: hexBytes("ef be ad de"), value: 0xdeadbeef, text: "0xdeadbeef" },
  { what: "hex64", field: { inType: T.HEX_INT64 }, data: hexBytes("0100000000000080"), value: "0x8000000000000001", text: "0x8000000000000001" },
  { what: "manifest counted string", field: { inType: T.MANIFEST_COUNTED_STRING }, data: [4, 0, ...wide("ab")], value: "ab", text: "ab" },
  { what: "manifest counted ansi string", field: { inType: T.MANIFEST_COUNTED_ANSI_STRING }, data: [2, 0, ...narrow("ab")], value: "ab", text: "ab" },
  { what: "manifest counted binary", field: { inType: T.MANIFEST_COUNTED_BINARY }, data: [2, 0, 1, 2], value: Uint8Array.of(1, 2), text: "0102" },
  {
    what: "counted socket address",
    field: { inType: T.MANIFEST_COUNTED_BINARY, outType: O.SOCKET_ADDRESS },
    data: [16, 0, ...V4],
    value: "192.168.1.70:443",
    text: "192.168.1.70:443",
  },
  { what: "counted string", field: { inType: T.COUNTED_STRING }, data: [2, 0, ...wide("a")], value: "a", text: "a" },
  { what: "counted ansi string", field: { inType: T.COUNTED_ANSI_STRING }, data: [1, 0, ...narrow("a")], value: "a", text: "a" },
  { what: "reversed counted string", field: { inType: T.REVERSED_COUNTED_STRING }, data: [0, 2, ...wide("a")], value: "a", text: "a" },
  { what: "reversed counted ansi string", field: { inType: T.REVERSED_COUNTED_ANSI_STRING }, data: [0, 1, ...narrow("a")], value: "a", text: "a" },
  { what: "not terminated string", field: { inType: T.NON_NULL_TERMINATED_STRING }, data: wide("abc"), value: "abc", text: "abc" },
  { what: "not terminated ansi string", field: { inType: T.NON_NULL_TERMINATED_ANSI_STRING }, data: narrow("abc"), value: "abc", text: "abc" },
  { what: "unicode char", field: { inType: T.UNICODE_CHAR }, data: [0xac, 0x20], value: "€", text: "€" },
  { what: "ansi char", field: { inType: T.ANSI_CHAR }, data: [0x41], value: "A", text: "A" },
  { what: "uint16 as character", field: { inType: T.UINT16, outType: O.STRING }, data: [0x41, 0], value: "A", text: "A" },
  { what: "characters of .NET", field: { inType: T.UINT16, outType: O.STRING, counted: true }, data: [2, 0, ...wide("ok")], value: "ok", text: "ok" },
  { what: "hex dump", field: { inType: T.HEX_DUMP }, data: [2, 0, 0, 0, 0xca, 0xfe], value: Uint8Array.of(0xca, 0xfe), text: "cafe" },
  { what: "wbem sid, none", field: { inType: T.WBEM_SID }, data: [0, 0, 0, 0], value: "", text: "" },
  { what: "wbem sid", field: { inType: T.WBEM_SID }, data: [1, ...Array<number>(15).fill(0), ...SID], value: "S-1-5-32-544", text: "S-1-5-32-544" },
  {
    what: "wbem sid of 32 bits behind a zeroed TOKEN_USER",
    field: { inType: T.WBEM_SID },
    data: [...Array<number>(8).fill(0), ...SID],
    value: "S-1-5-32-544",
    text: "S-1-5-32-544",
    pointerSize: 4,
  },
  { what: "hex out type", field: { inType: T.UINT16, outType: O.HEX_INT16 }, data: [0x34, 0x12], value: 0x1234, text: "0x1234" },
  { what: "hex out type of a negative number", field: { inType: T.INT8, outType: O.HEX_INT8 }, data: [0xfe], value: -2, text: "0xfe" },
  {
    what: "hex out type of 64 bits",
    field: { inType: T.INT64, outType: O.HEX_INT64 },
    data: hexBytes("ffffffffffffffff"),
    value: "0xffffffffffffffff",
    text: "0xffffffffffffffff",
  },
  { what: "code pointer", field: { inType: T.UINT64, outType: O.CODE_POINTER }, data: hexBytes("0010000000000000"), value: "0x1000", text: "0x1000" },
  { what: "pid", field: { inType: T.UINT32, outType: O.PID }, data: [4, 0, 0, 0], value: 4, text: "4" },
  { what: "port", field: { inType: T.UINT16, outType: O.PORT }, data: [0x01, 0xbb], value: 443, text: "443" },
  { what: "IPv4 in uint32", field: { inType: T.UINT32, outType: O.IPV4 }, data: [192, 168, 1, 70], value: "192.168.1.70", text: "192.168.1.70" },
  { what: "Win32 error", field: { inType: T.UINT32, outType: O.WIN32_ERROR }, data: [5, 0, 0, 0], value: 5, text: "5 (ERROR_ACCESS_DENIED)" },
  {
    what: "NTSTATUS",
    field: { inType: T.UINT32, outType: O.NTSTATUS },
    data: hexBytes("220000c0"),
    value: 0xc0000022,
    text: "0xc0000022 (STATUS_ACCESS_DENIED)",
  },
  { what: "unknown NTSTATUS", field: { inType: T.UINT32, outType: O.NTSTATUS }, data: hexBytes("010000ee"), value: 0xee000001, text: "0xee000001" },
  { what: "HRESULT", field: { inType: T.INT32, outType: O.HRESULT }, data: hexBytes("05400080"), value: -2147467259, text: "0x80004005 (E_FAIL)" },
  {
    what: "HRESULT of a Win32 error",
    field: { inType: T.INT32, outType: O.HRESULT },
    data: hexBytes("4c270780"),
    value: -2147014836,
    text: "0x8007274c (WSAETIMEDOUT)",
  },
  { what: "XML as text", field: { inType: T.UNICODE_STRING, outType: O.XML }, data: wide("<a/>\0"), value: "<a/>", text: "<a/>" },
  { what: "map", field: { inType: T.UINT8, map: "Reason" }, data: [1], value: 1, text: "Internal SYN received (1)" },
  { what: "map of a negative number", field: { inType: T.INT32, map: "Reason" }, data: hexBytes("ffffffff"), value: -1, text: "Any (-1)" },
  { what: "map without the value", field: { inType: T.UINT8, map: "Reason" }, data: [9], value: 9, text: "9" },
  { what: "character with a map", field: { inType: T.UNICODE_CHAR, map: "Reason" }, data: [1, 0], value: "\u0001", text: "\u0001" },
  { what: "unknown map", field: { inType: T.UINT8, map: "Nowhere" }, data: [9], value: 9, text: "9" },
  { what: "bit map", field: { inType: T.HEX_INT32, map: "Flags" }, data: [3, 0, 0, 0], value: 3, text: "Send | Receive (0x3)" },
  { what: "bit map with unknown bits", field: { inType: T.UINT32, map: "Flags" }, data: [0x19, 0, 0, 0], value: 25, text: "Send | Loop | 0x10 (25)" },
  { what: "bit map of zero", field: { inType: T.UINT32, map: "Flags" }, data: [0, 0, 0, 0], value: 0, text: "None (0)" },
];

describe("decodePayload", () => {
  it.each(CASES)("renders $what", ({ field, data, value, text, pointerSize }) => {
    const result = decode([{ name: "F", ...field }], data, pointerSize);
    expect(result).toMatchObject({ fits: true, trailing: 0, missing: 0, end: data.length });
    expect(result.nodes).toHaveLength(1);
    expect(result.nodes[0]).toEqual({ name: "F", label: "F", text, value, from: 0, to: data.length });
  });

  it("gives binary as a copy", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const result = decodePayload({ provider: "", id: 0, version: 0, fields: [{ name: "B", inType: T.BINARY, length: 2 }] }, bytes, 1, 3, 8, () => undefined);
    const value = result.nodes[0]?.value as Uint8Array;
    expect(value).toEqual(Uint8Array.of(2, 3));
    expect(value.buffer.byteLength).toBe(2);
    expect(result.nodes[0]).toMatchObject({ from: 1, to: 3 });
  });

  it("follows length and count references, of the same struct first", () => {
    const fields: FieldSchema[] = [
      { name: "N", inType: T.UINT8 },
      {
        name: "S",
        inType: T.STRUCT,
        count: "N",
        members: [
          { name: "Len", inType: T.UINT16 },
          { name: "N", inType: T.UINT8 },
          { name: "Text", inType: T.UNICODE_STRING, length: "Len" },
          { name: "Items", inType: T.UINT8, count: "N" },
        ],
      },
      { name: "Again", inType: T.UINT16, count: "N" },
    ];
    const result = decode(fields, [2, 1, 0, 0, ...wide("a"), 2, 0, 1, ...wide("bc"), 9, 5, 0, 6, 0]);
    expect(result).toMatchObject({ fits: true, trailing: 0 });
    expect(fieldsOf(result.nodes)).toEqual({
      N: 2,
      S: [
        { Len: 1, N: 0, Text: "a", Items: [] },
        { Len: 2, N: 1, Text: "bc", Items: [9] },
      ],
      Again: [5, 6],
    });
    expect(result.nodes[1]?.text).toBe("[{Len: 1, N: 0, Text: a, Items: []}, {Len: 2, N: 1, Text: bc, Items: [9]}]");
    expect(result.nodes[1]?.children?.[1]).toMatchObject({ name: "[1]", from: 6, to: 14 });
  });

  it("keeps an array of one element an array", () => {
    expect(fieldsOf(decode([{ name: "A", inType: T.UINT8, count: 1 }], [7]).nodes)).toEqual({ A: [7] });
  });

  it("reads the count before the elements of a counted field", () => {
    const result = decode([{ name: "A", inType: T.UINT16, counted: true }], [2, 0, 5, 0, 6, 0]);
    expect(fieldsOf(result.nodes)).toEqual({ A: [5, 6] });
    expect(result.nodes[0]).toMatchObject({ from: 0, to: 6 });
  });

  it("takes elements to the end of the payload", () => {
    const fields: FieldSchema[] = [
      { name: "A", inType: T.UINT8 },
      { name: "Stack", inType: T.POINTER, toEnd: true },
    ];
    const result = decode(fields, [1, 2, 0, 0, 0, 3, 0, 0, 0, 9], 4);
    expect(fieldsOf(result.nodes)).toEqual({ A: 1, Stack: ["0x2", "0x3"] });
    expect(result).toMatchObject({ fits: true, trailing: 1 });
    expect(fieldsOf(decode(fields, [1], 4).nodes)).toEqual({ A: 1, Stack: [] });
  });

  it("fits when the payload ends between fields, and says how many are missing", () => {
    const fields: FieldSchema[] = [
      { name: "A", inType: T.UINT32 },
      { name: "B", inType: T.UINT32 },
      { name: "C", inType: T.UNICODE_STRING, optional: true },
    ];
    expect(decode(fields, [1, 0, 0, 0])).toMatchObject({ fits: true, missing: 1, end: 4 });
    expect(decode(fields, [1, 0, 0, 0, 2, 0, 0, 0])).toMatchObject({ fits: true, missing: 0, end: 8 });
  });

  it("does not fit when a field is cut, and keeps the rest", () => {
    const result = decode(
      [
        { name: "A", inType: T.UINT16 },
        { name: "B", inType: T.UINT32 },
        { name: "C", inType: T.UINT8 },
      ],
      [1, 0, 2, 0, 0],
    );
    expect(result).toMatchObject({ fits: false, end: 2, trailing: 0 });
    expect(result.nodes.map((n) => [n.name, n.label, n.text])).toEqual([
      ["A", "A", "1"],
      ["rest", "Not decoded", "020000"],
    ]);
  });

  it("does not fit when a length that is there promises bytes that are not", () => {
    const fields: FieldSchema[] = [
      { name: "Size", inType: T.UINT8 },
      { name: "Data", inType: T.BINARY, length: "Size" },
    ];
    expect(decode(fields, [3])).toMatchObject({ fits: false });
    expect(decode(fields, [0])).toMatchObject({ fits: true, missing: 0 });
  });

  it("counts bytes behind the last field", () => {
    const result = decode([{ name: "A", inType: T.UINT8 }], [1, 2, 3]);
    expect(result).toMatchObject({ fits: true, trailing: 2, end: 1 });
    expect(fieldsOf(result.nodes)).toEqual({ A: 1 });
  });

  it.each<[string, FieldSchema[], number[]]>([
    ["a length nobody gave", [{ name: "B", inType: T.BINARY }], [1, 2]],
    [
      "a reference to a later field",
      [
        { name: "A", inType: T.UINT8, count: "N" },
        { name: "N", inType: T.UINT8 },
      ],
      [1, 1],
    ],
    [
      "a reference to text",
      [
        { name: "N", inType: T.ANSI_STRING },
        { name: "A", inType: T.UINT8, count: "N" },
      ],
      [0x31, 0, 1],
    ],
    [
      "a negative count",
      [
        { name: "N", inType: T.INT8 },
        { name: "A", inType: T.UINT8, count: "N" },
      ],
      [0xff, 1],
    ],
    [
      "a reference to an array element",
      [
        { name: "N", inType: T.UINT8, count: 1 },
        { name: "A", inType: T.UINT8, count: "N" },
      ],
      [1, 1],
    ],
    ["an unknown in type", [{ name: "A", inType: 999 }], [1]],
    ["a SID with 16 sub authorities", [{ name: "A", inType: T.SID }], [1, 16, ...Array<number>(90).fill(0)]],
  ])("stops at %s", (_, fields, data) => {
    expect(decode(fields, data).fits).toBe(false);
  });

  it("leaves the count prefix of a field that does not fit to the rest", () => {
    const result = decode([{ name: "A", inType: T.UINT32, counted: true }], [2, 0, 5, 0, 0, 0]);
    expect(result).toMatchObject({ fits: false, end: 0 });
    expect(fieldsOf(result.nodes)).toEqual({ raw: Uint8Array.of(2, 0, 5, 0, 0, 0) });
  });

  it("keeps what was read of an array of structs that is cut", () => {
    const members: FieldSchema[] = [{ name: "A", inType: T.UINT16 }];
    const result = decode([{ name: "S", inType: T.STRUCT, count: 3, members }], [1, 0, 2, 0, 3]);
    expect(result).toMatchObject({ fits: false, end: 4 });
    expect(fieldsOf(result.nodes)).toEqual({ S: [{ A: 1 }, { A: 2 }] });
  });

  it("refuses structs deeper than 8 and more than 65,536 values", () => {
    let deep: FieldSchema = { name: "X", inType: T.UINT8 };
    for (let i = 0; i < 9; i++) deep = { name: `S${i}`, inType: T.STRUCT, members: [deep] };
    expect(decode([deep], [1]).fits).toBe(false);
    const empty: FieldSchema = { name: "E", inType: T.STRUCT, members: [], count: 60_000 };
    expect(decode([{ name: "Outer", inType: T.STRUCT, count: 60_000, members: [empty] }], [1]).fits).toBe(false);
  });

  it("cuts the one-line text of long arrays", () => {
    const text = decode([{ name: "A", inType: T.UINT8, count: 1000 }], new Uint8Array(1000)).nodes[0]?.text ?? "";
    expect(text).toMatch(/^\[0, 0, .*… \(1000\)\]$/);
    expect(text.length).toBeLessThan(280);
  });

  it("numbers names that come again and takes any name for a name", () => {
    const fields: FieldSchema[] = ["A", "A", "A", "__proto__"].map((name) => ({ name, inType: T.UINT8 }));
    const result = fieldsOf(decode(fields, [1, 2, 3, 4]).nodes);
    expect(Object.entries(result)).toEqual([
      ["A", 1],
      ["A_2", 2],
      ["A_3", 3],
      ["__proto__", 4],
    ]);
  });
});

describe("decodePayload on anything", () => {
  const types = fc.oneof(fc.constantFrom(...Object.values(T)), fc.integer({ min: 0, max: 400 }));
  const names = fc.constantFrom("A", "B", "C", "N");
  const number = fc.oneof(fc.integer({ min: -2, max: 70 }), fc.constant(0xffffffff));
  const { field } = fc.letrec<{ field: FieldSchema }>((tie) => ({
    field: fc.record(
      {
        name: names,
        inType: types,
        outType: fc.oneof(fc.constantFrom(...Object.values(O)), fc.integer({ min: 0, max: 40 })),
        length: fc.oneof(names, number),
        count: fc.oneof(names, number),
        counted: fc.constant(true as const),
        toEnd: fc.constant(true as const),
        map: fc.constantFrom("Reason", "Flags"),
        members: fc.array(tie("field"), { maxLength: 4, depthIdentifier: "members" }),
      },
      { requiredKeys: ["name", "inType"] },
    ),
  }));

  const inside = (nodes: readonly FieldNode[], from: number, to: number): boolean =>
    nodes.every((n) => n.from >= from && n.from <= n.to && n.to <= to && inside(n.children ?? [], n.from, n.to));
  const countOf = (nodes: readonly FieldNode[]): number => nodes.reduce((sum, n) => sum + 1 + countOf(n.children ?? []), 0);

  it("never throws, stays inside the payload and is bounded", () => {
    fc.assert(
      fc.property(
        fc.array(field, { maxLength: 6 }),
        fc.uint8Array({ maxLength: 120 }),
        fc.nat(20),
        fc.constantFrom(4 as const, 8 as const),
        (fields, bytes, from, pointerSize) => {
          const schema: EventSchema = { provider: "", id: 0, version: 0, fields };
          const result = decodePayload(schema, bytes, from, bytes.length, pointerSize, (name) => MAPS.get(name));
          const start = Math.min(from, bytes.length);
          expect(inside(result.nodes, start, bytes.length)).toBe(true);
          expect(countOf(result.nodes)).toBeLessThanOrEqual(2 * 65_536 + 1);
          expect(result.nodes.reduce((at, n) => (n.from === at ? n.to : -1), start)).toBe(bytes.length);
          structuredClone(fieldsOf(result.nodes));
        },
      ),
      { numRuns: 500 },
    );
  });
});
