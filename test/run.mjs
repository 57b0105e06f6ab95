import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkBundle, checkSingle } from "./check-bundle.mjs";
import { findBrowser } from "./find-browser.mjs";
import { hosting } from "./hosting/matrix.mjs";

// npm test: every check there is, one after the other. A step that fails does not keep the later ones from running;
// the last line counts the tests of vitest and Playwright, and one for each step that has no tests of its own.

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const MINUTE = 60_000;
const root = fileURLToPath(new URL("../", import.meta.url));
const results = `${root}test-results/`;
const script = (/** @type {string} */ name) => `${root}node_modules/${name}`;
const TSC = script("typescript/bin/tsc");

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];

/**
 * Runs a script of node_modules with this Node, so that no shell is involved on any system.
 * @param {readonly string[]} args
 * @param {number} limitMs after which it is stopped and counts as failed
 * @param {Readonly<Record<string, string>>} [env]
 * @returns {Promise<boolean>}
 */
function node(args, limitMs, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, TZ: "UTC", ...env } });
    /** @type {NodeJS.Timeout | undefined} */
    let last;
    const timer = setTimeout(() => {
      console.log(`stopped after ${limitMs / MINUTE} minutes`);
      // Playwright closes its browsers when it is asked to end; one that does not listen is not asked twice.
      child.kill("SIGINT");
      last = setTimeout(() => child.kill("SIGKILL"), 10_000);
    }, limitMs);
    child.on("error", (e) => {
      console.log(e.message);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      clearTimeout(last);
      resolve(code === 0);
    });
  });
}

/**
 * @param {string} name
 * @param {() => Promise<boolean | Count>} run what came of it; a boolean counts as one test
 * @returns {Promise<boolean>}
 */
async function step(name, run) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  let outcome;
  try {
    outcome = await run();
  } catch (e) {
    console.log(e instanceof Error ? (e.stack ?? e.message) : String(e));
    outcome = false;
  }
  const count = typeof outcome === "boolean" ? { passed: outcome ? 1 : 0, failed: outcome ? 0 : 1, skipped: 0 } : outcome;
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  const good = count.failed === 0;
  if (!good) failures.push(name);
  const counted = typeof outcome === "boolean" ? "" : `, ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
  console.log(`--- ${name}: ${good ? "ok" : "FAILED"}${counted} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return good;
}

/** @param {string} why @returns {Promise<false>} */
function cannot(why) {
  console.log(`not run: ${why}`);
  return Promise.resolve(false);
}

/** @param {string} file @returns {unknown} */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** A runner that failed without a failed test, or ran nothing, is a failure all the same. @param {Count} count @param {boolean} ok @returns {Count} */
function honest(count, ok) {
  const silent = count.failed === 0 && (!ok || count.passed === 0);
  return silent ? { ...count, failed: 1 } : count;
}

/** @returns {Promise<Count>} */
async function vitest() {
  const file = `${results}vitest.json`;
  const ok = await node([script("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`], 8 * MINUTE);
  const report =
    /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */ (
      readJson(file)
    );
  const broken = report.testResults.filter((one) => one.status === "failed" && one.assertionResults.length === 0).length;
  return honest({ passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped: report.numPendingTests + report.numTodoTests }, ok);
}

/** @param {string} browser @returns {Promise<Count>} */
async function playwright(browser) {
  const file = `${results}playwright.json`;
  const ok = await node([script("@playwright/test/cli.js"), "test", "-c", "test/e2e/playwright.config.ts"], 10 * MINUTE, {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const { stats } = /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} */ (readJson(file));
  return honest({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }, ok);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** @type {string | undefined} */
let browser;
await step("browser", async () => {
  browser = await findBrowser((line) => {
    console.log(`browser: ${line}`);
  });
  return browser !== undefined;
});
await step("types", async () => (await Promise.all([".", "web/worker", "web/sw"].map((project) => node([TSC, "-p", project], 5 * MINUTE)))).every(Boolean));
await step("lint", () => node([script("eslint/bin/eslint.js"), "."], 5 * MINUTE));
await step("format", () => node([script("prettier/bin/prettier.cjs"), "--check", "."], 5 * MINUTE));
await step("unit, wasm and worker tests", vitest);
const built = await step("build", () => node([script("vite/bin/vite.js"), "build"], 5 * MINUTE));
await step("bundle budgets", () => (built ? checkBundle(console.log) : cannot("there is no build")));
await step("browser tests", () => {
  if (!built) return cannot("there is no build");
  return browser === undefined ? cannot("there is no browser") : playwright(browser);
});
const single = await step("build as one file", () => node([script("vite/bin/vite.js"), "build", "--mode", "single"], 5 * MINUTE));
await step("the one file alone", () => (single ? Promise.resolve(checkSingle(`${root}dist-single/hopscope.html`, console.log)) : cannot("there is no build")));
await step("hosted in every way", () => {
  if (!built || !single) return cannot("there is no build");
  return hosting(console.log, { dist: `${root}dist/`, single: `${root}dist-single/hopscope.html` }, browser);
});

if (total.passed + total.failed === 0) total.failed = 1;
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(failures.length > 0 ? `\nFailed: ${failures.join(", ")}` : "");
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
