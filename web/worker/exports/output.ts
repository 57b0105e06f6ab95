import type { Progress } from "../../core/engine-api.js";
import { TraceError } from "../../core/errors.js";

/** Finished bytes are handed to the browser's Blob store from here on, so that memory stays small. */
const FLUSH_BYTES = 8 << 20;
/** Characters of text that are encoded at once. */
const ENCODE_CHARACTERS = 1 << 18;
const REPORT_EVERY_MS = 100;

/** Where an export goes: collects bytes or text in a Blob, tells progress, and ends with TraceError "aborted" when told so. */
export class Output {
  readonly #onProgress: (progress: Progress) => void;
  readonly #aborted: () => boolean;
  readonly #encoder = new TextEncoder();
  readonly #parts: Blob[] = [];
  #pending: Uint8Array<ArrayBuffer>[] = [];
  #held = 0;
  #text = "";
  #bytes = 0;
  #reported = performance.now();
  /** Rows that will be written, for progress; known when a writer begins. */
  total = 0;

  constructor(onProgress: (progress: Progress) => void, aborted: () => boolean) {
    this.#onProgress = onProgress;
    this.#aborted = aborted;
  }

  text(text: string): void {
    this.#text += text;
    if (this.#text.length >= ENCODE_CHARACTERS) this.#encode();
  }

  bytes(chunk: Uint8Array<ArrayBuffer>): void {
    if (this.#text !== "") this.#encode();
    if (chunk.length === 0) return;
    this.#pending.push(chunk);
    this.#bytes += chunk.length;
    this.#held += chunk.length;
    if (this.#held >= FLUSH_BYTES) this.#flush();
  }

  /** After each row. */
  async row(done: number): Promise<void> {
    const now = performance.now();
    if (now - this.#reported < REPORT_EVERY_MS) return;
    this.#reported = now;
    const written = this.#bytes + this.#text.length;
    this.#onProgress({ bytesDone: written, bytesTotal: Math.round((written / Math.max(1, done)) * Math.max(done, this.total)), events: done });
    // Kept images make whole runs of rows synchronous: let the message that stops this come in.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (this.#aborted()) throw new TraceError("aborted", `Saving was cancelled after ${done} of ${this.total} rows.`);
  }

  blob(type: string): Blob {
    this.#encode();
    this.#flush();
    return new Blob(this.#parts, { type });
  }

  #encode(): void {
    const bytes = this.#encoder.encode(this.#text);
    this.#text = "";
    this.bytes(bytes);
  }

  #flush(): void {
    if (this.#pending.length > 0) this.#parts.push(new Blob(this.#pending));
    this.#pending = [];
    this.#held = 0;
  }
}
