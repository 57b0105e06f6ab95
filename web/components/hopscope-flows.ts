import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { ANY_WINDOWS } from "../app/capture-commands.js";
import { rate } from "../app/flow-chart-data.js";
import type { TraceSession } from "../app/session.js";
import { ROW_HEIGHT, type Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import type { FlowRow, TraceSummary } from "../core/api.js";
import { bytes, clock, count, counted, latency, percent, sinceStart } from "../core/format.js";
import type { FlowSort } from "../core/nat-flow.js";
import type { Store } from "../core/store.js";
import { askCellMenu, cell } from "./cell-menu.js";
import "./hopscope-capture-commands.js";
import "./hopscope-flow.js";
import "./hopscope-split.js";
import "./hopscope-table.js";
import type { HopscopeTable } from "./hopscope-table.js";
import { icon } from "./icons.js";
import { nothingFits } from "./nothing-fits.js";
import { sessionViewStyles } from "./session-views.styles.js";
import { shared } from "./shared-styles.js";
import { SortedRows } from "./sorted-rows.js";
import type { CellMenu, CellValue, TableColumn } from "./table-model.js";
import { ask } from "./ui-events.js";

const COMMANDS = [ANY_WINDOWS];
type Key = Exclude<FlowSort, `-${string}`>;
const ORDERS: Readonly<Record<Key, string>> = {
  start: "start",
  packets: "packets",
  bytes: "bytes",
  drops: "drops",
  rtt: "round trip",
  retransmissions: "retransmissions",
  throughput: "throughput",
};

/** Every conversation of the trace, and the selected one opened up. */
@customElement("hopscope-flows")
export class HopscopeFlows extends LitElement {
  static override styles = [shared, sessionViewStyles];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) settings!: Store<Settings>;
  @property({ attribute: false }) summary!: TraceSummary;
  @query("hopscope-table") private table!: HopscopeTable<FlowRow> | null;

  #rows: SortedRows<FlowRow, FlowSort> | undefined;
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
        view: "flows",
        kind: "flow",
        ask: (asked: Parameters<TraceSession["flowLines"]>[0]) => session.flowLines(asked),
        indexOf: (row: FlowRow) => row.id,
      } as const;
      if (this.#rows === undefined) this.#rows = new SortedRows<FlowRow, FlowSort>(this, rows, "start");
      else this.#rows.show(rows);
    }
    const { filter, source, all } = this.#rows ?? {};
    if (source !== undefined && filter !== undefined && filter !== "") this.session.noteHidden("flows", filter, (all ?? 0) - source.total);
  }

  override render(): TemplateResult | typeof nothing {
    const values = this.#preferences?.value;
    const rows = this.#rows;
    if (rows === undefined || values === undefined) return nothing;
    return html`<div class="tools">
        <h1>Flows</h1>
        <small>${this.#howMany(rows)}</small>
        <div class="choice" role="group" aria-label="Times">
          ${this.#times(values, "absolute", "Time of day")}${this.#times(values, "relative", "Since start")}
        </div>
      </div>
      ${rows.source === undefined ? this.#waiting(rows) : rows.all === 0 ? this.#empty() : this.#content(rows, rows.source, values)}`;
  }

  #howMany({ source, filter, all, sort, busy, selected, position }: SortedRows<FlowRow, FlowSort>): string {
    if (source === undefined || all === 0) return "";
    if (busy && filter !== this.session.state.value.filter) return "filtering…";
    const aside = selected >= 0 && position < 0 && !busy ? ", the selected one hidden by the filter" : "";
    return `${count(source.total)}${filter === "" ? "" : ` of ${count(all)}`} by ${ORDERS[sort.replace("-", "") as Key]}${aside}`;
  }

  #waiting({ failed }: SortedRows<FlowRow, FlowSort>): TemplateResult {
    return failed === ""
      ? html`<p class="none" role="status">–</p>`
      : html`<div class="none panel" role="alert"><p>The flows could not be read: ${failed}</p></div>`;
  }

  #content(rows: SortedRows<FlowRow, FlowSort>, source: NonNullable<SortedRows<FlowRow, FlowSort>["source"]>, values: Settings): TemplateResult {
    return html`<hopscope-split name="flow-share" label="Size of the flow's detail" .share=${62} dock="below" ?open=${rows.selected >= 0}>
      ${
        rows.failed !== ""
          ? html`<div class="none panel" role="alert"><p>The filter could not be applied: ${rows.failed}</p></div>`
          : source.total === 0
            ? nothingFits(this, rows.filter, rows.all, "flows")
            : html`<hopscope-table
                aria-busy=${rows.busy ? "true" : "false"}
                label="Flows"
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
          : html`<hopscope-flow
              slot="second"
              .session=${this.session}
              .summary=${this.summary}
              .values=${values}
              .index=${rows.selected}
              @detail-close=${() => {
                this.session.select(undefined);
                this.table?.focus();
              }}
            ></hopscope-flow>`
      }
    </hopscope-split>`;
  }

  #columns(sorted: FlowSort): readonly TableColumn<FlowRow>[] {
    const sort = (key: Key): "ascending" | "descending" | "none" => (sorted === key ? "ascending" : sorted === `-${key}` ? "descending" : "none");
    const none = html`<span class="t3">–</span>`;
    return [
      {
        key: "id",
        label: "#",
        width: 62,
        align: "end",
        cell: (row) => html`<span class="t3">${count(row.id)}</span>`,
        value: (row) => cell("flow.id", row.id),
      },
      { key: "protocol", label: "protocol", width: 70, cell: (row) => row.protocol },
      { key: "client", label: "client", width: 158, grows: 0.5, mono: true, cell: (row) => row.client, value: (row) => address(row.client) },
      { key: "server", label: "server", width: 158, grows: 0.5, mono: true, cell: (row) => row.server, value: (row) => address(row.server) },
      { key: "name", label: "server name", width: 130, grows: 1, cell: (row) => html`<span title=${row.serverName ?? nothing}>${row.serverName}</span>` },
      {
        key: "owner",
        label: "owner",
        width: 130,
        grows: 0.6,
        cell: ({ owner }) =>
          owner === undefined
            ? none
            : html`<span title=${`${owner.process ?? "process"} ${owner.pid}, ${percent(owner.confidence, 1)} sure`}
                >${owner.confidence < 1 ? "≈\u202f" : ""}${owner.process ?? "process"} <span class="t3">${owner.pid}</span></span
              >`,
        value: ({ owner }) => (owner === undefined ? undefined : owner.process === undefined ? cell("pid", owner.pid) : cell("process.name", owner.process)),
      },
      { key: "start", label: "start", width: 146, mono: true, sort: sort("start"), cell: (row) => this.#time(row.startNs) },
      {
        key: "packets",
        label: "packets",
        width: 78,
        align: "end",
        sort: sort("packets"),
        cell: (row) => count(row.packets),
        value: (row) => cell("flow.packets", row.packets),
      },
      {
        key: "bytes",
        label: "bytes",
        width: 76,
        align: "end",
        sort: sort("bytes"),
        cell: (row) => bytes(row.bytes),
        value: (row) => cell("flow.bytes", row.bytes),
      },
      {
        key: "drops",
        label: "drops",
        width: 64,
        align: "end",
        sort: sort("drops"),
        cell: ({ drops }) => (drops === 0 ? html`<span class="t3">0</span>` : html`<span class="bad">${icon("dropped")} ${count(drops)}</span>`),
        value: (row) => cell("flow.drops", row.drops),
      },
      {
        key: "rtt",
        label: "round trip",
        width: 88,
        align: "end",
        sort: sort("rtt"),
        cell: ({ tcp }) => (tcp?.handshakeRttNs === undefined ? none : latency(tcp.handshakeRttNs)),
      },
      {
        key: "retransmissions",
        label: "sent again",
        width: 88,
        align: "end",
        sort: sort("retransmissions"),
        cell: ({ tcp }) =>
          tcp === undefined
            ? none
            : tcp.retransmissions === 0
              ? html`<span class="t3">0</span>`
              : html`<span class="lost">${count(tcp.retransmissions)}</span>`,
        value: ({ tcp }) => (tcp === undefined ? undefined : cell("flow.retransmissions", tcp.retransmissions)),
      },
      {
        key: "throughput",
        label: "throughput",
        width: 104,
        align: "end",
        sort: sort("throughput"),
        cell: ({ tcp }) =>
          tcp === undefined || tcp.throughputBps === 0
            ? none
            : html`<span class=${tcp.windowLimited ? "lost" : ""} title=${tcp.windowLimited ? "limited by the receiver's window" : nothing}
                >${rate(tcp.throughputBps)}</span
              >`,
      },
      {
        key: "translated",
        label: "other side",
        width: 92,
        cell: ({ translated }) =>
          translated === undefined
            ? none
            : html`<button
                class="link"
                type="button"
                tabindex="-1"
                title="The flow on the other side of the translation"
                @click=${(event: Event) => {
                  event.stopPropagation();
                  ask(this, "ui-go", { kind: "flow", index: translated });
                }}
              >
                ${icon("nat")} #${count(translated)}
              </button>`,
      },
    ];
  }

  #empty(): TemplateResult {
    const { packets, events } = this.summary;
    return html`<section class="none panel" aria-labelledby="none">
      <header><h2 id="none">No flows in this trace</h2></header>
      <p>
        A flow is a conversation of two addresses, told from captured frames.
        ${packets === 0 ? `This trace holds ${counted(events, "event")}, but no frames.` : `This trace holds ${counted(packets, "packet")}, but none of IP.`}
        These commands record frames; run them as administrator.
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

  readonly #menu = ({ detail }: CustomEvent<CellMenu<FlowRow>>): void => {
    askCellMenu(this, this.table, this.#columns(this.#rows?.sort ?? "start"), detail);
  };

  readonly #sorted = ({ detail }: CustomEvent<string>): void => {
    const key = detail as Key;
    // the first press shows what there is most of, and what came first
    const first = key === "start" ? key : (`-${key}` as const);
    this.#rows?.sortBy(this.#rows.sort !== first ? first : key === "start" ? "-start" : key);
  };
}

/** An end by its address: filters have no name for both at once. */
function address(end: string): CellValue {
  const bare = /^\[(.*)\]:\d+$/.exec(end)?.[1] ?? (/:.*:/.test(end) ? end : end.replace(/:\d+$/, ""));
  return cell(bare.includes(":") ? "ipv6.addr" : "ip.addr", bare);
}
