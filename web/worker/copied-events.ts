import type { SightingTable } from "../journeys/sightings.js";

interface Seen {
  readonly sighting: number;
  readonly sources: number[];
}

/**
 * Files of one machine that overlap: the same file opened twice, copies, rotated parts that repeat what others have. An event that another
 * file has too, of the same time, thread and content, is no sighting of its own; twice in one file it is two.
 */
export class CopiedEvents {
  readonly #table: SightingTable;
  readonly #same: (a: number, b: number) => boolean;
  /** Sightings of the newest time. */
  #now: Seen[] = [];
  #ticks = -1;

  /** `same`: whether two entries have the same content. */
  constructor(table: SightingTable, same: (a: number, b: number) => boolean) {
    this.#table = table;
    this.#same = same;
  }

  /** Whether the event at this position stands for a sighting that is there. Otherwise its sighting is the next one. */
  fold(position: number, entry: number, ticks: number, thread: number, source: number): boolean {
    const { copyEvent, copyOf, entry: entries, thread: threads } = this.#table;
    if (ticks !== this.#ticks) {
      this.#ticks = ticks;
      this.#now = [];
    }
    const known = this.#now.find(
      ({ sighting, sources }) => !sources.includes(source) && threads.get(sighting) === thread && this.#same(entries.get(sighting), entry),
    );
    if (known === undefined) {
      if (this.#now.length < MAX_AT_ONCE) this.#now.push({ sighting: this.#table.length, sources: [source] });
      return false;
    }
    known.sources.push(source);
    copyEvent.push(position);
    copyOf.push(known.sighting);
    return true;
  }
}

/** Events of one time that are compared: clocks tick often enough, and more are made to keep us busy. */
const MAX_AT_ONCE = 1024;
