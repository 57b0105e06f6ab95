import type {
  Atlas,
  EventRow,
  ExportFormat,
  Finding,
  FlowRow,
  JourneyRow,
  NatSessionRow,
  OpenOptions,
  PacketRow,
  Page,
  Place,
  Query,
  TraceSource,
  TraceSummary,
  View,
} from "../core/api.js";
import type { DropTimes, LatencyDetail, LatencyQuery, Topology } from "../core/atlas.js";
import type {
  EngineExportOptions,
  EventLine,
  LossSpan,
  MachineClockFacts,
  Matches,
  OverviewFacts,
  Progress,
  RowDetail,
  JourneyLine,
  JourneySort,
} from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
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
import { Store } from "../core/store.js";
import type { LaneSet, TimelineFigures, TimelinePicture, TimelineQuery } from "../core/timeline.js";
import { EngineClient } from "./engine-client.js";
import { isListing, listingText } from "./listing-files.js";
import { RecentTraces } from "./recent-traces.js";
import { SchemaShelf } from "./schema-shelf.js";
import { filterProblem } from "./filter-terms.js";
import type { FilteredKind } from "./filtered-rows.js";
import { fetchSources } from "./sources.js";

export type Phase =
  | { readonly kind: "empty" }
  | { readonly kind: "opening"; readonly name: string; readonly progress: Progress; readonly bytesPerSecond: number; readonly secondsLeft: number | undefined }
  | { readonly kind: "ready"; readonly summary: TraceSummary }
  /** `lost`: it was open, and can be opened again from where it came. */
  | { readonly kind: "failed"; readonly name: string; readonly error: TraceError; readonly lost?: true };

export interface Selection {
  readonly kind: "event" | "packet" | "journey" | "natSession" | "flow" | "place" | "finding";
  /** Position in time order; of a journey, a NAT session and a flow its id, of a place and a finding its position among all. */
  readonly index: number;
  /** What it is called outside, where that is not `index`: a place's id, the code of a finding that was asked for by it. */
  readonly id?: string;
}

export interface ShownRange {
  readonly fromNs: number;
  readonly toNs: number;
}

export interface SessionState {
  readonly phase: Phase;
  readonly view: View;
  readonly selection: Selection | undefined;
  /** What the timeline shows, in nanoseconds since the start; undefined for the whole trace. */
  readonly range: ShownRange | undefined;
  /** The filter in force, "" for none. It outlives the trace. */
  readonly filter: string;
  /** How many rows fit it, as far as that is known. */
  readonly hits: Readonly<Partial<Record<FilteredKind, number>>>;
  /** How many rows of a view the filter hides, where those are counted neither as events nor as packets or journeys. */
  readonly hidden: Readonly<Partial<Record<View, { readonly filter: string; readonly rows: number }>>>;
  /** Progress of a running export. */
  readonly exporting: Progress | undefined;
}

const EMPTY: SessionState = {
  phase: { kind: "empty" },
  view: "overview",
  selection: undefined,
  range: undefined,
  filter: "",
  hits: {},
  hidden: {},
  exporting: undefined,
};

/** One open trace: its worker, its state. Two viewers on a page are two sessions. */
export class TraceSession {
  readonly state = new Store<SessionState>(EMPTY);
  readonly schemas = new SchemaShelf();
  readonly recent = new RecentTraces();
  /** Called when an open trace is lost with its worker; the state says the same. */
  onLost: (why: TraceError) => void = () => undefined;
  #client: EngineClient | undefined;
  #opening: AbortController | undefined;

