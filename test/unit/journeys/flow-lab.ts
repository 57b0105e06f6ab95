import { finish } from "../../../web/core/work.js";
import { ChainSet, type Chain } from "../../../web/journeys/chains.js";
import { buildFlows, type Flows } from "../../../web/journeys/flows.js";
import { JourneyTable } from "../../../web/journeys/journey-table.js";
import { JOINED, SIGHTING, SightingTable, type FrameNumbers } from "../../../web/journeys/sightings.js";

export const SYN = 0x02;
export const ACK = 0x10;
export const FIN = 0x01;
export const RST = 0x04;

export interface End {
  readonly ip: number;
  readonly port: number;
}

export interface SegmentInput {
  readonly flags?: number;
  readonly seq?: number;
  readonly ack?: number;
  readonly length?: number;
  readonly window?: number;
  /** Shift of the window scale option. */
  readonly scale?: number;
}

/** A TCP frame in numbers, as the scanner leaves them. */
export function segment(from: End, to: End, input: SegmentInput): FrameNumbers {
  const { flags = ACK, seq = 0, ack = 0, length = 0, window = 1000, scale } = input;
  return {
    ...frame(6, from, to),
    key: Math.imul(seq + 1, 0x9e3779b1) ^ (from.port * 31 + to.port + length + flags * 7),
    protocol: (6 | (flags << 8) | (4 << 16) | (128 << 24)) >>> 0,
    sequence: seq >>> 0,
    acknowledgement: ack >>> 0,
    payloadLength: length,
    window,
    windowScale: scale === undefined ? 0 : scale + 1,
    wireLength: 54 + length,
  };
}

/** Any other frame; `ports` as it stands in the keys. */
export function frame(protocol: number, from: End, to: End, ports = ((from.port << 16) | to.port) >>> 0): FrameNumbers {
  return {
    key: 1,
    anyKey: 1,
    payload: 0,
    source: from.ip,
    destination: to.ip,
    ports,
    protocol: (protocol | (4 << 16)) >>> 0,
    sequence: 0,
    acknowledgement: 0,
    window: 0,
    windowScale: 0,
    payloadLength: 0,
    wireLength: 60,
    datagram: 0,
    fragment: false,
    tunnel: false,
  };
}

/** Puts sightings into a table by hand: journeys are given by name. */
export class FlowLab {
  readonly #table = new SightingTable();
  readonly #chains = new ChainSet();
  readonly #frames: FrameNumbers[] = [];
  readonly #senders = new Map<number, number>();
  readonly #byName = new Map<string, Chain>();

  /** `us`: when, in microseconds. */
  see(journey: string, place: number, us: number, numbers: FrameNumbers, kind: number = SIGHTING.FRAME): this {
    let chain = this.#byName.get(journey);
    const by = chain === undefined ? JOINED.FIRST : JOINED.FRAME;
    if (chain === undefined) this.#byName.set(journey, (chain = this.#chains.create(us * 10)));
    this.#chains.push(chain, by, 1);
    for (const column of [this.#table.event, this.#table.entry]) column.push(this.#frames.length);
    this.#table.ticks.push(us * 10);
    this.#table.kind.push(kind);
    this.#table.place.push(place);
    for (const column of [this.#table.from, this.#table.switch, this.#table.thread, this.#table.cpu]) column.push(0);
    this.#frames.push(numbers);
    return this;
  }

  /** The sighting put in last was sent on a thread of this process. */
  sentBy(pid: number): this {
    this.#senders.set(this.#frames.length - 1, pid);
    return this;
  }

  build(): Flows {
    const nothing = frame(0, { ip: 0, port: 0 }, { ip: 0, port: 0 }, 0);
    const work = buildFlows(
      this.#table,
      {
        numbers: (sighting) => this.#frames[sighting] ?? { ...nothing, protocol: 0 },
        key: (sighting) => this.#frames[sighting]?.key ?? 0,
        sender: (sighting) => this.#senders.get(sighting) ?? 0,
      },
      finish(JourneyTable.of(this.#chains)),
    );
    return finish(work);
  }
}
