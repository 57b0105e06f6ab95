import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guidBytes } from "../../../web/core/bytes.js";
import { eventStep, parseEventHeader, ZERO_GUID } from "../../../web/trace/event-header.js";
import { KERNEL_GROUPS, kernelClassGuid, kernelGroupName } from "../../../web/trace/kernel-groups.js";

const GUID = "01020304-0506-0708-090a-0b0c0d0e0f10";
const OTHER = "a1a2a3a4-b1b2-c1c2-d1d2-e1e2e3e4e5e6";

/** `size` zero bytes with the given little-endian values put in: [offset, bytes per value, value]. */
function make(size: number, ...values: readonly (readonly [number, 1 | 2 | 4 | 8, number | bigint])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  for (const [at, width, value] of values) {
    if (width === 8) view.setBigUint64(at, BigInt(value), true);
    else if (width === 4) view.setUint32(at, Number(value), true);
    else if (width === 2) view.setUint16(at, Number(value), true);
    else view.setUint8(at, Number(value));
  }
  return bytes;
}

const whole = (bytes: Uint8Array) => parseEventHeader(bytes, 0, bytes.length);

describe("kernel headers", () => {
  test.each([
    [0x01, 4, 0x20],
    [0x02, 8, 0x20],
    [0x03, 4, 0x18],
    [0x04, 8, 0x18],
  ])("kind %i", (kind, pointerSize, payloadFrom) => {
    const bytes = make(0x28, [0, 2, 3], [2, 1, kind], [3, 1, 0xc0], [4, 2, 0x28], [6, 1, 2], [7, 1, 5], [8, 4, 77], [0xc, 4, 88], [0x10, 8, 99]);
    expect(whole(bytes)).toMatchObject({
      kind,
      pointerSize,
      payloadFrom,
      size: 0x28,
      payloadTo: 0x28,
      version: 3,
      opcode: 2,
      id: 0,
      tid: 77,
      pid: 88,
      timeStamp: 99n,
      providerGuid: KERNEL_GROUPS.get(5)?.guid,
    });
  });

  test.each([
    [0x10, 4],
    [0x11, 8],
  ])("kind %i has neither process nor thread, and counters before the payload", (kind, pointerSize) => {
    const plain = make(0x18, [0, 2, 3], [2, 1, kind], [3, 1, 0xc0], [4, 2, 0x18], [6, 2, 0x1403], [8, 8, 99]);
    expect(whole(plain)).toMatchObject({ kind, pointerSize, payloadFrom: 0x10, timeStamp: 99n, pid: undefined, tid: undefined, opcode: 3, version: 3 });
    const counted = make(0x30, [0, 2, 0x8203], [2, 1, kind], [3, 1, 0xc0], [4, 2, 0x30], [6, 2, 0x1403]);
    expect(whole(counted)).toMatchObject({ payloadFrom: 0x28, payloadTo: 0x30, version: 3 });
    const cut = make(0x30, [0, 2, 0x8203], [2, 1, kind], [3, 1, 0xc0], [4, 2, 0x27], [6, 2, 0x1403]);
    expect(eventStep(cut, 0, cut.length)).toEqual({ kind: "bad" });
  });

  test("an image load is logged in the process group and belongs to the image class", () => {
    const bytes = make(0x20, [2, 1, 2], [3, 1, 0xc0], [4, 2, 0x20], [6, 2, 0x030a]);
    expect(whole(bytes)).toMatchObject({ providerGuid: "2cb15d1d-5fc1-11d2-abe1-00a0c911f518", opcode: 10 });
  });

  test("process and thread FFFFFFFF mean that nobody knows", () => {
    const bytes = make(0x20, [2, 1, 2], [3, 1, 0xc0], [4, 2, 0x20], [8, 4, 0xffffffff], [0xc, 4, 0xffffffff]);
    expect(whole(bytes)).toMatchObject({ pid: undefined, tid: undefined });
  });

  test("a group without a name gets a GUID of zeros", () => {
    expect(kernelClassGuid(0xf201)).toBe("00000000-0000-0000-0000-0000000000f2");
    expect(kernelGroupName("00000000-0000-0000-0000-0000000000f2")).toBe("Kernel group f2");
    expect(kernelGroupName("99134383-5248-43fc-834b-529454e75df3")).toBe("Kernel group 0c");
    expect(kernelGroupName("9a280ac0-c8e0-11d1-84e2-00c04fb998a2")).toBe("TcpIp");
    expect(kernelGroupName(GUID)).toBeUndefined();
    expect(kernelGroupName(ZERO_GUID)).toBeUndefined();
  });
});

describe("classic headers", () => {
  test.each([
    [0x0a, 4, 0x30],
    [0x14, 8, 0x30],
    [0x0b, 4, 0x48],
    [0x15, 8, 0x48],
  ])("kind %i", (kind, pointerSize, payloadFrom) => {
    const bytes = make(0x50, [0, 2, 0x50], [2, 1, kind], [3, 1, 0xc0], [4, 1, 35], [5, 1, 4], [6, 2, 0x102], [8, 4, 77], [0xc, 4, 88], [0x10, 8, 99]);
    bytes.set(guidBytes(GUID), 0x18);
    expect(whole(bytes)).toMatchObject({
      kind,
      pointerSize,
      payloadFrom,
      payloadTo: 0x50,
      opcode: 35,
      level: 4,
      version: 0x102,
      id: 0,
      tid: 77,
      pid: 88,
      timeStamp: 99n,
      providerGuid: GUID,
    });
  });
});

