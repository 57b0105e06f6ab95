import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Selection, TraceSession } from "../app/session.js";
import type { View } from "../core/api.js";
import type { SortedPage, SortedQuery } from "../core/nat-flow.js";
import type { TableSource } from "./table-model.js";

export interface SortableRows<Row, Sort> {
  readonly session: TraceSession;
  readonly view: View;
  readonly kind: Selection["kind"];
  readonly ask: (query: SortedQuery<Sort>) => Promise<SortedPage<Row>>;
  readonly indexOf: (row: Row) => number;
}

/**
 * The rows of a view under the filter in force and in the order chosen. A row is selected by its number and shown where it stands in the list.
 * The rows before a change stay until the new list is known; a view that is not shown waits until it is.
 */
export class SortedRows<Row, Sort extends string> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #rows: SortableRows<Row, Sort>;
  #stop: (() => void) | undefined;
  source: TableSource<Row> | undefined;
  /** When there are rows, or when it is known why there are none. */
  loaded: Promise<void> = Promise.resolve();
  /** What `source` is for. */
  filter = "";
  sort: Sort;
  /** How many there are without a filter. */
  all = 0;
  busy = false;
  failed = "";
  /** Number of the selected row, -1 for none, and where it stands, -1 where the filter hides it. */
  selected = -1;
  position = -1;
  #wanted: string | undefined;
  #newest = 0;
  /** Counts what was selected: an answer about an older selection says nothing of the newer one. */
  #choice = 0;
  /** The order that `source` is in. */
  #listed: Sort | undefined;

  constructor(host: ReactiveControllerHost, rows: SortableRows<Row, Sort>, sort: Sort) {
    this.#host = host;
    this.#rows = rows;
    this.sort = sort;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = this.#rows.session.state.subscribe(this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  /** The same view for another trace, or for the same with other names. */
  show(rows: SortableRows<Row, Sort>): void {
    this.#stop?.();
    this.#rows = rows;
    this.#wanted = undefined;
    this.source = undefined;
    this.hostConnected();
  }

  sortBy(sort: Sort): void {
    this.sort = sort;
    void this.#load();
  }

  /** By hand: the mark moves at once, since holding a key must not wait for the worker. */
  async select(position: number): Promise<void> {
    const { source } = this;
    const { session, kind, indexOf } = this.#rows;
    const choice = ++this.#choice;
    this.position = position;
    this.#host.requestUpdate();
    const [row] = (await source?.fetch(position, 1).catch((): readonly Row[] => [])) ?? [];
    if (row === undefined || choice !== this.#choice || source !== this.source) return;
    this.selected = indexOf(row);
    session.select({ kind, index: this.selected });
    this.#host.requestUpdate();
  }

  readonly #follow = (): void => {
    const { session, kind, view: own } = this.#rows;
    const { filter, selection, view, phase } = session.state.value;
    if (phase.kind !== "ready") return;
    // what was selected stays open here while something of another kind is selected elsewhere
    const selected = selection === undefined ? -1 : selection.kind === kind ? selection.index : this.selected;
    const moved = selected !== this.selected;
    this.selected = selected;
    if (moved) {
      this.#choice++;
      this.#host.requestUpdate();
    }
    if (view !== own || (filter === this.#wanted && !moved)) return;
    this.#wanted = filter;
    this.loaded = this.#load();
  };

  async #load(): Promise<void> {
    const newest = ++this.#newest;
    const rows = this.#rows;
    const { sort, selected } = this;
    const choice = this.#choice;
    const filter = this.#wanted ?? "";
    const narrow = filter === "" ? {} : { filter };
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const all = filter === "" ? undefined : await rows.ask({ limit: 0 });
      const found = await rows.ask({ limit: 0, sort, ...narrow, ...(selected < 0 ? {} : { near: selected }) });
      if (newest !== this.#newest || rows !== this.#rows) return;
      this.failed = "";
      this.all = (all ?? found).total;
      if (choice === this.#choice) this.position = found.position ?? -1;
      if (this.source === undefined || this.filter !== filter || this.#listed !== sort) {
        this.filter = filter;
        this.#listed = sort;
        this.source = { total: found.total, fetch: async (offset, limit) => (await rows.ask({ offset, limit, sort, ...narrow })).rows };
      }
    } catch (e) {
      if (newest !== this.#newest || rows !== this.#rows) return;
      this.failed = e instanceof Error ? e.message : String(e);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }
}
