import type { Atlas, EventRow, ExportFormat, Finding, FlowRow, JourneyRow, NatSessionRow, Page, PacketRow, Place, Query, TraceSummary } from "../core/api.js";
import type {
  EngineApi,
  EventLine,
  LossSpan,
  Matches,
  OverviewFacts,
  Progress,
  MachineClockFacts,
  RowDetail,
  SourceFile,
  JourneyLine,
  JourneySort,
} from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import { machineClocks, withClockOffset } from "./clock-offsets.js";
import { runExport } from "./exports/run-export.js";
import type { Found } from "./exports/selection.js";
import { Filtering, type FilteredKind } from "./filtering.js";
import { withJourneys } from "./journey-facts.js";
import { Insights } from "./insights.js";
import { JourneyQueries } from "./journey-queries.js";
import { natPage } from "./nat-page.js";
import { openTrace, type OpenedTrace } from "./opened-trace.js";
import { overviewFacts } from "./facts.js";
import { Rows } from "./rows.js";
import { Scanner } from "./scanner.js";
import { readSideCar } from "./side-cars.js";
import { summarize } from "./summary.js";

const MAX_LIMIT = 10_000;

/** What Comlink exposes: one trace at a time. */
export class Engine implements EngineApi {
  #module: WebAssembly.Module | undefined;
  #trace: OpenedTrace | undefined;
  #rows: Rows | undefined;
  #filtering: Filtering | undefined;
  #journeys: JourneyQueries | undefined;
  #insights: Insights | undefined;

  init(module: WebAssembly.Module): Promise<void> {
    this.#module = module;
    return Promise.resolve();
  }

