import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { serve, type Site } from "../../web/tooling/static-server.mjs";
import { dist, expect, test } from "./support/fixtures.js";

/** Everything of the page is kept by its service worker. */
async function kept(page: Page): Promise<void> {
  await expect(page.getByText("Works offline")).toBeVisible();
}

function demoEvents(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await customElements.whenDefined("hopscope-viewer");
    return (await theViewer().open("demo.etl")).events;
  });
}

/** A copy of the build on a server of its own, to be changed. */
async function ownSite(base = "/"): Promise<{ readonly root: string; readonly site: Site; readonly end: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), "hopscope-site-"));
  await cp(dist, root, { recursive: true });
  const site = await serve({ root, base });
  return {
    root,
    site,
    end: async () => {
      await site.close();
      await rm(root, { recursive: true });
    },
  };
}

/** What a new build changes: the page, and so the list of files in the service worker. */
async function publish(root: string, title: string): Promise<void> {
  const page = `${root}/index.html`;
  const html = await readFile(page, "utf8");
  await writeFile(page, html.replace(/<title>[^<]*<\/title>/, `<title>${title}</title>`));
  const script = `${root}/service-worker.js`;
  const text = await readFile(script, "utf8");
  const changed = text.replace(/(\{[^{}]*url:\s*["'`]index\.html["'`][^{}]*\}|\{[^{}]*"url":"index\.html"[^{}]*\})/, (entry) =>
    entry.replace(/[0-9a-f]{32}/, title.padEnd(32, "0")),
  );
  expect(changed).not.toBe(text);
  await writeFile(script, changed);
}

test("after one visit the page and its demo open without a network", async ({ app, context }) => {
  await kept(app);
  const events = await demoEvents(app);
  await context.setOffline(true);
  await app.reload();
  await kept(app);
  expect(await demoEvents(app)).toBe(events);
  await app.goto(`${app.url().split("?")[0] ?? ""}?src=demo.etl#view=packets`);
  await expect(app.getByRole("heading", { name: "Packets" }).or(app.getByText("demo.etl")).first()).toBeVisible();
  await context.setOffline(false);
});

test("the browser would install it, from a sub-path too", async ({ browser }) => {
  const { site, end } = await ownSite("/tools/hopscope/");
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(site.url);
    await kept(page);
    const session = await context.newCDPSession(page);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // Only a window of somebody's own can be installed to; everything else is about the page.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
    const { errors, url } = await session.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(url).toBe(`${site.url}manifest.webmanifest`);
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(scope).toBe(site.url);
  } finally {
    await context.close();
    await end();
  }
});

test("the manifest says what opens with it, and its icons are as large as it says", async ({ app }) => {
  const facts = await app.evaluate(async () => {
    const manifest = (await (await fetch("manifest.webmanifest")).json()) as {
      icons: { src: string; sizes: string; type: string; purpose: string }[];
      file_handlers: { action: string; accept: Record<string, string[]> }[];
      share_target: { action: string; method: string };
      start_url: string;
    };
    const sizes = await Promise.all(
      manifest.icons
        .filter(({ type }) => type === "image/png")
        .map(async ({ src, sizes }) => {
          const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
          return [sizes, `${width}x${height}`];
        }),
    );
    const endings = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat());
    return { sizes, endings, purposes: manifest.icons.map(({ purpose }) => purpose), start: manifest.start_url, share: manifest.share_target };
  });
  expect(facts.sizes.map(([said]) => said)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  for (const [said, is] of facts.sizes) expect(is).toBe(said);
  expect(facts.purposes).toContain("maskable");
  expect(facts.endings).toEqual([".etl", ".cab", ".zip"]);
  expect(facts.start).toBe("./");
  expect(facts.share).toMatchObject({ action: "./share", method: "POST" });
});

test.describe("a newer version", () => {
  let own: Awaited<ReturnType<typeof ownSite>>;
  let context: BrowserContext;

  test.beforeEach(async ({ browser }) => {
    own = await ownSite();
    context = await browser.newContext();
    // As in the other tests.
    await context.addInitScript(() => {
      globalThis.theViewer = () => document.querySelector("hopscope-viewer") as ReturnType<typeof theViewer>;
    });
  });

  test.afterEach(async () => {
    await context.close();
    await own.end();
  });

  /** The page with the demo open, and a newer version that waits. */
  async function waiting(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(own.site.url);
    await kept(page);
    await demoEvents(page);
    await publish(own.root, "newer");
    // The browser may be looking for a newer one at the same time, and meet the file while it is written.
    await expect(async () => {
      await page.evaluate(async () => {
        await (await navigator.serviceWorker.ready).update();
      });
      await expect(page.getByText("New version ready")).toBeVisible();
    }).toPass();
    return page;
  }

  test("waits until it is asked for: the open trace stays open", async () => {
    const page = await waiting();
    expect(await page.evaluate(async () => (await theViewer().summary()).events)).toBeGreaterThan(0);
    expect(await page.title()).toBe("Hopscope");
    await page.getByRole("button", { name: "reload when you like" }).click();
    await expect.poll(() => page.title().catch(() => "")).toBe("newer");
    await kept(page);
  });

  test("waits while another page is open, and says so", async () => {
    const page = await waiting();
    const other = await context.newPage();
    await other.goto(own.site.url);
    await page.getByRole("button", { name: "reload when you like" }).click();
    await expect(page.getByText("close 1 other page of Hopscope first, then")).toBeVisible();
    expect(await page.evaluate(async () => (await theViewer().summary()).events)).toBeGreaterThan(0);
    expect(await page.title()).toBe("Hopscope");
  });
});

test("a trace that another program shares with the app is opened", async ({ app }) => {
  await kept(app);
  await app.evaluate(async () => {
    const shared = new FormData();
    shared.append("traces", new File([await (await fetch("demo.etl")).blob()], "handed over.etl"));
    await navigator.serviceWorker.ready;
    await fetch("share", { method: "POST", body: shared });
  });
  await app.goto(new URL("./?shared", app.url()).href);
  await expect
    .poll(() =>
      app.evaluate(() =>
        theViewer()
          .summary()
          .then(
            ({ name }) => name,
            () => "",
          ),
      ),
    )
    .toBe("handed over.etl");
  expect(new URL(app.url()).search).toBe("");
});

test("where there are no service workers nothing goes wrong", async ({ page, site, troubles }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, "serviceWorker");
  });
  await page.goto(site.url);
  expect(await demoEvents(page)).toBeGreaterThan(0);
  await expect(page.getByText("Works offline")).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test("a page with the embedded viewer registers nothing", async ({ page, site, troubles }) => {
  await page.route(`${site.url}host.html`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: '<!doctype html><title>x</title><script type="module" src="embed/hopscope.js"></script><hopscope-viewer></hopscope-viewer>',
    }),
  );
  await page.goto(`${site.url}host.html`);
  expect(await demoEvents(page)).toBeGreaterThan(0);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(troubles.filter((one) => !one.includes("favicon"))).toEqual([]);
});
