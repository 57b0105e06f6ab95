import type { Drop, FlowRow, JourneyRow, NatSessionRow, Page, PlaceRef, Query } from "./api.js";

/*
 * What the views of NAT sessions and of flows ask the worker and what they get. Times of charts are nanoseconds since the start of the trace
 * (TraceSummary.startNs) as floats.
 */

export type NatSort = "created" | "-created" | "packets" | "-packets" | "life" | "-life";
export type FlowSort =
  | "start"
  | "-start"
  | "packets"
  | "-packets"
  | "bytes"
  | "-bytes"
  | "drops"
  | "-drops"
  | "rtt"
  | "-rtt"
  | "retransmissions"
  | "-retransmissions"
  | "throughput"
  | "-throughput";

/** `near`: the row whose position among those that fit is asked for as well. */
export interface SortedQuery<Sort> extends Query {
  readonly sort?: Sort;
  readonly near?: number;
}

export interface SortedPage<Row> extends Page<Row> {
  /** Of the row asked about, absent where it does not fit. */
  readonly position?: number;
}

/** One row of the session table. Of very many states it has some; the session's detail has all. */
export interface NatLine extends NatSessionRow {
  /** Number of the session, in the order in which they were first mentioned. */
  readonly index: number;
}

/** One NAT session opened up. */
export interface NatDetail {
  readonly index: number;
  readonly row: NatSessionRow;
  readonly journeys: Readonly<Record<JourneyRow["outcome"], number>>;
  /** The first ones, ascending. */
  readonly firstJourneys: readonly number[];
  readonly drops: readonly DropCount[];
  /** The flow inside the NAT. */
  readonly flow?: number;
}

export interface DropCount extends Pick<Drop, "reason" | "location"> {
  readonly count: number;
  readonly firstJourney: number;
}

/** What a segment is at the place where it was seen. */
export const SEGMENT_MARKS = ["retransmission", "out of order", "zero window", "reset", "keep-alive"] as const;
export type SegmentMark = (typeof SEGMENT_MARKS)[number];

/** One packet of a flow, seen first where the flow is looked at. */
export interface FlowPacket {
  readonly journey: number;
  readonly timeNs: bigint;
  readonly fromClient: boolean;
  readonly outcome: JourneyRow["outcome"];
  readonly latencyNs: number;
  /** When its sightings were, since the first of them. */
  readonly hopsNs: readonly number[];
  readonly length: number;
  readonly tcp?: {
    /** `SYN, ACK` */
    readonly flags: string;
    /** Relative to the first number seen of this direction. */
    readonly sequence: number;
    /** Absent without ACK, or where nothing of the other direction was seen. */
    readonly acknowledgement?: number;
    readonly window: number;
    readonly payload: number;
    readonly marks: readonly SegmentMark[];
  };
  readonly drop?: Drop;
}

/** Points of one line, ascending by time. */
export interface Series {
  readonly times: Float64Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
}

/** What the client sends, and what the server sends. */
export type BothWays<T> = readonly [client: T, server: T];

export interface ChartMark {
  readonly kind: SegmentMark;
  readonly fromClient: boolean;
  readonly timeNs: number;
  /** Relative sequence number. */
  readonly sequence: number;
  /** How many stand so close that they are one mark; `journey` is the first's. */
  readonly count: number;
  readonly journey: number;
}

export interface Spread {
  readonly count: number;
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** A TCP connection over time, as one place saw it. Lines have been thinned to what a screen shows, with all their extremes. */
export interface FlowCharts {
  readonly flow: number;
  /** Which of the places it is looked at. */
  readonly at: number;
  /** Where it can be looked at, the place that saw most of it first. */
  readonly places: readonly { readonly place: PlaceRef; readonly packets: number }[];
  /** The whole flow as this place saw it. */
  readonly fromNs: number;
  readonly toNs: number;
  /** Number behind the last byte of each segment, relative to the first; and what the other end has acknowledged of it. */
  readonly sent: BothWays<Series>;
  readonly acknowledged: BothWays<Series>;
  /** From a segment of this end past the place to the other end's acknowledgement: ns. Segments sent again measure nothing. */
  readonly roundTrip: BothWays<Series>;
  /** What this end offers to take, and what it has on its way: bytes. */
  readonly window: BothWays<Series>;
  readonly inFlight: BothWays<Series>;
  /** Windows are as large as written, since the trace has not both SYNs. */
  readonly unscaled: boolean;
  /** Payload by slices of equal length: bits a second. */
  readonly throughput: BothWays<Series>;
  readonly sliceNs: number;
  readonly marks: readonly ChartMark[];
  readonly segments: BothWays<number>;
  readonly payload: BothWays<number>;
  readonly roundTrips: BothWays<Spread>;
}

export interface FlowChartsQuery {
  readonly flow: number;
  /** Position in FlowCharts.places: one NIC may be several of them, as it is heard at several layers. */
  readonly place?: number;
  /** Slices of time that lines are thinned to. */
  readonly slices: number;
  /** The part that is looked at; lines go one point beyond either edge. */
  readonly range?: { readonly fromNs: number; readonly toNs: number };
}

export interface FlowPacketsQuery {
  readonly flow: number;
  readonly offset: number;
  readonly limit: number;
}

export type NatPage = SortedPage<NatLine>;
export type FlowPage = SortedPage<FlowRow>;
