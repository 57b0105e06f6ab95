import fc from "fast-check";
import { expect, test } from "vitest";
import { LEVEL, SHAPE, type LaneSet, type RowContent, type TimelineQuery } from "../../web/core/timeline.js";
import { demoTrace } from "../fixtures/demo-trace.js";
import { scenarioTrace } from "../fixtures/scenario-trace.js";
import { openBytes } from "./support.js";

const opened = openBytes(demoTrace());
const SLOW = { timeout: 60_000 };

const rowsOf = (set: LaneSet): RowContent[] => set.lanes.map((_, lane) => ({ kind: "lanes", members: [lane] }));
const ask = (set: LaneSet, more: Partial<TimelineQuery> = {}): TimelineQuery => ({
  fromNs: set.fromNs,
  toNs: set.toNs + 1,
  columns: 400,
  columnPx: 3,
  rows: rowsOf(set),
  linesWanted: true,
  ...more,
});

test("lanes: each sighting stands in one, with its switch", SLOW, async () => {
  const { engine } = await opened;
  const set = await engine.lanes();
  const { rows } = await engine.journeys({ limit: 10_000 });
  const sightings = rows.flatMap((row) => row.sightings);
  expect(set.lanes.reduce((n, lane) => n + lane.sightings, 0)).toBe(sightings.length);
  expect(set.cpus.reduce((n, lane) => n + lane.sightings, 0)).toBe(sightings.length);
  for (const lane of set.lanes) expect(lane.sightings).toBe(sightings.filter(({ place }) => place.id === lane.key).length);
  expect(set.lanes.some((lane) => lane.switch !== undefined)).toBe(true);
});

test("columns hold what a plain count over all sightings finds, at any range, for any journeys", SLOW, async () => {
  const { engine, summary } = await opened;
  const set = await engine.lanes();
  const all = (await engine.journeys({ limit: 10_000 })).rows;
  const span = set.toNs - set.fromNs;
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(
      share,
      share,
      fc.integer({ min: 1, max: 300 }),
      fc.constantFrom(undefined, "outcome == dropped", "tcp", "path.class == nat"),
      async (a, b, columns, filter) => {
        const fromNs = set.fromNs + Math.min(a, b) * span;
        const toNs = set.fromNs + Math.max(a, b) * span + 50;
        const query = ask(set, { fromNs, toNs, columns, ...(filter === undefined ? {} : { filter }) });
        const picture = await engine.timeline(query);
        const figures = await engine.timelineFigures(query);
        const rows = filter === undefined ? all : (await engine.journeys({ filter, limit: 10_000 })).rows;
        const edge = (c: number): number => fromNs + ((toNs - fromNs) * c) / columns;
        const at = (ns: bigint): number => Number(ns - summary.startNs);
        for (const [lane, { key }] of set.lanes.entries()) {
          const here = rows.flatMap((row) => row.sightings.filter(({ place }) => place.id === key).map((s) => ({ t: at(s.timeNs), kind: s.kind })));
          const counts = picture.rows[lane];
          const column = (c: number) => here.filter(({ t }) => t >= edge(c) && t < edge(c + 1));
          for (let c = 0; c < columns; c += Math.ceil(columns / 40)) {
            expect(counts?.counts[c]).toBe(column(c).length);
            expect(counts?.drops[c]).toBe(column(c).filter(({ kind }) => kind === "dropped").length);
          }
          const inside = here.filter(({ t }) => t >= fromNs && t < toNs);
          expect(figures.rows[lane]).toMatchObject({ sightings: inside.length, drops: inside.filter(({ kind }) => kind === "dropped").length });
        }
        const begun = rows.filter((row) => at(row.startNs) >= fromNs && at(row.startNs) < toNs);
        expect(figures.journeys).toBe(begun.length);
        if (begun.length > 0) expect(rows[figures.firstJourney]?.id).toBe(begun[0]?.id);
        const latencies = begun.map((row) => row.latencyNs).sort((x, y) => x - y);
        expect(figures.latency?.p95Ns).toBe(latencies[Math.min(latencies.length - 1, Math.floor(0.95 * latencies.length))]);
      },
    ),
    { numRuns: 25 },
  );
});

test("a drop is there at any zoom, and named with its reason", SLOW, async () => {
  const { engine } = await opened;
  const set = await engine.lanes();
  for (const columns of [1, 7, 900]) {
    const picture = await engine.timeline(ask(set, { columns }));
    expect(picture.rows.reduce((n, row) => n + row.drops.reduce((a, b) => a + b, 0), 0)).toBe(2);
    expect(picture.drops.map(({ reason }) => reason).sort()).toEqual([
      "Failed Security Policy",
      "Packet does not match the packet filter set on the destination NIC.",
    ]);
  }
});

