import type { Drop, EventRow, JourneyRow, PacketRow, PlaceRef, Sighting } from "../core/api.js";

/** The part that an event has in a journey. */
export interface EventSighting {
  readonly journey: number;
  readonly kind: Sighting["kind"];
  /** Of the journey's sightings, the first being 1. */
  readonly position: number;
  readonly sightings: number;
  readonly hopNs: number;
  readonly from?: PlaceRef;
  readonly switch?: PlaceRef;
  readonly latencyNs: number;
  readonly outcome: JourneyRow["outcome"];
  readonly pathClass: JourneyRow["pathClass"];
}

/** One event as it is handed on: the row of the interface, and what the trace as a whole tells of it. */
export interface ExportedEvent {
  readonly row: EventRow;
  readonly place?: PlaceRef;
  readonly packet?: PacketRow;
  readonly sighting?: EventSighting;
  readonly drop?: Drop;
}

/** One line for a person: the message of the event, or that of its packet. */
export function summaryOf({ row, packet }: ExportedEvent): string {
  if (packet !== undefined) return `${packet.protocol} ${packet.source} → ${packet.destination} ${packet.info}`.trim();
  return row.message ?? row.name ?? "";
}
