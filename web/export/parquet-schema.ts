import type { JourneyRow, NatSessionRow, PlaceRef, Sighting } from "../core/api.js";
import { summaryOf, type ExportedEvent } from "./exported.js";
import { jsonText } from "./plain-values.js";

/** time: nanoseconds since 1970, UTC. text: UTF-8. int and long: signed, 32 and 64 bits. */
export type ParquetType = "time" | "text" | "int" | "long" | "double";
export type ParquetValue = string | number | bigint | undefined;

export interface ParquetColumn<Row> {
  readonly name: string;
  readonly type: ParquetType;
  readonly of: (row: Row) => ParquetValue;
  readonly required?: true;
}

/** Raised when a column changes its meaning or goes; new columns come at the end without that. Stands in the file as "hopscope.schema". */
export const PARQUET_SCHEMA = 1;

/** What every row of every table says of where it is from, so that files of many traces are one table. */
export interface TraceName {
  readonly trace: string;
  readonly machine: string;
}

const of = <Row>(name: string, type: ParquetType, value: (row: Row) => ParquetValue): ParquetColumn<Row> => ({ name, type, of: value });
const must = <Row>(name: string, type: ParquetType, value: (row: Row) => ParquetValue): ParquetColumn<Row> => ({ name, type, of: value, required: true });

export type EventRecord = ExportedEvent & TraceName;
export const EVENT_COLUMNS: readonly ParquetColumn<EventRecord>[] = [
  must("trace", "text", (e) => e.trace),
  must("machine", "text", (e) => e.machine),
  must("event", "long", (e) => BigInt(e.row.index)),
  ...time<EventRecord>("time", (e) => e.row.timeNs),
  must("source", "int", (e) => e.row.source),
  of("provider", "text", (e) => e.row.provider),
  must("provider_guid", "text", (e) => e.row.providerGuid),
  must("id", "int", (e) => e.row.id),
  must("version", "int", (e) => e.row.version),
  must("opcode", "int", (e) => e.row.opcode),
  must("level", "int", (e) => e.row.level),
  must("keywords", "text", (e) => e.row.keywords),
  of("name", "text", (e) => e.row.name),
  must("cpu", "int", (e) => e.row.cpu),
  of("pid", "long", (e) => big(e.row.pid)),
  of("tid", "long", (e) => big(e.row.tid)),
  of("process", "text", (e) => e.row.process),
  of("activity_id", "text", (e) => e.row.activityId),
  of("message", "text", (e) => e.row.message),
  must("fields", "text", (e) => jsonText(e.row.fields)),
  ...places<EventRecord>("place", (e) => e.place),
  of("packet", "long", (e) => big(e.packet?.index)),
  of("direction", "text", (e) => e.packet?.direction),
  of("length", "long", (e) => big(e.packet?.length)),
  of("captured", "long", (e) => big(e.packet?.captured)),
  of("link_type", "text", (e) => e.packet?.linkType),
  of("packet_source", "text", (e) => e.packet?.source),
  of("packet_destination", "text", (e) => e.packet?.destination),
  of("protocol", "text", (e) => e.packet?.protocol),
  of("info", "text", (e) => e.packet?.info),
  of("summary", "text", summaryOf),
  of("journey", "long", (e) => big(e.sighting?.journey)),
  of("sighting", "text", (e) => e.sighting?.kind),
  of("hop", "int", (e) => (e.sighting === undefined ? undefined : e.sighting.position - 1)),
  of("hop_latency_ns", "long", (e) => big(e.sighting?.hopNs)),
  of("journey_latency_ns", "long", (e) => big(e.sighting?.latencyNs)),
  of("outcome", "text", (e) => e.sighting?.outcome),
  of("path_class", "text", (e) => e.sighting?.pathClass),
  of("drop_reason", "text", (e) => e.drop?.reason),
  of("drop_reason_code", "long", (e) => big(e.drop?.reasonCode)),
  of("drop_location", "text", (e) => e.drop?.location),
  of("drop_location_code", "long", (e) => big(e.drop?.locationCode)),
];

export type JourneyRecord = JourneyRow & TraceName;
export const JOURNEY_COLUMNS: readonly ParquetColumn<JourneyRecord>[] = [
  must("trace", "text", (j) => j.trace),
  must("machine", "text", (j) => j.machine),
  must("journey", "long", (j) => BigInt(j.id)),
  ...time<JourneyRecord>("start", (j) => j.startNs),
  must("latency_ns", "long", (j) => big(j.latencyNs)),
  must("outcome", "text", (j) => j.outcome),
  must("path_class", "text", (j) => j.pathClass),
  of("flow", "long", (j) => big(j.flow)),
  must("summary", "text", (j) => j.summary),
  must("sightings", "int", (j) => j.sightings.length),
  ...places<JourneyRecord>("first_place", (j) => j.sightings[0]?.place),
  ...places<JourneyRecord>("last_place", (j) => j.sightings.at(-1)?.place),
  of("drop_reason", "text", (j) => j.drop?.reason),
  of("drop_reason_code", "long", (j) => big(j.drop?.reasonCode)),
  of("drop_location", "text", (j) => j.drop?.location),
  of("drop_location_code", "long", (j) => big(j.drop?.locationCode)),
  of("drop_attributed", "text", (j) => j.drop?.attributed),
];

