import { describe, expect, it } from "vitest";
import { builtInMap, builtInSchema, loadLayouts } from "../../../web/providers/registry.js";
import { checksumsOpen } from "../../../web/providers/out-of-band.js";
import { refineNodes } from "../../../web/providers/refine.js";
import type { FieldNode } from "../../../web/core/fields.js";
import { KIND, type EventHeader } from "../../../web/trace/event.js";
import { decodePayload, fieldsOf } from "../../../web/trace/payload.js";
import { compressLznt1 } from "../../fixtures/lznt1-compress.js";
import { Payload } from "../../fixtures/payload.js";
import { capturedOnSwitch, oobData, oobVlan, OOB_SLOT, PROVIDER } from "../../fixtures/windows-events.js";

await loadLayouts();

const METADATA = "bbccf6c1-6cd1-48c4-80ff-839482e37671";
const WIN_SAT = "ed54dff8-c409-4cf6-bf83-05e1e61a09c4";
const RECEIVE = 0x200000000n;

interface Event {
  readonly provider: string;
  readonly id?: number;
  readonly opcode?: number;
  readonly keywords?: bigint;
  readonly payload: Uint8Array;
}

function refined({ provider, id = 0, opcode = 0, keywords = 0n, payload }: Event): readonly FieldNode[] {
  const header: EventHeader = {
    kind: id === 0 ? KIND.FULL64 : KIND.EVENT64,
    size: payload.length,
    pointerSize: 8,
    timeStamp: 0n,
    providerGuid: provider,
    id,
    version: 0,
    opcode,
    level: 4,
    channel: 0,
    task: 0,
    keywords,
    pid: 0,
    tid: 0,
    activityId: undefined,
    relatedActivityId: undefined,
    items: [],
    payloadFrom: 0,
    payloadTo: payload.length,
  };
  const [schema] = builtInSchema(provider, id, 0, opcode);
  if (schema === undefined) throw new Error("no layout");
  const decoded = decodePayload(schema, payload, 0, payload.length, 8, (name) => builtInMap(provider, name));
  expect(decoded).toMatchObject({ fits: true, missing: 0, trailing: 0 });
  return refineNodes(header, decoded.nodes, payload);
}

const child = (nodes: readonly FieldNode[] | undefined, name: string): FieldNode | undefined => nodes?.find((node) => node.name === name);

describe("descriptions of events in the trace", () => {
  it("shows the texts that its offsets lead to", () => {
    const texts = new Payload().utf16z("Provider ").utf16z("Task").utf16z("").utf16z("Field").done();
    const at = 0x70 + 24;
    const p = new Payload().guid("67dc0d66-3695-47c0-9642-33f76f7bd7ad").guid("00000000-0000-0000-0000-000000000000");
    p.u16(7).u8(1).u8(0).u8(4).u8(0).u16(3).u64(0x10n).u32(0);
    // Provider, level, channel, keywords, task, opcode, message, provider's message.
    p.u32(at)
      .u32(0)
      .u32(0)
      .u32(0)
      .u32(at + 20)
      .u32(0)
      .u32(0)
      .u32(999_999);
    p.u32(0).u32(0).u32(0).u32(0).u32(1).u32(1).u32(1);
    p.u32(0x20)
      .u32(at + 32)
      .u16(8)
      .u16(0)
      .u32(0)
      .u16(1)
      .u16(4)
      .u32(0)
      .bytes(texts);
    const fields = fieldsOf(refined({ provider: METADATA, opcode: 32, payload: p.done() }));
    expect(fields).toMatchObject({ Id: 7, Version: 1, ProviderName: "Provider", TaskName: "Task", LevelName: "", ProviderMessage: "", PropertyCount: 1 });
    expect(fields["Properties"]).toEqual([{ Flags: 32, Name: "Field", InType: 8, OutType: 0, MapName: "", Count: 1, Length: 4, Tags: 0 }]);
    expect(fields["Texts"]).toBeInstanceOf(Uint8Array);
  });

  it("shows a map; all texts together are no longer than the event", () => {
    const long = "x".repeat(400);
    const entries = 200;
    const at = 16 + entries * 8;
    const p = new Payload().guid("67dc0d66-3695-47c0-9642-33f76f7bd7ad").u32(at).u32(2).u32(entries).u32(0);
    for (let i = 0; i < entries; i++) p.u32(at).u32(i);
    const nodes = refined({ provider: METADATA, opcode: 33, payload: p.utf16z(long).done() });
    expect(child(nodes, "Flag")?.text).toBe("Bits (2)");
    expect(child(nodes, "Name")?.value).toBe(long);
    const outputs = child(nodes, "Entries")?.children?.map((entry) => child(entry.children, "Output")?.text) ?? [];
    expect(outputs).toHaveLength(entries);
    expect(outputs.join("").length).toBeLessThan(p.length);
  });

  it("unpacks an assessment of the machine", () => {
    const xml = "<WinSPR><SystemScore>8.2</SystemScore></WinSPR>";
    const plain = new Payload().utf16z(xml).done();
    const payload = new Payload().u32(1).u32(plain.length).bytes(compressLznt1(plain)).done();
    expect(fieldsOf(refined({ provider: WIN_SAT, opcode: 33, payload }))).toEqual({ State: 1, UncompressedSize: plain.length, Xml: xml });
    const bomb = new Payload().u32(1).u32(0xffffffff).u8(1).done();
    expect(fieldsOf(refined({ provider: WIN_SAT, opcode: 33, payload: bomb }))).toMatchObject({ Data: Uint8Array.of(1) });
  });
});