describe("instance events of very old logs", () => {
  test.each([0x0b, 0x15])("kind %i with handles instead of GUIDs", (kind) => {
    const form = (size: number): Uint8Array<ArrayBuffer> =>
      make(0x50, [0, 2, size], [2, 1, kind], [3, 1, 0xc0], [4, 1, 35], [8, 4, 77], [0xc, 4, 88], [0x10, 8, 99], [0x18, 8, 0x1234]);
    expect(whole(form(0x3a))).toMatchObject({ size: 0x3a, payloadFrom: 0x38, payloadTo: 0x3a, providerGuid: ZERO_GUID, opcode: 35, tid: 77, timeStamp: 99n });
    expect(whole(form(0x48))).toMatchObject({ payloadFrom: 0x48, providerGuid: "00001234-0000-0000-0000-000000000000" });
    expect(whole(form(0x37))).toBeUndefined();
  });
});

describe("EVENT_HEADER", () => {
  const event = (size: number, flags: number, kind = 0x13): Uint8Array<ArrayBuffer> => {
    const bytes = make(size, [0, 2, size], [2, 1, kind], [3, 1, 0xc0], [4, 2, flags], [8, 4, 77], [0xc, 4, 88], [0x10, 8, (1n << 64n) - 5n]);
    const view = new DataView(bytes.buffer);
    view.setUint16(0x28, 1001, true);
    bytes.set([2, 16, 4, 9], 0x2a);
    view.setUint16(0x2e, 12, true);
    view.setBigUint64(0x30, 0x8000_0000_0000_0001n, true);
    bytes.set(guidBytes(GUID), 0x18);
    bytes.set(guidBytes(OTHER), 0x40);
    return bytes;
  };
  const item = (bytes: Uint8Array<ArrayBuffer>, at: number, size: number, type: number, more: number, dataSize: number): void => {
    const view = new DataView(bytes.buffer);
    [size, type, more, dataSize].forEach((value, i) => {
      view.setUint16(at + i * 2, value, true);
    });
  };

  test.each([
    [0x12, 4],
    [0x13, 8],
  ])("kind %i without items", (kind, pointerSize) => {
    expect(whole(event(0x58, 0, kind))).toEqual({
      kind,
      pointerSize,
      size: 0x58,
      timeStamp: -5n,
      providerGuid: GUID,
      id: 1001,
      version: 2,
      channel: 16,
      level: 4,
      opcode: 9,
      task: 12,
      keywords: 0x8000_0000_0000_0001n,
      pid: 88,
      tid: 77,
      activityId: OTHER,
      relatedActivityId: undefined,
      items: [],
      payloadFrom: 0x50,
      payloadTo: 0x58,
    });
  });

  test("no activity is absent, not zeros", () => {
    const bytes = event(0x58, 0).fill(0, 0x40, 0x50);
    expect(whole(bytes)?.activityId).toBeUndefined();
  });

  test("a chain of items, the related activity among them, then the payload", () => {
    const bytes = event(0x90, 1);
    item(bytes, 0x50, 0x18, 12, 1, 13);
    item(bytes, 0x68, 0x18, 1, 0, 16);
    bytes.set(guidBytes(GUID), 0x70);
    expect(whole(bytes)).toMatchObject({
      relatedActivityId: GUID,
      payloadFrom: 0x80,
      payloadTo: 0x90,
      items: [
        { type: 12, from: 0x58, to: 0x65 },
        { type: 1, from: 0x70, to: 0x80 },
      ],
    });
  });

  test.each([
    ["size below 8", 4, 0],
    ["size below its data", 0x10, 9],
    ["size past the event", 0x48, 0],
  ])("a chain ends at an item that does not fit: %s", (_, size, dataSize) => {
    const bytes = event(0x90, 1);
    item(bytes, 0x50, size, 6, 1, dataSize);
    expect(whole(bytes)).toMatchObject({ items: [], payloadFrom: 0x50 });
  });

  test("an item with too few bytes for its type is dropped and the chain goes on", () => {
    const bytes = event(0x90, 1);
    item(bytes, 0x50, 0x10, 1, 1, 8);
    item(bytes, 0x60, 0x10, 6, 0, 8);
    expect(whole(bytes)).toMatchObject({ relatedActivityId: undefined, items: [{ type: 6, from: 0x68, to: 0x70 }], payloadFrom: 0x70 });
  });

  test("the bit that promises another item is ignored at the end of the event", () => {
    const bytes = event(0x60, 1);
    item(bytes, 0x50, 0x10, 6, 1, 8);
    expect(whole(bytes)).toMatchObject({ items: [{ type: 6, from: 0x58, to: 0x60 }], payloadFrom: 0x60, payloadTo: 0x60 });
  });
});

