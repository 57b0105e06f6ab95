import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import type { TraceSession } from "../app/session.js";
import { ROW_HEIGHT, type Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import type { TraceSummary } from "../core/api.js";
import { clock, count, sinceStart } from "../core/format.js";
import type { Store } from "../core/store.js";
import { askCellMenu } from "./cell-menu.js";
import "./hopscope-split.js";
import "./hopscope-table.js";
import type { HopscopeTable } from "./hopscope-table.js";
import { nothingFits } from "./nothing-fits.js";
import { SortedRows, type SortableRows } from "./sorted-rows.js";
import type { CellMenu, TableColumn, TableSource } from "./table-model.js";

/** What the views of NAT sessions and of flows have in common: a table in any order, and the selected row opened up below it. */
export abstract class SortedView<Row, Key extends string> extends LitElement {
  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) settings!: Store<Settings>;
  @property({ attribute: false }) summary!: TraceSummary;
  @query("hopscope-table") private table!: HopscopeTable<Row> | null;

  protected abstract readonly heading: string;
  /** "flows" */
  protected abstract readonly words: string;
  /** Per cent that the detail takes. */
  protected abstract readonly share: number;
  /** The orders that there are, in words; the first is the one of time, which begins with the earliest. */
  protected abstract readonly orders: Readonly<Record<Key, string>>;
  protected abstract rowsOf(session: TraceSession): SortableRows<Row, Key | `-${Key}`>;
  /** `sorted` says how a column's head is marked. */
  protected abstract columns(sorted: (key: Key) => NonNullable<TableColumn<Row>["sort"]>): readonly TableColumn<Row>[];
  /** In the slot "second"; it tells `detail-close` when it is to be closed. */
  protected abstract detail(index: number, values: Settings, close: () => void): TemplateResult;
  protected abstract empty(): TemplateResult;

  #rows: SortedRows<Row, Key | `-${Key}`> | undefined;
  #preferences: StoreController<Settings, Settings> | undefined;

  step(by: 1 | -1): void {
    this.table?.step(by);
  }

  async focusRows(): Promise<void> {
    await this.updateComplete;
    await this.#rows?.loaded;
    await this.updateComplete;
    await this.table?.updateComplete;
    this.table?.focus();
  }

  override willUpdate(changed: PropertyValues): void {
    this.#preferences ??= new StoreController(this, this.settings, (values) => values);
    if (changed.has("session") || changed.has("summary")) {
      const rows = this.rowsOf(this.session);
      if (this.#rows === undefined) this.#rows = new SortedRows<Row, Key | `-${Key}`>(this, rows, this.#first);
      else this.#rows.show(rows);
    }
    const { filter, source, all } = this.#rows ?? {};
    if (source !== undefined && filter !== undefined && filter !== "")
      this.session.noteHidden(this.rowsOf(this.session).view, filter, (all ?? 0) - source.total);
  }

  override render(): TemplateResult | typeof nothing {
    const values = this.#preferences?.value;
    const rows = this.#rows;
    if (rows === undefined || values === undefined) return nothing;
    const { source, failed } = rows;
    return html`<div class="tools">
        <h1>${this.heading}</h1>
        <small>${this.#howMany(rows)}</small>
        ${rows.all === 0 ? nothing : this.legend()}
        <div class="choice" role="group" aria-label="Times">
          ${this.#times(values, "absolute", "Time of day")}${this.#times(values, "relative", "Since start")}
        </div>
      </div>
      ${source !== undefined ? (rows.all === 0 ? this.empty() : this.#content(rows, source, values)) : failed === "" ? html`<p class="none" role="status">–</p>` : this.#refused(`The ${this.words} could not be read: ${failed}`)}`;
  }

  protected legend(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** Time of day, or seconds since the trace began, as the settings say. */
  protected time(ns: bigint): string {
    const values = this.#preferences?.value;
    return values?.times === "relative" ? sinceStart(ns, this.summary.startNs) : clock(ns, values?.zone ?? "utc").time;
  }

  #content(rows: SortedRows<Row, Key | `-${Key}`>, source: TableSource<Row>, values: Settings): TemplateResult {
    return html`<hopscope-split name=${`${this.words}-share`} label="Size of the detail" .share=${this.share} dock="below" ?open=${rows.selected >= 0}>
      ${
        rows.failed !== ""
          ? this.#refused(`The filter could not be applied: ${rows.failed}`)
          : source.total === 0
            ? nothingFits(this, rows.filter, rows.all, this.words)
            : html`<hopscope-table
                aria-busy=${rows.busy ? "true" : "false"}
                .label=${this.heading}
                .source=${source}
                .columns=${this.#columns}
                .rowHeight=${ROW_HEIGHT[values.density]}
                .selected=${rows.position}
                @row-select=${(event: CustomEvent<number>) => void rows.select(event.detail)}
                @cell-menu=${this.#menu}
                @column-sort=${this.#sorted}
              ></hopscope-table>`
      }
      ${rows.selected < 0 ? nothing : this.detail(rows.selected, values, this.#close)}
    </hopscope-split>`;
  }

  #refused(words: string): TemplateResult {
    return html`<div class="none panel" role="alert"><p>${words}</p></div>`;
  }

  #howMany({ source, filter, all, sort, busy, selected, position }: SortedRows<Row, Key | `-${Key}`>): string {
    if (source === undefined || all === 0) return "";
    if (busy && filter !== this.session.state.value.filter) return "filtering…";
    const aside = selected >= 0 && position < 0 && !busy ? ", the selected one hidden by the filter" : "";
    return `${count(source.total)}${filter === "" ? "" : ` of ${count(all)}`} by ${this.orders[sort.replace("-", "") as Key]}${aside}`;
  }

  #times(values: Settings, times: Settings["times"], word: string): TemplateResult {
    return html`<button
      type="button"
      aria-pressed=${values.times === times ? "true" : "false"}
      @click=${() => {
        this.settings.update({ times });
      }}
    >
      ${word}
    </button>`;
  }

  get #first(): Key {
    return Object.keys(this.orders)[0] as Key;
  }

  get #columns(): readonly TableColumn<Row>[] {
    const sort = this.#rows?.sort;
    return this.columns((key) => (sort === key ? "ascending" : sort === `-${key}` ? "descending" : "none"));
  }

  readonly #menu = ({ detail }: CustomEvent<CellMenu<Row>>): void => {
    askCellMenu(this, this.table, this.#columns, detail);
  };

  readonly #close = (): void => {
    this.session.select(undefined);
    this.table?.focus();
  };

  readonly #sorted = ({ detail }: CustomEvent<string>): void => {
    const key = detail as Key;
    const back = `-${key}` as const;
    // the first press shows what there is most of, and what came first
    const [first, second] = key === this.#first ? [key, back] : [back, key];
    this.#rows?.sortBy(this.#rows.sort === first ? second : first);
  };
}
