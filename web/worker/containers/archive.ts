import type { Problem } from "../../core/api.js";
import { TraceError } from "../../core/errors.js";

/** Expanded bytes that are gathered before they go into a Blob, which the browser may keep on disk. */
const PIECE = 4 << 20;

/** A file that holds others: a cabinet or a zip. */
export interface Archive {
  /** Names of the members, with slashes between folders. */
  readonly names: readonly string[];
  /** The members with these indices of `names`, or why one cannot be had. Rejects with TraceError when that is so of the archive. */
  extract(wanted: readonly number[], expansion: Expansion): Promise<readonly (Blob | TraceError)[]>;
}

/** How much archives may still expand to, and who is told of the progress. */
export class Expansion {
  /** Members that are not what they were when they were packed, and were read all the same. */
  readonly problems: Problem[] = [];
  #left: number;
  readonly #limit: number;
  readonly #tick: (bytes: number) => void;

  /** `tick` learns of bytes that were read; it throws when the reading is to stop. */
  constructor(limit: number, tick: (bytes: number) => void) {
    this.#left = limit;
    this.#limit = limit;
    this.#tick = tick;
  }

  /** Before the first byte is expanded: members may not say that they are larger than what is left. */
  reserve(name: string, bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0)
      throw new TraceError("unsupported", `The members of ${name} say that they expand to more than ${this.#limit} bytes: that much is not unpacked.`);
  }

  read(bytes: number): void {
    this.#tick(bytes);
  }
}

/** Puts expanded bytes together to a Blob, piece by piece: the whole of them never stands in one array. */
export class BlobBuilder {
  readonly #pieces: Blob[] = [];
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #held = 0;
  size = 0;

  write(bytes: Uint8Array<ArrayBuffer>): void {
    this.#chunks.push(bytes);
    this.#held += bytes.length;
    this.size += bytes.length;
    if (this.#held >= PIECE) this.#flush();
  }

  done(): Blob {
    this.#flush();
    return new Blob(this.#pieces);
  }

  #flush(): void {
    this.#pieces.push(new Blob(this.#chunks));
    this.#chunks = [];
    this.#held = 0;
  }
}

/** What an attempt gives, or its TraceError; cancelling is none of them. */
export async function orReason<T>(attempt: () => Promise<T>): Promise<T | TraceError> {
  try {
    return await attempt();
  } catch (e) {
    if (!(e instanceof TraceError) || e.code === "aborted") throw e;
    return e;
  }
}

export function damaged(name: string, what: string, at?: number): TraceError {
  return new TraceError("damaged", `${name} cannot be unpacked: ${what}.`, at);
}

export function unsupported(name: string, what: string): TraceError {
  return new TraceError("unsupported", `${name} cannot be unpacked here: ${what}.`);
}
