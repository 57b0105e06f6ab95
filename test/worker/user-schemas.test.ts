import { describe, expect, test } from "vitest";
import type { TraceSummary } from "../../web/core/api.js";
import { Engine } from "../../web/worker/engine.js";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { Payload, type PointerSize } from "../fixtures/payload.js";
import { CONTOSO, CONTOSO_NAME, EVENT_LIST, MANIFEST, MESSAGES_GUID, TMF, WEVTUTIL } from "../fixtures/schema-files.js";
import { noAbort, openBytes, wasm } from "./support.js";

/** Two trace messages, two events of a provider that nobody knows, one of them damaged, and one without fields. */
function trace(pointerSize: PointerSize): Uint8Array<ArrayBuffer> {
  const writer = new EtlWriter({ pointerSize, cpuCount: 1 });
  const link = (name: string): Payload => new Payload(pointerSize).u8(10).u8(0).u8(0).u8(7).u16(3).utf16z(name).u8(1);
  writer.message({
    guid: MESSAGES_GUID,
    number: 10,
    timeNs: 1000,
    pid: 4,
    tid: 8,
    payload: new Payload(pointerSize).ptr(0xffff_a001n).u32(3).u32(0xc0000022).u32(0x2a).done(),
  });
  writer.message({
    guid: MESSAGES_GUID,
    number: 11,
    timeNs: 2000,
    payload: new Payload(pointerSize).u8(192).u8(168).u8(1).u8(7).u8(0).u8(80).u16(4).utf16("hi").done(),
  });
  writer.event({ provider: CONTOSO, id: 7, timeNs: 3000, payload: link("Ethernet 2").ptr(0x1234n).done() });
  writer.event({ provider: CONTOSO, id: 7, timeNs: 4000, payload: Uint8Array.of(1, 2, 3) });
  writer.event({ provider: CONTOSO, id: 8, timeNs: 5000 });
  return writer.build();
}

const decodedOf = ({ providers }: TraceSummary, guid: string): number => providers.find((provider) => provider.guid === guid)?.decoded ?? -1;

describe.each([4, 8] as const)("layouts that somebody brings, pointers of %i bytes", (pointerSize) => {
  test("a manifest decodes events of a provider that was unknown, until it is removed", async () => {
    const { engine, summary } = await openBytes(trace(pointerSize));
    expect(decodedOf(summary, CONTOSO)).toBe(0);
    const at = async (index: number) => (await engine.events({ filter: `provider.guid == "${CONTOSO}"` })).rows[index];
    expect((await at(0))?.fields).toEqual({ raw: expect.any(Uint8Array) as Uint8Array });
    expect((await engine.events({ filter: 'field.Adapter == "Ethernet 2"' })).total).toBe(0);

    expect(await engine.addSideCar(MANIFEST, "agent.man")).toMatchObject({ kind: "manifest", names: 2, schema: { events: 2, providers: [CONTOSO_NAME] } });
    expect(await at(0)).toMatchObject({
      provider: CONTOSO_NAME,
      name: "Link",
      message: "Link to 10.0.0.7 over Ethernet 2 is Up (1) after 3 attempts",
      fields: { Peer: "10.0.0.7", Attempts: 3, Adapter: "Ethernet 2", State: 1, Context: "0x1234" },
    });
    expect((await at(1))?.fields).toEqual({ raw: Uint8Array.of(1, 2, 3) });
    expect((await engine.events({ filter: 'field.Adapter == "Ethernet 2"' })).total).toBe(1);
    expect((await engine.events({ filter: `provider == "${CONTOSO_NAME}"` })).total).toBe(3);
    expect(decodedOf(await engine.summary(), CONTOSO)).toBe(2);

    const [file] = await engine.schemas();
    expect(file).toMatchObject({ name: "agent.man", kind: "manifest", definitions: 2, events: 2 });
    await engine.removeSchemas([file?.key ?? ""]);
    expect(await engine.schemas()).toEqual([]);
    expect((await at(0))?.provider).toBeUndefined();
    expect(decodedOf(await engine.summary(), CONTOSO)).toBe(0);
  });

  test("a message format file decodes trace messages", async () => {
    const { engine, summary } = await openBytes(trace(pointerSize));
    expect(decodedOf(summary, MESSAGES_GUID)).toBe(0);
    expect(await engine.addSideCar(TMF)).toMatchObject({ kind: "tmf", names: 2 });
    const { rows } = await engine.events({ filter: 'provider == "Driver"' });
    expect(rows[0]).toMatchObject({
      id: 10,
      name: "PowerDown (Queue.c:231)",
      message: `PowerDown: device ${"FFFFA001".padStart(pointerSize * 2, "0")} went to D3 (3), status 0xc0000022 (STATUS_ACCESS_DENIED), mask 0x0000002A`,
      fields: { "devExt.device": "0xffffa001", ULONG_state: 3, "Irp.IoStatus.Status": 0xc0000022, mask: 42 },
    });
    expect(rows[1]).toMatchObject({ message: 'Peer 192.168.1.7:80 says "hi", 100%', fields: { address: "192.168.1.7", port: 80, text: "hi" } });
    expect((await engine.events({ filter: "field.mask == 42" })).total).toBe(1);
    expect(decodedOf(await engine.summary(), MESSAGES_GUID)).toBe(2);
  });
});

