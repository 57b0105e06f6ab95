import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { ANY_WINDOWS } from "../app/capture-commands.js";
import { rate } from "../app/flow-chart-data.js";
import type { TraceSession } from "../app/session.js";
import type { Settings } from "../app/settings.js";
import type { FlowRow } from "../core/api.js";
import { bytes, count, counted, latency, percent } from "../core/format.js";
import type { FlowSort } from "../core/nat-flow.js";
import { cell } from "./cell-menu.js";
import "./hopscope-capture-commands.js";
import "./hopscope-flow.js";
import { icon } from "./icons.js";
import { sessionViewStyles } from "./session-views.styles.js";
import { shared } from "./shared-styles.js";
import type { SortableRows } from "./sorted-rows.js";
import { SortedView } from "./sorted-view.js";
import type { CellValue, TableColumn } from "./table-model.js";
import { ask } from "./ui-events.js";

type Key = Exclude<FlowSort, `-${string}`>;

const COMMANDS = [ANY_WINDOWS];

/** Every conversation of the trace, and the selected one opened up. */
@customElement("hopscope-flows")
export class HopscopeFlows extends SortedView<FlowRow, Key> {
  static override styles = [shared, sessionViewStyles];

  protected override readonly heading = "Flows";
  protected override readonly words = "flows";
  protected override readonly share = 62;
  protected override readonly orders = {
    start: "start",
    packets: "packets",
    bytes: "bytes",
    drops: "drops",
    rtt: "round trip",
    retransmissions: "retransmissions",
    throughput: "throughput",
  } as const;

  protected override rowsOf(session: TraceSession): SortableRows<FlowRow, FlowSort> {
    return { session, view: "flows", kind: "flow", ask: (asked) => session.flowLines(asked), indexOf: (row) => row.id };
  }

  protected override detail(index: number, values: Settings, close: () => void): TemplateResult {
    return html`<hopscope-flow
      slot="second"
      .session=${this.session}
      .summary=${this.summary}
      .values=${values}
      .index=${index}
      @detail-close=${close}
    ></hopscope-flow>`;
  }

  protected override columns(sort: (key: Key) => NonNullable<TableColumn<FlowRow>["sort"]>): readonly TableColumn<FlowRow>[] {
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
      { key: "start", label: "start", width: 146, mono: true, sort: sort("start"), cell: (row) => this.time(row.startNs) },
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

  protected override empty(): TemplateResult {
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
}

/** An end by its address: filters have no name for both at once. */
function address(end: string): CellValue {
  const bare = /^\[(.*)\]:\d+$/.exec(end)?.[1] ?? (/:.*:/.test(end) ? end : end.replace(/:\d+$/, ""));
  return cell(bare.includes(":") ? "ipv6.addr" : "ip.addr", bare);
}