describe("out-of-band data", () => {
  const port = { portId: 1, portName: "p", nicName: "n", nicType: "t" };
  const onSwitch = (slots: Readonly<Record<number, bigint>>, keywords = 0n, count = 26): FieldNode | undefined => {
    const {
      provider,
      id,
      payload,
      keywords: own,
    } = capturedOnSwitch({
      miniportIfIndex: 1,
      source: port,
      frame: Uint8Array.of(1),
      oob: oobData(slots, 8, count),
    });
    return child(refined({ provider, id, payload, keywords: (own ?? 0n) | keywords }), "OOBData");
  };

  it.each<[string, Readonly<Record<number, bigint>>, bigint, string, string]>([
    ["a request to the NIC", { [OOB_SLOT.CHECKSUM]: 0x220005n }, 0n, "TcpIpChecksum", "IPv4, TCP checksum left to the NIC, TCP header at 34 (0x220005)"],
    ["what the NIC found", { [OOB_SLOT.CHECKSUM]: 0x22n }, 0n, "TcpIpChecksum", "UDP checksum wrong, IP checksum right (0x22)"],
    ["what it found, where the event tells the way", { [OOB_SLOT.CHECKSUM]: 0x5n }, RECEIVE, "TcpIpChecksum", "TCP checksum wrong, IP checksum wrong (0x5)"],
    [
      "a large send",
      { [OOB_SLOT.LARGE_SEND]: 1460n | (34n << 20n) | (1n << 30n) },
      0n,
      "TcpLargeSend",
      "segments of 1460 bytes, TCP header at 34, IPv4 (0x422005b4)",
    ],
    ["a VLAN", { [OOB_SLOT.VLAN]: oobVlan(30, 5) }, 0n, "Ieee8021Q", "VLAN 30, priority 5 (0x1e5)"],
    ["a hash", { [OOB_SLOT.HASH_INFO]: 0x201n }, 0n, "HashInfo", "function 1, TCP over IPv4 (0x201)"],
    ["coalesced segments", { 22: 0x20005n }, 0n, "TcpRecvSegCoalesceInfo", "5 segments coalesced, 2 duplicate ACKs (0x20005)"],
    ["a number nobody explains", { 10: 0x1234n }, 0n, "WfpNetBufferListInfo", "0x1234"],
  ])("says what %s means", (_, slots, keywords, name, text) => {
    const node = onSwitch(slots, keywords);
    expect(node?.children).toHaveLength(1);
    expect(child(node?.children, name)?.text).toBe(text);
    expect(node?.text).toBe(`${name}: ${text}`);
  });

  it("is an object of the slots that hold something, each with its bytes", () => {
    const node = onSwitch({ [OOB_SLOT.VLAN]: 0x1e0n, 30: 7n }, 0n, 32);
    expect(node?.value).toEqual({ Ieee8021Q: "0x1e0", Slot30: "0x7" });
    expect(node?.children?.map((slot) => slot.from - node.from)).toEqual([32, 240]);
    expect(onSwitch({})?.value).toBeInstanceOf(Uint8Array);
  });

  it.each<[string, Readonly<Record<number, bigint>>, "in" | "out" | undefined, boolean]>([
    ["nothing", {}, undefined, false],
    ["a request", { 0: 0x220005n }, "out", true],
    ["a request, way unknown", { 0: 0x220005n }, undefined, true],
    ["a large send", { 2: 1460n }, undefined, true],
    ["found right", { 0: 0x28n }, "in", false],
    ["fields not valid", { 0: 0x80n }, "in", true],
    ["coalesced", { 22: 3n }, "in", true],
    ["one segment", { 22: 1n }, "in", false],
  ])("tells whether checksums may be open: %s", (_, slots, way, open) => {
    expect(checksumsOpen(oobData(slots, 8, 26), 8, way)).toBe(open);
  });

  it("explains PktMon's values by the direction of the event", () => {
    const head = new Payload().u64(1n).u16(1).u16(1).u16(4).u16(1).u16(1).u16(1).u16(0).u32(0).u32(0);
    head.ptr(0x5n).ptr(0n).ptr(0x10n);
    for (let i = 0; i < 6; i++) head.ptr(0n);
    const nodes = refined({ provider: PROVIDER.PKT_MON, id: 180, payload: head.u64(0n).u64(0n).u64(0n).done() });
    expect(child(nodes, "TcpIpChecksum")?.text).toBe("IPv4, TCP checksum left to the NIC (0x5)");
    expect(child(nodes, "Ieee8021Q")?.text).toBe("VLAN 1, priority 0 (0x10)");
    expect(child(nodes, "HashInfo")?.text).toBe("0x0");
  });
});

