import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parseSync } from "vite";
import { networkSinks } from "./network-sinks.mjs";

// Measures dist/ against test/budgets.json. To raise a figure is a decision: it is made by editing that file, with the reason in the commit.

/**
 * @typedef {object} Budgets
 * @property {number} firstLoadGzip ceiling, bytes: all that a browser may fetch to show the page and open a trace, each file gzipped
 * @property {number} allGzip ceiling, bytes: that and all parts that are fetched when somebody asks for what they do, each file gzipped
 * @property {readonly string[]} aside files that no part of the page asks for: the demo trace, what the browser's own installing fetches
 * @property {{ bytes: number, exports: readonly string[] }} wasm ceiling of the decoder module, and exactly what it exports
 * @property {readonly string[]} required files whose names others rely on
 */

/**
 * @typedef {object} SyntaxNode
 * @property {string} [type]
 * @property {{ value?: unknown }} [source]
 * @property {{ name?: string }} [callee]
 * @property {readonly { value?: unknown, quasis?: readonly { value: { cooked?: string } }[] }[]} [arguments]
 */

const dist = process.env["HOPSCOPE_DIST"] ?? fileURLToPath(new URL("../dist/", import.meta.url));

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

/**
 * What a script, a page or a style sheet loads at once: static imports, and the files it has the addresses of (worker, decoder).
 * @param {string} path below dist @returns {string[]} paths below dist
 */
function loadsAtOnce(path) {
  const text = readFileSync(join(dist, path), "utf8");
  const at = (/** @type {string} */ address) => posix.join(posix.dirname(path), address);
  if (extname(path) === ".html") return [...text.matchAll(/<(?:script|link)\s[^>]*?(?:src|href)="(?:\.\/)?([^":]+)"/g)].map(([, address = ""]) => at(address));
  if (extname(path) !== ".js") return [];
  /** @type {string[]} */
  const found = [];
  /** @param {unknown} node */
  const walk = (node) => {
    if (typeof node !== "object" || node === null) return;
    const { type, source, callee, arguments: given } = /** @type {SyntaxNode} */ (node);
    if (/^(?:Import|ExportNamed|ExportAll)Declaration$/.test(String(type)) && typeof source?.value === "string") found.push(at(source.value));
    if (type === "NewExpression" && callee?.name === "URL") {
      const address = given?.[0]?.value ?? given?.[0]?.quasis?.[0]?.value.cooked;
      if (typeof address === "string" && existsSync(join(dist, at(address))) && statSync(join(dist, at(address))).isFile()) found.push(at(address));
    }
    for (const child of Object.values(node)) walk(child);
  };
  walk(parseSync(path, text).program);
  return found;
}

/**
 * What is fetched to show the page and open a trace up to its overview, by what the files say: whatever comes by import() is not in it.
 * @returns {ReadonlySet<string>} paths below dist
 */
export function firstLoad() {
  const all = new Set(["index.html"]);
  for (const path of all) for (const next of loadsAtOnce(path)) all.add(next);
  return all;
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

  const first = firstLoad();
  const files = filesOf("").filter((path) => extname(path) !== ".map" && !budgets.aside.includes(path));
  const sized = files.map((path) => ({ path, at: first.has(path) ? "first" : "later", gzip: gzipSync(readFileSync(join(dist, path)), { level: 9 }).length }));
  for (const { path, at, gzip } of sized.sort((a, b) => a.at.localeCompare(b.at) || b.gzip - a.gzip)) log(`${String(gzip).padStart(8)}  ${at}  ${path}`);
  const sum = (/** @type {readonly { gzip: number }[]} */ of) => of.reduce((all, { gzip }) => all + gzip, 0);
  const [firstSum, allSum] = [sum(sized.filter(({ at }) => at === "first")), sum(sized)];
  log(`${String(firstSum).padStart(8)}  first load, gzipped; ${budgets.firstLoadGzip} allowed`);
  log(`${String(allSum).padStart(8)}  with all parts, gzipped; ${budgets.allGzip} allowed`);
  if (firstSum > budgets.firstLoadGzip) wrong.push(`the first load is ${firstSum} bytes gzipped, ${budgets.firstLoadGzip} are allowed`);
  if (allSum > budgets.allGzip) wrong.push(`all parts are ${allSum} bytes gzipped, ${budgets.allGzip} are allowed`);
  for (const kind of [/engine\.worker.*\.js$/, /\.wasm$/, /\.css$/])
    if (![...first].some((path) => kind.test(path))) wrong.push(`no file of the first load is ${kind}`);

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
