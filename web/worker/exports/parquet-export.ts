import type { JourneyRow, NatSessionRow } from "../../core/api.js";
import type { ParquetTable } from "../../core/engine-api.js";
import { TraceError } from "../../core/errors.js";
import { ParquetFile } from "../../export/parquet.js";
import { EVENT_COLUMNS, HOP_COLUMNS, JOURNEY_COLUMNS, NAT_COLUMNS, SIGHTING_COLUMNS, type ParquetColumn, type TraceName } from "../../export/parquet-schema.js";
import { natPage } from "../nat-page.js";
import { APPLICATION, type ExportJob } from "./job.js";

/** One table as a Parquet file. */
export async function exportParquet(job: ExportJob, table: ParquetTable): Promise<Blob> {
  switch (table) {
    case "events":
      await writeEvents(job);
      break;
    case "journeys":
      await writeJourneys(job, table, JOURNEY_COLUMNS, (row, of) => [{ ...row, ...of }]);
      break;
    case "sightings":
      await writeJourneys(job, table, SIGHTING_COLUMNS, (journey, of) =>
        journey.sightings.map((sighting, position) => ({ ...of, journey, position, sighting })),
      );
      break;
    case "hops":
      await writeJourneys(job, table, HOP_COLUMNS, (journey, of) =>
        journey.sightings.slice(1).flatMap((to, i) => {
          const from = journey.sightings[i];
          return from === undefined ? [] : [{ ...of, journey, hop: i + 1, from, to }];
        }),
      );
      break;
    case "nat_sessions":
      await writeNatSessions(job);
      break;
    default:
      throw new TraceError("unsupported", `There is no table "${String(table)}": expected events, sightings, journeys, hops or nat_sessions.`);
  }
  return job.out.blob("application/vnd.apache.parquet");
}

async function writeEvents(job: ExportJob): Promise<void> {
  const { out, selection, events } = job;
  const file = new ParquetFile("events", EVENT_COLUMNS, APPLICATION);
  const indexes = await selection.events();
  out.total = indexes.length;
  for (const [done, index] of indexes.entries()) {
    const event = await events.of(index);
    file.add({ ...event, ...nameOf(job, event.row.source) });
    out.bytes(file.take());
    await out.row(done + 1);
  }
  file.finish();
  out.bytes(file.take());
}

async function writeJourneys<Row>(
  job: ExportJob,
  table: ParquetTable,
  columns: readonly ParquetColumn<Row>[],
  rowsOf: (journey: JourneyRow, of: TraceName) => readonly Row[],
): Promise<void> {
  const { out, selection, journeyRows, trace } = job;
  const file = new ParquetFile(table, columns, APPLICATION);
  const ids = await selection.journeys();
  out.total = ids.length;
  for (const [done, id] of ids.entries()) {
    const journey = await journeyRows.row(id);
    const event = journey.sightings[0]?.event ?? 0;
    const source = trace.index.bufferOf(trace.index.rowAt(event))?.source ?? 0;
    for (const row of rowsOf(journey, nameOf(job, source))) file.add(row);
    out.bytes(file.take());
    await out.row(done + 1);
  }
  file.finish();
  out.bytes(file.take());
}

async function writeNatSessions(job: ExportJob): Promise<void> {
  const { out, trace, options, veil } = job;
  const file = new ParquetFile("nat_sessions", NAT_COLUMNS, APPLICATION);
  const { rows } = natPage(trace.nat, options.filter, { from: 0, count: trace.nat.length });
  const chosen = rows.filter((row) => lived(row, options.range));
  out.total = chosen.length;
  for (const [done, row] of chosen.entries()) {
    file.add({ ...(veil?.natSession(row) ?? row), ...nameOf(job, 0) });
    out.bytes(file.take());
    await out.row(done + 1);
  }
  file.finish();
  out.bytes(file.take());
}

/** Whether a session was there at a time of the range, as far as the trace tells. */
export function lived(row: NatSessionRow, range: { readonly fromNs: bigint; readonly toNs: bigint } | undefined): boolean {
  if (range === undefined) return true;
  const first = row.createdNs ?? row.states[0]?.timeNs ?? range.fromNs;
  const last = row.endedNs ?? range.toNs;
  return first <= range.toNs && last >= range.fromNs;
}

function nameOf({ summary }: ExportJob, source: number): TraceName {
  return { trace: summary.name, machine: summary.computerName ?? summary.sources[source]?.machine ?? "" };
}
