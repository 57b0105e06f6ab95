import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { CAPTURE_COMMANDS } from "../app/capture-commands.js";
import type { PacketRow } from "../core/api.js";
import { count, counted, step } from "../core/format.js";
import "./hopscope-capture-commands.js";
import { icon } from "./icons.js";
import { placeLabel } from "./place-label.js";
import { RowView } from "./row-view.js";
import type { TableColumn, TableSource } from "./table-model.js";

/** Every captured frame in order of time, one row for each place it was seen at. */
@customElement("hopscope-packets")
export class HopscopePackets extends RowView<PacketRow> {
  protected override readonly kind = "packet";
  protected override readonly heading = "Packets";
  protected override readonly columns: readonly TableColumn<PacketRow>[] = [
    { key: "index", label: "#", width: 80, align: "end", cell: (row) => html`<span class="t3">${count(row.index)}</span>` },
    { key: "time", label: "Time", width: 142, mono: true, cell: (row) => this.time(row.timeNs) },
    { key: "delta", label: "Δ", width: 84, align: "end", cell: (row, before) => html`<span class="t3">${step(row.timeNs, before?.timeNs)}</span>` },
    { key: "place", label: "Place", width: 180, grows: 0.9, cell: (row) => placeLabel(row.place) },
    {
      key: "direction",
      label: "Way",
      width: 62,
      cell: (row) => (row.direction === undefined ? nothing : html`<span class="t2">${icon(row.direction)}${row.direction}</span>`),
    },
    { key: "source", label: "Source", width: 146, grows: 0.8, mono: true, cell: (row) => html`<span title=${row.source}>${row.source}</span>` },
    {
      key: "destination",
      label: "Destination",
      width: 146,
      grows: 0.8,
      mono: true,
      cell: (row) => html`<span title=${row.destination}>${row.destination}</span>`,
    },
    { key: "protocol", label: "Protocol", width: 78, cell: (row) => row.protocol },
    { key: "length", label: "Length", width: 68, align: "end", cell: (row) => html`<span title=${cut(row)}>${count(row.length)}</span>` },
    { key: "info", label: "Info", width: 300, grows: 3, cell: (row) => html`${dropMark(row)}<span title=${row.info}>${row.info}</span>` },
  ];

  protected override makeSource(): TableSource<PacketRow> {
    const { session } = this;
    return { total: this.summary.packets, fetch: async (offset, limit) => (await session.packets({ offset, limit })).rows };
  }

  protected override empty(): TemplateResult {
    return html`<section class="none panel" aria-labelledby="none">
      <header><h2 id="none">No packets in this trace</h2></header>
      <p>
        It holds ${counted(this.summary.events, "event")}, but no provider that records packets wrote to it. These commands record packets; run them as
        administrator.
      </p>
      <hopscope-capture-commands .commands=${CAPTURE_COMMANDS}></hopscope-capture-commands>
    </section>`;
  }
}

function cut(row: PacketRow): string {
  return row.captured < row.length ? `${count(row.captured)} of ${count(row.length)} bytes captured` : `${count(row.length)} bytes`;
}

function dropMark(row: PacketRow): TemplateResult | typeof nothing {
  return row.drop === undefined ? nothing : html`<span class="bad" title=${row.drop.reason}>${icon("dropped")}dropped: ${row.drop.reason}</span> `;
}