export interface SightingRecord extends TraceName {
  readonly journey: JourneyRow;
  /** Position in the journey, from 0. */
  readonly position: number;
  readonly sighting: Sighting;
}
export const SIGHTING_COLUMNS: readonly ParquetColumn<SightingRecord>[] = [
  must("trace", "text", (s) => s.trace),
  must("machine", "text", (s) => s.machine),
  must("journey", "long", (s) => BigInt(s.journey.id)),
  must("position", "int", (s) => s.position),
  must("event", "long", (s) => BigInt(s.sighting.event)),
  ...time<SightingRecord>("time", (s) => s.sighting.timeNs),
  must("kind", "text", (s) => s.sighting.kind),
  ...places<SightingRecord>("place", (s) => s.sighting.place),
  ...places<SightingRecord>("from", (s) => s.sighting.from),
  ...places<SightingRecord>("switch", (s) => s.sighting.switch),
  of("nbl", "text", (s) => s.sighting.nbl),
  must("latency_from_previous_ns", "long", (s) => big(s.sighting.latencyFromPreviousNs)),
  must("joined_by", "text", (s) => s.sighting.joined.by),
  must("joined_confidence", "double", (s) => s.sighting.joined.confidence),
  must("changes", "text", (s) => jsonText(s.sighting.changes)),
];

export interface HopRecord extends TraceName {
  readonly journey: JourneyRow;
  /** From 1: the hop that ends at the sighting of that position. */
  readonly hop: number;
  readonly from: Sighting;
  readonly to: Sighting;
}
export const HOP_COLUMNS: readonly ParquetColumn<HopRecord>[] = [
  must("trace", "text", (h) => h.trace),
  must("machine", "text", (h) => h.machine),
  must("journey", "long", (h) => BigInt(h.journey.id)),
  must("hop", "int", (h) => h.hop),
  ...time<HopRecord>("time", (h) => h.to.timeNs),
  must("latency_ns", "long", (h) => big(h.to.latencyFromPreviousNs)),
  ...places<HopRecord>("from", (h) => h.from.place),
  ...places<HopRecord>("to", (h) => h.to.place),
  must("from_sighting", "text", (h) => h.from.kind),
  must("to_sighting", "text", (h) => h.to.kind),
  must("from_event", "long", (h) => BigInt(h.from.event)),
  must("to_event", "long", (h) => BigInt(h.to.event)),
  must("path_class", "text", (h) => h.journey.pathClass),
  must("outcome", "text", (h) => h.journey.outcome),
];

export type NatRecord = NatSessionRow & TraceName;
export const NAT_COLUMNS: readonly ParquetColumn<NatRecord>[] = [
  must("trace", "text", (n) => n.trace),
  must("machine", "text", (n) => n.machine),
  must("protocol", "text", (n) => n.protocol),
  must("internal_source", "text", (n) => n.internalSource),
  must("internal_destination", "text", (n) => n.internalDestination),
  must("external_source", "text", (n) => n.externalSource),
  must("external_destination", "text", (n) => n.externalDestination),
  of("compartment", "long", (n) => big(n.compartment)),
  of("created", "time", (n) => n.createdNs),
  of("ended", "time", (n) => n.endedNs),
  must("lifetime_seconds", "long", (n) => big(n.lifetimeSeconds)),
  of("tcp_state", "text", (n) => n.tcpState),
  must("packets", "long", (n) => big(n.packets)),
  must("states", "text", (n) => jsonText(n.states)),
];

/** Once more as a plain number: some readers cut times to microseconds, or have none of nanoseconds. */
function time<Row>(name: string, value: (row: Row) => bigint): readonly ParquetColumn<Row>[] {
  return [must(name, "time", value), must(`${name}_ns`, "long", value)];
}

function places<Row>(name: string, place: (row: Row) => PlaceRef | undefined): readonly ParquetColumn<Row>[] {
  return [
    of(name, "text", (row) => place(row)?.name),
    of(`${name}_id`, "text", (row) => place(row)?.id),
    of(`${name}_kind`, "text", (row) => place(row)?.kind),
  ];
}

function big(value: number | undefined): bigint | undefined {
  return value === undefined || !Number.isFinite(value) ? undefined : BigInt(Math.round(value));
}
