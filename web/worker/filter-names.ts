import { ANY_FIELD } from "../core/filter/compile.js";

/** The same for all events of a type. */
const TYPE_NAMES: ReadonlySet<string> = new Set(["provider", "provider.guid", "event.id", "event.version", "event.opcode", "level", "keywords"]);

/** In the columns for every event. */
const ROW_NAMES: ReadonlySet<string> = new Set(["pid", "tid", "process.name", "cpu", "event.index", "frame.time_relative"]);

/** In the columns for events that were read by a decode plan. */
const ENTRY_NAMES: ReadonlySet<string> = new Set(["nbl", "switch.name", "place.name", "place.kind", "drop.reason", "drop.code", "drop.location"]);

/** In the columns for events that carry a packet. */
const PACKET_NAMES: ReadonlySet<string> = new Set(["frame.number", "frame.time_delta", "frame.cap_len", "frame.interface_name", "direction"]);

/** Only in the event's own bytes. */
const EVENT_NAMES: ReadonlySet<string> = new Set(["event.name", "event.message", "activity"]);

/** What only a packet's way through the host tells, not its event. */
const WAY_NAMES: ReadonlySet<string> = new Set([
  "compartment",
  "journey.id",
  "journey.latency",
  "hop.latency",
  "outcome",
  "path.class",
  "nat.internal",
  "nat.external",
  "nat.protocol",
  "nat.state",
  "nat.lifetime",
  "nat.packets",
  "flow.id",
  "flow.packets",
  "flow.bytes",
  "flow.drops",
  "flow.retransmissions",
]);

/** What a journey answers from its own columns; under all other names it has the values of all its sightings' events. */
const JOURNEY_NAMES: ReadonlySet<string> = new Set([...WAY_NAMES, ...ENTRY_NAMES]);

export function isJourneyName(name: string): boolean {
  return JOURNEY_NAMES.has(name);
}

/** Where the values of a name come from, the cheapest first. */
export type NameSource = "type" | "row" | "entry" | "packet" | "event" | "frame" | "way";

export function sourceOf(name: string): NameSource {
  if (TYPE_NAMES.has(name)) return "type";
  if (ROW_NAMES.has(name)) return "row";
  if (ENTRY_NAMES.has(name)) return "entry";
  if (PACKET_NAMES.has(name)) return "packet";
  if (EVENT_NAMES.has(name) || name.startsWith(ANY_FIELD)) return "event";
  return WAY_NAMES.has(name) ? "way" : "frame";
}
