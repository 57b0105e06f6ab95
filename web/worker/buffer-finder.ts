import type { TraceIndex } from "./trace-index.js";

const BLOCK_BITS = 7;

/** Finds the buffers of rows that are asked for in any order, without a search: for every 128 rows it knows the buffer of the first one. */
export class BufferFinder {
  readonly #firstRows: Uint32Array<ArrayBuffer>;
  readonly #ofBlock: Uint32Array<ArrayBuffer>;

  constructor({ buffers, time }: TraceIndex) {
    this.#firstRows = Uint32Array.from(buffers, ({ firstRow }) => firstRow);
    this.#ofBlock = new Uint32Array((time.length >>> BLOCK_BITS) + 1);
    let buffer = 0;
    for (let block = 0; block < this.#ofBlock.length; block++) {
      while ((this.#firstRows[buffer + 1] ?? Infinity) <= block << BLOCK_BITS) buffer++;
      this.#ofBlock[block] = buffer;
    }
  }

  /** The number of the buffer that holds a row. */
  of(row: number): number {
    let buffer = this.#ofBlock[row >>> BLOCK_BITS] ?? 0;
    while ((this.#firstRows[buffer + 1] ?? Infinity) <= row) buffer++;
    return buffer;
  }
}
