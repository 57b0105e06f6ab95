import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EtlWriter } from "../../fixtures/etl-writer.js";
import { readTrace, type ReferenceTrace } from "../../reference/read-trace.js";
import { viewOf } from "../../../web/core/bytes.js";
import { KIND } from "../../../web/trace/event.js";

const PROVIDER = "4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac";
const BUFFER = 0x800;

/** 60 events on three CPUs, whose ids count up with time; each CPU fills several buffers. */
function writer(options: ConstructorParameters<typeof EtlWriter>[0] = {}): EtlWriter {
  const out = new EtlWriter({ bufferSize: BUFFER, cpuCount: 3, ...options });
  for (let i = 0; i < 60; i++) out.event({ provider: PROVIDER, id: i, timeNs: (i + 1) * 1000, cpu: (i * 7) % 3, payload: new Uint8Array(100) });
  return out;
}

const dataIds = (trace: ReferenceTrace): number[] => trace.events.filter(({ header }) => header.providerGuid === PROVIDER).map(({ header }) => header.id);
const codes = (trace: ReferenceTrace): string[] => trace.problems.map(({ code }) => code);
const ALL = Array.from({ length: 60 }, (_, i) => i);

function expectSorted(trace: ReferenceTrace): void {
  expect(trace.events.findIndex((event, i) => event.timeStamp < (trace.events[i - 1]?.timeStamp ?? event.timeStamp))).toBe(-1);
}

