import { describe, expect, it } from "vitest";
import { parseManifest } from "../../../web/trace/manifest.js";
import { IN_TYPE as T, OUT_TYPE as O } from "../../../web/trace/schema.js";

const GUID = "{8E9F5090-2D75-4D03-8A81-E5AFBF85DAF1}";

const manifest = (provider: string, strings = ""): string => `<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events">
  <instrumentation><events>${provider}</events></instrumentation>
  <localization><resources culture="en-US"><stringTable>${strings}</stringTable></resources></localization>
</instrumentationManifest>`;

const FULL = manifest(
  `<provider name="Contoso-Net" guid="${GUID}" symbol="X">
    <levels><level name="Mine" value="17"/></levels>
    <maps>
      <valueMap name="Kind"><map value="0" message="$(string.zero)"/><map value="0x10" message="Sixteen "/></valueMap>
      <bitMap name="Bits"><map value="0x1" message="$(string.one)"/><map value="junk" message="no"/><map value="2" message="$(string.nowhere)"/></bitMap>
    </maps>
    <templates>
      <template tid="Args">
        <data name="Count" inType="win:UInt16" outType="xs:unsignedShort"/>
        <data name="Kind" inType="win:UInt32" map="Kind"/>
        <data name="Peer" inType="win:Binary" outType="win:SocketAddress" length="16"/>
        <data name="Names" inType="win:UnicodeString" count="Count"/>
        <struct name="Hops" count="2"><data name="Address" inType="win:UInt32" outType="win:IPv4"/></struct>
      </template>
      <template tid="Strange"><data name="A" inType="win:NoSuchType"/></template>
    </templates>
    <events>
      <event value="5" version="2" level="win:Warning" task="Connect" opcode="win:Start" template="Args" message="$(string.event_5)" symbol="S"/>
      <event value="6" symbol="Plain" level="Mine"/>
      <event value="0x7" template="Strange"/>
      <event value="8" template="Missing"/>
      <event value="70000"/>
    </events>
  </provider>`,
  `<string id="zero" value="Zero"/><string id="one" value="One"/><string id="event_5" value="%2 to %3 &amp; back"/>`,
);

describe("parseManifest", () => {
  it("gives events with their fields, level, name and message", () => {
    const [provider, ...others] = parseManifest(FULL);
    expect(others).toEqual([]);
    expect(provider).toMatchObject({ guid: "8e9f5090-2d75-4d03-8a81-e5afbf85daf1", name: "Contoso-Net" });
    expect(provider?.schemas).toEqual([
      {
        provider: "8e9f5090-2d75-4d03-8a81-e5afbf85daf1",
        providerName: "Contoso-Net",
        id: 5,
        version: 2,
        level: 3,
        name: "Connect/Start",
        message: "{Kind} to {Peer} & back",
        fields: [
          { name: "Count", inType: T.UINT16 },
          { name: "Kind", inType: T.UINT32, map: "Kind" },
          { name: "Peer", inType: T.BINARY, outType: O.SOCKET_ADDRESS, length: 16 },
          { name: "Names", inType: T.UNICODE_STRING, count: "Count" },
          { name: "Hops", inType: T.STRUCT, count: 2, members: [{ name: "Address", inType: T.UINT32, outType: O.IPV4 }] },
        ],
      },
      { provider: "8e9f5090-2d75-4d03-8a81-e5afbf85daf1", providerName: "Contoso-Net", id: 6, version: 0, level: 17, name: "Plain", fields: [] },
    ]);
  });

  it("gives maps", () => {
    expect(parseManifest(FULL)[0]?.maps).toEqual(
      new Map([
        ["Kind", { texts: { 0: "Zero", 16: "Sixteen" } }],
        ["Bits", { bits: true, texts: { 1: "One" } }],
      ]),
    );
  });

  it("gives every provider of a manifest, without those that have no GUID", () => {
    const text = manifest(
      `<provider name="A" guid="${GUID}"/><provider name="B" guid="junk"/><provider name="C" guid="11111111-2222-3333-4444-555555555555"/>`,
    );
    expect(parseManifest(text).map((p) => p.name)).toEqual(["A", "C"]);
  });

  it.each(["", "no manifest", "<html/>", FULL.slice(0, 900)])("gives nothing for what is no manifest (%#)", (text) => {
    expect(parseManifest(text)).toEqual([]);
  });

  it("takes names of built-in properties for unknown ones", () => {
    const text = manifest(`<provider name="A" guid="${GUID}"><templates><template tid="t"><data name="x" inType="win:constructor"/></template></templates>
      <events><event value="1" template="t"/><event value="2" level="toString"/></events></provider>`);
    expect(parseManifest(text)[0]?.schemas).toEqual([{ provider: "8e9f5090-2d75-4d03-8a81-e5afbf85daf1", providerName: "A", id: 2, version: 0, fields: [] }]);
  });
});