it("reads what a Wi-Fi driver tells of a frame (1002)", () => {
  const context = new Payload().u8(0x80).u8(1).u16(48).u32(1).u32(7).u32(5180).u16(1).u16(0).i32(-52).u8(108).u8(0).u16(0).u32(0).u64(0n).u64(0x123456n);
  const payload = new Payload().u32(5).u32(5).u32(48).bytes(context.done()).done();
  const node = child(refined({ provider: PROVIDER.NDIS_CAPTURE, id: 1002, payload }), "Metadata");
  expect(node?.value).toMatchObject({ PhyId: 7, ChannelMHz: 5180, Rssi: -52, DataRateHalfMbit: 108, Timestamp: "1193046" });
  expect(child(node?.children, "PhyId")?.text).toBe("802.11n (7)");
  const short = new Payload().u32(5).u32(5).u32(4).u32(1).done();
  expect(child(refined({ provider: PROVIDER.NDIS_CAPTURE, id: 1002, payload: short }), "Metadata")?.value).toBeInstanceOf(Uint8Array);
});

it("reads addresses and ports of the kernel's TCP events", () => {
  const p = new Payload()
    .u32(4)
    .u32(84)
    .bytes(Uint8Array.of(10, 0, 0, 2, 10, 0, 0, 1))
    .u16be(445)
    .u16be(50123)
    .u32(0)
    .ptr(0n);
  const schema = builtInSchema("9a280ac0-c8e0-11d1-84e2-00c04fb998a2", 0, 2, 11)[0];
  const bytes = p.done();
  const decoded = decodePayload(schema ?? { provider: "", id: 0, version: 0, fields: [] }, bytes, 0, bytes.length, 8, () => undefined);
  expect(decoded).toMatchObject({ fits: true, trailing: 0, missing: 0 });
  expect(fieldsOf(decoded.nodes)).toMatchObject({ PID: 4, size: 84, daddr: "10.0.0.2", saddr: "10.0.0.1", dport: 445, sport: 50123 });
});
