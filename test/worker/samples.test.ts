import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { EventRow, TraceSummary } from "../../web/core/api.js";
import type { Engine } from "../../web/worker/engine.js";
import { readPcapng } from "../fixtures/pcapng-reader.js";
import { noAbort, openBlob } from "./support.js";

const SAMPLES = "../shared/samples";
const here = existsSync(`${SAMPLES}/expected.json`);

interface Expected {
  readonly buffers: number;
  readonly events: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly anomalies: readonly string[];
}

const expected = here ? (JSON.parse(readFileSync(`${SAMPLES}/expected.json`, "utf8")) as Record<string, Expected>) : {};

async function open(name: string): Promise<{ engine: Engine; summary: TraceSummary }> {
  return openBlob(new Blob([await readFile(`${SAMPLES}/${name}`)]), name);
}

async function allEvents(engine: Engine, total: number): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  while (rows.length < total) rows.push(...(await engine.events({ offset: rows.length, limit: 10_000 })).rows);
  return rows;
}

describe.skipIf(!here)("real traces (skipped where ../shared/samples is absent)", () => {
  for (const [name, facts] of Object.entries(expected)) {
    if (name.startsWith("neg-")) continue;
    test(name, { timeout: 120_000 }, async () => {
      const { engine, summary } = await open(name);
      expect(summary.events).toBe(facts.events);
      expect(summary.buffers).toBe(facts.buffers);
      const rows = await allEvents(engine, summary.events);
      expect(rows).toHaveLength(facts.events);
      for (let i = 1; i < rows.length; i++)
        if ((rows[i]?.timeNs ?? 0n) < (rows[i - 1]?.timeNs ?? 0n)) expect.fail(`event ${i} is older than the one before it`);
      const byProvider = new Map<string, number>();
      for (const row of rows) byProvider.set(row.providerGuid, (byProvider.get(row.providerGuid) ?? 0) + 1);
      expect(new Map(summary.providers.map((p) => [p.guid, p.events]))).toEqual(byProvider);
      if (facts.anomalies.length === 0) expect(summary.problems.filter((p) => p.code !== "events-lost")).toEqual([]);
    });
  }

  test("PktMon frames as pcapng equal Microsoft's own conversion, byte for byte", async () => {
    const { engine } = await open("pktmon-demikernel.etl");
    const blob = await engine.export("pcapng", {}, () => undefined, noAbort());
    const ours = readPcapng(new Uint8Array(await blob.arrayBuffer()));
    const theirs = readPcapng(new Uint8Array(await readFile(`${SAMPLES}/pktmon-demikernel.expected.pcapng`)));
    const plain = (file: typeof ours): unknown[] =>
      file.packets.map((p) => ({ us: p.timeNs / 1000n, length: p.length, bytes: Buffer.from(p.bytes).toString("hex") }));
    expect(theirs.packets).toHaveLength(114);
    expect(plain(ours)).toEqual(plain(theirs));
    expect(ours.packets.every((p) => p.comment !== undefined && p.comment !== "")).toBe(true);
  });

  test.for(["neg-RlFs-EtwRTDiagLog.etl", "neg-RlFs-EventLog-System.etl"])("%s is refused", async (name) => {
    await expect(open(name)).rejects.toMatchObject({ code: "not-etl" });
  });
});
