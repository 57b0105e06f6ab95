import { ChainSet, type Chain } from "./chains.js";
import { JOINED, SIGHTING, type FrameKeys, type MachineClock, type SightingFacts, type SightingTable } from "./sightings.js";

// All spans in ticks of 100 ns.
/** A frame of the same packet may be seen this long after the last one: queues inside a host are short, but a proxy or a pause may lie between. */
const FRAME_WINDOW = 500_000;
/** The same frame again where it was last seen is a capture copy within this; later, or after it moved on, it is another packet. */
const COPY_WINDOW = 500;
/** Places remembered of one packet: more than any has, and a bound for hostile traces. */
const MAX_PLACES = 32;
/** Events on one thread belong together when so little lies between them. */
const ADJACENT = 1_000;
/** An NBL that was not heard of for so long is another one at the same address. */
const NBL_WINDOW = 10_000_000;
const NAT_WINDOW = 50_000;
const PKTMON_WINDOW = 100_000_000;
const SEGMENT_WINDOW = 100_000;
/** Every so many sightings, what has grown old is forgotten: memory follows the rate, not the length of the trace. */
const SWEEP_EVERY = 65_536;
/** A TCP payload longer than this cannot be one frame on most wires: large send offload or coalescing. */
const LARGE_PAYLOAD = 1_500;

/** Translations that WinNat told of. */
export interface Translations {
  /** Whether one packet could carry tuple `a` on one side of a NAT and `b` on the other: hashes and ports as in FrameKeys. */
  joins(a: FrameKeys, b: FrameKeys): boolean;
  /** No session was told of at all: then only the arithmetic of headers can say. */
  readonly empty: boolean;
}

interface LastOnThread {
  readonly chain: Chain;
  readonly kind: number;
  readonly ticks: number;
}

interface LargeSegment {
  readonly chain: Chain;
  readonly from: number;
  readonly bytes: number;
}

/** One pass over all sightings in the order of time. The result says for each sighting which chain it is in and why. */
export class Joiner {
  readonly chains = new ChainSet();
  readonly #table: SightingTable;
  readonly #facts: SightingFacts;
  readonly #translations: Translations;
  readonly #clocks: readonly MachineClock[];
  /** Machines are compared with what their clocks may be off. */
  readonly #frameWindow: number;
  readonly #byKey = new Map<number, Chain>();
  readonly #byAnyKey = new Map<number, { readonly chain: Chain; readonly keys: FrameKeys }>();
  readonly #byNbl = new Map<number, Chain>();
  readonly #byPktmon = new Map<string, Chain>();
  readonly #byThread = new Map<number, LastOnThread>();
  /** The newest NBL that is not delivered yet, by CPU: what drops without a pointer are attributed to. */
  readonly #openOnCpu = new Map<number, Chain>();
  readonly #large = new Map<number, LargeSegment>();

  constructor(table: SightingTable, facts: SightingFacts, translations: Translations) {
    this.#table = table;
    this.#facts = facts;
    this.#translations = translations;
    this.#clocks = table.clocks;
    this.#frameWindow = FRAME_WINDOW + table.clocks.reduce((most, { error }) => Math.max(most, error), 0);
  }

  run(): ChainSet {
    const { length } = this.#table;
    for (let i = 0; i < length; i++) {
      const ticks = this.#table.ticks.get(i);
      if (i % SWEEP_EVERY === SWEEP_EVERY - 1) this.#sweep(ticks);
      const kind = this.#table.kind.get(i);
      const chain = this.#join(i, kind, ticks);
      chain.lastTicks = ticks;
      chain.lastMachine = this.#table.machine.get(i);
      const thread = this.#table.thread.get(i);
      this.#byThread.set(thread, { chain, kind, ticks });
    }
    return this.chains;
  }

