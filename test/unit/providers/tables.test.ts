import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseFields } from "../../../web/providers/field-text.js";
import { builtInMap, builtInProviders, builtInSchema, loadLayouts, providerName, withSentence } from "../../../web/providers/registry.js";
import { VM_SWITCH_LAYOUTS } from "../../../web/providers/hyper-v-vm-switch-layouts.js";
import { MESSAGES } from "../../../web/providers/messages.js";
import { PKTMON_DROP_LOCATIONS } from "../../../web/providers/pktmon-drop-locations.js";
import { PKTMON_DROP_TEXTS } from "../../../web/providers/pktmon-drop-texts.js";
import { parseTable, tableGuid } from "../../../web/providers/table-text.js";
import { KERNEL_SYSTEM_TABLES } from "../../../web/providers/tables/kernel-system.js";
import { KERNEL_TABLES } from "../../../web/providers/tables/kernel.js";
import { KERNEL_PROCESS } from "../../../web/providers/tables/kernel-process.js";
import { LATER_TABLES } from "../../../web/providers/tables/later-tables.js";
import { LATER_PROVIDERS } from "../../../web/providers/later-providers.js";
import { hyperVVmSwitch } from "../../../web/providers/hyper-v-vm-switch.js";
import { ndisPacketCapture } from "../../../web/providers/ndis-packet-capture.js";
import { pktMon } from "../../../web/providers/pkt-mon.js";
import { winNat } from "../../../web/providers/win-nat.js";
import { KERNEL_EVENTS } from "../../../web/trace/kernel-events.js";
import { IN_TYPE, OUT_TYPE, type EventSchema, type FieldSchema } from "../../../web/trace/schema.js";

await loadLayouts();

const INTEGERS: readonly number[] = [
  IN_TYPE.INT8,
  IN_TYPE.UINT8,
  IN_TYPE.INT16,
  IN_TYPE.UINT16,
  IN_TYPE.INT32,
  IN_TYPE.UINT32,
  IN_TYPE.HEX_INT32,
  IN_TYPE.UINT64,
];

/** What is wrong with a layout, in words; empty when nothing is. */
function faults(fields: readonly FieldSchema[], hasMap: (name: string) => boolean, outer: readonly FieldSchema[] = []): string[] {
  const known = [...outer];
  const bad: string[] = [];
  let optional = false;
  for (const field of fields) {
    for (const ref of [field.length, field.count]) {
      if (typeof ref === "string" && !known.some((f) => f.name === ref && INTEGERS.includes(f.inType))) bad.push(`${field.name} refers to ${ref}`);
    }
    if (field.map !== undefined && !hasMap(field.map)) bad.push(`${field.name} names the unknown map ${field.map}`);
    if (optional && field.optional !== true) bad.push(`${field.name} follows an optional field`);
    optional = field.optional === true;
    if (field.members) bad.push(...faults(field.members, hasMap, known));
    known.push(field);
  }
  return bad;
}

const shape = (event: EventSchema): string => `${event.id}/${event.version}/${event.opcode ?? ""}/${JSON.stringify(event.fields)}`;

