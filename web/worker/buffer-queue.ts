import type { BufferHeader } from "../trace/buffer.js";
import { EXPANDED_WORDS, STORED_WORDS, type ExpandedPiece, type ExpanderPool } from "./expanders.js";

/** A piece ends when it has so many bytes in the file, or expands to so many. */
const PIECE_BYTES = 1 << 20;
const PIECE_EXPANDED = 16 << 20;

/** A buffer on its way into the index. */
export interface QueuedBuffer {
  readonly at: number;
  readonly header: BufferHeader;
  readonly truncated: boolean;
  readonly diskSize: number;
  /** It is the first of a piece: the compression that the file announces is tried first again. */
  readonly begins: boolean;
}

/** A buffer as it stands in the file, or expanded by somebody else. */
export interface Content {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Set when `bytes` are the image that was made of it; undefined in there when nothing could be made. */
  readonly expanded?: { readonly image: Uint8Array<ArrayBuffer> | undefined; readonly format: number };
}

/** Says where pieces begin: by headers alone, so that it is the same whoever expands them. The buffers of a piece stand behind one another. */
export class PieceCut {
  #end = -1;
  #bytes = 0;
  #expanded = 0;

  /** Whether this compressed buffer begins a piece. */
  begins(at: number, diskSize: number, filled: number): boolean {
    const begins = at !== this.#end || this.#bytes + diskSize > PIECE_BYTES || this.#expanded + filled > PIECE_EXPANDED;
    this.#end = at + diskSize;
    this.#bytes = begins ? diskSize : this.#bytes + diskSize;
    this.#expanded = begins ? filled : this.#expanded + filled;
    return begins;
  }
}

interface OpenPiece {
  readonly buffers: QueuedBuffer[];
  readonly parts: Uint8Array<ArrayBuffer>[];
  bytes: number;
}

/**
 * Hands compressed buffers to the pool a piece at a time and takes them back in the order of the file, whatever else is to be done in between.
 * No more pieces are under way than the pool can be busy with.
 */
export class BufferQueue {
  readonly #pool: ExpanderPool;
  readonly #format: number;
  readonly #take: (buffer: QueuedBuffer, content: Content) => void;
  readonly #again: (at: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
  readonly #tasks: (() => Promise<void>)[] = [];
  #open: OpenPiece | undefined;

  /** `take` gets every buffer, in order; `again` reads bytes of the file that a lost worker had. */
  constructor(
    pool: ExpanderPool,
    format: number,
    take: (buffer: QueuedBuffer, content: Content) => void,
    again: (at: number, length: number) => Promise<Uint8Array<ArrayBuffer>>,
  ) {
    this.#pool = pool;
    this.#format = format;
    this.#take = take;
    this.#again = again;
  }

  /** A compressed buffer. */
  async add(buffer: QueuedBuffer, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (buffer.begins) this.#send();
    this.#open ??= { buffers: [], parts: [], bytes: 0 };
    this.#open.buffers.push(buffer);
    this.#open.parts.push(bytes);
    this.#open.bytes += bytes.length;
    while (this.#tasks.length > Math.max(1, this.#pool.depth)) await this.#tasks.shift()?.();
  }

  /** Something else that has to wait for its turn. */
  inTurn(task: () => void): void {
    this.#send();
    this.#tasks.push(() => {
      task();
      return Promise.resolve();
    });
  }

  /** Ends when everything was taken. */
  async drain(): Promise<void> {
    this.#send();
    for (let task = this.#tasks.shift(); task !== undefined; task = this.#tasks.shift()) await task();
  }

  #send(): void {
    const open = this.#open;
    this.#open = undefined;
    const [first] = open?.buffers ?? [];
    if (open === undefined || first === undefined) return;
    const bytes = new Uint8Array(open.bytes);
    const stored = new Uint32Array(open.buffers.length * STORED_WORDS);
    let at = 0;
    for (const [i, part] of open.parts.entries()) {
      bytes.set(part, at);
      at += part.length;
      stored.set([at, open.buffers[i]?.header.filled ?? 0], i * STORED_WORDS);
    }
    const { buffers } = open;
    const result = this.#pool.expand({ bytes, stored, format: this.#format });
    this.#tasks.push(async () => {
      const made = await result;
      if (made === undefined) this.#takeStored(buffers, bytes.length > 0 ? bytes : await this.#again(first.at, at));
      else this.#takeExpanded(buffers, made);
    });
  }

  #takeStored(buffers: readonly QueuedBuffer[], bytes: Uint8Array<ArrayBuffer>): void {
    let at = 0;
    for (const buffer of buffers) {
      this.#take(buffer, { bytes: bytes.subarray(at, at + buffer.diskSize) });
      at += buffer.diskSize;
    }
  }

  #takeExpanded(buffers: readonly QueuedBuffer[], { images, expanded }: ExpandedPiece): void {
    let at = 0;
    for (const [i, buffer] of buffers.entries()) {
      const length = expanded[i * EXPANDED_WORDS] ?? -1;
      const image = length < 0 ? undefined : images.subarray(at, at + length);
      at += Math.max(0, length);
      this.#take(buffer, { bytes: images.subarray(0, 0), expanded: { image, format: expanded[i * EXPANDED_WORDS + 1] ?? 0 } });
    }
  }
}
