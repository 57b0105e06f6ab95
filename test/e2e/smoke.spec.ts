import { firstLoad } from "../check-bundle.mjs";
import { expect, test } from "./support/fixtures.js";

test("the page opens without errors, policy violations or requests to elsewhere", async ({ app }) => {
  await expect(app).toHaveTitle(/Hopscope/);
  await expect(app.locator("hopscope-viewer")).toBeVisible();
  await expect(app.getByText(/nothing leaves/i).first()).toBeVisible();
  await app.waitForLoadState("networkidle");
});

test("the address with ?src=demo.etl opens the demo trace", async ({ page, site, troubles }) => {
  await page.goto(`${site.url}?src=demo.etl`);
  await expect(async () => {
    const events = await page.evaluate(async () => (await theViewer().summary()).events);
    expect(events).toBeGreaterThan(1000);
  }).toPass();
  await expect(page.getByText("demo.etl").first()).toBeVisible();
  expect(troubles).toEqual([]);
});

for (const src of ["https://example.com/demo.etl", "//example.com/demo.etl", "/demo.etl", "data:,x", "\\\\example.com\\demo.etl"]) {
  test(`?src=${src} is not followed: only files beside the page are`, async ({ page, site, troubles }) => {
    await page.goto(`${site.url}?src=${encodeURIComponent(src)}`);
    await page.waitForLoadState("networkidle");
    await expect(page.locator("hopscope-viewer")).not.toHaveAttribute("src");
    expect(troubles).toEqual([]);
  });
}

test("nothing in the built files is asked for from elsewhere while a trace is read", async ({ app, site }) => {
  const asked: string[] = [];
  app.on("request", (request) => asked.push(request.url()));
  await app.evaluate(async () => {
    await theViewer().open("demo.etl");
    await theViewer().events();
    await theViewer().export("pcapng");
  });
  expect(asked.filter((url) => !url.startsWith(site.url) && !url.startsWith("blob:"))).toEqual([]);
});

test("the overview of a trace needs nothing but the first load", async ({ page, site, troubles }) => {
  const needed = new Set(["", "demo.etl", "service-worker.js", ...firstLoad()]);
  const held: string[] = [];
  await page.route(`${site.url}**`, (route) => {
    const path = new URL(route.request().url()).href.slice(site.url.length).replace(/[?#].*/, "");
    // A part that is fetched ahead gets no answer.
    if (needed.has(path)) return route.fallback();
    held.push(path);
    return undefined;
  });
  await page.goto(`${site.url}?src=demo.etl`);
  await expect(page.locator("hopscope-overview")).toContainText("journeys", { timeout: 20_000 });
  await expect(page.locator("hopscope-findings")).toBeVisible();
  expect(held.filter((path) => /engine|run-export|later-tables/.test(path))).toEqual([]);
  expect(troubles).toEqual([]);
});
