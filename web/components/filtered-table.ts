import type { ReactiveController, ReactiveControllerHost } from "lit";
import { persistently, standing } from "../app/filtered-rows.js";
import type { TraceSession } from "../app/session.js";
import type { TableSource } from "./table-model.js";

export interface FilterableRows<Row> {
  readonly session: TraceSession;
  readonly kind: "event" | "packet";
  /** How many there are without a filter. */
  readonly all: number;
  readonly fetch: (from: number, count: number, filter: string | undefined) => Promise<readonly Row[]>;
}

/**
 * The rows of a view under the filter in force. A row is selected by its index in the trace and shown at its position among those that fit.
 * While a filter is worked out, the rows before it stay; a view that is not shown waits until it is.
 */
export class FilteredTable<Row extends { readonly index: number }> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #rows: FilterableRows<Row>;
  #stop: (() => void) | undefined;
  source: TableSource<Row>;
  /** The filter that `source` is for. */
  filter = "";
  busy = false;
  failed = "";
  /** Index of the selected row, -1 for none. */
  selected = -1;
  /** Where it stands in `source`, -1 when it does not. */
  position = -1;
  /** The filter being worked out. */
  #wanted = "";
  #located = -1;
  /** The filter that was in force when the row was selected. */
  #selectedUnder = "";

  constructor(host: ReactiveControllerHost, rows: FilterableRows<Row>) {
    this.#host = host;
    this.#rows = rows;
    this.source = this.#unfiltered();
    host.addController(this);
  }

  /** The selected row is one of those that the filter hides. */
  get hiddenSelection(): boolean {
    return this.filter !== "" && this.selected >= 0 && this.position < 0 && this.#located === this.selected;
  }

  hostConnected(): void {
    this.#stop = this.#rows.session.state.subscribe(this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  /** The same view for another trace. */
  show(rows: FilterableRows<Row>): void {
    this.#stop?.();
    this.#rows = rows;
    this.filter = this.#wanted = this.failed = "";
    this.source = this.#unfiltered();
    this.hostConnected();
  }

  /** By hand: the mark moves at once, since holding a key must not wait for the worker. */
  async select(position: number): Promise<void> {
    const { session, kind, fetch } = this.#rows;
    if (this.filter === "") {
      session.select({ kind, index: position });
      return;
    }
    this.position = position;
    this.#host.requestUpdate();
    const [row] = await this.source.fetch(position, 1).catch((): readonly Row[] => []);
    if (row === undefined || this.position !== position || fetch !== this.#rows.fetch) return;
    this.#located = row.index;
    session.select({ kind, index: row.index });
  }

  readonly #follow = (): void => {
    const { session, kind } = this.#rows;
    const { filter, selection, view, phase } = session.state.value;
    if (phase.kind !== "ready") return;
    const selected = selection?.kind === kind ? selection.index : -1;
    if (selected !== this.selected) {
      this.selected = selected;
      this.#selectedUnder = filter;
      this.#host.requestUpdate();
      if (this.#wanted === this.filter) void this.#locate();
    }
    if (filter !== this.#wanted && view === `${kind}s`) void this.#apply(filter);
  };

  async #locate(): Promise<void> {
    const { selected, filter } = this;
    if (filter === "" || selected < 0) {
      this.position = selected;
      return;
    }
    if (selected === this.#located) return;
    const { session, kind } = this.#rows;
    try {
      const { position, there } = await standing(session, kind, filter, selected);
      if (selected !== this.selected || filter !== this.filter) return;
      this.#located = selected;
      this.position = there && position !== undefined ? position : -1;
    } catch {
      // the rows will say what is wrong
      this.position = -1;
    }
    this.#host.requestUpdate();
  }

  async #apply(filter: string): Promise<void> {
    this.#wanted = filter;
    this.failed = "";
    this.#located = -1;
    this.#host.requestUpdate();
    const { selected } = this;
    if (filter === "") {
      this.busy = false;
      this.filter = "";
      this.source = this.#unfiltered();
      this.position = selected;
      return;
    }
    this.busy = true;
    const rows = this.#rows;
    const { session, kind } = rows;
    const current = (): boolean => this.#wanted === filter && this.#rows === rows;
    try {
      const found = await standing(session, kind, filter, Math.max(0, selected));
      if (!current()) return;
      this.filter = filter;
      this.source = this.#filtered(filter, found.total, selected < 0 ? undefined : found.position);
      this.position = selected >= 0 && found.there && found.position !== undefined ? found.position : -1;
      this.#located = selected;
      this.busy = false;
      session.noteHits(kind, filter, found.total);
      // a row that a new filter hides is let go; whoever leads to a hidden row later still gets to see it
      if (selected >= 0 && selected === this.selected && !found.there && this.#selectedUnder !== filter) session.select(undefined);
      else if (selected !== this.selected) void this.#locate();
    } catch (e) {
      if (!current()) return;
      this.busy = false;
      this.failed = e instanceof Error ? e.message : String(e);
    }
    this.#host.requestUpdate();
  }

  #unfiltered(): TableSource<Row> {
    const { all, fetch } = this.#rows;
    return { total: all, fetch: (from, count) => fetch(from, count, undefined) };
  }

  #filtered(filter: string, total: number, start: number | undefined): TableSource<Row> {
    const { session, fetch } = this.#rows;
    const wanted = (): boolean => session.state.value.filter === filter;
    return { total, fetch: (from, count) => persistently(() => fetch(from, count, filter), wanted), ...(start === undefined ? {} : { start }) };
  }
}
