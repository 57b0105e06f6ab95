import { describe, expect, it } from "vitest";
import { decodePayload } from "../../../web/trace/payload.js";
import { IN_TYPE as T, OUT_TYPE as O } from "../../../web/trace/schema.js";
import { traceLoggingSchema } from "../../../web/trace/trace-logging.js";
import { Payload } from "../../fixtures/payload.js";

type OutName = keyof typeof O;

const wide = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0)).flatMap((c) => [c & 0xff, c >> 8]);
const narrow = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));
const hexBytes = (text: string): number[] => [...text.replaceAll(" ", "").matchAll(/../g)].map((m) => Number.parseInt(m[0], 16));
const SID = hexBytes("01 01 000000000005 12000000");
const SOCKET = hexBytes("0200 01bb c0a80146 0000000000000000");
const DATE = hexBytes("00803ed5deb19d01");
const ISO = "1970-01-01T00:00:00.0000000Z";
const HEX_OUT = ["HEX_BINARY", "HEX_INT8", "HEX_INT16", "HEX_INT32", "HEX_INT64", "CODE_POINTER"] as const;
const DATES = ["DATE_TIME", "CULTURE_INSENSITIVE_DATE_TIME", "DATE_TIME_UTC"] as const;
const each = (names: readonly OutName[], text: string): Partial<Record<OutName, string>> => Object.fromEntries(names.map((name) => [name, text]));

interface Row {
  readonly data: readonly number[];
  readonly length?: number;
  /** How the value is given: numbers and booleans as such, 64-bit and text as string, bytes as object. */
  readonly kind: "number" | "string" | "object" | "boolean";
  readonly text: string;
  /** Out types that show something else; under all others the text is the same. */
  readonly out?: Partial<Record<OutName, string>>;
}

const text = (data: readonly number[], shown = "A1"): Row => ({ data, kind: "string", text: shown });
const blob = (data: readonly number[], length?: number): Row => ({
  data,
  ...(length !== undefined && { length }),
  kind: "object",
  text: "020001bbc0a801460000000000000000",
  out: { IPV6: "200:1bb:c0a8:146::", SOCKET_ADDRESS: "192.168.1.70:443" },
});

