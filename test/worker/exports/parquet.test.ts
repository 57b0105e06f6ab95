import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { EventRow, JourneyRow } from "../../../web/core/api.js";
import { PARQUET_TABLES, type ParquetTable } from "../../../web/core/engine-api.js";
import type { Engine } from "../../../web/worker/engine.js";
import { demoTrace } from "../../fixtures/demo-trace.js";
import { openBytes } from "../support.js";
import { everyRow, exportedBytes } from "./support.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let engine: Engine;
let events: EventRow[];
let journeys: JourneyRow[];
let duck: DuckDBConnection;
const folder = mkdtempSync(join(tmpdir(), "parquet-"));

beforeAll(async () => {
  ({ engine } = await openBytes(demoTrace()));
  events = await everyRow((offset) => engine.events({ offset, limit: 10_000 }));
  journeys = await everyRow((offset) => engine.journeys({ offset, limit: 10_000 }));
  for (const table of PARQUET_TABLES) writeFileSync(join(folder, `${table}.parquet`), await exportedBytes(engine, "parquet", { table }));
  duck = await (await DuckDBInstance.create()).connect();
});
afterAll(() => {
  duck.closeSync();
  rmSync(folder, { recursive: true });
});

async function ask(sql: string): Promise<unknown[][]> {
  const text = sql.replaceAll(/\$(\w+)/g, (_whole, table: ParquetTable) => `'${join(folder, `${table}.parquet`)}'`);
  return (await duck.runAndReadAll(text)).getRows();
}

test("DuckDB counts in every table what the interface counts", async () => {
  const sightings = journeys.reduce((sum, row) => sum + row.sightings.length, 0);
  const nat = await engine.natSessions({});
  const counts: number[] = [];
  for (const table of PARQUET_TABLES) counts.push(Number((await ask(`select count(*) from $${table}`))[0]?.[0]));
  expect(counts).toEqual([events.length, sightings, journeys.length, sightings - journeys.length, nat.total]);
  expect(nat.total).toBeGreaterThan(0);
});

test("without a table asked for it is the events, and times are nanoseconds in UTC", async () => {
  writeFileSync(join(folder, "plain.parquet"), await exportedBytes(engine, "parquet"));
  const ends = [events[0], events[events.length - 1]].map((event) => event?.timeNs);
  const [row] = await ask("select count(*), count(distinct event), min(time_ns), max(time_ns), bool_and(epoch_us(time) = time_ns // 1000) from $plain");
  expect(row).toEqual([BigInt(events.length), BigInt(events.length), ...ends, true]);
  const types: Record<string, string> = Object.fromEntries(
    (await ask("select name, coalesce(logical_type, type) from parquet_schema($plain)")).map(([name, type]) => [String(name), String(type)]),
  );
  expect(types["time"]).toMatch(/TimestampType.*isAdjustedToUTC=1.*NANOS=/);
  expect(types["fields"]).toMatch(/StringType|UTF8|BYTE_ARRAY/);
});

test("events say what became of their packets", async () => {
  const { rows } = await engine.packets({ limit: 10_000 });
  const dropped = journeys.filter(({ outcome }) => outcome === "dropped");
  expect(await ask("select count(packet), count(distinct journey), count(drop_reason) from $events")).toEqual([
    [BigInt(rows.length), BigInt(journeys.length), BigInt(dropped.length)],
  ]);
  expect(await ask("select distinct outcome, journey from $events where outcome = 'dropped' order by journey")).toEqual(
    dropped.map(({ id }) => ["dropped", BigInt(id)]),
  );
  expect(await ask("select json_extract_string(fields, '$.Reason') is not null from $events where drop_reason is not null limit 1")).toHaveLength(1);
});

test("the tables join, and what they say of a journey is one", async () => {
  const sums = await ask(
    "select journey, sum(h.latency_ns), any_value(j.latency_ns) from $hops h join $journeys j using (trace, journey) group by journey having sum(h.latency_ns) <> any_value(j.latency_ns)",
  );
  expect(sums).toEqual([]);
  const [[orphans] = []] = await ask(
    "select count(*) from $sightings s left join $events e on e.trace = s.trace and e.event = s.event and e.journey = s.journey where e.event is null",
  );
  expect(orphans).toBe(0n);
  const nat = await ask("select external_source from $nat_sessions where internal_source = '172.23.183.39:49161'");
  expect(nat).toEqual([["192.168.1.70:1227"]]);
});

test("a filter narrows the tables; a table that there is not is refused", async () => {
  const bytes = await exportedBytes(engine, "parquet", { table: "journeys", filter: "outcome == dropped" });
  writeFileSync(join(folder, "dropped.parquet"), bytes);
  expect(await ask("select count(*) from $dropped")).toEqual([[2n]]);
  const none = await exportedBytes(engine, "parquet", { range: { fromNs: 0n, toNs: 1n } });
  writeFileSync(join(folder, "none.parquet"), none);
  expect(await ask("select count(*) from $none")).toEqual([[0n]]);
  await expect(exportedBytes(engine, "parquet", { table: "flows" as ParquetTable })).rejects.toMatchObject({ code: "unsupported" });
});
