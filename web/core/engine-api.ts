import type {
  Atlas,
  EventRow,
  ExportFormat,
  ExportOptions,
  Finding,
  FlowRow,
  JourneyRow,
  NatSessionRow,
  PacketRow,
  Page,
  Place,
  PlaceRef,
  Query,
  TraceSummary,
} from "./api.js";
import type { DropTimes, LatencyDetail, LatencyQuery, Topology } from "./atlas.js";
import type { FieldNode } from "./fields.js";
import type { CacheFacts } from "./kept.js";
import type { FlowCharts, FlowChartsQuery, FlowPacket, FlowPacketsQuery, FlowPage, FlowSort, NatDetail, NatPage, NatSort, SortedQuery } from "./nat-flow.js";
import type { LaneSet, TimelineFigures, TimelinePicture, TimelineQuery } from "./timeline.js";

/** One thing to open. The worker reads the Blob in pieces; nobody holds the whole file. */
export interface SourceFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface Progress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly events: number;
}

/** One row of the event table: what is seen without opening the row. */
export interface EventLine {
  readonly index: number;
  readonly timeNs: bigint;
  readonly place?: PlaceRef;
  readonly provider: string;
  readonly id: number;
  readonly opcode: number;
  /** Where the trace or a built-in layout tells it. */
  readonly name?: string;
  readonly level: number;
  readonly cpu: number;
  readonly pid?: number;
  readonly tid?: number;
  /** The event's message, the packet's line, or the values of its first fields. */
  readonly summary: string;
  /** Index of the packet this event carries, if it carries one. */
  readonly packet?: number;
  /** The event reports a dropped packet. */
  readonly dropped: boolean;
}

/** The selected row opened up. Node ranges are offsets into `bytes`. */
export interface RowDetail {
  readonly kind: "event" | "packet";
  readonly index: number;
  /** The event: for a packet the one with its (first) frame. */
  readonly event: EventRow;
  readonly packet?: PacketRow;
  /** The journey that the event is a sighting of. */
  readonly journey?: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly nodes: readonly FieldNode[];
}

/** How many rows fit a filter. */
export interface Matches {
  readonly total: number;
  /** Among them, the place of the row that was asked about, or of the next one that fits. */
  readonly position?: number;
}

/** What the overview draws; arrays hold counts per equal slice of the trace's time. */
export interface OverviewFacts {
  /** What Windows calls itself, where the trace tells: "Windows Server 2022 Datacenter". */
  readonly productName?: string;
  readonly events: Uint32Array<ArrayBuffer>;
  readonly packets: Uint32Array<ArrayBuffer>;
  readonly drops: Uint32Array<ArrayBuffer>;
  readonly dropCauses: readonly {
    readonly reason: string;
    readonly reasonCode?: number;
    readonly location?: string;
    readonly place: PlaceRef;
    readonly count: number;
    readonly firstEvent: number;
    /** The journey that the first event ends, where it was joined to one. */
    readonly firstJourney?: number;
    readonly times: Uint32Array<ArrayBuffer>;
  }[];
  readonly places: readonly { readonly place: PlaceRef; readonly packets: number; readonly bytes: number; readonly drops: number }[];
  readonly journeys: JourneyFacts;
}

/** How many journeys ended how, and which to look at first. */
export interface JourneyFacts {
  readonly delivered: number;
  readonly sent: number;
  readonly dropped: number;
  readonly lostSight: number;
  readonly firstDropped?: number;
  readonly slowest?: { readonly id: number; readonly latencyNs: number };
}

/** One row of the journey list: what is seen without opening the ladder. */
export interface JourneyLine extends Pick<JourneyRow, "id" | "startNs" | "latencyNs" | "outcome" | "pathClass" | "summary"> {
  /** Place of the last sighting. */
  readonly end: PlaceRef;
  readonly sightings: number;
}

export type JourneySort = "start" | "-start" | "latency" | "-latency";

/** A stretch of time in which the recording is known to have holes. */
export interface LossSpan {
  readonly code: "events-lost" | "buffers-lost" | "sequence-gap";
  readonly fromNs: bigint;
  readonly toNs: bigint;
  readonly cpu?: number;
  /** Events or buffers, where it is known how many. */
  readonly count?: number;
  readonly message: string;
  /** Of the buffer that tells of the loss. */
  readonly offset?: number;
}

export const PARQUET_TABLES = ["events", "sightings", "journeys", "hops", "nat_sessions"] as const;
export type ParquetTable = (typeof PARQUET_TABLES)[number];

export interface EngineExportOptions extends ExportOptions {
  /** Which table a Parquet file is of: events unless told. */
  readonly table?: ParquetTable;
}

/** A text beside a trace. */
export interface SideCarText {
  readonly text: string;
  readonly name?: string;
  /** It was understood once and kept: should that have changed, opening goes on without it. */
  readonly kept?: true;
}

/** A file of event layouts that somebody brought, and what it does in the open trace. */
export interface SchemaUse {
  /** Stands for its text. */
  readonly key: string;
  readonly name: string;
  /** "manifest", "tmf", "event listing", "provider list" */
  readonly kind: string;
  readonly providers: readonly string[];
  /** Events that it defines; providers that it names where it has only names. */
  readonly definitions: number;
  /** Characters. */
  readonly size: number;
  /** Events of the trace that are decoded or named by it. */
  readonly events: number;
}