/** Every in type of section 8.1 but STRUCT, under every out type of 8.3. */
const TABLE: Readonly<Record<Exclude<keyof typeof T, "STRUCT">, Row>> = {
  NULL: { data: [], kind: "string", text: "" },
  UNICODE_STRING: { ...text(wide("A\t1\0"), "A\t1"), out: { REDUCED_STRING: "A 1" } },
  ANSI_STRING: { ...text(narrow("A\t1\0"), "A\t1"), out: { REDUCED_STRING: "A 1" } },
  INT8: {
    data: [0xc1],
    kind: "number",
    text: "-63",
    out: {
      STRING: "Á",
      BOOLEAN: "true",
      ...each(HEX_OUT, "0xc1"),
      ...each(["ERROR_CODE", "NTSTATUS", "HRESULT"], "0xffffffc1"),
      WIN32_ERROR: "4294967233",
    },
  },
  UINT8: {
    data: [0x41],
    kind: "number",
    text: "65",
    out: { STRING: "A", BOOLEAN: "true", ...each(HEX_OUT, "0x41"), ...each(["ERROR_CODE", "NTSTATUS", "HRESULT"], "0x00000041") },
  },
  INT16: {
    data: [0xbb, 0xff],
    kind: "number",
    text: "-69",
    out: {
      BOOLEAN: "true",
      PORT: "48127",
      ...each(HEX_OUT, "0xffbb"),
      ...each(["ERROR_CODE", "NTSTATUS", "HRESULT"], "0xffffffbb"),
      WIN32_ERROR: "4294967227",
    },
  },
  UINT16: {
    data: [0x01, 0xbb],
    kind: "number",
    text: "47873",
    out: { STRING: "묁", BOOLEAN: "true", PORT: "443", ...each(HEX_OUT, "0xbb01"), ...each(["ERROR_CODE", "NTSTATUS", "HRESULT"], "0x0000bb01") },
  },
  INT32: {
    data: hexBytes("05400080"),
    kind: "number",
    text: "-2147467259",
    out: {
      BOOLEAN: "true",
      IPV4: "5.64.0.128",
      ...each([...HEX_OUT, "NTSTATUS"], "0x80004005"),
      ...each(["ERROR_CODE", "HRESULT"], "0x80004005 (E_FAIL)"),
      WIN32_ERROR: "2147500037",
    },
  },
  UINT32: {
    data: hexBytes("220000c0"),
    kind: "number",
    text: "3221225506",
    out: {
      BOOLEAN: "true",
      IPV4: "34.0.0.192",
      ...each([...HEX_OUT, "ERROR_CODE", "HRESULT"], "0xc0000022"),
      NTSTATUS: "0xc0000022 (STATUS_ACCESS_DENIED)",
    },
  },
  INT64: { data: DATE, kind: "string", text: "116444736000000000", out: { BOOLEAN: "true", ...each(DATES, ISO), ...each(HEX_OUT, "0x19db1ded53e8000") } },
  UINT64: { data: DATE, kind: "string", text: "116444736000000000", out: { BOOLEAN: "true", ...each(DATES, ISO), ...each(HEX_OUT, "0x19db1ded53e8000") } },
  FLOAT: { data: hexBytes("0000c03f"), kind: "number", text: "1.5" },
  DOUBLE: { data: hexBytes("000000000000f83f"), kind: "number", text: "1.5" },
  BOOLEAN: { data: hexBytes("01000000"), kind: "boolean", text: "true" },
  BINARY: blob(SOCKET, 16),
  GUID: text(SOCKET, "bb010002-a8c0-4601-0000-000000000000"),
  POINTER: text(hexBytes("0010000001f0ffff"), "0xfffff00100001000"),
  FILETIME: text(DATE, ISO),
  SYSTEMTIME: text(hexBytes("e807 0200 0400 1d00 1700 3b00 0700 1900"), "2024-02-29T23:59:07.0250000Z"),
  SID: text(SID, "S-1-5-18"),
  HEX_INT32: {
    data: hexBytes("05000000"),
    kind: "number",
    text: "0x5",
    out: {
      BOOLEAN: "true",
      IPV4: "5.0.0.0",
      WIN32_ERROR: "5 (ERROR_ACCESS_DENIED)",
      ERROR_CODE: "0x00000005 (ERROR_ACCESS_DENIED)",
      ...each(["NTSTATUS", "HRESULT"], "0x00000005"),
    },
  },
  HEX_INT64: { ...text(hexBytes("0100000000000080"), "0x8000000000000001"), out: { BOOLEAN: "true" } },
  MANIFEST_COUNTED_STRING: text([4, 0, ...wide("A1")]),
  MANIFEST_COUNTED_ANSI_STRING: text([2, 0, ...narrow("A1")]),
  MANIFEST_COUNTED_BINARY: blob([16, 0, ...SOCKET]),
  COUNTED_STRING: text([4, 0, ...wide("A1")]),
  COUNTED_ANSI_STRING: text([2, 0, ...narrow("A1")]),
  REVERSED_COUNTED_STRING: text([0, 4, ...wide("A1")]),
  REVERSED_COUNTED_ANSI_STRING: text([0, 2, ...narrow("A1")]),
  NON_NULL_TERMINATED_STRING: text(wide("A1")),
  NON_NULL_TERMINATED_ANSI_STRING: text(narrow("A1")),
  UNICODE_CHAR: text([0xac, 0x20], "€"),
  ANSI_CHAR: text([0x41], "A"),
  SIZE_T: text(hexBytes("0010000000000000"), "0x1000"),
  HEX_DUMP: { data: hexBytes("02000000cafe"), kind: "object", text: "cafe" },
  WBEM_SID: text([1, ...Array<number>(15).fill(0), ...SID], "S-1-5-18"),
};

describe("every in type under every out type", () => {
  it("is in the table", () => {
    expect(new Set(Object.keys(TABLE))).toEqual(new Set(Object.keys(T).filter((name) => name !== "STRUCT")));
  });

  it.each(Object.entries(TABLE))("%s", (name, { data, length, kind, text: plain, out = {} }) => {
    const bytes = Uint8Array.from(data);
    const inType = T[name as keyof typeof T];
    const shown = (outType?: number): string => {
      const field = { name: "F", inType, ...(outType !== undefined && { outType }), ...(length !== undefined && { length }) };
      const decoded = decodePayload({ provider: "", id: 1, version: 0, fields: [field] }, bytes, 0, bytes.length, 8, () => undefined);
      expect(decoded).toMatchObject({ fits: true, missing: 0, trailing: 0 });
      const [node] = decoded.nodes;
      if (outType === undefined) expect(typeof node?.value).toBe(kind);
      if (kind === "object" && node?.text === plain) expect(node.value).toBeInstanceOf(Uint8Array);
      return node?.text ?? "";
    };
    expect(shown()).toBe(plain);
    // Six bytes stand for a MAC in the schema of a binary without a length; here all have one.
    const found = Object.fromEntries(Object.entries(O).map(([outName, outType]) => [outName, shown(outType)]));
    expect(found).toEqual(Object.fromEntries(Object.keys(O).map((outName) => [outName, out[outName as OutName] ?? plain])));
  });
});

