import { KeyTable } from "../core/key-table.js";
import { MAX_PLACES, type Chain, type ChainSet } from "./chains.js";
import { isLaterFragment, type FrameKeys } from "./sightings.js";

const TCP = 6;
/** Cutting and gathering happen within this, in ticks of 100 ns. */
const SEGMENT_WINDOW = 100_000;
/** Fragments wait for one another somewhat longer. */
const FRAGMENT_WINDOW = 500_000;
/** Segments of one direction of a connection that are remembered: more than the largest frame has. */
const MAX_SEGMENTS = 64;
/** Parts of one datagram that are told apart; a datagram of more is made to keep us busy. */
const MAX_FRAGMENTS = 256;
/** What is shorter than this on the wire is not cut: every network carries 576 bytes. */
const MIN_CUT = 590;

/** What a part or a whole belongs with. */
export interface PartMatch {
  readonly chain: Chain;
  readonly confidence: number;
  /** Earlier parts beside the first, which turn out to be of one frame. */
  readonly more: readonly Segment[];
  /** The first part, where parts were there before the whole. */
  readonly first: Segment | undefined;
}

/** Bytes of a TCP stream in one frame. */
export interface Segment {
  chain: Chain;
  /** The first sighting of its journey. */
  readonly first: number;
  readonly from: number;
  readonly bytes: number;
  /** The large frame it was cut from or went into. */
  whole: Segment | undefined;
}

interface Datagram {
  readonly chain: Chain;
  lastTicks: number;
  /** Where which part was seen, the newest first. */
  newest: SeenPart | undefined;
  parts: number;
}

interface SeenPart {
  readonly place: number;
  /** -1 for the whole. */
  readonly offset: number;
  readonly before: SeenPart | undefined;
}

/**
 * Packets that are one frame at one place and several at another: large send offload cuts, receive coalescing gathers, IP fragments. Every
 * part keeps a chain of its own, so that it is followed by its own keys; the chains are united.
 */
export class Parts {
  readonly #chains: ChainSet;
  /** Newest last. */
  readonly #streams = new KeyTable<Segment[]>();
  readonly #datagrams = new KeyTable<Datagram>();

  constructor(chains: ChainSet) {
    this.#chains = chains;
  }

  /** `group`: frames on clocks that cannot be compared have different ones. */
  find(keys: FrameKeys, place: number, ticks: number, group: number): PartMatch | undefined {
    return (isSegment(keys) ? this.#findSegments(keys, place, ticks, group) : undefined) ?? this.#findDatagram(keys, place, ticks, group);
  }

  #findSegments(keys: FrameKeys, place: number, ticks: number, group: number): PartMatch | undefined {
    const stream = this.#streams.get(streamKey(keys, group));
    if (stream === undefined) return undefined;
    const { sequence: from, payloadLength: bytes } = keys;
    const inside: Segment[] = [];
    for (let n = stream.length - 1; n >= 0; n--) {
      const other = stream[n];
      if (other === undefined || other.bytes === bytes) continue;
      const larger = other.bytes > bytes;
      const fits = larger ? within(from, bytes, other.from, other.bytes) : within(other.from, other.bytes, from, bytes);
      if (!fits || ticks - other.chain.lastTicks > SEGMENT_WINDOW || wasAt(other.chain, place)) continue;
      if (larger) {
        // Bytes that this place has had of the large frame are sent again now.
        if (stream.some((part) => part.whole === other && overlaps(part, from, bytes) && wasAt(part.chain, place))) continue;
        return { chain: other.chain, confidence: 0.95, more: [], first: undefined };
      }
      inside.push(other);
    }
    inside.sort((a, b) => ((a.from - from) >>> 0) - ((b.from - from) >>> 0));
    const [first] = inside;
    if (first === undefined) return undefined;
    const covered = inside.reduce((sum, part) => sum + part.bytes, 0);
    const last = inside[inside.length - 1] ?? first;
    const edges = (first.from === from ? 1 : 0) + ((last.from + last.bytes) >>> 0 === (from + bytes) >>> 0 ? 1 : 0);
    if (edges === 0 && covered * 2 < bytes) return undefined;
    // What was cut from different large frames and gathered across their border goes with the first of them.
    const root = this.#chains.root(first.chain.id);
    const more = inside.slice(1).filter((part) => part.whole === undefined || this.#chains.root(part.chain.id) === root);
    return { chain: first.chain, confidence: covered === bytes ? 0.95 : 0.8, more, first };
  }

  #findDatagram(keys: FrameKeys, place: number, ticks: number, group: number): PartMatch | undefined {
    if (!keys.fragment && keys.wireLength < MIN_CUT) return undefined;
    for (const key of datagramKeys(keys, group)) {
      const known = this.#datagrams.get(key);
      if (known === undefined || ticks - known.lastTicks > FRAGMENT_WINDOW || (!keys.fragment && !anyPart(known, (part) => part.offset >= 0))) continue;
      const offset = offsetOf(keys);
      if (anyPart(known, (part) => part.place === place && (part.offset === offset || part.offset < 0 || offset < 0))) continue;
      return { chain: known.chain, confidence: 0.95, more: [], first: undefined };
    }
    return undefined;
  }

  /** Whether this piece of the datagram that `chain` is of has been here: then the datagram is sent again. */
  sawFragment(chain: Chain, keys: FrameKeys, place: number, group: number): boolean {
    if (!keys.fragment) return false;
    const offset = offsetOf(keys);
    return datagramKeys(keys, group).some((key) => {
      const known = this.#datagrams.get(key);
      return known !== undefined && anyPart(known, (part) => part.place === place && part.offset === offset) && this.#chains.same(known.chain, chain);
    });
  }

