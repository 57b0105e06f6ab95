import { TraceError } from "../core/errors.js";
import type { FilteredKind } from "./filtered-rows.js";
import type { TraceSession } from "./session.js";

/** Long enough to type the next letter. */
const WAIT_MS = 180;

export interface Counted {
  readonly expression: string;
  readonly kind: FilteredKind;
  readonly total: number;
}

/** How many rows a filter would leave that is being typed: asked for when typing pauses, and only the newest answer counts. */
export class DraftCount {
  readonly #told: (counted: Counted) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #newest: symbol | undefined;

  constructor(told: (counted: Counted) => void) {
    this.#told = told;
  }

  ask(session: TraceSession, kind: FilteredKind, expression: string): void {
    this.cancel();
    const newest = (this.#newest = Symbol(expression));
    this.#timer = setTimeout(() => void this.#run(session, kind, expression, newest), WAIT_MS);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#newest = undefined;
  }

  async #run(session: TraceSession, kind: FilteredKind, expression: string, newest: symbol): Promise<void> {
    try {
      const { total } = await session.matches(kind, expression);
      if (this.#newest === newest) this.#told({ expression, kind, total });
    } catch (e) {
      // rows of the filter in force go first; any other failure shows where the rows are
      if (this.#newest === newest && e instanceof TraceError && e.code === "aborted" && session.state.value.phase.kind === "ready")
        this.ask(session, kind, expression);
    }
  }
}
