import type { TraceErrorCode } from "./errors.js";

/**
 * The public interface of Hopscope, exactly: a contract, so a change here is a breaking change.
 * Every object is plain and structured-cloneable. Absent facts are absent keys, never null or "".
 * Units: `...Ns` bigint = nanoseconds since the Unix epoch, UTC; `...Ns` number = a duration in nanoseconds.
 * 64-bit ids and pointers are lower-case strings "0x..." without leading zeros. GUIDs are lower-case, no braces.
 */

export type View = 'overview' | 'timeline' | 'journeys' | 'packets' | 'events' | 'nat' | 'flows' | 'atlas' | 'topology';
export type ExportFormat = 'pcapng' | 'csv' | 'jsonl' | 'text' | 'parquet' | 'chrome-json' | 'etl' | 'html';

export type TraceSource = File | Blob | URL | string;
export interface OpenOptions { readonly name?: string; readonly signal?: AbortSignal; readonly sideCars?: readonly string[]; }
/** limit defaults to 100 and is at most 10,000; a wrong filter rejects with TraceError code "filter" and its position in `offset`. */
export interface Query { readonly filter?: string; readonly offset?: number; readonly limit?: number; }
export interface Page<Row> { readonly total: number; readonly rows: readonly Row[]; }
export interface ExportOptions {
  readonly filter?: string;
  readonly anonymise?: { readonly key: string };
  readonly range?: { readonly fromNs: bigint; readonly toNs: bigint };
}

export interface TraceSummary {
  readonly name: string;
  readonly sizeBytes: number;
  /** All records, header event and metadata included; duplicates of rotated files not removed. */
  readonly events: number;
  /** Sightings that carry a frame: NDIS 1001/1003 after joining fragments, PktMon 120-150, 160, 170, 190, 200-240. */
  readonly packets: number;
  /** Journeys whose outcome is dropped. */
  readonly drops: number;
  readonly journeys: number;
  readonly startNs: bigint; readonly endNs: bigint; readonly bootNs?: bigint;
  readonly eventsLost: number; readonly buffersLost: number; readonly truncatedPackets: number;
  readonly buffers: number; readonly compressed: boolean; readonly circular: boolean; readonly closed: boolean;
  readonly pointerSize: 4 | 8; readonly cpuCount: number; readonly clock: 'qpc' | 'system' | 'cycles';
  readonly osVersion: string; readonly osBuild: number; readonly computerName?: string; readonly loggerName: string; readonly logFileName: string;
  /** `decoded`: events of it that were decoded to fields. Kernel (MOF) groups appear with their class GUID. */
  readonly providers: readonly { readonly guid: string; readonly name?: string; readonly events: number; readonly decoded: number }[];
  readonly problems: readonly Problem[];
  readonly indexing: { readonly bytesDone: number; readonly done: boolean };
  /** One entry per source when several were opened; `clockOffsetNs` and its error bound once machines are aligned. */
  readonly sources: readonly { readonly name: string; readonly sizeBytes: number; readonly events: number; readonly machine: string; readonly clockOffsetNs?: number; readonly clockErrorNs?: number }[];
}
/** Damage or loss that did not stop reading. */
export interface Problem {
  readonly code: 'truncated' | 'bad-buffer' | 'bad-event' | 'bad-compression' | 'bad-metadata' | 'events-lost' | 'buffers-lost' | 'sequence-gap' | 'unclosed' | 'overwritten' | 'clock-step' | 'index-limit';
  readonly message: string; readonly offset?: number; readonly count?: number;
}

export interface EventRow {
  /** Position in time order, 0-based, over all events of the trace. */
  readonly index: number;
  readonly timeNs: bigint; readonly source: number;
  readonly provider?: string; readonly providerGuid: string;
  readonly id: number; readonly version: number; readonly opcode: number; readonly level: number; readonly keywords: string;
  readonly name?: string; readonly cpu: number; readonly pid?: number; readonly tid?: number; readonly process?: string; readonly activityId?: string;
  readonly message?: string;
  /** Decoded fields in order; nested structs as objects, arrays as arrays, binary as Uint8Array, 64-bit as "0x..." or decimal string by out type. Undecoded: { raw: Uint8Array }. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface PlaceRef { readonly id: string; readonly name: string; readonly kind: PlaceKind; }
export type PlaceKind = 'physical-nic' | 'virtual-nic' | 'vm-nic' | 'container-nic' | 'team-nic' | 'bridge' | 'switch' | 'switch-port' | 'filter' | 'protocol' | 'nat' | 'stack' | 'tunnel' | 'wire' | 'unknown';
export interface Place extends PlaceRef {
  readonly machine: string; readonly parent?: string; readonly guid?: string; readonly interfaceIndex?: number; readonly mac?: string;
  readonly addresses: readonly string[]; readonly compartment?: number; readonly container?: string; readonly network?: string;
  readonly packets: number; readonly bytes: number; readonly drops: number;
}

export interface Drop {
  readonly reason: string; readonly reasonCode?: number; readonly location?: string; readonly locationCode?: number;
  /** Present when the drop event named no packet and was attributed: how. */
  readonly attributed?: string;
}

