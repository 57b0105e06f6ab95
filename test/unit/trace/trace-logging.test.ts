import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePayload, fieldsOf } from "../../../web/trace/payload.js";
import { IN_TYPE as T, OUT_TYPE as O } from "../../../web/trace/schema.js";
import { providerTraits, traceLoggingSchema } from "../../../web/trace/trace-logging.js";
import type { TraceLoggingSchema } from "../../../web/trace/trace-logging.js";
import { Payload } from "../../fixtures/payload.js";

function item(name: string, fields: (body: Payload) => Payload, tag: readonly number[] = [0]): Uint8Array<ArrayBuffer> {
  const body = new Payload().bytes(Uint8Array.from(tag)).ansiz(name);
  fields(body);
  return new Payload()
    .u16(body.length + 2)
    .bytes(body.done())
    .done();
}

function schemaOf(fields: (body: Payload) => Payload, tag?: readonly number[]): TraceLoggingSchema | undefined {
  const bytes = item("Event", fields, tag);
  return traceLoggingSchema(bytes, 0, bytes.length);
}

describe("traceLoggingSchema", () => {
  it.each<[string, number, number | undefined, object]>([
    ["a plain type", T.UINT32, undefined, { inType: T.UINT32 }],
    ["UTF-16 text", T.UNICODE_STRING, undefined, { inType: T.UNICODE_STRING }],
    ["counted text", 22, 2, { inType: T.MANIFEST_COUNTED_STRING, outType: O.STRING }],
    ["binary, which is counted here", 14, undefined, { inType: T.MANIFEST_COUNTED_BINARY }],
    ["a boolean byte", T.UINT8, 3, { inType: T.UINT8, outType: O.BOOLEAN }],
    ["hex", T.UINT16, 4, { inType: T.UINT16, outType: O.HEX_INT64 }],
    ["a port", T.UINT16, 7, { inType: T.UINT16, outType: O.PORT }],
    ["IPv4", T.UINT32, 8, { inType: T.UINT32, outType: O.IPV4 }],
    ["IPv6", 14, 9, { inType: T.MANIFEST_COUNTED_BINARY, outType: O.IPV6 }],
    ["a socket address", 14, 10, { inType: T.MANIFEST_COUNTED_BINARY, outType: O.SOCKET_ADDRESS }],
    ["NTSTATUS", T.UINT32, 14, { inType: T.UINT32, outType: O.NTSTATUS }],
    ["HRESULT", T.INT32, 15, { inType: T.INT32, outType: O.HRESULT }],
    ["a FILETIME in an integer", T.UINT64, 16, { inType: T.UINT64, outType: O.DATE_TIME }],
    ["a signed number", T.UINT64, 17, { inType: T.INT64 }],
    ["an unsigned number", T.INT8, 18, { inType: T.UINT8 }],
    ["UTF-8", T.ANSI_STRING, 35, { inType: T.ANSI_STRING, outType: O.UTF8 }],
    ["UTC", T.FILETIME, 38, { inType: T.FILETIME, outType: O.DATE_TIME_UTC }],
    ["an out type nobody knows", T.UINT8, 99, { inType: T.UINT8 }],
  ])("translates %s", (_, type, out, field) => {
    const schema = schemaOf((b) =>
      out === undefined
        ? b.ansiz("F").u8(type)
        : b
            .ansiz("F")
            .u8(type | 0x80)
            .u8(out),
    );
    expect(schema).toEqual({ name: "Event", fields: [{ name: "F", ...field }] });
  });

  it("skips tags of events and fields", () => {
    const schema = schemaOf(
      (b) =>
        b
          .ansiz("A")
          .u8(T.UINT8 | 0x80)
          .u8(0x80 | 4)
          .u8(0x81)
          .u8(0x02)
          .ansiz("B")
          .u8(T.UINT8),
      [0x81, 0x82, 0x03],
    );
    expect(schema?.fields).toEqual([
      { name: "A", inType: T.UINT8, outType: O.HEX_INT64 },
      { name: "B", inType: T.UINT8 },
    ]);
  });

  it("decodes counts and nested structs", () => {
    const schema = schemaOf((b) => {
      b.ansiz("Fixed")
        .u8(T.UINT8 | 0x20)
        .u16(2);
      b.ansiz("Some").u8(T.UINT16 | 0x40);
      b.ansiz("Outer")
        .u8(T.STRUCT | 0x80 | 0x40)
        .u8(2);
      b.ansiz("Id").u8(T.UINT8);
      b.ansiz("Inner")
        .u8(T.STRUCT | 0x80)
        .u8(1);
      b.ansiz("Text").u8(T.ANSI_STRING);
      return b.ansiz("Last").u8(T.UINT8);
    });
    const payload = new Payload().u8(1).u8(2).u16(1).u16(300).u16(2).u8(7).ansiz("a").u8(8).ansiz("b").u8(9).done();
    const result = decodePayload({ provider: "", id: 0, version: 0, fields: schema?.fields ?? [] }, payload, 0, payload.length, 8, () => undefined);
    expect(result).toMatchObject({ fits: true, trailing: 0, missing: 0 });
    expect(fieldsOf(result.nodes)).toEqual({
      Fixed: [1, 2],
      Some: [300],
      Outer: [
        { Id: 7, Inner: { Text: "a" } },
        { Id: 8, Inner: { Text: "b" } },
      ],
      Last: 9,
    });
  });

  it("keeps the fields before one with a serializer of its own", () => {
    const schema = schemaOf((b) =>
      b
        .ansiz("A")
        .u8(T.UINT8)
        .ansiz("B")
        .u8(T.UINT8 | 0x60)
        .u16(2)
        .u16(0)
        .ansiz("C")
        .u8(T.UINT8),
    );
    expect(schema?.fields).toEqual([{ name: "A", inType: T.UINT8 }]);
  });

  it("keeps 128 fields", () => {
    const schema = schemaOf((b) => {
      for (let i = 0; i < 200; i++) b.ansiz(`F${i}`).u8(T.UINT8);
      return b;
    });
    expect(schema?.fields).toHaveLength(128);
  });

  it.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array(0)],
    ["a size past the item", Uint8Array.of(99, 0, 0, 0x41, 0)],
    ["a name without NUL", Uint8Array.of(5, 0, 0, 0x41, 0x42)],
    ["a tag of five bytes", item("E", (b) => b, [0x80, 0x80, 0x80, 0x80, 0])],
    [
      "a struct without its members",
      item("E", (b) =>
        b
          .ansiz("S")
          .u8(T.STRUCT | 0x80)
          .u8(2)
          .ansiz("A")
          .u8(T.UINT8),
      ),
    ],
    ["a field cut short", item("E", (b) => b.ansiz("S"))],
    [
      "structs nested too deep",
      item("E", (b) => {
        for (let i = 0; i < 12; i++)
          b.ansiz("S")
            .u8(T.STRUCT | 0x80)
            .u8(1);
        return b.ansiz("A").u8(T.UINT8);
      }),
    ],
  ])("refuses %s", (_, bytes) => {
    expect(traceLoggingSchema(bytes, 0, bytes.length)).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (body) => {
        const bytes = Uint8Array.of(body.length + 2, 0, ...body);
        traceLoggingSchema(bytes, 0, bytes.length);
        providerTraits(bytes, 0, bytes.length);
        providerTraits(body, 0, body.length);
      }),
    );
  });
});

describe("providerTraits", () => {
  const traits = (rest: Payload): Uint8Array<ArrayBuffer> =>
    new Payload()
      .u16(rest.length + 2)
      .bytes(rest.done())
      .done();

  it("gives name and group, other traits skipped", () => {
    const bytes = traits(new Payload().ansiz("Contoso.Net").u16(5).u8(200).u16(1).u16(19).u8(1).guid("4f50731a-89cf-4782-b3e0-dce8c90476ba"));
    expect(providerTraits(bytes, 0, bytes.length)).toEqual({ name: "Contoso.Net", group: "4f50731a-89cf-4782-b3e0-dce8c90476ba" });
  });

  it("gives what there is of damaged traits", () => {
    expect(providerTraits(new Uint8Array(1), 0, 1)).toEqual({});
    const stuck = traits(new Payload().ansiz("A").u16(0).u8(1).fill(0, 16));
    expect(providerTraits(stuck, 0, stuck.length)).toEqual({ name: "A" });
  });
});
