import type { EventRow } from "../core/api.js";
import { jsonText } from "./plain-values.js";

/** One EventRow to a line, keys as in the interface: `timeNs` as ISO 8601 with nanoseconds, bytes as hex. */
export function jsonLine(row: EventRow): string {
  return `${jsonText(row)}\n`;
}
