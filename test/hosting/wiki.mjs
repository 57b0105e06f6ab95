import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../web/tooling/static-server.mjs";

const LOGIN = "session=reader";

/**
 * A site that shows pages and hands out its trace to those who are logged in, as a wiki does. By a name of its own: "127.0.0.1" is another site than "localhost".
 * @param {Readonly<Record<string, string | Buffer>>} files by path; "/trace.etl" and what ends in .etl needs the cookie that every page sets
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export function wiki(files) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "/").replace(/[?#].*$/s, ""));
    const body = files[path];
    if (body === undefined || (path.endsWith(".etl") && !(request.headers.cookie ?? "").includes(LOGIN))) {
      response.writeHead(body === undefined ? 404 : 403).end();
      return;
    }
    const type = path.endsWith(".js")
      ? "text/javascript"
      : path.endsWith(".etl")
        ? "application/octet-stream"
        : path.includes("/rest/")
          ? "application/json"
          : "text/html";
    response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "Set-Cookie": `${LOGIN}; Path=/; SameSite=Lax; HttpOnly` }).end(body);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve({
        origin: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => {
              closed();
            });
            server.closeAllConnections();
          }),
      });
    });
  });
}

/**
 * The built page as somebody hosts it for `parents`, with what modules of frames without an origin need.
 * @param {string} dist
 * @param {readonly string[]} parents
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function hostedFor(dist, parents) {
  const dir = mkdtempSync(join(tmpdir(), "hopscope-hosted-"));
  cpSync(dist, dir, { recursive: true, filter: (path) => !path.endsWith(".map") });
  const page = readFileSync(join(dir, "index.html"), "utf8");
  writeFileSync(join(dir, "index.html"), allowing(page, parents));
  const site = await serve({ root: dir, headers: { "Access-Control-Allow-Origin": "*" } });
  return {
    url: site.url,
    close: async () => {
      await site.close();
      rmSync(dir, { recursive: true });
    },
  };
}

/** @param {string} page @param {readonly string[]} parents @returns {string} */
export function allowing(page, parents) {
  const changed = page.replace('<meta name="hopscope-parents" content="" />', `<meta name="hopscope-parents" content="${parents.join(" ")}" />`);
  if (changed === page) throw new Error("The page has no hopscope-parents to fill in.");
  return changed;
}
