import type { Target } from "../fuzz.js";
import { open, reference, rows } from "./files.js";
import { filters } from "./filters.js";
import { frames } from "./frames.js";
import { described, layouts, manifests } from "./payloads.js";
import { schemaFiles } from "./schema-files.js";
import { expanders, scanner } from "./scanner.js";

export const TARGETS: readonly Target[] = [scanner, expanders, reference, open, rows, layouts, described, manifests, schemaFiles, frames, filters];
