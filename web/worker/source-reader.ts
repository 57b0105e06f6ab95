import { TraceError } from "../core/errors.js";

/** Bytes of one slice. Small enough to stay in the cache while it is walked, large enough to keep the disk busy. */
const SLICE = 4 << 20;
/** Slices asked for ahead of the one being walked. */
const AHEAD = 3;

/** Reads a Blob from front to back in slices, a few of them in flight. Nothing ever holds the whole file. */
export class SourceReader {
  readonly #blob: Blob;
  readonly #name: string;
  readonly #size: number;
  readonly #slices = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
  readonly #ready = new Map<number, Uint8Array<ArrayBuffer>>();

  constructor(blob: Blob, name: string) {
    this.#blob = blob;
    this.#name = name;
    this.#size = blob.size;
  }

  /** Bytes [from, from + length) if they lie in one slice that is here already: the common case, without waiting. */
  now(from: number, length: number): Uint8Array<ArrayBuffer> | undefined {
    const slice = Math.floor(from / SLICE);
    const at = from - slice * SLICE;
    const bytes = this.#ready.get(slice);
    return bytes !== undefined && at + length <= bytes.length ? bytes.subarray(at, at + length) : undefined;
  }

  /** Bytes [from, from + length), cut at the end of the file. Slices before `from` are forgotten. */
  async load(from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const to = Math.min(from + length, this.#size);
    const first = Math.floor(from / SLICE);
    for (const slice of this.#ready.keys()) if (slice < first) this.#ready.delete(slice);
    for (const slice of this.#slices.keys()) if (slice < first) this.#slices.delete(slice);
    const last = Math.max(first, Math.floor((to - 1) / SLICE));
    for (let slice = first; slice <= last + AHEAD && slice * SLICE < this.#size; slice++) this.#ask(slice);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let slice = first; slice <= last; slice++) {
      const bytes = await this.#slices.get(slice);
      if (bytes === undefined) break;
      this.#ready.set(slice, bytes);
      parts.push(bytes.subarray(slice === first ? from - slice * SLICE : 0, slice === last ? to - slice * SLICE : SLICE));
    }
    if (parts.length === 1 && parts[0] !== undefined) return parts[0];
    const whole = new Uint8Array(Math.max(0, to - from));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #ask(slice: number): void {
    if (this.#slices.has(slice)) return;
    const from = slice * SLICE;
    const promise = readBlob(this.#blob, this.#name, from, Math.min(from + SLICE, this.#size));
    promise.catch(() => undefined); // told when it is waited for
    this.#slices.set(slice, promise);
  }
}

/** Bytes [from, to) of a Blob, all of them: a file that shrank or went away since it was picked is a TraceError that says so. */
export async function readBlob(blob: Blob, name: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await blob.slice(from, to).arrayBuffer());
  } catch (e) {
    const why = e instanceof Error ? e.message : String(e);
    throw new TraceError(
      "read",
      `${name} could not be read at byte ${from}: it was changed, moved or deleted since it was opened, or the disk refused (${why}).`,
      from,
    );
  }
  if (bytes.length !== to - from)
    throw new TraceError(
      "read",
      `${name} ended at byte ${from + bytes.length} although it had ${blob.size} bytes when it was opened: it was cut while being read.`,
      from + bytes.length,
    );
  return bytes;
}
