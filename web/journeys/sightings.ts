import { Float64Column, Uint32Column } from "../core/columns.js";
import { NarrowColumn } from "../core/narrow-column.js";
import type { JourneyRow } from "../core/api.js";

/** What was seen; the numbers stand in columns. */
export const SIGHTING = { FRAME: 0, RECEIVED: 1, ROUTED: 2, DELIVERED: 3, DROPPED: 4, TRANSLATED: 5, FORWARDED: 6 } as const;

export const SIGHTING_NAMES = [
  "frame",
  "received",
  "routed",
  "delivered",
  "dropped",
  "translated",
  "forwarded",
] as const satisfies readonly JourneyRow["sightings"][number]["kind"][];

/** How a sighting came to its journey. */
export const JOINED = { FIRST: 0, NBL: 1, PKTMON: 2, ADJACENCY: 3, FRAME: 4, NAT: 5, PORTPROXY: 6, TUNNEL: 7, SEGMENTATION: 8, MACHINE: 9 } as const;

export const JOINED_NAMES = [
  "first",
  "nbl",
  "pktmon",
  "adjacency",
  "frame",
  "nat",
  "portproxy",
  "tunnel",
  "segmentation",
  "machine",
] as const satisfies readonly JourneyRow["sightings"][number]["joined"]["by"][];

/** What joining knows of a captured frame (wasm/assembly/frame.ts); all numbers are 32 bits wide. */
export interface FrameKeys {
  /** Hash of addresses, ports and what numbers the packet; 0 for a sighting without a frame. */
  readonly key: number;
  /** The same without addresses and ports: what a translation leaves alone. */
  readonly anyKey: number;
  /** Hash of the first payload bytes, 0 when unknown or empty. */
  readonly payload: number;
  readonly source: number;
  readonly destination: number;
  readonly ports: number;
  /** protocol | TCP flags << 8 | IP version << 16 | TTL << 24; bit 20 is set in fragments. */
  readonly protocol: number;
  /** Of TCP; of a fragment behind the first, its offset in bytes. */
  readonly sequence: number;
  readonly payloadLength: number;
  /** As it stands in the TCP header; the length that UDP says of itself, or the sequence number of ICMP. */
  readonly window: number;
  /** Bytes on the wire, link header included. */
  readonly wireLength: number;
  /** What all parts of a packet have in common, 0 where nothing is known. */
  readonly datagram: number;
  /** An IP fragment. */
  readonly fragment: boolean;
  readonly tunnel: boolean;
}

/** A fragment that does not have the transport's header. */
export function isLaterFragment({ fragment, ports, sequence }: FrameKeys): boolean {
  return fragment && ports === 0 && sequence !== 0;
}

/** What flows are counted and followed by, beside the keys. */
export interface FrameNumbers extends FrameKeys {
  readonly acknowledgement: number;
  /** 1 plus the shift that a SYN offers, 0 where it offers none. */
  readonly windowScale: number;
}

/** How far the times of a machine can be compared with those of others. */
export interface MachineClock {
  /** Machines of one group are on one clock. */
  readonly group: number;
  /** Ticks that its times may be off. */
  readonly error: number;
}

/** All sightings of a trace in the order of time. Places are numbers of a PlaceList; 0 is no place. */
export class SightingTable {
  /** Index of the event, and the entry with its values. */
  readonly event = new Uint32Column();
  readonly entry = new Uint32Column();
  readonly ticks = new Float64Column();
  readonly kind = new NarrowColumn();
  readonly place = new NarrowColumn();
  readonly from = new NarrowColumn();
  readonly switch = new NarrowColumn();
  /** CPU and thread as one number: events of one thread on one CPU follow one another. */
  readonly thread = new NarrowColumn();
  readonly cpu = new NarrowColumn();
  /** Filled only where there are several machines: then `clocks` has an entry for each. */
  readonly machine = new NarrowColumn();
  readonly clocks: MachineClock[] = [];
  /** A frame may have been seen in a tunnel: where it is known that none was, none is looked for. */
  tunnels = true;
  /** Events that another file of the same machine has as well, ascending, and the sighting that stands for both. */
  readonly copyEvent = new Uint32Column();
  readonly copyOf = new Uint32Column();

  get length(): number {
    return this.event.length;
  }
}

/** What the joiner asks about sightings beside the table's own columns. */
export interface SightingFacts {
  keys(sighting: number): FrameKeys;
  /** Low 53 bits of the NBL's address, 0 where the event names none. Kernel addresses differ only there. */
  nbl(sighting: number): number;
  /** PktMon's group and packet number as one number, 0 for other providers. */
  pktmon(sighting: number): number;
  /** Which filter of its interface heard a frame; 0 where the event does not say. */
  layer(sighting: number): number;
}
