import type { EventRow } from "../core/api.js";
import type { FieldNode } from "../core/fields.js";

const LEVELS = ["always", "critical", "error", "warning", "information", "verbose"];

/** The event's own header as a branch of the field tree. It has no bytes in the payload, so its ranges are empty. */
export function eventHead(event: EventRow, time: string): FieldNode {
  const fact = (name: string, label: string, value: string | number | undefined, text = String(value)): FieldNode[] =>
    value === undefined ? [] : [{ name, label, text, value, from: 0, to: 0 }];
  return {
    name: "event",
    label: "Event",
    text: `${event.provider ?? event.providerGuid} ${event.id}`,
    value: event.id,
    from: 0,
    to: 0,
    children: [
      ...fact("provider", "Provider", event.provider),
      ...fact("provider.guid", "Provider GUID", event.providerGuid),
      ...fact("event.id", "Id", event.id, `${event.id}, version ${event.version}`),
      ...fact("event.name", "Name", event.name),
      ...fact("event.time", "Time", time),
      ...fact("event.opcode", "Opcode", event.opcode),
      ...fact("level", "Level", event.level, `${event.level}${LEVELS[event.level] === undefined ? "" : ` (${LEVELS[event.level] ?? ""})`}`),
      ...fact("event.keywords", "Keywords", event.keywords),
      ...fact("cpu", "CPU", event.cpu),
      ...fact("pid", "Process", event.pid, `${event.pid ?? ""}${event.process === undefined ? "" : ` ${event.process}`} (not necessarily the owner)`),
      ...fact("tid", "Thread", event.tid),
      ...fact("activity", "Activity", event.activityId),
    ],
  };
}
