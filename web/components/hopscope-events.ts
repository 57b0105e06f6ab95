import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import type { EventLine } from "../core/engine-api.js";
import { count } from "../core/format.js";
import { cell } from "./cell-menu.js";
import { icon } from "./icons.js";
import { placeLabel } from "./place-label.js";
import { RowView } from "./row-view.js";
import type { TableColumn } from "./table-model.js";

/** Every event of the trace in order of time. */
@customElement("hopscope-events")
export class HopscopeEvents extends RowView<EventLine> {
  protected override readonly kind = "event";
  protected override readonly heading = "Events";
  protected override readonly columns: readonly TableColumn<EventLine>[] = [
    {
      key: "index",
      label: "#",
      width: 92,
      align: "end",
      cell: (row) => html`<span class="t3">${count(row.index)}</span>`,
      value: (row) => cell("event.index", row.index),
    },
    {
      key: "time",
      label: "Time",
      width: 142,
      mono: true,
      cell: (row) => this.time(row.timeNs),
      value: (row) => ({ term: undefined, text: this.time(row.timeNs) }),
    },
    {
      key: "provider",
      label: "Provider",
      width: 220,
      grows: 1,
      cell: (row) => html`<span title=${row.provider}>${row.provider}</span>`,
      value: (row) => cell("provider", row.provider),
    },
    { key: "id", label: "Id", width: 64, align: "end", cell: (row) => row.id, value: (row) => cell("event.id", row.id) },
    {
      key: "place",
      label: "Place",
      width: 170,
      grows: 0.8,
      cell: (row) => (row.place === undefined ? nothing : placeLabel(row.place)),
      value: (row) => row.place && cell("place.name", row.place.name),
    },
    { key: "cpu", label: "CPU", width: 52, align: "end", cell: (row) => row.cpu, value: (row) => cell("cpu", row.cpu) },
    {
      key: "pid",
      label: "PID",
      width: 68,
      align: "end",
      cell: (row) => row.pid ?? nothing,
      value: (row) => (row.pid === undefined ? undefined : cell("pid", row.pid)),
    },
    {
      key: "tid",
      label: "TID",
      width: 68,
      align: "end",
      cell: (row) => row.tid ?? nothing,
      value: (row) => (row.tid === undefined ? undefined : cell("tid", row.tid)),
    },
    {
      key: "summary",
      label: "Summary",
      width: 320,
      grows: 3,
      cell: (row) => html`${row.dropped ? html`<span class="bad">${icon("dropped")}dropped</span> ` : nothing}<span title=${row.summary}>${row.summary}</span>`,
      value: (row) => ({ term: undefined, text: row.summary }),
    },
  ];

  protected override get all(): number {
    return this.summary.events;
  }

  protected override fetch(from: number, rows: number, filter: string | undefined): Promise<readonly EventLine[]> {
    return this.session.eventLines(from, rows, filter);
  }
}
