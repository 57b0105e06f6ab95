import type { ExportFormat } from "../core/api.js";
import type { ParquetTable } from "../core/engine-api.js";

export interface FormatWords {
  readonly format: ExportFormat;
  readonly name: string;
  readonly extension: string;
  readonly type: string;
  /** What it is for, in a line. */
  readonly about: string;
  /** There is nothing to write in a trace without packets. */
  readonly packets?: true;
}

export const EXPORT_FORMATS: readonly FormatWords[] = [
  {
    format: "pcapng",
    name: "pcapng",
    extension: "pcapng",
    type: "application/x-pcapng",
    about: "Packets for Wireshark, an interface per place, a comment on each",
    packets: true,
  },
  { format: "html", name: "Report", extension: "html", type: "text/html", about: "One page to read, print and attach: findings, journeys, drops" },
  { format: "csv", name: "CSV", extension: "csv", type: "text/csv", about: "Events as a table for spreadsheets" },
  { format: "jsonl", name: "JSON lines", extension: "jsonl", type: "application/jsonl", about: "Events with all their fields, one to a line" },
  { format: "text", name: "Text", extension: "txt", type: "text/plain", about: "Events as lines, in the manner of tracefmt and netsh" },
  { format: "parquet", name: "Parquet", extension: "parquet", type: "application/vnd.apache.parquet", about: "Tables for DuckDB, Spark and fleets of traces" },
  { format: "chrome-json", name: "Chrome trace", extension: "json", type: "application/json", about: "Journeys and events for ui.perfetto.dev" },
  { format: "etl", name: "Trimmed .etl", extension: "etl", type: "application/octet-stream", about: "A smaller trace, for Windows tools and for here" },
];

export const TABLE_WORDS: Readonly<Record<ParquetTable, string>> = {
  events: "Events",
  sightings: "Sightings",
  journeys: "Journeys",
  hops: "Hops",
  nat_sessions: "NAT sessions",
};

/** Name of the file: that of the trace, which an anonymised export must not tell. */
export function exportName(trace: string, { extension, format }: FormatWords, table: ParquetTable, anonymised: boolean): string {
  const base = anonymised ? "anonymised" : trace.replace(/\.(?:etl|cab|zip)$/i, "") || "trace";
  const part = format === "parquet" && table !== "events" ? `.${table}` : "";
  return `${base}${part}${format === "etl" ? ".trimmed" : ""}.${extension}`;
}

/** A key that nobody can guess, for who has none: 120 bits, easy to write down. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte, i) => (i > 0 && i % 6 === 0 ? "-" : "") + ("abcdefghijkmnpqrstuvwxyz23456789"[byte & 31] ?? "")).join("");
}
