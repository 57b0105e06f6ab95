import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { shortProvider } from "../app/provider-label.js";
import type { EventLine } from "../core/engine-api.js";
import { count } from "../core/format.js";
import { cell } from "./cell-menu.js";
import { icon } from "./icons.js";
import { placeLabel } from "./place-label.js";
import { RowView } from "./row-view.js";
import type { TableColumn } from "./table-model.js";

const PLACE = "place";

/** Every event of the trace in order of time. */
@customElement("hopscope-events")
export class HopscopeEvents extends RowView<EventLine> {
  protected override readonly kind = "event";
  protected override readonly heading = "Events";
  readonly #columns: readonly TableColumn<EventLine>[] = [
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
      width: 180,
      grows: 1,
      cell: (row) => html`<span title=${row.provider}>${shortProvider(row.provider)}</span>`,
      value: (row) => cell("provider", row.provider),
    },
    {
      key: "id",
      label: "Id",
      width: 64,
      align: "end",
      // Classic and TraceLogging events have no id: their name, else the type, which is the opcode, tells them apart.
      cell: (row) => {
        if (row.id !== 0) return row.id;
        return html`<span class="t3" title=${`No id; type (opcode) ${row.opcode}${row.name === undefined ? "" : `: ${row.name}`}`}
          >${row.name ?? `type ${row.opcode}`}</span
        >`;
      },
      value: (row) => {
        if (row.id !== 0) return cell("event.id", row.id);
        return row.name === undefined ? cell("event.opcode", row.opcode) : cell("event.name", row.name);
      },
    },
    {
      key: PLACE,
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

  readonly #withoutPlaces = this.#columns.filter(({ key }) => key !== PLACE);

  /** A trace without packets has no places: its width is for the summary. */
  protected override get columns(): readonly TableColumn<EventLine>[] {
    return this.summary.packets === 0 && this.summary.journeys === 0 ? this.#withoutPlaces : this.#columns;
  }

  protected override get all(): number {
    return this.summary.events;
  }

  protected override fetch(from: number, rows: number, filter: string | undefined): Promise<readonly EventLine[]> {
    return this.session.eventLines(from, rows, filter);
  }
}
