import { BUFFER_TYPE, type BufferHeader } from "./buffer.js";
import { LOG_MODE } from "./log-file-header.js";

/** Where a buffer belongs in the order of time: buffers of one part and one lane follow one another by their numbers. */
export interface LanePlace {
  /** 0 but for what was appended to a file: each session that did so is a part of its own, and numbers its buffers anew. */
  readonly part: number;
  /** The CPU's number, one lane for all CPUs where the session had no buffers per CPU, or the header buffers. */
  readonly lane: string;
}

/** Finds the lane of each buffer of a file, in the order of the file. */
export class Lanes {
  readonly #append: boolean;
  readonly #oneLane: boolean;
  /** By lane of the current part the number of its last buffer. */
  readonly #last = new Map<string, bigint>();
  #part = 0;

  constructor(mode: number) {
    this.#append = (mode & LOG_MODE.APPEND) !== 0;
    this.#oneLane = (mode & LOG_MODE.NO_PER_CPU_BUFFERS) !== 0;
  }

  place({ type, cpu, sequence }: Pick<BufferHeader, "type" | "cpu" | "sequence">): LanePlace {
    const lane = type === BUFFER_TYPE.HEADER ? "header" : this.#oneLane ? "one" : String(cpu);
    if (this.#append) {
      // A CPU's buffers are written in the order of their numbers; when these fall, another session goes on in the file.
      const last = this.#last.get(lane);
      if (last !== undefined && sequence <= last) {
        this.#part++;
        this.#last.clear();
      }
      this.#last.set(lane, sequence);
    }
    return { part: this.#part, lane };
  }
}
