import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { build } from "vite";
import { serve } from "../web/tooling/static-server.mjs";
import { findBrowser, LAUNCH_ARGS } from "./find-browser.mjs";

// npm run screenshot: the pictures of README.md, taken from the running product with the demo trace.

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const SHOWN = /** @type {const} */ ([
  ["overview", "dark"],
  ["timeline", "dark"],
  ["journeys", "light"],
  ["topology", "dark"],
]);
/** Parts of a view come one after the other. */
const SETTLED_MS = 2000;

const executablePath = await findBrowser((line) => {
  console.log(`browser: ${line}`);
});
if (executablePath === undefined) throw new Error("No browser to take a picture with.");
if (!existsSync(at("dist/index.html"))) await build({ configFile: at("vite.config.ts"), logLevel: "warn" });
const site = await serve({ root: at("dist") });
const browser = await chromium.launch({ executablePath, args: LAUNCH_ARGS });
try {
  mkdirSync(at(".github"), { recursive: true });
  for (const [view, colorScheme] of SHOWN) {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, colorScheme, reducedMotion: "reduce" });
    await page.goto(`${site.url}?src=demo.etl#view=${view}`);
    await page.getByRole("button", { name: "Export" }).waitFor();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(SETTLED_MS);
    await page.screenshot({ path: at(`.github/hopscope-${view}.png`) });
    await page.close();
    console.log(`wrote .github/hopscope-${view}.png`);
  }
} finally {
  await browser.close();
  await site.close();
}
