import { describe, expect, test } from "vitest";
import type { EventRow, Problem, TraceSummary } from "../../web/core/api.js";
import type { LossSpan } from "../../web/core/engine-api.js";
import { Engine } from "../../web/worker/engine.js";
import { EtlWriter, type EtlOptions } from "../fixtures/etl-writer.js";
import { appended, buffersIn, counted, fileOf, flagged, ofType, sequenceOf, wrapped } from "../fixtures/file-states.js";
import { Payload } from "../fixtures/payload.js";
import { readTrace } from "../reference/read-trace.js";
import { noAbort, wasm } from "./support.js";

type Bytes = Uint8Array<ArrayBuffer>;

const PROVIDER = "4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac";
const BUFFER = 0x800;
const STEP_NS = 1000;
const EVENTS = 120;
const MODE = { CIRCULAR: 0x2, APPEND: 0x4, NEW_FILE: 0x8, PREALLOCATE: 0x20, NO_PER_CPU: 0x10000000 } as const;
const FLAG = { EVENTS_LOST: 2, BUFFER_LOST: 4, BACKUP_CORRUPT: 8, BACKUP: 0x10 } as const;

/** Events whose ids count up with time, on three CPUs; the third is idle but for one of the first events and the last ones. */
function session(options: EtlOptions = {}, { from = 0, to = EVENTS }: { readonly from?: number; readonly to?: number } = {}): EtlWriter {
  const writer = new EtlWriter({ bufferSize: BUFFER, cpuCount: 3, ...options });
  for (let id = from; id < to; id++) {
    const cpu = id === from + 2 || id > to - 3 ? 2 : id % 2;
    writer.event({ provider: PROVIDER, id, timeNs: (id + 1) * STEP_NS, cpu, pid: 4, tid: 8 + cpu, payload: new Payload().fill(id & 0xff, 100).done() });
  }
  return writer;
}

interface Opened {
  readonly engine: Engine;
  readonly summary: TraceSummary;
  readonly rows: readonly EventRow[];
  readonly ids: readonly number[];
  readonly codes: readonly Problem["code"][];
  readonly losses: readonly LossSpan[];
}

/** Opens files through the engine; what holds in every state: order, and what the plain reader says of the same bytes. */
async function open(...files: readonly Bytes[]): Promise<Opened> {
  const engine = new Engine();
  await engine.init(await wasm());
  const sources = files.map((bytes, i) => ({ name: `${i}.etl`, blob: new Blob([bytes]) }));
  const summary = await engine.open(sources, () => undefined, noAbort());
  const { rows } = await engine.events({ limit: 10_000 });
  expect(rows).toHaveLength(summary.events);
  expect(rows.findIndex((row, i) => row.timeNs < (rows[i - 1]?.timeNs ?? row.timeNs))).toBe(-1);
  const ids = idsOf(rows);
  const [only] = files;
  if (only !== undefined && files.length === 1) expect(ids).toEqual(plainIds(only));
  const losses = await engine.losses();
  expect(losses.findIndex((loss, i) => loss.toNs < loss.fromNs || loss.fromNs < (losses[i - 1]?.fromNs ?? loss.fromNs))).toBe(-1);
  return { engine, summary, rows, ids, codes: summary.problems.map(({ code }) => code), losses };
}

const idsOf = (rows: readonly EventRow[]): number[] => rows.filter((row) => row.providerGuid === PROVIDER).map(({ id }) => id);
const plainIds = (bytes: Bytes): number[] => readTrace(bytes).events.flatMap(({ header }) => (header.providerGuid === PROVIDER ? [header.id] : []));
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const ALL = range(0, EVENTS);
/** The ids in some buffers of a file, in the order of time. */
const idsIn = (file: Bytes, buffers: readonly Bytes[]): number[] => plainIds(fileOf(buffersIn(file)[0] ?? [], buffers));

function expectTimes({ rows, summary }: Opened): void {
  for (const row of rows) if (row.providerGuid === PROVIDER) expect(row.timeNs - summary.startNs).toBe(BigInt((row.id + 1) * STEP_NS));
}

