import { describe, expect, it } from "vitest";
import { KERNEL_EVENTS, kernelMap, kernelSchema } from "../../../web/trace/kernel-events.js";
import { decodePayload, fieldsOf } from "../../../web/trace/payload.js";
import { Payload } from "../../fixtures/payload.js";

const PROCESS = "3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c";
const THREAD = "3d6fa8d1-fe05-11d0-9dda-00c04fd7ba7c";
const IMAGE = "2cb15d1d-5fc1-11d2-abe1-00a0c911f518";
const SYSTEM_CONFIG_EX = "9b79ee91-b5fd-41c0-a243-4248e266e9d0";

function decode(guid: string, opcode: number, version: number, payload: Payload, pointerSize: 4 | 8 = 8): Record<string, unknown> {
  const schema = kernelSchema(guid, opcode, version);
  if (!schema) throw new Error(`no layout for ${guid} ${opcode} ${version}`);
  const bytes = payload.done();
  const result = decodePayload(schema, bytes, 0, bytes.length, pointerSize, kernelMap);
  expect(result).toMatchObject({ fits: true, trailing: 0, missing: 0 });
  return fieldsOf(result.nodes);
}

describe("kernelSchema", () => {
  it("finds each layout by its own key, once", () => {
    const keys = KERNEL_EVENTS.map((s) => `${s.provider}/${s.opcode ?? -1}/${s.version}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const schema of KERNEL_EVENTS) expect(kernelSchema(schema.provider, schema.opcode ?? -1, schema.version)).toBe(schema);
  });

  it("takes the newest version before an unknown one, and none after it", () => {
    expect(kernelSchema(PROCESS, 1, 9)?.version).toBe(5);
    expect(kernelSchema(PROCESS, 39, 1)).toBeUndefined();
    expect(kernelSchema(PROCESS, 200, 4)).toBeUndefined();
  });

  it("names only maps that are there", () => {
    const maps = KERNEL_EVENTS.flatMap((s) => s.fields.flatMap((f) => f.map ?? []));
    expect(maps.length).toBeGreaterThan(0);
    for (const name of maps) expect(kernelMap(name)).toBeDefined();
  });
});

describe("kernel layouts", () => {
  const sid = (p: Payload): Payload => p.u8(1).u8(1).fill(0, 5).u8(5).u32(18);

  it("reads a process of version 4", () => {
    const p = new Payload().ptr(0xffffn).u32(3676).u32(3508).u32(1).i32(259).ptr(0x558fb000n).u32(2).ptr(1n).ptr(0n);
    sid(p).ansiz("curl.exe").utf16z("curl https://x").utf16z("").utf16z("");
    expect(decode(PROCESS, 1, 4, p)).toMatchObject({
      ProcessId: 3676,
      ParentId: 3508,
      Flags: 2,
      UserSID: "S-1-5-18",
      ImageFileName: "curl.exe",
      CommandLine: "curl https://x",
    });
  });

  it("reads a process of version 1 without a SID, 32 bits", () => {
    const p = new Payload(4).ptr(0x1000n).u32(4).u32(0).u32(0).i32(0).u32(0).ansiz("System");
    expect(decode(PROCESS, 3, 1, p, 4)).toMatchObject({ ProcessId: 4, UserSID: "", ImageFileName: "System" });
  });

  it.each([
    ["with", "worker", { ThreadName: "worker" }],
    ["without", undefined, {}],
  ])("reads a thread of version 3 %s a name", (_, name, fields) => {
    const p = new Payload().u32(504).u32(5060);
    for (let i = 0; i < 7; i++) p.ptr(BigInt(i));
    p.u32(0).u8(13).u8(5).u8(2).u8(0);
    if (name !== undefined) p.utf16z(name);
    const read = decode(THREAD, 1, 3, p);
    expect(read).toMatchObject({ ProcessId: 504, TThreadId: 5060, BasePriority: 13, ...fields });
    expect("ThreadName" in read).toBe(name !== undefined);
  });

  it("reads an image load", () => {
    const p = new Payload().ptr(0x7ff0n).ptr(0x8000n).u32(42).u32(0x6658e).u32(7).u8(12).u8(2).u16(0).ptr(0n).fill(0, 16).utf16z("\\Device\\x.dll");
    expect(decode(IMAGE, 10, 3, p)).toMatchObject({ ImageBase: "0x7ff0", ProcessId: 42, SignatureLevel: 12, FileName: "\\Device\\x.dll" });
  });

  it("reads an interface row of 1,352 bytes", () => {
    const p = new Payload()
      .u64(0x6000000000000n)
      .u32(14)
      .guid("8eb236e3-2520-11ef-86c9-806e6f6e6963")
      .utf16Field("vEthernet (nat)", 257)
      .utf16Field("Hyper-V Virtual Ethernet Adapter", 257);
    p.u32(6)
      .bytes(Uint8Array.of(0, 0x15, 0x5d, 1, 2, 3))
      .fill(0, 26)
      .fill(0, 32)
      .u32(1500)
      .u32(6);
    p.fill(0, 0x484 - p.length).u32(1);
    p.fill(0, 1352 - p.length);
    expect(decode(SYSTEM_CONFIG_EX, 36, 0, p)).toMatchObject({
      InterfaceIndex: 14,
      InterfaceGuid: "8eb236e3-2520-11ef-86c9-806e6f6e6963",
      Alias: "vEthernet (nat)",
      Description: "Hyper-V Virtual Ethernet Adapter",
      PhysicalAddress: "00:15:5d:01:02:03",
      Mtu: 1500,
      Type: 6,
      OperStatus: 1,
    });
  });
});
