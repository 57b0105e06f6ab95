import type { Place, PlaceRef } from "./api.js";

/*
 * What the timeline asks the worker and what it gets. Times are nanoseconds since the start of the trace (TraceSummary.startNs) as
 * floats: fractions of a nanosecond in a trace of hours, exact enough for a screen at any zoom.
 */

/** One place, or one CPU, with what was seen there. Lanes are known by their position in LaneSet.lanes. */
export interface Lane {
  /** The same from one opening of a trace to the next: the id of the place. */
  readonly key: string;
  readonly place: PlaceRef;
  readonly switch?: PlaceRef;
  readonly machine: string;
  /** What the trace says of the place. */
  readonly about?: Pick<Place, "addresses" | "interfaceIndex" | "compartment" | "container" | "network" | "mac">;
  readonly sightings: number;
}

export interface LaneSet {
  /** Times of the first and the last event. */
  readonly fromNs: number;
  readonly toNs: number;
  readonly lanes: readonly Lane[];
  readonly cpus: readonly Lane[];
  readonly natSessions: number;
  /** Starts and ends of processes. */
  readonly processEvents: number;
}

/** What a row of the picture stands for: lanes, CPUs, or events that fit a filter. */
export type RowContent =
  | { readonly kind: "lanes" | "cpus"; readonly members: readonly number[] }
  | { readonly kind: "events"; readonly filter: string }
  | { readonly kind: "processes" };

export interface TimelineQuery {
  readonly fromNs: number;
  readonly toNs: number;
  readonly columns: number;
  readonly columnPx: number;
  readonly rows: readonly RowContent[];
  /** Journeys, and with them sightings, drops and losses of sight, are those of the filter. */
  readonly filter?: string;
  /** Drawn whatever the filter says. */
  readonly pinned?: number;
  /** Rates show no single journeys. */
  readonly linesWanted: boolean;
}

/** How single sightings are drawn where they stand. */
export const LEVEL = { DENSE: 0, NEAR: 1, CLOSE: 2 } as const;

/** What a sighting is drawn as. */
export const SHAPE = { FRAME: 0, STEP: 1, DELIVERED: 2, SENT: 3, TRANSLATED: 4, DROPPED: 5, LOST: 6 } as const;

export const OUTCOMES = ["delivered", "sent", "dropped", "lost-sight"] as const;

/** One row of the picture, by column of time. */
export interface RowColumns {
  readonly counts: Uint32Array<ArrayBuffer>;
  readonly drops: Uint32Array<ArrayBuffer>;
  readonly lost: Uint32Array<ArrayBuffer>;
  /** LEVEL by column. */
  readonly levels: Uint8Array<ArrayBuffer>;
}

/** Journeys as runs of points: those of journey i are starts[i] to starts[i + 1] - 1. A run goes one point beyond either edge. */
export interface Polylines {
  readonly ids: Uint32Array<ArrayBuffer>;
  /** Position in OUTCOMES. */
  readonly outcomes: Uint8Array<ArrayBuffer>;
  readonly latencies: Float64Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly times: Float64Array<ArrayBuffer>;
  /** Row of each point, -1 for places whose lane is not shown. */
  readonly rows: Int16Array<ArrayBuffer>;
  readonly shapes: Uint8Array<ArrayBuffer>;
  /** Index of the event of each point. */
  readonly events: Uint32Array<ArrayBuffer>;
}

export interface DropMark {
  readonly journey: number;
  readonly row: number;
  readonly timeNs: number;
  readonly reason: string;
}

export interface SessionBar {
  /** Which of the bars of the NAT's lane, from above. */
  readonly level: number;
  readonly fromNs: number;
  /** Infinity where the trace tells no end. */
  readonly toNs: number;
  /** The trace tells of its beginning. */
  readonly begun: boolean;
  readonly text: string;
  /** Changes of state. */
  readonly changes: readonly number[];
}

export interface EventMark {
  readonly row: number;
  readonly timeNs: number;
  readonly event: number;
  /** Empty where there are too many to read. */
  readonly text: string;
  readonly process?: "start" | "stop";
}

/** What a range of time looks like. */
export interface TimelinePicture {
  readonly fromNs: number;
  readonly toNs: number;
  readonly columns: number;
  readonly rows: readonly RowColumns[];
  readonly journeys: Polylines;
  readonly pinned?: Polylines;
  readonly drops: readonly DropMark[];
  readonly sessions: readonly SessionBar[];
  /** Sessions alive by column that have no bar; empty where each has one. */
  readonly liveSessions: Uint32Array<ArrayBuffer>;
  readonly marks: readonly EventMark[];
  /** Milliseconds it took to answer, waiting for a filter left out. */
  readonly tookMs: number;
}

/** What of a range can be said in figures. */
export interface TimelineFigures {
  readonly sightings: number;
  readonly drops: number;
  readonly lost: number;
  /** Journeys that begin in the range: this many from this position among those that fit the filter. */
  readonly firstJourney: number;
  readonly journeys: number;
  /** Of these, told from an even choice of them where they are very many; absent without any. */
  readonly latency?: { readonly p50Ns: number; readonly p95Ns: number; readonly p99Ns: number };
  /** By row of the query. */
  readonly rows: readonly { readonly sightings: number; readonly drops: number; readonly lost: number }[];
}
