import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test, vi } from "vitest";
import type { EventRow, JourneyRow } from "../../../web/core/api.js";
import { Engine } from "../../../web/worker/engine.js";
import { DEMO_STORY, demoTrace } from "../../fixtures/demo-trace.js";
import { EtlWriter } from "../../fixtures/etl-writer.js";
import { inventory } from "../../fixtures/lab.js";
import { fileTime } from "../../fixtures/log-file-header.js";
import { scenarioTrace } from "../../fixtures/scenario-trace.js";
import { noAbort, openBytes, wasm } from "../support.js";
import { everyRow, exportedBytes } from "./support.js";

vi.setConfig({ testTimeout: 120_000 });

const SAMPLES = "../shared/samples";

const eventsOf = (engine: Engine, filter?: string): Promise<EventRow[]> =>
  everyRow((offset) => engine.events({ offset, limit: 10_000, ...(filter === undefined ? {} : { filter }) }));
const journeysOf = (engine: Engine): Promise<JourneyRow[]> => everyRow((offset) => engine.journeys({ offset, limit: 10_000 }));

/** An event but for its position, which is another in a shorter trace. */
const content = (row: EventRow): unknown => ({ ...row, index: 0 });
const shape = (row: JourneyRow): unknown => [
  row.startNs,
  row.latencyNs,
  row.outcome,
  row.pathClass,
  row.summary,
  row.sightings.map(({ place, kind, timeNs, changes }) => [place, kind, timeNs, changes]),
];

/** What section 1 of the format asks of every buffer of a closed, uncompressed, relogged file. */
function checkBuffers(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lanes = new Map<number, bigint>();
  let buffers = 0;
  let flushed = 0n;
  let last = 0;
  for (let at = 0; at < bytes.length; at += view.getUint32(at, true), buffers++) {
    const size = view.getUint32(at, true);
    const used = view.getUint32(at + 0x30, true);
    const sequence = view.getBigInt64(at + 0x18, true);
    expect(at + size).toBeLessThanOrEqual(bytes.length);
    expect([view.getUint32(at + 4, true), view.getUint16(at + 0x2a, true), used % 8]).toEqual([used, 0, 0]);
    expect(bytes.subarray(at + used, at + size).every((byte) => byte === 0xff)).toBe(true);
    expect(view.getUint16(at + 0x36, true)).toBe(buffers === 0 ? 4 : 0);
    if (buffers > 0) {
      const cpu = view.getUint16(at + 0x28, true);
      expect([size, sequence]).toEqual([view.getUint32(0x68, true), BigInt(buffers)]);
      expect(sequence).toBeGreaterThan(lanes.get(cpu) ?? 0n);
      lanes.set(cpu, sequence);
      expect(view.getBigInt64(at + 0x10, true)).toBeGreaterThanOrEqual(flushed);
      flushed = view.getBigInt64(at + 0x10, true);
    }
    expect(view.getUint16(at + 0x34, true) & 0x7e).toBe(0x20);
    last = view.getUint16(at + 0x34, true);
  }
  expect([view.getUint16(0x34, true) & 1, last & 1]).toEqual([1, 1]);
  expect(view.getUint32(0x68 + 0x24, true)).toBe(buffers);
  expect(view.getUint32(0x68 + 0x20, true) & 0x4010002).toBe(0x10000);
}

test("the whole trace again: the same events, journeys, sessions and names, uncompressed", async () => {
  const { engine, summary } = await openBytes(demoTrace());
  const bytes = await exportedBytes(engine, "etl");
  checkBuffers(bytes);
  const again = await openBytes(bytes);
  expect(again.summary).toMatchObject({
    events: summary.events,
    packets: summary.packets,
    journeys: summary.journeys,
    drops: summary.drops,
    startNs: summary.startNs,
  });
  expect(again.summary).toMatchObject({ compressed: false, closed: true, problems: [], computerName: summary.computerName, providers: summary.providers });
  expect((await eventsOf(again.engine)).map(content).slice(1)).toEqual((await eventsOf(engine)).map(content).slice(1));
  expect((await journeysOf(again.engine)).map(shape)).toEqual((await journeysOf(engine)).map(shape));
  expect((await again.engine.natSessions({})).rows).toEqual((await engine.natSessions({})).rows);
});

