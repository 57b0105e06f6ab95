import { BitSet } from "../core/bit-set.js";
import type { OpenedTrace } from "./opened-trace.js";

/** The way back from the order of the file, in which filters read a trace: which packet an entry is, which index a row has. */
export class PacketRows {
  readonly #trace: OpenedTrace;
  /** Packet of an entry, plus 1. */
  readonly #packets: Uint32Array<ArrayBuffer>;
  /** Entries of events that report a drop. */
  readonly #drops: BitSet;
  #indexes: Uint32Array<ArrayBuffer> | undefined;

  constructor(trace: OpenedTrace) {
    const { index, packets } = trace;
    this.#trace = trace;
    this.#packets = new Uint32Array(index.entries.length);
    this.#drops = new BitSet(index.entries.length);
    for (let i = 0; i < packets.length; i++) this.#packets[packets.entry.get(i)] = i + 1;
    for (let i = 0; i < packets.dropEntry.length; i++) this.#drops.add(packets.dropEntry.get(i));
  }

  /** The packet whose (first) frame is in this entry, or -1. */
  packetOf(entry: number): number {
    return (this.#packets[entry] ?? 0) - 1;
  }

  isDrop(entry: number): boolean {
    return this.#drops.has(entry);
  }

  /** Index of a row. The table is a word per event, so it is made only when somebody asks. */
  indexOf(row: number): number {
    this.#indexes ??= inverse(this.#trace.index.order);
    return this.#indexes[row] ?? 0;
  }
}

function inverse(order: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const indexes = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) indexes[order[i] ?? 0] = i;
  return indexes;
}
