import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TraceError } from "../../../web/core/errors.js";
import { decodePayload } from "../../../web/trace/payload.js";
import { IN_TYPE as T, OUT_TYPE as O } from "../../../web/trace/schema.js";
import { recogniseSchemaFile } from "../../../web/trace/schema-file.js";
import { CONTOSO, CONTOSO_NAME, EVENT_LIST, MANIFEST, TMF, WEVTUTIL } from "../../fixtures/schema-files.js";

const FIELDS = [
  { name: "Peer", inType: T.UINT32, outType: O.IPV4 },
  { name: "Attempts", inType: T.UINT16 },
  { name: "Adapter", inType: T.UNICODE_STRING, outType: O.STRING },
  { name: "State", inType: T.UINT8 },
  { name: "Context", inType: T.POINTER, outType: O.HEX_INT64 },
];
const TEMPLATE = /<template[\s\S]*?<\/template>/.exec(EVENT_LIST)?.[0] ?? "";

function refused(text: string, name?: string): unknown {
  try {
    return recogniseSchemaFile(text, name);
  } catch (e) {
    return e;
  }
}

describe("files of event layouts", () => {
  it("are told apart by themselves", () => {
    expect([MANIFEST, `\ufeff${MANIFEST}`, TMF, EVENT_LIST, WEVTUTIL].map((text) => recogniseSchemaFile(text)?.kind)).toEqual([
      "manifest",
      "manifest",
      "tmf",
      "event listing",
      "event listing",
    ]);
  });

  it.each([
    "",
    "hello",
    "<html><body/></html>",
    "{}",
    "[]",
    "null",
    "<?xml?>",
    "Name : Ethernet\nId : 7\n",
    JSON.stringify([{ Id: 4, ProcessName: "System", Description: "x" }]),
  ])("%j is none", (text) => {
    expect(recogniseSchemaFile(text)).toBeUndefined();
  });

  it("list events with templates as PowerShell prints them; the command tells the provider", () => {
    const provider = recogniseSchemaFile(EVENT_LIST)?.providers[0];
    expect(provider).toMatchObject({ name: CONTOSO_NAME });
    expect(provider?.schemas).toEqual([
      {
        provider: "",
        providerName: CONTOSO_NAME,
        id: 7,
        version: 0,
        fields: FIELDS,
        message: "Link to {Peer} over {Adapter}\nis {State} after {Attempts} attempts",
      },
      { provider: "", providerName: CONTOSO_NAME, id: 8, version: 0, fields: [], message: "The link ended." },
    ]);
  });

  it("say of which provider they are by GUID, by name, by the file's name, or are refused", () => {
    const bare = EVENT_LIST.slice(EVENT_LIST.indexOf("\n"));
    const of = (text: string, name?: string): unknown => {
      const { guid, name: called } = recogniseSchemaFile(text, name)?.providers[0] ?? {};
      return [guid, called];
    };
    expect(of(`Name : ${CONTOSO_NAME}\nId : ${CONTOSO}\n${bare}`)).toEqual([CONTOSO, CONTOSO_NAME]);
    expect(of(`ProviderName : ${CONTOSO_NAME}\n${bare}`)).toEqual([undefined, CONTOSO_NAME]);
    expect(of(bare, `${CONTOSO_NAME}.txt`)).toEqual([undefined, CONTOSO_NAME]);
    expect(refused(bare, "events.txt")).toMatchObject({
      code: "unsupported",
      message: expect.stringMatching(/^events\.txt lists 2 events but not of which provider/) as string,
    });
  });

  it("list events as JSON, alone or under their provider", () => {
    const events = [
      {
        Id: 7,
        Version: 1,
        Level: { Name: "win:Error", Value: 2 },
        Task: { Name: "Link", Value: 1 },
        Opcode: { Name: "win:Start", Value: 1 },
        Template: TEMPLATE,
        Description: "To %1",
      },
      { Id: 8, Version: 0, Task: null, Opcode: null, Template: null, Description: null },
      { Id: 70_000, Version: 0, Template: "" },
    ];
    const expected = [
      { provider: CONTOSO, providerName: CONTOSO_NAME, id: 7, version: 1, name: "Link/Start", fields: FIELDS, message: "To {Peer}" },
      { provider: CONTOSO, providerName: CONTOSO_NAME, id: 8, version: 0, fields: [] },
    ];
    expect(recogniseSchemaFile(JSON.stringify({ Name: CONTOSO_NAME, Id: CONTOSO, Events: events }))?.providers[0]?.schemas).toEqual(expected);
    expect(recogniseSchemaFile(JSON.stringify({ value: events, Count: 3 }), `${CONTOSO_NAME}.json`)?.providers[0]?.schemas).toEqual(
      expected.map((schema) => ({ ...schema, provider: "" })),
    );
  });

  it("list names without fields as wevtutil prints them, as text and as XML", () => {
    const expected = [
      { provider: CONTOSO, providerName: CONTOSO_NAME, id: 7, version: 0, name: "Link", fields: [], fieldsUnknown: true },
      {
        provider: CONTOSO,
        providerName: CONTOSO_NAME,
        id: 8,
        version: 0,
        name: "Link/Stop",
        fields: [],
        fieldsUnknown: true,
        message: "The link ended.\nNobody was told.",
      },
    ];
    expect(recogniseSchemaFile(WEVTUTIL)?.providers[0]?.schemas).toEqual(expected);
    const xml = `<provider name="${CONTOSO_NAME}" guid="{${CONTOSO}}"><opcodes><opcode name="win:Stop" value="2"/></opcodes><tasks><task name="Link" value="1"/></tasks>
      <events><event value="7" version="0" opcode="0" task="1" message="Link to %1 over %3"/>
      <event value="8" version="0" opcode="2" task="1" message="The link ended.&#10;Nobody was told."/></events></provider>`;
    expect(recogniseSchemaFile(xml)?.providers[0]?.schemas).toEqual(expected);
  });

  it("list providers as logman prints them", () => {
    const text = `\nProvider                                 GUID\n${"-".repeat(79)}\n${CONTOSO_NAME}    {${CONTOSO.toUpperCase()}}\nIIS: WWW Server   {3A2A4E84-4C21-4981-AE10-3FDA0D9B0F83}\n\nThe command completed successfully.\n`;
    const file = recogniseSchemaFile(text);
    expect([file?.kind, file?.providers.map(({ guid, name }) => [guid, name])]).toEqual([
      "provider list",
      [
        [CONTOSO, CONTOSO_NAME],
        ["3a2a4e84-4c21-4981-ae10-3fda0d9b0f83", "IIS: WWW Server"],
      ],
    ]);
  });

  it("that are dumped by tools: the fields before a type that no manifest has are kept, strings come from whichever language has them", () => {
    const dumped = MANIFEST.replace('inType="win:UInt8" map="State"', 'inType="win:305"')
      .replace('<string id="down"', '</stringTable></resources><resources culture="de-DE"><stringTable><string id="link" value="second"/><string id="down"')
      .replace('<resources culture="en-US"><stringTable>', '<resources culture="en-US"><stringTable><string id="link" value="first %4"/>');
    const provider = recogniseSchemaFile(dumped)?.providers[0];
    expect(provider?.schemas[0]).toMatchObject({ fields: [{ name: "Peer" }, { name: "Attempts" }, { name: "Adapter" }], message: "first %4" });
    expect(provider?.maps.get("State")).toEqual({ texts: { 0: "Down", 1: "Up" } });
  });

  it.each([
    [
      "an entity bomb",
      `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${MANIFEST.slice(MANIFEST.indexOf("<instr"))}`,
      /line 1: there is a document type definition/,
    ],
    ["an open element", MANIFEST.slice(0, 400), /stops being well-formed XML in line \d+: /],
    ["a manifest of nothing", "<instrumentationManifest/>", /without a provider/],
    ["messages of nobody", '#typev a_c1 10 "x" //', /belong to nothing/],
  ])("that are damaged say how: %s", (_, text, words) => {
    const error = refused(text, "x.man");
    expect(error).toBeInstanceOf(TraceError);
    expect(error).toMatchObject({ code: "damaged", message: expect.stringMatching(words) as string });
  });

  it("never do anything but say what they are, however they are damaged", () => {
    const seeds = [MANIFEST, TMF, EVENT_LIST, WEVTUTIL, JSON.stringify([{ Id: 7, Version: 0, Template: TEMPLATE, Description: "%1" }])];
    const pieces = [
      "<struct>",
      'count="Context"',
      "__proto__",
      "%99!s!",
      "{",
      "}",
      "ItemListLong(",
      "Id : 7",
      "\n",
      "event:",
      "<!--",
      '"',
      "constructor",
      "0xffffffff",
      '<data name="a" inType="win:Binary" length="Peer"/>',
    ];
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(60), put: fc.constantFrom(...pieces) });
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(change, { maxLength: 6 }), fc.uint8Array({ maxLength: 200 }), (seed, changes, bytes) => {
        let text = seed;
        for (const { at, drop, put } of changes) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + put + text.slice(from + drop);
        }
        const read = refused(text, "Contoso-Net.txt");
        if (read instanceof Error) {
          if (!(read instanceof TraceError)) throw read;
          return;
        }
        for (const { schemas, maps } of recogniseSchemaFile(text, "Contoso-Net.txt")?.providers ?? [])
          for (const schema of schemas) decodePayload(schema, bytes, 0, bytes.length, 8, (name) => maps.get(name));
      }),
      { numRuns: 500 },
    );
  });
});