test("layouts given on opening are used from the start; kept ones that are not understood any more are left out", async () => {
  const engine = new Engine();
  await engine.init(await wasm());
  const sources = [{ name: "a.etl", blob: new Blob([trace(8)]) }];
  const beside = [{ text: TMF, name: "driver.tmf" }, MANIFEST, { text: "from another time", name: "old.man", kept: true as const }];
  const summary = await engine.open(sources, () => undefined, noAbort(), beside);
  expect([decodedOf(summary, CONTOSO), decodedOf(summary, MESSAGES_GUID)]).toEqual([2, 2]);
  expect((await engine.schemas()).map(({ name, events }) => [name, events])).toEqual([
    ["driver.tmf", 2],
    [CONTOSO_NAME, 2],
  ]);
  await expect(engine.open(sources, () => undefined, noAbort(), [{ text: "from another time", name: "new.man" }])).rejects.toMatchObject({
    code: "unsupported",
    message: expect.stringMatching(/^new\.man is no listing .*instrumentation manifest/) as string,
  });
});

test("a listing with templates decodes, one of names alone names; a damaged manifest says where it ends", async () => {
  const { engine } = await openBytes(trace(8));
  expect(await engine.addSideCar(WEVTUTIL)).toMatchObject({ kind: "event listing", names: 2, schema: { events: 3 } });
  const rows = async () => (await engine.events({ filter: `provider.guid == "${CONTOSO}"` })).rows;
  expect((await rows()).map(({ name, message, fields }) => [name, message, Object.keys(fields)])).toEqual([
    ["Link", undefined, ["raw"]],
    ["Link", undefined, ["raw"]],
    ["Link/Stop", "The link ended.\nNobody was told.", []],
  ]);
  expect(decodedOf(await engine.summary(), CONTOSO)).toBe(0);
  // The listing before told the name's GUID to nobody: this one has it from the provider list.
  await engine.addSideCar(`Provider                 GUID\n${"-".repeat(79)}\n${CONTOSO_NAME}    {${CONTOSO}}\n`);
  expect(await engine.addSideCar(EVENT_LIST)).toMatchObject({ kind: "event listing", names: 2 });
  expect((await rows())[0]).toMatchObject({ message: "Link to 10.0.0.7 over Ethernet 2\nis 1 after 3 attempts", fields: { Adapter: "Ethernet 2" } });
  expect(decodedOf(await engine.summary(), CONTOSO)).toBe(2);
  const broken = MANIFEST.replace("</template>", "");
  const before = broken.slice(0, broken.indexOf("</templates>"));
  await expect(engine.addSideCar(broken, "broken.man")).rejects.toMatchObject({
    code: "damaged",
    message: `broken.man stops being well-formed XML in line ${before.split("\n").length}: <template> is closed by </templates>.`,
    offset: before.length,
  });
});

const KERNEL_PROCESS = "22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716";
const bytesOnly = (guid: string, ...names: readonly string[]): string =>
  `<instrumentationManifest><instrumentation><events><provider name="P" guid="{${guid}}"><templates><template tid="t">${names
    .map((name) => `<data name="${name}" inType="win:UInt8"/>`)
    .join(
      "",
    )}</template></templates><events><event value="2" template="t" symbol="S"/></events></provider></events></instrumentation></instrumentationManifest>`;

test("what the trace embeds is stronger than what is brought, and that is stronger than what is built in where it fits", async () => {
  const writer = new EtlWriter({ cpuCount: 1 });
  const own = new TextEncoder().encode(bytesOnly(CONTOSO, "Own"));
  writer
    .event({ provider: KERNEL_PROCESS, id: 2, timeNs: 1000, payload: Uint8Array.of(1, 2) })
    .event({ provider: KERNEL_PROCESS, id: 2, version: 1, timeNs: 2000, payload: Uint8Array.of(3, 4) })
    .event({ provider: KERNEL_PROCESS, id: 2, version: 1, timeNs: 2500, payload: Uint8Array.of(3, 4, 5) })
    .event({ provider: CONTOSO, id: 2, timeNs: 3000, payload: Uint8Array.of(5) })
    .event({ provider: CONTOSO, id: 0xfffe, opcode: 0xfe, timeNs: 4000, payload: new Payload().u8(1).u8(1).u8(0).u8(0x5b).u16(1).u16(0).bytes(own).done() });
  const { engine } = await openBytes(writer.build());
  await engine.addSideCar(bytesOnly(KERNEL_PROCESS, "First", "Second"));
  await engine.addSideCar(bytesOnly(CONTOSO, "Brought"));
  const { rows } = await engine.events({ filter: "event.id == 2" });
  expect(rows.map(({ fields }) => fields)).toEqual([{ First: 1, Second: 2 }, { First: 3, Second: 4 }, { raw: Uint8Array.of(3, 4, 5) }, { Own: 5 }]);
  expect((await engine.schemas()).map(({ events }) => events)).toEqual([2, 0]);
});

test("thousands of layouts for one event do not make each of its events slow", async () => {
  const writer = new EtlWriter({ cpuCount: 1 });
  for (let i = 0; i < 500; i++) writer.event({ provider: CONTOSO, id: 7, timeNs: 1000 + i, payload: Uint8Array.of(1, 2, 3) });
  const { engine } = await openBytes(writer.build());
  const events = Array.from({ length: 5000 }, (_, i) => `<event value="7" version="${i % 256}" template="Link"/>`).join("");
  const told = await engine.addSideCar(MANIFEST.replace("<events>\n    <event", `<events>${events}<event`));
  expect(told).toMatchObject({ names: 5002, schema: { events: 0 } });
});
