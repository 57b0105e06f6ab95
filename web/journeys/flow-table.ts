import { Float64Column, Uint32Column } from "../core/columns.js";
import type { FrameNumbers } from "./sightings.js";
import { TcpTable, type TcpFigures } from "./tcp-table.js";

export const PROTOCOL = { ICMP: 1, TCP: 6, UDP: 17, ICMP6: 58 } as const;

/** One end of a conversation: lower and higher are only an order, so that both directions find the same flow. */
export interface Tuple {
  readonly low: number;
  readonly high: number;
  /** Port of the lower end << 16 | port of the higher; the id of an echo; 0 where neither tells conversations apart. */
  readonly ports: number;
  /** protocol | IP version << 8 | echo << 12 */
  readonly protocol: number;
  /** 0: this frame goes from the lower end to the higher. */
  readonly direction: 0 | 1;
}

const ECHO = 0x1000;

/** Conversation and direction of a frame; undefined for what is not IP. */
export function tupleOf(frame: FrameNumbers): Tuple | undefined {
  const version = (frame.protocol >>> 16) & 0x0f;
  if (version === 0) return undefined;
  const number = frame.protocol & 0xff;
  const { source, destination } = frame;
  const protocol = number | (version << 8);
  if (number === PROTOCOL.TCP || number === PROTOCOL.UDP) {
    const [from, to] = [frame.ports >>> 16, frame.ports & 0xffff];
    const down = source > destination || (source === destination && from > to);
    return down
      ? { low: destination, high: source, ports: ((to << 16) | from) >>> 0, protocol, direction: 1 }
      : { low: source, high: destination, ports: frame.ports, protocol, direction: 0 };
  }
  const direction = source > destination ? 1 : 0;
  const [low, high] = direction === 1 ? [destination, source] : [source, destination];
  return isEcho(frame) ? { low, high, ports: frame.ports & 0xffff, protocol: protocol | ECHO, direction } : { low, high, ports: 0, protocol, direction };
}

/** ICMP echo: its port word has type, code and id. */
function isEcho({ protocol, ports }: FrameNumbers): boolean {
  const type = ports >>> 24;
  const number = protocol & 0xff;
  return (number === PROTOCOL.ICMP && (type === 8 || type === 0)) || (number === PROTOCOL.ICMP6 && (type === 128 || type === 129));
}

export function isEchoRequest(frame: FrameNumbers): boolean {
  return isEcho(frame) && (frame.ports >>> 24 === 8 || frame.ports >>> 24 === 128);
}

/** Conversations in columns. Numbers of sightings; times are ticks of 100 ns. */
export class FlowTable {
  readonly low = new Uint32Column();
  readonly high = new Uint32Column();
  readonly ports = new Uint32Column();
  readonly protocol = new Uint32Column();
  readonly first = new Uint32Column();
  readonly last = new Uint32Column();
  readonly lastTicks = new Float64Column();
  readonly packets = new Uint32Column();
  readonly bytes = new Float64Column();
  readonly drops = new Uint32Column();
  /** Direction of what the client sends. */
  readonly client = new Uint32Column();
  /** The flow on the other side of a translation, plus 1. */
  readonly translated = new Uint32Column();
  /** Row in `tcp`, plus 1. */
  readonly tcpRow = new Uint32Column();
  readonly tcp = new TcpTable();
  /** Process on whose thread frames of each direction were sent, 0 for none known; `conflicts`: another one sent too. */
  readonly sender: readonly [Uint32Column, Uint32Column] = [new Uint32Column(), new Uint32Column()];
  readonly conflicts: readonly [Uint32Column, Uint32Column] = [new Uint32Column(), new Uint32Column()];
  /** Sightings of what name servers answered. */
  readonly dnsAnswers = new Uint32Column();
  /** First segments with payload, for what they say of the server: chains of `payloads`, newest first, as index plus 1. */
  readonly payloadHead = new Uint32Column();
  readonly payloadCount = new Uint32Column();
  readonly payloadSighting = new Uint32Column();
  readonly payloadNext = new Uint32Column();

  get length(): number {
    return this.first.length;
  }

  create(tuple: Tuple, sighting: number, ticks: number): number {
    this.low.push(tuple.low);
    this.high.push(tuple.high);
    this.ports.push(tuple.ports);
    this.protocol.push(tuple.protocol);
    this.first.push(sighting);
    this.last.push(sighting);
    this.lastTicks.push(ticks);
    for (const column of [this.packets, this.bytes, this.drops, this.translated, this.payloadHead, this.payloadCount, ...this.sender, ...this.conflicts])
      column.push(0);
    this.client.push(tuple.direction);
    this.tcpRow.push((tuple.protocol & 0xff) === PROTOCOL.TCP ? this.tcp.create() + 1 : 0);
    return this.length - 1;
  }

  noteSender(flow: number, direction: 0 | 1, pid: number): void {
    if (pid === 0) return;
    const known = this.sender[direction].get(flow);
    if (known === 0) this.sender[direction].set(flow, pid);
    else if (known !== pid) this.conflicts[direction].set(flow, 1);
  }

  is(flow: number, tuple: Tuple): boolean {
    return (
      this.low.get(flow) === tuple.low &&
      this.high.get(flow) === tuple.high &&
      this.ports.get(flow) === tuple.ports &&
      this.protocol.get(flow) === tuple.protocol
    );
  }

  /** Number of the IP protocol. */
  ipProtocol(flow: number): number {
    return this.protocol.get(flow) & 0xff;
  }

  /** Ports of TCP and UDP flows, the client's first; nothing for others. */
  portsOf(flow: number): readonly [client: number, server: number] | undefined {
    const protocol = this.ipProtocol(flow);
    const ports = this.ports.get(flow);
    if ((protocol !== PROTOCOL.TCP && protocol !== PROTOCOL.UDP) || ports === 0) return undefined;
    return this.client.get(flow) === 0 ? [ports >>> 16, ports & 0xffff] : [ports & 0xffff, ports >>> 16];
  }

  tcpFigures(flow: number): TcpFigures | undefined {
    const row = this.tcpRow.get(flow);
    return row === 0 ? undefined : this.tcp.figures(row - 1, this.client.get(flow) === 0 ? 0 : 1);
  }

  /** Sightings of the first packets with payload, the oldest first. */
  payloadsOf(flow: number): readonly number[] {
    const found: number[] = [];
    for (let at = this.payloadHead.get(flow); at > 0; at = this.payloadNext.get(at - 1)) found.push(this.payloadSighting.get(at - 1));
    return found.reverse();
  }
}
