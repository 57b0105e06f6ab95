import { findRow, Uint32Column } from "../core/columns.js";
import { fragmentBits, NDIS_GUID, PKTMON_GUID, VM_SWITCH_GUID, WIN_NAT_GUID } from "../providers/frames.js";
import type { EventType } from "./scanner.js";
import type { TraceIndex } from "./trace-index.js";
import type { PlanValues, RegisteredPlan } from "./values.js";

/** What an event with a plan is to the reconstruction. */
export type Role = "packet" | "step" | "drop";

const PKTMON_DROPS: ReadonlySet<number> = new Set([140, 150, 170, 190, 240]);
/** Out-of-band data without a frame or addresses: context of its packet, not a sighting of its own. */
const PKTMON_INFO = 180;
const VM_SWITCH_DROPS: ReadonlySet<number> = new Set([53, 54, 55, 60]);

export function roleOf({ provider, id }: Pick<RegisteredPlan, "provider" | "id">): Role {
  if (provider === WIN_NAT_GUID) return "step";
  if (provider === VM_SWITCH_GUID) return VM_SWITCH_DROPS.has(id) ? "drop" : "step";
  return provider === PKTMON_GUID && id === PKTMON_INFO ? "step" : "packet";
}

/** Packets and drops of a trace in the order of time. A packet is one captured frame, its fragments joined. */
export class PacketIndex {
  /** Index of the event with the (first) frame, ascending. */
  readonly event = new Uint32Column();
  /** Entry of its decoded values. */
  readonly entry = new Uint32Column();
  /** Entries of the fragments behind the first, for packets that came in several. */
  readonly fragments = new Map<number, number[]>();
  /** Event indexes and entries of everything that reports a drop, ascending. */
  readonly dropEvent = new Uint32Column();
  readonly dropEntry = new Uint32Column();

  get length(): number {
    return this.event.length;
  }

  /** The packet whose first frame is in this event, or -1. */
  ofEvent(index: number): number {
    return find(this.event, index);
  }

  /** Whether this event reports a drop. */
  isDrop(index: number): boolean {
    return find(this.dropEvent, index) >= 0;
  }
}

function find(column: Uint32Column, value: number): number {
  return findRow(column.length, (row) => column.get(row), value);
}

/** Packets that wait for their last fragment; a trace with more of them at once is damaged or hostile. */
const MAX_OPEN = 4096;

/** Walks the entries in the order of time: joins fragments, notes packets and drops. */
export function indexPackets(index: TraceIndex, values: PlanValues): PacketIndex {
  const packets = new PacketIndex();
  // One word per row, for as long as this takes: the entry of a row, plus 1.
  const entryOf = new Uint32Array(index.time.length);
  for (let entry = 0; entry < index.entries.length; entry++) entryOf[values.row(entry)] = entry + 1;
  const open = new Map<string, number>();
  for (let position = 0; position < index.order.length; position++) {
    const row = index.rowAt(position);
    const entry = (entryOf[row] ?? 0) - 1;
    if (entry < 0) continue;
    const plan = values.planOf(entry);
    if (plan === undefined) continue;
    const role = roleOf(plan);
    if (role === "step") continue;
    if (role === "drop" || reportsDrop(plan, values, entry)) {
      packets.dropEvent.push(position);
      packets.dropEntry.push(entry);
    }
    if (role === "drop") continue;
    const type = index.types[index.type.get(row)];
    const first = type === undefined || plan.provider !== NDIS_GUID ? undefined : joinFragment(open, packets, index, values, type, row, entry);
    if (first === undefined) {
      packets.event.push(position);
      packets.entry.push(entry);
    } else {
      const list = packets.fragments.get(first);
      if (list === undefined) packets.fragments.set(first, [entry]);
      else list.push(entry);
    }
  }
  return packets;
}

function reportsDrop(plan: RegisteredPlan, values: PlanValues, entry: number): boolean {
  if (plan.provider !== PKTMON_GUID) return false;
  return PKTMON_DROPS.has(plan.id) || (plan.id >= 200 && plan.id <= 230 && values.number(entry, "dropReason") !== 0);
}

/** The packet that this fragment continues, or undefined when it begins one: keyed by CPU, thread, event and interface. */
function joinFragment(
  open: Map<string, number>,
  packets: PacketIndex,
  index: TraceIndex,
  values: PlanValues,
  type: EventType,
  row: number,
  entry: number,
): number | undefined {
  const bits = fragmentBits(type.keywords);
  if (bits.start && bits.end) return undefined;
  const port = values.has(entry, "sourcePortId") ? values.number(entry, "sourcePortId") : values.number(entry, "interface");
  const key = `${index.bufferOf(row)?.lane ?? ""}/${index.thread.get(row)}/${type.id}/${values.number(entry, "lowerInterface")}/${port}`;
  if (bits.start) {
    if (open.size >= MAX_OPEN) open.clear();
    open.set(key, packets.length);
    return undefined;
  }
  const first = open.get(key);
  if (bits.end) open.delete(key);
  return first;
}
