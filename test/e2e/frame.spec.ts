import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { hostedFor, wiki } from "../hosting/wiki.mjs";
import { violations } from "./support/axe.js";
import { demo, dist, expect, test } from "./support/fixtures.js";

const example = (name: string): string => readFileSync(new URL(`../../web/embed/examples/${name}`, import.meta.url), "utf8");
const TOOLS = "https://tools.example/hopscope/";

/** A wiki and the tool it frames, for one test. Requests to either are no trouble. */
async function withWiki(
  troubles: string[],
  use: (files: Record<string, string | Buffer>, wikiOrigin: string, tool: string) => Promise<void>,
  parents: (origin: string) => readonly string[] = (origin) => [origin],
): Promise<void> {
  const files: Record<string, string | Buffer> = { "/hopscope-frame.js": readFileSync(`${dist}embed/hopscope-frame.js`), "/trace.etl": demo() };
  const host = await wiki(files);
  const hosted = await hostedFor(dist, parents(host.origin));
  try {
    await use(files, host.origin, hosted.url);
  } finally {
    await Promise.all([host.close(), hosted.close()]);
  }
  const own = [`request to ${host.origin}/`, `request to ${hosted.url}`];
  expect(troubles.splice(0).filter((line) => !own.some((start) => line.startsWith(start)))).toEqual([]);
}

const tracesIn = (page: Page): Promise<(string | undefined)[]> =>
  Promise.all(
    page
      .frames()
      .slice(1)
      .map((frame) =>
        frame
          .evaluate(() =>
            theViewer()
              .summary()
              .then(({ name }) => name),
          )
          .catch(() => undefined),
      ),
  );

test("a page around the frame calls, hears events, gets errors and files back, and stops an opening", async ({ page, troubles }) => {
  await withWiki(troubles, async (files, origin, tool) => {
    files["/"] = `<!doctype html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" src="${tool}"></iframe>`;
    await page.goto(`${origin}/`);
    const outcome = await page.evaluate(async () => {
      const module = "/hopscope-frame.js";
      const { connect } = (await import(module)) as typeof import("../../web/embed/hopscope-frame.js");
      const frame = document.querySelector("iframe");
      if (frame === null) throw new Error("no frame");
      const hopscope = await connect(frame);
      const heard: string[] = [];
      for (const type of ["hopscope-progress", "hopscope-ready", "hopscope-error", "hopscope-selection"])
        hopscope.addEventListener(type, () => heard.push(type));
      const codeOf = (call: Promise<unknown>): Promise<unknown> =>
        call.then(
          () => "resolved",
          (e: unknown) => (e as { code: string }).code,
        );
      const before = await codeOf(hopscope.summary());
      const trace = await (await fetch("trace.etl")).blob();
      const aborted = await codeOf(hopscope.open(trace, { signal: AbortSignal.abort() }));
      const summary = await hopscope.open(trace, { name: "handed.etl" });
      const wrong = await hopscope
        .events({ filter: "udp ==" })
        .catch((e: unknown) => ({ code: (e as { code: string }).code, offset: (e as { offset?: number }).offset }));
      const pages = await Promise.all([hopscope.packets({ limit: 2 }), hopscope.journeys({ limit: 3, sort: "-latency" }), hopscope.flows({ limit: 4 })]);
      const saved = await hopscope.export("csv");
      await hopscope.select("packet", 0);
      await hopscope.setFilter("tcp");
      const elsewhere = await codeOf(hopscope.open("https://example.com/x.etl"));
      return {
        before,
        aborted,
        name: summary.name,
        start: typeof summary.startNs,
        wrong,
        rows: pages.map(({ rows }) => rows.length),
        saved: saved.size > 1000,
        elsewhere,
        heard: [...new Set(heard)],
      };
    });
    expect(outcome).toEqual({
      before: "not-open",
      aborted: "aborted",
      name: "handed.etl",
      start: "bigint",
      wrong: { code: "filter", offset: 6 },
      rows: [2, 3, 4],
      saved: true,
      elsewhere: "unsupported",
      heard: ["hopscope-error", "hopscope-progress", "hopscope-ready", "hopscope-selection"],
    });
  });
});

test("plain messages to the window are answered, too, and those of a page that is not listed are not", async ({ page, troubles }) => {
  const asking = async (tool: string): Promise<unknown> =>
    page.evaluate(async (target) => {
      const frame = document.querySelector("iframe");
      const answer = new Promise((resolve) => {
        addEventListener("message", ({ data, source }) => {
          if (source === frame?.contentWindow) resolve(data);
        });
        // What comes later than the answer to a listed page does: the frame's own work is done by then.
        frame?.contentWindow?.postMessage({ hopscope: 1, id: "x", call: "summary", args: [] }, target);
        setTimeout(() => {
          resolve("silence");
        }, 500);
      });
      return answer;
    }, new URL(tool).origin);
  const visit = (expected: unknown) => async (files: Record<string, string | Buffer>, origin: string, tool: string) => {
    files["/"] = `<!doctype html><link rel="icon" href="data:,"><iframe src="${tool}"></iframe>`;
    await page.goto(`${origin}/`);
    expect(await asking(tool)).toEqual(expected);
  };
  await withWiki(troubles, visit({ hopscope: 1, id: "x", error: { code: "not-open", message: "No trace is open: call open() first." } }));
  await withWiki(troubles, visit("silence"), () => ["https://somebody.example"]);
});

