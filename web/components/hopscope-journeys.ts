import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { CAPTURE_COMMANDS } from "../app/capture-commands.js";
import { journeyPosition } from "../app/journey-position.js";
import { CLASS_WORDS } from "../app/journey-text.js";
import type { TraceSession } from "../app/session.js";
import { ROW_HEIGHT, type Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import { persistently } from "../app/filtered-rows.js";
import type { JourneyRow, Page, Query, TraceSummary } from "../core/api.js";
import type { JourneyFacts, JourneyLine, JourneySort } from "../core/engine-api.js";
import { clock, count, counted, latency, sinceStart } from "../core/format.js";
import type { Store } from "../core/store.js";
import { askCellMenu, cell } from "./cell-menu.js";
import "./hopscope-capture-commands.js";
import "./hopscope-detail.js";
import { journeysStyles } from "./hopscope-journeys.styles.js";
import "./hopscope-ladder.js";
import type { HopscopeLadder } from "./hopscope-ladder.js";
import "./hopscope-split.js";
import "./hopscope-table.js";
import type { HopscopeTable } from "./hopscope-table.js";
import { icon } from "./icons.js";
import { latencyCell } from "./latency-cell.js";
import { nothingFits } from "./nothing-fits.js";
import { outcomeLabel } from "./outcome-label.js";
import { placeLabel } from "./place-label.js";
import { shared } from "./shared-styles.js";
import type { CellMenu, TableColumn, TableSource } from "./table-model.js";

interface Opened {
  readonly kind: "event" | "packet";
  readonly index: number;
}

/** Every journey of the trace, and the ladder of the selected one. */
@customElement("hopscope-journeys")
export class HopscopeJourneys extends LitElement {
  static override styles = [shared, journeysStyles];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) settings!: Store<Settings>;
  @property({ attribute: false }) summary!: TraceSummary;

  @state() private sort: JourneySort = "start";
  @state() private facts: JourneyFacts | undefined;
  @state() private row: JourneyRow | undefined;
  @state() private failed = "";
  /** Position of the journey in the table's order, -1 while it is not known. */
  @state() private position = -1;
  @state() private sighting = -1;
  @state() private opened: Opened | undefined;
  @query("hopscope-table") private table!: HopscopeTable<JourneyLine> | null;
  @query("hopscope-ladder") private ladder!: HopscopeLadder | null;

  /** The filter that the rows fit, and how many do. */
  @state() private fitting = { filter: "", total: 0 };
  /** Why the filter in force does not hold here. */
  @state() private unfiltered = "";

  /** The journey to be shown; it stays when a row of another view is selected. */
  #wanted = -1;
  /** What was chosen in the table stands where it was chosen: no need to look for it. */
  #chosen: { readonly id: number; readonly position: number; readonly source: TableSource<JourneyLine> | undefined } | undefined;
  #busy = false;
  #source: TableSource<JourneyLine> | undefined;
  #selection: StoreController<TraceSession["state"]["value"], number> | undefined;
  #preferences: StoreController<Settings, Settings> | undefined;
  #filter: StoreController<TraceSession["state"]["value"], string> | undefined;
  /** The filter that was asked for last. */
  #asked = "";

  step(by: 1 | -1): void {
    this.table?.step(by);
  }

  async focusRows(): Promise<void> {
    await this.updateComplete;
    await this.table?.updateComplete;
    this.table?.focus();
  }

  override willUpdate(changed: PropertyValues): void {
    this.#selection ??= new StoreController(this, this.session.state, ({ selection }) => (selection?.kind === "journey" ? selection.index : -1));
    this.#preferences ??= new StoreController(this, this.settings, (values) => values);
    // a view that is not shown waits with the filter until it is
    this.#filter ??= new StoreController(this, this.session.state, ({ filter, view }) => (view === "journeys" ? filter : this.#asked));
    if (changed.has("session") || changed.has("summary")) {
      this.fitting = { filter: (this.#asked = ""), total: this.summary.journeys };
      void this.#start(this.summary);
    }
    if (this.#filter.value !== this.#asked) void this.#fit(this.#filter.value);
    if (changed.has("session") || changed.has("summary") || changed.has("sort") || changed.has("fitting")) this.#source = this.#makeSource();
    if (this.#selection.value >= 0) this.#want(this.#selection.value);
  }

  override updated(): void {
    this.toggleAttribute("detailed", this.opened !== undefined);
  }

  override render(): TemplateResult | typeof nothing {
    const values = this.#preferences?.value;
    if (this.#source === undefined || values === undefined) return nothing;
    return html`<div class="tools">
        <h1>Journeys</h1>
        <small>${this.#howMany()}</small>
        ${this.unfiltered === "" ? nothing : html`<small class="lost">${this.unfiltered}</small>`} ${this.#shortcuts()}
        ${this.summary.journeys === 0 ? nothing : html`<small class="keys"><kbd>J</kbd> <kbd>K</kbd> journey <kbd>Enter</kbd> <kbd>↑</kbd> <kbd>↓</kbd> sighting</small>`}
        <div class="choice" role="group" aria-label="Times">
          ${this.#times(values, "absolute", "Time of day")}${this.#times(values, "relative", "Since start")}
        </div>
      </div>
      ${this.summary.journeys === 0 ? this.#empty() : this.#content(this.#source, values)}`;
  }

  #howMany(): string {
    const { filter, total } = this.fitting;
    return `${count(total)}${filter === "" ? "" : ` of ${count(this.summary.journeys)}`} by ${this.sort.endsWith("latency") ? "latency" : "start"}`;
  }

  #content(source: TableSource<JourneyLine>, values: Settings): TemplateResult {
    return html`<hopscope-split name="journey-share" label="Size of the ladder" .share=${74} dock="below" open>
      ${
        source.total === 0
          ? nothingFits(this, this.fitting.filter, this.summary.journeys, "journeys")
          : html`<hopscope-table
              .source=${source}
              .columns=${this.#columns()}
              label="Journeys"
              .rowHeight=${ROW_HEIGHT[values.density]}
              .selected=${this.position}
              @row-select=${this.#rowSelected}
              @cell-menu=${this.#menu}
              @row-open=${this.#rowOpened}
              @column-sort=${this.#sorted}
            ></hopscope-table>`
      }
      <div slot="second" class="second">
        ${
          this.failed !== ""
            ? html`<p class="failed" role="alert">The journey could not be read: ${this.failed}</p>`
            : this.row === undefined
              ? html`<p class="hint">${this.#busy || this.#wanted >= 0 ? "–" : "Select a journey to see its steps."}</p>`
              : this.#journey(this.row, values)
        }
      </div>
    </hopscope-split>`;
  }

  #journey(row: JourneyRow, values: Settings): TemplateResult {
    const { opened } = this;
    return html`<hopscope-split name="sighting-share" label="Size of the sighting's detail" .share=${42} dock="right" ?open=${opened !== undefined}>
      <hopscope-ladder
        .row=${row}
        .zone=${values.zone}
        .selected=${this.sighting}
        @sighting-select=${this.#sightingSelected}
        @ladder-leave=${() => {
          this.table?.focus();
        }}
      ></hopscope-ladder>
      ${
        opened === undefined
          ? nothing
          : html`<hopscope-detail
              slot="second"
              visiting
              .session=${this.session}
              .settings=${this.settings}
              .kind=${opened.kind}
              .index=${opened.index}
              @detail-close=${this.#closeDetail}
            ></hopscope-detail>`
      }
    </hopscope-split>`;
  }

  #shortcuts(): TemplateResult | typeof nothing {
    const { facts } = this;
    if (facts === undefined) return nothing;
    const { firstDropped, slowest } = facts;
    return html`${firstDropped === undefined ? nothing : html`<span class="short">${icon("dropped")}${this.#show(firstDropped, `first of ${count(facts.dropped)} dropped`)}</span>`}
    ${slowest === undefined ? nothing : html`<span class="short">${this.#show(slowest.id, `slowest ${latency(slowest.latencyNs)}`)}</span>`}`;
  }

  #show(id: number, words: string): TemplateResult {
    return html`<button
      class="link"
      type="button"
      @click=${() => {
        this.session.select({ kind: "journey", index: id });
      }}
    >
      ${words}
    </button>`;
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

  #empty(): TemplateResult {
    const { packets, events } = this.summary;
    return html`<section class="none panel" aria-labelledby="none">
      <header><h2 id="none">No journeys in this trace</h2></header>
      <p>
        A journey is one packet at the places it passed.
        ${
          packets === 0
            ? `This trace holds ${counted(events, "event")}, but none of them is a captured frame or a step of a virtual switch.`
            : `This trace holds ${counted(packets, "packet")}, but none that could be followed.`
        }
        These commands record packets on their way; run them as administrator.
      </p>
      <hopscope-capture-commands .commands=${CAPTURE_COMMANDS}></hopscope-capture-commands>
    </section>`;
  }

  #columns(): readonly TableColumn<JourneyLine>[] {
    const order = (key: "start" | "latency"): "ascending" | "descending" | "none" =>
      this.sort === key ? "ascending" : this.sort === `-${key}` ? "descending" : "none";
    const unit = `latency µs`;
    return [
      {
        key: "id",
        label: "#",
        width: 76,
        align: "end",
        cell: (row) => html`<span class="t3">${count(row.id)}</span>`,
        value: (row) => cell("journey.id", row.id),
      },
      { key: "start", label: "start", width: 142, mono: true, sort: order("start"), cell: (row) => this.#time(row.startNs) },
      {
        key: "latency",
        label: unit,
        width: 136,
        align: "end",
        sort: order("latency"),
        cell: (row) => latencyCell(row),
        value: (row) => cell("journey.latency", row.latencyNs, latency(row.latencyNs)),
      },
      { key: "outcome", label: "outcome", width: 104, cell: (row) => outcomeLabel(row.outcome), value: (row) => cell("outcome", row.outcome) },
      { key: "class", label: "path class", width: 116, cell: (row) => CLASS_WORDS[row.pathClass], value: (row) => cell("path.class", row.pathClass) },
      { key: "summary", label: "packet", width: 300, grows: 3, cell: (row) => html`<span title=${row.summary}>${row.summary}</span>` },
      { key: "end", label: "ends at", width: 190, grows: 0.8, cell: (row) => placeLabel(row.end), value: (row) => cell("place.name", row.end.name) },
    ];
  }

  #time(ns: bigint): string {
    const values = this.#preferences?.value;
    return values?.times === "relative" ? sinceStart(ns, this.summary.startNs) : clock(ns, values?.zone ?? "utc").time;
  }

  #makeSource(): TableSource<JourneyLine> {
    const { fitting, sort } = this;
    return { total: fitting.total, fetch: async (offset, limit) => (await this.#lines({ offset, limit, sort }, fitting.filter)).rows };
  }

  #lines(page: Pick<Query, "offset" | "limit"> & { readonly sort?: JourneySort }, filter: string): Promise<Page<JourneyLine>> {
    const { session } = this;
    const wanted = (): boolean => session.state.value.filter === filter;
    return persistently(() => session.journeyLines({ ...page, ...(filter === "" ? {} : { filter }) }), wanted);
  }

  /** The rows before it stay until a filter is worked out. */
  async #fit(filter: string): Promise<void> {
    this.#asked = filter;
    const { summary, session } = this;
    let [total, unfiltered] = [summary.journeys, ""];
    try {
      if (filter !== "") total = (await this.#lines({ limit: 1 }, filter)).total;
    } catch (e) {
      const why = e instanceof Error ? e.message : String(e);
      unfiltered = `The filter could not be applied: ${why}`;
    }
    if (this.#asked !== filter || this.summary !== summary) return;
    this.unfiltered = unfiltered;
    this.fitting = { filter: unfiltered === "" ? filter : "", total };
    if (filter !== "" && unfiltered === "") session.noteHits("journey", filter, total);
    if (this.#wanted >= 0) void this.#load();
  }

  /** Answer first: what went wrong is on the screen before anything is asked for, else what took longest. */
  async #start(summary: TraceSummary): Promise<void> {
    this.facts = undefined;
    this.row = undefined;
    this.#wanted = -1;
    if (summary.journeys === 0) return;
    try {
      const { journeys } = await this.session.facts(1);
      if (this.summary !== summary) return;
      this.facts = journeys;
      const first = journeys.firstDropped ?? journeys.slowest?.id;
      if (this.#wanted < 0 && first !== undefined) this.#want(first);
    } catch (e) {
      if (this.summary === summary) this.failed = e instanceof Error ? e.message : String(e);
    }
  }

  #want(id: number): void {
    if (id === this.#wanted) return;
    this.#wanted = id;
    void this.#load();
  }

  /** One request at a time, then the newest wish: a held key passes many rows. */
  async #load(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (;;) {
      const { session, sort, fitting } = this;
      const id = this.#wanted;
      const [row, position, failed] = await this.#read(id).then(
        (found) => [...found, ""] as const,
        (e: unknown) => [undefined, undefined, e instanceof Error ? e.message : String(e)] as const,
      );
      if (session !== this.session || id !== this.#wanted || sort !== this.sort || fitting !== this.fitting) continue;
      this.#busy = false;
      this.failed = failed;
      this.position = position ?? -1;
      if (row?.id !== this.row?.id) [this.sighting, this.opened] = [-1, undefined];
      this.row = row;
      return;
    }
  }

  async #read(id: number): Promise<readonly [JourneyRow, number | undefined]> {
    const { session, sort, fitting } = this;
    const [row] = (await session.journeys({ offset: id, limit: 1 })).rows;
    if (row === undefined) throw new Error(`there is no journey ${count(id)}: the last one is ${count(this.summary.journeys - 1)}.`);
    const chosen = this.#chosen;
    this.#chosen = undefined;
    if (chosen?.id === id && chosen.source === this.#source) return [row, chosen.position];
    const position = await journeyPosition(row, fitting.total, sort, async (offset) => (await this.#lines({ offset, limit: 1, sort }, fitting.filter)).rows[0]);
    return [row, position];
  }

  readonly #rowSelected = async (event: CustomEvent<number>): Promise<void> => {
    const { session, sort, fitting } = this;
    const source = this.#source;
    const position = event.detail;
    // the mark moves at once: holding a key must not wait for the worker
    this.position = position;
    const [line] = (await this.#lines({ offset: position, limit: 1, sort }, fitting.filter)).rows;
    if (line === undefined || this.position !== position) return;
    this.#chosen = { id: line.id, position, source };
    session.select({ kind: "journey", index: line.id });
  };

  readonly #menu = ({ detail }: CustomEvent<CellMenu<JourneyLine>>): void => {
    askCellMenu(this, this.table, this.#columns(), detail);
  };

  readonly #rowOpened = (): void => {
    this.ladder?.focus();
  };

  readonly #sorted = (event: CustomEvent<string>): void => {
    // the first press shows the slowest, and the earliest
    this.sort = event.detail === "latency" ? (this.sort === "-latency" ? "latency" : "-latency") : this.sort === "start" ? "-start" : "start";
    this.position = -1;
    if (this.#wanted >= 0) void this.#load();
  };

  readonly #sightingSelected = async (event: CustomEvent<number>): Promise<void> => {
    const { session, row } = this;
    this.sighting = event.detail;
    const seen = row?.sightings[event.detail];
    if (seen === undefined) return;
    const [line] = await session.eventLines(seen.event, 1).catch(() => []);
    if (this.row !== row || this.sighting !== event.detail) return;
    this.opened = line?.packet === undefined ? { kind: "event", index: seen.event } : { kind: "packet", index: line.packet };
  };

  readonly #closeDetail = (): void => {
    [this.sighting, this.opened] = [-1, undefined];
    this.table?.focus();
  };
}