test("a filter: exactly the events that fit, beside those that explain", async () => {
  const { engine, summary } = await openBytes(demoTrace());
  for (const filter of ["ip.addr == 65.55.44.109", 'provider == "Microsoft-Windows-WinNat"', "cpu == 1"]) {
    const wanted = await eventsOf(engine, filter);
    const again = await openBytes(await exportedBytes(engine, "etl", { filter }));
    const found = await eventsOf(again.engine, filter);
    // The header event is another one: it says what is other in this file.
    const kept = (rows: EventRow[]): unknown[] => rows.filter(({ index }) => index > 0).map(content);
    expect(kept(found), filter).toEqual(kept(wanted));
    expect(wanted.length, filter).toBeGreaterThan(0);
    expect(again.summary.events, filter).toBeLessThan(summary.events);
    expect(again.summary.endNs, filter).toBe(wanted[wanted.length - 1]?.timeNs);
  }
});

test("a range: its events and none of the others' packets, its journeys joined as before", async () => {
  const { engine, summary } = await openBytes(demoTrace());
  const from = summary.startNs + BigInt(DEMO_STORY.natOut.startNs) - 200_000n;
  const range = { fromNs: from, toNs: from + 500_000n };
  const bytes = await exportedBytes(engine, "etl", { range });
  checkBuffers(bytes);
  const again = await openBytes(bytes);
  const inside = (row: EventRow): boolean => row.timeNs >= range.fromNs && row.timeNs <= range.toNs;
  const wanted = (await eventsOf(engine)).filter(inside);
  expect((await eventsOf(again.engine)).filter(inside).map(content)).toEqual(wanted.map(content));
  const journeys = (await journeysOf(engine)).filter(({ startNs }) => startNs >= range.fromNs && startNs <= range.toNs);
  expect(journeys.length).toBeGreaterThan(0);
  expect((await journeysOf(again.engine)).map(shape)).toEqual(journeys.map(shape));
  expect(again.summary.packets).toBeLessThan(summary.packets);
});

test("stories of other machines, pointer sizes and clocks come back whole", async () => {
  for (const id of ["lossy", "nat-portproxy", "pktmon-pings", "endpoint-churn"] as const) {
    const { engine, summary } = await openBytes(scenarioTrace(id, 7).bytes);
    const bytes = await exportedBytes(engine, "etl");
    checkBuffers(bytes);
    const again = await openBytes(bytes);
    expect(again.summary, id).toMatchObject({
      packets: summary.packets,
      journeys: summary.journeys,
      eventsLost: summary.eventsLost,
      buffersLost: summary.buffersLost,
    });
    expect((await eventsOf(again.engine)).map(content).slice(1), id).toEqual((await eventsOf(engine)).map(content).slice(1));
  }
});

test("a trace of two machines is refused, with a word why", async () => {
  const writer = new EtlWriter({ bootTime: fileTime("2025-11-01T00:00:00Z") });
  inventory(writer, { computer: "EDGE-HOST-08", endNs: 1_000_000_000 });
  const other = writer.build();
  const engine = new Engine();
  await engine.init(await wasm());
  await engine.open(
    [demoTrace(), other].map((bytes, i) => ({ name: `${i}.etl`, blob: new Blob([bytes]) })),
    () => undefined,
    noAbort(),
  );
  await expect(exportedBytes(engine, "etl")).rejects.toMatchObject({ code: "unsupported" });
});

test.skipIf(!existsSync(SAMPLES))("real traces: every event comes back with its time and fields (skipped without the shared samples)", async () => {
  const names = readdirSync(SAMPLES).filter((name) => name.endsWith(".etl") && !name.startsWith("neg-") && statSync(`${SAMPLES}/${name}`).size < 1_500_000);
  for (const name of names) {
    const { engine } = await openBytes(Uint8Array.from(readFileSync(`${SAMPLES}/${name}`)), name);
    const bytes = await exportedBytes(engine, "etl");
    checkBuffers(bytes);
    const again = await openBytes(bytes);
    const sorted = (rows: EventRow[]): string[] =>
      rows.map((row) => JSON.stringify(content(row), (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).sort();
    expect(sorted((await eventsOf(again.engine)).slice(1)), name).toEqual(sorted((await eventsOf(engine)).slice(1)));
  }
});
