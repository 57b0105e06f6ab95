import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What an index of a trace depends on; all else can change and kept indexes stay. */
const FOLDERS = ["wasm/assembly", "web/core", "web/trace", "web/providers", "web/packets", "web/journeys", "web/worker"];

/** A short hash of the sources that make indexes, with their names. */
export function indexVersion(root: string): string {
  const hash = createHash("sha256");
  for (const folder of FOLDERS)
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort()) {
      if (!file.endsWith(".ts")) continue;
      hash.update(`${folder}/${file.replaceAll("\\", "/")}\n`);
      hash.update(readFileSync(join(root, folder, file)));
    }
  return hash.digest("hex").slice(0, 16);
}
