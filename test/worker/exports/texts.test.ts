import { beforeAll, expect, test, vi } from "vitest";
import type { EventRow, JourneyRow } from "../../../web/core/api.js";
import type { Engine } from "../../../web/worker/engine.js";
import { demoTrace } from "../../fixtures/demo-trace.js";
import { noAbort, openBytes } from "../support.js";
import { everyRow, exported, exportedText } from "./support.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let engine: Engine;
let events: EventRow[];
let journeys: JourneyRow[];

beforeAll(async () => {
  ({ engine } = await openBytes(demoTrace()));
  events = await everyRow((offset) => engine.events({ offset, limit: 10_000 }));
  journeys = await everyRow((offset) => engine.journeys({ offset, limit: 10_000 }));
});

/** Wrote by hand after RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += c;
      i++;
    } else if (c === '"') quoted = !quoted;
    else if (quoted || (c !== "," && c !== "\r")) cell += c;
    else {
      row.push(cell);
      cell = "";
      if (c === "\r") {
        expect(text[++i]).toBe("\n");
        rows.push(row);
        row = [];
      }
    }
  }
  expect([cell, row]).toEqual(["", []]);
  return rows;
}

test("csv: a header and one record for every event, with its time, provider and fields", async () => {
  const [head = [], ...records] = parseCsv(await exportedText(engine, "csv"));
  expect(records).toHaveLength(events.length);
  expect(records.every((record) => record.length === head.length)).toBe(true);
  const at = (record: string[], name: string): string | undefined => record[head.indexOf(name)];
  for (const [i, record] of records.entries()) {
    expect([at(record, "index"), at(record, "id"), at(record, "provider_guid")]).toEqual([String(i), String(events[i]?.id), events[i]?.providerGuid]);
    expect(at(record, "time")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
    expect(Object.keys(JSON.parse(at(record, "fields") ?? "") as object)).toEqual(Object.keys(events[i]?.fields ?? {}));
  }
  expect(records.filter((record) => at(record, "drop_reason") !== "")).toHaveLength(2);
});

test("jsonl: every line is one EventRow, times in nanoseconds, bytes in hex", async () => {
  const lines = (await exportedText(engine, "jsonl")).trimEnd().split("\n");
  expect(lines).toHaveLength(events.length);
  const rows = lines.map((line) => JSON.parse(line) as Omit<EventRow, "timeNs"> & { readonly timeNs: string });
  expect(rows.map(({ index }) => index)).toEqual(events.map(({ index }) => index));
  for (const [i, row] of rows.entries()) {
    const [second = "", digits = ""] = row.timeNs.replace("Z", "").split(".");
    expect(BigInt(Date.parse(`${second}Z`)) * 1_000_000n + BigInt(digits)).toBe(events[i]?.timeNs);
  }
  const bytes = events.findIndex(({ fields }) => fields["Fragment"] instanceof Uint8Array);
  expect(rows[bytes]?.fields["Fragment"]).toBe(Buffer.from(events[bytes]?.fields["Fragment"] as Uint8Array).toString("hex"));
});

test("text: one line for every event, as the tools of Windows write it", async () => {
  const lines = (await exportedText(engine, "text")).trimEnd().split("\n");
  expect(lines).toHaveLength(events.length);
  expect(lines.filter((line) => !/^\[\d+\][0-9A-F-]{4,}\.[0-9A-F-]{4,}::\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{9} \[[^\]]+\] \S/.test(line))).toEqual([]);
  expect(lines.filter((line) => line.includes("dropped: Failed Security Policy"))).toHaveLength(1);
});

test("a filter and a range narrow an export as they narrow the table", async () => {
  const filter = 'provider == "Microsoft-Windows-WinNat"';
  const { rows } = await engine.events({ filter, limit: 10_000 });
  expect(rows.length).toBeGreaterThan(0);
  const indexes = async (options: object): Promise<number[]> =>
    (await exportedText(engine, "jsonl", options))
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => (JSON.parse(line) as EventRow).index);
  expect(await indexes({ filter })).toEqual(rows.map(({ index }) => index));
  const range = { fromNs: events[40]?.timeNs ?? 0n, toNs: events[60]?.timeNs ?? 0n };
  expect(await indexes({ range })).toEqual(events.filter(({ timeNs }) => timeNs >= range.fromNs && timeNs <= range.toNs).map(({ index }) => index));
  expect(await indexes({ range: { fromNs: 0n, toNs: 1n } })).toEqual([]);
  await expect(exported(engine, "jsonl", { filter: "ip.addr == (" })).rejects.toMatchObject({ code: "filter" });
});

interface TraceEntry {
  readonly ph: string;
  readonly ts?: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly cat?: string;
  readonly id?: string | number;
  readonly args?: Record<string, unknown>;
}

test("chrome-json: what the trace event format asks for, each journey with its hops, each event an instant", async () => {
  const file = JSON.parse(await exportedText(engine, "chrome-json")) as { displayTimeUnit: string; traceEvents: TraceEntry[] };
  expect(file.displayTimeUnit).toBe("ns");
  const all = file.traceEvents;
  const of = (ph: string): TraceEntry[] => all.filter((entry) => entry.ph === ph);
  expect(new Set(all.map(({ ph }) => ph))).toEqual(new Set(["M", "b", "e", "X", "s", "t", "f", "i"]));
  for (const entry of all) {
    expect([typeof entry.name, Number.isInteger(entry.pid), Number.isInteger(entry.tid)]).toEqual(["string", true, true]);
    if (entry.ph !== "M") expect(Number.isFinite(entry.ts)).toBe(true);
    if (entry.ph === "X") expect(entry.dur).toBeGreaterThanOrEqual(0);
  }
  expect(of("i")).toHaveLength(events.length);
  expect(of("b")).toHaveLength(journeys.length);
  expect(of("e").map(({ id }) => id)).toEqual(of("b").map(({ id }) => id));
  expect(of("X")).toHaveLength(journeys.reduce((sum, row) => sum + row.sightings.length, 0));
  const named = new Set(of("M").map(({ pid, tid, name }) => `${name} ${pid} ${tid}`));
  for (const { pid, tid } of of("X")) expect(named.has(`thread_name ${pid} ${tid}`)).toBe(true);
  for (const { pid } of all) expect(named.has(`process_name ${pid} 0`)).toBe(true);
  const slow = journeys.find(({ sightings }) => sightings.length > 2);
  const hops = of("X").filter(({ args }) => args?.["journey"] === slow?.id);
  expect(hops.map(({ dur }) => Math.round((dur ?? 0) * 1000)).slice(1)).toEqual(slow?.sightings.slice(1).map((s) => s.latencyFromPreviousNs));
});

test("an export ends where it is told to, and tells how far it got", async () => {
  const channel = new MessageChannel();
  channel.port2.postMessage("abort");
  await new Promise((resolve) => setTimeout(resolve));
  const told: number[] = [];
  const running = engine.export(
    "csv",
    {},
    ({ events: done, bytesDone, bytesTotal }) => {
      expect(bytesDone).toBeLessThanOrEqual(bytesTotal);
      told.push(done);
    },
    channel.port1,
  );
  // A machine that is done within a tenth of a second has nothing to stop.
  const outcome = await running.then(
    () => "done",
    (e: unknown) => (e as { code: string }).code,
  );
  expect(outcome === "aborted" ? told.length > 0 : outcome === "done" && told.length === 0).toBe(true);
  channel.port2.close();
  await expect(engine.export("evtx" as "csv", {}, () => undefined, noAbort())).rejects.toMatchObject({ code: "unsupported" });
});
