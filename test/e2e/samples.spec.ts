import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { TraceSummary } from "../../web/core/api.js";
import { readPcapng } from "../fixtures/pcapng-reader.js";
import { demo, expect, NO_SAMPLES, samples, test } from "./support/fixtures.js";
import * as shapes from "./support/shapes.js";
import { choose, exportPcapng, openChosen } from "./support/viewer.js";

interface Expected {
  readonly sizeBytes: number;
  readonly buffers: number;
  readonly compressedBuffers: number;
  readonly header: Readonly<Record<"pointer_size" | "cpus" | "events_lost" | "buffers_lost" | "build" | "start" | "logger" | "logfile", string>>;
  readonly events: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Kernel events carry a group byte; the contract shows the GUID of its class. */
const KERNEL_TAIL = "-fe05-11d0-9dda-00c04fd7ba7c";
const IMAGE = "2cb15d1d-5fc1-11d2-abe1-00a0c911f518";
const KERNEL_GROUPS: Readonly<Record<string, string>> = {
  "00": "68fdd900-4a3e-11d1-84f4-0000f80464e3",
  "01": `3d6fa8d4${KERNEL_TAIL}`,
  "02": `3d6fa8d3${KERNEL_TAIL}`,
  "03": `3d6fa8d0${KERNEL_TAIL}`,
  "04": "90cbdc39-4a3e-11d1-84f4-0000f80464e3",
  "05": `3d6fa8d1${KERNEL_TAIL}`,
  "06": "9a280ac0-c8e0-11d1-84e2-00c04fb998a2",
  "08": "bf3a50c5-a9c9-4988-a005-2df0b7c80f80",
  "0b": "01853a65-418f-4f36-aefc-dc0f1d2fd235",
  "0f": "ce1dbfb4-137e-4da6-87b0-3f59aa102cbc",
  "14": IMAGE,
  "18": "def2fe46-7bd6-4b80-bd94-f57fe20d0ce3",
};

/** "guid id version opcode" as the contract counts it, from the label of an independent reader. */
function keyOf(label: string): string {
  const event = /^(?:EVT|FULL)(?:32|64) ([0-9a-f-]{36}) id (\d+|None) v(\d+) op (\d+)$/.exec(label);
  if (event) return [event[1], event[2] === "None" ? "0" : event[2], event[3], event[4]].join(" ");
  const hook = /^(?:SYS|PERF)(?:32|64) hook group 0x(..) type (\d+) v(\d+)$/.exec(label);
  const [, group = "", type = "", version = ""] = hook ?? [];
  const guid = group === "03" && type === "10" ? IMAGE : KERNEL_GROUPS[group];
  if (guid === undefined) throw new Error(`expected.json counts "${label}", which this test cannot read`);
  return [guid, "0", version, type].join(" ");
}

function expectedCounts(counts: Expected["counts"]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [label, count] of Object.entries(counts)) sums[keyOf(label)] = (sums[keyOf(label)] ?? 0) + count;
  return sums;
}

/** What the header of the trace says, as far as other readers print it. */
function expectedFacts({ sizeBytes, events, buffers, compressedBuffers, header }: Expected): Partial<TraceSummary> {
  return {
    sizeBytes,
    events,
    buffers,
    compressed: compressedBuffers > 0,
    pointerSize: header.pointer_size === "4" ? 4 : 8,
    cpuCount: Number(header.cpus),
    eventsLost: Number(header.events_lost),
    buffersLost: Number(header.buffers_lost),
    osBuild: Number(header.build),
    loggerName: header.logger,
    logFileName: header.logfile,
  };
}

/** Pages through every event of the open trace, inside the page: only the counts come out. */
function countedByPaging(page: Page): Promise<{ counts: Record<string, number>; total: number; disorder: number }> {
  return page.evaluate(async () => {
    const counts: Record<string, number> = {};
    let total = 0;
    let disorder = 0;
    let last = 0n;
    for (;;) {
      const { rows } = await theViewer().events({ offset: total, limit: 10_000 });
      if (rows.length === 0) return { counts, total, disorder };
      for (const row of rows) {
        const key = [row.providerGuid, row.id, row.version, row.opcode].join(" ");
        counts[key] = (counts[key] ?? 0) + 1;
        if (row.timeNs < last || row.index !== total) disorder++;
        last = row.timeNs;
        total++;
      }
    }
  });
}