describe("a closed sequential file", () => {
  test("every event once, at its time, and nothing to tell", async () => {
    const opened = await open(session().build());
    expect(opened.ids).toEqual(ALL);
    expectTimes(opened);
    expect(opened).toMatchObject({ codes: [], losses: [], summary: { closed: true, circular: false, compressed: false, pointerSize: 8, cpuCount: 3 } });
    expect(opened.summary.endNs - opened.summary.startNs).toBe(BigInt(EVENTS * STEP_NS + 100));
  });

  test("one lane for all CPUs: times that go back from buffer to buffer are told, the order is right", async () => {
    const opened = await open(session({ mode: MODE.NO_PER_CPU | 1 }).build());
    expect(opened).toMatchObject({ ids: ALL, codes: ["clock-step"] });
  });
});

describe("1: a trace of a 32-bit system", () => {
  test.each([4, 8] as const)("pointers of %i bytes", async (pointerSize) => {
    const writer = session({ pointerSize });
    writer.classic({ timeNs: 5, guid: PROVIDER, type: 7, payload: Uint8Array.of(1) }).kernel({ timeNs: 6, group: 9, type: 1 });
    const opened = await open(writer.build());
    expect(opened.summary).toMatchObject({ pointerSize, problems: [], events: EVENTS + 3 });
    expect(opened.ids.slice(1)).toEqual(ALL);
  });
});

describe("2: 32-bit processes on a 64-bit system", () => {
  test("each event's pointers have the size that its own header says", async () => {
    const writer = new EtlWriter({ pointerSize: 8 });
    // Kernel-Process ImageLoad: two pointers, a process id.
    for (const [i, pointerSize] of ([4, 8, 4] as const).entries())
      writer.event({
        timeNs: i * STEP_NS,
        provider: "22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716",
        id: 5,
        pointerSize,
        payload: new Payload(pointerSize).ptr(0x7ff0_0000n).ptr(0x1000n).u32(1234).u32(0).u32(0).ptr(0n).utf16z("\\Device\\x.dll").done(),
      });
    const { rows, summary } = await open(writer.build());
    expect(summary).toMatchObject({ pointerSize: 8, problems: [] });
    const pids = rows.slice(1).map((row) => Object.entries(row.fields).find(([name]) => /process ?id/i.test(name))?.[1]);
    expect(pids).toEqual([1234, 1234, 1234]);
  });
});

describe("3: a file that was not closed", () => {
  test("all is there, and its end is the last event", async () => {
    const opened = await open(session({ closed: false }).build());
    expect(opened).toMatchObject({ ids: ALL, codes: ["unclosed"], losses: [], summary: { closed: false } });
    expect(opened.summary.endNs - opened.summary.startNs).toBe(BigInt(EVENTS * STEP_NS));
  });

  test("a copy made while it was written lacks the buffers that were still being filled", async () => {
    const [header = new Uint8Array(0), ...data] = buffersIn(session({ closed: false }).build());
    const copied = data.slice(0, -3);
    const opened = await open(fileOf(header, copied));
    expect(opened.ids).toEqual(idsIn(fileOf(header, data), copied));
    expect(opened.codes.toSorted()).toEqual(["sequence-gap", "unclosed"]);
    // The idle CPU's buffer is the third, and has a neighbour on both sides; the others were the last.
    expect(opened.losses).toMatchObject([{ code: "sequence-gap", count: 1 }]);
    expect(opened.losses[0]?.message).toContain("lost or not yet written");
  });
});

describe("4: a circular file that did not come round", () => {
  test("is like a sequential one", async () => {
    const opened = await open(session({ mode: MODE.CIRCULAR }).build());
    expect(opened).toMatchObject({ ids: ALL, codes: [], losses: [], summary: { circular: true } });
    expectTimes(opened);
  });

  test("the first buffer was empty and is not there", async () => {
    const opened = await open(session({ mode: MODE.CIRCULAR, missingBuffers: [1] }).build());
    expect(opened).toMatchObject({ codes: [], losses: [] });
  });
});

