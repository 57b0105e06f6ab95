import type { Atlas, EventRow, ExportFormat, Finding, FlowRow, JourneyRow, NatSessionRow, Page, PacketRow, Place, Query, TraceSummary } from "../core/api.js";
import type {
  EngineApi,
  EngineExportOptions,
  EventLine,
  LossSpan,
  MachineClockFacts,
  Matches,
  OverviewFacts,
  Progress,
  RowDetail,
  SourceFile,
  JourneyLine,
  JourneySort,
  SchemaUse,
  SideCarText,
} from "../core/engine-api.js";
import type { DropTimes, LatencyDetail, LatencyQuery, Topology } from "../core/atlas.js";
import { TraceError } from "../core/errors.js";
import { part } from "../core/part.js";
import { inTurns } from "../core/work.js";
import type { CacheFacts } from "../core/kept.js";
import type {
  FlowCharts,
  FlowChartsQuery,
  FlowPacket,
  FlowPacketsQuery,
  FlowPage,
  FlowSort,
  NatDetail,
  NatPage,
  NatSort,
  SortedQuery,
} from "../core/nat-flow.js";
import type { LaneSet, TimelineFigures, TimelinePicture, TimelineQuery } from "../core/timeline.js";
import { lacksLayouts, loadLayouts } from "../providers/registry.js";
import { keepOpened, openCached, type Opening } from "./cache/cached-opening.js";
import type { IndexCache } from "./cache/index-cache.js";
import { machineClocks, withClockOffset } from "./clock-offsets.js";
import type { Found } from "./exports/selection.js";
import type { ExpanderPool } from "./expanders.js";
import { Filtering, type FilteredKind } from "./filtering.js";
import { withJourneys } from "./journey-facts.js";
import { Insights } from "./insights.js";
import { JourneyQueries } from "./journey-queries.js";
import type { KeptJourneys } from "./journeys.js";
import { machineOfListing } from "./machine-of-listing.js";
import { natPage } from "./nat-page.js";
import { openTrace, type OpenedTrace } from "./opened-trace.js";
import { overviewFacts } from "./facts.js";
import { Rows } from "./rows.js";
import { Scanner } from "./scanner.js";
import { countUses, schemaList, schemaUse } from "./schema-uses.js";
import { readSideCar, readSideCars } from "./side-cars.js";
import { startNs, summarize } from "./summary.js";
import { Timeline } from "./timeline/timeline.js";

const MAX_LIMIT = 10_000;

/** What Comlink exposes: one trace at a time. */
export class Engine implements EngineApi {
  readonly #newPool: ((module: WebAssembly.Module) => ExpanderPool) | undefined;
  readonly #cache: IndexCache | undefined;
  /** How the open trace came to be; undefined when it is not to be kept. */
  #opening: Opening | undefined;
  /** Listings were brought. */
  #named = false;
  #module: WebAssembly.Module | undefined;
  #trace: OpenedTrace | undefined;
  #rows: Rows | undefined;
  #filtering: Filtering | undefined;
  #journeys: JourneyQueries | undefined;
  #insights: Insights | undefined;
  #timeline: Timeline | undefined;

  /** `newPool`: workers that help with compressed traces; without it everything is done here. `cache`: where traces may be kept. */
  constructor(newPool?: (module: WebAssembly.Module) => ExpanderPool, cache?: IndexCache) {
    this.#newPool = newPool;
    this.#cache = cache;
  }

  init(module: WebAssembly.Module): Promise<void> {
    this.#module = module;
    return Promise.resolve();
  }

