import type { BitSet } from "../core/bit-set.js";
import { sourceOf } from "./filter-names.js";
import type { TraceIndex } from "./trace-index.js";

/** Names that follow, with those of types, from a row's type, thread and CPU: many rows, few such triples. */
const OF_TRIPLE: ReadonlySet<string> = new Set(["pid", "tid", "cpu"]);
/** Triples that verdicts are kept for, a byte each. */
const MAX_TRIPLES = 1 << 24;

/** A byte is 0 as long as nobody asked. */
const NO = 1;
const YES = 2;
const OPEN = 3;

/** Decides rows by the type, thread and CPU that they have, each such triple once. */
export class ColumnFilter {
  readonly #index: TraceIndex;
  readonly #decide: (row: number) => boolean | undefined;
  readonly #threads: number;
  /** Verdicts of one CPU. */
  readonly #stride: number;
  readonly #verdicts: Uint8Array<ArrayBuffer>;

  private constructor(index: TraceIndex, threads: number, cpus: number, decide: (row: number) => boolean | undefined) {
    this.#index = index;
    this.#threads = threads;
    this.#stride = cpus > 1 ? index.types.length * threads : 0;
    this.#verdicts = new Uint8Array(index.types.length * threads * cpus);
    this.#decide = decide;
  }

  /** Undefined when the names of a filter need more than that, or when there are too many triples. `decide` is undefined for what has to be read. */
  static of(index: TraceIndex, threads: number, names: ReadonlySet<string>, decide: (row: number) => boolean | undefined): ColumnFilter | undefined {
    if (![...names].every((name) => OF_TRIPLE.has(name) || sourceOf(name) === "type")) return undefined;
    const cpus = names.has("cpu") ? index.buffers.reduce((most, { cpu }) => Math.max(most, cpu), 0) + 1 : 1;
    return index.types.length * threads * cpus <= MAX_TRIPLES ? new ColumnFilter(index, threads, cpus, decide) : undefined;
  }

  /** The rows from `base` on whose types and threads are given: adds each that fits to `found`, and each that has to be read to `open`. */
  run(types: Uint32Array<ArrayBuffer>, threads: Uint32Array<ArrayBuffer>, base: number, found: BitSet, open: number[]): void {
    const verdicts = this.#verdicts;
    const width = this.#threads;
    const end = types.length;
    for (let i = 0; i < end;) {
      const buffer = this.#stride === 0 ? undefined : this.#index.bufferOf(base + i);
      const stop = buffer === undefined ? end : Math.min(end, Math.max(i + 1, buffer.firstRow + buffer.rows - base));
      const first = (buffer?.cpu ?? 0) * this.#stride;
      for (; i < stop; i++) {
        const at = first + (types[i] as number) * width + (threads[i] as number);
        let verdict = verdicts[at] as number;
        if (verdict === 0) {
          const decided = this.#decide(base + i);
          verdict = decided === undefined ? OPEN : decided ? YES : NO;
          verdicts[at] = verdict;
        }
        if (verdict === YES) found.add(base + i);
        else if (verdict === OPEN) open.push(base + i);
      }
    }
  }
}
