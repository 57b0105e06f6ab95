import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import type { EventLine } from "../core/engine-api.js";
import { count } from "../core/format.js";
import { icon } from "./icons.js";
import { placeLabel } from "./place-label.js";
import { RowView } from "./row-view.js";
import type { TableColumn, TableSource } from "./table-model.js";

/** Every event of the trace in order of time. */
@customElement("hopscope-events")
export class HopscopeEvents extends RowView<EventLine> {
  protected override readonly kind = "event";
  protected override readonly heading = "Events";
  protected override readonly columns: readonly TableColumn<EventLine>[] = [
    { key: "index", label: "#", width: 92, align: "end", cell: (row) => html`<span class="t3">${count(row.index)}</span>` },
    { key: "time", label: "Time", width: 142, mono: true, cell: (row) => this.time(row.timeNs) },
    { key: "provider", label: "Provider", width: 220, grows: 1, cell: (row) => html`<span title=${row.provider}>${row.provider}</span>` },
    { key: "id", label: "Id", width: 64, align: "end", cell: (row) => row.id },
    { key: "place", label: "Place", width: 170, grows: 0.8, cell: (row) => (row.place === undefined ? nothing : placeLabel(row.place)) },
    { key: "cpu", label: "CPU", width: 52, align: "end", cell: (row) => row.cpu },
    { key: "pid", label: "PID", width: 68, align: "end", cell: (row) => row.pid ?? nothing },
    { key: "tid", label: "TID", width: 68, align: "end", cell: (row) => row.tid ?? nothing },
    {
      key: "summary",
      label: "Summary",
      width: 320,
      grows: 3,
      cell: (row) => html`${row.dropped ? html`<span class="bad">${icon("dropped")}dropped</span> ` : nothing}<span title=${row.summary}>${row.summary}</span>`,
    },
  ];

  protected override makeSource(): TableSource<EventLine> {
    const { session } = this;
    return { total: this.summary.events, fetch: (from, rows) => session.eventLines(from, rows) };
  }
}
