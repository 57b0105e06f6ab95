import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { demoTrace } from "../../test/fixtures/demo-trace.js";

/** Writes the demo trace into the public folder, from where builds copy it and the dev server serves it. */
export function demo(publicDir: string): Plugin {
  return {
    name: "hopscope:demo",
    buildStart() {
      mkdirSync(publicDir, { recursive: true });
      writeFileSync(join(publicDir, "demo.etl"), demoTrace());
    },
  };
}
