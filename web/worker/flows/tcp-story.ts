import { SEGMENT_MARKS, type SegmentMark } from "../../core/nat-flow.js";
import { SEGMENT, SeenRanges } from "../../journeys/seen-ranges.js";
import { TCP_FLAG } from "../../journeys/tcp.js";
import type { PlacedFrame } from "./flow-members.js";
import { Points } from "./thin.js";

/** Segments that wait to be acknowledged; of more, the oldest are not measured. */
const MOST_WAITING = 1024;
const TURN = 0x1_0000_0000;

type Both<T> = readonly [T, T];
const both = <T>(make: () => T): Both<T> => [make(), make()];

interface Waiting {
  readonly from: number;
  readonly to: number;
  readonly ticks: number;
  again: boolean;
}

/** What the place saw of one end. */
class End {
  readonly seen = new SeenRanges();
  /** Where counting begins, so that the SYN is number 0; -1 before the first segment. */
  base = -1;
  synSequence = -1;
  acknowledged = -1;
  readonly waiting: Waiting[] = [];
}

export interface StoryMark {
  readonly kind: SegmentMark;
  readonly fromClient: boolean;
  readonly ticks: number;
  readonly sequence: number;
  readonly journey: number;
}

/** One TCP connection as one place saw it, told from its segments in the order of time. Times are ticks; index 0 is the client. */
export class TcpStory {
  readonly sent = both(() => new Points());
  readonly acknowledged = both(() => new Points());
  readonly roundTrip = both(() => new Points());
  readonly window = both(() => new Points());
  readonly inFlight = both(() => new Points());
  /** Bytes of payload by segment. */
  readonly payload = both(() => new Points());
  readonly marks: StoryMark[] = [];
  readonly segments: [number, number] = [0, 0];
  readonly bytes: [number, number] = [0, 0];
  fromTicks = 0;
  toTicks = 0;
  readonly #ends = both(() => new End());
  readonly #shifts: Both<number>;

  /** `shifts`: how far the windows of client and server are shifted. */
  constructor(shifts: Both<number>) {
    this.#shifts = shifts;
  }

  /** Sequence numbers as they stand in segments, made relative to where this story begins to count. */
  relative(sequence: number, fromClient: boolean): number | undefined {
    const { base } = this.#ends[fromClient ? 0 : 1];
    if (base < 0) return undefined;
    const past = (((sequence - (base % TURN)) % TURN) + TURN) % TURN;
    // what came before the beginning is a little below it, not 4 GB above
    return past > TURN - 0x10_0000 ? past - TURN : past;
  }

  add({ fromClient, frame, ticks, journey }: PlacedFrame): void {
    if (this.segments[0] + this.segments[1] === 0) this.fromTicks = ticks;
    this.toTicks = ticks;
    const way = fromClient ? 0 : 1;
    const [own, other] = [this.#ends[way], this.#ends[1 - way] as End];
    const flags = (frame.protocol >>> 8) & 0x3f;
    const has = (flag: number): boolean => (flags & flag) !== 0;
    const note = (kind: SegmentMark): void => {
      this.marks.push({ kind, fromClient, ticks, sequence: this.relative(frame.sequence, fromClient) ?? 0, journey });
    };
    this.segments[way]++;
    this.bytes[way] += frame.payloadLength;
    if (frame.payloadLength > 0) this.payload[way].add(ticks, frame.payloadLength);
    const kind = has(TCP_FLAG.SYN) ? this.#syn(own, frame.sequence) : this.#data(own, frame.sequence, frame.payloadLength);
    if (kind === SEGMENT.AGAIN) note("retransmission");
    else if (kind === SEGMENT.LATE) note("out of order");
    else if (kind === SEGMENT.KEEP_ALIVE) note("keep-alive");
    if (has(TCP_FLAG.RST)) note("reset");
    else if (!has(TCP_FLAG.SYN) && !has(TCP_FLAG.FIN) && has(TCP_FLAG.ACK) && frame.window === 0) note("zero window");
    const counts = frame.payloadLength > 0 || has(TCP_FLAG.SYN) || has(TCP_FLAG.FIN);
    if (counts && own.base >= 0) {
      const from = own.seen.unwrap(frame.sequence);
      const to = from + frame.payloadLength + (has(TCP_FLAG.SYN) || has(TCP_FLAG.FIN) ? 1 : 0);
      this.sent[way].add(ticks, to - own.base);
      this.#wait(own, { from, to, ticks, again: kind === SEGMENT.AGAIN || kind === SEGMENT.LATE });
    }
    if (has(TCP_FLAG.ACK) && !has(TCP_FLAG.RST)) {
      this.window[way].add(ticks, frame.window * 2 ** (has(TCP_FLAG.SYN) ? 0 : this.#shifts[way]));
      if (other.base >= 0) this.#acknowledge(other, 1 - way, frame.acknowledgement, ticks);
    }
    this.#under(own, way, ticks);
    this.#under(other, 1 - way, ticks);
  }

  #syn(own: End, sequence: number): number {
    if (own.synSequence === sequence) return SEGMENT.AGAIN;
    own.synSequence = sequence;
    own.seen.open(sequence);
    own.base = sequence + TURN;
    own.waiting.length = 0;
    own.acknowledged = -1;
    return SEGMENT.EMPTY;
  }

  #data(own: End, sequence: number, length: number): number {
    if (own.base < 0) own.base = own.seen.unwrap(sequence) - 1;
    return own.seen.add(sequence, length);
  }

  #wait({ waiting }: End, segment: Waiting): void {
    if (segment.again) for (const one of waiting) one.again ||= one.to > segment.from && one.from < segment.to;
    waiting.push(segment);
    if (waiting.length > MOST_WAITING) waiting.shift();
  }

  /** An acknowledgement is of the last segment that it covers; of one that was sent twice nobody knows which it answers. */
  #acknowledge(other: End, way: number, number: number, ticks: number): void {
    const at = other.seen.unwrap(number);
    if (at > other.acknowledged) {
      other.acknowledged = at;
      this.acknowledged[way]?.add(ticks, at - other.base);
    }
    let last: Waiting | undefined;
    let again = false;
    let left = 0;
    for (const one of other.waiting) {
      if (one.to > at) {
        other.waiting[left++] = one;
        continue;
      }
      again ||= one.again;
      if (last === undefined || one.to >= last.to) last = one;
    }
    other.waiting.length = left;
    if (last !== undefined && !again) this.roundTrip[way]?.add(ticks, ticks - last.ticks);
  }

  #under({ seen, acknowledged, base }: End, way: number, ticks: number): void {
    const points = this.inFlight[way];
    if (points === undefined || base < 0 || acknowledged < 0 || seen.next < 0) return;
    const bytes = Math.max(0, seen.next - acknowledged);
    if (points.values.at(-1) !== bytes) points.add(ticks, bytes);
  }
}

/** Marks so near to one another that they are one on a screen, the first of each standing for all. */
export function gathered(
  marks: readonly StoryMark[],
  fromTicks: number,
  toTicks: number,
  slices: number,
): readonly { readonly mark: StoryMark; readonly count: number }[] {
  const width = Math.max(1, (toTicks - fromTicks) / slices);
  const found = new Map<string, { readonly mark: StoryMark; count: number }>();
  for (const mark of marks) {
    if (mark.ticks < fromTicks || mark.ticks > toTicks) continue;
    const key = `${SEGMENT_MARKS.indexOf(mark.kind)} ${mark.fromClient} ${Math.floor((mark.ticks - fromTicks) / width)}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { mark, count: 1 });
    else known.count++;
  }
  return [...found.values()];
}
