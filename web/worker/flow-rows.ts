import type { FlowRow } from "../core/api.js";
import { PROTOCOL, tupleOf, type FlowTable } from "../journeys/flow-table.js";
import { dissect } from "../packets/dissect.js";
import { Pace } from "./evaluate.js";
import { FlowNames } from "./flow-names.js";
import { endText, FlowOwners, type FlowEnds, type Owner } from "./flow-owners.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";

const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  2: "IGMP",
  4: "IP-in-IP",
  41: "IPv6-in-IP",
  47: "GRE",
  50: "ESP",
  51: "AH",
  89: "OSPF",
  103: "PIM",
  112: "VRRP",
  132: "SCTP",
  [PROTOCOL.ICMP]: "ICMP",
  [PROTOCOL.TCP]: "TCP",
  [PROTOCOL.UDP]: "UDP",
  [PROTOCOL.ICMP6]: "ICMPv6",
};
/** Confidence of a process that is known only because packets were sent on its thread: of one, and of one among several. */
const BY_THREAD = 0.5;
const BY_THREADS = 0.3;

export interface Addresses {
  readonly client: string;
  readonly server: string;
}

/** Makes FlowRows on demand: texts are read from a flow's first packet. */
export class FlowRows {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;
  readonly #table: FlowTable;
  readonly #names: FlowNames;
  #owners: Promise<FlowOwners> | undefined;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys) {
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
    this.#table = journeys.flows.table;
    this.#names = new FlowNames(trace, rows, journeys.seen, this.#table);
  }

  async row(id: number, pace: Pace): Promise<FlowRow> {
    const table = this.#table;
    const { seen } = this.#journeys;
    const addresses = await this.addresses(id);
    const { client, server } = this.#ends(id, addresses);
    const owner = await this.owner(id, addresses, pace);
    const process = owner === undefined ? undefined : this.#process(id, owner);
    const serverName = await this.#names.name(id, addresses.server, pace);
    const figures = table.tcpFigures(id);
    const translated = table.translated.get(id);
    return {
      id,
      protocol: this.protocol(id),
      client,
      server,
      startNs: await this.#rows.timeNs(seen.event.get(table.first.get(id))),
      endNs: await this.#rows.timeNs(seen.event.get(table.last.get(id))),
      packets: table.packets.get(id),
      bytes: table.bytes.get(id),
      drops: table.drops.get(id),
      ...(owner === undefined ? {} : { owner: { pid: owner.pid, ...(process === undefined ? {} : { process }), confidence: owner.confidence } }),
      ...(serverName === undefined ? {} : { serverName }),
      ...(figures === undefined ? {} : { tcp: publicFigures(figures) }),
      ...(translated === 0 ? {} : { translated: translated - 1 }),
    };
  }

  protocol(id: number): string {
    const number = this.#table.ipProtocol(id);
    return PROTOCOL_NAMES[number] ?? `IP protocol ${number}`;
  }

  /** Addresses of both ends, as the flow's first frame has them. */
  async addresses(id: number): Promise<Addresses> {
    const first = this.#table.first.get(id);
    const packet = this.#trace.packets.ofEvent(this.#journeys.seen.event.get(first));
    const frame = packet < 0 ? undefined : await this.#rows.frame(packet);
    if (frame === undefined) return { client: "", server: "" };
    const { source, destination } = dissect(frame.bytes, frame.link);
    const fromClient = tupleOf(this.#journeys.sightings.facts.numbers(first))?.direction === this.#table.client.get(id);
    return fromClient ? { client: source, server: destination } : { client: destination, server: source };
  }

  async owner(id: number, addresses: Addresses, pace: Pace): Promise<Owner | undefined> {
    this.#owners ??= FlowOwners.read(this.#trace, pace);
    const owners = await this.#owners;
    return owners.owner(this.#ends(id, addresses)) ?? this.#sender(id);
  }

  async processName(id: number, pace: Pace): Promise<{ readonly pid: number; readonly process: string | undefined } | undefined> {
    const owner = await this.owner(id, await this.addresses(id), pace);
    return owner === undefined ? undefined : { pid: owner.pid, process: this.#process(id, owner) };
  }

  #process(id: number, { pid, machine }: Owner): string | undefined {
    return this.#trace.machines.all[machine]?.context.processes.name(pid, this.#table.lastTicks.get(id));
  }

  #ends(id: number, { client, server }: Addresses): FlowEnds {
    const ports = this.#table.portsOf(id);
    return {
      client: ports === undefined ? client : endText(client, ports[0]),
      server: ports === undefined ? server : endText(server, ports[1]),
      fromTicks: this.#journeys.seen.ticks.get(this.#table.first.get(id)),
      toTicks: this.#table.lastTicks.get(id),
    };
  }

  /** The process on whose thread packets left, the client's first. */
  #sender(id: number): Owner | undefined {
    const client = this.#table.client.get(id) === 0 ? 0 : 1;
    for (const direction of [client, client === 0 ? 1 : 0] as const) {
      const pid = this.#table.sender[direction].get(id);
      if (pid === 0) continue;
      const event = this.#journeys.seen.event.get(this.#table.first.get(id));
      const machine = this.#trace.machines.ofRow(this.#trace.index.rowAt(event)).number;
      return { pid, machine, confidence: this.#table.conflicts[direction].get(id) === 0 ? BY_THREAD : BY_THREADS };
    }
    return undefined;
  }
}

/** What the public interface tells of a connection. */
function publicFigures(figures: NonNullable<ReturnType<FlowTable["tcpFigures"]>>): NonNullable<FlowRow["tcp"]> {
  const { handshakeRttNs, retransmissions, outOfOrder, zeroWindows, resets, throughputBps, windowLimited } = figures;
  return {
    ...(handshakeRttNs === undefined ? {} : { handshakeRttNs }),
    retransmissions,
    outOfOrder,
    zeroWindows,
    resets,
    throughputBps,
    windowLimited,
  };
}
