import type { ReactiveController, ReactiveControllerHost } from "lit";
import { persistently } from "../app/filtered-rows.js";
import type { TraceSession } from "../app/session.js";
import type { View } from "../core/api.js";

export interface AskFiltered<T> {
  readonly session: TraceSession;
  /** A view that is not shown waits with the filter until it is. */
  readonly view: View;
  readonly ask: (query: { readonly filter?: string }) => Promise<T>;
}

/** What the worker tells of the journeys under the filter in force. The answer before stays until the next is here. */
export class FilteredAnswer<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #asked: AskFiltered<T>;
  #stop: (() => void) | undefined;
  /** The filter that was asked for last; undefined before anything was. */
  #wanted: string | undefined;
  value: T | undefined;
  /** The filter that `value` is for, and how many journeys fit it. */
  filter = "";
  fits: number | undefined;
  busy = false;
  failed = "";

  constructor(host: ReactiveControllerHost, asked: AskFiltered<T>) {
    this.#host = host;
    this.#asked = asked;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop?.();
    this.#stop = this.#asked.session.state.subscribe(this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  /** For another trace, or for the same one with other names. */
  show(asked: AskFiltered<T>): void {
    this.#asked = asked;
    this.#wanted = this.value = this.fits = undefined;
    this.filter = this.failed = "";
    this.hostConnected();
  }

  readonly #follow = (): void => {
    const { filter, view, phase } = this.#asked.session.state.value;
    if (phase.kind === "ready" && filter !== this.#wanted && (view === this.#asked.view || this.#wanted === undefined)) void this.#apply(filter);
  };

  async #apply(filter: string): Promise<void> {
    const asked = this.#asked;
    const { session, ask } = asked;
    const current = (): boolean => this.#wanted === filter && this.#asked === asked;
    this.#wanted = filter;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const wanted = (): boolean => session.state.value.filter === filter;
      const [value, fits] = await persistently(
        () => Promise.all([ask(filter === "" ? {} : { filter }), filter === "" ? undefined : session.matches("journey", filter)]),
        wanted,
      );
      if (!current()) return;
      [this.value, this.filter, this.fits, this.failed] = [value, filter, fits?.total, ""];
      if (fits !== undefined) session.noteHits("journey", filter, fits.total);
    } catch (e) {
      if (!current()) return;
      this.failed = e instanceof Error ? e.message : String(e);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }
}
