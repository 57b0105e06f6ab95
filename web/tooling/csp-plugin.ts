import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** Writes the Content-Security-Policy meta into every built page, with a hash for each inlined script. */
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
          const hashes = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
            (m) =>
              `'sha256-${createHash("sha256")
                .update(m[1] ?? "")
                .digest("base64")}'`,
          );
          const full = { ...policy, "script-src": [...(policy["script-src"] ?? []), ...hashes] };
          const text = Object.entries(full)
            .map(([name, sources]) => `${name} ${sources.join(" ")}`)
            .join("; ");
          asset.source = page.replace(/<meta charset="utf-8"\s*\/?>/i, (m) => `${m}\n<meta http-equiv="Content-Security-Policy" content="${text}">`);
        }
      },
    },
  };
}
