import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { SWITCH_AND_NAT } from "../app/capture-commands.js";
import { endWords, lifeWords, livedNs } from "../app/nat-text.js";
import type { TraceSession } from "../app/session.js";
import { ROW_HEIGHT, type Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import type { TraceSummary } from "../core/api.js";
import { clock, count, counted, sinceStart, span } from "../core/format.js";
import type { NatLine, NatSort } from "../core/nat-flow.js";
import type { Store } from "../core/store.js";
import { lifeBar } from "../render/life-bar.js";
import { askCellMenu, cell } from "./cell-menu.js";
import "./hopscope-capture-commands.js";
import "./hopscope-nat-session.js";
import "./hopscope-split.js";
import "./hopscope-table.js";
import type { HopscopeTable } from "./hopscope-table.js";
import { lifeBarPicture } from "./life-bar.js";
import { nothingFits } from "./nothing-fits.js";
import { sessionViewStyles } from "./session-views.styles.js";
import { placeColours, shared } from "./shared-styles.js";
import { SortedRows } from "./sorted-rows.js";
import type { CellMenu, TableColumn } from "./table-model.js";

const COMMANDS = [SWITCH_AND_NAT];

/** Every NAT session of the trace with its life, and the selected one opened up. */
@customElement("hopscope-nat")
export class HopscopeNat extends LitElement {
  static override styles = [
    shared,
    placeColours,
    sessionViewStyles,
    css`
      .tools svg.key {
        width: 44px;
        height: 16px;
        margin-inline-end: 6px;
        vertical-align: -4px;
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) settings!: Store<Settings>;
  @property({ attribute: false }) summary!: TraceSummary;
  @query("hopscope-table") private table!: HopscopeTable<NatLine> | null;

  #rows: SortedRows<NatLine, NatSort> | undefined;
  #preferences: StoreController<Settings, Settings> | undefined;

  step(by: 1 | -1): void {
    this.table?.step(by);
  }

  async focusRows(): Promise<void> {
    await this.updateComplete;
    await this.table?.updateComplete;
    this.table?.focus();
  }

  override willUpdate(changed: PropertyValues): void {
    this.#preferences ??= new StoreController(this, this.settings, (values) => values);
    if (changed.has("session") || changed.has("summary")) {
      const { session } = this;
      const rows = {
        session,
        view: "nat",
        kind: "natSession",
        ask: (asked: Parameters<TraceSession["natLines"]>[0]) => session.natLines(asked),
        indexOf: (row: NatLine) => row.index,
      } as const;
      if (this.#rows === undefined) this.#rows = new SortedRows<NatLine, NatSort>(this, rows, "created");
      else this.#rows.show(rows);
    }
    const { filter, source, all } = this.#rows ?? {};
    if (source !== undefined && filter !== undefined && filter !== "") this.session.noteHidden("nat", filter, (all ?? 0) - source.total);
  }

  override render(): TemplateResult | typeof nothing {
    const values = this.#preferences?.value;
    const rows = this.#rows;
    if (rows === undefined || values === undefined) return nothing;
    return html`<div class="tools">
        <h1>NAT sessions</h1>
        <small>${this.#howMany(rows)}</small>
        ${
          rows.all === 0
            ? nothing
            : html`<small
                >${lifeBarPicture(
                  {
                    from: 0,
                    to: 1,
                    begun: true,
                    ended: true,
                    parts: [
                      { from: 0, to: 0.3, lifetimeSeconds: 6, full: false },
                      { from: 0.3, to: 1, lifetimeSeconds: 120, full: true },
                    ],
                    notches: [0.3],
                  },
                  "",
                  "key",
                )}created,
                pale while it was given a short life, state changes, ended</small
              >`
        }
        <div class="choice" role="group" aria-label="Times">
          ${this.#times(values, "absolute", "Time of day")}${this.#times(values, "relative", "Since start")}
        </div>
      </div>
      ${rows.source === undefined ? this.#waiting(rows) : rows.all === 0 ? this.#empty() : this.#content(rows, rows.source, values)}`;
  }

  #howMany({ source, filter, all, sort, busy, selected, position }: SortedRows<NatLine, NatSort>): string {
    if (source === undefined || all === 0) return "";
    if (busy && filter !== this.session.state.value.filter) return "filtering…";
    const order = { created: "creation", packets: "packets", life: "life" }[sort.replace("-", "") as "created" | "packets" | "life"];
    const aside = selected >= 0 && position < 0 && !busy ? ", the selected one hidden by the filter" : "";
    return `${count(source.total)}${filter === "" ? "" : ` of ${count(all)}`} by ${order}${aside}`;
  }

  #waiting({ failed }: SortedRows<NatLine, NatSort>): TemplateResult {
    return failed === ""
      ? html`<p class="none" role="status">–</p>`
      : html`<div class="none panel" role="alert"><p>The sessions could not be read: ${failed}</p></div>`;
  }

  #content(rows: SortedRows<NatLine, NatSort>, source: NonNullable<SortedRows<NatLine, NatSort>["source"]>, values: Settings): TemplateResult {
    return html`<hopscope-split name="nat-share" label="Size of the session's detail" .share=${46} dock="below" ?open=${rows.selected >= 0}>
      ${
        rows.failed !== ""
          ? html`<div class="none panel" role="alert"><p>The filter could not be applied: ${rows.failed}</p></div>`
          : source.total === 0
            ? nothingFits(this, rows.filter, rows.all, "NAT sessions")
            : html`<hopscope-table
                aria-busy=${rows.busy ? "true" : "false"}
                label="NAT sessions"
                .source=${source}
                .columns=${this.#columns(rows.sort)}
                .rowHeight=${ROW_HEIGHT[values.density]}
                .selected=${rows.position}
                @row-select=${(event: CustomEvent<number>) => void rows.select(event.detail)}
                @cell-menu=${this.#menu}
                @column-sort=${this.#sorted}
              ></hopscope-table>`
      }
      ${
        rows.selected < 0
          ? nothing
          : html`<hopscope-nat-session
              slot="second"
              .session=${this.session}
              .summary=${this.summary}
              .zone=${values.zone}
              .index=${rows.selected}
              @detail-close=${() => {
                this.session.select(undefined);
                this.table?.focus();
              }}
            ></hopscope-nat-session>`
      }
    </hopscope-split>`;
  }

  #columns(sort: NatSort): readonly TableColumn<NatLine>[] {
    const order = (key: "created" | "packets" | "life"): "ascending" | "descending" | "none" =>
      sort === key ? "ascending" : sort === `-${key}` ? "descending" : "none";
    const { summary } = this;
    return [
      { key: "protocol", label: "protocol", width: 66, cell: (row) => row.protocol.toUpperCase(), value: (row) => cell("nat.protocol", row.protocol) },
      {
        key: "inside",
        label: "inside",
        width: 158,
        grows: 0.3,
        mono: true,
        cell: (row) => row.internalSource,
        value: (row) => cell("nat.internal", row.internalSource),
      },
      { key: "to", label: "to", width: 142, grows: 0.3, mono: true, cell: (row) => html`<span class="t2">→ ${row.internalDestination}</span>` },
      {
        key: "outside",
        label: "outside",
        width: 150,
        grows: 0.3,
        mono: true,
        cell: (row) => row.externalSource,
        value: (row) => cell("nat.external", row.externalSource),
      },
      {
        key: "remote",
        label: "to",
        width: 142,
        grows: 0.3,
        mono: true,
        cell: (row) => html`<span class=${row.externalDestination === row.internalDestination ? "t3" : "t2"}>→ ${row.externalDestination}</span>`,
      },
      {
        key: "life",
        label: "life in the trace",
        width: 170,
        grows: 3,
        cell: (row) => lifeBarPicture(lifeBar(row, summary.startNs, summary.endNs), lifeWords(row, summary)),
      },
      {
        key: "created",
        label: "created",
        width: 146,
        mono: true,
        sort: order("created"),
        cell: (row) => (row.createdNs === undefined ? html`<span class="t3">before</span>` : this.#time(row.createdNs)),
      },
      {
        key: "ended",
        label: "ended",
        width: 146,
        mono: true,
        cell: (row) => (row.endedNs === undefined ? html`<span class="t3">open</span>` : html`<span title=${endWords(row)}>${this.#time(row.endedNs)}</span>`),
      },
      { key: "lived", label: "lived", width: 92, align: "end", sort: order("life"), cell: (row) => span(livedNs(row, summary)) },
      {
        key: "lifetime",
        label: "lifetime",
        width: 72,
        align: "end",
        cell: (row) => `${count(row.lifetimeSeconds)} s`,
        value: (row) => cell("nat.lifetime", row.lifetimeSeconds * 1e9, `${row.lifetimeSeconds} s`),
      },
      {
        key: "state",
        label: "TCP state",
        width: 128,
        cell: (row) => row.tcpState ?? html`<span class="t3">${row.endedNs === undefined ? "" : endWords(row)}</span>`,
        value: (row) => (row.tcpState === undefined ? undefined : cell("nat.state", row.tcpState)),
      },
      {
        key: "packets",
        label: "packets",
        width: 66,
        align: "end",
        sort: order("packets"),
        cell: (row) => count(row.packets),
        value: (row) => cell("nat.packets", row.packets),
      },
      {
        key: "compartment",
        label: "comp.",
        width: 60,
        align: "end",
        cell: (row) => (row.compartment === undefined ? html`<span class="t3">–</span>` : count(row.compartment)),
        value: (row) => (row.compartment === undefined ? undefined : cell("compartment", row.compartment)),
      },
    ];
  }

  #empty(): TemplateResult {
    const traced = this.summary.providers.find(({ name }) => name === "Microsoft-Windows-WinNat");
    return html`<section class="none panel" aria-labelledby="none">
      <header><h2 id="none">No NAT sessions in this trace</h2></header>
      <p>
        Sessions are told by the events of Microsoft-Windows-WinNat.
        ${
          traced === undefined
            ? "That provider was not recorded here: translations are only seen where frames were captured on both sides."
            : `It was recorded with ${counted(traced.events, "event")}, but no session was made, used or ended meanwhile.`
        }
        These commands record it; run them as administrator.
      </p>
      <hopscope-capture-commands .commands=${COMMANDS}></hopscope-capture-commands>
    </section>`;
  }

  #time(ns: bigint): string {
    const values = this.#preferences?.value;
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

  readonly #menu = ({ detail }: CustomEvent<CellMenu<NatLine>>): void => {
    askCellMenu(this, this.table, this.#columns(this.#rows?.sort ?? "created"), detail);
  };

  readonly #sorted = ({ detail }: CustomEvent<string>): void => {
    const key = detail === "lived" ? "life" : (detail as "created" | "packets");
    // the first press shows what there is most of, and what came first
    const first = key === "created" ? key : (`-${key}` as const);
    this.#rows?.sortBy(this.#rows.sort !== first ? first : key === "created" ? "-created" : key);
  };
}
