import { BitSet } from "../core/bit-set.js";
import { inSpans, type Work } from "../core/work.js";
import { FlowTable, isEchoRequest, PROTOCOL, tupleOf, type Tuple } from "./flow-table.js";
import type { JourneyTable } from "./journey-table.js";
import { SEGMENT } from "./seen-ranges.js";
import { isLaterFragment, SIGHTING, type FrameNumbers, type SightingTable } from "./sightings.js";
import { TCP_FLAG, TcpAnalyser } from "./tcp.js";

/** A SYN opens another connection between the same ports after so long a silence, in ticks of 100 ns. */
const IDLE = 1_200_000_000;
/** Flows of one hash that are compared; more of them are made to keep us busy. */
const MAX_SAME_HASH = 64;
/** Copies of a frame are looked for this far back in its journey. */
const MAX_LOOK_BACK = 64;
/** Packets of a flow whose senders are looked at: they tell of one process, or of several already. */
const MAX_SENDERS = 16;
/** Payloads noted per flow: names of servers stand in the first ones. */
const MAX_PAYLOADS = 8;

const DNS_PORT = 53;
/** Answers of name servers noted: what is asked for more often is answered the same. */
const MAX_DNS = 10_000;

/** What flows are made of, beside the columns of the sightings. */
export interface FlowFacts {
  numbers(sighting: number): FrameNumbers;
  /** The frame's key alone. */
  key(sighting: number): number;
  /** The process on whose thread a frame left a virtual NIC or the stack; 0 where that tells nothing. */
  sender(sighting: number): number;
}

export interface Flows {
  readonly table: FlowTable;
  /** The flow a journey's first frame is part of; undefined without an IP frame. */
  readonly ofJourney: (journey: number) => number | undefined;
  /** The flow behind a translation, for a journey that went through one. */
  readonly behind: (journey: number) => number | undefined;
  /** This sighting is of a segment that its place has seen before, in another packet. */
  readonly isRetransmission: (sighting: number) => boolean;
}

/** All conversations of a trace, every packet counted once however many places saw it. */
export function buildFlows(seen: SightingTable, facts: FlowFacts, journeys: JourneyTable): Work<Flows> {
  return new FlowBuilder(seen, facts, journeys).run();
}

class FlowBuilder {
  readonly #seen: SightingTable;
  readonly #facts: FlowFacts;
  readonly #journeys: JourneyTable;
  readonly #table = new FlowTable();
  readonly #analyser = new TcpAnalyser(this.#table.tcp);
  /** Newest flow by the hash of its ends; flows of the same hash are a chain, as number plus 1. */
  readonly #newest = new Map<number, number>();
  readonly #chain: number[] = [];
  /** Sequence number of a connection's SYN, and what closed it. */
  readonly #isn = new Map<number, number>();
  readonly #closed = new Set<number>();
  /** The (at most two) flows of each journey, as number plus 1: its ends before and behind a translation. */
  readonly #one: Uint32Array<ArrayBuffer>;
  readonly #two: Uint32Array<ArrayBuffer>;
  /** Counted already, two bits for each journey: one for each of its flows. */
  readonly #sentAgain: BitSet;
  readonly #cameLate: BitSet;
  readonly #retransmissions: BitSet;

  constructor(seen: SightingTable, facts: FlowFacts, journeys: JourneyTable) {
    this.#seen = seen;
    this.#facts = facts;
    this.#journeys = journeys;
    this.#one = new Uint32Array(journeys.length);
    this.#two = new Uint32Array(journeys.length);
    this.#sentAgain = new BitSet(journeys.length * 2);
    this.#cameLate = new BitSet(journeys.length * 2);
    this.#retransmissions = new BitSet(seen.length);
  }

