import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { TraceSession } from "../app/session.js";
import type { FlowRow, TraceSummary } from "../core/api.js";
import { clock, count, sinceStart, step, type TimeZone } from "../core/format.js";
import type { FlowPacket } from "../core/nat-flow.js";
import { askCellMenu, cell } from "./cell-menu.js";
import { flowArrow } from "./flow-arrow.js";
import "./hopscope-table.js";
import type { HopscopeTable } from "./hopscope-table.js";
import { latencyCell } from "./latency-cell.js";
import { outcomeLabel } from "./outcome-label.js";
import { shared } from "./shared-styles.js";
import type { CellMenu, TableColumn, TableSource } from "./table-model.js";
import { ask } from "./ui-events.js";

/** The ladder of a flow: every packet once, as an arrow between client and server. */
@customElement("hopscope-flow-packets")
export class HopscopeFlowPackets extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        min-height: 0;
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) summary!: TraceSummary;
  @property({ attribute: false }) flow!: FlowRow;
  @property() zone: TimeZone = "utc";
  @property() times: "absolute" | "relative" = "absolute";
  @property({ type: Number }) rowHeight = 24;

  @state() private position = -1;
  @query("hopscope-table") private table!: HopscopeTable<FlowPacket> | null;
  #source: TableSource<FlowPacket> | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("flow") && !changed.has("session")) return;
    const { session, flow } = this;
    this.position = -1;
    this.#source = { total: flow.packets, fetch: async (offset, limit) => (await session.flowPackets({ flow: flow.id, offset, limit })).rows };
  }

  override render(): TemplateResult | typeof nothing {
    if (this.#source === undefined) return nothing;
    return html`<hopscope-table
      label=${`Packets of flow ${this.flow.id}`}
      .source=${this.#source}
      .columns=${this.#columns()}
      .rowHeight=${this.rowHeight}
      .selected=${this.position}
      @row-select=${(event: CustomEvent<number>) => {
        this.position = event.detail;
      }}
      @row-open=${this.#opened}
      @cell-menu=${({ detail }: CustomEvent<CellMenu<FlowPacket>>) => {
        askCellMenu(this, this.table, this.#columns(), detail);
      }}
    ></hopscope-table>`;
  }

  #columns(): readonly TableColumn<FlowPacket>[] {
    const { startNs } = this.summary;
    const time = (ns: bigint): string => (this.times === "relative" ? sinceStart(ns, startNs) : clock(ns, this.zone).time);
    const always: readonly TableColumn<FlowPacket>[] = [
      { key: "time", label: "time", width: 146, mono: true, cell: (row) => time(row.timeNs) },
      { key: "step", label: "after", width: 76, align: "end", cell: (row, before) => html`<span class="t2">${step(row.timeNs, before?.timeNs)}</span>` },
      {
        key: "arrow",
        label: "client and server",
        width: 150,
        grows: 2,
        cell: (row) => html`${flowArrow(row)}<span class="visually-hidden">${row.fromClient ? "client to server" : "server to client"}</span>`,
      },
    ];
    const tcp: readonly TableColumn<FlowPacket>[] = [
      { key: "flags", label: "flags", width: 84, cell: (row) => row.tcp?.flags },
      { key: "sequence", label: "seq", width: 74, align: "end", cell: (row) => count(row.tcp?.sequence ?? 0) },
      {
        key: "acknowledgement",
        label: "ack",
        width: 86,
        align: "end",
        cell: (row) => (row.tcp?.acknowledgement === undefined ? "" : count(row.tcp.acknowledgement)),
      },
      { key: "payload", label: "payload", width: 64, align: "end", cell: (row) => count(row.tcp?.payload ?? 0) },
      { key: "window", label: "window", width: 64, align: "end", cell: (row) => count(row.tcp?.window ?? 0) },
      { key: "marks", label: "notes", width: 90, grows: 0.4, cell: (row) => html`<span class="lost">${row.tcp?.marks.join(", ")}</span>` },
    ];
    return [
      ...always,
      ...(this.flow.tcp === undefined ? [] : tcp),
      { key: "length", label: "bytes", width: 68, align: "end", cell: (row) => count(row.length), value: (row) => cell("frame.len", row.length) },
      {
        key: "latency",
        label: "latency µs",
        width: 126,
        align: "end",
        cell: (row) => latencyCell(row),
        value: (row) => cell("journey.latency", row.latencyNs),
      },
      {
        key: "outcome",
        label: "outcome",
        width: 104,
        cell: (row) => html`<span title=${row.drop?.reason ?? nothing}>${outcomeLabel(row.outcome)}</span>`,
        value: (row) => cell("outcome", row.outcome),
      },
      {
        key: "journey",
        label: "journey",
        width: 92,
        cell: (row) =>
          html`<button
            class="link"
            type="button"
            tabindex="-1"
            @click=${() => {
              ask(this, "ui-go", { kind: "journey", index: row.journey });
            }}
          >
            #${count(row.journey)}
          </button>`,
        value: (row) => cell("journey.id", row.journey),
      },
    ];
  }

  readonly #opened = async (event: CustomEvent<number>): Promise<void> => {
    const [row] = (await this.#source?.fetch(event.detail, 1).catch((): readonly FlowPacket[] => [])) ?? [];
    if (row !== undefined) ask(this, "ui-go", { kind: "journey", index: row.journey });
  };
}