describe("5: a circular file that came round", () => {
  test.each([3, 4, 5, 6, 7])("%i buffers are left: in the order of time, what was written over is told, no hole is", async (room) => {
    const whole = counted(session({ mode: MODE.CIRCULAR }).build());
    const left = buffersIn(whole).slice(1).slice(-room);
    const opened = await open(wrapped(whole, room));
    expect(opened.ids).toEqual(idsIn(whole, left));
    expect(opened).toMatchObject({ codes: ["overwritten"], losses: [], summary: { circular: true, closed: true, buffers: room + 1 } });
    const [problem] = opened.summary.problems;
    expect(problem?.count).toBe(buffersIn(whole).length - 1 - room);
    expect(problem?.message).toMatch(/complete only from [\d.]+ s of the trace on/);
  });

  test("a buffer that was lost behind the oldest one left is a hole", async () => {
    const whole = session({ mode: MODE.CIRCULAR, buffersLost: 1 }).build();
    const [header, ...data] = buffersIn(whole);
    const newest = Math.max(...data.map(sequenceOf));
    const file = counted(
      fileOf(
        header ?? [],
        data.filter((buffer) => sequenceOf(buffer) !== newest - 2),
      ),
      buffersIn(whole).length,
    );
    const opened = await open(wrapped(file, 9));
    expect(opened.codes.toSorted()).toEqual(["buffers-lost", "overwritten", "sequence-gap"]);
    expect(opened.losses.find((loss) => loss.code === "sequence-gap")).toMatchObject({ count: 1 });
  });
});

describe("6: a file that another session was appended to", () => {
  test.each([true, false])("the second session numbers its buffers anew (its own header buffer is there: %s)", async (again) => {
    const first = session({ mode: MODE.APPEND }, { to: 60 }).build();
    const second = session({ mode: MODE.APPEND }, { from: 60 }).build();
    const file = appended([first, second], again);
    const opened = await open(counted(file));
    expect(opened).toMatchObject({ ids: ALL, codes: [], losses: [] });
    expectTimes(opened);
  });

  test("a hole in one session's numbers is not filled by the other's", async () => {
    const first = session({ mode: MODE.APPEND, buffersLost: 1, missingBuffers: [3] }, { to: 60 }).build();
    const opened = await open(counted(appended([first, session({ mode: MODE.APPEND }, { from: 60 }).build()], false)));
    expect(opened.codes).toEqual(["buffers-lost", "sequence-gap"]);
  });
});

describe("7: a file whose room was taken in advance", () => {
  test.each([
    ["zeros", 0],
    ["ones", 0xff],
  ])("the system stopped: the rest is %s", async (_, fill) => {
    const file = session({ mode: MODE.PREALLOCATE, closed: false }).build();
    const opened = await open(fileOf(file, new Uint8Array(5 * BUFFER).fill(fill)));
    expect(opened).toMatchObject({ ids: ALL, codes: ["unclosed"], losses: [] });
    expect(opened.summary.problems[0]).toMatchObject({ offset: file.length });
  });

  test("closed, and the room that was not needed is still there", async () => {
    const opened = await open(fileOf(session({ mode: MODE.PREALLOCATE }).build(), new Uint8Array(5 * BUFFER)));
    expect(opened).toMatchObject({ ids: ALL, codes: [], losses: [] });
  });

  test("what goes on behind any other closed file is told", async () => {
    const opened = await open(fileOf(session().build(), new Uint8Array(5 * BUFFER)));
    expect(opened).toMatchObject({ ids: ALL, codes: ["bad-buffer"] });
  });
});

describe("8: parts of a session that began new files", () => {
  const [header = new Uint8Array(0), ...data] = buffersIn(session({ mode: MODE.NEW_FILE }).build());
  /** The idle CPU's buffer, numbered 3, is flushed last: it is in the second part. */
  const parts = [data.slice(0, 4), data.slice(4)].map((buffers) => counted(fileOf(header, buffers)));

  test("one alone: a number that another part has is no hole", async () => {
    const [, second = header] = parts;
    const opened = await open(second);
    expect(opened).toMatchObject({ ids: idsIn(second, buffersIn(second).slice(1)), codes: [], losses: [] });
  });

  test("together, in any order: one trace", async () => {
    for (const order of [parts, parts.toReversed()]) {
      const opened = await open(...order);
      expect(opened).toMatchObject({ ids: ALL, codes: [], losses: [] });
      expectTimes(opened);
      expect(new Set(opened.summary.sources.map(({ machine }) => machine)).size).toBe(1);
    }
  });

  test("together, with a loss in one of them: only what is in no part is a hole", async () => {
    const file = session({ mode: MODE.NEW_FILE, buffersLost: 1 }).build();
    const [head = header, ...all] = buffersIn(file);
    const lost = all.filter((buffer) => sequenceOf(buffer) !== 5);
    const opened = await open(counted(fileOf(head, lost.slice(0, 4))), counted(fileOf(header, lost.slice(4))));
    expect(opened.codes).toEqual(["buffers-lost", "sequence-gap"]);
    expect(opened.losses.find((loss) => loss.code === "sequence-gap")).toMatchObject({ count: 1 });
  });
});