export interface PacketRow {
  readonly index: number; readonly event: number; readonly timeNs: bigint; readonly place: PlaceRef;
  readonly direction?: 'in' | 'out'; readonly length: number; readonly captured: number; readonly linkType: 'ethernet' | 'ieee80211' | 'raw-ip';
  readonly source: string; readonly destination: string; readonly protocol: string; readonly info: string;
  readonly journey?: number; readonly drop?: Drop;
}

export interface JourneyRow {
  readonly id: number; readonly startNs: bigint;
  /** Last sighting minus first. */
  readonly latencyNs: number;
  readonly outcome: 'delivered' | 'sent' | 'dropped' | 'lost-sight';
  readonly pathClass: 'transparent' | 'l2bridge' | 'overlay' | 'nat' | 'nat-portproxy' | 'vm' | 'team' | 'host' | 'loopback' | 'other';
  readonly flow?: number; readonly summary: string;
  readonly sightings: readonly Sighting[];
  readonly drop?: Drop;
}
export interface Sighting {
  readonly timeNs: bigint; readonly event: number;
  /** Where it was seen. For a routed step: the NIC it was routed to, with `from` the NIC it came from. */
  readonly place: PlaceRef; readonly from?: PlaceRef; readonly switch?: PlaceRef;
  readonly kind: 'frame' | 'received' | 'routed' | 'delivered' | 'dropped' | 'translated' | 'forwarded';
  readonly nbl?: string; readonly latencyFromPreviousNs: number;
  /** What differs in the frame from the previous sighting with a frame. */
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[];
  /** How it was joined and how sure (0 to 1). */
  readonly joined: { readonly by: 'nbl' | 'pktmon' | 'adjacency' | 'frame' | 'nat' | 'portproxy' | 'tunnel' | 'segmentation' | 'machine' | 'first'; readonly confidence: number };
}

export interface NatSessionRow {
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** "address:port", IPv6 in brackets. */
  readonly internalSource: string; readonly internalDestination: string; readonly externalSource: string; readonly externalDestination: string;
  readonly compartment?: number; readonly createdNs?: bigint; readonly endedNs?: bigint;
  /** Last known; `states` has every change. */
  readonly lifetimeSeconds: number; readonly tcpState?: string; readonly packets: number;
  readonly states: readonly { readonly timeNs: bigint; readonly event: 'binding-created' | 'created' | 'lifetime' | 'state' | 'timed-out' | 'deleted'; readonly lifetimeSeconds?: number; readonly tcpState?: string }[];
}

export interface FlowRow {
  readonly id: number; readonly protocol: string; readonly client: string; readonly server: string; readonly startNs: bigint; readonly endNs: bigint;
  /** Counted once per journey. */
  readonly packets: number; readonly bytes: number; readonly drops: number;
  readonly owner?: { readonly pid: number; readonly process?: string; readonly confidence: number };
  readonly serverName?: string;
  readonly tcp?: { readonly handshakeRttNs?: number; readonly retransmissions: number; readonly outOfOrder: number; readonly zeroWindows: number; readonly resets: number; readonly throughputBps: number; readonly windowLimited: boolean };
  /** The flow on the other side of a NAT or PortProxy. */
  readonly translated?: number;
}

export interface Finding {
  /** Scenario id of domain.md where one applies, else a code of the rule. */
  readonly code: string; readonly severity: 'info' | 'warning' | 'error'; readonly title: string; readonly detail: string;
  readonly check: readonly string[];
  readonly evidence: readonly { readonly kind: 'event' | 'packet' | 'journey' | 'place' | 'natSession' | 'flow'; readonly id: number | string }[];
}

export interface LatencyStats { readonly count: number; readonly p50Ns: number; readonly p95Ns: number; readonly p99Ns: number; readonly maxNs: number; }
export interface Atlas {
  readonly hops: readonly ({ readonly from: PlaceRef; readonly to: PlaceRef } & LatencyStats)[];
  readonly pathClasses: readonly ({ readonly pathClass: JourneyRow['pathClass'] } & LatencyStats)[];
  readonly drops: readonly { readonly reason: string; readonly location?: string; readonly place: PlaceRef; readonly count: number }[];
}

/** CustomEvent details; all bubble and are composed. */
export interface HopscopeEventMap {
  'hopscope-progress': CustomEvent<{ bytesDone: number; bytesTotal: number; events: number }>;
  'hopscope-ready': CustomEvent<TraceSummary>;
  'hopscope-selection': CustomEvent<{ kind: string; id: number | string }>;
  'hopscope-error': CustomEvent<{ code: TraceErrorCode; message: string; offset?: number }>;
}
