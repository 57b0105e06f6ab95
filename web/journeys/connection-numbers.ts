import { Uint32Column } from "../core/columns.js";
import { NumberTable } from "../core/number-table.js";
import type { FrameKeys } from "./sightings.js";

/** Both directions of a connection as one small number: ends are compared in full, though nothing but numbers is kept. */
export class ConnectionNumbers {
  readonly #newest = new NumberTable();
  readonly #low = new Uint32Column();
  readonly #high = new Uint32Column();
  readonly #ports = new Uint32Column();
  /** Connections of the same hash, plus 1. */
  readonly #before = new Uint32Column();

  get length(): number {
    return this.#low.length;
  }

  of({ source, destination, ports }: FrameKeys): number {
    const [from, to] = [ports >>> 16, ports & 0xffff];
    const down = source > destination || (source === destination && from > to);
    const low = down ? destination : source;
    const high = down ? source : destination;
    const both = down ? ((to << 16) | from) >>> 0 : ports;
    const hash = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0;
    // 21 bits more of the ports, so that only those that are made to do so share a hash.
    const key = hash * 0x200000 + ((both ^ (both >>> 11)) & 0x1fffff);
    const newest = this.#newest.get(key);
    for (let at = newest, looked = 0; at >= 0 && looked < MAX_SAME_HASH; at = this.#before.get(at) - 1, looked++)
      if (this.#low.get(at) === low && this.#high.get(at) === high && this.#ports.get(at) === both) return at;
    this.#low.push(low);
    this.#high.push(high);
    this.#ports.push(both);
    this.#before.push(newest + 1);
    this.#newest.set(key, this.length - 1);
    return this.length - 1;
  }
}

/** Connections of one hash that are compared; more of them are made to keep us busy. */
const MAX_SAME_HASH = 64;
