import { utf16 } from "../../../web/core/bytes.js";
import { Clock } from "../../../web/trace/clock.js";
import { parseEventInfo, parseMapInfo } from "../../../web/trace/event-info.js";
import { ManifestCollector } from "../../../web/trace/event-source.js";
import { parseLogFileHeader } from "../../../web/trace/log-file-header.js";
import { parseManifest } from "../../../web/trace/manifest.js";
import { renderMessage, templateOf } from "../../../web/trace/message.js";
import { decodePayload, fieldsOf } from "../../../web/trace/payload.js";
import { IN_TYPE, OUT_TYPE } from "../../../web/trace/schema.js";
import type { EventSchema, FieldSchema, ValueMap } from "../../../web/trace/schema.js";
import { providerTraits, traceLoggingSchema } from "../../../web/trace/trace-logging.js";
import { mapText } from "../../../web/trace/values.js";
import { Payload, providerTraits as traitsBytes, traceLoggingSchema as schemaBytes } from "../../fixtures/payload.js";
import { must, type Target } from "../fuzz.js";
import { joined } from "../mutate.js";
import { descriptions, logFileHeaders, payloads } from "../seeds.js";
import { countNodes } from "./frames.js";

const IN_TYPES = [...Object.values(IN_TYPE), 26, 299, 65535];
const OUT_TYPES = [undefined, ...Object.values(OUT_TYPE), 200];
/** decodePayload stops at 65,536 values, arrays and structs among them, and then there is the rest. */
const MAX_NODES = 65_536 + 1;
const MAX_MESSAGE = 200_000;
const MAP: ValueMap = { bits: true, texts: { 1: "one", 2: "two", 0x80000000: "top" } };

/** Decodes and looks at everything that comes of it. */
function decoded(schema: EventSchema, bytes: Uint8Array, from: number, to: number, pointerSize: 4 | 8, map: ValueMap | undefined): void {
  const { nodes, end, missing, trailing } = decodePayload(schema, bytes, from, to, pointerSize, () => map);
  must(end >= from && end <= to, () => `ends at ${end}, outside ${from} to ${to}`);
  must(missing >= 0 && trailing >= 0 && missing <= schema.fields.length, () => `${missing} fields missing, ${trailing} bytes trailing`);
  const count = countNodes(nodes, to);
  must(count <= MAX_NODES, () => `${count} nodes`);
  fieldsOf(nodes);
  if (schema.message !== undefined) {
    const { length } = renderMessage(schema.message, nodes);
    must(length <= MAX_MESSAGE, () => `a message of ${length} characters`);
  }
}