  /**
   * Rejects with TraceError; the state says the same. Opening again while one is being opened cancels the first.
   * With `keepOpen` the trace that is open stays until the new one is known to be a trace, and comes back when it is none.
   * With `cache` it is not read again if this browser kept what it found, and what is found now is kept.
   */
  async open(
    source: TraceSource | readonly TraceSource[],
    options: OpenOptions & { readonly keepOpen?: boolean; readonly cache?: boolean } = {},
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<TraceSummary> {
    let before = options.keepOpen === true ? this.#setAside() : undefined;
    // Not awaited: a close() right after this call is to find something to cancel.
    this.#reset();
    const abort = new AbortController();
    this.#opening = abort;
    const cancel = (): void => {
      abort.abort();
    };
    options.signal?.addEventListener("abort", cancel);
    if (options.signal?.aborted === true) cancel();
    const given = Array.isArray(source) ? (source as readonly TraceSource[]) : [source as TraceSource];
    const traces = given.filter((one) => !isListing(one));
    const list = traces.length === 0 ? given : traces;
    const beside = traces.length === 0 ? [] : given.filter(isListing);
    const asked = options.name === "" ? undefined : options.name;
    let name = asked ?? nameOf(list);
    const mine = (): boolean => this.#opening === abort;
    try {
      this.state.update({ phase: { kind: "opening", name, progress: { bytesDone: 0, bytesTotal: 0, events: 0 }, bytesPerSecond: 0, secondsLeft: undefined } });
      const files = await fetchSources(list, asked, abort.signal);
      name = asked ?? files.map((f) => f.name).join(" + ");
      const texts = await Promise.all(beside.map(async (file) => ({ text: await listingText(file, file.name), name: file.name })));
      const kept = await this.schemas.kept();
      const cached = options.cache === true && this.recent.state.value.keep;
      const client = await EngineClient.create();
      if (!mine()) {
        client.terminate();
        throw new TraceError("aborted", "Opening was cancelled: the viewer was closed, or another trace was opened in it.");
      }
      this.#client = client;
      const started = performance.now();
      const summary = await client.open(
        files,
        (progress) => {
          if (!mine()) return;
          before?.client.terminate();
          before = undefined;
          const bytesPerSecond = (progress.bytesDone / Math.max(1, performance.now() - started)) * 1000;
          const secondsLeft = bytesPerSecond > 0 ? (progress.bytesTotal - progress.bytesDone) / bytesPerSecond : undefined;
          this.state.update({ phase: { kind: "opening", name, progress, bytesPerSecond, secondsLeft } });
          onProgress(progress);
        },
        abort.signal,
        [...kept, ...(options.sideCars ?? []).map((text) => ({ text })), ...texts],
        cached,
      );
      if (!mine()) throw new TraceError("aborted", "Opening was cancelled.");
      before?.client.terminate();
      before = undefined;
      this.state.update({ phase: { kind: "ready", summary } });
      client.whenLost((why) => {
        if (client === this.#client && why.code === "worker-lost") this.#lose(summary.name, why);
      });
      await this.schemas.follow(client, texts);
      const brought = [...(options.sideCars ?? []).map((text) => ({ text })), ...texts];
      if (cached) void this.recent.follow(client, summary, list, brought, () => client === this.#client).catch(() => undefined);
      return summary;
    } catch (e) {
      const error = e instanceof TraceError ? e : new TraceError("worker-lost", `The trace could not be opened: ${e instanceof Error ? e.message : String(e)}`);
      if (mine()) {
        this.#drop();
        this.#client = before?.client;
        if (before !== undefined) void this.schemas.follow(before.client).catch(() => undefined);
        this.state.update(before?.state ?? { phase: error.code === "aborted" ? { kind: "empty" } : { kind: "failed", name, error } });
      }
      if (!mine()) before?.client.terminate();
      throw error;
    } finally {
      options.signal?.removeEventListener("abort", cancel);
    }
  }

  #lose(name: string, error: TraceError): void {
    this.#drop();
    this.state.update({ phase: { kind: "failed", name, error, lost: true }, selection: undefined, exporting: undefined });
    this.onLost(error);
  }

  /** Stops a running open; its promise rejects with code "aborted". */
  cancel(): void {
    this.#opening?.abort();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- closing is asynchronous by contract
  async close(): Promise<void> {
    this.#reset();
  }

  /** Takes the open trace out of the session, to be put back or terminated. */
  #setAside(): { readonly client: EngineClient; readonly state: SessionState } | undefined {
    const client = this.#client;
    const state = this.state.value;
    if (client === undefined || state.phase.kind !== "ready") return undefined;
    this.#client = undefined;
    return { client, state: { ...state, exporting: undefined } };
  }

  #reset(): void {
    this.#opening?.abort();
    this.#opening = undefined;
    this.#drop();
    this.state.update({ phase: { kind: "empty" }, selection: undefined, range: undefined, hits: {}, exporting: undefined, view: "overview" });
  }

  summary(): Promise<TraceSummary> {
    return this.#engine().then((c) => c.call("summary"));
  }
  events(query: Query = {}): Promise<Page<EventRow>> {
    return this.#engine().then((c) => c.call("events", query));
  }
  packets(query: Query = {}): Promise<Page<PacketRow>> {
    return this.#engine().then((c) => c.call("packets", query));
  }
  eventLines(from: number, count: number, filter?: string): Promise<readonly EventLine[]> {
    return this.#engine().then((c) => c.call("eventLines", from, count, filter));
  }
  matches(kind: FilteredKind, filter: string, near?: number): Promise<Matches> {
    return this.#engine().then((c) => c.call("matches", kind, filter, near));
  }
  filterValues(name: string): Promise<readonly string[]> {
    return this.#engine().then((c) => c.call("filterValues", name));
  }
  journeys(query: Query & { readonly sort?: JourneySort } = {}): Promise<Page<JourneyRow>> {
    return this.#engine().then((c) => c.call("journeys", query));
  }
  journeyLines(query: Query & { readonly sort?: JourneySort } = {}): Promise<Page<JourneyLine>> {
    return this.#engine().then((c) => c.call("journeyLines", query));
  }
  flows(query: Query = {}): Promise<Page<FlowRow>> {
    return this.#engine().then((c) => c.call("flows", query));
  }
  natSessions(query: Query = {}): Promise<Page<NatSessionRow>> {
    return this.#engine().then((c) => c.call("natSessions", query));
  }
  flowLines(query: SortedQuery<FlowSort>): Promise<FlowPage> {
    return this.#engine().then((c) => c.call("flowLines", query));
  }
  flowPackets(query: FlowPacketsQuery): Promise<Page<FlowPacket>> {
    return this.#engine().then((c) => c.call("flowPackets", query));
  }
  flowCharts(query: FlowChartsQuery): Promise<FlowCharts> {
    return this.#engine().then((c) => c.call("flowCharts", query));
  }
  natLines(query: SortedQuery<NatSort>): Promise<NatPage> {
    return this.#engine().then((c) => c.call("natLines", query));
  }
  natDetail(session: number): Promise<NatDetail> {
    return this.#engine().then((c) => c.call("natDetail", session));
  }
  findings(): Promise<readonly Finding[]> {
    return this.#engine().then((c) => c.call("findings"));
  }
  places(): Promise<readonly Place[]> {
    return this.#engine().then((c) => c.call("places"));
  }
  atlas(query: { readonly filter?: string } = {}): Promise<Atlas> {
    return this.#engine().then((c) => c.call("atlas", query));
  }
  topology(query: { readonly filter?: string } = {}): Promise<Topology> {
    return this.#engine().then((c) => c.call("topology", query));
  }
  latencies(query: LatencyQuery): Promise<LatencyDetail> {
    return this.#engine().then((c) => c.call("latencies", query));
  }
  dropTimes(query: { readonly filter?: string; readonly slices: number }): Promise<DropTimes> {
    return this.#engine().then((c) => c.call("dropTimes", query));
  }
  /**
   * Names from a listing or layouts of events: of these it says whether they are `kept` for the next time. The summary is another object
   * afterwards: views that show names are to ask again.
   */
  async addSideCar(text: string, name?: string): Promise<{ kind: string; names: number; kept?: boolean }> {
    const client = await this.#engine();
    const { kind, names, schema } = await client.call("addSideCar", text, name);
    if (schema === undefined) this.recent.brought(text, name);
    const kept = schema && (await this.schemas.take(client, text, schema));
    await this.#sumUp(client);
    return { kind, names, ...(kept === undefined ? {} : { kept }) };
  }

  /** Event layouts that come before any trace are kept for those that are opened next. Says whether; undefined for a listing. */
  async keepSchema(text: string, name: string | undefined): Promise<{ readonly kind: string; readonly kept: boolean } | undefined> {
    const client = await EngineClient.create();
    try {
      const schema = await client.call("readSchema", text, name);
      return schema && { kind: schema.kind, kept: await this.schemas.keep(text, schema) };
    } finally {
      client.terminate();
    }
  }

  /** Event layouts are used no longer, here and the next time. */
  async removeSchemas(keys: readonly string[]): Promise<void> {
    await this.schemas.remove(keys);
    if (this.#client === undefined || this.state.value.phase.kind !== "ready") return;
    const client = this.#client;
    await client.call("removeSchemas", keys);
    await this.schemas.follow(client);
    await this.#sumUp(client);
  }

  async #sumUp(client: EngineClient): Promise<void> {
    const summary = await client.call("summary");
    if (client === this.#client) this.state.update({ phase: { kind: "ready", summary }, hits: {} });
  }
  machines(): Promise<readonly MachineClockFacts[]> {
    return this.#engine().then((c) => c.call("machines"));
  }
  /** The summary is another object afterwards, and so are all rows: nothing stays selected. */
  async setClockOffset(source: number, offsetNs: number | undefined): Promise<void> {
    const client = await this.#engine();
    const summary = await client.call("setClockOffset", source, offsetNs);
    if (client === this.#client) this.state.update({ phase: { kind: "ready", summary }, selection: undefined, hits: {} });
  }
  detail(kind: "event" | "packet", index: number): Promise<RowDetail> {
    return this.#engine().then((c) => c.call("detail", kind, index));
  }
  lanes(): Promise<LaneSet> {
    return this.#engine().then((c) => c.call("lanes"));
  }
  timeline(query: TimelineQuery): Promise<TimelinePicture> {
    return this.#engine().then((c) => c.call("timeline", query));
  }
  timelineFigures(query: TimelineQuery): Promise<TimelineFigures> {
    return this.#engine().then((c) => c.call("timelineFigures", query));
  }
  facts(slices: number): Promise<OverviewFacts> {
    return this.#engine().then((c) => c.call("facts", slices));
  }
  losses(): Promise<readonly LossSpan[]> {
    return this.#engine().then((c) => c.call("losses"));
  }

  async export(format: ExportFormat, options: EngineExportOptions = {}, signal?: AbortSignal): Promise<Blob> {
    const client = await this.#engine();
    this.state.update({ exporting: { bytesDone: 0, bytesTotal: 0, events: 0 } });
    try {
      return await client.export(
        format,
        options,
        (exporting) => {
          if (this.state.value.exporting !== undefined) this.state.update({ exporting });
        },
        signal,
      );
    } finally {
      this.state.update({ exporting: undefined });
    }
  }

  select(selection: Selection | undefined): void {
    this.state.update({ selection });
  }

  showRange(range: ShownRange | undefined): void {
    this.state.update({ range });
  }

  /** Throws TraceError "filter" for a wrong expression; the filter before it stays in force then. */
  setFilter(expression: string): void {
    const filter = expression.trim();
    if (filter === this.state.value.filter) return;
    const problem = filterProblem(expression);
    if (problem !== undefined) throw problem;
    this.state.update({ filter, hits: {} });
  }

  /** A view has found out how many of its rows fit `filter`. */
  noteHits(kind: FilteredKind, filter: string, total: number): void {
    const { state } = this;
    if (filter === state.value.filter && state.value.hits[kind] !== total) state.update({ hits: { ...state.value.hits, [kind]: total } });
  }

  noteHidden(view: View, filter: string, rows: number): void {
    const { hidden } = this.state.value;
    if (hidden[view]?.filter !== filter || hidden[view].rows !== rows) this.state.update({ hidden: { ...hidden, [view]: { filter, rows } } });
  }

  show(view: View): void {
    this.state.update({ view });
  }

  #drop(): void {
    this.schemas.leave();
    this.recent.leave();
    this.#client?.terminate();
    this.#client = undefined;
  }

  #engine(): Promise<EngineClient> {
    return this.#client !== undefined && this.state.value.phase.kind === "ready"
      ? Promise.resolve(this.#client)
      : Promise.reject(new TraceError("not-open", "No trace is open: call open() first."));
  }
}

function nameOf(list: readonly TraceSource[]): string {
  return list
    .map((source) =>
      source instanceof File ? source.name : source instanceof Blob ? "trace.etl" : (String(source).split(/[?#]/)[0]?.split("/").pop() ?? "trace.etl"),
    )
    .join(" + ");
}
