import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { SWITCH_AND_NAT } from "../app/capture-commands.js";
import { endWords, lifeWords, livedNs } from "../app/nat-text.js";
import type { TraceSession } from "../app/session.js";
import type { Settings } from "../app/settings.js";
import { count, counted, span } from "../core/format.js";
import type { NatLine, NatSort } from "../core/nat-flow.js";
import { lifeBar, type LifeBar } from "../render/life-bar.js";
import { cell } from "./cell-menu.js";
import "./hopscope-capture-commands.js";
import "./hopscope-nat-session.js";
import { lifeBarPicture } from "./life-bar.js";
import { sessionViewStyles } from "./session-views.styles.js";
import { placeColours, shared } from "./shared-styles.js";
import type { SortableRows } from "./sorted-rows.js";
import { SortedView } from "./sorted-view.js";
import type { TableColumn } from "./table-model.js";

type Key = Exclude<NatSort, `-${string}`>;

const COMMANDS = [SWITCH_AND_NAT];
/** The bar that explains the others. */
const KEY: LifeBar = {
  from: 0,
  to: 1,
  begun: true,
  ended: true,
  parts: [
    { from: 0, to: 0.3, lifetimeSeconds: 6, full: false },
    { from: 0.3, to: 1, lifetimeSeconds: 120, full: true },
  ],
  notches: [0.3],
};

/** Every NAT session of the trace with its life, and the selected one opened up. */
@customElement("hopscope-nat")
export class HopscopeNat extends SortedView<NatLine, Key> {
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

  protected override readonly heading = "NAT sessions";
  protected override readonly words = "NAT sessions";
  protected override readonly share = 46;
  protected override readonly orders = { created: "creation", packets: "packets", life: "life" } as const;

  protected override rowsOf(session: TraceSession): SortableRows<NatLine, NatSort> {
    return { session, view: "nat", kind: "natSession", ask: (asked) => session.natLines(asked), indexOf: (row) => row.index };
  }

  protected override legend(): TemplateResult {
    return html`<small>${lifeBarPicture(KEY, "", "key")}created, pale while it was given a short life, state changes, ended</small>`;
  }

  protected override detail(index: number, { zone }: Settings, close: () => void): TemplateResult {
    return html`<hopscope-nat-session
      slot="second"
      .session=${this.session}
      .summary=${this.summary}
      .zone=${zone}
      .index=${index}
      @detail-close=${close}
    ></hopscope-nat-session>`;
  }

  protected override columns(sorted: (key: Key) => NonNullable<TableColumn<NatLine>["sort"]>): readonly TableColumn<NatLine>[] {
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
        key: "bar",
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
        sort: sorted("created"),
        cell: (row) => (row.createdNs === undefined ? html`<span class="t3">before</span>` : this.time(row.createdNs)),
      },
      {
        key: "ended",
        label: "ended",
        width: 146,
        mono: true,
        cell: (row) => (row.endedNs === undefined ? html`<span class="t3">open</span>` : html`<span title=${endWords(row)}>${this.time(row.endedNs)}</span>`),
      },
      { key: "life", label: "lived", width: 92, align: "end", sort: sorted("life"), cell: (row) => span(livedNs(row, summary)) },
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
        sort: sorted("packets"),
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

  protected override empty(): TemplateResult {
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
}
