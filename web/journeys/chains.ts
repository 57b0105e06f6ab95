import { Uint32Column } from "../core/columns.js";
import { NarrowColumn } from "../core/narrow-column.js";
import { JOINED } from "./sightings.js";

/** Places remembered of one packet: more than any has, and a bound for hostile traces. */
export const MAX_PLACES = 32;

/** Where a frame of a chain was seen; with the ones before it a list, as arrays that grow hold more room than most chains need. */
export interface SeenFrame {
  readonly chain: Chain;
  readonly place: number;
  readonly sighting: number;
  before: SeenFrame | undefined;
}

/** Most chains have one entry, or none. */
const NONE: readonly number[] = [];

/** A journey in the making: what later sightings are compared with. Only chains that were touched lately are kept as objects. */
export class Chain {
  readonly id: number;
  /** Its oldest sighting. */
  readonly first: number;
  lastTicks: number;
  /** Keys of the newest frame; 0 before the first. */
  key = 0;
  payload = 0;
  /** The newest place at which a frame was seen: a frame seen again at a place is a copy only within microseconds. */
  newest: SeenFrame | undefined = undefined;
  newestTicks = 0;
  #frames = 0;
  /** NICs through which the packet entered switches: it does so once. */
  entries = NONE;
  /** NICs that switches routed it to. */
  exits = NONE;
  /** The larger frame that its frame was cut from or went into. */
  whole: { readonly chain: Chain } | undefined = undefined;
  /** NBL step without a frame yet, with what came before it on the same thread. */
  previous: Chain | undefined = undefined;
  lastMachine = 0;
  hasNbl = false;
  delivered = false;
  dropped = false;
  /** A NAT event since the last frame. */
  translating = false;

  constructor(id: number, first: number, ticks: number) {
    this.id = id;
    this.first = first;
    this.lastTicks = ticks;
  }

  /** How many frames are remembered. */
  get frames(): number {
    return this.#frames;
  }

  /** The newest frame at a place. */
  frameAt(place: number): SeenFrame | undefined {
    let frame = this.newest;
    while (frame !== undefined && frame.place !== place) frame = frame.before;
    return frame;
  }

  /** Of too many frames the oldest is forgotten. */
  addFrame(place: number, ticks: number, sighting: number): SeenFrame {
    const frame = { chain: this, place, sighting, before: this.newest };
    this.newest = frame;
    this.newestTicks = ticks;
    if (this.#frames < MAX_PLACES) this.#frames++;
    else cutBehind(frame, this.#frames);
    return frame;
  }

  enter(place: number): void {
    this.entries = [...this.entries, place];
  }

  leave(place: number): void {
    if (this.exits.length < MAX_PLACES) this.exits = [...this.exits, place];
  }

  /** What an older chain saw counts for the one that goes on in its stead. */
  inherit(older: Chain): void {
    if (this.entries.length < MAX_PLACES) this.entries = [...this.entries, ...older.entries.slice(0, MAX_PLACES)];
    let last = this.newest;
    while (last?.before !== undefined) last = last.before;
    for (let frame = older.newest, copied = 0; frame !== undefined && copied < MAX_PLACES; frame = frame.before, copied++) {
      const copy = { ...frame, before: undefined };
      if (last === undefined) {
        this.newest = copy;
        this.newestTicks = older.newestTicks;
      } else last.before = copy;
      last = copy;
      this.#frames++;
    }
  }
}

/** Ends a list behind its first `count`. */
function cutBehind(newest: SeenFrame, count: number): void {
  let frame: SeenFrame | undefined = newest;
  for (let i = 1; i < count && frame !== undefined; i++) frame = frame.before;
  if (frame !== undefined) frame.before = undefined;
}

/** Which sightings belong together: every sighting starts in a chain, chains are united, the root with the oldest sighting wins. */
export class ChainSet {
  /** Of each chain the one that it was united with, itself for a root. */
  readonly parent = new Uint32Column();
  /** Chain of each sighting, how it was joined, and how sure (percent). */
  readonly chain = new Uint32Column();
  readonly by = new NarrowColumn();
  readonly confidence = new NarrowColumn();

  create(ticks: number): Chain {
    const id = this.parent.length;
    this.parent.push(id);
    return new Chain(id, this.chain.length, ticks);
  }

  get length(): number {
    return this.parent.length;
  }

  root(id: number): number {
    let at = id;
    for (;;) {
      const parent = this.parent.get(at);
      if (parent === at) return at;
      // Halving: each look makes the way of the next one shorter.
      const grand = this.parent.get(parent);
      this.parent.set(at, grand);
      at = grand;
    }
  }

  same(a: Chain, b: Chain): boolean {
    return this.root(a.id) === this.root(b.id);
  }

  /** The older root survives, so that journeys are numbered by their first sighting. */
  unite(a: number, b: number): void {
    const [x, y] = [this.root(a), this.root(b)];
    if (x < y) this.parent.set(y, x);
    else if (y < x) this.parent.set(x, y);
  }

  /** Puts the next sighting into a chain. */
  push(chain: Chain, by: number, confidence: number): void {
    this.chain.push(chain.id);
    this.by.push(by);
    this.confidence.push(Math.round(confidence * 100));
  }

  /** A later finding about why a sighting, so far the first of its chain, belongs to an older one. */
  explain(sighting: number, by: number, confidence: number): void {
    if (this.by.get(sighting) !== JOINED.FIRST) return;
    this.by.set(sighting, by);
    this.confidence.set(sighting, Math.round(confidence * 100));
  }
}
