import { describe, expect, it } from "vitest";
import { parseEventInfo, parseMapInfo } from "../../../web/trace/event-info.js";
import { parseManifest } from "../../../web/trace/manifest.js";
import { renderMessage, templateOf } from "../../../web/trace/message.js";
import { decodePayload, fieldsOf } from "../../../web/trace/payload.js";
import { IN_TYPE } from "../../../web/trace/schema.js";
import type { EventSchema } from "../../../web/trace/schema.js";
import { mapText } from "../../../web/trace/values.js";
import { Payload } from "../../fixtures/payload.js";

// A few bytes that ask for a lot: each of these made megabytes or minutes out of kilobytes.

const event = (fields: EventSchema["fields"]): EventSchema => ({ provider: "", id: 0, version: 0, fields });

describe("what comes of a description", () => {
  const ENTRIES = 2000;
  const TEXT = "x".repeat(4000);

  it("map texts that share their bytes come to no more than the map has", () => {
    const texts = 16 + ENTRIES * 8;
    const out = new Payload().fill(0, 16).u32(texts).u32(1).u32(ENTRIES).u32(0);
    for (let i = 0; i < ENTRIES; i++) out.u32(texts + i * 2).u32(i);
    const bytes = out.utf16z(TEXT).done();
    const map = parseMapInfo(bytes, 0, bytes.length)?.map;
    const sum = Object.values(map?.texts ?? {}).reduce((total, text) => total + text.length, 0);
    expect(sum).toBeGreaterThanOrEqual(TEXT.length);
    expect(sum).toBeLessThanOrEqual(bytes.length);
  });

  it("but entries with one and the same text all have it", () => {
    const texts = 16 + 100 * 8;
    const out = new Payload().fill(0, 16).u32(texts).u32(1).u32(100).u32(0);
    for (let i = 0; i < 100; i++) out.u32(texts).u32(i);
    const bytes = out.utf16z("The same words for all").done();
    expect(Object.keys(parseMapInfo(bytes, 0, bytes.length)?.map.texts ?? {})).toHaveLength(100);
  });

  it("field names that share their bytes come to no more than the description has", () => {
    const count = 500;
    const names = 0x70 + count * 24;
    const out = new Payload().fill(0, 0x64).u32(count).u32(count).u32(0);
    for (let i = 0; i < count; i++)
      out
        .u32(0)
        .u32(names + i * 2)
        .u16(IN_TYPE.UINT8)
        .u16(0)
        .u32(0)
        .u16(1)
        .u16(0)
        .u32(0);
    const bytes = out.utf16z(TEXT).done();
    const fields = parseEventInfo(bytes, 0, bytes.length)?.fields ?? [];
    expect(fields).toHaveLength(count);
    expect(fields.reduce((total, field) => total + field.name.length, 0)).toBeLessThanOrEqual(bytes.length);
  });

  it("messages that share one long string are cut, and end with the provider's share", () => {
    const events = Array.from({ length: 5000 }, (_, i) => `<event value="${i}" message="$(string.s)"/>`).join("");
    const [provider] = parseManifest(
      `<instrumentationManifest><instrumentation><events><provider name="P" guid="8e9f5090-2d75-4d03-8a81-e5afbf85daf1"><events>${events}</events></provider></events></instrumentation>
      <localization><resources><stringTable><string id="s" value="${"m".repeat(100_000)}"/></stringTable></resources></localization></instrumentationManifest>`,
    );
    const lengths = (provider?.schemas ?? []).map((schema) => schema.message?.length ?? 0);
    expect(lengths).toHaveLength(5000);
    expect(lengths[0]).toBe(4096);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(9 * 1024 * 1024);
  });
});

describe("what comes of a payload", () => {
  it("a message that names a long field often stays a line", () => {
    const bytes = new Uint8Array(60_000).fill(0x41);
    const { nodes } = decodePayload(event([{ name: "A", inType: IN_TYPE.UNICODE_STRING }]), bytes, 0, bytes.length, 8, () => undefined);
    const text = renderMessage(templateOf("%1".repeat(2000), ["A"]), nodes);
    expect(text.startsWith("䅁䅁")).toBe(true);
    expect(text.length).toBeLessThan(100_000);
  });

  // Found by test/fuzz.
  it("empty arrays in an array of structs are values, too", () => {
    const members = Array.from({ length: 100 }, (_, i) => ({ name: `E${i}`, inType: IN_TYPE.UINT8, count: 0 }));
    const { nodes } = decodePayload(event([{ name: "S", inType: IN_TYPE.STRUCT, count: 65_535, members }]), new Uint8Array(1), 0, 1, 8, () => undefined);
    const elements = nodes[0]?.children ?? [];
    expect(elements.length).toBeGreaterThan(500);
    expect(elements.length).toBeLessThan(1000);
  });

  it("65,000 fields of one name are numbered in one go", () => {
    const count = 65_000;
    const node = { name: "A", label: "A", text: "", value: 1, from: 0, to: 0 };
    const names = Object.keys(fieldsOf([{ ...node, name: "A_3" }, ...Array.from({ length: count }, () => node)]));
    expect(names).toHaveLength(count + 1);
    expect(names.slice(0, 4)).toEqual(["A_3", "A", "A_2", "A_4"]);
    expect(names.at(-1)).toBe(`A_${count + 1}`);
  });

  it("of a bit map with thousands of entries the first are asked", () => {
    const texts = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [i + 1, `t${i + 1}`]));
    expect(mapText({ bits: true, texts }, 5)).toBe("t1 | t4");
    expect(mapText({ bits: true, texts: { ...texts, 1: "one" } }, 1)).toBe("one");
    expect(mapText({ bits: true, texts }, 1024)).toBeUndefined();
  });
});