describe("built-in layouts", () => {
  const main = [ndisPacketCapture, hyperVVmSwitch, winNat, pktMon];

  it.each(main.map((p) => [p.name, p] as const))("%s is well-formed and says something for every event", (_, provider) => {
    expect(provider.events.flatMap((e) => faults(e.fields, (m) => m in provider.maps).map((f) => `${e.id}: ${f}`))).toEqual([]);
    expect(new Set(provider.events.map(shape)).size).toBe(provider.events.length);
    for (const event of provider.events) {
      const names = new Set(event.fields.map((f) => f.name));
      expect(names.size, `${event.id} repeats a field name`).toBe(event.fields.length);
      expect(event.message, `${event.id}`).toBeTruthy();
      for (const [, name] of (event.message ?? "").matchAll(/\{(\w+)\}/g)) expect(names, `${event.id}: ${event.message ?? ""}`).toContain(name);
    }
  });

  it("covers the events of the four main providers", () => {
    expect(new Set(ndisPacketCapture.events.map((e) => e.id)).size).toBe(20);
    expect(new Set(hyperVVmSwitch.events.map((e) => e.id)).size).toBe(272);
    expect(winNat.events).toHaveLength(58);
    expect(new Set(pktMon.events.map((e) => e.id)).size).toBe(32);
  });

  it("spells the two reasons that people search for", () => {
    expect(builtInMap(hyperVVmSwitch.guid, "DropReason")?.texts[34]).toBe("Packet does not match the packet filter set on the destination NIC.");
    expect(builtInMap(hyperVVmSwitch.guid, "DropReason")?.texts[12]).toBe("Failed Security Policy");
    expect(Object.keys(hyperVVmSwitch.maps["DropReason"]?.texts ?? {})).toHaveLength(39);
  });

  it("numbers PktMon drop reasons by build", () => {
    expect(Object.keys(pktMon.maps["DropReason"]?.texts ?? {})).toHaveLength(403);
    expect(Object.keys(pktMon.maps["DropReason17763"]?.texts ?? {})).toHaveLength(47);
    expect(Object.keys(pktMon.maps["DropLocation"]?.texts ?? {})).toHaveLength(612);
    expect(builtInMap(pktMon.guid, "DropReason", 17763)?.texts[101]).toBe("Adapter paused");
    expect(builtInMap(pktMon.guid, "DropReason", 22000)?.texts[101]).toBeUndefined();
    expect(builtInMap(pktMon.guid, "DropReason")?.texts[201]).toBe("Adapter paused");
    expect(builtInMap(pktMon.guid, "DropReason")?.texts[701]).toBe("Failed ARP Guard");
    expect(builtInMap(pktMon.guid, "DropLocation")?.texts[0xe0001001]).toBe("NDIS_FAKE_FILTER_SEND");
  });
});

describe("text tables", () => {
  const main = new Set([ndisPacketCapture, hyperVVmSwitch, winNat, pktMon].map((p) => p.guid));
  const tables = [...KERNEL_TABLES, ...KERNEL_SYSTEM_TABLES, KERNEL_PROCESS, ...LATER_TABLES];

  it.each(tables.map((text) => [text.slice(37, text.indexOf("\n")), text] as const))("%s is well-formed", (name, text) => {
    const guid = tableGuid(text);
    const provider = parseTable(text, MESSAGES[guid]);
    expect(provider.guid).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(main).not.toContain(guid);
    expect(provider.name).toBe(name);
    expect(provider.events.length).toBeGreaterThan(0);
    expect(provider.events.flatMap((e) => faults(e.fields, (m) => m in provider.maps).map((f) => `${e.id}/${e.opcode ?? ""}: ${f}`))).toEqual([]);
    expect(new Set(provider.events.map(shape)).size).toBe(provider.events.length);
    const used = new Set(provider.events.flatMap((e) => e.fields.flatMap((f) => [f, ...(f.members ?? [])]).map((f) => f.map)));
    for (const [map, { texts }] of Object.entries(provider.maps)) {
      expect(used, map).toContain(map);
      expect(Object.keys(texts).length, map).toBeGreaterThan(0);
    }
  });

  it("has no two tables of one provider", () => {
    expect(new Set(tables.map(tableGuid)).size).toBe(tables.length);
    expect(builtInProviders()).toHaveLength(tables.length + main.size);
  });

  it("gives every sentence to an event that has its fields", () => {
    for (const [guid, messages] of Object.entries(MESSAGES)) {
      for (const [id, message] of Object.entries(messages)) {
        const number = Number(id);
        const kernel = KERNEL_EVENTS.filter((e) => e.provider === guid && e.opcode === number).map(withSentence);
        const events = [...builtInSchema(guid, number, 0, 0), ...builtInSchema(guid, 0, 0, number), ...kernel];
        expect(
          events.some((e) => e.message === message),
          `${guid} ${id}`,
        ).toBe(true);
      }
    }
  });

  it("finds classic events by opcode and manifest events by id", () => {
    const tcpIp = "9a280ac0-c8e0-11d1-84e2-00c04fb998a2";
    expect(builtInSchema(tcpIp, 0, 2, 26)[0]?.name).toBe("TcpIp/SendIPV6");
    expect(builtInSchema(tcpIp, 0, 1, 10).map((e) => e.version)).toEqual([1, 0, 2]);
    expect(builtInSchema(tcpIp, 26, 2, 0)).toEqual([]);
    const tcpip = builtInSchema("2f07e2ee-15db-40f1-90ef-9d7ba282188a", 1215, 2, 0)[0];
    expect(tcpip?.fields.at(-1)).toEqual({ name: "Nbl", inType: IN_TYPE.POINTER });
    expect(builtInMap("2f07e2ee-15db-40f1-90ef-9d7ba282188a", "TCPIP_Protocol")?.texts).toBeTruthy();
  });

  it("stays small", () => {
    expect(gzipSync(tables.join("\n") + VM_SWITCH_LAYOUTS + PKTMON_DROP_TEXTS + PKTMON_DROP_LOCATIONS).length).toBeLessThan(60_000);
  });

  it("refuses an event line it does not understand", () => {
    expect(() => parseTable("00000000-0000-0000-0000-000000000000 X\n#x|A")).toThrow("notation");
  });
});

