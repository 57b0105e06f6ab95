import type { FieldValue } from "../core/fields.js";
import { fieldsOf } from "../trace/payload.js";
import type { Pace } from "./evaluate.js";
import type { StoredEvent } from "./event-reader.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { EventType } from "./scanner.js";

/** Rows looked at between two looks at the clock. */
const ROWS_PER_LOOK = 4096;

export interface TypedEvent {
  readonly stored: StoredEvent;
  /** 100 ns from the trace's zero. */
  readonly ticks: number;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** Names of the fields that events of a type may be decoded to. */
export function fieldNames({ describer }: OpenedTrace, type: EventType): ReadonlySet<string> {
  const { provider, id, version, opcode } = type;
  return new Set(describer.layouts(provider, id, version, opcode).flatMap((layout) => layout.fields.map((field) => field.name)));
}

/**
 * Decodes the events of some types, in the order of the file, `budget` of them at most: the types that come seldom are read whole
 * (what is told once of a connection), of those that come often (what is told of every send) the first ones are.
 */
export async function eachTyped(
  trace: OpenedTrace,
  wanted: (type: EventType) => boolean,
  budget: number,
  pace: Pace,
  visit: (event: TypedEvent) => void,
): Promise<void> {
  const { index, reader, describer } = trace;
  const rooms: number[] = index.types.map((type) => (type.schema === 0 && wanted(type) ? 0 : -1));
  if (rooms.every((room) => room < 0)) return;
  for (let row = 0; row < index.time.length; row++) {
    const type = index.type.get(row);
    if ((rooms[type] ?? -1) >= 0) rooms[type] = (rooms[type] ?? 0) + 1;
  }
  let left = budget;
  const rising = Array.from(rooms.keys()).sort((a, b) => (rooms[a] ?? 0) - (rooms[b] ?? 0));
  for (const type of rising) {
    rooms[type] = Math.min(rooms[type] ?? 0, left);
    left -= Math.max(0, rooms[type] ?? 0);
  }
  for (let row = 0; row < index.time.length; row++) {
    if (row % ROWS_PER_LOOK === 0 && pace.due) await pace.rest();
    const type = index.type.get(row);
    const room = rooms[type] ?? 0;
    if (room <= 0) continue;
    rooms[type] = room - 1;
    const stored = await reader.read(row);
    if (stored === undefined) continue;
    visit({ stored, ticks: index.time.get(row), fields: fieldsOf(describer.describe(stored.header, stored.bytes).nodes) });
    if (pace.due) await pace.rest();
  }
}
