import type { FrameNumbers } from "../journeys/sightings.js";
import { inPiece, PIECE_ROWS, type Uint32Column } from "../core/columns.js";
import { ABI } from "./abi.js";

const TCP = 6;

/**
 * The keys of a frame (wasm/assembly/frame.ts), read from the column when they are asked for: joining looks at each frame several times, at few
 * of its numbers. They stay as they are for as long as the trace is open.
 */
export class EntryKeys implements FrameNumbers {
  readonly #words: Uint32Array<ArrayBuffer>;
  readonly #at: number;

  private constructor(words: Uint32Array<ArrayBuffer>, at: number) {
    this.#words = words;
    this.#at = at;
  }

  /** `first`: where in the column the keys begin. */
  static at(column: Uint32Column, first: number): EntryKeys {
    const at = inPiece(first);
    const words = at + ABI.FRAME_KEYS <= PIECE_ROWS ? column.piece(first) : undefined;
    return words === undefined
      ? new EntryKeys(
          Uint32Array.from({ length: ABI.FRAME_KEYS }, (_, word) => column.get(first + word)),
          0,
        )
      : new EntryKeys(words, at);
  }

  get key(): number {
    return this.#word(0);
  }
  get anyKey(): number {
    return this.#word(1);
  }
  get payload(): number {
    return this.#word(2);
  }
  get source(): number {
    return this.#word(3);
  }
  get destination(): number {
    return this.#word(4);
  }
  get ports(): number {
    return this.#word(5);
  }
  get protocol(): number {
    return this.#word(6);
  }
  get wireLength(): number {
    return this.#word(7) & 0xffff;
  }
  get windowScale(): number {
    return this.#word(7) >>> 28;
  }
  get sequence(): number {
    return this.#word(8);
  }
  get acknowledgement(): number {
    return this.#word(9);
  }
  get datagram(): number {
    return this.fragment || (this.#word(6) & 0xff) !== TCP ? this.#word(9) : 0;
  }
  get window(): number {
    return this.#word(10) & 0xffff;
  }
  get payloadLength(): number {
    return this.#word(10) >>> 16;
  }
  get fragment(): boolean {
    return ((this.#word(6) >>> 16) & ABI.FRAME_FRAGMENT) !== 0;
  }
  get tunnel(): boolean {
    return ((this.#word(6) >>> 8) & ABI.FRAME_TUNNEL) !== 0;
  }

  #word(n: number): number {
    return this.#words[this.#at + n] as number;
  }
}
