import { Float64Column, Uint32Column } from "../../core/columns.js";

/** Columns that are written and read together, in one Blob: every one begins at a multiple of 8 bytes. */
export interface ColumnGroup {
  readonly blob: Blob;
  readonly columns: ReadonlyMap<string, { readonly at: number; readonly length: number }>;
}

/** Puts columns behind one another. */
export class GroupWriter {
  readonly #parts: (Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>)[] = [];
  readonly #columns = new Map<string, { readonly at: number; readonly length: number }>();
  #at = 0;

  /** The pieces are read when the group is finished. */
  add(name: string, column: Float64Column | Uint32Column | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>): this {
    const pieces = column instanceof Uint32Array || column instanceof Uint8Array ? [column] : [...column.pieces()];
    const at = this.#at;
    for (const piece of pieces) {
      this.#parts.push(piece);
      this.#at += piece.byteLength;
    }
    this.#columns.set(name, { at, length: pieces.reduce((sum, piece) => sum + piece.length, 0) });
    const gap = -this.#at & 7;
    if (gap > 0) this.#parts.push(new Uint8Array(gap));
    this.#at += gap;
    return this;
  }

  finish(): ColumnGroup {
    return { blob: new Blob(this.#parts), columns: this.#columns };
  }
}

/** Gives columns back. They share the memory that the Blob was read into. */
export class GroupReader {
  readonly #bytes: ArrayBuffer;
  readonly #columns: ColumnGroup["columns"];

  private constructor(bytes: ArrayBuffer, columns: ColumnGroup["columns"]) {
    this.#bytes = bytes;
    this.#columns = columns;
  }

  static async read({ blob, columns }: ColumnGroup): Promise<GroupReader> {
    return new GroupReader(await blob.arrayBuffer(), columns);
  }

  /** Throws RangeError when the Blob is shorter than it was written, or never had such a column. */
  words(name: string): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#bytes, ...this.#place(name));
  }

  bytes(name: string): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#bytes, ...this.#place(name));
  }

  fill32(name: string, column: Uint32Column): Uint32Column {
    column.adopt(this.words(name));
    return column;
  }

  fill64(name: string, column: Float64Column): Float64Column {
    column.adopt(new Float64Array(this.#bytes, ...this.#place(name)));
    return column;
  }

  #place(name: string): readonly [at: number, length: number] {
    const column = this.#columns.get(name);
    if (column === undefined) throw new RangeError(`nothing is kept of ${name}`);
    return [column.at, column.length];
  }
}
