import { Float64Column, Uint32Column } from "../core/columns.js";

/** No time was measured. */
const NONE = -1;
/** A window limits when the bytes under way reach this part of it ... */
export const NEAR_WINDOW = 0.75;
/** ... for this part of the transfer ... */
const MOST = 0.5;
/** ... and what arrives is a window per round trip, so nearly. */
const TOLERANCE = 0.25;
/** A transfer of fewer windows is over before a window can limit it. */
const MIN_WINDOWS = 2;
const TICKS_PER_SECOND = 10_000_000;
const NS_PER_TICK = 100;

/** What is told of a TCP connection. Absent where the trace does not show it. */
export interface TcpFigures {
  /** SYN to SYN-ACK at the same place. */
  readonly handshakeRttNs?: number;
  /** SYN to the client's ACK at the same place: the whole round trip, on whichever side of the network the trace was taken. */
  readonly roundTripNs?: number;
  readonly retransmissions: number;
  readonly outOfOrder: number;
  readonly zeroWindows: number;
  readonly resets: number;
  /** Bits a second of the direction that carried more in its time. */
  readonly throughputBps: number;
  /** The largest window that the receiver of that direction offered, in bytes. */
  readonly window?: number;
  readonly windowLimited: boolean;
}

/** One column for each direction: 0 is from the lower end of the flow to the higher. */
type Pair<C> = readonly [C, C];
const floats = (): Pair<Float64Column> => [new Float64Column(), new Float64Column()];
const words = (): Pair<Uint32Column> => [new Uint32Column(), new Uint32Column()];

/** Figures of all TCP connections in columns; times are ticks of 100 ns. */
export class TcpTable {
  readonly handshake = new Float64Column();
  readonly roundTrip = new Float64Column();
  readonly retransmissions = new Uint32Column();
  readonly outOfOrder = new Uint32Column();
  readonly zeroWindows = new Uint32Column();
  readonly resets = new Uint32Column();
  /** Payload: bytes, and when its first and last segment were seen. */
  readonly payload = floats();
  readonly payloadFirst = floats();
  readonly payloadLast = floats();
  /** How long the bytes under way in a direction were near the window of its receiver. */
  readonly limited = floats();
  /** 0: no SYN of this end was seen; 1: it had no window scale; else the shift plus 2. */
  readonly scale = words();
  /** Sequence number of this end's SYN. */
  readonly isn = words();
  /** Largest window that this end offered. */
  readonly window = words();

  get length(): number {
    return this.handshake.length;
  }

  create(): number {
    for (const column of [this.handshake, this.roundTrip, ...this.payloadFirst, ...this.payloadLast]) column.push(NONE);
    for (const column of [...this.payload, ...this.limited]) column.push(0);
    for (const column of [this.retransmissions, this.outOfOrder, this.zeroWindows, this.resets, ...this.scale, ...this.isn, ...this.window]) column.push(0);
    return this.length - 1;
  }

  /** How far the windows of one end are shifted; undefined when the trace does not have both SYNs. */
  shift(tcp: number, end: 0 | 1): number | undefined {
    const own = this.scale[end].get(tcp);
    const other = this.scale[end === 0 ? 1 : 0].get(tcp);
    if (own === 0 || other === 0) return undefined;
    return own === 1 || other === 1 ? 0 : own - 2;
  }

  /** `client`: direction of what the client sends. */
  figures(tcp: number, client: 0 | 1): TcpFigures {
    const rates = [this.#rate(tcp, 0), this.#rate(tcp, 1)] as const;
    const direction = rates[1] > rates[0] ? 1 : 0;
    const window = this.window[direction === 0 ? 1 : 0].get(tcp);
    return {
      ...time("handshakeRttNs", this.handshake.get(tcp)),
      ...time("roundTripNs", this.roundTrip.get(tcp)),
      retransmissions: this.retransmissions.get(tcp),
      outOfOrder: this.outOfOrder.get(tcp),
      zeroWindows: this.zeroWindows.get(tcp),
      resets: this.resets.get(tcp),
      throughputBps: Math.round(rates[direction]),
      ...(window === 0 ? {} : { window }),
      windowLimited: this.#windowLimited(tcp, direction, client),
    };
  }

  #elapsed(tcp: number, direction: 0 | 1): number {
    return this.payloadLast[direction].get(tcp) - this.payloadFirst[direction].get(tcp);
  }

  #rate(tcp: number, direction: 0 | 1): number {
    const ticks = this.#elapsed(tcp, direction);
    return ticks <= 0 ? 0 : (this.payload[direction].get(tcp) * 8 * TICKS_PER_SECOND) / ticks;
  }

  #windowLimited(tcp: number, direction: 0 | 1, client: 0 | 1): boolean {
    const window = this.window[direction === 0 ? 1 : 0].get(tcp);
    const roundTrip = this.roundTrip.get(tcp);
    const elapsed = this.#elapsed(tcp, direction);
    const payload = this.payload[direction].get(tcp);
    if (window === 0 || roundTrip <= 0 || elapsed <= roundTrip || payload < window * MIN_WINDOWS) return false;
    // A sender that fills the window in bursts has one window more than it has round trips between its first and last byte.
    const perTrip = [payload, payload - window].map((bytes) => (bytes / elapsed) * roundTrip);
    if (!perTrip.some((bytes) => Math.abs(bytes - window) <= window * TOLERANCE)) return false;
    // What is under way shows only near the sender: near the receiver everything is acknowledged as soon as it is seen.
    const nearClient = this.handshake.get(tcp) >= roundTrip / 2;
    const nearSender = (direction === client) === nearClient;
    return !nearSender || this.limited[direction].get(tcp) >= elapsed * MOST;
  }
}

function time<K extends "handshakeRttNs" | "roundTripNs">(name: K, ticks: number): Partial<Record<K, number>> {
  return ticks < 0 ? {} : ({ [name]: Math.round(ticks * NS_PER_TICK) } as Partial<Record<K, number>>);
}