  async open(
    sources: readonly SourceFile[],
    onProgress: (progress: Progress) => void,
    abort: MessagePort,
    sideCars: readonly string[] = [],
  ): Promise<TraceSummary> {
    if (this.#module === undefined) throw new Error("the decoder was not given to the worker");
    const aborted = listen(abort);
    await this.close();
    try {
      const listings = sideCars.map((text) => readSideCar(text));
      const trace = await openTrace(await Scanner.create(this.#module), sources, onProgress, aborted);
      for (const listing of listings) trace.places.learnSideCar(listing);
      this.#use(trace);
      return await this.summary();
    } catch (e) {
      if (e instanceof RangeError) throw new TraceError("memory", `The browser refused memory for the index of this trace: ${e.message}.`);
      throw e;
    } finally {
      abort.close();
    }
  }

  close(): Promise<void> {
    this.#filtering?.close();
    this.#journeys?.flows.close();
    this.#filtering = undefined;
    this.#journeys = undefined;
    this.#insights = undefined;
    this.#trace = undefined;
    this.#rows = undefined;
    return Promise.resolve();
  }

  // The async keyword turns a refusal into a rejection.
  // eslint-disable-next-line @typescript-eslint/require-await
  async summary(): Promise<TraceSummary> {
    return summarize(this.#open(), this.#journeysOpen().all);
  }

  async events(query: Query): Promise<Page<EventRow>> {
    const { index } = this.#open();
    return this.#page("event", query, index.order.length, (i) => this.#need().event(i));
  }

  async packets(query: Query): Promise<Page<PacketRow>> {
    const { packets } = this.#open();
    return this.#page("packet", query, packets.length, (i) => this.#need().packet(i));
  }

  async journeys(query: Query & { readonly sort?: JourneySort }): Promise<Page<JourneyRow>> {
    return this.#journeysOpen().rows(query.sort, await this.#found("journey", query.filter), pageOf(query));
  }

  async journeyLines(query: Query & { readonly sort?: JourneySort }): Promise<Page<JourneyLine>> {
    return this.#journeysOpen().lines(query.sort, await this.#found("journey", query.filter), pageOf(query));
  }

  async flows(query: Query): Promise<Page<FlowRow>> {
    return this.#journeysOpen().flows.page(query.filter, pageOf(query));
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async natSessions(query: Query): Promise<Page<NatSessionRow>> {
    return natPage(this.#open().nat, query.filter, pageOf(query));
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async machines(): Promise<readonly MachineClockFacts[]> {
    return machineClocks(this.#open());
  }

  async setClockOffset(source: number, offsetNs: number | undefined): Promise<TraceSummary> {
    const trace = await withClockOffset(this.#open(), source, offsetNs);
    // What was worked out of the old order no longer holds; nobody may ask for it meanwhile.
    await this.close();
    this.#use(trace);
    return this.summary();
  }

  async findings(): Promise<readonly Finding[]> {
    return this.#concluded().findings();
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async places(): Promise<readonly Place[]> {
    return this.#concluded().places();
  }

  async atlas(query: { readonly filter?: string }): Promise<Atlas> {
    return this.#concluded().atlas(await this.#found("journey", query.filter));
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async addSideCar(text: string, name?: string): Promise<{ readonly kind: string; readonly names: number }> {
    const trace = this.#open();
    const { all } = this.#journeysOpen();
    const listing = readSideCar(text, name);
    const number = trace.places.learnSideCar(listing);
    all.relabel();
    // What was found and concluded by the names before no longer holds.
    this.#filtering?.close();
    this.#filtering = new Filtering(trace, this.#need(), all);
    this.#insights = new Insights(trace, this.#need(), all);
    return { kind: listing.kind, names: trace.places.toldBy(number, all.sightings.places.all) };
  }

  async eventLines(from: number, count: number, filter?: string): Promise<readonly EventLine[]> {
    const { index } = this.#open();
    const query = { offset: from, limit: count, ...(filter === undefined ? {} : { filter }) };
    return (await this.#page("event", query, index.order.length, (i) => this.#need().line(i))).rows;
  }

  async matches(kind: FilteredKind, filter: string, near?: number): Promise<Matches> {
    const { index, packets } = this.#open();
    const all = { event: index.order.length, packet: packets.length, journey: this.#journeysOpen().all.length };
    const found = await this.#found(kind, filter, { draft: true });
    const total = found?.length ?? all[kind];
    if (near === undefined) return { total };
    return { total, position: found === undefined ? Math.max(0, Math.min(total, Math.ceil(near))) : firstNotBelow(found, near) };
  }

  async filterValues(name: string): Promise<readonly string[]> {
    return this.#filters().values(name);
  }

  async detail(kind: "event" | "packet", index: number): Promise<RowDetail> {
    return this.#need().detail(kind, index);
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async facts(slices: number): Promise<OverviewFacts> {
    return withJourneys(overviewFacts(this.#open(), Math.max(1, Math.min(10_000, Math.floor(slices)))), this.#journeysOpen().all);
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async losses(): Promise<readonly LossSpan[]> {
    return this.#open().losses;
  }

  async export(format: ExportFormat, options: EngineExportOptions, onProgress: (progress: Progress) => void, abort: MessagePort): Promise<Blob> {
    const trace = this.#open();
    const { all: journeys } = this.#journeysOpen();
    const aborted = listen(abort);
    try {
      const found: Found = (kind) => this.#found(kind, options.filter, { aborted });
      return await runExport({ trace, journeys, insights: this.#concluded(), found }, format, options, onProgress, aborted);
    } finally {
      abort.close();
    }
  }

  #use(trace: OpenedTrace): void {
    this.#trace = trace;
    this.#rows = new Rows(trace);
    this.#journeys = new JourneyQueries(trace, this.#rows);
    this.#filtering = new Filtering(trace, this.#rows, this.#journeys.all);
    this.#insights = new Insights(trace, this.#rows, this.#journeys.all);
  }

  #open(): OpenedTrace {
    if (this.#trace === undefined) throw new TraceError("not-open", "No trace is open: call open() first.");
    return this.#trace;
  }

  #journeysOpen(): JourneyQueries {
    if (this.#journeys === undefined) throw new TraceError("not-open", "No trace is open: call open() first.");
    return this.#journeys;
  }

  #concluded(): Insights {
    if (this.#insights === undefined) throw new TraceError("not-open", "No trace is open: call open() first.");
    return this.#insights;
  }

  #need(): Rows {
    if (this.#rows === undefined) throw new TraceError("not-open", "No trace is open: call open() first.");
    return this.#rows;
  }

  #filters(): Filtering {
    if (this.#filtering === undefined) throw new TraceError("not-open", "No trace is open: call open() first.");
    return this.#filtering;
  }

  /** The rows that fit, or undefined for all of them. */
  async #found(
    kind: FilteredKind,
    filter: string | undefined,
    how: { readonly draft?: boolean; readonly aborted?: () => boolean } = {},
  ): Promise<Uint32Array<ArrayBuffer> | undefined> {
    const text = expression(filter);
    const filtering = this.#filters();
    return text === undefined ? undefined : filtering.matches(kind, text, how);
  }

  async #page<Row>(kind: "event" | "packet", query: Query, all: number, row: (index: number) => Promise<Row>): Promise<Page<Row>> {
    const found = await this.#found(kind, query.filter);
    const total = found?.length ?? all;
    const { from, count } = pageOf(query);
    const rows: Row[] = [];
    for (let i = from; i < Math.min(total, from + count); i++) rows.push(await row(found?.[i] ?? i));
    return { total, rows };
  }
}

function pageOf(query: Query): { readonly from: number; readonly count: number } {
  return { from: Math.max(0, Math.floor(query.offset ?? 0)), count: Math.max(0, Math.min(MAX_LIMIT, Math.floor(query.limit ?? 100))) };
}

function listen(port: MessagePort): () => boolean {
  let stop = false;
  port.onmessage = () => {
    stop = true;
  };
  return () => stop;
}

/** Nothing but spaces filters nothing. */
function expression(filter: string | undefined): string | undefined {
  // Callers of the element are not all typed.
  if (typeof (filter as unknown) !== "string") {
    if (filter === undefined || (filter as unknown) === null) return undefined;
    throw new TraceError("filter", `A filter is a text, not a ${typeof filter}.`, 0);
  }
  return filter?.trim() === "" ? undefined : filter;
}

/** Position of the first entry of an ascending list that is not below `value`. */
function firstNotBelow(list: Uint32Array, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
