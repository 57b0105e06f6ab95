import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { pipeline } from "node:stream";

/**
 * What any static host does, and no more: for `npm start` and for the tests.
 * @typedef {object} SiteOptions
 * @property {string} root folder to serve
 * @property {string} [base] path under which it appears, "/" unless told
 * @property {Readonly<Record<string, string>>} [headers] added to every answer
 *
 * @typedef {object} Site
 * @property {string} url address of the served folder, with a slash at the end
 * @property {number} port
 * @property {() => Promise<void>} close
 */

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".etl": "application/octet-stream",
};

/**
 * The file for a decoded path below the root, or undefined. realpath() makes ".." and links that lead out of the root harmless.
 * @param {string} root
 * @param {string} path
 * @returns {Promise<{ path: string, size: number } | undefined>}
 */
async function fileFor(root, path) {
  if (path.includes("\0")) return undefined;
  try {
    const found = await realpath(join(root, path.endsWith("/") ? `${path}index.html` : path));
    const top = await realpath(root);
    if (!found.startsWith(top + sep)) return undefined;
    const facts = await stat(found);
    return facts.isFile() ? { path: found, size: facts.size } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {SiteOptions} options
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>}
 */
function handler({ root, base = "/", headers = {} }) {
  return async (request, response) => {
    /** @type {(status: number, more?: Readonly<Record<string, string>>) => void} */
    const answer = (status, more = {}) => {
      response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", ...headers, ...more });
      response.end(`${status}\n`);
    };
    if (request.method !== "GET" && request.method !== "HEAD") {
      answer(405, { Allow: "GET, HEAD" });
      return;
    }
    let path;
    try {
      path = decodeURIComponent((request.url ?? "/").replace(/[?#].*$/s, ""));
    } catch {
      answer(400);
      return;
    }
    if (`${path}/` === base) {
      answer(301, { Location: base });
      return;
    }
    const file = path.startsWith(base) ? await fileFor(root, `/${path.slice(base.length)}`) : undefined;
    if (file === undefined) {
      answer(404);
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file.path).toLowerCase()] ?? "application/octet-stream",
      "Content-Length": file.size,
      "Cache-Control": "no-cache",
      "X-Content-Type-Options": "nosniff",
      ...headers,
    });
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    pipeline(createReadStream(file.path), response, () => undefined);
  };
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port it got
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/**
 * Serves on both loopback addresses, because "localhost" means either; never on a network. Rejects with code EADDRINUSE when the port is taken on one of them.
 * @param {SiteOptions} options
 * @param {number} [port] 0 for any free one
 * @returns {Promise<Site>}
 */
export async function serve(options, port = 0) {
  const base = options.base ?? "/";
  if (!base.startsWith("/") || !base.endsWith("/")) throw new Error(`A base path begins and ends with a slash, got "${base}".`);
  const handle = handler(options);
  const servers = ["127.0.0.1", "::1"].map((host) => ({
    host,
    server: createServer((request, response) => {
      handle(request, response).catch(() => {
        response.destroy();
      });
    }),
  }));
  let got = port;
  const close = async () => {
    await Promise.all(
      servers.map(
        ({ server }) =>
          /** @type {Promise<void>} */ (
            new Promise((resolve) => {
              server.close(() => {
                resolve();
              });
              server.closeAllConnections();
            })
          ),
      ),
    );
  };
  for (const { host, server } of servers) {
    try {
      got = await listen(server, got, host);
    } catch (e) {
      // A machine without IPv6 has no ::1; that is no reason not to serve.
      const code = e instanceof Error && "code" in e ? e.code : undefined;
      if (host === "::1" && (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT")) continue;
      await close();
      throw e;
    }
  }
  return { url: `http://localhost:${got}${base}`, port: got, close };
}
