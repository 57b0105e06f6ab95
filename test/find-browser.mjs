import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";

const INSTALL_LIMIT_MS = 300_000;
const LAUNCH_LIMIT_MS = 30_000;
const root = fileURLToPath(new URL("../", import.meta.url));
const asRoot = process.platform === "linux" && process.getuid?.() === 0;

/** Chromium refuses its own sandbox to root; without a GPU its probing for one only costs time. */
export const LAUNCH_ARGS = asRoot ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"];

const NAMES = ["google-chrome-stable", "google-chrome", "chrome", "chromium", "chromium-browser", "microsoft-edge-stable", "microsoft-edge", "msedge"];

/** @returns {string[]} where browsers usually are, in the order they are tried */
function usualPlaces() {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const inPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((dir) => dir !== "")
    .flatMap((dir) => NAMES.map((name) => join(dir, name + suffix)));
  /** @type {string[]} */
  let fixed = [];
  if (process.platform === "linux") {
    fixed = ["/opt/google/chrome/chrome", "/usr/lib/chromium/chromium", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium"];
  } else if (process.platform === "darwin") {
    const apps = ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) => `Applications/${name}.app/Contents/MacOS/${name}`);
    fixed = ["/", `${process.env["HOME"] ?? ""}/`].flatMap((dir) => apps.map((app) => dir + app));
  } else if (process.platform === "win32") {
    const dirs = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map((name) => process.env[name]).filter((dir) => dir !== undefined);
    const apps = ["Google\\Chrome\\Application\\chrome.exe", "Chromium\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
    fixed = dirs.flatMap((dir) => apps.map((app) => join(dir, app)));
  }
  const found = [...inPath, ...fixed].filter((path) => existsSync(path));
  const targets = found.map((path) => realpathSync(path));
  return found.filter((_path, i) => targets.indexOf(targets[i] ?? "") === i);
}

/**
 * Starts the browser without a window and lets it compute something: a file that exists is not yet a browser that runs.
 * @param {string} executablePath
 * @returns {Promise<{ version: string } | { why: string }>}
 */
async function tryOut(executablePath) {
  try {
    const browser = await chromium.launch({ executablePath, args: LAUNCH_ARGS, timeout: LAUNCH_LIMIT_MS });
    try {
      const page = await browser.newPage();
      const sum = await page.evaluate(() => 20 + 22);
      return sum === 42 ? { version: browser.version() } : { why: "it runs no script" };
    } finally {
      await browser.close();
    }
  } catch (e) {
    const text = e instanceof Error ? e.message : String(e);
    const reason = /error while loading shared libraries:[^\n]*|cannot open shared object[^\n]*|ENOENT[^\n]*|EACCES[^\n]*/.exec(text);
    return { why: (reason?.[0] ?? text.split("\n")[0] ?? text).trim() };
  }
}

/**
 * @param {(line: string) => void} log
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} [shown] what to print instead of the command
 * @returns {boolean}
 */
function run(log, command, args, shown = [command, ...args].join(" ")) {
  log(`running: ${shown}`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    timeout: INSTALL_LIMIT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "20000" },
  });
  if (status !== 0) log(`that failed (${error === undefined ? `exit code ${status ?? "none"}` : error.message}): ${shown}`);
  return status === 0;
}

/**
 * A Chromium that was seen running, or undefined. Says what it did.
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser(log) {
  /** @type {(path: string, from: string) => Promise<string | undefined>} */
  const check = async (path, from) => {
    if (!existsSync(path)) return undefined;
    const result = await tryOut(path);
    if ("version" in result) {
      log(`using ${path} (${from}, version ${result.version})`);
      return path;
    }
    log(`${path} (${from}) does not start: ${result.why}`);
    return undefined;
  };
  const system = async () => {
    for (const path of usualPlaces()) {
      const found = await check(path, "installed on this machine");
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const wanted = process.env["CHROMIUM_PATH"];
  if (wanted !== undefined && wanted !== "") {
    const found = await check(wanted, "from CHROMIUM_PATH");
    if (found !== undefined) return found;
    if (!existsSync(wanted)) log(`CHROMIUM_PATH names ${wanted}, which does not exist`);
  }
  const present = (await system()) ?? (await check(chromium.executablePath(), "downloaded earlier"));
  if (present !== undefined) return present;

  log("no browser here that starts: downloading one for the tests");
  const cli = fileURLToPath(new URL("cli.js", import.meta.resolve("playwright/package.json")));
  const downloaded = run(log, process.execPath, [cli, "install", "chromium"], "npx playwright install chromium");
  const own = downloaded ? await check(chromium.executablePath(), "just downloaded") : undefined;
  if (own !== undefined) return own;

  if (!asRoot) {
    log("no browser could be made to start. Install Chrome, Chromium or Edge, or set CHROMIUM_PATH.");
    return undefined;
  }
  if (existsSync("/usr/bin/apt-get") && run(log, "apt-get", ["update"]) && run(log, "apt-get", ["install", "-y", "chromium"])) {
    const found = (await system()) ?? (await check(chromium.executablePath(), "downloaded, with its libraries installed since"));
    if (found !== undefined) return found;
  }
  // Where the package is only a pointer to a snap: the libraries for the downloaded browser.
  if (downloaded && run(log, process.execPath, [cli, "install-deps", "chromium"], "npx playwright install-deps chromium")) {
    const found = await check(chromium.executablePath(), "downloaded, with its libraries installed since");
    if (found !== undefined) return found;
  }
  log("no browser could be made to start. Install Chrome, Chromium or Edge, or set CHROMIUM_PATH.");
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await findBrowser((line) => {
    console.error(`browser: ${line}`);
  });
  if (found === undefined) process.exitCode = 1;
  else console.log(found);
}
