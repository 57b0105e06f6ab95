import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isResyncPoint, resync, resyncCandidates, stepBuffer, walkEvents } from "../../../web/trace/chain.js";

const SESSION = { bufferSize: 0x400, compressed: false };
const UNKNOWN = { bufferSize: 0, compressed: false };

interface Fields {
  readonly size?: number;
  readonly filled?: number;
  readonly flags?: number;
  readonly type?: number;
  readonly marker?: number;
}

function head({ size = 0x400, filled = 0x100, flags = 0, type = 0, marker = 0xc0130000 }: Fields = {}): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(0x50);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, size, true);
  view.setUint32(0x30, filled, true);
  view.setUint16(0x34, flags, true);
  view.setUint16(0x36, type, true);
  view.setUint32(0x48, marker, true);
  return bytes;
}

describe("steps from buffer to buffer", () => {
  test("a whole buffer, and one that the file cuts", () => {
    expect(stepBuffer(head(), 0x1000, 0x2000, SESSION)).toMatchObject({ kind: "buffer", diskSize: 0x400, truncated: false, header: { filled: 0x100 } });
    expect(stepBuffer(head(), 0x1000, 0x1400, SESSION)).toMatchObject({ kind: "buffer", diskSize: 0x400, truncated: false });
    expect(stepBuffer(head(), 0x1000, 0x13ff, SESSION)).toMatchObject({ kind: "buffer", diskSize: 0x3ff, truncated: true });
  });

  test("the end: of the file, zeros, fill", () => {
    expect(stepBuffer(new Uint8Array(0), 0x1000, 0x1000, SESSION)).toEqual({ kind: "end" });
    expect(stepBuffer(new Uint8Array(0x48), 0, 0x1000, SESSION)).toEqual({ kind: "end" });
    expect(stepBuffer(new Uint8Array(0x48).fill(0xff), 0, 0x1000, SESSION)).toEqual({ kind: "end" });
    expect(stepBuffer(new Uint8Array(8), 0xff8, 0x1000, SESSION)).toEqual({ kind: "end" });
  });

  test.each<[string, Fields, RegExp]>([
    ["smaller than its header", { size: 0x47 }, /71 bytes long; its header alone has 72/],
    ["larger than 20 MiB", { size: 20 * 1024 * 1024 + 1 }, /20971521 bytes long; at most 20971520/],
    ["fuller than 16 MiB", { filled: 16 * 1024 * 1024 + 0x49 }, /holds 16777289 bytes/],
    ["compressed without content", { flags: 0x40, filled: 0x47 }, /expands to 71 bytes/],
    ["of no known type", { type: 8 }, /unknown type 8/],
  ])("a buffer %s is bad", (_, fields, message) => {
    const step = stepBuffer(head(fields), 0x1000, 1e9, SESSION);
    expect(step).toMatchObject({ kind: "bad", problem: { code: "bad-buffer", offset: 0x1000 } });
    expect(step.kind === "bad" ? step.problem.message : "").toMatch(message);
  });

  test("a cut header is told as a cut file", () => {
    expect(stepBuffer(head().subarray(0, 0x20), 0x1000, 0x1020, SESSION)).toMatchObject({ kind: "bad", problem: { code: "truncated", offset: 0x1000 } });
  });

  test("a size beyond the file is damage where a session buffer would still fit, else a cut", () => {
    const odd = head({ size: 0x10000 });
    expect(stepBuffer(odd, 0x1000, 0x2000, SESSION)).toMatchObject({ kind: "bad" });
    expect(stepBuffer(odd, 0x1000, 0x1300, SESSION)).toMatchObject({ kind: "buffer", truncated: true });
    expect(stepBuffer(odd, 0x1000, 0x2000, UNKNOWN)).toMatchObject({ kind: "buffer", truncated: true });
    expect(stepBuffer(odd, 0x1000, 0x2000, { ...SESSION, compressed: true })).toMatchObject({ kind: "buffer", truncated: true });
  });

  test("no bytes make it throw, and every buffer is a step forward that stays in the file", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 0x60 }), fc.nat(0x1000), fc.nat(0x2000), fc.nat(0x2000), (bytes, offset, fileSize, bufferSize) => {
        const step = stepBuffer(bytes, offset, fileSize, { bufferSize, compressed: false });
        if (step.kind !== "buffer") return;
        expect(step.diskSize).toBeGreaterThan(0);
        expect(offset + step.diskSize).toBeLessThanOrEqual(fileSize);
      }),
    );
  });
});