describe("9: backups of real-time sessions", () => {
  test("the system's own stub is refused by name", async () => {
    const stub = new Uint8Array(0x1000);
    stub.set([0x52, 0x6c, 0x46, 0x73]);
    await expect(open(stub)).rejects.toMatchObject({ code: "not-etl", message: expect.stringContaining("RlFs") as string });
  });

  test("buffers that went through a backup are read; one that was damaged in it is told", async () => {
    const [header = new Uint8Array(0), ...data] = buffersIn(session().build());
    const sound = data.map((buffer) => flagged(buffer, FLAG.BACKUP));
    expect(await open(fileOf(header, sound))).toMatchObject({ ids: ALL, codes: [], losses: [] });
    const hurt = sound.map((buffer, i) => (i === 2 ? flagged(buffer, FLAG.BACKUP_CORRUPT) : buffer));
    const opened = await open(fileOf(header, hurt));
    expect(opened).toMatchObject({ ids: ALL, codes: ["bad-buffer"], summary: { problems: [{ offset: 3 * BUFFER }] } });
  });

  test("losses that the session told its reader are at their times", async () => {
    const writer = session();
    for (const [i, type] of [32, 33, 34].entries()) writer.classic({ timeNs: (i + 1) * 20_500, guid: "6a399ae0-4bc6-4de9-870b-3657f8947e7e", type });
    const { losses, summary } = await open(writer.build());
    expect(losses.map(({ code, fromNs, toNs }) => [code, fromNs - summary.startNs, toNs - fromNs])).toEqual([
      ["events-lost", 20_500n, 0n],
      ["buffers-lost", 41_000n, 0n],
      ["buffers-lost", 61_500n, 0n],
    ]);
  });
});

describe("10: a relogged file", () => {
  test("no logger, flushes are dates", async () => {
    const opened = await open(session({ relogged: true }).build());
    expect(opened).toMatchObject({ ids: ALL, codes: [], losses: [], summary: { compressed: false, loggerName: "Relogger" } });
    expectTimes(opened);
  });

  test("a buffer without any time in it takes that of its flush, which is a date here", async () => {
    const message = Uint8Array.of(8, 0, 0, 0x90, 7, 0, 0, 0);
    for (const relogged of [true, false]) {
      const writer = session({ relogged });
      const flush = 1_000_000;
      writer.bytes({ timeNs: flush, cpu: 5 }, message);
      const { rows, summary } = await open(writer.build());
      expect(rows.at(-1)).toMatchObject({ id: 7, timeNs: summary.startNs + BigInt(flush) + 100n });
    }
  });
});

describe("11: a merged file", () => {
  test("compressed, with what was added by the merge behind the end of the session", async () => {
    const writer = session({ compress: true, endTime: undefined as never });
    writer.classic({ timeNs: 2_500_000_000, guid: PROVIDER, type: 64, tid: 0xffffffff, pid: 0 });
    const opened = await open(writer.build());
    expect(opened.ids.slice(0, EVENTS)).toEqual(ALL);
    expect(opened).toMatchObject({ codes: [], losses: [], summary: { compressed: true, closed: true, logFileName: "[multiple files]" } });
    expect(opened.rows.at(-1)?.tid).toBeUndefined();
  });
});