describe("written traces", () => {
  test.each<[string, ConstructorParameters<typeof EtlWriter>[0]]>([
    ["plain", {}],
    ["compressed", { compress: true }],
    ["compressed as LZNT1", { compress: "lznt1" }],
    ["compressed with Huffman codes", { compress: "xpress-huffman" }],
    ["compressed with Huffman codes, and the header buffer does not say so", { compress: "xpress-huffman", relogged: false }],
    ["merged", { relogged: true }],
    ["32-bit", { pointerSize: 4 }],
    ["8-bit CPU numbers", { cpuNumberBits: 8 }],
    ["system time", { clock: "system" }],
    ["not closed", { closed: false }],
  ])("%s: every event once, in time order", (_, options) => {
    const trace = readTrace(writer(options).build());
    expect(trace.recognition).toEqual({ ok: true });
    expect(dataIds(trace)).toEqual(ALL);
    expect(trace.events).toHaveLength(61);
    expect(trace.problems).toEqual([]);
    expect(trace.buffers.length).toBeGreaterThan(4);
    const [first, second] = [trace.events[0], trace.events[1]];
    expect(first?.header.timeStamp).toBe(trace.clock?.t0);
    expect(trace.clock?.toFileTime(second?.timeStamp ?? 0n)).toBe((trace.logFile?.startTime ?? 0n) + 10n);
  });

  test("a cut file gives what is there", () => {
    const whole = writer().build();
    const trace = readTrace(whole.subarray(0, whole.length - BUFFER + 0x48 + 0xb8 + 40));
    expect(codes(trace)).toEqual(["truncated"]);
    expect(dataIds(trace).length).toBeLessThan(60);
    expectSorted(trace);
    const dropped = trace.buffers.at(-1)?.offset ?? 0;
    expect(trace.events.filter((event) => trace.buffers[event.buffer]?.offset === dropped)).toHaveLength(1);
  });

  test("a cut compressed file gives what still expands", () => {
    const whole = writer({ compress: true }).build();
    const trace = readTrace(whole.subarray(0, whole.length - 20));
    expect(codes(trace)).toEqual(["truncated"]);
    expect(dataIds(trace).length).toBeGreaterThan(40);
  });

  test("a damaged buffer header costs that buffer only", () => {
    const bytes = writer().build();
    bytes.fill(0x5a, 2 * BUFFER, 2 * BUFFER + 0x40);
    const before = readTrace(writer().build());
    const trace = readTrace(bytes);
    expect(trace.problems).toMatchObject([{ code: "bad-buffer", offset: 2 * BUFFER }]);
    expect(trace.buffers).toHaveLength(before.buffers.length - 1);
    expect(trace.events.length).toBe(before.events.filter((event) => event.buffer !== 2).length);
  });

  test("a damaged event costs the rest of its buffer", () => {
    const bytes = writer().build();
    viewOf(bytes).setUint16(2 * BUFFER + 0x48, 0x1000, true);
    const trace = readTrace(bytes);
    expect(trace.problems).toMatchObject([{ code: "bad-event", offset: 2 * BUFFER }]);
    expect(trace.events.some((event) => event.buffer === 2)).toBe(false);
  });

  test("a compressed buffer that does not expand is left out", () => {
    const bytes = writer({ compress: true }).build();
    const second = readTrace(bytes).buffers[2];
    bytes.fill(0xff, (second?.offset ?? 0) + 0x48, (second?.offset ?? 0) + 0x60);
    const trace = readTrace(bytes);
    expect(trace.problems).toMatchObject([{ code: "bad-compression", offset: second?.offset }]);
    expect(trace.events.some((event) => event.buffer === 2)).toBe(false);
  });

  test("time that goes back inside a buffer is sorted and told", () => {
    const bytes = writer().build();
    const view = viewOf(bytes);
    const at = BUFFER + 0x48 + 0x10;
    view.setBigInt64(at, view.getBigInt64(at, true) + 100_000n, true);
    const trace = readTrace(bytes);
    expectSorted(trace);
    expect(dataIds(trace).toSorted((a, b) => a - b)).toEqual(ALL);
    expect(trace.problems[0]).toMatchObject({ code: "clock-step", count: 1 });
  });

  test("a buffer that begins before its predecessor ends keeps the order right", () => {
    const bytes = writer({ mode: 0x10000001 }).build();
    const trace = readTrace(bytes);
    expectSorted(trace);
    expect(dataIds(trace)).toEqual(ALL);
    expect(trace.problems).toMatchObject([{ code: "clock-step" }]);
    expect(trace.problems[0]?.count).toBeGreaterThan(0);
  });

  test("equal times: lanes in the order of the file, positions within a lane", () => {
    const out = new EtlWriter({ bufferSize: BUFFER, cpuCount: 2 });
    for (let i = 0; i < 8; i++) out.event({ provider: PROVIDER, id: i, timeNs: 5000, cpu: i % 2 });
    const trace = readTrace(out.build());
    const laneOfFirst = dataIds(trace)[0] === 0 ? [0, 2, 4, 6, 1, 3, 5, 7] : [1, 3, 5, 7, 0, 2, 4, 6];
    expect(dataIds(trace)).toEqual(laneOfFirst);
    expect(trace.buffers[1]?.header.cpu).toBe(laneOfFirst[0]);
  });

  test("an event without a time takes the one before it", () => {
    const out = new EtlWriter({ bufferSize: BUFFER });
    out.event({ provider: PROVIDER, id: 1, timeNs: 5000, cpu: 0 });
    out.bytes({ timeNs: 5000, cpu: 0 }, Uint8Array.of(16, 0, 0, 0x90, 9, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8));
    const trace = readTrace(out.build());
    expect(trace.events.at(-1)?.header).toMatchObject({ kind: KIND.MESSAGE, timeStamp: undefined, id: 9 });
    expect(trace.events.at(-1)?.timeStamp).toBe(out.rawTime(5000));
  });

  test("a small file cannot ask for gigabytes", () => {
    const bytes = writer({ compress: true }).build();
    const buffers = readTrace(bytes).buffers.slice(1);
    for (const { offset } of buffers) viewOf(bytes).setUint32(offset + 0x30, 16 * 1024 * 1024, true);
    const trace = readTrace(bytes);
    expect(codes(trace)).toEqual(buffers.map(() => "bad-compression"));
    expect(trace.events).toHaveLength(1);
  });
});

describe("damage of any kind", () => {
  const sound = [writer().build(), writer({ compress: true }).build()];
  const noTrace = new Uint8Array(0);

  test("is never a throw, and the order stays right", () => {
    const changes = fc.array(fc.tuple(fc.nat(0xffff), fc.nat(255)), { maxLength: 40 });
    fc.assert(
      fc.property(fc.nat(1), changes, fc.double({ min: 0.05, max: 1, noNaN: true }), (which, edits, part) => {
        const bytes = (sound[which] ?? noTrace).slice();
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        const trace = readTrace(bytes.subarray(0, Math.floor(bytes.length * part)));
        expectSorted(trace);
        for (const { buffer, offset, header } of trace.events) expect(offset + header.size).toBeLessThanOrEqual(trace.buffers[buffer]?.image.length ?? 0);
      }),
      { numRuns: 300 },
    );
  });

  test("what is no trace has no events and says why", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
        const trace = readTrace(bytes);
        expect(trace.recognition.ok).toBe(false);
        expect(trace.events).toEqual([]);
      }),
    );
  });
});

