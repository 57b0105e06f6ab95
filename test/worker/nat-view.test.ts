import { beforeAll, expect, test } from "vitest";
import type { JourneyRow, NatSessionRow } from "../../web/core/api.js";
import type { NatSort } from "../../web/core/nat-flow.js";
import type { Engine } from "../../web/worker/engine.js";
import { demoTrace } from "../fixtures/demo-trace.js";
import { openBytes } from "./support.js";

let engine: Engine;
let sessions: readonly NatSessionRow[];
let journeys: readonly JourneyRow[];
let trace: { readonly startNs: bigint; readonly endNs: bigint };

beforeAll(async () => {
  const opened = await openBytes(demoTrace());
  engine = opened.engine;
  trace = opened.summary;
  sessions = (await engine.natSessions({ limit: 10_000 })).rows;
  journeys = (await engine.journeys({ limit: 10_000 })).rows;
}, 60_000);

const lived = (row: NatSessionRow): bigint => (row.endedNs ?? trace.endNs) - (row.createdNs ?? trace.startNs);

test("sessions come in every order that the table offers, and each is found where it stands", { timeout: 60_000 }, async () => {
  expect(sessions.length).toBeGreaterThan(2);
  const value: Readonly<Record<string, (row: NatSessionRow) => bigint>> = {
    created: (row) => row.createdNs ?? trace.startNs - 1n,
    packets: (row) => BigInt(row.packets),
    life: lived,
  };
  for (const sort of ["created", "-created", "packets", "-packets", "life", "-life"] satisfies NatSort[]) {
    const { rows, total } = await engine.natLines({ sort, limit: 10_000 });
    expect(total).toBe(sessions.length);
    expect(new Set(rows.map(({ index }) => index)).size).toBe(total);
    const values = rows.map((row) => value[sort.replace("-", "")]?.(row) ?? 0n);
    const ordered = values.every((one, i) => i === 0 || (sort.startsWith("-") ? one <= (values[i - 1] ?? one) : one >= (values[i - 1] ?? one)));
    expect(ordered, sort).toBe(true);
    for (const [at, row] of rows.entries()) {
      expect(row).toMatchObject({ internalSource: sessions[row.index]?.internalSource, packets: sessions[row.index]?.packets });
      expect((await engine.natLines({ sort, limit: 0, near: row.index })).position).toBe(at);
    }
  }
});

test("pages are parts of the whole list, and a filter leaves those that natSessions finds", async () => {
  const all = (await engine.natLines({ sort: "-packets", limit: 10_000 })).rows;
  const page = await engine.natLines({ sort: "-packets", offset: 1, limit: 2 });
  expect(page.rows.map(({ index }) => index)).toEqual(all.slice(1, 3).map(({ index }) => index));
  const filter = "nat.protocol == tcp";
  const { rows, total } = await engine.natLines({ filter, limit: 10_000 });
  expect(total).toBe(sessions.filter(({ protocol }) => protocol === "tcp").length);
  expect(rows.every(({ protocol }) => protocol === "tcp")).toBe(true);
  const other = sessions.findIndex(({ protocol }) => protocol !== "tcp");
  if (other >= 0) expect(await engine.natLines({ filter, limit: 0, near: other })).not.toHaveProperty("position");
  await expect(engine.natLines({ filter: "nat.protocol ==" })).rejects.toMatchObject({ code: "filter" });
});

test("a session's journeys are those that the filter for it finds, by outcome and with their drops", { timeout: 60_000 }, async () => {
  let followed = 0;
  for (const [index, row] of sessions.entries()) {
    const detail = await engine.natDetail(index);
    expect(detail.row).toEqual(row);
    const filter = `nat.protocol == ${row.protocol} && nat.internal == ${row.internalSource} && nat.external == ${row.externalSource}`;
    const found = (await engine.journeys({ filter, limit: 10_000 })).rows;
    const alone = sessions.filter((one) => one.internalSource === row.internalSource && one.externalSource === row.externalSource).length === 1;
    const total = Object.values(detail.journeys).reduce((sum, n) => sum + n, 0);
    if (alone) expect(total).toBe(found.length);
    followed += total;
    if (!alone) continue;
    for (const outcome of ["delivered", "sent", "dropped", "lost-sight"] as const)
      expect(detail.journeys[outcome]).toBe(found.filter((journey) => journey.outcome === outcome).length);
    expect(detail.drops.reduce((sum, { count }) => sum + count, 0)).toBe(detail.journeys.dropped);
    for (const { firstJourney, reason } of detail.drops) expect(journeys[firstJourney]?.drop?.reason).toBe(reason);
    expect(detail.firstJourneys).toEqual(found.slice(0, detail.firstJourneys.length).map(({ id }) => id));
  }
  expect(followed).toBeGreaterThan(0);
  await expect(engine.natDetail(sessions.length)).rejects.toMatchObject({ code: "unsupported" });
});