describe("taking up behind a damaged header", () => {
  test("a sound buffer of the session's size is accepted", () => {
    expect(isResyncPoint(head(), SESSION)).toBe(true);
    expect(isResyncPoint(head({ marker: 0x90000028 }), SESSION)).toBe(true);
    expect(isResyncPoint(head({ filled: 0x48, marker: 0xffffffff }), SESSION)).toBe(true);
  });

  test.each<[string, Fields]>([
    ["size", { size: 0x800 }],
    ["too full", { filled: 0x401 }],
    ["too empty", { filled: 0x47 }],
    ["type", { type: 8 }],
    ["flags", { flags: 0x80 }],
    ["compressed", { flags: 0x40 }],
    ["fill for a marker", { marker: 0xffffffff }],
    ["no marker", { marker: 0x13 }],
  ])("not with a wrong %s", (_, fields) => {
    expect(isResyncPoint(head(fields), SESSION)).toBe(false);
  });

  test("the search goes in steps of the session buffer and stops at the end of the file", () => {
    const file = new Uint8Array(0x1400).fill(0x11);
    const read = (offset: number, length: number): Uint8Array => file.subarray(offset, offset + length);
    expect(resync(read, 0x10, file.length, SESSION)).toBeUndefined();
    file.set(head(), 0xc10);
    expect(resync(read, 0x10, file.length, SESSION)).toBe(0xc10);
    expect(resync(read, 0x14, file.length, SESSION)).toBeUndefined();
    expect([...resyncCandidates(0, 0x1000, SESSION)]).toEqual([0x400, 0x800, 0xc00]);
  });

  test("there is nothing to go by when buffers are compressed or their size is unknown or too small", () => {
    expect([...resyncCandidates(0, 0x1000, { ...SESSION, compressed: true })]).toEqual([]);
    expect([...resyncCandidates(0, 0x1000, UNKNOWN)]).toEqual([]);
    expect([...resyncCandidates(0, 1e15, { bufferSize: 1, compressed: false })]).toEqual([]);
  });
});

describe("walking the events of a buffer", () => {
  const image = (...sizes: readonly number[]): Uint8Array => {
    const bytes = new Uint8Array(0x200).fill(0xff);
    let at = 0x48;
    for (const size of sizes) {
      bytes.set([size & 0xff, size >> 8, 0x33, 0xc0], at);
      at += (size + 7) & ~7;
    }
    return bytes;
  };
  const visited = (bytes: Uint8Array, used: number): { readonly at: readonly number[]; readonly bad: number | undefined } => {
    const at: number[] = [];
    return { bad: walkEvents(bytes, used, (offset) => at.push(offset)), at };
  };

  test("steps are rounded up to 8 and the walk ends at fill or at the limit", () => {
    expect(visited(image(9, 16, 8), 0x200)).toEqual({ at: [0x48, 0x58, 0x68], bad: undefined });
    expect(visited(image(9, 16, 8), 0x68)).toEqual({ at: [0x48, 0x58], bad: undefined });
    expect(visited(image(9), 0x51)).toEqual({ at: [0x48], bad: undefined });
    expect(visited(image(), 0x48)).toEqual({ at: [], bad: undefined });
  });

  test("what cannot be walked over is reported with its offset", () => {
    expect(visited(image(8, 0x1000), 0x200)).toEqual({ at: [0x48], bad: 0x50 });
  });
});