const SAMPLES = "../shared/samples";

interface Expected {
  readonly events: number;
  readonly buffers: number;
  readonly compressedBuffers: number;
  readonly largestEvent: number;
  readonly header: Readonly<Record<string, string>>;
  readonly extendedItems: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
}

const expectedOf = (): [string, Expected][] =>
  existsSync(SAMPLES) ? Object.entries(JSON.parse(readFileSync(`${SAMPLES}/expected.json`, "utf8")) as Record<string, Expected>) : [];

/** The event's kind as the expected figures write it: kernel events by hook, before an image load is put into the image class. */
function keyOf(trace: ReferenceTrace, { buffer, offset, header }: ReferenceTrace["events"][number]): string {
  const bits = header.pointerSize * 8;
  switch (header.kind) {
    case KIND.EVENT32:
    case KIND.EVENT64:
      return `EVT${bits} ${header.providerGuid} id ${header.id} v${header.version} op ${header.opcode}`;
    case KIND.FULL32:
    case KIND.FULL64:
      return `FULL${bits} ${header.providerGuid} id None v${header.version} op ${header.opcode}`;
    default: {
      const [type = 0, group = 0] = trace.buffers[buffer]?.image.subarray(offset + 6) ?? [];
      const form = header.kind === KIND.PERFINFO32 || header.kind === KIND.PERFINFO64 ? "PERF" : "SYS";
      return `${form}${bits} hook group 0x${group.toString(16).padStart(2, "0")} type ${type} v${header.version}`;
    }
  }
}

const tally = (keys: Iterable<string | number>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

const dateOf = (ns: bigint): string => `${new Date(Number(ns / 1_000_000_000n) * 1000).toISOString().slice(0, 19).replace("T", " ")}Z`;

describe("samples", () => {
  test.skipIf(!existsSync(SAMPLES))("are compared with what other readers found (needs ../shared/samples)", () => {
    expect(expectedOf().length).toBeGreaterThan(10);
  });

  test.each(expectedOf())("%s: buffers, events and their kinds are what other readers found, in time order", (name, expected) => {
    const trace = readTrace(readFileSync(`${SAMPLES}/${name}`));
    expect(trace.problems).toEqual([]);
    expect(trace.buffers).toHaveLength(expected.buffers);
    expect(trace.buffers.filter(({ header }) => (header.flags & 0x40) !== 0)).toHaveLength(expected.compressedBuffers);
    expect(trace.events).toHaveLength(expected.events);
    expect(tally(trace.events.map((event) => keyOf(trace, event)))).toEqual(expected.counts);
    expect(trace.events.reduce((largest, { header }) => Math.max(largest, header.size), 0)).toBe(expected.largestEvent);
    expect(tally(trace.events.flatMap(({ header }) => header.items.map(({ type }) => type)))).toEqual(expected.extendedItems);
    expectSorted(trace);
  });

  test.each(expectedOf())("%s: the log file header", (name, { header: expected }) => {
    const { logFile, clock } = readTrace(readFileSync(`${SAMPLES}/${name}`));
    if (!logFile || !clock) throw new Error("no log file header");
    expect({
      buffer_size: String(logFile.bufferSize),
      version: [logFile.osMajor, logFile.osMinor, logFile.subVersion, logFile.subMinor].join("."),
      build: String(logFile.build),
      cpus: String(logFile.cpus),
      perf_freq: String(logFile.perfFreq),
      clock: clock.kind.toUpperCase(),
      mode: `0x${logFile.mode.toString(16).padStart(8, "0")}`,
      pointer_size: String(logFile.pointerSize),
      buffers_written: String(logFile.buffersWritten),
      events_lost: String(logFile.eventsLost),
      buffers_lost: String(logFile.buffersLost),
      timer_res: String(logFile.timerResolution),
      max_file: String(logFile.maximumFileSize),
      tz_bias: String(logFile.timeZone.bias),
      logger: logFile.loggerName,
      logfile: logFile.logFileName,
      start: dateOf(clock.toNs(clock.t0)),
    }).toEqual(Object.fromEntries(Object.entries(expected).filter(([key]) => !["hdr_type", "end", "boot", "compressed_mode"].includes(key))));
  });
});
