const CHUNK_BITS = 16;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;

/** Rows that stand in one array. */
export const PIECE_ROWS = CHUNK;

/** Where row i stands in its array. */
export function inPiece(i: number): number {
  return i & MASK;
}

/** A growing column of numbers in chunks of 65,536, so that growth never copies what is there. */
class Column<A extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>> {
  readonly #chunks: A[] = [];
  readonly #make: (length: number) => A;
  #length = 0;

  constructor(make: (length: number) => A) {
    this.#make = make;
  }

  get length(): number {
    return this.#length;
  }

  /** The value of row i; undefined behaviour is excluded by the callers' bounds: out of range gives NaN or 0. */
  get(i: number): number {
    return this.#chunks[i >>> CHUNK_BITS]?.[i & MASK] ?? 0;
  }

  /** The array in which row i stands, at `inPiece(i)`. */
  piece(i: number): A | undefined {
    return this.#chunks[i >>> CHUNK_BITS];
  }

  /** Overwrites a row that is there. */
  set(i: number, value: number): void {
    const chunk = this.#chunks[i >>> CHUNK_BITS];
    if (chunk !== undefined && i < this.#length) chunk[i & MASK] = value;
  }

  push(value: number): void {
    const chunk = this.#chunks[this.#length >>> CHUNK_BITS] ?? this.#grow();
    chunk[this.#length & MASK] = value;
    this.#length++;
  }

  append(values: A): void {
    let from = 0;
    while (from < values.length) {
      const chunk = this.#chunks[this.#length >>> CHUNK_BITS] ?? this.#grow();
      const at = this.#length & MASK;
      const n = Math.min(CHUNK - at, values.length - from);
      chunk.set(values.subarray(from, from + n), at);
      this.#length += n;
      from += n;
    }
  }

  /** Takes over all rows of a column that was written to pieces before; this one is still empty. The array is the column's from here on. */
  adopt(values: A): void {
    for (let from = 0; from < values.length; from += CHUNK) {
      const piece = values.subarray(from, from + CHUNK) as A;
      if (piece.length === CHUNK) this.#chunks.push(piece);
      else this.#grow().set(piece);
    }
    this.#length = values.length;
  }

  /** All values as pieces of arrays, from the front to the back: for loops over millions of rows. Not to be kept, as rows may be added. */
  *pieces(): Generator<A, void, undefined> {
    for (let from = 0; from < this.#length; from += CHUNK) {
      const chunk = this.#chunks[from >>> CHUNK_BITS];
      if (chunk !== undefined) yield from + CHUNK <= this.#length ? chunk : (chunk.subarray(0, this.#length - from) as A);
    }
  }

  #grow(): A {
    const chunk = this.#make(CHUNK);
    this.#chunks.push(chunk);
    return chunk;
  }
}

export class Float64Column extends Column<Float64Array<ArrayBuffer>> {
  constructor() {
    super((length) => new Float64Array(length));
  }
}

export class Uint32Column extends Column<Uint32Array<ArrayBuffer>> {
  constructor() {
    super((length) => new Uint32Array(length));
  }
}

/** The row of `value` in rows [0, length) whose values `at` gives in ascending order; -1 where there is none. */
export function findRow(length: number, at: (row: number) => number, value: number): number {
  let low = 0;
  let high = length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = at(middle);
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
