import { Uint32Column } from "../core/columns.js";
import { NarrowColumn } from "../core/narrow-column.js";
import { JOINED } from "./sightings.js";

/** A journey in the making: what later sightings are compared with. Only chains that were touched lately are kept as objects. */
export interface Chain {
  readonly id: number;
  /** Its oldest sighting. */
  readonly first: number;
  lastTicks: number;
  /** Keys of the newest frame; 0 before the first. */
  key: number;
  payload: number;
  /** Where frames were seen, and when: a frame seen again at a place is a copy only within microseconds. */
  readonly frames: { readonly place: number; readonly ticks: number; readonly sighting: number }[];
  /** NICs through which the packet entered switches: it does so once. */
  readonly entries: number[];
  /** NICs that switches routed it to. */
  readonly exits: number[];
  /** The larger frame that its frame was cut from or went into. */
  whole: { readonly chain: Chain } | undefined;
  /** NBL step without a frame yet, with what came before it on the same thread. */
  previous: Chain | undefined;
  lastMachine: number;
  hasNbl: boolean;
  delivered: boolean;
  dropped: boolean;
  /** A NAT event since the last frame. */
  translating: boolean;
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
    return {
      id,
      first: this.chain.length,
      lastTicks: ticks,
      key: 0,
      payload: 0,
      frames: [],
      entries: [],
      exits: [],
      whole: undefined,
      previous: undefined,
      lastMachine: 0,
      hasNbl: false,
      delivered: false,
      dropped: false,
      translating: false,
    };
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
