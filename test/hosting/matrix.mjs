import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "../../web/tooling/static-server.mjs";
import { LAUNCH_ARGS } from "../find-browser.mjs";
import { findFirefox } from "../find-firefox.mjs";
import { essentials } from "./essentials.mjs";
import { allowing, hostedFor, wiki } from "./wiki.mjs";

// The same page in every browser, hosted in every way it is made for: what must work, works.

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {{ dist: string, single: string }} Built folder of the build, with a slash; the page of one file */
/** @typedef {{ name: string, run: (page: Page, built: Built) => Promise<void> }} Way */

const LIMIT_MS = 40_000;
const examples = fileURLToPath(new URL("../../web/embed/examples/", import.meta.url));

/** @param {import("puppeteer-core").Frame} frame @param {boolean} byHand */
async function check(frame, byHand) {
  const seen = await frame.evaluate(essentials, byHand);
  if (seen.faults.length > 0) throw new Error(seen.faults.join("; "));
  if (seen.events < 1000 || seen.rows !== 50 || seen.exported < 10_000 || seen.views.length < 5) throw new Error(`too little: ${JSON.stringify(seen)}`);
}

/** @param {Page} page @param {string} url */
async function goTo(page, url) {
  await page.goto(url, { waitUntil: "load", timeout: LIMIT_MS });
}

/** @param {string} root @param {string} base @param {string} path @returns {Way["run"]} */
const served = (root, base, path) => async (page, built) => {
  const site = await serve({ root: root === "" ? built.dist : dirname(built.single), base });
  try {
    await goTo(page, site.url + path);
    await check(page.mainFrame(), true);
  } finally {
    await site.close();
  }
};

/**
 * A page of another site frames the viewer, asks for the trace with its own cookies, and hands it over.
 * @param {Page} page
 * @param {string} origin
 * @param {string} frameUrl
 */
async function checkFramed(page, origin, frameUrl) {
  await goTo(page, `${origin}/`);
  await page.waitForFunction(() => document.querySelector("h1")?.textContent.includes("dropped"), { timeout: LIMIT_MS });
  const frame = page.frames().find((one) => one !== page.mainFrame());
  if (frame === undefined) throw new Error(`no frame of ${frameUrl}`);
  if ((await frame.evaluate(() => self.origin)) !== "null") throw new Error("the frame has an origin of its own");
  await check(frame, false);
}

/** @type {readonly Way[]} */
const WAYS = [
  { name: "http, at the root", run: served("", "/", "") },
  { name: "http, below a path", run: served("", "/sub/path/", "") },
  {
    name: "http, in a sandboxed iframe that is handed the trace",
    run: async (page, built) => {
      /** @type {Record<string, string | Buffer>} */
      const files = { "/hopscope-frame.js": readFileSync(`${built.dist}embed/hopscope-frame.js`), "/trace.etl": readFileSync(`${built.dist}demo.etl`) };
      const host = await wiki(files);
      const hosted = await hostedFor(built.dist, [host.origin]);
      try {
        files["/"] = readFileSync(`${examples}frame.html`, "utf8").replace("https://tools.example/hopscope/", hosted.url);
        await checkFramed(page, host.origin, hosted.url);
      } finally {
        await Promise.all([host.close(), hosted.close()]);
      }
    },
  },
  { name: "one file, http", run: (page, built) => served("single", "/", built.single.slice(dirname(built.single).length + 1))(page, built) },
  {
    name: "one file, in a sandboxed iframe that is handed the trace",
    run: async (page, built) => {
      /** @type {Record<string, string | Buffer>} */
      const files = { "/hopscope-frame.js": readFileSync(`${built.dist}embed/hopscope-frame.js`), "/trace.etl": readFileSync(`${built.dist}demo.etl`) };
      const host = await wiki(files);
      try {
        files["/attachment.html"] = allowing(readFileSync(built.single, "utf8"), [host.origin]);
        files["/"] = readFileSync(`${examples}frame.html`, "utf8").replace("https://tools.example/hopscope/", `${host.origin}/attachment.html`);
        await checkFramed(page, host.origin, `${host.origin}/attachment.html`);
      } finally {
        await host.close();
      }
    },
  },
  {
    name: "one file, from the disk (file://)",
    run: async (page, built) => {
      await goTo(page, pathToFileURL(built.single).href);
      await check(page.mainFrame(), true);
    },
  },
];

/**
 * @param {(line: string) => void} log
 * @param {import("puppeteer-core").LaunchOptions} options
 * @param {Built} built
 * @returns {Promise<{ version: string, marks: boolean[] }>} of each way whether it works
 */
async function inBrowser(log, options, built) {
  const browser = await puppeteer.launch({ headless: true, ...options });
  try {
    const version = (await browser.version()).replace("/", " ").replace("firefox", "Firefox").split(".")[0] ?? "";
    /** @type {boolean[]} */
    const marks = [];
    for (const { name, run } of WAYS) {
      const page = await browser.newPage();
      try {
        await run(page, built);
        marks.push(true);
      } catch (e) {
        marks.push(false);
        log(`${version}, ${name}: ${e instanceof Error ? e.message : String(e)}`);
      } finally {
        await page.close();
      }
    }
    return { version, marks };
  } finally {
    await browser.close();
  }
}

/**
 * @param {(line: string) => void} log
 * @param {Built} built
 * @param {string | undefined} chromium
 * @returns {Promise<Count>}
 */
export async function hosting(log, built, chromium) {
  const firefox = findFirefox();
  if (firefox === undefined) log("skipped in Firefox: it is not installed, and FIREFOX_PATH names none");
  const columns = await Promise.all([
    ...(chromium === undefined ? [] : [inBrowser(log, { browser: "chrome", executablePath: chromium, args: LAUNCH_ARGS }, built)]),
    ...(firefox === undefined ? [] : [inBrowser(log, { browser: "firefox", executablePath: firefox }, built)]),
  ]);
  const width = Math.max(...WAYS.map(({ name }) => name.length));
  log(`| ${"hosted".padEnd(width)} | ${columns.map(({ version }) => version).join(" | ")} |`);
  log(`| ${"-".repeat(width)} | ${columns.map(({ version }) => "-".repeat(version.length)).join(" | ")} |`);
  WAYS.forEach(({ name }, row) => {
    log(`| ${name.padEnd(width)} | ${columns.map(({ version, marks }) => (marks[row] === true ? "works" : "FAILS").padEnd(version.length)).join(" | ")} |`);
  });
  const all = columns.flatMap(({ marks }) => marks);
  const passed = all.filter(Boolean).length;
  return { passed, failed: all.length - passed, skipped: firefox === undefined ? WAYS.length : 0 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const built = {
    dist: process.env["HOPSCOPE_DIST"] ?? join(root, "dist/"),
    single: process.env["HOPSCOPE_SINGLE"] ?? join(root, "dist-single/hopscope.html"),
  };
  const missing = [built.dist, built.single].filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`${missing.join(" and ")} missing: npm run build && npm run build:single`);
  const { failed } = await hosting(console.log, built, process.env["CHROMIUM_PATH"]);
  if (failed > 0) process.exitCode = 1;
}