test("example: a page of one's own, with its own colours", async ({ page, site, troubles }) => {
  await page.route(`${site.url}plain.html`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: example("plain.html").replaceAll(TOOLS, "./").replace("</title>", '</title><link rel="icon" href="data:,">'),
    }),
  );
  await page.goto(`${site.url}plain.html`);
  await expect(page.getByRole("heading", { name: /^demo\.etl: \d+ journeys, \d+ dropped$/ })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Views" })).toBeHidden();
  const accent = await page.evaluate(() => getComputedStyle(theViewer()).getPropertyValue("--accent").trim());
  expect(accent).toBe("#00695c");
  expect(troubles).toEqual([]);
});

test("example: a MediaWiki gadget opens an upload where it is linked", async ({ page, troubles }) => {
  await withWiki(troubles, async (files, origin, tool) => {
    files["/gadget.js"] = example("mediawiki.js").replaceAll(TOOLS, tool);
    files["/images/a/ab/Net trace.etl"] = demo();
    files["/"] =
      `<!doctype html><link rel="icon" href="data:,"><div id="mw-content-text"><p><a class="internal" href="/images/a/ab/Net%20trace.etl">Net trace.etl</a></p></div><script src="/gadget.js"></script>`;
    await page.goto(`${origin}/`);
    await page.getByRole("button", { name: "Open in Hopscope" }).click();
    await expect.poll(() => tracesIn(page), { timeout: 20_000 }).toEqual(["Net trace.etl"]);
  });
});

test("example: a Confluence macro hands over the newest trace among the attachments", async ({ page, troubles }) => {
  await withWiki(troubles, async (files, origin, tool) => {
    const attachment = (title: string): object => ({ title, _links: { download: `/download/attachments/7/${title}` } });
    files["/rest/api/content/7/child/attachment"] = JSON.stringify({ results: ["old.etl", "new.etl", "notes.txt"].map(attachment) });
    files["/download/attachments/7/new.etl"] = demo();
    files["/"] =
      `<!doctype html><link rel="icon" href="data:,"><meta name="ajs-page-id" content="7"><meta name="ajs-base-url" content="${origin}">${example("confluence.html").replaceAll(TOOLS, tool)}`;
    await page.goto(`${origin}/`);
    await expect.poll(() => tracesIn(page), { timeout: 20_000 }).toEqual(["new.etl"]);
  });
});

test("example: the frame of a SharePoint page takes a trace by hand", async ({ page, troubles }) => {
  await withWiki(troubles, async (files, origin, tool) => {
    files["/"] = `<!doctype html><link rel="icon" href="data:,">${example("sharepoint.html").replaceAll(TOOLS, tool)}`;
    await page.goto(`${origin}/`);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByText(/requests since load$/)).toBeHidden();
    const chooser = page.waitForEvent("filechooser");
    await frame.getByRole("button", { name: /Open files/ }).click();
    await (await chooser).setFiles({ name: "dropped.etl", mimeType: "application/octet-stream", buffer: demo() });
    await expect.poll(() => tracesIn(page), { timeout: 20_000 }).toEqual(["dropped.etl"]);
  });
});

test("the proof: policy, requests, and one that the browser refuses", async ({ app, troubles }) => {
  await app.getByRole("button", { name: "Prove it" }).click();
  const dialog = app.getByRole("dialog", { name: /What this page may do/ });
  await expect(dialog.getByRole("row", { name: /connect-src 'self'/ })).toBeVisible();
  await expect(dialog.getByRole("row", { name: /embed\/hopscope\.js script/ })).toBeVisible();
  await expect(dialog.getByRole("heading", { name: /0 of them beyond the app's own files/ })).toBeVisible();
  await dialog.getByRole("button", { name: /^Ask/ }).click();
  await expect(dialog.getByRole("status")).toContainText(/Blocked by the browser: https:\/\/example\.com\S* breaks connect-src/);
  await app.emulateMedia({ reducedMotion: "reduce" });
  for (const theme of ["dark", "light"]) {
    await app.evaluate((value) => {
      theViewer().setAttribute("theme", value);
    }, theme);
    expect(await violations(app)).toEqual([]);
  }
  // the request that was refused is on record as such, and only that
  const told = troubles.splice(0);
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter((line) => !line.includes("https://example.com"))).toEqual([]);
  await dialog.getByRole("button", { name: "Close" }).click();
  await app.getByRole("button", { name: /requests since load/ }).click();
  await expect(dialog).toBeVisible();
});

test("the proof asks for nothing where no policy would stop it", async ({ page, site, troubles }) => {
  await page.route(`${site.url}bare.html`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>Host</title><link rel="icon" href="data:,"><script type="module" src="embed/hopscope.js"></script><hopscope-viewer></hopscope-viewer>`,
    }),
  );
  await page.goto(`${site.url}bare.html`);
  await page.getByRole("button", { name: "Prove it" }).click();
  await page.getByRole("button", { name: /^Ask/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "No policy in force, so nothing was sent" })).toBeVisible();
  expect(troubles).toEqual([]);
});
