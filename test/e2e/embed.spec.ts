import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../web/tooling/static-server.mjs";
import { dist, expect, test } from "./support/fixtures.js";

const HEAD = `<!doctype html><title>Wiki</title><link rel="icon" href="data:,">`;

test("a page of one's own needs the module and the element, nothing else", async ({ page, site, troubles }) => {
  const answer = (name: string, body: string): Promise<unknown> =>
    page.route(site.url + name, (route) => route.fulfill({ contentType: "text/html", body: HEAD + body }));
  await answer("plain.html", "");
  await answer("wiki.html", `<script type="module" src="embed/hopscope.js"></script><hopscope-viewer src="demo.etl" view="events"></hopscope-viewer>`);
  await page.goto(`${site.url}plain.html`);
  const before = await page.evaluate(() => Object.keys(globalThis));
  await page.goto(`${site.url}wiki.html`);
  await expect(async () => {
    expect(await page.evaluate(async () => (await theViewer().summary()).events)).toBeGreaterThan(1000);
  }).toPass();
  const after = await page.evaluate(() => Object.keys(globalThis));
  // Lit notes its versions and decorator facts on the global object by itself.
  expect(after.filter((name) => !before.includes(name) && !/^(lit|reactiveElement)/.test(name))).toEqual([]);
  expect(troubles).toEqual([]);
});

test("the page opens a trace inside a frame that has no origin of its own", async ({ page, troubles }) => {
  // Modules of a frame without an origin are cross-origin to their host: it has to allow that.
  const framed = await serve({ root: dist, headers: { "Access-Control-Allow-Origin": "*" } });
  const dir = mkdtempSync(join(tmpdir(), "hopscope-wiki-"));
  writeFileSync(join(dir, "index.html"), `${HEAD}<iframe sandbox="allow-scripts" src="${framed.url}?src=demo.etl"></iframe>`);
  const wiki = await serve({ root: dir });
  try {
    await page.goto(wiki.url);
    await expect(async () => {
      const frame = page.frames().find((one) => one.url().startsWith(framed.url));
      expect(await frame?.evaluate(async () => (await theViewer().summary()).events)).toBeGreaterThan(1000);
    }).toPass({ timeout: 20_000 });
  } finally {
    await Promise.all([framed.close(), wiki.close()]);
    rmSync(dir, { recursive: true });
  }
  const own = [`request to ${framed.url}`, `request to ${wiki.url}`];
  expect(troubles.splice(0).filter((line) => !own.some((start) => line.startsWith(start)))).toEqual([]);
});

test("a host that calls the decoder module by a wrong type does not matter", async ({ page, site, troubles }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  });
  await page.goto(`${site.url}?src=demo.etl`);
  await expect(async () => {
    expect(await page.evaluate(async () => (await theViewer().summary()).events)).toBeGreaterThan(1000);
  }).toPass();
  expect(troubles).toEqual([]);
});