test("where few sightings stand the journeys are lines with their points, the pinned one also when the filter hides it", SLOW, async () => {
  const { engine, summary } = await opened;
  const set = await engine.lanes();
  const [row] = (await engine.journeys({ filter: "outcome == dropped", limit: 1 })).rows;
  const start = Number((row?.startNs ?? 0n) - summary.startNs);
  const range = { fromNs: start - 20_000, toNs: start + 40_000 };
  const { journeys, rows } = await engine.timeline(ask(set, range));
  const at = journeys.ids.indexOf(row?.id ?? -1);
  expect(at).toBeGreaterThanOrEqual(0);
  const [from, to] = [journeys.starts[at] ?? 0, journeys.starts[at + 1] ?? 0];
  expect(to - from).toBe(row?.sightings.length);
  expect([...journeys.times.slice(from, to)]).toEqual(row?.sightings.map(({ timeNs }) => Number(timeNs - summary.startNs)));
  expect([...journeys.rows.slice(from, to)]).toEqual(row?.sightings.map(({ place }) => set.lanes.findIndex(({ key }) => key === place.id)));
  expect([...journeys.shapes.slice(from, to)]).toContain(SHAPE.DROPPED);
  expect(rows.every(({ levels }) => levels.every((level) => level !== LEVEL.DENSE))).toBe(true);

  const hidden = await engine.timeline(ask(set, { ...range, filter: "path.class == nat", pinned: row?.id ?? 0 }));
  expect([...hidden.journeys.ids]).not.toContain(row?.id);
  expect([...(hidden.pinned?.ids ?? [])]).toEqual([row?.id]);
});

test("a journey that only passes through a range is drawn there", SLOW, async () => {
  const { engine, summary } = await opened;
  const set = await engine.lanes();
  const [slowest] = (await engine.journeys({ sort: "-latency", limit: 1 })).rows;
  const hop = slowest?.sightings.reduce((a, b) => (a.latencyFromPreviousNs > b.latencyFromPreviousNs ? a : b));
  const end = Number((hop?.timeNs ?? 0n) - summary.startNs);
  const half = (hop?.latencyFromPreviousNs ?? 0) / 2;
  const { journeys } = await engine.timeline(ask(set, { fromNs: end - half, toNs: end - half + 100 }));
  expect([...journeys.ids]).toContain(slowest?.id);
});

test("what a hostile page asks for is answered within bounds", SLOW, async () => {
  const { engine } = await opened;
  const set = await engine.lanes();
  const picture = await engine.timeline(ask(set, { fromNs: NaN, toNs: -1, columns: 1e9, rows: [{ kind: "lanes", members: [99_999, -1] }] }));
  expect(picture.columns).toBeLessThanOrEqual(8192);
  expect(picture.rows).toHaveLength(1);
});

test("events that fit a filter are a row of their own; a wrong filter is refused", SLOW, async () => {
  const { engine, summary } = await opened;
  const set = await engine.lanes();
  const filter = 'provider == "Microsoft-Windows-WinNat"';
  const { rows } = await engine.timeline(ask(set, { rows: [{ kind: "events", filter }] }));
  expect(rows[0]?.counts.reduce((a, b) => a + b, 0)).toBe(summary.providers.find(({ name }) => name === "Microsoft-Windows-WinNat")?.events);
  await expect(engine.timeline(ask(set, { rows: [{ kind: "events", filter: "provider ==" }] }))).rejects.toMatchObject({ code: "filter" });
});

test("starts of processes are marked, with words where there is room to read them", SLOW, async () => {
  const { bytes, truth } = scenarioTrace("no-packets", 3);
  const { engine } = await openBytes(bytes);
  const set = await engine.lanes();
  expect(set.processEvents).toBe(truth.figures?.["processEvents"]);
  const whole = ask(set, { rows: [{ kind: "processes" }] });
  const { marks, rows } = await engine.timeline(whole);
  expect(marks).toHaveLength(set.processEvents);
  expect(new Set(marks.map(({ process }) => process))).toEqual(new Set(["start"]));
  expect(rows[0]?.counts.reduce((a, b) => a + b, 0)).toBe(set.processEvents);
  const first = marks[0]?.timeNs ?? 0;
  const near = await engine.timeline({ ...whole, fromNs: first - 1000, toNs: first + 1000 });
  expect(near.marks.map(({ text }) => text === "")).toEqual([false]);
});
