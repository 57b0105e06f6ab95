import type { FieldNode } from "../core/fields.js";
import { hex64 } from "../core/bytes.js";
import { KIND, type EventHeader } from "../trace/event.js";

const NAMES: Readonly<Record<number, string>> = {
  [KIND.SYSTEM32]: "kernel event, 32-bit",
  [KIND.SYSTEM64]: "kernel event, 64-bit",
  [KIND.COMPACT32]: "compact kernel event, 32-bit",
  [KIND.COMPACT64]: "compact kernel event, 64-bit",
  [KIND.FULL32]: "classic event, 32-bit",
  [KIND.FULL64]: "classic event, 64-bit",
  [KIND.INSTANCE32]: "instance event, 32-bit",
  [KIND.INSTANCE64]: "instance event, 64-bit",
  [KIND.PERFINFO32]: "performance event, 32-bit",
  [KIND.PERFINFO64]: "performance event, 64-bit",
  [KIND.EVENT32]: "manifest event, 32-bit",
  [KIND.EVENT64]: "manifest event, 64-bit",
  [KIND.MESSAGE]: "WPP message",
};

/** The header of an event as the field tree shows it. Byte ranges are those of etl-format section 3. */
export function headerNodes(header: EventHeader): FieldNode {
  const children: FieldNode[] = [];
  const add = (name: string, label: string, value: string | number, from: number, bytes: number, text = String(value)): void => {
    children.push({ name, label, text, value, from: Math.min(from, header.size), to: Math.min(from + bytes, header.size) });
  };
  const { kind } = header;
  const manifest = kind === KIND.EVENT32 || kind === KIND.EVENT64;
  const classic = kind === KIND.FULL32 || kind === KIND.FULL64 || kind === KIND.INSTANCE32 || kind === KIND.INSTANCE64;
  const perfinfo = kind === KIND.PERFINFO32 || kind === KIND.PERFINFO64;
  const kernel = perfinfo || (kind >= KIND.SYSTEM32 && kind <= KIND.COMPACT64);
  add("size", "Size", header.size, kernel ? 4 : 0, 2, `${header.size} bytes`);
  if (!perfinfo && kind !== KIND.MESSAGE) {
    if (header.tid !== undefined) add("tid", "Thread", header.tid, 8, 4);
    if (header.pid !== undefined) add("pid", "Process", header.pid, 12, 4);
  }
  if (header.timeStamp !== undefined && kind !== KIND.MESSAGE)
    add("timestamp", "Time stamp", header.timeStamp.toString(), perfinfo ? 8 : 16, 8, `${header.timeStamp} of the session clock`);
  if (manifest || classic) add("provider", manifest ? "Provider" : "Event class", header.providerGuid, 0x18, 16);
  if (manifest) {
    add("id", "Id", header.id, 0x28, 2);
    add("version", "Version", header.version, 0x2a, 1);
    add("channel", "Channel", header.channel, 0x2b, 1);
    add("level", "Level", header.level, 0x2c, 1);
    add("opcode", "Opcode", header.opcode, 0x2d, 1);
    add("task", "Task", header.task, 0x2e, 2);
    add("keywords", "Keywords", hex64(header.keywords), 0x30, 8);
    if (header.activityId !== undefined) add("activity", "Activity", header.activityId, 0x40, 16);
  } else if (classic) {
    add("opcode", "Type", header.opcode, 4, 1);
    add("level", "Level", header.level, 5, 1);
    add("version", "Version", header.version, 6, 2);
  } else if (kernel) {
    add("version", "Version", header.version, 0, 1);
    add("opcode", "Type", header.opcode, 6, 1);
    add("group", "Group", header.providerGuid, 7, 1);
  } else if (kind === KIND.MESSAGE) {
    add("id", "Message number", header.id, 4, 2);
  }
  for (const item of header.items) add("item", "Extended item", item.type, item.from, item.to - item.from, `type ${item.type}, ${item.to - item.from} bytes`);
  return { name: "header", label: "Event header", text: NAMES[kind] ?? `kind ${kind}`, value: kind, from: 0, to: header.payloadFrom, children };
}