/** One field of a self-describing event: its type and out type in TraceLogging's own numbers, the payload, and the text. */
const SELF_DESCRIBING: readonly (readonly [what: string, type: number, out: number, data: readonly number[], shown: string])[] = [
  ["null", 0, 0, [], ""],
  ["UTF-16", 1, 0, wide("A1\0"), "A1"],
  ["XML", 1, 11, wide("<a/>\0"), "<a/>"],
  ["JSON", 2, 12, narrow("{}\0"), "{}"],
  ["ANSI", 2, 0, [0xe9, 0], "é"],
  ["UTF-8", 2, 35, [0xc3, 0xa9, 0], "é"],
  ["i8", 3, 0, [0xff], "-1"],
  ["character", 4, 2, [0x41], "A"],
  ["boolean of a byte", 4, 3, [1], "true"],
  ["i16", 5, 0, [0xfe, 0xff], "-2"],
  ["u16 in hex", 6, 4, [0x34, 0x12], "0x1234"],
  ["port", 6, 7, [1, 0xbb], "443"],
  ["i32", 7, 0, hexBytes("fdffffff"), "-3"],
  ["HRESULT", 7, 15, hexBytes("05400080"), "0x80004005 (E_FAIL)"],
  ["u32 read as signed", 8, 17, hexBytes("ffffffff"), "-1"],
  ["process id", 8, 5, hexBytes("04000000"), "4"],
  ["thread id", 8, 6, hexBytes("04000000"), "4"],
  ["IPv4", 8, 8, [10, 0, 0, 1], "10.0.0.1"],
  ["Win32 error", 8, 13, hexBytes("05000000"), "5 (ERROR_ACCESS_DENIED)"],
  ["NTSTATUS", 8, 14, hexBytes("220000c0"), "0xc0000022 (STATUS_ACCESS_DENIED)"],
  ["i64 read as unsigned", 9, 18, hexBytes("ffffffffffffffff"), "18446744073709551615"],
  ["u64", 10, 0, hexBytes("0100000000000000"), "1"],
  ["u64 as FILETIME", 10, 16, DATE, ISO],
  ["float", 11, 0, hexBytes("0000c03f"), "1.5"],
  ["double", 12, 0, hexBytes("000000000000f83f"), "1.5"],
  ["bool32", 13, 0, [1, 0, 0, 0], "true"],
  ["binary", 14, 0, [2, 0, 0xca, 0xfe], "cafe"],
  ["IPv6", 14, 9, [16, 0, ...Array<number>(15).fill(0), 1], "::1"],
  ["socket address", 14, 10, [16, 0, ...SOCKET], "192.168.1.70:443"],
  ["PKCS#7", 14, 36, [2, 0, 0x30, 0x80], "3080"],
  ["GUID", 15, 0, SOCKET, "bb010002-a8c0-4601-0000-000000000000"],
  ["pointer", 16, 0, hexBytes("0010000000000000"), "0x1000"],
  ["FILETIME in UTC", 17, 38, DATE, ISO],
  ["SYSTEMTIME", 18, 33, hexBytes("e807 0200 0400 1d00 1700 3b00 0700 1900"), "2024-02-29T23:59:07.0250000Z"],
  ["SID", 19, 0, SID, "S-1-5-18"],
  ["hex32", 20, 0, hexBytes("34120000"), "0x1234"],
  ["code pointer", 21, 37, hexBytes("0010000000000000"), "0x1000"],
  ["counted UTF-16", 22, 0, [4, 0, ...wide("A1")], "A1"],
  ["counted ANSI", 23, 0, [2, 0, ...narrow("A1")], "A1"],
  ["counted UTF-8", 23, 35, [2, 0, 0xc3, 0xa9], "é"],
  ["counted binary", 25, 0, [2, 0, 0xca, 0xfe], "cafe"],
];

describe("every in type of TraceLogging", () => {
  it("is in the table", () => {
    expect(new Set(SELF_DESCRIBING.map(([, type]) => type)).size).toBe(25);
  });

  const decode = (field: (schema: Payload) => Payload, data: readonly number[]): string => {
    const body = field(new Payload().u8(0).ansiz("Event").ansiz("F"));
    const item = new Payload()
      .u16(body.length + 2)
      .bytes(body.done())
      .done();
    const schema = traceLoggingSchema(item, 0, item.length);
    const bytes = Uint8Array.from(data);
    const decoded = decodePayload({ provider: "", id: 0, version: 0, fields: schema?.fields ?? [] }, bytes, 0, bytes.length, 8, () => undefined);
    expect(decoded).toMatchObject({ fits: true, missing: 0, trailing: 0 });
    return decoded.nodes[0]?.text ?? "";
  };

  it.each(SELF_DESCRIBING)("%s", (_, type, out, data, shown) => {
    expect(decode((s) => (out === 0 ? s.u8(type) : s.u8(type | 0x80).u8(out)), data)).toBe(shown);
  });

  it.each(SELF_DESCRIBING.filter(([, type, out]) => type !== 0 && !(type === 4 && out === 2)))(
    "%s as an array of two, both ways",
    (_, type, out, data, shown) => {
      const list = `[${shown}, ${shown}]`;
      const meta = (s: Payload, count: number): Payload => (out === 0 ? s.u8(type | count) : s.u8(type | count | 0x80).u8(out));
      expect(decode((s) => meta(s, 0x40), [2, 0, ...data, ...data])).toBe(list);
      expect(decode((s) => meta(s, 0x20).u16(2), [...data, ...data])).toBe(list);
    },
  );
});
