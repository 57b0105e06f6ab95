import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import { configs as lit } from "eslint-plugin-lit";
import { configs as wc } from "eslint-plugin-wc";
import tseslint from "typescript-eslint";

// Who may import whom, from the bottom up. A folder may import itself and what stands in its list.
const data = ["core", "trace"];
const layers = {
  core: [],
  trace: ["core"],
  providers: data,
  packets: data,
  journeys: [...data, "providers", "packets"],
  // Pictures in reports are drawn as text: render touches no page.
  export: [...data, "providers", "packets", "journeys", "render"],
  worker: [...data, "providers", "packets", "journeys", "export"],
  app: ["core"],
  render: ["core"],
  components: ["core", "app", "render"],
  embed: ["components", "core"],
};
const boundaries = Object.entries(layers).map(([layer, allowed]) => ({
  files: [`web/${layer}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: Object.keys(layers)
          .filter((l) => l !== layer && !allowed.includes(l))
          .map((l) => ({ regex: `^(?:\\.\\./)+${l}/(?!.*\\?worker)`, message: `web/${layer} may not import web/${l}` })),
      },
    ],
  },
}));

export default defineConfig(
  globalIgnores(["dist*/", "test-results/", "wasm/build/", "wasm/assembly/", "web/embed/examples/"]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] }, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "max-lines": ["error", { max: 600, skipBlankLines: false, skipComments: false }],
    },
  },
  { files: ["web/components/**/*.ts"], extends: [lit["flat/recommended"], wc["flat/recommended"]] },
  ...boundaries,
  // tsc checks the plain scripts too, and knows their globals.
  { files: ["**/*.mjs"], rules: { "no-undef": "off" } },
  { files: ["eslint.config.js"], extends: [tseslint.configs.disableTypeChecked] },
);
