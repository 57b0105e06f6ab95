import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { demo, expect, test } from "./support/fixtures.js";
import { choose, openChosen } from "./support/viewer.js";

const rail = (page: Page, name: string) => page.getByRole("navigation", { name: "Views" }).getByRole("button", { name });

/** Stops the reading thread the way a fault in it would. */
async function killWorker(page: Page): Promise<void> {
  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error("out of luck");
    });
  });
}

test("a worker that dies: every call that waits is answered, the loss is told, and the trace opens again where it was", async ({ app, troubles }) => {
  await app.getByRole("button", { name: "Try the demo trace" }).click();
  await rail(app, "Packets").click();
  await expect(app.getByRole("row").nth(3)).toBeVisible();
  const heard = app.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener(
          "hopscope-error",
          (event) => {
            resolve((event as CustomEvent<unknown>).detail);
          },
          { once: true },
        );
      }),
  );
  await killWorker(app);
  expect(await heard).toMatchObject({ code: "worker-lost" });
  const codes = await app.evaluate(async () => {
    const viewer = theViewer();
    const calls = [viewer.summary(), viewer.packets({ filter: "tcp" }), viewer.export("csv")];
    return Promise.all(
      calls.map((call) =>
        (call as Promise<unknown>).then(
          () => "resolved",
          (e: unknown) => (e as { code: string }).code,
        ),
      ),
    );
  });
  expect(codes).toEqual(["not-open", "not-open", "not-open"]);
  await expect(app.getByRole("alert")).toContainText("demo.etl was lost");
  await app.getByRole("button", { name: "Open it again" }).click();
  await expect(rail(app, "Packets")).toHaveAttribute("aria-current", "page");
  await expect(app.getByRole("row").nth(3)).toBeVisible();
  // the browser may report the fault itself
  expect(troubles.splice(0).filter((line) => !line.includes("out of luck"))).toEqual([]);
});

test("calls that wait when the worker dies reject with worker-lost", async ({ app, troubles }) => {
  await app.evaluate(() => theViewer().open("demo.etl"));
  const waiting = app.evaluate(() => {
    const viewer = theViewer();
    const calls = [0, 1, 2].flatMap(() => [viewer.export("html"), viewer.export("parquet"), viewer.packets({ filter: "frame.len > 7" })]);
    return Promise.all(
      calls.map((call) =>
        (call as Promise<unknown>).then(
          () => "resolved",
          (e: unknown) => (e as { code: string }).code,
        ),
      ),
    );
  });
  await killWorker(app);
  // what was answered before is answered; nothing hangs
  expect((await waiting).filter((code) => !["resolved", "worker-lost", "not-open"].includes(code))).toEqual([]);
  expect(
    await app.evaluate(() =>
      theViewer()
        .summary()
        .then(
          () => "open",
          (e: unknown) => (e as { code: string }).code,
        ),
    ),
  ).toBe("not-open");
  troubles.length = 0;
});

test("a file that changes on the disk while it is open: reading says so, what is known stays", async ({ app }) => {
  const dir = mkdtempSync(join(tmpdir(), "hopscope-changing-"));
  try {
    const path = join(dir, "changing.etl");
    writeFileSync(path, demo());
    await choose(app, path);
    expect(await openChosen(app)).toMatchObject({ ok: true });
    writeFileSync(path, Buffer.concat([demo(), Buffer.alloc(4096)]));
    const outcome = await app.evaluate(async () => {
      const viewer = theViewer();
      const code = await viewer.export("pcapng").then(
        () => "resolved",
        (e: unknown) => `${(e as { code: string }).code}: ${(e as Error).message}`,
      );
      return { code, events: (await viewer.summary()).events };
    });
    expect(outcome.code).toMatch(/^read: .*chang/);
    expect(outcome.events).toBeGreaterThan(1000);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("sixty traces opened and closed in one page leave no worker and no memory behind", async ({ app }) => {
  const devtools = await app.context().newCDPSession(app);
  const heap = async (): Promise<number> => {
    await devtools.send("HeapProfiler.collectGarbage");
    return ((await devtools.send("Runtime.getHeapUsage")) as { usedSize: number }).usedSize;
  };
  const rounds = (count: number): Promise<void> =>
    app.evaluate(async (times) => {
      const viewer = theViewer();
      // the first buffers of the demo trace: as much to set up and to take down, less to read
      const trace = (await (await fetch("demo.etl")).blob()).slice(0, 65_536);
      for (let i = 0; i < times; i++) {
        await viewer.open(trace, { name: `trace ${i}` });
        await viewer.packets();
        await viewer.close();
      }
    }, count);
  await rounds(5);
  const before = await heap();
  await rounds(60);
  await expect.poll(() => app.workers().length).toBe(0);
  expect((await heap()) - before).toBeLessThan(4_000_000);
});

test("two viewers on a page read at once, each its own trace; one that closes leaves the other", async ({ app }) => {
  const outcome = await app.evaluate(async () => {
    const first = theViewer();
    const second = document.createElement("hopscope-viewer");
    document.body.append(second);
    const heard: string[] = [];
    second.addEventListener("hopscope-ready", () => heard.push("second"));
    first.addEventListener("hopscope-ready", () => heard.push("first"));
    const trace = await (await fetch("demo.etl")).blob();
    await Promise.all([first.open(trace, { name: "one" }), second.open(trace.slice(0, 131_072), { name: "two" })]);
    first.setFilter("tcp");
    const events = [await first.summary(), await second.summary()].map((summary) => summary.events);
    await first.close();
    const { name } = await second.summary();
    const { rows } = await second.packets({ limit: 3 });
    second.remove();
    return {
      differ: events[0] !== events[1],
      name,
      rows: rows.length,
      heard: heard.sort(),
      filters: [first, second].map((viewer) => (viewer as unknown as { readonly filter: string }).filter),
    };
  });
  expect(outcome).toEqual({ differ: true, name: "two", rows: 3, heard: ["first", "second"], filters: ["tcp", ""] });
});

test("a source that does not come: the opening shows, and is cancelled at once", async ({ page, site, troubles }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(`${site.url}slow.etl`, async (route) => {
    await held;
    await route.abort().catch(() => undefined);
  });
  await page.goto(site.url);
  await page.evaluate(() => customElements.whenDefined("hopscope-viewer").then(() => undefined));
  const outcome = page.evaluate(() =>
    theViewer()
      .open("slow.etl")
      .then(
        () => "opened",
        (e: unknown) => (e as { code: string }).code,
      ),
  );
  await expect(page.getByText("slow.etl").first()).toBeVisible();
  await expect(page.getByText("Opening, 0 events so far")).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await outcome).toBe("aborted");
  await expect(page.getByRole("button", { name: "Try the demo trace" })).toBeVisible();
  release();
  expect(troubles).toEqual([]);
});

test("where the browser stores nothing, everything but remembering works", async ({ page, site, troubles }) => {
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException("refused", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "caches"]) Object.defineProperty(globalThis, name, { get: refuse });
    IDBFactory.prototype.open = refuse;
  });
  await page.goto(site.url);
  await page.getByRole("button", { name: "Try the demo trace" }).click();
  await rail(page, "Events").click();
  await expect(page.getByRole("row").nth(3)).toBeVisible();
  await page.getByRole("navigation").getByRole("button", { name: "Settings" }).click();
  await page.getByRole("dialog", { name: "Settings" }).getByRole("radio", { name: "Dark" }).check();
  await expect(page.locator("hopscope-viewer")).toHaveAttribute("theme", "dark");
  expect(troubles).toEqual([]);
});
