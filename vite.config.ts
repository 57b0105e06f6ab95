import { fileURLToPath } from "node:url";
import { viteSingleFile } from "vite-plugin-singlefile";
import { defineConfig } from "vitest/config";
import { asc } from "./web/tooling/asc-plugin.js";
import { csp } from "./web/tooling/csp-plugin.js";
import { demo } from "./web/tooling/demo-plugin.js";
import { singlePage } from "./web/tooling/single-page-plugin.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => {
  const test = mode === "test";
  // npm run build:single: the whole page as one file, for file:// and for the attachments of a wiki.
  const single = mode === "single";
  return {
    root: test ? at("./") : at("./web"),
    base: "./",
    publicDir: test || single ? false : at("./public"),
    worker: { format: "iife" },
    resolve: { alias: single ? [{ find: /^\.\/(spawn|demo-trace)\.js$|^\.\.\/app\/(demo-trace)\.js$/, replacement: at("./web/app/$1$2-inside.ts") }] : [] },
    build: {
      outDir: single ? at("./dist-single") : at("./dist"),
      emptyOutDir: true,
      target: "es2022",
      sourcemap: !single,
      modulePreload: { polyfill: false },
      // A module under 4 KB would become a data: URL, which connect-src 'self' does not let fetch read.
      assetsInlineLimit: (file) => (file.endsWith(".wasm") ? false : undefined),
      rolldownOptions: single
        ? { input: at("./web/index.html") }
        : {
            // hopscope-frame.js is a module to import from: what nobody here imports stays in it.
            preserveEntrySignatures: "exports-only",
            input: { index: at("./web/index.html"), hopscope: at("./web/embed/hopscope.ts"), "hopscope-frame": at("./web/embed/hopscope-frame.ts") },
            output: { entryFileNames: (chunk) => (chunk.name.startsWith("hopscope") ? "embed/[name].js" : "assets/[name]-[hash].js") },
          },
    },
    plugins: test
      ? []
      : [
          asc(at("./wasm/asconfig.json")),
          demo(at("./public")),
          ...(single ? [viteSingleFile(), singlePage("hopscope.html")] : []),
          csp({
            "default-src": ["'none'"],
            "script-src": single ? ["'wasm-unsafe-eval'"] : ["'self'", "'wasm-unsafe-eval'"],
            "worker-src": single ? ["blob:"] : ["'self'", "blob:"],
            "style-src": single ? [] : ["'self'"],
            "img-src": single ? ["data:", "blob:"] : ["'self'", "data:", "blob:"],
            // The decoder and the demo trace of the one file are data: addresses in it; it asks for nothing else at all.
            "connect-src": single ? ["data:"] : ["'self'"],
            "manifest-src": single ? ["'none'"] : ["'self'"],
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
