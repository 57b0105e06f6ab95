import type { Page } from "@playwright/test";
import { violations } from "./support/axe.js";
import { demo, expect, test } from "./support/fixtures.js";

/** Opening and keeping, on a busy machine. */
const LONG = { timeout: 20_000 };

/** Opens the demo as a picked file, and waits until what was found is kept. */
async function openAndKeep(page: Page, name = "field.etl"): Promise<void> {
  await page.getByLabel("Trace files").setInputFiles({ name, mimeType: "application/octet-stream", buffer: demo() });
  await expect.poll(() => stored(page, "recent"), LONG).toBeGreaterThan(0);
}

function stored(page: Page, store: string): Promise<number> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("hopscope");
      // The page makes it, not this.
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onsuccess = () => {
        resolve(request.result);
      };
      request.onerror = () => {
        reject(new Error("no database"));
      };
    });
    try {
      if (!database.objectStoreNames.contains(name)) return 0;
      return await new Promise<number>((resolve) => {
        const request = database.transaction(name).objectStore(name).count();
        request.onsuccess = () => {
          resolve(request.result);
        };
      });
    } finally {
      database.close();
    }
  }, store);
}

const events = (page: Page): Promise<number> =>
  page.evaluate(
    async () =>
      (
        await theViewer()
          .summary()
          .catch(() => undefined)
      )?.events ?? 0,
  );

async function closed(page: Page): Promise<void> {
  await page.evaluate(() => theViewer().close());
  await expect(page.getByRole("heading", { name: "Recent traces" })).toBeVisible();
}

const row = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^${name}`) });

test("a trace is listed, and opens again as it was left when its file is picked", async ({ app }) => {
  await openAndKeep(app);
  const all = await events(app);
  await app.evaluate(() => {
    theViewer().setFilter("tcp");
    theViewer().setAttribute("view", "packets");
  });
  await expect.poll(() => app.evaluate(() => location.hash)).toContain("view=packets");
  await closed(app);
  await app.evaluate(() => {
    theViewer().setFilter("");
  });
  expect(await violations(app)).toEqual([]);
  await expect(row(app, "field.etl")).toContainText("cached");
  const picking = app.waitForEvent("filechooser");
  await row(app, "field.etl").click();
  await (await picking).setFiles({ name: "field.etl", mimeType: "application/octet-stream", buffer: demo() });
  await expect.poll(() => events(app), LONG).toBe(all);
  await expect.poll(() => app.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("filter"))).toBe("tcp");
  expect(await app.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("view"))).toBe("packets");
});

test("a trace of this site opens again by a click, also after a reload", async ({ app }) => {
  await app.getByRole("button", { name: /demo trace/ }).click();
  await expect.poll(() => stored(app, "recent"), LONG).toBe(1);
  const all = await events(app);
  await app.goto(app.url().split(/[?#]/)[0] ?? "");
  await row(app, "demo.etl").click();
  await expect.poll(() => events(app), LONG).toBe(all);
});

test("one trace, or everything, is forgotten when asked to; nothing is kept when told not to", async ({ app }) => {
  await openAndKeep(app);
  await closed(app);
  await app.getByRole("button", { name: "Forget field.etl" }).click();
  await expect(row(app, "field.etl")).toHaveCount(0);
  for (const store of ["recent", "indexes", "parts"]) expect(await stored(app, store)).toBe(0);
  await openAndKeep(app);
  await closed(app);
  await app.getByRole("button", { name: "Forget everything" }).first().click();
  await expect(row(app, "field.etl")).toHaveCount(0);
  for (const store of ["recent", "indexes", "parts", "schemas"]) expect(await stored(app, store)).toBe(0);
  await app.getByLabel("Keep what is found in traces").uncheck();
  expect(await app.evaluate(async () => (await theViewer().open("demo.etl")).events)).toBeGreaterThan(0);
  await app.reload();
  await expect(app.getByLabel("Keep what is found in traces")).not.toBeChecked();
  expect(await stored(app, "indexes")).toBe(0);
});

test('cache="off" keeps nothing', async ({ app }) => {
  await app.evaluate(() => {
    theViewer().setAttribute("cache", "off");
  });
  expect(await app.evaluate(async () => (await theViewer().open("demo.etl")).events)).toBeGreaterThan(0);
  await app.evaluate(() => theViewer().journeys());
  for (const store of ["recent", "indexes"]) expect(await stored(app, store)).toBe(0);
});

test("a disk that is full and a database of a newer version keep nothing, and the trace is open", async ({ app, context }) => {
  const session = await context.newCDPSession(app);
  const { origin } = new URL(app.url());
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 2000 });
  expect(await app.evaluate(async () => (await theViewer().open("demo.etl")).events)).toBeGreaterThan(0);
  await app.getByRole("button", { name: "Settings" }).click();
  await expect(app.getByText(/cache full/)).toBeVisible();
  expect(await stored(app, "indexes")).toBe(0);
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await app.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open("hopscope", 1000);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
  );
  await app.reload();
  await expect(app.getByText("Nothing is kept")).toBeVisible();
  expect(await app.evaluate(async () => (await theViewer().open("demo.etl")).events)).toBeGreaterThan(0);
});

test("a page that goes away while it writes leaves nothing half done; another page finds what was kept", async ({ app, context }) => {
  // A transaction that is never finished is what a killed tab leaves behind.
  await app.evaluate(() => {
    const put = Reflect.get(IDBObjectStore.prototype, "put") as (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey>;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      const request = key === undefined ? put.call(this, value) : put.call(this, value, key);
      this.transaction.abort();
      return request;
    };
  });
  expect(await app.evaluate(async () => (await theViewer().open("demo.etl")).events)).toBeGreaterThan(0);
  expect(await stored(app, "recent")).toBe(0);
  const other = await context.newPage();
  await other.goto(app.url());
  const all = await other.evaluate(async () => (await theViewer().open("demo.etl")).events);
  await expect.poll(() => stored(other, "indexes"), LONG).toBe(1);
  const [one, two] = await Promise.all([app, other].map((page) => page.evaluate(async () => (await theViewer().open("demo.etl")).events)));
  expect([one, two]).toEqual([all, all]);
  await other.close();
});

test("event layouts that are dropped before any trace are kept for the next one", async ({ app }) => {
  const manifest = `<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"><instrumentation><events>
    <provider name="Some-Provider" guid="{11111111-2222-3333-4444-555555555555}" symbol="S" resourceFileName="x" messageFileName="x">
    <events><event value="1" version="0" symbol="E"/></events></provider></events></instrumentation></instrumentationManifest>`;
  await app.getByLabel("Trace files").setInputFiles({ name: "some.man", mimeType: "text/xml", buffer: Buffer.from(manifest) });
  await expect(app.getByText(/some\.man: .*kept for the traces/)).toBeVisible();
  expect(await stored(app, "schemas")).toBe(1);
  await app.getByLabel("Trace files").setInputFiles({ name: "some.txt", mimeType: "text/plain", buffer: Buffer.from("nothing that is known") });
  await expect(app.getByText(/some\.txt is no listing/)).toBeVisible();
});