const expected =
  samples === undefined
    ? new Map<string, Expected>()
    : new Map(Object.entries(JSON.parse(readFileSync(`${samples}expected.json`, "utf8")) as Record<string, Expected>));
const names = samples === undefined ? [] : readdirSync(samples).filter((name) => name.endsWith(".etl") && !name.startsWith("neg-"));

test("the samples beside the project are there", () => {
  test.skip(samples === undefined, NO_SAMPLES);
  expect(names.toSorted()).toEqual([...expected.keys()].toSorted());
});

for (const name of names) {
  test(`${name}: every event, counted as independent readers counted them`, async ({ app }) => {
    test.setTimeout(180_000);
    await choose(app, `${samples ?? ""}${name}`);
    const opened = await openChosen(app);
    if (!opened.ok) throw new Error(`${opened.code}: ${opened.message}`);
    const summary = await app.evaluate(() => theViewer().summary());
    expect(shapes.summary(summary, "summary")).toEqual([]);
    const first = await app.evaluate(() => theViewer().events({ limit: 500 }));
    expect(shapes.rows(shapes.eventRow)(first, "events")).toEqual([]);
    expect(shapes.rows(shapes.packetRow)(await app.evaluate(() => theViewer().packets({ limit: 500 })), "packets")).toEqual([]);
    const want = expected.get(name);
    if (want === undefined) throw new Error("not in expected.json");
    expect(summary).toMatchObject(expectedFacts(want));
    expect(new Date(Number(summary.startNs / 1_000_000n)).toISOString().slice(0, 19)).toBe(want.header.start.replace(" ", "T").slice(0, 19));
    const found = await countedByPaging(app);
    expect(found.counts).toEqual(expectedCounts(want.counts));
    expect(found).toMatchObject({ total: want.events, disorder: 0 });
  });
}

test("pktmon-demikernel.etl as pcapng has the frames and times of the vendor's own conversion", async ({ app }) => {
  test.skip(samples === undefined, NO_SAMPLES);
  await choose(app, `${samples ?? ""}pktmon-demikernel.etl`);
  expect(await openChosen(app)).toMatchObject({ ok: true, packets: 114 });
  const ours = readPcapng(await exportPcapng(app)).packets;
  const theirs = readPcapng(readFileSync(`${samples ?? ""}pktmon-demikernel.expected.pcapng`)).packets;
  const plain = (packets: typeof ours): string[] =>
    packets.map(({ timeNs, bytes, length }) => `${(timeNs / 1000n).toString()} ${length} ${Buffer.from(bytes).toString("hex")}`).toSorted();
  expect(theirs.length).toBe(114);
  expect(plain(ours)).toEqual(plain(theirs));
});

test("Wireshark's reader takes the pcapng of every trace with packets without a complaint", async ({ app }) => {
  test.skip(spawnSync("tshark", ["--version"]).status !== 0, "tshark is not installed");
  test.setTimeout(180_000);
  const dir = mkdtempSync(join(tmpdir(), "hopscope-pcapng-"));
  try {
    const sources = [{ name: "demo.etl", buffer: demo() }, ...names.map((name) => `${samples ?? ""}${name}`)];
    for (const [i, source] of sources.entries()) {
      await choose(app, source);
      const opened = await openChosen(app);
      if (!opened.ok) throw new Error(`${opened.code}: ${opened.message}`);
      if (opened.packets === 0) continue;
      const path = join(dir, `${i}.pcapng`);
      writeFileSync(path, await exportPcapng(app));
      expect(tshark(path, "-T", "fields", "-e", "frame.number").length).toBe(opened.packets);
      // A frame that the trace holds only in part may well look malformed.
      expect(tshark(path, "-Y", "_ws.malformed && frame.cap_len == frame.len")).toEqual([]);
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
});

/** Lines it prints; it may not complain of anything. */
function tshark(path: string, ...args: readonly string[]): string[] {
  const { status, stdout, stderr } = spawnSync("tshark", ["-n", "-r", path, ...args], { encoding: "utf8", maxBuffer: 100_000_000 });
  const complaints = stderr.split("\n").filter((line) => line !== "" && !line.startsWith("Running as user"));
  expect({ status, complaints }).toEqual({ status: 0, complaints: [] });
  return stdout.split("\n").filter((line) => line !== "");
}
