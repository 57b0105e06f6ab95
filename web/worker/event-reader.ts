import type { EventHeader } from "../trace/event.js";
import { parseEventHeader } from "../trace/event-header.js";
import type { Scanner } from "./scanner.js";
import { readBlob } from "./source-reader.js";
import type { BufferRecord, TraceIndex } from "./trace-index.js";

/** Expanded buffers kept for the rows that are looked at next. */
const IMAGE_BUDGET = 64 << 20;

export interface StoredEvent {
  readonly header: EventHeader;
  /** The event's bytes, header first: a view of a shared image, not to be kept or transferred. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly buffer: BufferRecord;
}

/** Brings events back from the file by row: their payloads are never kept. */
export class EventReader {
  readonly #index: TraceIndex;
  readonly #scanner: Scanner;
  /** Most recently used last. */
  readonly #images = new Map<BufferRecord, Uint8Array<ArrayBuffer>>();
  #held = 0;

  constructor(index: TraceIndex, scanner: Scanner) {
    this.#index = index;
    this.#scanner = scanner;
  }

  /** Undefined when the bytes no longer hold an event there (the file changed). */
  async read(row: number): Promise<StoredEvent | undefined> {
    const buffer = this.#index.bufferOf(row);
    if (buffer === undefined) return undefined;
    // Most reads hit a kept image: no waiting then.
    const image = this.#kept(buffer) ?? (await this.#load(buffer));
    const at = this.#index.offset.get(row);
    const header = parseEventHeader(image, at, image.length);
    return header === undefined ? undefined : { header, bytes: image.subarray(at, at + header.size), buffer };
  }

  /** `length` bytes at `offset` of the image of the buffer that holds `row`. */
  async bytes(row: number, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const buffer = this.#index.bufferOf(row);
    if (buffer === undefined) return new Uint8Array(0);
    const image = this.#kept(buffer) ?? (await this.#load(buffer));
    return image.subarray(offset, offset + length);
  }

  #kept(buffer: BufferRecord): Uint8Array<ArrayBuffer> | undefined {
    const image = this.#images.get(buffer);
    if (image === undefined) return undefined;
    this.#images.delete(buffer);
    this.#images.set(buffer, image);
    return image;
  }

  async #load(buffer: BufferRecord): Promise<Uint8Array<ArrayBuffer>> {
    const file = this.#index.sources[buffer.source]?.file;
    if (file === undefined) return new Uint8Array(0);
    const bytes = await readBlob(file.blob, file.name, buffer.at, buffer.at + buffer.diskSize);
    const compressed = buffer.compression !== 0;
    if (compressed) this.#scanner.setFormat(buffer.compression);
    const image = compressed ? (this.#scanner.expand({ bytes, compressed: true, filled: buffer.filled, time: 0n }) ?? bytes) : bytes.subarray(0, buffer.filled);
    if (!this.#images.has(buffer)) this.#held += image.length;
    this.#images.set(buffer, image);
    for (const [oldest, old] of this.#images) {
      if (this.#held <= IMAGE_BUDGET || oldest === buffer) break;
      this.#images.delete(oldest);
      this.#held -= old.length;
    }
    return image;
  }
}
