import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import type { TraceSession } from "../app/session.js";
import { ROW_HEIGHT, type Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import type { TraceSummary } from "../core/api.js";
import { clock, count, sinceStart } from "../core/format.js";
import type { Store } from "../core/store.js";
import "./hopscope-detail.js";
import "./hopscope-split.js";
import "./hopscope-table.js";
import type { HopscopeTable } from "./hopscope-table.js";
import { shared } from "./shared-styles.js";
import type { TableColumn, TableSource } from "./table-model.js";

/** What the packet view and the event view have in common: a table, and the selected row opened up beside it. */
export abstract class RowView<Row> extends LitElement {
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
        display: flex;
        margin-inline-start: auto;
      }

      .choice button {
        min-height: 24px;
        border-radius: 0;
      }

      .choice button:first-child {
        border-radius: 6px 0 0 6px;
      }

      .choice button:last-child {
        border-inline-start: 0;
        border-radius: 0 6px 6px 0;
      }

      .choice button[aria-pressed="true"] {
        background: var(--sel);
      }

      .none {
        width: min(640px, 100% - 24px);
        margin: 24px auto;
        overflow: auto;
      }

      .none p {
        padding: 12px;
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
  protected abstract makeSource(): TableSource<Row>;

  #source: TableSource<Row> | undefined;
  #selection: StoreController<TraceSession["state"]["value"], number> | undefined;
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
    if (changed.has("session") || changed.has("summary")) this.#source = this.makeSource();
    this.#selection ??= new StoreController(this, this.session.state, ({ selection }) => (selection?.kind === this.kind ? selection.index : -1));
    this.preferences ??= new StoreController(this, this.settings, (values) => values);
  }

  override render(): TemplateResult | typeof nothing {
    const values = this.preferences?.value;
    if (this.#source === undefined || values === undefined) return nothing;
    const selected = this.#selection?.value ?? -1;
    return html`<div class="tools">
        <h1>${this.heading}</h1>
        <small>${count(this.#source.total)} by time</small>
        <div class="choice" role="group" aria-label="Times">
          ${this.#times(values, "absolute", "Time of day")}${this.#times(values, "relative", "Since start")}
        </div>
      </div>
      ${
        this.#source.total === 0
          ? this.empty()
          : html`<hopscope-split name="detail-share" .dock=${values.dock} ?open=${selected >= 0}>
              <hopscope-table
                .source=${this.#source}
                .columns=${this.columns}
                .label=${this.heading}
                .rowHeight=${ROW_HEIGHT[values.density]}
                .selected=${selected}
                @row-select=${this.#select}
              ></hopscope-table>
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
            </hopscope-split>`
      }`;
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
    this.session.select({ kind: this.kind, index: event.detail });
  };

  readonly #close = (): void => {
    this.session.select(undefined);
    this.table?.focus();
  };
}