describe.each([
  ["12", "qpc", 3_579_545n],
  ["13", "system", 10_000_000n],
  ["14", "cycles", 10_000_000n],
] as const)("%s: the clock %s", (_, clock, perfFreq) => {
  test("times to the 100 ns, and the clock's name", async () => {
    const opened = await open(session({ clock, perfFreq }).build());
    expect(opened).toMatchObject({ ids: ALL, codes: [], summary: { clock } });
    for (const row of opened.rows.slice(1)) {
      const off = row.timeNs - opened.summary.startNs - BigInt((row.id + 1) * STEP_NS);
      // One tick of the clock, and the 100 ns that times are cut to.
      expect(off <= 0n && off > -400n).toBe(true);
    }
  });

  test("messages without a time do not make a step of the clock", async () => {
    const writer = new EtlWriter({ clock, perfFreq, bufferSize: BUFFER });
    const untimed = (id: number): Bytes => Uint8Array.of(8, 0, 0, 0x90, id, 0, 0, 0);
    // At the start of the first and the second buffer, and at the end.
    writer.bytes({ timeNs: 10, cpu: 0 }, untimed(201));
    for (let i = 0; i < 9; i++) writer.event({ provider: PROVIDER, id: i, timeNs: 1000 + i * STEP_NS, cpu: 0, payload: new Uint8Array(100) });
    writer.bytes({ timeNs: 10_500, cpu: 0 }, untimed(202)).bytes({ timeNs: 10_501, cpu: 0 }, untimed(203));
    for (let i = 9; i < 18; i++) writer.event({ provider: PROVIDER, id: i, timeNs: 2000 + i * STEP_NS, cpu: 0, payload: new Uint8Array(100) });
    writer.bytes({ timeNs: 99_000, cpu: 0 }, untimed(204));
    const { rows, codes } = await open(writer.build());
    expect(codes).toEqual([]);
    expect(rows.slice(1).map(({ id }) => id)).toEqual([201, ...range(0, 9), 202, 203, ...range(9, 18), 204]);
    const at = (id: number): bigint | undefined => rows.slice(1).find((row) => row.id === id)?.timeNs;
    expect([at(201), at(204)]).toEqual([at(0), at(17)]);
  });
});

describe.each([
  ["15", "lz77"],
  ["16", "lznt1"],
  ["17", "xpress-huffman"],
] as const)("%s: the compression %s", (_, compress) => {
  test.each([true, false])("said in the header buffer: %s", async (relogged) => {
    const opened = await open(session({ compress, relogged }).build());
    expect(opened).toMatchObject({ ids: ALL, codes: [], losses: [], summary: { compressed: true } });
    expectTimes(opened);
  });

  test("a buffer that does not expand is left out, and is no hole in the numbers", async () => {
    const file = session({ compress, buffersLost: 1 }).build();
    const buffers = buffersIn(file);
    const opened = await open(fileOf(buffers.map((buffer, i) => (i === 3 ? buffer.fill(0xff, 0x48, 0x70) : buffer))));
    expect(opened.codes).toEqual(["bad-compression", "buffers-lost"]);
    expect(opened.ids).toEqual(
      idsIn(
        file,
        buffers.slice(1).filter((_buffer, i) => i !== 2),
      ),
    );
  });

  test("cut inside a buffer: what expands is read", async () => {
    const file = session({ compress }).build();
    const opened = await open(file.slice(0, -30));
    expect(opened.codes).toContain("truncated");
    expect(opened.ids.length).toBeGreaterThan(EVENTS - 30);
  });
});

describe("a file that is cut off", () => {
  test("between buffers and inside one: what is there is read, what lacks is told", async () => {
    const file = session().build();
    const buffers = buffersIn(file);
    const between = await open(fileOf(buffers.slice(0, -2)));
    expect(between.ids).toEqual(idsIn(file, buffers.slice(1, -2)));
    expect(between.codes.toSorted()).toEqual(["sequence-gap", "sequence-gap", "truncated"]);
    const inside = await open(file.slice(0, -BUFFER / 2));
    expect(inside.codes).toEqual(["truncated"]);
    expect(inside.ids.slice(0, 100)).toEqual(range(0, 100));
  });

  test("inside the first buffer", async () => {
    await expect(
      open(
        session()
          .build()
          .slice(0, BUFFER - 1),
      ),
    ).rejects.toMatchObject({ code: "not-etl" });
  });
});

