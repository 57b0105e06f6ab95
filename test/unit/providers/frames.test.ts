import { describe, expect, it } from "vitest";
import type { Step } from "../../../web/providers/frame-plan.js";
import { FRAME_PLANS, NDIS_GUID, PKTMON_GUID, RAS_GUID, VM_SWITCH_GUID, directionOf, fragmentBits, framePlan, linkOf } from "../../../web/providers/frames.js";
import { builtInSchema, loadLayouts } from "../../../web/providers/registry.js";
import { IN_TYPE, type FieldSchema } from "../../../web/trace/schema.js";

await loadLayouts();

const OPS: Readonly<Record<number, string>> = {
  [IN_TYPE.UINT8]: "u8",
  [IN_TYPE.UINT16]: "u16",
  [IN_TYPE.UINT32]: "u32",
  [IN_TYPE.UINT64]: "u64",
  [IN_TYPE.POINTER]: "pointer",
};

/** The reads a layout needs, in the words of a plan without its slots. */
function shapeOfFields(fields: readonly FieldSchema[]): string[] {
  return fields.flatMap((f) => {
    if (f.members) return [`repeat${f.members.length}`, ...shapeOfFields(f.members)];
    if (f.inType === IN_TYPE.UNICODE_STRING) return [f.length === undefined ? "z16" : "c16"];
    if (f.inType === IN_TYPE.BINARY) return [typeof f.length === "number" ? `bytes${f.length}` : "bytes"];
    if (f.outType !== undefined && f.name.endsWith("IP")) return ["bytes4"];
    return [OPS[f.inType] ?? "?"];
  });
}

function shapeOfSteps(steps: readonly Step[]): string[] {
  // Sums and the wish for the whole event read nothing.
  return steps
    .filter((s) => s.op !== "add" && s.op !== "event")
    .map((s) => {
      if (s.op === "repeat") return `repeat${s.steps}`;
      if (s.op === "frame") return "bytes";
      if (s.op === "bytes") return typeof s.length === "number" ? `bytes${s.length}` : "bytes";
      return s.op;
    });
}

describe("frame plans", () => {
  it.each(FRAME_PLANS.map((p) => [p.provider, p.id, p] as const))("%s %i reads what the layout says", (provider, id, plan) => {
    const layout = builtInSchema(provider, id, 0, 0)[0];
    const steps = shapeOfSteps(plan.steps);
    expect(steps).toEqual(shapeOfFields(layout?.fields ?? []).slice(0, steps.length));
  });

  it("reads every length before it is used", () => {
    for (const plan of FRAME_PLANS) {
      const filled = new Set<string>();
      for (const step of plan.steps) {
        const needed = step.op === "repeat" ? step.count : "length" in step ? step.length : undefined;
        if (typeof needed === "string") expect(filled, `${plan.id}`).toContain(needed);
        if ("slot" in step) filled.add(step.slot);
      }
    }
  });

  it("is found by provider and id", () => {
    expect(framePlan(NDIS_GUID, 1001)?.steps.at(-1)).toEqual({ op: "frame", length: "length" });
    expect(framePlan(VM_SWITCH_GUID, 57)?.steps.at(-1)).toEqual({ op: "pointer", slot: "nbl" });
    expect(framePlan(NDIS_GUID, 1002)).toBeUndefined();
  });
});

describe("what the header of a frame event says", () => {
  it("gives the link type", () => {
    expect(linkOf(NDIS_GUID, 1001, 0x1n, 0)).toBe("ethernet");
    expect(linkOf(NDIS_GUID, 1001, 0x60000000000n, 0)).toBe("ethernet");
    expect(linkOf(NDIS_GUID, 1001, 0x10000n, 0)).toBe("ieee80211");
    expect(linkOf(NDIS_GUID, 1001, 0x200n, 0)).toBe("raw-ip");
    expect(linkOf(NDIS_GUID, 1001, 0x8000n, 0)).toBe("raw-ip");
    expect(linkOf(NDIS_GUID, 1003, 0x1000000n, 0)).toBe("ethernet");
    expect([0, 1, 2, 3, 4].map((type) => linkOf(PKTMON_GUID, 160, 0n, type))).toEqual(["ethernet", "ethernet", "ieee80211", "raw-ip", "ethernet"]);
  });

  it("gives the direction", () => {
    expect(directionOf(NDIS_GUID, 1001, 0x100000000n, 0)).toBe("out");
    expect(directionOf(NDIS_GUID, 1001, 0x200000000n, 0)).toBe("in");
    expect(directionOf(NDIS_GUID, 1001, 0n, 0)).toBeUndefined();
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((tag) => directionOf(PKTMON_GUID, 160, 0n, tag))).toEqual([
      undefined,
      "in",
      "out",
      "in",
      "out",
      "in",
      "out",
      undefined,
    ]);
    expect([directionOf(RAS_GUID, 5001, 0n, 0), directionOf(RAS_GUID, 5002, 0n, 0)]).toEqual(["out", "in"]);
    expect(directionOf(VM_SWITCH_GUID, 56, 0x100000000n, 0)).toBeUndefined();
  });

  it("gives the place of a fragment", () => {
    expect(fragmentBits(0xc0000001n)).toEqual({ start: true, end: true, truncated: false });
    expect(fragmentBits(0x42000000n)).toEqual({ start: true, end: false, truncated: true });
    expect(fragmentBits(0n)).toEqual({ start: false, end: false, truncated: false });
  });
});
