import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { CAPTURE_COMMANDS } from "../app/capture-commands.js";
import { addressTerm, protocolTerm, termOf } from "../app/filter-terms.js";
import type { PacketRow } from "../core/api.js";
import { count, counted, step } from "../core/format.js";
import { cell } from "./cell-menu.js";
import "./hopscope-capture-commands.js";
import { icon } from "./icons.js";
import { placeLabel } from "./place-label.js";
import { RowView } from "./row-view.js";
import type { TableColumn } from "./table-model.js";

/** Every captured frame in order of time, one row for each place it was seen at. */
@customElement("hopscope-packets")
export class HopscopePackets extends RowView<PacketRow> {
  protected override readonly kind = "packet";
  protected override readonly heading = "Packets";
  protected override readonly columns: readonly TableColumn<PacketRow>[] = [
    {
      key: "index",
      label: "#",
      width: 76,
      align: "end",
      cell: (row) => html`<span class="t3">${count(row.index)}</span>`,
      value: (row) => cell("frame.number", row.index + 1, row.index),
    },
    {
      key: "time",
      label: "Time",
      width: 142,
      mono: true,
      cell: (row) => this.time(row.timeNs),
      value: (row) => ({ term: undefined, text: this.time(row.timeNs) }),
    },
    { key: "delta", label: "Δ", width: 84, align: "end", cell: (row, before) => html`<span class="t3">${step(row.timeNs, before?.timeNs)}</span>` },
    { key: "place", label: "Place", width: 160, grows: 0.9, cell: (row) => placeLabel(row.place), value: (row) => cell("place.name", row.place.name) },
    {
      key: "direction",
      label: "Way",
      width: 62,
      cell: (row) => (row.direction === undefined ? nothing : html`<span class="t2">${icon(row.direction)}${row.direction}</span>`),
      value: (row) => (row.direction === undefined ? undefined : cell("direction", row.direction)),
    },
    {
      key: "source",
      label: "Source",
      width: 126,
      grows: 0.8,
      mono: true,
      cell: (row) => html`<span title=${row.source}>${row.source}</span>`,
      value: (row) => ({ term: addressTerm(row.source, "src"), text: row.source }),
    },
    {
      key: "destination",
      label: "Destination",
      width: 126,
      grows: 0.8,
      mono: true,
      cell: (row) => html`<span title=${row.destination}>${row.destination}</span>`,
      value: (row) => ({ term: addressTerm(row.destination, "dst"), text: row.destination }),
    },
    { key: "protocol", label: "Protocol", width: 78, cell: (row) => row.protocol, value: (row) => ({ term: protocolTerm(row.protocol), text: row.protocol }) },
    {
      key: "length",
      label: "Length",
      width: 68,
      align: "end",
      cell: (row) => html`<span title=${cut(row)}>${count(row.length)}</span>`,
      value: (row) => cell("frame.len", row.length),
    },
    {
      key: "info",
      label: "Info",
      width: 290,
      grows: 3,
      cell: (row) => html`${dropMark(row)}<span title=${row.info}>${row.info}</span>`,
      value: (row) => ({ term: row.drop === undefined ? undefined : termOf("drop.reason", row.drop.reason), text: row.info }),
    },
  ];

  protected override get all(): number {
    return this.summary.packets;
  }

  protected override async fetch(from: number, limit: number, filter: string | undefined): Promise<readonly PacketRow[]> {
    return (await this.session.packets({ offset: from, limit, ...(filter === undefined ? {} : { filter }) })).rows;
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
