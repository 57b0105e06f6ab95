import { ChromeTrace } from "../../export/chrome-trace.js";
import { csvHead, csvLine } from "../../export/csv.js";
import { eventLine } from "../../export/event-lines.js";
import type { ExportedEvent } from "../../export/exported.js";
import { jsonLine } from "../../export/json-lines.js";
import { APPLICATION, type ExportJob } from "./job.js";

async function eachEvent({ selection, events, out }: ExportJob, write: (event: ExportedEvent) => string): Promise<void> {
  const indexes = await selection.events();
  out.total = indexes.length;
  for (const [done, index] of indexes.entries()) {
    out.text(write(await events.of(index)));
    await out.row(done + 1);
  }
}

export async function exportCsv(job: ExportJob): Promise<Blob> {
  job.out.text(csvHead());
  await eachEvent(job, csvLine);
  return job.out.blob("text/csv;charset=utf-8");
}

export async function exportJsonLines(job: ExportJob): Promise<Blob> {
  await eachEvent(job, ({ row }) => jsonLine(row));
  return job.out.blob("application/jsonl");
}

export async function exportText(job: ExportJob): Promise<Blob> {
  await eachEvent(job, eventLine);
  return job.out.blob("text/plain;charset=utf-8");
}

export async function exportChromeJson(job: ExportJob): Promise<Blob> {
  const { out, selection, journeyRows, events, summary } = job;
  const trace = new ChromeTrace(summary.startNs);
  const ids = await selection.journeys();
  const indexes = await selection.events();
  out.total = ids.length + indexes.length;
  out.text(trace.begin({ application: APPLICATION, trace: summary.name, timeZero: summary.startNs, events: indexes.length, journeys: ids.length }));
  for (const [done, id] of ids.entries()) {
    out.text(trace.journey(await journeyRows.row(id)));
    await out.row(done + 1);
  }
  for (const [done, index] of indexes.entries()) {
    out.text(trace.event(await events.of(index)));
    await out.row(ids.length + done + 1);
  }
  out.text(trace.end());
  return out.blob("application/json");
}
