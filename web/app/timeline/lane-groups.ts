import type { PlaceKind, PlaceRef } from "../../core/api.js";
import { counted } from "../../core/format.js";
import type { Lane, LaneSet, RowContent } from "../../core/timeline.js";

export type Grouping = "switch" | "machine";
export type TimelineMode = "lanes" | "cpus" | "rates";

/** How somebody wants the lanes. */
export interface LaneWishes {
  readonly mode: TimelineMode;
  readonly grouping: Grouping;
  /** Keys of groups that are shut. */
  readonly folded: ReadonlySet<string>;
  /** Keys of lanes that are not shown. */
  readonly hidden: ReadonlySet<string>;
  /** Keys of lanes that were put somewhere else, in their order; all others follow. */
  readonly order: readonly string[];
  /** Filters whose events have lanes of their own. */
  readonly extra: readonly string[];
}

/** One row of the gutter, and of the picture where it has content. */
export type LaneEntry =
  | {
      readonly kind: "group";
      readonly key: string;
      readonly title: string;
      readonly note: string;
      readonly folded: boolean;
      readonly lanes: number;
      readonly content: RowContent | undefined;
    }
  | {
      readonly kind: "lane";
      readonly key: string;
      readonly group: string;
      readonly place: PlaceRef;
      readonly note: string;
      readonly sightings: number;
      readonly nat: boolean;
      readonly content: RowContent;
    }
  | {
      readonly kind: "events";
      readonly key: string;
      readonly group: string;
      readonly title: string;
      readonly removable: boolean;
      readonly content: RowContent;
    };

/** From the wire inwards: the order in which a packet from outside passes. */
const KIND_ORDER: readonly PlaceKind[] = [
  "wire",
  "physical-nic",
  "team-nic",
  "bridge",
  "switch",
  "filter",
  "switch-port",
  "nat",
  "tunnel",
  "virtual-nic",
  "vm-nic",
  "container-nic",
  "protocol",
  "stack",
  "unknown",
];

interface Group {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly rank: number;
  readonly members: { readonly lane: Lane; readonly at: number }[];
}

/** The rows of the timeline from above. */
export function laneEntries(set: LaneSet, wishes: LaneWishes): readonly LaneEntry[] {
  const entries: LaneEntry[] = [];
  const cpus = wishes.mode === "cpus";
  const lanes = cpus ? set.cpus : set.lanes;
  const kind = cpus ? "cpus" : "lanes";
  const placed = new Map(wishes.order.map((key, i) => [key, i]));
  for (const group of groupsOf(lanes, wishes, set)) {
    const shown = group.members.filter(({ lane }) => !wishes.hidden.has(lane.key)).sort((a, b) => compare(a.lane, b.lane, placed, cpus));
    if (shown.length === 0) continue;
    const folded = wishes.folded.has(group.key);
    const content: RowContent | undefined = folded ? { kind, members: shown.map(({ at }) => at) } : undefined;
    entries.push({ kind: "group", key: group.key, title: group.title, note: group.note, folded, lanes: shown.length, content });
    if (folded) continue;
    for (const { lane, at } of shown) {
      const nat = lane.place.kind === "nat" && set.natSessions > 0;
      entries.push({
        kind: "lane",
        key: lane.key,
        group: group.key,
        place: lane.place,
        note: nat ? counted(set.natSessions, "session") : noteOf(lane.about),
        sightings: lane.sightings,
        nat,
        content: { kind, members: [at] },
      });
    }
  }
  entries.push(...eventEntries(set, wishes));
  return entries;
}

function eventEntries(set: LaneSet, { extra, hidden, folded }: LaneWishes): LaneEntry[] {
  const group = "events";
  const rows: LaneEntry[] = [];
  if (set.processEvents > 0 && !hidden.has("processes"))
    rows.push({ kind: "events", key: "processes", group, title: "Processes", removable: false, content: { kind: "processes" } });
  for (const filter of extra)
    rows.push({ kind: "events", key: `events:${filter}`, group, title: filter, removable: true, content: { kind: "events", filter } });
  if (rows.length === 0) return [];
  const shut = folded.has(group);
  return [{ kind: "group", key: group, title: "Events", note: "", folded: shut, lanes: rows.length, content: undefined }, ...(shut ? [] : rows)];
}

