import { KeyTable } from "../core/key-table.js";
import { inSpans, type Work } from "../core/work.js";
import { ChainSet, type Chain, type SeenFrame } from "./chains.js";
import { Parts, wasHere, type PartMatch } from "./parts.js";
import { JOINED, SIGHTING, type FrameKeys, type MachineClock, type SightingFacts, type SightingTable } from "./sightings.js";

// All spans in ticks of 100 ns.
/** A frame of the same packet may be seen this long after the last one: queues inside a host are short, but a proxy or a pause may lie between. */
const FRAME_WINDOW = 500_000;
/** The same frame again where it was last seen is a capture copy within this; later, or after it moved on, it is another packet. */
const COPY_WINDOW = 500;
/** Events on one thread belong together when so little lies between them. */
const ADJACENT = 1_000;
/** An NBL that was not heard of for so long is another one at the same address. */
const NBL_WINDOW = 10_000_000;
const NAT_WINDOW = 50_000;
/** Packets of the same bytes that are under way together keep their order for so long; later, the newest one is it. */
const TWIN_WINDOW = 10_000;
const MAX_TWINS = 16;
/** NBLs of one CPU that a drop could mean: the oldest ones are no longer open, their delivery was lost. */
const MAX_OPEN = 16;
const PKTMON_WINDOW = 100_000_000;
/** Every so many sightings, what has grown old is forgotten: memory follows the rate, not the length of the trace. */
const SWEEP_EVERY = 65_536;

const TCP = 6;
const ACK = 0x10;

/** Translations that WinNat told of. */
export interface Translations {
  /** Whether one packet could carry tuple `a` on one side of a NAT and `b` on the other: hashes and ports as in FrameKeys. */
  joins(a: FrameKeys, b: FrameKeys): boolean;
  /** No session was told of at all: then only the arithmetic of headers can say. */
  readonly empty: boolean;
}

interface LastOnThread {
  chain: Chain;
  kind: number;
  ticks: number;
}

/** The journey that a frame belongs to, and why; `part`: as a part or the whole of it, so with a chain of its own. */
interface Match {
  readonly chain: Chain;
  readonly by: number;
  readonly confidence: number;
  readonly part?: PartMatch;
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
  readonly #byKey = new KeyTable<Chain>();
  readonly #byAnyKey = new KeyTable<SeenFrame>();
  /** Packets of the same bytes that followed one another closely, the oldest first. */
  readonly #twins = new Map<number, Chain[]>();
  readonly #byNbl = new KeyTable<Chain>();
  readonly #byPktmon = new KeyTable<Chain>();
  readonly #byThread = new KeyTable<LastOnThread>();
  /** NBLs that are not delivered yet, by CPU, the newest last: what drops without a pointer are attributed to. */
  readonly #openOnCpu = new Map<number, Chain[]>();
  readonly #parts = new Parts(this.chains);

  constructor(table: SightingTable, facts: SightingFacts, translations: Translations) {
    this.#table = table;
    this.#facts = facts;
    this.#translations = translations;
    this.#clocks = table.clocks;
    this.#frameWindow = FRAME_WINDOW + table.clocks.reduce((most, { error }) => Math.max(most, error), 0);
  }