  /** A frame of a packet was seen; `chain` has it already. */
  note(chain: Chain, keys: FrameKeys, place: number, ticks: number, group: number, match: PartMatch | undefined): void {
    if (keys.fragment || keys.wireLength >= MIN_CUT) this.#noteDatagram(chain, keys, place, ticks, group);
    if (isSegment(keys)) this.#noteSegment(chain, keys, ticks, group, place, match);
  }

  #noteSegment(chain: Chain, keys: FrameKeys, ticks: number, group: number, place: number, match: PartMatch | undefined): void {
    const key = streamKey(keys, group);
    let stream = this.#streams.get(key);
    if (stream === undefined) {
      stream = [];
      this.#streams.set(key, stream);
    }
    const { sequence: from, payloadLength: bytes } = keys;
    for (let n = stream.length - 1; n >= 0; n--) {
      const known = stream[n];
      if (known === undefined || known.from !== from || known.bytes !== bytes) continue;
      if (match === undefined && this.#chains.same(known.chain, chain)) {
        known.chain = chain;
        return;
      }
      stream.splice(n, 1);
      break;
    }
    let old = 0;
    while (old < stream.length && (stream.length - old >= MAX_SEGMENTS || ticks - (stream[old]?.chain.lastTicks ?? 0) > SEGMENT_WINDOW)) old++;
    if (old > 0) stream.splice(0, old);
    const whole = match === undefined || match.first !== undefined ? undefined : stream.find((part) => part.chain === match.chain);
    chain.whole = whole;
    const own: Segment = { chain, first: chain.first, from, bytes, whole };
    stream.push(own);
    if (match?.first === undefined) return;
    for (const part of [match.first, ...match.more]) {
      part.whole = own;
      part.chain.whole = own;
      // The parts have come to this place as one.
      if (part.chain.frames < MAX_PLACES) part.chain.addFrame(place, ticks, chain.first);
    }
  }

  #noteDatagram(chain: Chain, keys: FrameKeys, place: number, ticks: number, group: number): void {
    for (const key of datagramKeys(keys, group)) {
      let known = this.#datagrams.get(key);
      if (known === undefined || ticks - known.lastTicks > FRAGMENT_WINDOW || !this.#chains.same(known.chain, chain)) {
        known = { chain, lastTicks: ticks, newest: undefined, parts: 0 };
        this.#datagrams.set(key, known);
      }
      known.lastTicks = ticks;
      if (known.parts >= MAX_FRAGMENTS) continue;
      known.parts++;
      known.newest = { place, offset: offsetOf(keys), before: known.newest };
    }
  }

  sweep(ticks: number): void {
    this.#streams.sweep((stream) => ticks - (stream[stream.length - 1]?.chain.lastTicks ?? 0) <= SEGMENT_WINDOW);
    this.#datagrams.sweep(({ lastTicks }) => ticks - lastTicks <= FRAGMENT_WINDOW);
  }
}

function anyPart({ newest }: Datagram, fits: (part: SeenPart) => boolean): boolean {
  for (let part = newest; part !== undefined; part = part.before) if (fits(part)) return true;
  return false;
}

/** Payload of TCP whose place in the stream is known. */
function isSegment(keys: FrameKeys): boolean {
  return (keys.protocol & 0xff) === TCP && keys.payloadLength > 0 && !isLaterFragment(keys);
}

/** By the IP id. Whole packets of IPv6 have none: these, and first fragments, also by what the transport tells them by. */
function datagramKeys(keys: FrameKeys, group: number): readonly number[] {
  const byId = keys.datagram === 0 ? [] : [keys.datagram + group * 0x1_0000_0000];
  const six = ((keys.protocol >>> 16) & 0x0f) === 6;
  if (!six || keys.ports === 0 || (keys.protocol & 0xff) === TCP) return byId;
  return [...byId, -1 - streamKey(keys, group ^ Math.imul(keys.window, 0xc2b2ae35))];
}

function offsetOf(keys: FrameKeys): number {
  if (!keys.fragment) return -1;
  return isLaterFragment(keys) ? keys.sequence : 0;
}

/** Whether the packet of a chain has been at a place, as it is or in the frame that it was cut from or went into. */
export function wasHere(chain: Chain, place: number): boolean {
  return wasAt(chain, place) || (chain.whole !== undefined && wasAt(chain.whole.chain, place));
}

function wasAt(chain: Chain, place: number): boolean {
  return chain.frameAt(place) !== undefined;
}

/** Whether [from, from + bytes) lies in [outer, outer + size) of a sequence space of 32 bits. */
function within(from: number, bytes: number, outer: number, size: number): boolean {
  return ((from - outer) >>> 0) + bytes <= size;
}

function overlaps(part: Segment, from: number, bytes: number): boolean {
  return (part.from - from) >>> 0 < bytes || (from - part.from) >>> 0 < part.bytes;
}

/** One direction of a conversation: 53 bits are enough to tell those of one moment apart. */
function streamKey(keys: FrameKeys, group: number): number {
  const ends = (keys.source ^ Math.imul(keys.destination, 0x9e3779b1) ^ Math.imul(group, 0x85ebca6b)) >>> 0;
  return ends * 0x200000 + ((keys.ports ^ (keys.ports >>> 11)) & 0x1fffff);
}
