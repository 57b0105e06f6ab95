import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { asc } from "./web/tooling/asc-plugin.js";
import { csp } from "./web/tooling/csp-plugin.js";
import { demo } from "./web/tooling/demo-plugin.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => {
  const test = mode === "test";
  return {
    root: test ? at("./") : at("./web"),
    base: "./",
    publicDir: test ? false : at("./public"),
    worker: { format: "iife" },
    build: {
      outDir: at("./dist"),
      emptyOutDir: true,
      target: "es2022",
      sourcemap: true,
      modulePreload: { polyfill: false },
      // A module under 4 KB would become a data: URL, which connect-src 'self' does not let fetch read.
      assetsInlineLimit: (file) => (file.endsWith(".wasm") ? false : undefined),
      rolldownOptions: {
        input: { index: at("./web/index.html"), hopscope: at("./web/embed/hopscope.ts") },
        output: { entryFileNames: (chunk) => (chunk.name === "hopscope" ? "embed/hopscope.js" : "assets/[name]-[hash].js") },
      },
    },
    plugins: test
      ? []
      : [
          asc(at("./wasm/asconfig.json")),
          demo(at("./public")),
          csp({
            "default-src": ["'none'"],
            "script-src": ["'self'", "'wasm-unsafe-eval'"],
            "worker-src": ["'self'", "blob:"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:", "blob:"],
            "connect-src": ["'self'"],
            "manifest-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
          }),
        ],
    test: {
      globalSetup: ["test/setup/compile-wasm.ts"],
      projects: [
        { extends: true, test: { name: "unit", environment: "node", include: ["test/unit/**/*.test.ts"] } },
        { extends: true, test: { name: "wasm", environment: "node", include: ["test/wasm/**/*.test.ts"] } },
        { extends: true, test: { name: "worker", environment: "node", include: ["test/worker/**/*.test.ts"] } },
        { extends: true, test: { name: "fuzz", environment: "node", include: ["test/fuzz/**/*.test.ts"] } },
      ],
    },
  };
});
