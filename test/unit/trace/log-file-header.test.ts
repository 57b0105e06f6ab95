import fc from "fast-check";
import { expect, test } from "vitest";
import { parseLogFileHeader } from "../../../web/trace/log-file-header.js";

const FROM = 0x10;

function payload(pointerSize: 4 | 8, names: string): Uint8Array<ArrayBuffer> {
  const shift = pointerSize === 8 ? 8 : 0;
  const bytes = new Uint8Array(FROM + 0x110 + shift + names.length * 2);
  const view = new DataView(bytes.buffer, FROM);
  const wide = (at: number, text: string): void => {
    for (let i = 0; i < text.length; i++) view.setUint16(at + i * 2, text.charCodeAt(i), true);
  };
  view.setUint32(0, 0x10000, true);
  bytes.set([10, 1, 2, 3], FROM + 4);
  [20348, 16].forEach((value, i) => {
    view.setUint32(8 + i * 4, value, true);
  });
  view.setBigInt64(0x10, 5n, true);
  [156250, 512, 0x14010001, 7, 1, pointerSize, 41, 2400].forEach((value, i) => {
    view.setUint32(0x18 + i * 4, value, true);
  });
  view.setInt32(0x40 + shift, -60, true);
  wide(0x44 + shift, "W. Europe Standard Time");
  view.setInt32(0x94 + shift, 1, true);
  wide(0x98 + shift, "D".repeat(32));
  view.setInt32(0xe8 + shift, -60, true);
  view.setBigInt64(0xf0 + shift, 6n, true);
  view.setBigInt64(0xf8 + shift, 10_000_000n, true);
  view.setBigInt64(0x100 + shift, 7n, true);
  view.setUint32(0x108 + shift, 1, true);
  view.setUint32(0x10c + shift, 3, true);
  wide(0x110 + shift, names);
  return bytes;
}

test.each([4, 8] as const)("every field, with pointers of %i bytes", (pointerSize) => {
  const bytes = payload(pointerSize, "PktMon\0C:\\a.etl\0");
  expect(parseLogFileHeader(bytes, FROM, bytes.length, pointerSize)).toEqual({
    bufferSize: 0x10000,
    osMajor: 10,
    osMinor: 1,
    subVersion: 2,
    subMinor: 3,
    build: 20348,
    cpus: 16,
    endTime: 5n,
    timerResolution: 156250,
    maximumFileSize: 512,
    mode: 0x14010001,
    buffersWritten: 7,
    startBuffers: 1,
    pointerSize,
    eventsLost: 41,
    cpuSpeedMHz: 2400,
    timeZone: { bias: -60, standardName: "W. Europe Standard Time", standardBias: 1, daylightName: "D".repeat(32), daylightBias: -60 },
    bootTime: 6n,
    perfFreq: 10_000_000n,
    startTime: 7n,
    clock: 1,
    buffersLost: 3,
    loggerName: "PktMon",
    logFileName: "C:\\a.etl",
  });
});

test.each([
  ["", "", ""],
  ["\0\0", "", ""],
  ["a", "a", ""],
  ["a\0b", "a", "b"],
])("names %j end at the event's end", (names, loggerName, logFileName) => {
  const bytes = payload(8, names);
  expect(parseLogFileHeader(bytes, FROM, bytes.length, 8)).toMatchObject({ loggerName, logFileName });
});

test("undefined when the fixed part does not fit", () => {
  const bytes = payload(8, "");
  expect(parseLogFileHeader(bytes, FROM, bytes.length - 1, 8)).toBeUndefined();
  expect(parseLogFileHeader(bytes.subarray(0, bytes.length - 1), FROM, bytes.length, 8)).toBeUndefined();
  expect(parseLogFileHeader(bytes, -1, bytes.length, 8)).toBeUndefined();
  expect(parseLogFileHeader(bytes, FROM, bytes.length - 8, 4)).toBeDefined();
});

test("no bytes make it throw", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 700 }),
      fc.integer({ min: -8, max: 800 }),
      fc.integer({ min: -8, max: 800 }),
      fc.constantFrom(0, 4, 8),
      (bytes, from, to, ptr) => {
        parseLogFileHeader(bytes, from, to, ptr);
      },
    ),
  );
});
