import type { ExportFormat } from "../../core/api.js";
import type { EngineExportOptions, Progress } from "../../core/engine-api.js";
import { TraceError } from "../../core/errors.js";
import { Anonymiser } from "../../export/anonymise/anonymiser.js";
import type { Insights } from "../insights.js";
import { JourneyRows } from "../journey-rows.js";
import type { Journeys } from "../journeys.js";
import type { OpenedTrace } from "../opened-trace.js";
import { Rows } from "../rows.js";
import { summarize } from "../summary.js";
import { exportEtl } from "./etl-export.js";
import { ExportedEvents } from "./exported-events.js";
import type { ExportJob } from "./job.js";
import { Output } from "./output.js";
import { exportHtml } from "./html-export.js";
import { exportParquet } from "./parquet-export.js";
import { exportPcapng } from "./pcapng-export.js";
import { Selection, type Found } from "./selection.js";
import { exportChromeJson, exportCsv, exportJsonLines, exportText } from "./text-exports.js";

export interface Exported {
  readonly trace: OpenedTrace;
  readonly journeys: Journeys;
  readonly insights: Insights;
  readonly found: Found;
}

/** Writes the open trace, or the part of it that is asked for. Rejects with TraceError. */
export async function runExport(
  { trace, journeys, insights, found }: Exported,
  format: ExportFormat,
  options: EngineExportOptions,
  onProgress: (progress: Progress) => void,
  aborted: () => boolean,
): Promise<Blob> {
  const veil = options.anonymise === undefined ? undefined : new Anonymiser(keyOf(options.anonymise));
  const rows = new Rows(trace, veil);
  rows.attach(journeys);
  const whole = summarize(trace, journeys);
  const job: ExportJob = {
    trace,
    journeys,
    summary: veil?.summary(whole) ?? whole,
    rows,
    journeyRows: new JourneyRows(trace, rows, journeys),
    events: new ExportedEvents(trace, rows, journeys),
    insights,
    selection: new Selection(trace, rows, journeys, found, options.range),
    options,
    veil,
    out: new Output(onProgress, aborted),
  };
  switch (format) {
    case "pcapng":
      return exportPcapng(job);
    case "csv":
      return exportCsv(job);
    case "jsonl":
      return exportJsonLines(job);
    case "text":
      return exportText(job);
    case "parquet":
      return exportParquet(job, options.table ?? "events");
    case "chrome-json":
      return exportChromeJson(job);
    case "etl":
      return exportEtl(job);
    case "html":
      return exportHtml(job);
    default:
      throw new TraceError("unsupported", `There is no format "${String(format)}": expected pcapng, csv, jsonl, text, parquet, chrome-json, etl or html.`);
  }
}

/** Callers of the element are not all typed; without a key everybody could undo it. */
function keyOf(anonymise: { readonly key: unknown }): string {
  const { key } = anonymise;
  if (typeof key !== "string" || key === "") throw new TraceError("export", "Anonymising needs a key: a text that is not empty.");
  return key;
}
