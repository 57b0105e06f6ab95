import { inPiece, PIECE_ROWS, Uint32Column } from "./columns.js";

type Piece = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

const PIECE_BITS = Math.log2(PIECE_ROWS);

/** A column of numbers that are nearly always small: each piece is as narrow as its largest number allows. */
export class NarrowColumn extends Uint32Column {
  readonly #pieces: Piece[] = [];
  #length = 0;

  override get length(): number {
    return this.#length;
  }

  override get(i: number): number {
    return this.#pieces[i >>> PIECE_BITS]?.[inPiece(i)] ?? 0;
  }

  override set(i: number, value: number): void {
    if (i < this.#length) this.#put(i, value);
  }

  override push(value: number): void {
    if (inPiece(this.#length) === 0) this.#pieces.push(new Uint8Array(PIECE_ROWS));
    this.#put(this.#length++, value);
  }

  override append(values: Uint32Array<ArrayBuffer>): void {
    for (const value of values) this.push(value);
  }

  override adopt(values: Uint32Array<ArrayBuffer>): void {
    this.append(values);
  }

  /** A copy of 32 bits each. */
  override piece(i: number): Uint32Array<ArrayBuffer> | undefined {
    const piece = this.#pieces[i >>> PIECE_BITS];
    return piece === undefined ? undefined : Uint32Array.from(piece);
  }

  override *pieces(): Generator<Uint32Array<ArrayBuffer>, void, undefined> {
    for (let from = 0; from < this.#length; from += PIECE_ROWS) {
      const piece = this.piece(from);
      if (piece !== undefined) yield piece.subarray(0, this.#length - from);
    }
  }

  #put(i: number, value: number): void {
    const at = i >>> PIECE_BITS;
    let piece = this.#pieces[at];
    if (piece === undefined) return;
    if (value > 0xff && piece.BYTES_PER_ELEMENT < 4 && value >>> (8 * piece.BYTES_PER_ELEMENT) !== 0) {
      piece = value > 0xffff ? Uint32Array.from(piece) : Uint16Array.from(piece);
      this.#pieces[at] = piece;
    }
    piece[inPiece(i)] = value;
  }
}