describe("losses and their places in time", () => {
  const at = ({ summary }: Opened, ns: bigint): number => Number(ns - summary.startNs);

  test("counts of the header alone: somewhere in the trace", async () => {
    const opened = await open(session({ eventsLost: 41, buffersLost: 2 }).build());
    expect(opened.codes).toEqual(["events-lost", "buffers-lost"]);
    expect(opened.losses.map((loss) => [loss.code, loss.count, at(opened, loss.fromNs), at(opened, loss.toNs)])).toEqual([
      ["events-lost", 41, 0, EVENTS * STEP_NS],
      ["buffers-lost", 2, 0, EVENTS * STEP_NS],
    ]);
    expect(opened.summary.problems[0]?.message).toMatch(/^41 events were lost .*, between 0 s and 0\.00012 s of the trace\.$/);
  });

  test("the times of the last dropped events end the stretch in which there were losses", async () => {
    const writer = session({ eventsLost: 41 });
    const raw = [0n, writer.rawTime(70_000), writer.rawTime(50_000)];
    const times = raw.reduce((out, time) => out.u64(time), new Payload().u32(3).u32(0)).done();
    const opened = await open(writer.kernel({ timeNs: 130_000, kind: "perfinfo", group: 0, type: 0x52, payload: times }).build());
    expect(opened.losses.map((loss) => [loss.cpu, at(opened, loss.fromNs), at(opened, loss.toNs)])).toEqual([
      [undefined, 0, 70_000],
      [2, 50_000, 50_000],
      [1, 70_000, 70_000],
    ]);
    expect(opened.codes).toEqual(["events-lost", "events-lost", "events-lost"]);
  });

  test("flags of buffers", async () => {
    const buffers = buffersIn(session().build());
    const hurt = buffers.map((buffer, i) => (i === 3 ? flagged(buffer, FLAG.EVENTS_LOST) : i === 4 ? flagged(buffer, FLAG.BUFFER_LOST) : buffer));
    const opened = await open(fileOf(hurt));
    expect(opened).toMatchObject({ ids: ALL });
    expect(opened.codes.toSorted()).toEqual(["buffers-lost", "events-lost"]);
    const [lost, before] = [3, 4].map((i) => idsIn(fileOf(buffers), [buffers[i] ?? new Uint8Array(0)]));
    const events = opened.losses.find((loss) => loss.code === "events-lost");
    expect(events).toMatchObject({ offset: 3 * BUFFER });
    expect([at(opened, events?.fromNs ?? 0n), at(opened, events?.toNs ?? 0n)]).toEqual([((lost?.[0] ?? 0) + 1) * STEP_NS, ((lost?.at(-1) ?? 0) + 1) * STEP_NS]);
    const buffer = opened.losses.find((loss) => loss.code === "buffers-lost");
    expect(at(opened, buffer?.toNs ?? 0n)).toBe(((before?.[0] ?? 0) + 1) * STEP_NS);
  });

  test.each([[4], [5], [6, 7], [8]])("numbers that are missing: %s", async (...missing) => {
    const whole = session().build();
    const opened = await open(session({ buffersLost: missing.length, missingBuffers: missing }).build());
    const gone = idsIn(
      whole,
      buffersIn(whole).filter((buffer) => missing.includes(sequenceOf(buffer))),
    );
    expect(gone.length).toBeGreaterThan(5);
    expect(opened.codes).toEqual(["buffers-lost", "sequence-gap"]);
    const gap = opened.losses.find((loss) => loss.code === "sequence-gap");
    expect(gap).toMatchObject({ count: missing.length });
    // All that is gone lies in the stretch, which is not the whole trace.
    expect(at(opened, gap?.fromNs ?? 0n)).toBeLessThan((Math.min(...gone) + 1) * STEP_NS);
    expect(at(opened, gap?.toNs ?? 0n)).toBeGreaterThan((Math.max(...gone) + 1) * STEP_NS);
    expect(Number((gap?.toNs ?? 0n) - (gap?.fromNs ?? 0n))).toBeLessThan((EVENTS * STEP_NS) / 2);
    // The count of lost buffers is the same loss.
    expect(opened.losses.find((loss) => loss.code === "buffers-lost")).toMatchObject({ fromNs: gap?.fromNs, toNs: gap?.toNs });
  });

  test("numbers of buffers that were empty are no loss", async () => {
    expect(await open(session({ missingBuffers: [4, 7] }).build())).toMatchObject({ codes: [], losses: [] });
  });

  test("the only CPU's hole is exactly between its events", async () => {
    const writer = new EtlWriter({ bufferSize: BUFFER, cpuCount: 1, buffersLost: 1, missingBuffers: [3] });
    for (let id = 0; id < 40; id++) writer.event({ provider: PROVIDER, id, timeNs: (id + 1) * STEP_NS, cpu: 0, payload: new Uint8Array(100) });
    const opened = await open(writer.build());
    const missing = ALL.slice(0, 40).filter((id) => !opened.ids.includes(id));
    expect(opened.losses.find((loss) => loss.code === "sequence-gap")).toMatchObject({
      cpu: 0,
      fromNs: opened.summary.startNs + BigInt(Math.min(...missing) * STEP_NS),
      toNs: opened.summary.startNs + BigInt((Math.max(...missing) + 2) * STEP_NS),
    });
  });

  test("a damaged number is no hole of a million buffers", async () => {
    const buffers = buffersIn(session({ buffersLost: 1 }).build());
    const bytes = fileOf(buffers);
    new DataView(bytes.buffer).setBigInt64(5 * BUFFER + 0x18, 1n << 60n, true);
    const opened = await open(bytes);
    expect(opened.losses.filter((loss) => loss.code === "sequence-gap").every((loss) => (loss.count ?? 0) < 3)).toBe(true);
  });
});