describe("messages", () => {
  test("items by flags: GUID, time, system info, 8-byte pointers", () => {
    const bytes = make(0x30, [0, 2, 0x30], [3, 1, 0x90], [4, 2, 10], [6, 2, 0xaa], [0x18, 8, 99], [0x20, 4, 77], [0x24, 4, 88]);
    bytes.set(guidBytes(GUID), 8);
    expect(whole(bytes)).toMatchObject({ kind: 0x0f, id: 10, providerGuid: GUID, timeStamp: 99n, tid: 77, pid: 88, pointerSize: 8, payloadFrom: 0x28 });
  });

  test("a component id takes the place of the GUID, and time flags share one slot", () => {
    const bytes = make(0x20, [0, 2, 0x20], [3, 1, 0xb0], [4, 2, 10], [6, 2, 0x5f], [0x10, 8, 99]);
    expect(whole(bytes)).toMatchObject({ providerGuid: ZERO_GUID, timeStamp: 99n, pid: undefined, pointerSize: 4, payloadFrom: 0x18 });
  });

  test("without a time flag there is no time; without room for its items it is no event", () => {
    expect(whole(make(0x10, [0, 2, 0x10], [3, 1, 0x90]))).toMatchObject({ timeStamp: undefined, payloadFrom: 8 });
    expect(eventStep(make(0x10, [0, 2, 0x10], [3, 1, 0x90], [6, 2, 0xaa]), 0, 0x10)).toEqual({ kind: "bad" });
  });
});

describe("what cannot be an event", () => {
  test.each([0x0c, 0x0d, 0x0e, 0x16, 0xff])("kind %i is opaque", (kind) => {
    expect(whole(make(0x18, [0, 2, 0x18], [2, 1, kind], [3, 1, 0xc0]))).toMatchObject({
      kind,
      size: 0x18,
      providerGuid: ZERO_GUID,
      timeStamp: undefined,
      payloadFrom: 8,
      payloadTo: 0x18,
    });
  });

  test("WNODE forms and the virtual message kind are opaque too, whatever their kind byte says", () => {
    expect(whole(make(0x18, [0, 2, 0x18], [2, 1, 0x13], [3, 1, 0x80]))).toMatchObject({ kind: 0x0e, payloadFrom: 8 });
    expect(whole(make(0x18, [0, 2, 0x18], [2, 1, 0x0f], [3, 1, 0xc0]))).toMatchObject({ kind: 0x0e, payloadFrom: 8 });
  });

  test.each([
    ["fewer than 8 bytes left", make(7, [0, 2, 7], [3, 1, 0xc0]), "end"],
    ["fill", new Uint8Array(16).fill(0xff), "end"],
    ["zeros", new Uint8Array(16), "end"],
    ["no high bit, fill behind it", make(16, [0, 4, 0x1234]), "end"],
    ["no high bit", make(16, [0, 4, 0x1234], [4, 4, 5]), "bad"],
    ["smaller than its header", make(0x60, [0, 2, 0x4f], [2, 1, 0x13], [3, 1, 0xc0]), "bad"],
    ["past the end", make(0x60, [0, 2, 0x61], [2, 1, 0x13], [3, 1, 0xc0]), "bad"],
    ["unknown kind of size 7", make(0x60, [0, 2, 7], [2, 1, 0x33], [3, 1, 0xc0]), "bad"],
  ])("%s", (_, bytes, kind) => {
    expect(eventStep(bytes, 0, bytes.length)).toEqual({ kind });
    expect(whole(bytes)).toBeUndefined();
  });

  test("the limit is the smaller of used and what is there", () => {
    const bytes = make(0x60, [0, 2, 0x60], [2, 1, 0x13], [3, 1, 0xc0]);
    expect(eventStep(bytes, 0, 0x5f)).toEqual({ kind: "bad" });
    expect(eventStep(bytes, 0, 0x1000)).toEqual({ kind: "event", size: 0x60 });
    expect(eventStep(bytes, -8, 0x60)).toEqual({ kind: "end" });
    expect(eventStep(bytes, 0x1000, 0x2000)).toEqual({ kind: "end" });
  });
});

test("no bytes make it throw, and whatever comes out lies inside the event", () => {
  const marked = fc.uint8Array({ minLength: 8, maxLength: 160 }).map((bytes) => {
    bytes[3] = (bytes[3] ?? 0) % 3 === 0 ? 0x90 : 0xc0;
    bytes[2] = (bytes[2] ?? 0) % 0x18;
    bytes[1] = bytes[5] = 0;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 160 }), marked), fc.integer({ min: -4, max: 40 }), fc.integer({ min: 0, max: 200 }), (bytes, at, used) => {
      const header = parseEventHeader(bytes, at, used);
      expect(header !== undefined).toBe(eventStep(bytes, at, used).kind === "event");
      if (!header) return;
      expect(at + header.size).toBeLessThanOrEqual(Math.min(used, bytes.length));
      expect(header.payloadFrom).toBeLessThanOrEqual(header.payloadTo);
      expect(header.payloadTo).toBe(header.size);
      for (const { from, to } of header.items) expect(from <= to && to <= header.payloadFrom).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
