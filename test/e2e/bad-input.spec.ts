import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { demo, expect, NO_SAMPLES, samples, test } from "./support/fixtures.js";
import { choose, openChosen, type Opened } from "./support/viewer.js";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const STUB = Buffer.concat([Buffer.from("RlFs", "latin1"), Buffer.alloc(604, 0x20)]);

async function open(page: Page, name: string, buffer: Buffer): Promise<Opened> {
  await choose(page, { name, buffer });
  return openChosen(page);
}

/** The demo's buffers over and over: enough that reading takes longer than what a test does meanwhile. */
function writeLarge(path: string): void {
  const bytes = demo();
  writeFileSync(path, Buffer.concat(Array.from({ length: Math.ceil(150_000_000 / bytes.length) }, () => bytes)));
}

const REFUSED: readonly (readonly [what: string, bytes: Buffer, codes: readonly string[]])[] = [
  ["a picture", PNG, ["not-etl"]],
  ["a large picture", Buffer.concat([PNG, Buffer.alloc(200_000, 0x5a)]), ["not-etl"]],
  ["a text", Buffer.from("Windows IP Configuration\r\n".repeat(400)), ["not-etl"]],
  ["an empty file", Buffer.alloc(0), ["not-etl"]],
  ["one byte", Buffer.from([0]), ["not-etl"]],
  ["zeros", Buffer.alloc(262_144), ["not-etl"]],
  ["0xFF", Buffer.alloc(262_144, 0xff), ["not-etl"]],
  ["a real-time backup", STUB, ["not-etl", "unsupported"]],
  ["a pcapng", Buffer.concat([Buffer.from("0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000", "hex"), Buffer.alloc(4096)]), ["not-etl"]],
];

for (const [what, bytes, codes] of REFUSED) {
  test(`${what} is refused in a sentence that stands on the page`, async ({ app }) => {
    const result = await open(app, "capture.etl", bytes);
    if (result.ok) throw new Error(`opened with ${result.events} events`);
    expect(result.name).toBe("TraceError");
    expect(codes).toContain(result.code);
    expect(result.message).toMatch(/^.{20,}$/s);
    await expect(app.getByText(result.message).first()).toBeVisible();
    // and the page is still good for a real one
    expect(await open(app, "demo.etl", demo())).toMatchObject({ ok: true });
  });
}

test("a trace cut in its first buffer is refused or says what is missing", async ({ app }) => {
  const result = await open(app, "cut.etl", demo().subarray(0, 1000));
  if (result.ok) expect(result.problems.some(({ code, offset }) => code === "truncated" && offset !== undefined)).toBe(true);
  else expect(["damaged", "not-etl"]).toContain(result.code);
});

test("a trace cut in the middle gives what is left, and says where it ends", async ({ app }) => {
  const whole = await open(app, "demo.etl", demo());
  const cut = Math.floor(demo().length / 2) + 1234;
  const part = await open(app, "cut.etl", demo().subarray(0, cut));
  if (!whole.ok || !part.ok) throw new Error("one of the two was refused");
  expect(part.events).toBeGreaterThan(whole.events / 4);
  expect(part.events).toBeLessThan(whole.events);
  const truncated = part.problems.find(({ code }) => code === "truncated");
  expect(truncated?.offset).toBeLessThanOrEqual(cut);
  expect(truncated?.message).toMatch(/.{20,}/);
  await expect(app.getByText(truncated?.message ?? "?").first()).toBeVisible();
});

test("zeros behind a trace take nothing from it and are reported with their offset", async ({ app }) => {
  const whole = await open(app, "demo.etl", demo());
  const padded = await open(app, "zeros.etl", Buffer.concat([demo(), Buffer.alloc(1_000_000)]));
  if (!whole.ok || !padded.ok) throw new Error("one of the two was refused");
  expect(padded.events).toBe(whole.events);
  expect(padded.problems.map(({ offset }) => offset)).toContain(demo().length);
});

test("zeros in the middle of a trace cost what they cover, and no more", async ({ app }) => {
  const bytes = Buffer.from(demo());
  const middle = Math.floor(bytes.length / 2);
  bytes.fill(0, middle, middle + 4096);
  const whole = await open(app, "demo.etl", demo());
  const holed = await open(app, "hole.etl", bytes);
  if (!whole.ok || !holed.ok) throw new Error("one of the two was refused");
  expect(holed.events).toBeLessThan(whole.events);
  expect(holed.events).toBeGreaterThan(whole.events / 4);
  expect(holed.problems.filter(({ offset }) => offset !== undefined).length).toBeGreaterThan(0);
});