  *run(): Work<Flows> {
    yield* inSpans(this.#seen.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const kind = this.#seen.kind.get(i);
        if (kind === SIGHTING.FRAME || kind === SIGHTING.DROPPED) this.#look(i);
      }
    });
    this.#drops();
    const [one, two] = [this.#one, this.#two];
    const at = (flows: Uint32Array, journey: number): number | undefined => {
      const flow = flows[journey] ?? 0;
      return flow === 0 ? undefined : flow - 1;
    };
    const retransmissions = this.#retransmissions;
    return {
      table: this.#table,
      ofJourney: (journey) => at(one, journey),
      behind: (journey) => at(two, journey),
      isRetransmission: (sighting) => retransmissions.has(sighting),
    };
  }

  #look(i: number): void {
    const frame = this.#facts.numbers(i);
    const tuple = tupleOf(frame);
    if (tuple === undefined) return;
    const journey = this.#journeys.ofSighting[i] ?? 0;
    const ticks = this.#seen.ticks.get(i);
    const copy = this.#copyOf(i, journey, frame.key);
    if (isLaterFragment(frame)) {
      const known = this.#one[journey] ?? 0;
      if (known !== 0 && copy === undefined && this.#isPart(i, journey, frame)) this.#addBytes(known - 1, frame);
      return;
    }
    const { flow, side, first } = this.#flowOf(i, journey, tuple, frame, ticks);
    const table = this.#table;
    table.last.set(flow, i);
    table.lastTicks.set(flow, ticks);
    const part = !first && side === 0 && copy === undefined && this.#isPart(i, journey, frame);
    if (first || part) this.#addBytes(flow, frame);
    if (first) {
      table.packets.set(flow, table.packets.get(flow) + 1);
      if (table.packets.get(flow) <= MAX_SENDERS) table.noteSender(flow, tuple.direction, this.#facts.sender(i));
      if (frame.payloadLength > 0) this.#notePayload(flow, i, frame);
    }
    // Fragments say where the datagram goes on, not what the receiver has.
    if ((frame.protocol & 0xff) !== PROTOCOL.TCP || frame.fragment) return;
    const flags = (frame.protocol >>> 8) & 0x3f;
    if ((flags & (TCP_FLAG.FIN | TCP_FLAG.RST)) !== 0) this.#closed.add(flow);
    if (copy !== undefined) {
      if (this.#retransmissions.has(copy)) this.#retransmissions.add(i);
      return;
    }
    const { direction } = tuple;
    const kind = this.#analyser.add({ flow, tcp: table.tcpRow.get(flow) - 1, place: this.#seen.place.get(i), ticks, direction, frame, first: first || part });
    this.#countKind(kind, i, flow, journey * 2 + side);
  }

  #addBytes(flow: number, { wireLength }: FrameNumbers): void {
    this.#table.bytes.set(flow, this.#table.bytes.get(flow) + wireLength);
  }

  /** Another piece of the packet where it was seen first: there its bytes are counted. */
  #isPart(i: number, journey: number, { key, payloadLength }: FrameNumbers): boolean {
    if (payloadLength === 0) return false;
    const { starts, members } = this.#journeys;
    for (let at = starts[journey] ?? 0; at < (starts[journey + 1] ?? 0); at++) {
      const other = members[at] ?? 0;
      if (other >= i) return false;
      const known = this.#facts.key(other);
      if (known !== 0) return known !== key && this.#seen.place.get(other) === this.#seen.place.get(i);
    }
    return false;
  }

  #countKind(kind: number, i: number, flow: number, slot: number): void {
    const { tcp, tcpRow } = this.#table;
    const row = tcpRow.get(flow) - 1;
    if (kind === SEGMENT.AGAIN) {
      this.#retransmissions.add(i);
      if (this.#sentAgain.has(slot)) return;
      this.#sentAgain.add(slot);
      tcp.retransmissions.set(row, tcp.retransmissions.get(row) + 1);
    } else if (kind === SEGMENT.LATE && !this.#cameLate.has(slot)) {
      this.#cameLate.add(slot);
      tcp.outOfOrder.set(row, tcp.outOfOrder.get(row) + 1);
    }
  }

  /** `side`: which of its journey's flows; `first`: the journey was not seen in this flow before. */
  #flowOf(
    i: number,
    journey: number,
    tuple: Tuple,
    frame: FrameNumbers,
    ticks: number,
  ): { readonly flow: number; readonly side: 0 | 1; readonly first: boolean } {
    const [one, two] = [this.#one[journey] ?? 0, this.#two[journey] ?? 0];
    if (one !== 0 && this.#table.is(one - 1, tuple)) return { flow: one - 1, side: 0, first: false };
    if (two !== 0 && this.#table.is(two - 1, tuple)) return { flow: two - 1, side: 1, first: false };
    const flow = this.#find(i, tuple, frame, ticks);
    if (one === 0) {
      this.#one[journey] = flow + 1;
      return { flow, side: 0, first: true };
    }
    this.#two[journey] = flow + 1;
    this.#link(one - 1, flow);
    return { flow, side: 1, first: true };
  }

  /** One packet with two pairs of ends: a translation, or a proxy, lies between. */
  #link(a: number, b: number): void {
    const { translated } = this.#table;
    if (this.#table.ipProtocol(a) !== this.#table.ipProtocol(b) || translated.get(a) !== 0 || translated.get(b) !== 0) return;
    translated.set(a, b + 1);
    translated.set(b, a + 1);
  }

  #find(i: number, tuple: Tuple, frame: FrameNumbers, ticks: number): number {
    const hash = (Math.imul(tuple.low, 0x9e3779b1) ^ Math.imul(tuple.high, 0x85ebca6b) ^ Math.imul(tuple.ports, 0xc2b2ae35) ^ tuple.protocol) >>> 0;
    const flags = (frame.protocol >>> 8) & 0x3f;
    const tcp = (frame.protocol & 0xff) === PROTOCOL.TCP;
    const opens = tcp && (flags & (TCP_FLAG.SYN | TCP_FLAG.ACK)) === TCP_FLAG.SYN;
    let looked = 0;
    for (let at = this.#newest.get(hash) ?? 0; at > 0 && looked < MAX_SAME_HASH; at = this.#chain[at - 1] ?? 0, looked++) {
      const flow = at - 1;
      if (!this.#table.is(flow, tuple)) continue;
      if (!opens || !this.#reopens(flow, frame, ticks)) return flow;
      break;
    }
    const flow = this.#table.create(tuple, i, ticks);
    this.#chain.push(this.#newest.get(hash) ?? 0);
    this.#newest.set(hash, flow + 1);
    if (opens) this.#isn.set(flow, frame.sequence);
    this.#table.client.set(flow, this.#clientDirection(tuple, frame, opens, tcp && (flags & TCP_FLAG.SYN) !== 0));
    return flow;
  }

  #reopens(flow: number, frame: FrameNumbers, ticks: number): boolean {
    return this.#isn.get(flow) !== frame.sequence && (this.#closed.has(flow) || ticks - this.#table.lastTicks.get(flow) > IDLE);
  }

  #clientDirection(tuple: Tuple, frame: FrameNumbers, opens: boolean, answers: boolean): 0 | 1 {
    const back = tuple.direction === 0 ? 1 : 0;
    if (opens || isEchoRequest(frame)) return tuple.direction;
    if (answers) return back;
    const protocol = tuple.protocol & 0xff;
    if (protocol === PROTOCOL.ICMP || protocol === PROTOCOL.ICMP6) return frame.ports >>> 24 === 0 || frame.ports >>> 24 === 129 ? back : tuple.direction;
    // Ports of clients are taken from the upper range; between equal ones the first to speak is the client.
    const [low, high] = [tuple.ports >>> 16, tuple.ports & 0xffff];
    return low === high ? tuple.direction : low > high ? 0 : 1;
  }

  #notePayload(flow: number, i: number, { protocol, ports }: FrameNumbers): void {
    const { payloadHead, payloadCount, payloadSighting, payloadNext, dnsAnswers } = this.#table;
    if ((protocol & 0xff) === PROTOCOL.UDP && ports >>> 16 === DNS_PORT && dnsAnswers.length < MAX_DNS) dnsAnswers.push(i);
    const count = payloadCount.get(flow);
    if (count >= MAX_PAYLOADS) return;
    payloadCount.set(flow, count + 1);
    payloadSighting.push(i);
    payloadNext.push(payloadHead.get(flow));
    payloadHead.set(flow, payloadSighting.length);
  }

  /** The earlier sighting that a capture which hears a place twice made of the same frame. */
  #copyOf(i: number, journey: number, key: number): number | undefined {
    const place = this.#seen.place.get(i);
    const { starts, members } = this.#journeys;
    let looked = 0;
    for (let at = starts[journey] ?? 0; at < (starts[journey + 1] ?? 0) && looked < MAX_LOOK_BACK; at++, looked++) {
      const other = members[at] ?? 0;
      if (other >= i) return undefined;
      if (this.#seen.place.get(other) !== place) continue;
      const kind = this.#seen.kind.get(other);
      if ((kind === SIGHTING.FRAME || kind === SIGHTING.DROPPED) && this.#facts.key(other) === key) return other;
    }
    return undefined;
  }

  /** A drop counts on the side of a translation that the packet had come to. */
  #drops(): void {
    const dropped = new BitSet(this.#journeys.length);
    const { drops } = this.#table;
    for (let i = 0; i < this.#seen.length; i++) {
      if (this.#seen.kind.get(i) !== SIGHTING.DROPPED) continue;
      const journey = this.#journeys.ofSighting[i] ?? 0;
      if (dropped.has(journey)) continue;
      dropped.add(journey);
      const flow = (this.#two[journey] ?? 0) || (this.#one[journey] ?? 0);
      if (flow !== 0) drops.set(flow - 1, drops.get(flow - 1) + 1);
    }
  }
}
