import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import type { TraceSession } from "../app/session.js";
import { ROW_HEIGHT, type Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import type { TraceSummary } from "../core/api.js";
import { clock, count, sinceStart } from "../core/format.js";
import type { Store } from "../core/store.js";
import { askCellMenu } from "./cell-menu.js";
import "./hopscope-detail.js";
import "./hopscope-split.js";
import "./hopscope-table.js";
import type { HopscopeTable } from "./hopscope-table.js";
import { shared } from "./shared-styles.js";
import { FilteredTable } from "./filtered-table.js";
import { nothingFits } from "./nothing-fits.js";
import type { CellMenu, TableColumn } from "./table-model.js";

/** What the packet view and the event view have in common: a table, and the selected row opened up beside it. */
export abstract class RowView<Row extends { readonly index: number }> extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        min-height: 0;
      }

      .tools {
        display: flex;
        gap: 10px;
        align-items: baseline;
        padding: 5px 12px;
        border-bottom: 1px solid var(--line);
        background: var(--panel);
      }

      h1 {
        font-size: 13px;
        font-weight: 700;
        line-height: 24px;
      }

      .choice {
        margin-inline-start: auto;
      }

      .none {
        width: min(640px, 100% - 24px);
        max-height: calc(100% - 48px);
        margin: 24px auto;
        overflow: auto;
        align-self: start;
      }

      .none p {
        padding: 12px;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) settings!: Store<Settings>;
  @property({ attribute: false }) summary!: TraceSummary;
  @query("hopscope-table") private table!: HopscopeTable<Row> | null;

  protected abstract readonly kind: "event" | "packet";
  protected abstract readonly heading: string;
  protected abstract readonly columns: readonly TableColumn<Row>[];
  /** How many rows there are without a filter. */
  protected abstract readonly all: number;
  protected abstract fetch(from: number, rows: number, filter: string | undefined): Promise<readonly Row[]>;

  /** Rows that fit the filter, and which one of them is selected. */
  #rows: FilteredTable<Row> | undefined;
  protected preferences: StoreController<Settings, Settings> | undefined;

  step(by: 1 | -1): void {
    this.table?.step(by);
  }

  async focusRows(): Promise<void> {
    await this.updateComplete;
    await this.table?.updateComplete;
    this.table?.focus();
  }

  override willUpdate(changed: PropertyValues): void {
    this.preferences ??= new StoreController(this, this.settings, (values) => values);
    if (!changed.has("session") && !changed.has("summary")) return;
    const rows = { session: this.session, kind: this.kind, all: this.all, fetch: this.fetch.bind(this) };
    if (this.#rows === undefined) this.#rows = new FilteredTable<Row>(this, rows);
    else this.#rows.show(rows);
  }

  override render(): TemplateResult | typeof nothing {
    const values = this.preferences?.value;
    if (this.#rows === undefined || values === undefined) return nothing;
    return html`<div class="tools">
        <h1>${this.heading}</h1>
        <small>${this.#howMany(this.#rows)}</small>
        <div class="choice" role="group" aria-label="Times">
          ${this.#times(values, "absolute", "Time of day")}${this.#times(values, "relative", "Since start")}
        </div>
      </div>
      ${this.all === 0 ? this.empty() : this.#content(this.#rows, values)}`;
  }

  #content(rows: FilteredTable<Row>, values: Settings): TemplateResult {
    const { selected } = rows;
    return html`<hopscope-split name="detail-share" .dock=${values.dock} ?open=${selected >= 0}>
      ${
        rows.failed !== ""
          ? html`<div class="none panel" role="alert"><p>The filter could not be applied: ${rows.failed}</p></div>`
          : rows.source.total === 0 && rows.filter !== ""
            ? nothingFits(this, rows.filter, this.all, `${this.kind}s`)
            : html`<hopscope-table
                aria-busy=${rows.busy ? "true" : "false"}
                .source=${rows.source}
                .columns=${this.columns}
                .label=${this.heading}
                .rowHeight=${ROW_HEIGHT[values.density]}
                .selected=${rows.position}
                @row-select=${this.#select}
                @cell-menu=${this.#menu}
              ></hopscope-table>`
      }
      ${
        selected < 0
          ? nothing
          : html`<hopscope-detail
              slot="second"
              .session=${this.session}
              .settings=${this.settings}
              .kind=${this.kind}
              .index=${selected}
              @detail-close=${this.#close}
            ></hopscope-detail>`
      }
    </hopscope-split>`;
  }

  #howMany(rows: FilteredTable<Row>): string {
    if (rows.busy) return "filtering…";
    if (rows.filter === "") return `${count(this.all)} by time`;
    const aside = rows.hiddenSelection ? ", the selected one hidden by the filter" : "";
    return `${count(rows.source.total)} of ${count(this.all)} by time${aside}`;
  }

  protected empty(): TemplateResult {
    return html`<div class="none panel"><p>This trace holds none.</p></div>`;
  }

  /** Time of day, or seconds since the trace began, as the settings say. */
  protected time(ns: bigint): string {
    const values = this.preferences?.value;
    return values?.times === "relative" ? sinceStart(ns, this.summary.startNs) : clock(ns, values?.zone ?? "utc").time;
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

  readonly #select = (event: CustomEvent<number>): void => {
    void this.#rows?.select(event.detail);
  };

  readonly #menu = ({ detail }: CustomEvent<CellMenu<Row>>): void => {
    askCellMenu(this, this.table, this.columns, detail);
  };

  readonly #close = (): void => {
    this.session.select(undefined);
    this.table?.focus();
  };
}
