import type { EventRow, PacketRow } from "../../web/core/api.js";
import type { EventLine } from "../../web/core/engine-api.js";
import type { FieldNode } from "../../web/core/fields.js";
import type { FilterGetter, FilterValue } from "../../web/core/filter/types.js";
import { FILTER_FIELDS } from "../../web/core/filter/catalogue.js";
import { compileFilter } from "../../web/core/filter/compile.js";
import type { Engine } from "../../web/worker/engine.js";

const ENDS: Readonly<Record<string, readonly string[]>> = {
  "eth.addr": ["eth.src", "eth.dst"],
  "ip.addr": ["ip.src", "ip.dst"],
  "ipv6.addr": ["ipv6.src", "ipv6.dst"],
  "tcp.port": ["tcp.srcport", "tcp.dstport"],
  "udp.port": ["udp.srcport", "udp.dstport"],
};

interface PlainRow {
  readonly event: EventRow;
  readonly line: EventLine;
  readonly packet: PacketRow | undefined;
  readonly nodes: readonly FieldNode[];
  readonly bytes: Uint8Array;
  readonly startNs: bigint;
}

function flat(nodes: readonly FieldNode[]): FieldNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children ?? [])]);
}

/** Filters by reading every row as the tables and the detail show it, with nothing left out and nothing known before. */
export class PlainFilter {
  readonly events: readonly PlainRow[];
  readonly packets: readonly PlainRow[];

  private constructor(events: readonly PlainRow[], packets: readonly PlainRow[]) {
    this.events = events;
    this.packets = packets;
  }

  static async of(engine: Engine): Promise<PlainFilter> {
    const { startNs } = await engine.summary();
    const { rows } = await engine.events({ limit: 10_000 });
    const lines = await engine.eventLines(0, 10_000);
    const packets = (await engine.packets({ limit: 10_000 })).rows;
    const packetRows: PlainRow[] = [];
    const byEvent = new Map<number, PlainRow>();
    for (const packet of packets) {
      const { nodes, bytes } = await engine.detail("packet", packet.index);
      const [event, line] = [rows[packet.event], lines[packet.event]];
      if (event === undefined || line === undefined) throw new Error("a packet without its event");
      // A packet of which only header fields were recorded shows its event's bytes.
      const frame = packet.captured > 0;
      const row: PlainRow = { event, line, packet, nodes: frame ? flat(nodes) : [], bytes: frame ? bytes : new Uint8Array(0), startNs };
      packetRows.push(row);
      byEvent.set(packet.event, row);
    }
    const events = rows.map((event, i): PlainRow => {
      const line = lines[i];
      if (line === undefined) throw new Error("an event without its line");
      return byEvent.get(i) ?? { event, line, packet: undefined, nodes: [], bytes: new Uint8Array(0), startNs };
    });
    return new PlainFilter(events, packetRows);
  }

  find(kind: "event" | "packet", text: string): number[] {
    const { test } = compileFilter(text, FILTER_FIELDS);
    const found: number[] = [];
    for (const [i, row] of (kind === "event" ? this.events : this.packets).entries()) if (test(getter(row))) found.push(i);
    return found;
  }
}

function getter(row: PlainRow): FilterGetter {
  const { event, line, packet, nodes } = row;
  const drop = packet?.drop;
  const own: Readonly<Record<string, () => FilterValue | readonly FilterValue[] | undefined>> = {
    provider: () => event.provider,
    "provider.guid": () => event.providerGuid,
    "event.id": () => event.id,
    "event.version": () => event.version,
    "event.opcode": () => event.opcode,
    "event.name": () => event.name,
    "event.index": () => event.index,
    "event.message": () => event.message,
    level: () => event.level,
    cpu: () => event.cpu,
    pid: () => event.pid,
    tid: () => event.tid,
    "process.name": () => event.process,
    activity: () => event.activityId,
    "place.name": () => line.place?.name,
    "place.kind": () => line.place?.kind,
    direction: () => packet?.direction,
    outcome: () => (line.dropped ? "dropped" : undefined),
    "drop.code": () => drop?.reasonCode,
    "frame.number": () => (packet === undefined ? undefined : packet.index + 1),
    "frame.len": () => packet?.length,
    "frame.cap_len": () => packet?.captured,
    "frame.interface_name": () => packet?.place.name,
    "frame.time_relative": () => Number(event.timeNs - row.startNs),
    frame: () => (row.bytes.length === 0 ? undefined : row.bytes),
  };
  return (name) => {
    const value = own[name];
    if (value !== undefined) return value();
    if (name.startsWith("field.")) return event.fields[name.slice("field.".length)] as FilterValue | undefined;
    const names = ENDS[name] ?? [name];
    return nodes.filter((node) => names.includes(node.name)).map((node) => node.value as FilterValue);
  };
}