  async open(
    sources: readonly SourceFile[],
    onProgress: (progress: Progress) => void,
    abort: MessagePort,
    sideCars: readonly (string | SideCarText)[] = [],
    cached = false,
  ): Promise<TraceSummary> {
    const module = this.#module;
    if (module === undefined) throw new Error("the decoder was not given to the worker");
    const aborted = listen(abort);
    await this.close();
    try {
      const { schemas, listings } = readSideCars(sideCars);
      const read = async (): Promise<OpenedTrace> =>
        openTrace(await Scanner.create(module), sources, onProgress, aborted, schemas, () => this.#newPool?.(module));
      const cache = cached ? this.#cache : undefined;
      const opening = cache === undefined ? undefined : await openCached(cache, module, sources, onProgress, aborted, schemas, read);
      const trace = opening?.trace ?? (await read());
      for (const listing of listings) machineOfListing(trace.machines, listing).places.learnSideCar(listing);
      // Names may decide what belongs together: with listings journeys are found anew, and not kept.
      await this.#use(trace, aborted, listings.length === 0 ? opening?.journeys : undefined);
      this.#opening = opening;
      this.#named = listings.length > 0;
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
    this.#journeys?.close();
    this.#filtering = undefined;
    this.#journeys = undefined;
    this.#insights = undefined;
    this.#timeline = undefined;
    this.#trace = undefined;
    this.#opening = undefined;
    this.#rows = undefined;
    return Promise.resolve();
  }

  async keep(): Promise<CacheFacts> {
    const trace = this.#open();
    const opening = this.#opening;
    if (this.#cache === undefined || opening === undefined) return { state: "off" };
    if (opening.known) return { state: "ok", content: opening.key.content };
    const journeys = (): KeptJourneys | undefined => (this.#named ? undefined : this.#journeysOpen().all.kept);
    return keepOpened(this.#cache, opening.key, trace, journeys, () => this.#trace === trace);
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

  async flowLines(query: SortedQuery<FlowSort>): Promise<FlowPage> {
    return this.#journeysOpen().flows.lines(expression(query.filter), query.sort, query.near, pageOf(query));
  }

  async flowPackets({ flow, ...page }: FlowPacketsQuery): Promise<Page<FlowPacket>> {
    const { from, count } = pageOf(page);
    return this.#journeysOpen().flowViews.packets({ flow, offset: from, limit: count });
  }

  async flowCharts(query: FlowChartsQuery): Promise<FlowCharts> {
    return this.#journeysOpen().flowViews.charts(query);
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async natLines(query: SortedQuery<NatSort>): Promise<NatPage> {
    return this.#journeysOpen().nat.lines(expression(query.filter), query.sort, query.near, pageOf(query));
  }

  async natDetail(session: number): Promise<NatDetail> {
    return this.#journeysOpen().nat.detail(session);
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async machines(): Promise<readonly MachineClockFacts[]> {
    return machineClocks(this.#open());
  }

  async setClockOffset(source: number, offsetNs: number | undefined): Promise<TraceSummary> {
    const trace = await withClockOffset(this.#open(), source, offsetNs);
    await this.#use(trace);
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

  async topology(query: { readonly filter?: string }): Promise<Topology> {
    return this.#concluded().topology(await this.#found("journey", query.filter));
  }

  async latencies({ filter, of }: LatencyQuery): Promise<LatencyDetail> {
    const { slowest, ...figures } = this.#concluded().latencies(of, await this.#found("journey", filter));
    const lines = await this.#journeysOpen().linesOf(slowest.map(({ journey }) => journey));
    return { ...figures, slowest: slowest.flatMap(({ latencyNs }, i) => (lines[i] === undefined ? [] : [{ latencyNs, line: lines[i] }])) };
  }

  async dropTimes({ filter, slices }: { readonly filter?: string; readonly slices: number }): Promise<DropTimes> {
    return this.#concluded().dropTimes(await this.#found("journey", filter), slices);
  }

  async addSideCar(text: string, name?: string): Promise<{ readonly kind: string; readonly names: number; readonly schema?: SchemaUse }> {
    const trace = this.#open();
    const { all } = this.#journeysOpen();
    const read = readSideCar(text, name);
    if ("schema" in read) {
      trace.user.add([read.schema]);
      await this.#decodeAnew(trace);
      const schema = schemaList(trace.user).find(({ key }) => key === read.schema.key);
      return { kind: read.schema.content.kind, names: schema?.definitions ?? 0, ...(schema === undefined ? {} : { schema }) };
    }
    this.#named = true;
    const { places } = machineOfListing(trace.machines, read.listing);
    const number = places.learnSideCar(read.listing);
    await inTurns(all.relabel(), "places were being named");
    this.#concludeAnew(trace);
    return { kind: read.listing.kind, names: places.toldBy(number, all.sightings.places.all) };
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async readSchema(text: string, name?: string): Promise<SchemaUse | undefined> {
    const read = readSideCar(text, name);
    return "schema" in read ? schemaUse(read.schema) : undefined;
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async schemas(): Promise<readonly SchemaUse[]> {
    return schemaList(this.#open().user);
  }

  async removeSchemas(keys: readonly string[]): Promise<void> {
    const trace = this.#open();
    trace.user.remove(keys);
    await this.#decodeAnew(trace);
  }

  /** Other layouts are in use: rows are decoded when they are asked for, so only what was counted has to be counted again. */
  async #decodeAnew(trace: OpenedTrace): Promise<void> {
    trace.user.uses = await countUses(trace, () => {
      if (this.#trace !== trace) throw new TraceError("aborted", "The trace was closed while its events were being decoded anew.");
    });
    this.#concludeAnew(trace);
  }

  /** What was found and concluded by the names and layouts before no longer holds. */
  #concludeAnew(trace: OpenedTrace): void {
    const { all } = this.#journeysOpen();
    this.#filtering?.close();
    this.#filtering = new Filtering(trace, this.#need(), all);
    this.#insights = new Insights(trace, this.#need(), all);
    this.#timeline = this.#newTimeline(trace);
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

  // eslint-disable-next-line @typescript-eslint/require-await
  async lanes(): Promise<LaneSet> {
    return this.#drawn().lanes();
  }

  async timeline(query: TimelineQuery): Promise<TimelinePicture> {
    return this.#drawn().picture(query);
  }

  async timelineFigures(query: TimelineQuery): Promise<TimelineFigures> {
    return this.#drawn().figures(query);
  }

  async export(format: ExportFormat, options: EngineExportOptions, onProgress: (progress: Progress) => void, abort: MessagePort): Promise<Blob> {
    const trace = this.#open();
    const { all: journeys } = this.#journeysOpen();
    const aborted = listen(abort);
    try {
      const found: Found = (kind) => this.#found(kind, options.filter, { aborted });
      const { runExport } = await part(() => import("./exports/run-export.js"));
      return await runExport({ trace, journeys, insights: this.#concluded(), found }, format, options, onProgress, aborted);
    } finally {
      abort.close();
    }
  }

  async #use(trace: OpenedTrace, aborted?: () => boolean, kept?: KeptJourneys): Promise<void> {
    // A trace that was kept was not scanned for what it needs.
    if (trace.index.types.some(({ provider }) => lacksLayouts(provider))) await loadLayouts();
    const rows = new Rows(trace);
    const journeys = await inTurns(JourneyQueries.open(trace, rows, kept), "packets were being followed", aborted);
    // What was worked out of another order no longer holds.
    void this.close();
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
    this.#filtering = new Filtering(trace, this.#rows, this.#journeys.all);
    this.#insights = new Insights(trace, this.#rows, this.#journeys.all);
    this.#timeline = this.#newTimeline(trace);
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

  #drawn(): Timeline {
    if (this.#timeline === undefined) throw new TraceError("not-open", "No trace is open: call open() first.");
    return this.#timeline;
  }

  #newTimeline(trace: OpenedTrace): Timeline {
    return new Timeline(trace, this.#need(), this.#journeysOpen().all, startNs(trace), (kind, filter) => this.#found(kind, filter));
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
