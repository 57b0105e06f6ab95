import type {
  Atlas,
  EventRow,
  ExportFormat,
  ExportOptions,
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
} from "./api.js";

/** The element's part of the public interface: a contract like api.ts, apart from it because workers know no elements. */
export interface HopscopeViewer extends HTMLElement {
  /** Several sources are one trace: rotated parts of one capture, or captures of several machines (told apart by computer and boot time). */
  open(source: TraceSource | readonly TraceSource[], options?: OpenOptions): Promise<TraceSummary>;
  close(): Promise<void>;
  summary(): Promise<TraceSummary>;
  events(query?: Query): Promise<Page<EventRow>>;
  packets(query?: Query): Promise<Page<PacketRow>>;
  journeys(query?: Query & { readonly sort?: "start" | "-start" | "latency" | "-latency" }): Promise<Page<JourneyRow>>;
  natSessions(query?: Query): Promise<Page<NatSessionRow>>;
  flows(query?: Query): Promise<Page<FlowRow>>;
  places(): Promise<Place[]>;
  findings(): Promise<Finding[]>;
  atlas(query?: { readonly filter?: string }): Promise<Atlas>;
  /** Side-car text or JSON (see domain.md), also after opening. Resolves with what it was recognised as and how many names it gave. */
  addSideCar(text: string, name?: string): Promise<{ kind: string; names: number }>;
  export(format: ExportFormat, options?: ExportOptions): Promise<Blob>;
  select(kind: "event" | "packet" | "journey" | "place" | "natSession" | "flow" | "finding", id: number | string): void;
  setFilter(expression: string): void;
}
