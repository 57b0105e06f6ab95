import type { JourneyRow, LatencyStats, PlaceRef } from "./api.js";
import type { JourneyLine } from "./engine-api.js";

/*
 * What the topology and the atlases ask the worker and what they get. All of it is about the journeys that fit a filter; places are known
 * by their ids.
 */

/** What stands for everything beyond the network cards. */
export const WIRE: PlaceRef = { id: "wire", name: "Wire", kind: "wire" };

/** A place, and what the journeys did there. All places of the trace are told, whatever the filter. */
export interface TopologyNode {
  readonly place: PlaceRef;
  /** Everything that the place is called by: filters know places by their names. */
  readonly names: readonly string[];
  readonly machine: string;
  /** The switch it is on. */
  readonly parent?: string;
  /** Journeys that were seen there, or crossed it as a switch; each counted once. */
  readonly journeys: number;
  /** Of these, how many ended there as dropped and lost sight. */
  readonly drops: number;
  readonly lost: number;
  /** From one sighting to the next without leaving the place. */
  readonly inside?: LatencyStats;
}

/** Packets that went from one place to another. A hop across a switch is two edges, and both have its latency. */
export interface TopologyEdge {
  readonly from: string;
  readonly to: string;
  readonly packets: number;
  readonly bytes: number;
  /** Packets whose journey ended as dropped at the end of this edge. */
  readonly drops: number;
  /** Absent where packets come from or go to what is not seen: the wire. */
  readonly latency?: LatencyStats;
  readonly slowest?: { readonly journey: number; readonly latencyNs: number };
}

export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}

/** The hops from a place to another, or the journeys of a class. */
export type LatencyOf =
  { readonly kind: "hop"; readonly from: string; readonly to: string } | { readonly kind: "class"; readonly pathClass: JourneyRow["pathClass"] };

export interface LatencyQuery {
  readonly filter?: string;
  readonly of: LatencyOf;
}

export interface LatencyDetail extends LatencyStats {
  /** How many are from LATENCY_BINS[i] to below LATENCY_BINS[i + 1]; what is beyond either end is in the bin at it. */
  readonly bins: Uint32Array<ArrayBuffer>;
  /** Slowest first. */
  readonly slowest: readonly { readonly latencyNs: number; readonly line: JourneyLine }[];
  /** Of a hop: everything that its places are called by. */
  readonly fromNames: readonly string[];
  readonly toNames: readonly string[];
}

const BINS_PER_DECADE = 8;
const FIRST_DECADE = 2; // one tick of 100 ns
const DECADES = 9; // to 100 s

/** Lower edges of the bins in nanoseconds, and the upper edge of the last: a logarithmic scale, the same for every trace. */
export const LATENCY_BINS: readonly number[] = Array.from({ length: DECADES * BINS_PER_DECADE + 1 }, (_, i) =>
  Math.round(10 ** (FIRST_DECADE + i / BINS_PER_DECADE)),
);

/** The bin that a latency is counted in. */
export function latencyBin(ns: number): number {
  let low = 0;
  let high = LATENCY_BINS.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((LATENCY_BINS[middle] ?? 0) <= ns) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Dropped journeys of one reason, location and place. */
export interface DropTimesRow {
  readonly reason: string;
  readonly location?: string;
  readonly place: PlaceRef;
  readonly names: readonly string[];
  readonly count: number;
  readonly firstJourney: number;
  /** Counts per equal slice of the trace's time. */
  readonly times: Uint32Array<ArrayBuffer>;
}

export interface DropTimes {
  /** Times of the first and the last event, in nanoseconds since the start of the trace. */
  readonly fromNs: number;
  readonly toNs: number;
  /** The most frequent first. */
  readonly rows: readonly DropTimesRow[];
  /** Dropped journeys that are in none of the rows, because there would be too many. */
  readonly beyond: number;
}
