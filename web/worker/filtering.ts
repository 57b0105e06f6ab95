import { TraceError } from "../core/errors.js";
import { FILTER_FIELDS } from "../core/filter/catalogue.js";
import { compileFilter } from "../core/filter/compile.js";
import { evaluate, type RowKind } from "./evaluate.js";
import { evaluateJourneys } from "./evaluate-journeys.js";
import type { Journeys } from "./journeys.js";
import { KnownValues } from "./known-values.js";
import type { OpenedTrace } from "./opened-trace.js";
import { PacketRows } from "./packet-rows.js";
import type { Rows } from "./rows.js";
import { WayValues } from "./way-values.js";

/** What filters are for. */
export type FilteredKind = RowKind | "journey";

/** Results kept, so that paging does not evaluate again: the filter in force and the one before, for each kind. */
const KEPT = 6;

interface Evaluation {
  readonly kind: FilteredKind;
  /** Nobody waits for rows: it only counts for a filter that is being typed. */
  draft: boolean;
  /** Set when it shall end without a result. */
  stopped: TraceError | undefined;
  running: boolean;
  result: Promise<Uint32Array<ArrayBuffer>>;
}

/** Filters of one open trace: which rows fit, and what may be written for them to fit. */
export class Filtering {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #known: KnownValues;
  readonly #ways: WayValues;
  /** By kind and text, most recently used last. */
  readonly #evaluations = new Map<string, Evaluation>();
  #packetRows: PacketRows | undefined;
  #closed = false;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys) {
    this.#trace = trace;
    this.#rows = rows;
    this.#known = new KnownValues(trace, rows);
    this.#ways = new WayValues(trace, rows, journeys);
  }

  /**
   * The indexes of all events, or numbers of all packets or journeys, that fit; ascending. Rejects with TraceError "filter" for a wrong expression, and
   * with "aborted" when the trace is closed. A `draft` is a filter that is being typed: it, too, is "aborted" when the next one for the
   * same kind comes before it is done. With `aborted` a filter is worked out by itself and ends when told so.
   */
  async matches(
    kind: FilteredKind,
    text: string,
    { draft = false, aborted }: { draft?: boolean; aborted?: (() => boolean) | undefined } = {},
  ): Promise<Uint32Array<ArrayBuffer>> {
    const filter = compileFilter(text, FILTER_FIELDS);
    this.#refuseClosed();
    const key = `${kind} ${text.trim()}`;
    const known = this.#evaluations.get(key);
    if (known !== undefined && (!known.running || aborted === undefined)) {
      this.#evaluations.delete(key);
      this.#evaluations.set(key, known);
      known.draft &&= draft;
      return known.result;
    }
    const packetRows = (this.#packetRows ??= new PacketRows(this.#trace));
    const run = (stop: () => void): Promise<Uint32Array<ArrayBuffer>> =>
      kind === "journey"
        ? evaluateJourneys(this.#trace, this.#rows, packetRows, this.#ways, filter, stop)
        : evaluate(this.#trace, this.#rows, packetRows, this.#ways, kind, filter, stop);
    if (aborted !== undefined) {
      return run(() => {
        this.#refuseClosed();
        if (aborted()) throw new TraceError("aborted", "Filtering was cancelled.");
      });
    }
    this.#displace(kind);
    const evaluation: Evaluation = { kind, draft, stopped: undefined, running: true, result: Promise.resolve(new Uint32Array(0)) };
    evaluation.result = run(() => {
      this.#refuseClosed();
      if (evaluation.stopped !== undefined) throw evaluation.stopped;
    });
    this.#evaluations.set(key, evaluation);
    this.#forget();
    try {
      return await evaluation.result;
    } catch (e) {
      if (this.#evaluations.get(key) === evaluation) this.#evaluations.delete(key);
      throw e;
    } finally {
      evaluation.running = false;
    }
  }

  /** Values that a name has in this trace, for completion; empty for names whose values are too many to list. */
  values(name: string): Promise<readonly string[]> {
    return this.#known.of(name, () => {
      this.#refuseClosed();
    });
  }

  /** Everything that runs rejects with TraceError "aborted". */
  close(): void {
    this.#closed = true;
    this.#evaluations.clear();
  }

  #displace(kind: FilteredKind): void {
    for (const [key, evaluation] of this.#evaluations) {
      if (evaluation.kind !== kind || !evaluation.running || !evaluation.draft) continue;
      evaluation.stopped = new TraceError("aborted", "Another filter took the place of this one before it was done.");
      this.#evaluations.delete(key);
    }
  }

  #forget(): void {
    for (const [key, evaluation] of this.#evaluations) {
      if (this.#evaluations.size <= KEPT) return;
      if (!evaluation.running) this.#evaluations.delete(key);
    }
  }

  #refuseClosed(): void {
    if (this.#closed) throw new TraceError("aborted", "The trace was closed while it was being filtered.");
  }
}
