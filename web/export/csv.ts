import { summaryOf, type ExportedEvent } from "./exported.js";
import { isoTime, jsonText } from "./plain-values.js";

type Cell = string | number | undefined;

const COLUMNS: readonly (readonly [name: string, of: (event: ExportedEvent) => Cell])[] = [
  ["index", ({ row }) => row.index],
  ["time", ({ row }) => isoTime(row.timeNs)],
  ["source", ({ row }) => row.source],
  ["provider", ({ row }) => row.provider],
  ["provider_guid", ({ row }) => row.providerGuid],
  ["id", ({ row }) => row.id],
  ["version", ({ row }) => row.version],
  ["opcode", ({ row }) => row.opcode],
  ["level", ({ row }) => row.level],
  ["keywords", ({ row }) => row.keywords],
  ["name", ({ row }) => row.name],
  ["cpu", ({ row }) => row.cpu],
  ["pid", ({ row }) => row.pid],
  ["tid", ({ row }) => row.tid],
  ["process", ({ row }) => row.process],
  ["activity_id", ({ row }) => row.activityId],
  ["place", ({ place }) => place?.name],
  ["journey", ({ sighting }) => sighting?.journey],
  ["hop_ns", ({ sighting }) => sighting?.hopNs],
  ["drop_reason", ({ drop }) => drop?.reason],
  ["drop_location", ({ drop }) => drop?.location],
  ["summary", summaryOf],
  ["fields", ({ row }) => jsonText(row.fields)],
];

/** RFC 4180 with a header line; UTF-8. */
export function csvHead(): string {
  return line(COLUMNS.map(([name]) => name));
}

export function csvLine(event: ExportedEvent): string {
  return line(COLUMNS.map(([, of]) => cell(of(event))));
}

function line(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

/**
 * Spreadsheets run a text that begins like a formula, also behind spaces and quotes: an apostrophe in front makes it a text again.
 * Numbers of ours are written as they are.
 */
function cell(value: Cell): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[\s"']*[=+\-@\t\r|%]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
