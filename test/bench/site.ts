import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page, type Worker } from "playwright";
import { build } from "vite";
import { serve, type Site } from "../../web/tooling/static-server.mjs";
import { findBrowser, LAUNCH_ARGS } from "../find-browser.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const INPUT = "bench-file";

/** The built page in a browser without a window. */
export class BenchSite {
  readonly #site: Site;
  readonly #browser: Browser;
  readonly #wasm: string;
  /** The worker that only reads and scans, as text. */
  readonly scanCode: string;

  private constructor(site: Site, browser: Browser, wasm: string, scanCode: string) {
    this.#site = site;
    this.#browser = browser;
    this.#wasm = wasm;
    this.scanCode = scanCode;
  }

  /** `dist`: the build that is measured. It is made when there is none, or when `rebuild` says so; with names for profiles instead of minified. */
  static async start(dist: string, rebuild: boolean, named = false): Promise<BenchSite> {
    const executablePath = await findBrowser((line) => {
      console.error(`browser: ${line}`);
    });
    if (executablePath === undefined) throw new Error("There is no browser to measure in.");
    if (rebuild || !existsSync(`${dist}/index.html`))
      await build({ configFile: `${root}vite.config.ts`, logLevel: "warn", build: { outDir: dist, emptyOutDir: true, minify: !named } });
    const wasm = readdirSync(`${dist}/assets`).find((name) => name.endsWith(".wasm"));
    if (wasm === undefined) throw new Error(`${dist} holds no wasm module.`);
    const scanCode = await scanWorker();
    return new BenchSite(await serve({ root: dist }), await chromium.launch({ executablePath, args: LAUNCH_ARGS }), `assets/${wasm}`, scanCode);
  }

  get wasm(): string {
    return this.#wasm;
  }

  /** A new page, in a process of its own, with the file chosen but not opened. */
  async page(path: string): Promise<Page> {
    const context = await this.#browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(600_000);
    await page.goto(this.#site.url);
    await page.evaluate(async (id) => {
      await customElements.whenDefined("hopscope-viewer");
      const input = document.createElement("input");
      input.type = "file";
      input.id = id;
      document.body.append(input);
    }, INPUT);
    await page.locator(`#${INPUT}`).setInputFiles(path);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#site.close();
  }
}

/** The product's worker of a page: the one that noted phases. */
export async function engineWorker(page: Page): Promise<Worker | undefined> {
  for (const worker of page.workers()) if (await worker.evaluate(() => performance.getEntriesByType("measure").length > 0).catch(() => false)) return worker;
  return undefined;
}

async function scanWorker(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    build: { write: false, lib: { entry: fileURLToPath(new URL("scan.worker.ts", import.meta.url)), formats: ["iife"], name: "bench" } },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  if (!("output" in bundle)) throw new Error("the worker that scans was not built");
  return bundle.output[0].code;
}
