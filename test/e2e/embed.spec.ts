import { fileURLToPath } from "node:url";
import { serve } from "../../web/tooling/static-server.mjs";
import { expect, test } from "./support/fixtures.js";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

test("a page of one's own needs the module and the element, nothing else", async ({ page, site, troubles }) => {
  const before = await page.goto(`${site.url}icon.svg`).then(() => page.evaluate(() => Object.keys(globalThis)));
  await page.route(`${site.url}wiki.html`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>Wiki</title><script type="module" src="embed/hopscope.js"></script><hopscope-viewer src="demo.etl" view="events"></hopscope-viewer>`,
    }),
  );
  await page.goto(`${site.url}wiki.html`);
  await expect(async () => {
    expect(await page.evaluate(async () => (await theViewer().summary()).events)).toBeGreaterThan(1000);
  }).toPass();
  const after = await page.evaluate(() => Object.keys(globalThis));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
  expect(troubles).toEqual([]);
});

test("the page opens a trace inside a frame that has no origin of its own", async ({ page, troubles }) => {
  // Modules of a frame without an origin are cross-origin to their host: it has to allow that.
  const open = await serve({ root: dist, headers: { "Access-Control-Allow-Origin": "*" } });
  try {
    await page.route("http://wiki.test/", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><title>Wiki</title><iframe sandbox="allow-scripts" src="${open.url}?src=demo.etl"></iframe>`,
      }),
    );
    await page.goto("http://wiki.test/");
    const frame = page.frames().find((one) => one.url().startsWith(open.url));
    await expect(async () => {
      expect(await frame?.evaluate(async () => (await theViewer().summary()).events)).toBeGreaterThan(1000);
    }).toPass();
  } finally {
    await open.close();
  }
  expect(troubles.splice(0).filter((line) => !line.startsWith(`request to ${open.url}`) && !line.startsWith("request to http://wiki.test/"))).toEqual([]);
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