describe("types of buffers", () => {
  test.each([0, 1, 2, 5])("type %i holds events", async (type) => {
    const [header = new Uint8Array(0), ...data] = buffersIn(session().build());
    expect(
      await open(
        fileOf(
          header,
          data.map((buffer) => ofType(buffer, type)),
        ),
      ),
    ).toMatchObject({ ids: ALL, codes: [] });
  });

  test.each([3, 6, 7])("type %i holds none, and is no hole in the numbers", async (type) => {
    const file = session({ buffersLost: 1 }).build();
    const buffers = buffersIn(file).map((buffer, i) => (i === 3 ? ofType(buffer, type) : buffer));
    const opened = await open(fileOf(buffers));
    expect(opened.ids).toEqual(
      idsIn(
        file,
        buffers.slice(1).filter((_, i) => i !== 2),
      ),
    );
    expect(opened.codes).toEqual(["buffers-lost"]);
  });
});

describe("kinds of event headers", () => {
  test.each([4, 8] as const)("each at its time, with its process, class and payload, pointers of %i bytes", async (pointerSize) => {
    const who = { pid: 40, tid: 44, payload: Uint8Array.of(1, 2, 3, 4, 5) };
    const guid = "99999999-2222-3333-4444-555555555555";
    const writer = new EtlWriter({ pointerSize })
      .kernel({ ...who, timeNs: 1000, group: 9, type: 1, kind: "system" })
      .kernel({ ...who, timeNs: 2000, group: 9, type: 2, kind: "compact" })
      .kernel({ ...who, timeNs: 3000, group: 9, type: 3, kind: "perfinfo" })
      .kernel({ ...who, timeNs: 4000, group: 9, type: 4, kind: "perfinfo", counters: [7n, 8n], pebs: 9n })
      .classic({ ...who, timeNs: 5000, guid, type: 5 })
      .instance({ ...who, timeNs: 6000, guid, type: 6, instance: 1 })
      .instance({ ...who, timeNs: 7000, guid, type: 7, old: true })
      .event({
        ...who,
        timeNs: 8000,
        provider: guid,
        id: 3,
        opcode: 8,
        items: [
          { type: 3, data: new Uint8Array(4) },
          { type: 6, data: new Uint8Array(24) },
        ],
      })
      .message({ ...who, timeNs: 9000, guid, number: 77 })
      .bytes({ timeNs: 10_000 }, Uint8Array.of(13, 0, 0x0c, 0xc0, 9, 9, 9, 9, ...who.payload))
      .event({ ...who, timeNs: 11_000, provider: guid, id: 4, opcode: 11 });
    const { rows, summary, engine } = await open(writer.build());
    expect(summary.problems).toEqual([]);
    const told = rows.slice(1);
    const registry = "ae53722e-c863-11d2-8659-00c04fa321a1";
    const none = "00000000-0000-0000-0000-000000000000";
    expect(told.map((row) => [row.providerGuid, row.opcode, row.pid])).toEqual([
      [registry, 1, 40],
      [registry, 2, 40],
      [registry, 3, undefined],
      [registry, 4, undefined],
      [guid, 5, 40],
      [guid, 6, 40],
      [none, 7, 40],
      [guid, 8, 40],
      [guid, 0, 40],
      [none, 0, undefined],
      [guid, 11, 40],
    ]);
    // What has no time is where the event before it is.
    expect(told.map((row) => Number(row.timeNs - summary.startNs))).toEqual([1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 9000, 11_000]);
    for (const row of told) {
      const { bytes } = await engine.detail("event", row.index);
      expect([...bytes.subarray(-5)]).toEqual([1, 2, 3, 4, 5]);
    }
  });
});
