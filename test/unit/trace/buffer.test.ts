import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isTrace, readBufferHeader, SMALLEST_TRACE, usedBytes } from "../../../web/trace/buffer.js";

const SAMPLES = "../shared/samples";

/** The first bytes of a sound trace: a header buffer of 0x400 bytes and the log file header's event header. */
function soundHead(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(0x400);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x400, true);
  view.setUint16(0x36, 4, true);
  view.setUint32(0x48, 0xc0020002, true);
  view.setUint16(0x4c, 0x150, true);
  view.setUint8(0x6c, 10);
  return bytes;
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe("buffer header", () => {
  test("fields and the two forms of the CPU number", () => {
    const bytes = new Uint8Array(0x50);
    const view = new DataView(bytes.buffer, 8);
    view.setUint32(0, 0x10000, true);
    view.setUint32(4, 0x200, true);
    view.setBigInt64(0x10, -7n, true);
    view.setBigInt64(0x18, 908n, true);
    view.setUint16(0x28, 0x0803, true);
    view.setUint16(0x2a, 5, true);
    view.setUint32(0x2c, 3, true);
    view.setUint32(0x30, 0x210, true);
    view.setUint16(0x34, 1, true);
    view.setUint16(0x36, 4, true);
    expect(readBufferHeader(bytes, 8)).toEqual({
      bufferSize: 0x10000,
      savedOffset: 0x200,
      timeStamp: -7n,
      sequence: 908n,
      cpu: 3,
      loggerId: 5,
      state: 3,
      filled: 0x210,
      flags: 1,
      type: 4,
    });
    view.setUint16(0x34, 0x21, true);
    expect(readBufferHeader(bytes, 8).cpu).toBe(0x803);
  });

  test.each([
    [0x100, 0x80, 0x200, 0x100],
    [0x48, 0x80, 0x200, 0x48],
    [0x201, 0x80, 0x200, 0x80],
    [0x47, 0x201, 0x200, 0x200],
    [0, 0, 0x200, 0x200],
  ])("used bytes: filled %i, saved %i, image %i", (filled, savedOffset, image, used) => {
    expect(usedBytes({ filled, savedOffset }, image)).toBe(used);
  });
});

describe("recognition", () => {
  test("a sound head is a trace", () => {
    expect(isTrace(soundHead(), 0x400)).toEqual({ ok: true });
    expect(isTrace(soundHead().subarray(0, SMALLEST_TRACE), 1e12)).toEqual({ ok: true });
  });

  test.each<[string, Uint8Array, RegExp]>([
    ["nothing", new Uint8Array(0), /empty/],
    ["PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), /PNG/],
    ["ZIP", Uint8Array.of(0x50, 0x4b, 3, 4, 20), /ZIP/],
    ["CAB", text("MSCF\0\0\0\0"), /cabinet/],
    ["pcap", Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0), /a pcap packet capture/],
    ["pcapng", Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0), /pcapng/],
    ["evtx", text("ElfFile\0\0\0"), /\.evtx/],
    ["RlFs", Uint8Array.of(0x52, 0x6c, 0x46, 0x73, 0, 0, 0, 0), /RlFs/],
    ["zeros", new Uint8Array(4096), /4096 zero bytes/],
    ["text", text("PktMon ID 1, Event ID 2, Type 3\r\n".repeat(40)), /text file/],
    ["UTF-16 text", Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x42, 0), /text file/],
    ["a few bytes", Uint8Array.of(1, 2, 3, 0, 5), /has 5 bytes.*at least 376/],
    ["something", new Uint8Array(1000).fill(0xaa, 0, 500), /does not begin with a buffer/],
  ])("%s is refused by name", (_, head, message) => {
    const result = isTrace(head, head.length);
    expect(result).toMatchObject({ ok: false, code: "not-etl" });
    expect(result.ok ? "" : result.message).toMatch(message);
  });

  test("a trace that is cut inside its first buffer", () => {
    const result = isTrace(soundHead(), 0x3ff);
    expect(result).toMatchObject({ ok: false, code: "not-etl" });
    expect(result.ok ? "" : result.message).toMatch(/cut off: it has 1023 bytes.*needs 1024/);
    expect(isTrace(soundHead().subarray(0, 0x50), 0x50)).toMatchObject({ ok: false, code: "not-etl" });
  });

  test("a trace of Windows 5.x", () => {
    const head = soundHead();
    const view = new DataView(head.buffer);
    view.setUint16(0x36, 0, true);
    view.setUint8(0x6c, 5);
    expect(isTrace(head, head.length)).toMatchObject({ ok: false, code: "unsupported" });
    view.setUint8(0x6c, 0);
    view.setUint32(8, 0x200, true);
    expect(isTrace(head, head.length)).toMatchObject({ ok: false, code: "unsupported" });
  });

  test.each<[string, (view: DataView) => void]>([
    [
      "buffer type",
      (view) => {
        view.setUint16(0x36, 0, true);
      },
    ],
    [
      "buffer size",
      (view) => {
        view.setUint32(0, 0x47, true);
      },
    ],
    [
      "kind",
      (view) => {
        view.setUint8(0x4a, 0x13);
      },
    ],
    [
      "marker",
      (view) => {
        view.setUint8(0x4b, 0x90);
      },
    ],
    [
      "hook",
      (view) => {
        view.setUint16(0x4e, 5, true);
      },
    ],
    [
      "event size",
      (view) => {
        view.setUint16(0x4c, 0x12f, true);
      },
    ],
  ])("one wrong field is enough: %s", (_, spoil) => {
    const head = soundHead();
    spoil(new DataView(head.buffer));
    expect(isTrace(head, head.length)).toMatchObject({ ok: false, code: "not-etl" });
  });

  test("no bytes make it throw", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), fc.maxSafeNat(), (head, size) => typeof isTrace(head, size).ok === "boolean"));
  });

  test.skipIf(!existsSync(SAMPLES))("the samples are traces and the stubs are not (needs ../shared/samples)", () => {
    const files = readdirSync(SAMPLES).filter((name) => name.endsWith(".etl"));
    expect(files.length).toBeGreaterThan(10);
    for (const name of files) {
      const bytes = readFileSync(`${SAMPLES}/${name}`);
      expect([name, isTrace(bytes.subarray(0, 4096), bytes.length).ok]).toEqual([name, !name.startsWith("neg-")]);
    }
  });
});