test("zeros from the start of a buffer on are reported: what stands behind them is not lost in silence", async ({ app }) => {
  const bytes = Buffer.from(demo());
  let at = 0;
  // each buffer begins with its size
  while (at < bytes.length / 2) at += bytes.readUInt32LE(at);
  bytes.fill(0, at, at + bytes.readUInt32LE(at));
  const holed = await open(app, "hole.etl", bytes);
  if (!holed.ok) throw new Error(`${holed.code}: ${holed.message}`);
  expect(holed.problems.map(({ offset }) => offset)).toContain(at);
});

test("random bytes behind a good first buffer never hang or break the page", async ({ app }) => {
  const bytes = Buffer.from(demo());
  let seed = 20_261_120;
  for (let at = 65_536; at < bytes.length; at++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = seed >>> 24;
  }
  const result = await open(app, "noise.etl", bytes);
  if (result.ok) expect(result.problems.length).toBeGreaterThan(0);
  else expect(["damaged", "not-etl"]).toContain(result.code);
});

test.describe("a file that changes on the disk", () => {
  let dir: string;
  test.beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "hopscope-e2e-"));
  });
  test.afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  test("before it is read: an error that says so", async ({ app }) => {
    const path = join(dir, "shrinks.etl");
    writeFileSync(path, demo());
    await choose(app, path);
    truncateSync(path, 4096);
    const result = await openChosen(app);
    if (result.ok) throw new Error("opened");
    expect(result.code).toBe("read");
    expect(result.message).toMatch(/.{20,}/);
    await expect(app.getByText(result.message).first()).toBeVisible();
  });

  test("removed before it is read: an error that says so", async ({ app }) => {
    const path = join(dir, "gone.etl");
    writeFileSync(path, demo());
    await choose(app, path);
    rmSync(path);
    expect(await openChosen(app)).toMatchObject({ ok: false, code: "read" });
  });

  test("while it is read: an error that says so", async ({ app }) => {
    const path = join(dir, "large.etl");
    writeLarge(path);
    await app.exposeFunction("cutTheFile", () => {
      truncateSync(path, 100_000);
    });
    await app.evaluate(() => {
      const cut = (globalThis as unknown as { cutTheFile: () => Promise<void> }).cutTheFile;
      document.addEventListener("hopscope-progress", () => void cut(), { once: true });
    });
    await choose(app, path);
    const result = await openChosen(app);
    if (result.ok) throw new Error("opened although it was cut while being read");
    expect(result.code).toBe("read");
    await expect(app.getByText(result.message).first()).toBeVisible();
  });

  test("opening one that takes a while shows how far it is, and Escape stops it", async ({ app }) => {
    const path = join(dir, "large.etl");
    writeLarge(path);
    await choose(app, path);
    const result = openChosen(app);
    await expect(app.getByRole("progressbar").first()).toBeVisible();
    await app.keyboard.press("Escape");
    expect(await result).toMatchObject({ ok: false, code: "aborted" });
    await expect(app.getByRole("button", { name: /Open files/ })).toBeVisible();
  });

  test("after it was read: rows that need its bytes are refused, not invented", async ({ app }) => {
    const path = join(dir, "later.etl");
    writeFileSync(path, demo());
    await choose(app, path);
    expect(await openChosen(app)).toMatchObject({ ok: true });
    truncateSync(path, 4096);
    const outcome = await app.evaluate(async () => {
      const viewer = theViewer();
      const code = (e: unknown): string => (e as { code: string }).code;
      return {
        events: await viewer.events({ offset: 500 }).then(() => "resolved", code),
        export: await viewer.export("pcapng").then(() => "resolved", code),
        summary: (await viewer.summary()).events > 0,
      };
    });
    expect(outcome).toEqual({ events: "read", export: "read", summary: true });
  });
});

for (const name of ["neg-RlFs-EtwRTDiagLog.etl", "neg-RlFs-EventLog-System.etl"]) {
  test(`${name} of the samples is refused`, async ({ app }) => {
    test.skip(samples === undefined, NO_SAMPLES);
    const result = await open(app, name, readFileSync(`${samples ?? ""}${name}`));
    expect(result).toMatchObject({ ok: false });
    if (!result.ok) expect(["not-etl", "unsupported"]).toContain(result.code);
  });
}
