import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { persistently } from "../app/filtered-rows.js";
import { CLASS_WORDS } from "../app/journey-text.js";
import type { TraceSession } from "../app/session.js";
import { ROW_HEIGHT, type Settings } from "../app/settings.js";
import type { TraceSummary } from "../core/api.js";
import type { JourneyLine } from "../core/engine-api.js";
import { clock, count, latency, sinceStart } from "../core/format.js";
import type { TimelineFigures } from "../core/timeline.js";
import { crosses, type LossRange } from "../render/timeline/losses.js";
import { askCellMenu, cell } from "./cell-menu.js";
import "./hopscope-table.js";
import type { HopscopeTable } from "./hopscope-table.js";
import { latencyCell } from "./latency-cell.js";
import { outcomeLabel } from "./outcome-label.js";
import { placeLabel } from "./place-label.js";
import { shared } from "./shared-styles.js";
import type { CellMenu, TableColumn, TableSource } from "./table-model.js";

/** The journeys that begin in the range which the timeline shows. */
@customElement("hopscope-timeline-journeys")
export class HopscopeTimelineJourneys extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        min-height: 0;
        height: 100%;
        background: var(--panel);
      }

      header {
        display: flex;
        gap: 10px;
        align-items: baseline;
        padding: 5px 12px;
        border-bottom: 1px solid var(--line);
      }

      .keys {
        margin-inline-start: auto;
      }

      p {
        padding: 12px;
        color: var(--t2);
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) summary!: TraceSummary;
  @property({ attribute: false }) figures: TimelineFigures | undefined;
  @property({ attribute: false }) losses: readonly LossRange[] = [];
  @property() filter = "";
  /** The selected journey, -1 for none. */
  @property({ type: Number }) selected = -1;

  /** Where it stands among the journeys that fit the filter. */
  @state() private position = -1;
  @query("hopscope-table") private table!: HopscopeTable<JourneyLine> | null;
  #source: TableSource<JourneyLine> = { total: 0, fetch: () => Promise.resolve([]) };

  step(by: 1 | -1): void {
    this.table?.step(by);
  }

  focusRows(): void {
    this.table?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("figures");
    const same = before?.firstJourney === this.figures?.firstJourney && before?.journeys === this.figures?.journeys;
    if (changed.has("filter") || changed.has("summary") || (changed.has("figures") && !same)) this.#source = this.#makeSource();
    if (changed.has("selected") || changed.has("filter")) void this.#find();
  }

  override render(): TemplateResult {
    const { figures } = this;
    const at = this.position - (figures?.firstJourney ?? 0);
    return html`<header>
        <h2>Journeys</h2>
        <small>${figures === undefined ? "–" : `in view ${count(figures.journeys)}, by start`}</small>
        ${
          figures?.latency === undefined
            ? nothing
            : html`<small>p50 ${latency(figures.latency.p50Ns)}, p95 ${latency(figures.latency.p95Ns)}, p99 ${latency(figures.latency.p99Ns)}</small>`
        }
        <small class="keys"><kbd>J</kbd> <kbd>K</kbd></small>
      </header>
      ${
        figures?.journeys === 0
          ? html`<p>No journey begins in this range.</p>`
          : html`<hopscope-table
              .source=${this.#source}
              .columns=${this.#columns()}
              label="Journeys in view"
              .rowHeight=${ROW_HEIGHT[this.settings.density]}
              .selected=${this.position >= 0 && at >= 0 && at < (figures?.journeys ?? 0) ? at : -1}
              @row-select=${this.#chosen}
              @row-open=${this.#opened}
              @cell-menu=${this.#menu}
            ></hopscope-table>`
      }`;
  }

  #columns(): readonly TableColumn<JourneyLine>[] {
    return [
      {
        key: "id",
        label: "#",
        width: 76,
        align: "end",
        cell: (row) => html`<span class="t3">${count(row.id)}</span>`,
        value: (row) => cell("journey.id", row.id),
      },
      { key: "start", label: "start", width: 142, mono: true, cell: (row) => this.#time(row.startNs) },
      {
        key: "latency",
        label: "latency µs",
        width: 124,
        align: "end",
        cell: (row) => latencyCell(row, this.#doubtful(row)),
        value: (row) => cell("journey.latency", row.latencyNs),
      },
      { key: "outcome", label: "outcome", width: 100, cell: (row) => outcomeLabel(row.outcome), value: (row) => cell("outcome", row.outcome) },
      { key: "class", label: "path class", width: 110, cell: (row) => CLASS_WORDS[row.pathClass], value: (row) => cell("path.class", row.pathClass) },
      { key: "summary", label: "packet", width: 240, grows: 3, cell: (row) => html`<span title=${row.summary}>${row.summary}</span>` },
      { key: "end", label: "ends at", width: 150, grows: 0.8, cell: (row) => placeLabel(row.end), value: (row) => cell("place.name", row.end.name) },
    ];
  }

  #doubtful(row: JourneyLine): boolean {
    const fromNs = Number(row.startNs - this.summary.startNs);
    return crosses(this.losses, fromNs, fromNs + row.latencyNs);
  }

  #time(ns: bigint): string {
    const { times, zone } = this.settings;
    return times === "relative" ? sinceStart(ns, this.summary.startNs) : clock(ns, zone).time;
  }

  #makeSource(): TableSource<JourneyLine> {
    const { figures, filter, session } = this;
    const first = figures?.firstJourney ?? 0;
    return {
      total: figures?.journeys ?? 0,
      fetch: async (from, limit) => (await this.#lines(session, filter, first + from, limit)).rows,
    };
  }

  #lines(session: TraceSession, filter: string, offset: number, limit: number): ReturnType<TraceSession["journeyLines"]> {
    const wanted = (): boolean => session.state.value.filter === filter;
    return persistently(() => session.journeyLines({ offset, limit, ...(filter === "" ? {} : { filter }) }), wanted);
  }

  async #find(): Promise<void> {
    const { selected, filter, session } = this;
    let position = selected;
    if (selected >= 0 && filter !== "") {
      const found = await session.matches("journey", filter, selected).catch(() => undefined);
      const [line] = found?.position === undefined ? [] : (await this.#lines(session, filter, found.position, 1).catch(() => ({ rows: [] }))).rows;
      position = line?.id === selected ? (found?.position ?? -1) : -1;
    }
    if (selected === this.selected && filter === this.filter) this.position = position;
  }

  readonly #chosen = async ({ detail }: CustomEvent<number>): Promise<void> => {
    const { session, filter, figures } = this;
    this.position = (figures?.firstJourney ?? 0) + detail;
    const [line] = (await this.#lines(session, filter, this.position, 1)).rows;
    if (line !== undefined) session.select({ kind: "journey", index: line.id });
  };

  readonly #opened = (): void => {
    this.dispatchEvent(new CustomEvent("journey-open"));
  };

  readonly #menu = ({ detail }: CustomEvent<CellMenu<JourneyLine>>): void => {
    askCellMenu(this, this.table, this.#columns(), detail);
  };
}
