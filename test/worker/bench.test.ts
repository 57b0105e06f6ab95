import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { joiningQuality } from "../bench/joining.js";
import { benchTrace, KINDS } from "../bench/traces.js";
import { openBytes } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "hopscope-bench-test-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each(KINDS)("a small %s trace of the benchmark: everything that was written is found", { timeout: 60_000 }, async (kind) => {
  const trace = benchTrace(kind, 2, folder);
  const bytes = new Uint8Array(readFileSync(trace.path));
  expect(bytes).toHaveLength(trace.bytes);
  const { summary } = await openBytes(bytes);
  expect(summary).toMatchObject({ events: trace.events, buffers: trace.buffers, eventsLost: 0 });
  if (kind === "kernel" || kind === "packed") expect(summary.packets).toBe(0);
  else {
    expect(summary.packets).toBeGreaterThan(trace.events / 3);
    expect(summary.journeys).toBeGreaterThan(0);
    expect(summary.journeys).toBeLessThan(summary.packets);
  }
});

test("every journey of known traffic is joined, with and without NBL pointers", { timeout: 60_000 }, async () => {
  for (const { name, recall, precision } of await joiningQuality(400)) {
    expect(recall, name).toBeGreaterThan(0.98);
    expect(precision, name).toBeGreaterThan(0.98);
  }
});