  #join(i: number, kind: number, ticks: number): Chain {
    switch (kind) {
      case SIGHTING.RECEIVED:
        return this.#received(i, ticks);
      case SIGHTING.ROUTED:
      case SIGHTING.DELIVERED:
        return this.#step(i, kind, ticks);
      case SIGHTING.TRANSLATED:
      case SIGHTING.FORWARDED:
        return this.#translated(i, ticks);
      case SIGHTING.DROPPED:
        return this.#facts.pktmon(i) === "" && this.#facts.keys(i).key === 0 ? this.#dropped(i, ticks) : this.#frame(i, ticks, true);
      default:
        return this.#frame(i, ticks, false);
    }
  }

  /** A new passage of an NBL through a switch. What it carries shows with the next frame on this thread. */
  #received(i: number, ticks: number): Chain {
    const chain = this.#open(i, ticks);
    const last = this.#byThread.get(this.#table.thread.get(i));
    if (last !== undefined && ticks - last.ticks <= ADJACENT && !last.chain.dropped) chain.previous = last.chain;
    this.chains.push(chain, JOINED.FIRST, 1);
    return chain;
  }

  #step(i: number, kind: number, ticks: number): Chain {
    const nbl = this.#facts.nbl(i);
    const chain = this.#byNbl.get(nbl);
    // A step behind a delivery belongs to the next packet in the same NBL: guests' frames begin with being routed.
    const over = chain === undefined || ticks - chain.lastTicks > NBL_WINDOW || (kind === SIGHTING.ROUTED && chain.delivered);
    if (chain === undefined || over) {
      const fresh = this.#received(i, ticks);
      if (kind === SIGHTING.DELIVERED) this.#deliver(fresh, i);
      return fresh;
    }
    if (kind === SIGHTING.DELIVERED) this.#deliver(chain, i);
    this.chains.push(chain, JOINED.NBL, 1);
    return chain;
  }

  #open(i: number, ticks: number): Chain {
    const chain = this.chains.create(ticks);
    chain.hasNbl = true;
    chain.entries.push(this.#table.from.get(i) === 0 ? this.#table.place.get(i) : this.#table.from.get(i));
    const nbl = this.#facts.nbl(i);
    if (nbl !== 0) this.#byNbl.set(nbl, chain);
    this.#openOnCpu.set(this.#table.cpu.get(i), chain);
    return chain;
  }

  #deliver(chain: Chain, i: number): void {
    this.#adoptPrevious(chain, i);
    chain.delivered = true;
    if (this.#openOnCpu.get(this.#table.cpu.get(i)) === chain) this.#openOnCpu.delete(this.#table.cpu.get(i));
  }

  /** 53 to 60 name no packet: the last NBL of this thread that was not delivered, else of this CPU. */
  #dropped(i: number, ticks: number): Chain {
    const last = this.#byThread.get(this.#table.thread.get(i));
    const onCpu = this.#openOnCpu.get(this.#table.cpu.get(i));
    const near = (chain: Chain | undefined): chain is Chain =>
      chain !== undefined && chain.hasNbl && !chain.delivered && !chain.dropped && ticks - chain.lastTicks <= NBL_WINDOW;
    const chain = near(last?.chain) ? last.chain : near(onCpu) ? onCpu : undefined;
    if (chain === undefined) {
      const alone = this.chains.create(ticks);
      alone.dropped = true;
      this.chains.push(alone, JOINED.FIRST, 1);
      return alone;
    }
    this.#adoptPrevious(chain, i);
    chain.dropped = true;
    this.#openOnCpu.delete(this.#table.cpu.get(i));
    this.chains.push(chain, JOINED.ADJACENCY, chain === last?.chain ? 0.9 : 0.6);
    return chain;
  }

  /** Without a frame of its own a passage belongs to the frame before it on the same thread. */
  #adoptPrevious(chain: Chain, i: number): void {
    const { previous } = chain;
    chain.previous = undefined;
    if (previous === undefined || chain.key !== 0 || previous.delivered || this.chains.same(chain, previous)) return;
    this.chains.unite(previous.id, chain.id);
    this.chains.explain(chain.first, JOINED.ADJACENCY, 0.8);
    chain.key = previous.key;
    chain.payload = previous.payload;
    inherit(chain, previous);
    if (chain.key !== 0) this.#byKey.set(this.#onClock(i, chain.key), chain);
  }

  #translated(i: number, ticks: number): Chain {
    const keys = this.#facts.keys(i);
    const found = keys.key === 0 ? undefined : this.#fresh(this.#byKey.get(this.#onClock(i, keys.key)), ticks, FRAME_WINDOW);
    const last = this.#byThread.get(this.#table.thread.get(i));
    const chain = found ?? (last !== undefined && ticks - last.ticks <= ADJACENT * 10 && last.chain.key !== 0 ? last.chain : undefined);
    if (chain === undefined) {
      const fresh = this.chains.create(ticks);
      this.#remember(fresh, keys, i, ticks);
      fresh.translating = true;
      this.chains.push(fresh, JOINED.FIRST, 1);
      return fresh;
    }
    chain.translating = true;
    this.chains.push(chain, found === undefined ? JOINED.ADJACENCY : JOINED.NAT, found === undefined ? 0.8 : 1);
    return chain;
  }

  #frame(i: number, ticks: number, dropped: boolean): Chain {
    const keys = this.#facts.keys(i);
    const group = this.#facts.pktmon(i);
    const last = this.#byThread.get(this.#table.thread.get(i));
    // An NBL step just before on this thread that has no frame yet: this frame is its content.
    const step =
      last !== undefined && last.chain.hasNbl && last.chain.key === 0 && last.kind !== SIGHTING.FRAME && ticks - last.ticks <= ADJACENT
        ? last.chain
        : undefined;
    const grouped = group === "" ? undefined : this.#fresh(this.#byPktmon.get(group), ticks, PKTMON_WINDOW);
    const match = grouped === undefined ? this.#match(i, keys, ticks, step, last) : { chain: grouped, by: JOINED.PKTMON, confidence: 1 };
    let chain: Chain;
    if (match !== undefined && step !== undefined && !this.chains.same(match.chain, step)) {
      // The passage turns out to be a later part of a journey that is known by its frame.
      this.chains.unite(match.chain.id, step.id);
      this.chains.explain(step.first, match.by, match.confidence);
      chain = step;
      inherit(chain, match.chain);
      this.chains.push(chain, match.by, match.confidence);
    } else if (match !== undefined) {
      chain = match.chain;
      this.chains.push(chain, match.by, match.confidence);
    } else if (step !== undefined) {
      chain = step;
      this.chains.push(chain, JOINED.ADJACENCY, 0.95);
    } else {
      chain = this.chains.create(ticks);
      this.chains.push(chain, JOINED.FIRST, 1);
    }
    chain.previous = undefined;
    if (group !== "") this.#byPktmon.set(group, chain);
    if (dropped) chain.dropped = true;
    this.#remember(chain, keys, i, ticks);
    return chain;
  }

  /** The journey whose packet this frame is. */
  #match(
    i: number,
    keys: FrameKeys,
    ticks: number,
    step: Chain | undefined,
    last: LastOnThread | undefined,
  ): { readonly chain: Chain; readonly by: number; readonly confidence: number } | undefined {
    if (keys.key === 0) return undefined;
    // Of like packets close together, the one that this thread has just been busy with.
    const here = last !== undefined && last.chain.key === keys.key && ticks - last.ticks <= ADJACENT ? last.chain : undefined;
    const same = here ?? this.#fresh(this.#byKey.get(this.#onClock(i, keys.key)), ticks, this.#frameWindow);
    if (same !== undefined && samePayload(same.payload, keys.payload)) {
      const place = this.#table.place.get(i);
      const again = step !== undefined && !this.chains.same(step, same) && step.entries.some((entry) => same.entries.includes(entry));
      const seen = same.frames.findLast((frame) => frame.place === place);
      const copy = seen !== undefined && seen === same.frames[same.frames.length - 1] && ticks - seen.ticks <= COPY_WINDOW;
      if (again || (seen !== undefined && !copy)) return undefined;
      if (same.lastMachine !== this.#table.machine.get(i)) return { chain: same, by: JOINED.MACHINE, confidence: 0.9 };
      return { chain: same, by: keys.tunnel ? JOINED.TUNNEL : JOINED.FRAME, confidence: 0.99 };
    }
    const other = this.#byAnyKey.get(this.#onClock(i, keys.anyKey));
    if (other !== undefined && other.keys.key !== keys.key && ticks - other.chain.lastTicks <= NAT_WINDOW && samePayload(other.chain.payload, keys.payload)) {
      if (this.#translations.joins(other.keys, keys)) return { chain: other.chain, by: JOINED.NAT, confidence: 0.99 };
      if (other.chain.translating) return { chain: other.chain, by: JOINED.NAT, confidence: 0.95 };
      if (this.#translations.empty && halfEqual(other.keys, keys)) return { chain: other.chain, by: JOINED.NAT, confidence: 0.8 };
    }
    return this.#segment(i, keys, ticks);
  }

  /** A frame whose bytes lie inside a larger one of the same flow that was seen just before: large send offload. */
  #segment(i: number, keys: FrameKeys, ticks: number): { readonly chain: Chain; readonly by: number; readonly confidence: number } | undefined {
    if ((keys.protocol & 0xff) !== 6 || keys.payloadLength === 0) return undefined;
    const large = this.#large.get(this.#onClock(i, flowKey(keys)));
    if (large === undefined || ticks - large.chain.lastTicks > SEGMENT_WINDOW) return undefined;
    const at = (keys.sequence - large.from) >>> 0;
    return at + keys.payloadLength <= large.bytes && keys.payloadLength < large.bytes
      ? { chain: large.chain, by: JOINED.SEGMENTATION, confidence: 0.95 }
      : undefined;
  }

  #remember(chain: Chain, keys: FrameKeys, i: number, ticks: number): void {
    if (keys.key === 0) return;
    chain.key = keys.key;
    if (keys.payload !== 0) chain.payload = keys.payload;
    const kind = this.#table.kind.get(i);
    if (kind !== SIGHTING.TRANSLATED && kind !== SIGHTING.FORWARDED) {
      chain.translating = false;
      if (chain.frames.length >= MAX_PLACES) chain.frames.shift();
      chain.frames.push({ place: this.#table.place.get(i), ticks });
    }
    this.#byKey.set(this.#onClock(i, keys.key), chain);
    if (keys.anyKey !== 0) this.#byAnyKey.set(this.#onClock(i, keys.anyKey), { chain, keys });
    if ((keys.protocol & 0xff) === 6 && keys.payloadLength > LARGE_PAYLOAD)
      this.#large.set(this.#onClock(i, flowKey(keys)), { chain, from: keys.sequence, bytes: keys.payloadLength });
  }

  /** Frames of machines whose clocks cannot be compared are kept apart. Numbers below 2^53 stay such. */
  #onClock(i: number, key: number): number {
    if (this.#clocks.length === 0) return key;
    const group = this.#clocks[this.#table.machine.get(i)]?.group ?? 0;
    return group === 0 ? key : (key + group * 0x1_0000_0000) % Number.MAX_SAFE_INTEGER;
  }

  #fresh(chain: Chain | undefined, ticks: number, window: number): Chain | undefined {
    return chain !== undefined && ticks - chain.lastTicks <= window ? chain : undefined;
  }

  #sweep(ticks: number): void {
    for (const [key, chain] of this.#byKey) if (ticks - chain.lastTicks > this.#frameWindow) this.#byKey.delete(key);
    for (const [key, { chain }] of this.#byAnyKey) if (ticks - chain.lastTicks > NAT_WINDOW) this.#byAnyKey.delete(key);
    for (const [key, chain] of this.#byNbl) if (ticks - chain.lastTicks > NBL_WINDOW) this.#byNbl.delete(key);
    for (const [key, chain] of this.#byPktmon) if (ticks - chain.lastTicks > PKTMON_WINDOW) this.#byPktmon.delete(key);
    for (const [key, last] of this.#byThread) if (ticks - last.ticks > NBL_WINDOW) this.#byThread.delete(key);
    for (const [key, large] of this.#large) if (ticks - large.chain.lastTicks > SEGMENT_WINDOW) this.#large.delete(key);
  }
}

/** What an older chain saw counts for the one that goes on in its stead. */
function inherit(chain: Chain, older: Chain): void {
  chain.frames.unshift(...older.frames.slice(-MAX_PLACES));
  if (chain.entries.length < MAX_PLACES) chain.entries.push(...older.entries.slice(0, MAX_PLACES));
}

function samePayload(a: number, b: number): boolean {
  return a === 0 || b === 0 || a === b;
}

/** One end of the packet is the same on both sides: what a translation of the other end looks like. */
function halfEqual(a: FrameKeys, b: FrameKeys): boolean {
  const source = a.source === b.source && a.ports >>> 16 === b.ports >>> 16;
  const destination = a.destination === b.destination && (a.ports & 0xffff) === (b.ports & 0xffff);
  return source !== destination;
}

function flowKey(keys: FrameKeys): number {
  // 53 bits are enough to tell the flows of one moment apart.
  return ((keys.source ^ Math.imul(keys.destination, 0x9e3779b1)) >>> 0) * 0x200000 + ((keys.ports ^ (keys.ports >>> 11)) & 0x1fffff);
}
