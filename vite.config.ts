import { fileURLToPath } from "node:url";
import { VitePWA } from "vite-plugin-pwa";
import { viteSingleFile } from "vite-plugin-singlefile";
import { defineConfig } from "vitest/config";
import { asc } from "./web/tooling/asc-plugin.js";
import { csp } from "./web/tooling/csp-plugin.js";
import { demo } from "./web/tooling/demo-plugin.js";
import { indexVersion } from "./web/tooling/index-version.js";
import { singlePage } from "./web/tooling/single-page-plugin.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode, command }) => {
  const test = mode === "test";
  // npm run build:single: the whole page as one file, for file:// and for the attachments of a wiki.
  const single = mode === "single";
  return {
    root: test ? at("./") : at("./web"),
    base: "./",
    publicDir: test || single ? false : at("./public"),
    // What is fetched when it is first needed are modules of their own: not where all is to be one file.
    worker: { format: single ? "iife" : "es" },
    // While developing, code changes under the indexes that were kept: none are.
    define: { __INDEX_VERSION__: JSON.stringify(command === "build" ? indexVersion(at("./")) : "") },
    resolve: { alias: single ? [{ find: /^\.\/(spawn|demo-trace)\.js$|^\.\.\/app\/(demo-trace)\.js$/, replacement: at("./web/app/$1$2-inside.ts") }] : [] },
    build: {
      outDir: single ? at("./dist-single") : at("./dist"),
      emptyOutDir: true,
      target: "es2022",
      sourcemap: !single,
      // The page names what it loads at once; parts are fetched by import() alone, which adds nothing to a host's page.
      modulePreload: { polyfill: false, resolveDependencies: (_file, deps, { hostType }) => (hostType === "html" ? deps : []) },
      // A module under 4 KB would become a data: URL, which connect-src 'self' does not let fetch read.
      assetsInlineLimit: (file) => (file.endsWith(".wasm") ? false : undefined),
      rolldownOptions: single
        ? { input: at("./web/index.html") }
        : {
            // hopscope-frame.js is a module to import from: what nobody here imports stays in it.
            preserveEntrySignatures: "exports-only",
            input: { index: at("./web/index.html"), hopscope: at("./web/embed/hopscope.ts"), "hopscope-frame": at("./web/embed/hopscope-frame.ts") },
            output: {
              entryFileNames: (chunk) => (chunk.name.startsWith("hopscope") ? "embed/[name].js" : "assets/[name]-[hash].js"),
              // What is loaded at once is one file, and embed/hopscope.js only imports it: parts that are fetched later import from it, too, and the
              // name of the embedding module says nothing about its version.
              codeSplitting: {
                groups: [{ name: "viewer", tags: ["$initial"], test: (id) => !/\/web\/(?:index\.html|page\.|embed\/|app\/frame-|core\/frame-)/.test(id) }],
              },
            },
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
          VitePWA({
            // Virtual modules that do nothing, where the page has no files beside it.
            disable: single,
            strategies: "injectManifest",
            srcDir: "sw",
            filename: "service-worker.ts",
            // Written by hand: public/manifest.webmanifest.
            manifest: false,
            registerType: "prompt",
            injectRegister: false,
            injectManifest: {
              injectionPoint: "self.__WB_MANIFEST",
              rollupFormat: "iife",
              sourcemap: false,
              globPatterns: ["**/*.{html,js,css,wasm,svg,png,webmanifest}", "demo.etl"],
            },
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
