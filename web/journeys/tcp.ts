import { SEGMENT, SeenRanges } from "./seen-ranges.js";
import type { FrameNumbers } from "./sightings.js";
import { NEAR_WINDOW, type TcpTable } from "./tcp-table.js";

export const TCP_FLAG = { FIN: 0x01, SYN: 0x02, RST: 0x04, ACK: 0x10 } as const;

/** Connections whose state is kept at a time: memory follows what is open, not the length of the trace. */
const MAX_OPEN = 100_000;
/** A connection that was silent for so long, in ticks of 100 ns, starts anew. */
const SILENT = 1_200_000_000;
/** Places at which one connection is followed. */
const MAX_PLACES = 64;

/** One segment as one place saw it; copies that a capture made are left out before. */
export interface TcpSighting {
  readonly flow: number;
  /** Row of the TcpTable. */
  readonly tcp: number;
  readonly place: number;
  readonly ticks: number;
  /** From the lower end of the flow to the higher, or back. */
  readonly direction: 0 | 1;
  readonly frame: FrameNumbers;
  /** No other place saw this packet before: what is counted once per packet is counted now. */
  readonly first: boolean;
}

/** What a place saw of one direction. */
class HalfState {
  readonly seen = new SeenRanges();
  syn = -1;
  synSequence = -1;
  synAck = -1;
  /** The last acknowledgement, unwrapped as the other half's bytes; -1 for none. */
  acknowledged = -1;
  window = 0;
  answered = false;
  /** Ticks near the window since the last segment with payload. */
  near = 0;
}

interface PlaceState {
  readonly place: number;
  readonly halves: readonly [HalfState, HalfState];
  ticks: number;
}

/** Follows every TCP connection at every place that sees it: what was sent again, what came late, what limits it. */
export class TcpAnalyser {
  readonly #table: TcpTable;
  readonly #open = new Map<number, PlaceState[]>();

  constructor(table: TcpTable) {
    this.#table = table;
  }

  /** What the segment is at this place (SEGMENT). A SYN that comes again is AGAIN as well. */
  add(sighting: TcpSighting): number {
    const { tcp, direction, frame, ticks, first } = sighting;
    const { state, main } = this.#state(sighting);
    const own = state.halves[direction];
    const other = state.halves[direction === 0 ? 1 : 0];
    const flags = (frame.protocol >>> 8) & 0x3f;
    if (main) this.#passTime(tcp, state, ticks);
    state.ticks = ticks;
    if (first) this.#count(sighting, flags);
    if ((flags & TCP_FLAG.SYN) !== 0) return this.#syn(sighting, own, other, flags);
    if ((flags & TCP_FLAG.RST) !== 0) return SEGMENT.EMPTY;
    if ((flags & TCP_FLAG.ACK) !== 0) {
      if (other.synAck >= 0 && own.syn >= 0 && !own.answered) {
        own.answered = true;
        if (this.#table.roundTrip.get(tcp) < 0) this.#table.roundTrip.set(tcp, ticks - own.syn);
      }
      own.acknowledged = other.seen.next < 0 ? -1 : Math.max(own.acknowledged, other.seen.unwrap(frame.acknowledgement));
      const shift = this.#table.shift(tcp, direction);
      if (shift !== undefined) {
        own.window = frame.window * 2 ** shift;
        if (own.window > this.#table.window[direction].get(tcp)) this.#table.window[direction].set(tcp, own.window);
      }
    }
    const kind = own.seen.add(frame.sequence, frame.payloadLength);
    if (main && kind !== SEGMENT.EMPTY) {
      const { limited } = this.#table;
      limited[direction].set(tcp, limited[direction].get(tcp) + own.near);
      own.near = 0;
    }
    return kind;
  }

  #count({ tcp, direction, frame, ticks }: TcpSighting, flags: number): void {
    const { resets, zeroWindows, payload, payloadFirst, payloadLast } = this.#table;
    const control = flags & (TCP_FLAG.RST | TCP_FLAG.SYN);
    if ((flags & TCP_FLAG.RST) !== 0) resets.set(tcp, resets.get(tcp) + 1);
    // A sender that closes has no use for a window any more.
    else if (control === 0 && (flags & TCP_FLAG.FIN) === 0 && (flags & TCP_FLAG.ACK) !== 0 && frame.window === 0)
      zeroWindows.set(tcp, zeroWindows.get(tcp) + 1);
    if (control !== 0 || frame.payloadLength === 0) return;
    payload[direction].set(tcp, payload[direction].get(tcp) + frame.payloadLength);
    if (payloadFirst[direction].get(tcp) < 0) payloadFirst[direction].set(tcp, ticks);
    payloadLast[direction].set(tcp, ticks);
  }

  #syn({ tcp, direction, frame, ticks }: TcpSighting, own: HalfState, other: HalfState, flags: number): number {
    const again = own.synSequence === frame.sequence;
    own.synSequence = frame.sequence;
    this.#table.scale[direction].set(tcp, frame.windowScale + 1);
    this.#table.isn[direction].set(tcp, frame.sequence);
    if (!again) own.seen.open(frame.sequence);
    if ((flags & TCP_FLAG.ACK) === 0) {
      // What is answered is the last one of several: the ones before were lost on their way.
      if (other.synAck < 0) own.syn = ticks;
    } else if (own.synAck < 0) {
      own.synAck = ticks;
      if (other.syn >= 0 && this.#table.handshake.get(tcp) < 0) this.#table.handshake.set(tcp, ticks - other.syn);
    }
    return again ? SEGMENT.AGAIN : SEGMENT.EMPTY;
  }

  /** Since the last segment the bytes under way stayed what they were. */
  #passTime(tcp: number, state: PlaceState, ticks: number): void {
    for (const direction of [0, 1] as const) {
      const sender = state.halves[direction];
      const receiver = state.halves[direction === 0 ? 1 : 0];
      if (this.#table.payloadFirst[direction].get(tcp) < 0 || receiver.acknowledged < 0 || receiver.window === 0) continue;
      if (sender.seen.next - receiver.acknowledged >= receiver.window * NEAR_WINDOW) sender.near += ticks - state.ticks;
    }
  }

  /** `main`: the place that saw the connection first; bytes under way are watched there. */
  #state({ flow, place, ticks }: TcpSighting): { readonly state: PlaceState; readonly main: boolean } {
    let states = this.#open.get(flow);
    if (states === undefined) {
      if (this.#open.size >= MAX_OPEN) this.#forget(ticks);
      states = [];
      this.#open.set(flow, states);
    }
    let at = states.findIndex((state) => state.place === place);
    if (at < 0) {
      at = Math.min(states.length, MAX_PLACES - 1);
      states[at] = { place, halves: [new HalfState(), new HalfState()], ticks };
    }
    return { state: states[at] as PlaceState, main: at === 0 };
  }

  #forget(ticks: number): void {
    for (const [flow, states] of this.#open) if (states.every((state) => ticks - state.ticks > SILENT)) this.#open.delete(flow);
    for (const flow of this.#open.keys()) {
      if (this.#open.size < MAX_OPEN / 2) return;
      this.#open.delete(flow);
    }
  }
}
