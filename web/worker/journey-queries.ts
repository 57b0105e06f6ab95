import type { JourneyRow, Page, Query } from "../core/api.js";
import type { JourneyLine, JourneySort } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import { NatTranslations } from "../journeys/nat-translations.js";
import { FlowQueries } from "./flow-queries.js";
import { JourneyRows } from "./journey-rows.js";
import { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";

type JourneyQuery = Query & { readonly sort?: JourneySort };

/** Pages of journeys, in the order asked for. */
export class JourneyQueries {
  readonly all: Journeys;
  readonly flows: FlowQueries;
  readonly #rows: JourneyRows;
  /** Journeys by latency, ascending: made when first asked for. */
  #byLatency: Uint32Array<ArrayBuffer> | undefined;

  constructor(trace: OpenedTrace, rows: Rows) {
    this.all = new Journeys(trace, rows, new NatTranslations(trace.nat));
    rows.attach(this.all);
    this.flows = new FlowQueries(trace, rows, this.all);
    this.#rows = new JourneyRows(trace, rows, this.all);
  }

  rows(query: JourneyQuery, page: { readonly from: number; readonly count: number }): Promise<Page<JourneyRow>> {
    return this.#page(query, page, (id) => this.#rows.row(id));
  }

  lines(query: JourneyQuery, page: { readonly from: number; readonly count: number }): Promise<Page<JourneyLine>> {
    return this.#page(query, page, (id) => this.#rows.line(id));
  }

  async #page<Row>(
    query: JourneyQuery,
    { from, count }: { readonly from: number; readonly count: number },
    row: (id: number) => Promise<Row>,
  ): Promise<Page<Row>> {
    if (query.filter !== undefined && query.filter.trim() !== "") throw new TraceError("filter", "Journeys cannot be filtered yet: leave the filter empty.", 0);
    const total = this.all.length;
    const sort = query.sort ?? "start";
    const backwards = sort.startsWith("-");
    const order = sort.endsWith("latency") ? this.#latencies() : undefined;
    const rows: Row[] = [];
    for (let i = from; i < Math.min(total, from + count); i++) {
      const at = backwards ? total - 1 - i : i;
      rows.push(await row(order?.[at] ?? at));
    }
    return { total, rows };
  }

  #latencies(): Uint32Array<ArrayBuffer> {
    this.#byLatency ??= Uint32Array.from({ length: this.all.length }, (_, i) => i).sort((a, b) => this.all.latencyNs(a) - this.all.latencyNs(b) || a - b);
    return this.#byLatency;
  }
}
