import type { Plugin } from "vite";

/** What a page of one file cannot have: an icon and a manifest beside it. Its own name says what it is among attachments. */
export function singlePage(fileName: string): Plugin {
  return {
    name: "hopscope:single-page",
    apply: "build",
    enforce: "post",
    transformIndexHtml: {
      order: "pre",
      handler: (page) => page.replace(/^\s*<link rel="(?:icon|manifest)"[^>]*>\n/gm, ""),
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const asset of Object.values(bundle)) if (asset.fileName === "index.html") asset.fileName = fileName;
      },
    },
  };
}
