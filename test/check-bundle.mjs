import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { networkSinks } from "./network-sinks.mjs";

// Measures dist/ against test/budgets.json. To raise a figure is a decision: it is made by editing that file, with the reason in the commit.

/**
 * @typedef {object} Budgets
 * @property {number} firstLoadGzip ceiling, bytes: all that a browser may fetch to show the page and open a trace, each file gzipped
 * @property {readonly string[]} optional files that are only fetched when somebody asks for them; * stands for the hash in a name
 * @property {{ bytes: number, exports: readonly string[] }} wasm ceiling of the decoder module, and exactly what it exports
 * @property {readonly string[]} required files whose names others rely on
 */

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** @returns {Budgets} */
function readBudgets() {
  /** @type {unknown} */
  const read = JSON.parse(readFileSync(new URL("budgets.json", import.meta.url), "utf8"));
  return /** @type {Budgets} */ (read);
}

/** @param {string} dir @returns {string[]} paths below dist, with forward slashes */
function filesOf(dir) {
  return readdirSync(join(dist, dir)).flatMap((name) => {
    const path = dir === "" ? name : `${dir}/${name}`;
    return statSync(join(dist, path)).isDirectory() ? filesOf(path) : [path];
  });
}

/** @param {string} path @param {string} name */
function isNamed(path, name) {
  const [start = "", end] = name.split("*");
  return end === undefined ? path === name : path.startsWith(start) && path.endsWith(end);
}

/**
 * @param {(line: string) => void} log
 * @returns {Promise<boolean>}
 */
export async function checkBundle(log) {
  const budgets = readBudgets();
  /** @type {string[]} */
  const wrong = [];
  for (const path of budgets.required) if (!existsSync(join(dist, path))) wrong.push(`dist/${path} is missing`);

  const files = filesOf("").filter((path) => extname(path) !== ".map" && !budgets.optional.some((name) => isNamed(path, name)));
  const sized = files.map((path) => ({ path, gzip: gzipSync(readFileSync(join(dist, path)), { level: 9 }).length }));
  for (const { path, gzip } of sized.sort((a, b) => b.gzip - a.gzip)) log(`${String(gzip).padStart(8)}  ${path}`);
  const sum = sized.reduce((all, { gzip }) => all + gzip, 0);
  log(`${String(sum).padStart(8)}  first load, gzipped; ${budgets.firstLoadGzip} allowed`);
  if (sum > budgets.firstLoadGzip) wrong.push(`the first load is ${sum} bytes gzipped, ${budgets.firstLoadGzip} are allowed`);

  const modules = files.filter((path) => extname(path) === ".wasm");
  if (modules.length !== 1) wrong.push(`expected one wasm module, found ${modules.length}`);
  for (const path of modules) {
    const bytes = readFileSync(join(dist, path));
    log(`${String(bytes.length).padStart(8)}  ${path}, not compressed; ${budgets.wasm.bytes} allowed`);
    if (bytes.length > budgets.wasm.bytes) wrong.push(`${path} is ${bytes.length} bytes, ${budgets.wasm.bytes} are allowed`);
    const names = WebAssembly.Module.exports(await WebAssembly.compile(bytes)).map(({ name }) => name);
    const more = names.filter((name) => !budgets.wasm.exports.includes(name));
    const less = budgets.wasm.exports.filter((name) => !names.includes(name));
    if (more.length > 0) wrong.push(`${path} exports ${more.join(", ")}, which test/budgets.json does not list`);
    if (less.length > 0) wrong.push(`${path} does not export ${less.join(", ")}`);
  }

  wrong.push(
    ...networkSinks(
      dist,
      filesOf("").filter((path) => extname(path) !== ".map"),
    ),
  );
  const page = readFileSync(join(dist, "index.html"), "utf8");
  if (!/<meta http-equiv="Content-Security-Policy" content="default-src 'none';/.test(page)) wrong.push("dist/index.html has no Content-Security-Policy");

  for (const line of wrong) log(`bundle: ${line}`);
  return wrong.length === 0;
}

/**
 * The page that is one file: whether it is one, under a policy that lets it ask nobody.
 * @param {string} path
 * @param {(line: string) => void} log
 * @returns {boolean}
 */
export function checkSingle(path, log) {
  const page = readFileSync(path, "utf8");
  const wrong = networkSinks("", [path]);
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1];
  if (policy?.startsWith("default-src 'none';") !== true || !/; connect-src data:;/.test(policy) || policy.includes("'self'"))
    wrong.push("its policy lets it ask somebody");
  // Scripts have been hashed into the policy; what is left of the page may name no file beside it.
  const rest = page.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, "");
  if (/<(?:link|img)\b|<script[^>]*\ssrc=/.test(rest)) wrong.push("it needs a file beside it");
  for (const line of wrong) log(`one file: ${line}`);
  return wrong.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !(await checkBundle(console.log))) process.exitCode = 1;