/** The front of the input as a list of choices. */
class Choices {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes[this.at++] ?? 0;
  }

  of<T>(list: readonly T[]): T | undefined {
    return list[this.byte() % list.length];
  }

  fields(most: number, depth: number): FieldSchema[] {
    return Array.from({ length: this.byte() % most }, (_, i) => this.#field(i, depth));
  }

  #size(): number | string {
    const n = this.byte();
    return n < 0x80 ? `F${n % 8}` : n === 0xff ? 0xffffffff : n === 0xfe ? -1 : n & 0x1f;
  }

  #field(index: number, depth: number): FieldSchema {
    const form = this.byte();
    const inType = depth < 10 && (form & 7) === 7 ? IN_TYPE.STRUCT : (this.of(IN_TYPES) ?? 0);
    const outType = (form & 8) === 0 ? undefined : this.of(OUT_TYPES);
    return {
      name: (form & 0x80) === 0 ? `F${index}` : (this.of(["F0", "", "__proto__", "{F1}"]) ?? ""),
      inType,
      ...(outType !== undefined && { outType }),
      ...((form & 0x10) !== 0 && { length: this.#size() }),
      ...((form & 0x60) === 0x20 && { count: this.#size() }),
      ...((form & 0x60) === 0x40 && { counted: true as const }),
      ...((form & 0x60) === 0x60 && { toEnd: true as const }),
      ...((form & 0x88) === 0x88 && { map: "M" }),
      ...(inType === IN_TYPE.STRUCT && { members: this.fields(5, depth + 1) }),
    };
  }
}

/** Input: choices that make a layout, then a payload for it. */
export const layouts: Target = {
  name: "layouts",
  inputs: 8_000,
  maxBytes: 3000,
  seeds: () =>
    payloads().map((payload, i) =>
      joined(
        Uint8Array.from({ length: 24 }, (_, k) => Math.imul(i + 1, 2654435761) >>> (k % 24)),
        payload,
      ),
    ),
  create: () => (bytes) => {
    const choices = new Choices(bytes);
    const pointerSize = (choices.byte() & 1) === 0 ? 4 : 8;
    const message = Array.from({ length: choices.byte() % 20 }, () => `{F${choices.byte() % 8}}`).join("");
    const schema = { provider: "", id: 0, version: 0, fields: choices.fields(9, 0), message };
    const from = Math.min(choices.at, bytes.length);
    decoded(schema, bytes, from, bytes.length, pointerSize, MAP);
    decoded(schema, bytes, from, Math.max(from, bytes.length - 3), pointerSize, undefined);
  },
};

/** Everything a trace says about its own events, read from the same bytes; what comes of it decodes them. */
export const described: Target = {
  name: "descriptions",
  inputs: 30_000,
  maxBytes: 6000,
  seeds: () => [
    ...descriptions(),
    ...logFileHeaders(),
    traitsBytes("Contoso-Sample"),
    schemaBytes(
      "Sample",
      Array.from({ length: 30 }, (_, i) => ({ name: `field${i}`, inType: i })),
    ),
    eventInfo(),
    mapInfo(),
  ],
  create: () => (bytes) => {
    const to = bytes.length;
    const info = parseEventInfo(bytes, 0, to);
    const map = parseMapInfo(bytes, 0, to)?.map;
    if (map !== undefined) for (const value of [0, 1, -1, 0xffffffff, (1n << 64n) - 1n]) mapText(map, value);
    if (info !== undefined) decoded(info, bytes, 0, to, 8, map);
    const own = traceLoggingSchema(bytes, 0, to);
    if (own !== undefined) {
      must(own.fields.length <= 128, () => `${own.fields.length} fields`);
      decoded({ provider: "", id: 0, version: 0, ...own }, bytes, 0, to, 4, map);
    }
    providerTraits(bytes, 0, to);
    for (const pointerSize of [4, 8] as const) {
      const header = parseLogFileHeader(bytes, 0, to, pointerSize);
      if (header === undefined) continue;
      const clock = new Clock(header, header.bootTime);
      must(Number.isFinite(clock.ticksPerRaw), () => `a clock of ${clock.ticksPerRaw} ticks`);
      for (const time of [0n, -1n, 1n << 62n, header.startTime]) clock.toNs(time);
    }
    const collector = new ManifestCollector();
    for (let at = 0; at + 8 < to; at += 50) collector.add("p", 1, at & 1, bytes, at, Math.min(to, at + 50));
    templateOf(utf16(bytes, 0, to), ["a", "b", "{c}"]);
  },
};

/** TRACE_EVENT_INFO with three properties, one a struct of the other two. */
function eventInfo(): Uint8Array {
  const info = new Payload().fill(0, 0x64).u32(3).u32(1).u32(0);
  for (const [flags, a, b] of [
    [1, 1, 2],
    [0, IN_TYPE.UINT16, 0],
    [2, IN_TYPE.UNICODE_STRING, 0],
  ] as const)
    info.u32(flags).u32(0xb8).u16(a).u16(b).u32(0xb8).u16(1).u16(1).u32(0);
  info.patch32(0x4c, 0xc0);
  return info.utf16z("Kin").utf16z("%1 and %1").done();
}

function mapInfo(): Uint8Array {
  const info = new Payload().fill(0, 16).u32(48).u32(2).u32(4).u32(1);
  for (let i = 0; i < 4; i++) info.u32(48).u32(1 << i);
  return info.utf16z("Kind of thing").done();
}

const MANIFEST = `<?xml version="1.0"?><!-- x --><instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"><instrumentation><events>
<provider name="Contoso" guid="{8E9F5090-2D75-4D03-8A81-E5AFBF85DAF1}"><levels><level name="Mine" value="17"/></levels>
<maps><valueMap name="Kind"><map value="0" message="$(string.zero)"/></valueMap><bitMap name="Bits"><map value="0x1" message="$(string.one)"/></bitMap></maps>
<templates><template tid="A"><data name="n" inType="win:UInt8"/><data name="d" inType="win:Binary" length="n"/>
<struct name="S" count="n"><data name="a" inType="win:UInt32" outType="win:IPv4" map="Bits"/></struct></template></templates>
<events><event value="5" version="2" level="win:Warning" task="T" opcode="win:Start" template="A" message="$(string.e)"/><event value="6" symbol="P"/></events>
</provider></events></instrumentation><localization><resources culture="en"><stringTable><string id="zero" value="Zero"/><string id="one" value="One"/>
<string id="e" value="%1 to %3!s! &amp;&#x41; %%"/></stringTable></resources></localization></instrumentationManifest>`;
const XML = [
  "<",
  ">",
  "/>",
  "</",
  '"',
  "='",
  "<!--",
  "-->",
  "<![CDATA[",
  "<!DOCTYPE a [<!ENTITY b 'c'>]>",
  "&#x110000;",
  "&lt;",
  "<struct>",
  "%1%1%1%1%1",
  'count="n"',
];

const ELEMENTS = ["data", "data", "struct", "template", "event", "map", "string", "level", "valueMap", "bitMap", "provider"];
const ATTRIBUTES = ["name", "inType", "outType", "length", "count", "map", "tid", "template", "value", "message", "level", "id"];
const WORDS = ["a", "b", "1", "0xffffffff", "win:UInt8", "win:UnicodeString", "win:Binary", "xs:string", "$(string.a)", "%1%1%2", "win:UInt32", "__proto__"];

/** Well-formed XML that is nested as the choices say: random text hardly ever is. */
function grown(choices: Choices, left: { elements: number }, depth: number): string {
  let xml = "";
  for (let n = choices.byte() % 6; n > 0 && left.elements-- > 0; n--) {
    const name = choices.of(ELEMENTS) ?? "";
    const attributes = Array.from({ length: choices.byte() % 6 }, () => ` ${choices.of(ATTRIBUTES) ?? ""}="${choices.of(WORDS) ?? ""}"`).join("");
    xml += `<${name}${attributes}>${depth < 20 ? grown(choices, left, depth + 1) : ""}</${name}>`;
  }
  return xml;
}

/** The same with the levels that must be there. */
function manifestOf(choices: Choices): string {
  const left = { elements: 200 };
  const parts = ["maps", "templates", "events", "levels"].map((name) => `<${name}>${grown(choices, left, 0)}</${name}>`).join("");
  const provider = `<provider guid="{8E9F5090-2D75-4D03-8A81-E5AFBF85DAF1}">${parts}</provider>`;
  const strings = `<localization><resources><stringTable>${grown(choices, left, 0)}</stringTable></resources></localization>`;
  return `<instrumentationManifest><instrumentation><events>${provider}</events></instrumentation>${strings}</instrumentationManifest>`;
}

export const manifests: Target = {
  name: "manifests",
  inputs: 10_000,
  maxBytes: 8000,
  seeds: () => [MANIFEST, "<a>".repeat(200), `<a ${"b='' ".repeat(300)}>`].map((text) => new TextEncoder().encode(text)),
  words: XML.map((text) => new TextEncoder().encode(text)),
  create: () => (bytes) => {
    for (const text of [new TextDecoder().decode(bytes), manifestOf(new Choices(bytes))])
      for (const { schemas, maps } of parseManifest(text))
        for (const schema of schemas) decoded(schema, bytes, 0, Math.min(bytes.length, 300), 8, maps.get("Bits") ?? maps.values().next().value);
  },
};
