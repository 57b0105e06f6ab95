import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve, type Site } from "../../../web/tooling/static-server.mjs";

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly location: string | undefined;
  readonly isolated: boolean;
  readonly body: string;
}

describe("static server", () => {
  let dir: string;
  let site: Site;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "hopscope-site-"));
    writeFileSync(join(dir, "secret.txt"), "outside");
    const root = mkdtempSync(join(dir, "root-"));
    writeFileSync(join(root, "index.html"), "<!doctype html>");
    writeFileSync(join(root, "etl.wasm"), "\0asm");
    symlinkSync(join(dir, "secret.txt"), join(root, "link.txt"));
    site = await serve({ root, base: "/sub/path/", headers: { "Cross-Origin-Opener-Policy": "same-origin" } });
  });

  afterAll(async () => {
    await site.close();
    rmSync(dir, { recursive: true });
  });

  // node:http and not fetch, which would tidy "..", the very thing that is tried, out of the path
  function get(path: string, method = "GET"): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port: site.port, path, method }, (response) => {
        let body = "";
        response.setEncoding("latin1");
        response.on("data", (chunk: string) => (body += chunk));
        response.on("end", () => {
          const { headers } = response;
          resolve({
            status: response.statusCode ?? 0,
            type: headers["content-type"],
            location: headers.location,
            isolated: headers["cross-origin-opener-policy"] === "same-origin",
            body,
          });
        });
      });
      sent.on("error", reject);
      sent.end();
    });
  }

  test("serves the folder below its base path, with the type each file needs", async () => {
    expect(await get("/sub/path/?src=demo.etl")).toMatchObject({ status: 200, type: "text/html; charset=utf-8", isolated: true, body: "<!doctype html>" });
    expect(await get("/sub/path/etl.wasm")).toMatchObject({ status: 200, type: "application/wasm", body: "\0asm" });
    expect(await get("/sub/path/etl.wasm", "HEAD")).toMatchObject({ status: 200, type: "application/wasm", body: "" });
  });

  test("adds the slash that relative addresses need", async () => {
    expect(await get("/sub/path")).toMatchObject({ status: 301, location: "/sub/path/" });
  });

  test.each(["/", "/index.html", "/sub/path/nothing.js", "/sub/path/assets/"])("has nothing at %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test.each(["../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "..%5csecret.txt", "link.txt", "etl.wasm%00", "%2f..%2fsecret.txt"])(
    "does not leave its folder by %s",
    async (path) => {
      const answer = await get(`/sub/path/${path}`);
      expect(answer.status).toBe(404);
      expect(answer.body).not.toContain("outside");
    },
  );

  test("refuses what is not a path or not a reading", async () => {
    expect((await get("/sub/path/%")).status).toBe(400);
    expect((await get("/sub/path/", "POST")).status).toBe(405);
  });

  test("says when its port is taken", async () => {
    await expect(serve({ root: dir }, site.port)).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
