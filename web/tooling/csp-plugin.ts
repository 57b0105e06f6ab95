import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** In the order of the page, because a script may have the text of a tag in it. */
const INLINE = /<(script|style)(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/\1>/g;

/** What stands between its tags is allowed by its hash. */
function hashes(page: string, directive: string): string[] {
  return [...page.matchAll(INLINE)]
    .filter(([, tag = ""]) => directive === `${tag}-src`)
    .map(([, , text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}

/** Writes the Content-Security-Policy meta into every built page, with a hash for each inlined script and style. */
export function csp(policy: Readonly<Record<string, readonly string[]>>): Plugin {
  return {
    name: "hopscope:csp",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const asset of Object.values(bundle)) {
          if (asset.type !== "asset" || !asset.fileName.endsWith(".html")) continue;
          const page = String(asset.source);
          const full = Object.fromEntries(Object.entries(policy).map(([name, sources]) => [name, [...sources, ...hashes(page, name)]]));
          const text = Object.entries(full)
            .map(([name, sources]) => `${name} ${sources.join(" ")}`)
            .join("; ");
          asset.source = page.replace(/<meta charset="utf-8"\s*\/?>/i, (m) => `${m}\n<meta http-equiv="Content-Security-Policy" content="${text}">`);
        }
      },
    },
  };
}
