import { csvRows } from "./csv.js";
import { propertyRows } from "./property-list.js";
import { tableRows } from "./table.js";
import { isObject } from "./values.js";

/** Characters of a listing, and things in it: more is no listing of one machine. */
export const MAX_TEXT = 16 * 1024 * 1024;
export const MAX_ENTRIES = 100_000;

/** One thing of a listing: its properties by name in lower case. */
export type Row = ReadonlyMap<string, unknown>;

/** A text taken apart as far as can be done without knowing what it lists. */
export interface Listing {
  readonly lines: readonly string[];
  /** Things of a JSON text, of JSON lines, of a table, a property list or of comma-separated values. */
  readonly rows: readonly Row[];
  readonly form: "json" | "csv" | "text";
}

export function readListing(text: string): Listing | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    // What was typed to get the listing is often copied with it.
    .filter((line) => !/^(?:PS )?[A-Z]:\\[^>]{0,300}>|^PS>/i.test(line));
  const start = lines.find((line) => line !== "")?.trimStart() ?? "";
  if (start.startsWith("{") || start.startsWith("[")) {
    const things = jsonThings(lines);
    return things === undefined ? undefined : { lines, form: "json", rows: things.slice(0, MAX_ENTRIES).map(rowOf) };
  }
  const values = csvRows(lines, MAX_ENTRIES);
  if (values !== undefined) return { lines, form: "csv", rows: values };
  return { lines, form: "text", rows: [...tableRows(lines, MAX_ENTRIES), ...propertyRows(lines, MAX_ENTRIES)].slice(0, MAX_ENTRIES) };
}

function jsonThings(lines: readonly string[]): readonly Readonly<Record<string, unknown>>[] | undefined {
  const whole = parsed(lines.join("\n"));
  const list = whole === undefined ? lines.filter((line) => line !== "").map(parsed) : unwrapped(whole);
  return list.every(isObject) && list.length > 0 ? list : undefined;
}

/** Windows PowerShell writes some lists as { value: [...], Count: n }. */
function unwrapped(whole: unknown): readonly unknown[] {
  if (isObject(whole) && Array.isArray(whole["value"]) && "Count" in whole) return whole["value"] as unknown[];
  return Array.isArray(whole) ? (whole as unknown[]) : [whole];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rowOf(thing: Readonly<Record<string, unknown>>): Row {
  return new Map(Object.entries(thing).map(([name, value]) => [name.toLowerCase(), value]));
}
