import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test as plain, type Page } from "@playwright/test";
import { serve, type Site } from "../../../web/tooling/static-server.mjs";
import type { HopscopeViewer } from "../../../web/core/viewer-api.js";

export { expect };

export interface SiteSettings {
  /** Path the built page is served under. */
  readonly base: string;
}

interface Watched {
  /** The built page, open and registered. */
  readonly app: Page;
  /** What went wrong in the page so far. The test fails if anything is left in here at its end. */
  readonly troubles: string[];
}

declare global {
  interface HTMLElementTagNameMap {
    "hopscope-viewer": HopscopeViewer;
  }
  /** In the page: the one viewer of it. */
  function theViewer(): HopscopeViewer;
}

/** The built page; HOPSCOPE_DIST names another build, ending in a slash. */
export const dist = process.env["HOPSCOPE_DIST"] ?? fileURLToPath(new URL("../../../dist/", import.meta.url));
export const demo = (): Buffer => readFileSync(`${dist}demo.etl`);

/** Real traces beside the project, which are not part of it. */
const samplesDir = fileURLToPath(new URL("../../../../shared/samples/", import.meta.url));
export const samples: string | undefined = existsSync(`${samplesDir}expected.json`) ? samplesDir : undefined;
export const NO_SAMPLES = "there are no samples beside the project";

/** Each test gets the built page, a server of its own worker, and fails on console errors, policy violations and requests to elsewhere. */
export const test = plain.extend<Watched, SiteSettings & { readonly site: Site }>({
  base: ["/", { option: true, scope: "worker" }],
  site: [
    async ({ base }, use) => {
      const site = await serve({ root: dist, base });
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
  troubles: async ({ context, site }, use) => {
    const troubles: string[] = [];
    context.on("weberror", (error) => troubles.push(`uncaught: ${error.error().message}`));
    context.on("console", (message) => {
      if (message.type() === "error") troubles.push(`console: ${message.text()}`);
    });
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (!["data:", "blob:"].includes(url.protocol) && url.origin !== new URL(site.url).origin) troubles.push(`request to ${url.href}`);
    });
    await context.addInitScript(() => {
      addEventListener(
        "securitypolicyviolation",
        (event) => {
          console.error(`policy violated: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
        },
        true,
      );
      globalThis.theViewer = () => {
        const viewer = document.querySelector("hopscope-viewer");
        if (viewer === null) throw new Error("the page has no viewer");
        return viewer;
      };
    });
    await use(troubles);
    expect(troubles, "errors of the page, policy violations and foreign requests").toEqual([]);
  },
  app: async ({ page, troubles, site }, use) => {
    // Named, so that the watching starts before the page does.
    troubles.length = 0;
    await page.goto(site.url);
    await page.evaluate(() => customElements.whenDefined("hopscope-viewer").then(() => undefined));
    await use(page);
  },
});