/** A machine of the trace and how its clock was put on the first one's. */
export interface MachineClockFacts {
  readonly name: string;
  /** Its first source: what setClockOffset names it by. */
  readonly source: number;
  readonly sources: readonly string[];
  readonly events: number;
  readonly bootNs?: bigint;
  /** What is added to its times, at its beginning; absent for the first machine, and where nothing is known. */
  readonly offsetNs?: number;
  readonly errorNs?: number;
  /** What the packets that it and machine `by` both saw say; `oneWay`: they bound it on one side only. */
  readonly measured?: { readonly packets: number; readonly by: string; readonly oneWay: boolean; readonly driftPpm: number };
  readonly byHand: boolean;
}

/** The worker's surface. Arguments and results are structured-cloneable; every long call takes a port whose first message aborts it. */
export interface EngineApi {
  init(module: WebAssembly.Module): Promise<void>;
  /**
   * `sideCars`: listings and event layouts that are used from the start; "unsupported" when one is neither. With `cached` a trace that was
   * kept before is not read again.
   */
  open(
    sources: readonly SourceFile[],
    onProgress: (progress: Progress) => void,
    abort: MessagePort,
    sideCars?: readonly (string | SideCarText)[],
    cached?: boolean,
  ): Promise<TraceSummary>;
  /** Keeps what was found out about the open trace, if it was opened `cached`, and says what became of that. */
  keep(): Promise<CacheFacts>;
  close(): Promise<void>;
  summary(): Promise<TraceSummary>;
  events(query: Query): Promise<Page<EventRow>>;
  packets(query: Query): Promise<Page<PacketRow>>;
  /** `from` and `count` are over the rows that fit. */
  eventLines(from: number, count: number, filter?: string): Promise<readonly EventLine[]>;
  /** Rows with a filter share one evaluation with this. It rejects with "aborted" when a newer filter for the same kind of rows comes. */
  matches(kind: "event" | "packet" | "journey", filter: string, near?: number): Promise<Matches>;
  /** Values that a name of filters has in this trace, for completion: providers, places, switches, processes, drop reasons. */
  filterValues(name: string): Promise<readonly string[]>;
  journeys(query: Query & { readonly sort?: JourneySort }): Promise<Page<JourneyRow>>;
  journeyLines(query: Query & { readonly sort?: JourneySort }): Promise<Page<JourneyLine>>;
  /** In the order of their first packets. */
  flows(query: Query): Promise<Page<FlowRow>>;
  flowLines(query: SortedQuery<FlowSort>): Promise<FlowPage>;
  /** "unsupported" where there is no such flow. */
  flowPackets(query: FlowPacketsQuery): Promise<Page<FlowPacket>>;
  /** "unsupported" for what is not TCP. */
  flowCharts(query: FlowChartsQuery): Promise<FlowCharts>;
  /** In the order in which they were first mentioned. Of the names in filters, sessions have those that begin with nat., compartment, and those of their addresses and ports. */
  natSessions(query: Query): Promise<Page<NatSessionRow>>;
  natLines(query: SortedQuery<NatSort>): Promise<NatPage>;
  natDetail(session: number): Promise<NatDetail>;
  findings(): Promise<readonly Finding[]>;
  places(): Promise<readonly Place[]>;
  atlas(query: { readonly filter?: string }): Promise<Atlas>;
  /** All places whatever the filter; what is counted is of the journeys that fit. */
  topology(query: { readonly filter?: string }): Promise<Topology>;
  latencies(query: LatencyQuery): Promise<LatencyDetail>;
  dropTimes(query: { readonly filter?: string; readonly slices: number }): Promise<DropTimes>;
  /**
   * Names from a listing, of which `names` places of this trace were told something, or layouts of events: then `names` is how many it
   * defines, and `schema` says more. "unsupported" for any other text, "damaged" for layouts that cannot be read.
   */
  addSideCar(text: string, name?: string): Promise<{ readonly kind: string; readonly names: number; readonly schema?: SchemaUse }>;
  /** What a text of event layouts says, with or without an open trace; undefined for a listing, rejects as addSideCar does. */
  readSchema(text: string, name?: string): Promise<SchemaUse | undefined>;
  /** The event layouts that were brought, in the order in which they were. */
  schemas(): Promise<readonly SchemaUse[]>;
  /** Event layouts by their keys: what was decoded by them is not any longer. */
  removeSchemas(keys: readonly string[]): Promise<void>;
  detail(kind: "event" | "packet", index: number): Promise<RowDetail>;
  facts(slices: number): Promise<OverviewFacts>;
  lanes(): Promise<LaneSet>;
  timeline(query: TimelineQuery): Promise<TimelinePicture>;
  timelineFigures(query: TimelineQuery): Promise<TimelineFigures>;
  /** In the order of fromNs. */
  losses(): Promise<readonly LossSpan[]>;
  machines(): Promise<readonly MachineClockFacts[]>;
  /** Puts the clock of a source's machine by hand, undefined back to what packets say; rows and journeys are made anew. */
  setClockOffset(source: number, offsetNs: number | undefined): Promise<TraceSummary>;
  export(format: ExportFormat, options: EngineExportOptions, onProgress: (progress: Progress) => void, abort: MessagePort): Promise<Blob>;
}
