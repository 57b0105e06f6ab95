import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { serve } from "./static-server.mjs";

// npm start: builds the page and serves it on this machine only, until Ctrl+C.

const FIRST_PORT = 4173;
const LAST_PORT = 4273;
const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** @returns {Promise<import("./static-server.mjs").Site>} */
async function onFreePort() {
  for (let port = FIRST_PORT; port <= LAST_PORT; port++) {
    try {
      return await serve({ root: at("dist") }, port);
    } catch (e) {
      if (!(e instanceof Error && "code" in e && e.code === "EADDRINUSE")) throw e;
    }
  }
  throw new Error(`No free port between ${FIRST_PORT} and ${LAST_PORT}.`);
}

console.log("Building Hopscope ...");
await build({ configFile: at("vite.config.ts"), logLevel: "warn" });
if (!existsSync(at("dist/demo.etl"))) throw new Error("The build wrote no dist/demo.etl.");
const site = await onFreePort();
console.log(
  `\nHopscope with the demo trace: ${site.url}?src=demo.etl\nHopscope, empty:               ${site.url}\n\nServed to this machine only. Ctrl+C stops it.`,
);
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    void site.close();
  });
}