describe("field notation", () => {
  it("reads every part of a field", () => {
    expect(parseFields("Len:u16 Text:s Data:bin[Len] Ip:ip6 Flags@Bits List:u8*Len Late:u64?")).toEqual([
      { name: "Len", inType: IN_TYPE.UINT16 },
      { name: "Text", inType: IN_TYPE.UNICODE_STRING, length: "Len" },
      { name: "Data", inType: IN_TYPE.BINARY, length: "Len" },
      { name: "Ip", inType: IN_TYPE.BINARY, outType: OUT_TYPE.IPV6, length: 16 },
      { name: "Flags", inType: IN_TYPE.UINT32, map: "Bits" },
      { name: "List", inType: IN_TYPE.UINT8, count: "Len" },
      { name: "Late", inType: IN_TYPE.UINT64, optional: true },
    ]);
  });

  it("reads structs", () => {
    expect(parseFields("N D:{A B:z}*N E")).toEqual([
      { name: "N", inType: IN_TYPE.UINT32 },
      {
        name: "D",
        inType: IN_TYPE.STRUCT,
        count: "N",
        members: [
          { name: "A", inType: IN_TYPE.UINT32 },
          { name: "B", inType: IN_TYPE.UNICODE_STRING },
        ],
      },
      { name: "E", inType: IN_TYPE.UINT32 },
    ]);
  });

  it.each(["A:what", "A:u8[", ":u8", "A:{B"])("refuses %j", (text) => {
    expect(() => parseFields(text)).toThrow("notation");
  });
});

describe("registry", () => {
  it("lists the providers whose layouts are fetched when a trace has their events", () => {
    expect([...LATER_PROVIDERS]).toEqual(LATER_TABLES.map(tableGuid));
  });

  it("gives the exact version first, then the nearest", () => {
    expect(builtInSchema(winNat.guid, 1001, 1, 0).map((e) => e.version)).toEqual([1, 0]);
    expect(builtInSchema(winNat.guid, 1001, 0, 0).map((e) => e.version)).toEqual([0, 1]);
    expect(builtInSchema(winNat.guid, 1001, 7, 0).map((e) => e.version)).toEqual([1, 0]);
  });

  it("keeps the order of layouts that share a version", () => {
    expect(builtInSchema(pktMon.guid, 180, 0, 0).map((e) => e.fields[1]?.name)).toEqual(["PktCount", "PktNumber"]);
  });

  it("knows nothing of strangers", () => {
    expect(builtInSchema("00000000-0000-0000-0000-000000000000", 1, 0, 0)).toEqual([]);
    expect(builtInSchema(winNat.guid, 9999, 0, 0)).toEqual([]);
    expect(builtInMap(winNat.guid, "constructor")).toBeUndefined();
    expect(providerName("00000000-0000-0000-0000-000000000000")).toBeUndefined();
  });

  it("names every provider it has layouts of", () => {
    for (const guid of builtInProviders()) expect(providerName(guid)).toMatch(/\w/);
    expect(providerName("1c95126e-7eea-49a9-a3fe-a378b03ddb4d")).toBe("Microsoft-Windows-DNS-Client");
  });
});
