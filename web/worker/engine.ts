import type { EventRow, ExportFormat, ExportOptions, Page, PacketRow, Query, TraceSummary } from "../core/api.js";
import type { EngineApi, EventLine, OverviewFacts, Progress, RowDetail, SourceFile } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import { exportPcapng } from "./export-pcapng.js";
import { openTrace, type OpenedTrace } from "./opened-trace.js";
import { overviewFacts } from "./facts.js";
import { Rows } from "./rows.js";
import { Scanner } from "./scanner.js";
import { summarize } from "./summary.js";

const MAX_LIMIT = 10_000;

/** What Comlink exposes: one trace at a time. */
export class Engine implements EngineApi {
  #module: WebAssembly.Module | undefined;
  #trace: OpenedTrace | undefined;
  #rows: Rows | undefined;

  init(module: WebAssembly.Module): Promise<void> {
    this.#module = module;
    return Promise.resolve();
  }

  async open(sources: readonly SourceFile[], onProgress: (progress: Progress) => void, abort: MessagePort): Promise<TraceSummary> {
    if (this.#module === undefined) throw new Error("the decoder was not given to the worker");
    const aborted = listen(abort);
    this.#trace = undefined;
    try {
      const trace = await openTrace(await Scanner.create(this.#module), sources, onProgress, aborted);
      this.#trace = trace;
      this.#rows = new Rows(trace);
      return summarize(trace);
    } catch (e) {
      if (e instanceof RangeError) throw new TraceError("memory", `The browser refused memory for the index of this trace: ${e.message}.`);
      throw e;
    } finally {
      abort.close();
    }
  }

  close(): Promise<void> {
    this.#trace = undefined;
    this.#rows = undefined;
    return Promise.resolve();
  }

  // The async keyword turns a refusal into a rejection.
  // eslint-disable-next-line @typescript-eslint/require-await
  async summary(): Promise<TraceSummary> {
    return summarize(this.#open());
  }

  async events(query: Query): Promise<Page<EventRow>> {
    const { index } = this.#open();
    return page(query, index.order.length, (i) => this.#need().event(i));
  }

  async packets(query: Query): Promise<Page<PacketRow>> {
    const { packets } = this.#open();
    return page(query, packets.length, (i) => this.#need().packet(i));
  }

  async eventLines(from: number, count: number): Promise<readonly EventLine[]> {
    const { index } = this.#open();
    return (await page({ offset: from, limit: count }, index.order.length, (i) => this.#need().line(i))).rows;
  }

  async detail(kind: "event" | "packet", index: number): Promise<RowDetail> {
    return this.#need().detail(kind, index);
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async facts(slices: number): Promise<OverviewFacts> {
    return overviewFacts(this.#open(), Math.max(1, Math.min(10_000, Math.floor(slices))));
  }

  async export(format: ExportFormat, options: ExportOptions, onProgress: (progress: Progress) => void, abort: MessagePort): Promise<Blob> {
    const trace = this.#open();
    if (format !== "pcapng") throw new TraceError("unsupported", `Saving as ${format} is not built yet; pcapng is.`);
    if (options.anonymise !== undefined) throw new TraceError("unsupported", "Anonymised exports are not built yet: nothing was written, so nothing leaks.");
    refuseFilter(options.filter);
    const aborted = listen(abort);
    try {
      return await exportPcapng(trace, this.#need(), options.range, onProgress, aborted);
    } finally {
      abort.close();
    }
  }

  #open(): OpenedTrace {
    if (this.#trace === undefined) throw new TraceError("not-open", "No trace is open: call open() first.");
    return this.#trace;
  }

  #need(): Rows {
    if (this.#rows === undefined) throw new TraceError("not-open", "No trace is open: call open() first.");
    return this.#rows;
  }
}

function listen(port: MessagePort): () => boolean {
  let stop = false;
  port.onmessage = () => {
    stop = true;
  };
  return () => stop;
}

function refuseFilter(filter: string | undefined): void {
  if (filter !== undefined && filter.trim() !== "") throw new TraceError("filter", "Filter expressions are not built yet: leave the filter empty.", 0);
}

async function page<Row>(query: Query, total: number, row: (index: number) => Promise<Row>): Promise<Page<Row>> {
  refuseFilter(query.filter);
  const from = Math.max(0, Math.floor(query.offset ?? 0));
  const count = Math.max(0, Math.min(MAX_LIMIT, Math.floor(query.limit ?? 100)));
  const rows: Row[] = [];
  for (let i = from; i < Math.min(total, from + count); i++) rows.push(await row(i));
  return { total, rows };
}