function groupsOf(lanes: readonly Lane[], { grouping, mode }: LaneWishes, set: LaneSet): Group[] {
  const groups = new Map<string, Group>();
  const several = new Set(set.lanes.map(({ machine }) => machine)).size > 1;
  const nat =
    lanes.find(({ place }) => place.kind === "switch" && place.name.toLowerCase() === "nat")?.place ??
    lanes.find((lane) => lane.switch?.name.toLowerCase() === "nat")?.switch;
  for (const [at, lane] of lanes.entries()) {
    const { key, title, note, rank } = mode === "cpus" || grouping === "machine" ? machineGroup(lane) : switchGroup(lane, nat, several);
    const group = groups.get(key) ?? { key, title, note, rank, members: [] };
    groups.set(key, group);
    group.members.push({ lane, at });
  }
  const size = ({ members }: Group): number => members.reduce((n, { lane }) => n + lane.sightings, 0);
  return [...groups.values()].sort((a, b) => a.rank - b.rank || size(b) - size(a));
}

type Named = Pick<Group, "key" | "title" | "note" | "rank">;

function machineGroup({ machine }: Lane): Named {
  return { key: `machine:${machine}`, title: machine, note: "", rank: 0 };
}

function switchGroup({ place, machine, switch: own }: Lane, nat: PlaceRef | undefined, several: boolean): Named {
  const on = several ? machine : "";
  const at = place.kind === "switch" ? place : place.kind === "nat" && own === undefined ? nat : own;
  if (place.kind === "stack" || place.kind === "protocol")
    return { key: `stacks:${on}`, title: "Stacks", note: on === "" ? "TCP/IP" : `TCP/IP of ${on}`, rank: 3 };
  if (at !== undefined) return { key: `switch:${at.id}`, title: at.name, note: on === "" ? "vSwitch" : `vSwitch of ${on}`, rank: 0 };
  if (place.kind === "nat" || place.kind === "tunnel") return { key: `translation:${on}`, title: "Translation", note: on, rank: 1 };
  return { key: `adapters:${on}`, title: "Adapters", note: on === "" ? "outside of switches" : `of ${on}`, rank: 2 };
}

function compare(a: Lane, b: Lane, placed: ReadonlyMap<string, number>, cpus: boolean): number {
  const [x, y] = [placed.get(a.key), placed.get(b.key)];
  if (x !== undefined && y !== undefined) return x - y;
  if (cpus) return a.place.name.localeCompare(b.place.name, "en", { numeric: true });
  return KIND_ORDER.indexOf(a.place.kind) - KIND_ORDER.indexOf(b.place.kind) || b.sightings - a.sightings;
}

/** What tells a place from others of its kind, in few words. */
function noteOf(place: Lane["about"]): string {
  if (place === undefined) return "";
  const { addresses, interfaceIndex, compartment, container, network, mac } = place;
  const parts = [
    container,
    interfaceIndex === undefined ? undefined : `if ${interfaceIndex}`,
    addresses.find((address) => address.includes(".")) ?? addresses[0],
    compartment === undefined ? undefined : `compartment ${compartment}`,
    network,
  ].filter((part) => part !== undefined);
  return (parts.length === 0 && mac !== undefined ? [mac] : parts.slice(0, 2)).join(", ");
}

/** The order of all lanes after one was moved by a step within its group; undefined where it cannot go further. */
export function movedLane(entries: readonly LaneEntry[], key: string, by: number): readonly string[] | undefined {
  const lane = entries.find((entry) => entry.kind === "lane" && entry.key === key);
  if (lane?.kind !== "lane") return undefined;
  const mates = entries.flatMap((entry) => (entry.kind === "lane" && entry.group === lane.group ? [entry.key] : []));
  const from = mates.indexOf(key);
  const to = Math.min(mates.length - 1, Math.max(0, from + by));
  if (to === from) return undefined;
  mates.splice(to, 0, ...mates.splice(from, 1));
  // groups do not mix, so one list serves all of them
  const others = entries.flatMap((entry) => (entry.kind === "lane" && entry.group !== lane.group ? [entry.key] : []));
  return [...mates, ...others];
}