  *run(): Work<ChainSet> {
    yield* inSpans(this.#table.length, (from, to) => {
      this.#pass(from, to);
    });
    return this.chains;
  }

  #pass(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const ticks = this.#table.ticks.get(i);
      if (i % SWEEP_EVERY === SWEEP_EVERY - 1) this.#sweep(ticks);
      const kind = this.#table.kind.get(i);
      const chain = this.#join(i, kind, ticks);
      chain.lastTicks = ticks;
      chain.lastMachine = this.#table.machine.get(i);
      const thread = this.#table.thread.get(i);
      const last = this.#byThread.get(thread);
      if (last === undefined) this.#byThread.set(thread, { chain, kind, ticks });
      else {
        last.chain = chain;
        last.kind = kind;
        last.ticks = ticks;
      }
    }
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
        return this.#facts.pktmon(i) === 0 && this.#facts.keys(i).key === 0 ? this.#dropped(i, ticks) : this.#frame(i, ticks, true);
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
    const from = kind === SIGHTING.ROUTED ? this.#table.from.get(i) : 0;
    const over =
      chain === undefined ||
      ticks - chain.lastTicks > NBL_WINDOW ||
      (kind === SIGHTING.ROUTED && (chain.delivered || (from !== 0 && chain.entries.length > 0 && !chain.entries.includes(from))));
    if (chain === undefined || over) {
      const fresh = this.#received(i, ticks);
      if (kind === SIGHTING.DELIVERED) this.#deliver(fresh, i);
      return fresh;
    }
    if (kind === SIGHTING.DELIVERED) this.#deliver(chain, i);
    else chain.leave(this.#table.place.get(i));
    this.chains.push(chain, JOINED.NBL, 1);
    return chain;
  }

  #open(i: number, ticks: number): Chain {
    const chain = this.chains.create(ticks);
    chain.hasNbl = true;
    chain.enter(this.#table.from.get(i) === 0 ? this.#table.place.get(i) : this.#table.from.get(i));
    const nbl = this.#facts.nbl(i);
    if (nbl !== 0) this.#byNbl.set(nbl, chain);
    const cpu = this.#table.cpu.get(i);
    const open = this.#openOnCpu.get(cpu);
    if (open === undefined) this.#openOnCpu.set(cpu, [chain]);
    else {
      if (open.length >= MAX_OPEN) open.shift();
      open.push(chain);
    }
    return chain;
  }

  #close(chain: Chain, i: number): void {
    const open = this.#openOnCpu.get(this.#table.cpu.get(i));
    const at = open?.lastIndexOf(chain) ?? -1;
    if (at >= 0) open?.splice(at, 1);
  }

  #deliver(chain: Chain, i: number): void {
    this.#adoptPrevious(chain, i);
    chain.delivered = true;
    this.#close(chain, i);
  }

  /** 53 to 60 name no packet: the last NBL of this thread that was not delivered, else the one that is open on this CPU. */
  #dropped(i: number, ticks: number): Chain {
    const last = this.#byThread.get(this.#table.thread.get(i))?.chain;
    const place = this.#table.place.get(i);
    const fits = (chain: Chain): boolean =>
      chain.hasNbl && !chain.delivered && !chain.dropped && ticks - chain.lastTicks <= NBL_WINDOW && couldDrop(chain, place);
    const open = this.#openOnCpu.get(this.#table.cpu.get(i))?.filter(fits) ?? [];
    const ofThread = last !== undefined && fits(last);
    const newest = ofThread ? last : open[open.length - 1];
    // Another thread's NBL is meant only where no other one could be: of several, the newest by far.
    const rival = open[open.length - 2];
    const alone = rival === undefined || (newest !== undefined && newest.lastTicks - rival.lastTicks > ADJACENT);
    if (newest === undefined || (!ofThread && !alone)) {
      const unknown = this.chains.create(ticks);
      unknown.dropped = true;
      this.chains.push(unknown, JOINED.FIRST, 1);
      return unknown;
    }
    this.#adoptPrevious(newest, i);
    newest.dropped = true;
    this.#close(newest, i);
    this.chains.push(newest, JOINED.ADJACENCY, ofThread ? 0.9 : rival === undefined ? 0.6 : 0.4);
    return newest;
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
    chain.inherit(previous);
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
    const grouped = group === 0 ? undefined : this.#fresh(this.#byPktmon.get(group), ticks, PKTMON_WINDOW);
    const match: Match | undefined = grouped === undefined ? this.#match(i, keys, ticks, step, last) : { chain: grouped, by: JOINED.PKTMON, confidence: 1 };
    let chain: Chain;
    if (match?.part !== undefined) {
      chain = step ?? this.chains.create(ticks);
      this.chains.push(chain, match.by, match.confidence);
      this.#uniteParts(chain, match.part);
    } else if (match !== undefined && step !== undefined && !this.chains.same(match.chain, step)) {
      // The passage turns out to be a later part of a journey that is known by its frame.
      this.chains.unite(match.chain.id, step.id);
      this.chains.explain(step.first, match.by, match.confidence);
      chain = step;
      chain.inherit(match.chain);
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
    if (group !== 0) this.#byPktmon.set(group, chain);
    if (dropped) chain.dropped = true;
    this.#remember(chain, keys, i, ticks);
    if (keys.key !== 0) this.#parts.note(chain, keys, this.#table.place.get(i), ticks, this.#group(i), match?.part);
    return chain;
  }

  /** One packet in several frames: each keeps what it is known by. */
  #uniteParts(chain: Chain, { chain: of, confidence, more, first }: PartMatch): void {
    this.chains.unite(of.id, chain.id);
    this.chains.explain(chain.first, JOINED.SEGMENTATION, confidence);
    for (const part of more) {
      this.chains.unite(chain.id, part.chain.id);
      this.chains.explain(part.first, JOINED.SEGMENTATION, confidence);
    }
    if (first !== undefined) this.chains.explain(first.first, JOINED.SEGMENTATION, confidence);
  }

  /** The journey whose packet this frame is. */
  #match(i: number, keys: FrameKeys, ticks: number, step: Chain | undefined, last: LastOnThread | undefined): Match | undefined {
    if (keys.key === 0) return undefined;
    // Of like packets close together, the one that this thread has just been busy with: surely, where it was a step that told its NBL.
    const here = last !== undefined && last.chain.key === keys.key && ticks - last.ticks <= ADJACENT ? last.chain : undefined;
    const stepped = last !== undefined && last.kind !== SIGHTING.FRAME && last.kind !== SIGHTING.DROPPED ? here : undefined;
    const same = stepped ?? this.#twin(i, keys, ticks) ?? here ?? this.#fresh(this.#byKey.get(this.#onClock(i, keys.key)), ticks, this.#frameWindow);
    if (same !== undefined && samePayload(same.payload, keys.payload)) {
      const place = this.#table.place.get(i);
      const again = step !== undefined && !this.chains.same(step, same) && step.entries.some((entry) => same.entries.includes(entry));
      const seen = same.frameAt(place);
      const copy = seen !== undefined && seen === same.newest && ticks - same.newestTicks <= COPY_WINDOW && !this.#sentTwice(i, keys, seen.sighting);
      const wholeWasHere = same.whole !== undefined && seen === undefined && wasHere(same, place);
      if (again || (!copy && (seen !== undefined || wholeWasHere || this.#parts.sawFragment(same, keys, place, this.#group(i))))) {
        const key = this.#onClock(i, keys.key);
        if (ticks - same.lastTicks <= TWIN_WINDOW && !this.#twins.has(key)) this.#twins.set(key, [same]);
        return this.#part(i, keys, ticks);
      }
      if (same.lastMachine !== this.#table.machine.get(i)) return { chain: same, by: JOINED.MACHINE, confidence: 0.9 };
      return { chain: same, by: keys.tunnel ? JOINED.TUNNEL : JOINED.FRAME, confidence: 0.99 };
    }
    const other = this.#byAnyKey.get(this.#onClock(i, keys.anyKey));
    if (other !== undefined && ticks - other.chain.lastTicks <= NAT_WINDOW && samePayload(other.chain.payload, keys.payload)) {
      const before = this.#facts.keys(other.sighting);
      if (before.key === keys.key) return this.#part(i, keys, ticks);
      if (this.#translations.joins(before, keys)) return { chain: other.chain, by: JOINED.NAT, confidence: 0.99 };
      if (other.chain.translating) return { chain: other.chain, by: JOINED.NAT, confidence: 0.95 };
      if (this.#translations.empty && halfEqual(before, keys)) return { chain: other.chain, by: JOINED.NAT, confidence: 0.8 };
    }
    return this.#part(i, keys, ticks);
  }

  /** An acknowledgement without payload and without an IP id may be sent twice within microseconds: copies are heard by different filters. */
  #sentTwice(i: number, keys: FrameKeys, before: number): boolean {
    const six = ((keys.protocol >>> 16) & 0x0f) === 6;
    const acknowledges = six && (keys.protocol & 0xff) === TCP && keys.payloadLength === 0 && ((keys.protocol >>> 8) & 0x3f) === ACK;
    return acknowledges && this.#facts.layer(i) !== 0 && this.#facts.layer(i) === this.#facts.layer(before);
  }

  /** The oldest of several packets alike that has not been here yet. */
  #twin(i: number, keys: FrameKeys, ticks: number): Chain | undefined {
    if (this.#twins.size === 0) return undefined;
    const place = this.#table.place.get(i);
    return this.#twins
      .get(this.#onClock(i, keys.key))
      ?.find((chain) => ticks - chain.lastTicks <= TWIN_WINDOW && !wasHere(chain, place) && samePayload(chain.payload, keys.payload));
  }

  #rememberTwin(key: number, chain: Chain): void {
    const twins = this.#twins.get(key);
    if (twins === undefined) return;
    const at = twins.findIndex((twin) => this.chains.same(twin, chain));
    if (at >= 0) twins[at] = chain;
    else {
      if (twins.length >= MAX_TWINS) twins.shift();
      twins.push(chain);
    }
  }

  #part(i: number, keys: FrameKeys, ticks: number): Match | undefined {
    const part = this.#parts.find(keys, this.#table.place.get(i), ticks, this.#group(i));
    return part === undefined ? undefined : { chain: part.chain, by: JOINED.SEGMENTATION, confidence: part.confidence, part };
  }

  #remember(chain: Chain, keys: FrameKeys, i: number, ticks: number): void {
    if (keys.key === 0) return;
    chain.key = keys.key;
    if (keys.payload !== 0) chain.payload = keys.payload;
    const kind = this.#table.kind.get(i);
    const place = this.#table.place.get(i);
    let frame: SeenFrame;
    if (kind === SIGHTING.TRANSLATED || kind === SIGHTING.FORWARDED) frame = { chain, place, sighting: i, before: undefined };
    else {
      chain.translating = false;
      frame = chain.addFrame(place, ticks, i);
    }
    const key = this.#onClock(i, keys.key);
    this.#byKey.set(key, chain);
    if (this.#twins.size > 0) this.#rememberTwin(key, chain);
    if (keys.anyKey !== 0) this.#byAnyKey.set(this.#onClock(i, keys.anyKey), frame);
  }

  /** Frames of machines whose clocks cannot be compared are kept apart. Numbers below 2^53 stay such. */
  #onClock(i: number, key: number): number {
    const group = this.#group(i);
    return group === 0 ? key : (key + group * 0x1_0000_0000) % Number.MAX_SAFE_INTEGER;
  }

  #group(i: number): number {
    return this.#clocks.length === 0 ? 0 : (this.#clocks[this.#table.machine.get(i)]?.group ?? 0);
  }

  #fresh(chain: Chain | undefined, ticks: number, window: number): Chain | undefined {
    return chain !== undefined && ticks - chain.lastTicks <= window ? chain : undefined;
  }

  #sweep(ticks: number): void {
    this.#byKey.sweep((chain) => ticks - chain.lastTicks <= this.#frameWindow);
    this.#byAnyKey.sweep(({ chain }) => ticks - chain.lastTicks <= NAT_WINDOW);
    this.#byNbl.sweep((chain) => ticks - chain.lastTicks <= NBL_WINDOW);
    this.#byPktmon.sweep((chain) => ticks - chain.lastTicks <= PKTMON_WINDOW);
    this.#byThread.sweep((last) => ticks - last.ticks <= NBL_WINDOW);
    for (const [key, twins] of this.#twins) if (twins.every((twin) => ticks - twin.lastTicks > TWIN_WINDOW)) this.#twins.delete(key);
    this.#parts.sweep(ticks);
  }
}

/** Whether a NIC that reports a drop is on the way of a chain: until it is routed, it may go to any. */
function couldDrop(chain: Chain, place: number): boolean {
  return place === 0 || chain.exits.length === 0 || chain.exits.includes(place) || chain.entries.includes(place);
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
