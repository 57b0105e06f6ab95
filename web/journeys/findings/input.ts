import type { Drop, Finding, JourneyRow, LatencyStats, NatSessionRow, PlaceRef, TraceSummary } from "../../core/api.js";
import type { LossSpan } from "../../core/engine-api.js";
import type { FrameKeys } from "../sightings.js";

/** What rules may ask of journeys. Everything is a number or a shared object, so that a rule can walk a million of them. */
export interface FindingJourneys {
  readonly length: number;
  outcome(journey: number): JourneyRow["outcome"];
  pathClass(journey: number): JourneyRow["pathClass"];
  latencyNs(journey: number): number;
  /** Numbers of its sightings in the order of time. */
  sightings(journey: number): Uint32Array<ArrayBuffer>;
  /** One of SIGHTING. */
  kind(sighting: number): number;
  /** One of JOINED: how it came to its journey. */
  joinedBy(sighting: number): number;
  place(sighting: number): PlaceRef | undefined;
  from(sighting: number): PlaceRef | undefined;
  switch(sighting: number): PlaceRef | undefined;
  /** Index of the event. */
  event(sighting: number): number;
  /** Since the first event of the trace. */
  timeNs(sighting: number): number;
  /** "in" or "out" as the host's stack sees it, where the event says. */
  direction(sighting: number): "in" | "out" | undefined;
  keys(sighting: number): FrameKeys;
  drop(sighting: number): Drop | undefined;
  /** Seen by PktMon, which tells of one packet at every component it passes. */
  pktmon(sighting: number): boolean;
}

/** What a frame says, read when asked for. */
export interface FrameLine {
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly info: string;
  readonly vlan?: number;
}

/** Something a provider told of a NIC on a virtual switch. */
export interface NicLife {
  readonly what: "operation" | "connected" | "disconnected" | "media-lost";
  readonly event: number;
  /** Since the first event of the trace. */
  readonly timeNs: number;
  readonly nic: PlaceRef;
}

/** A frame that a NIC marked as damaged, with what its content says. */
export interface ChecksumFlag {
  readonly packet: number;
  readonly event: number;
  readonly journey?: number;
  readonly place: PlaceRef;
  readonly layer: "IP" | "TCP" | "UDP";
  /** "correct" or "wrong ..." or why it could not be checked, as the dissector says. */
  readonly verdict: string;
  readonly line: FrameLine;
}

/** WinNat said that it has no port left. */
export interface PortShortage {
  readonly event: number;
  readonly instance: string;
  readonly protocol: string;
}

/** The Host Network Service, or one beside it, reported an error. */
export interface ServiceError {
  readonly event: number;
  readonly service: string;
  /** Of the event. */
  readonly name: string;
  /** What the event says, shortened. */
  readonly said: string;
}

/** A TCP connection that the window of its receiver limits. */
export interface WindowLimit {
  readonly flow: number;
  readonly client: string;
  readonly server: string;
  /** Bytes. */
  readonly window: number;
  readonly roundTripNs: number;
  readonly throughputBps: number;
}

export interface FindingInput {
  readonly summary: TraceSummary;
  readonly journeys: FindingJourneys;
  /** Stretches of time in which the recording has holes. */
  readonly losses: readonly LossSpan[];
  readonly natSessions: readonly NatSessionRow[];
  readonly nicLife: readonly NicLife[];
  readonly checksums: readonly ChecksumFlag[];
  readonly windowLimits: readonly WindowLimit[];
  readonly portShortages: readonly PortShortage[];
  readonly serviceErrors: readonly ServiceError[];
  /** Of each path class that occurs. */
  readonly pathClasses: ReadonlyMap<JourneyRow["pathClass"], LatencyStats>;
  /** What the first frame of a journey says; undefined where none was captured. */
  line(journey: number): Promise<FrameLine | undefined>;
}

export type Evidence = Finding["evidence"][number];
export type Rule = (input: FindingInput) => readonly Finding[] | Promise<readonly Finding[]>;
