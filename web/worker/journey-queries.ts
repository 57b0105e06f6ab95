import type { JourneyRow, Page } from "../core/api.js";
import type { JourneyLine, JourneySort } from "../core/engine-api.js";
import type { Work } from "../core/work.js";
import { NatTranslations } from "../journeys/nat-translations.js";
import { FlowQueries } from "./flow-queries.js";
import { FlowViews } from "./flows/flow-views.js";
import { JourneyRows } from "./journey-rows.js";
import { Journeys, type KeptJourneys } from "./journeys.js";
import { NatQueries } from "./nat-queries.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";

type Found = Uint32Array<ArrayBuffer>;

interface PagePart {
  readonly from: number;
  readonly count: number;
}

/** Pages of journeys, in the order asked for. */
export class JourneyQueries {
  readonly all: Journeys;
  readonly flows: FlowQueries;
  readonly nat: NatQueries;
  readonly flowViews: FlowViews;
  readonly #rows: JourneyRows;
  /** Journeys by latency, ascending: made when first asked for. */
  #byLatency: Found | undefined;
  /** The same of what filters found, for as long as that is kept. */
  readonly #foundByLatency = new WeakMap<Found, Found>();

  private constructor(trace: OpenedTrace, rows: Rows, all: Journeys) {
    this.all = all;
    rows.attach(all);
    this.flows = new FlowQueries(trace, rows, this.all);
    this.flowViews = new FlowViews(trace, rows, this.all);
    this.nat = new NatQueries(trace, rows, this.all);
    this.#rows = new JourneyRows(trace, rows, this.all);
  }

  /** `kept`: what was found about them before; `limit`: how many sightings are followed. */
  static *open(trace: OpenedTrace, rows: Rows, kept?: KeptJourneys, limit?: number): Work<JourneyQueries> {
    const all = kept === undefined ? Journeys.find(trace, new NatTranslations(trace.nat), limit) : Journeys.restore(trace, kept);
    return new JourneyQueries(trace, rows, yield* all);
  }

  close(): void {
    this.flows.close();
    this.flowViews.close();
    this.nat.close();
  }

  /** `found`: the journeys that fit, ascending; undefined for all. */
  rows(sort: JourneySort | undefined, found: Found | undefined, page: PagePart): Promise<Page<JourneyRow>> {
    return this.#page(sort, found, page, (id) => this.#rows.row(id));
  }

  lines(sort: JourneySort | undefined, found: Found | undefined, page: PagePart): Promise<Page<JourneyLine>> {
    return this.#page(sort, found, page, (id) => this.#rows.line(id));
  }

  /** Of these journeys, in their order. */
  linesOf(journeys: readonly number[]): Promise<readonly JourneyLine[]> {
    return Promise.all(journeys.map((id) => this.#rows.line(id)));
  }

  async #page<Row>(sort: JourneySort = "start", found: Found | undefined, { from, count }: PagePart, row: (id: number) => Promise<Row>): Promise<Page<Row>> {
    const total = found?.length ?? this.all.length;
    const backwards = sort.startsWith("-");
    const order = sort.endsWith("latency") ? this.#latencies(found) : found;
    const rows: Row[] = [];
    for (let i = from; i < Math.min(total, from + count); i++) {
      const at = backwards ? total - 1 - i : i;
      rows.push(await row(order?.[at] ?? at));
    }
    return { total, rows };
  }

  #latencies(found: Found | undefined): Found {
    if (found === undefined) return (this.#byLatency ??= this.#sorted(this.all.numbers));
    const known = this.#foundByLatency.get(found) ?? this.#sorted(found.slice());
    this.#foundByLatency.set(found, known);
    return known;
  }

  #sorted(numbers: Found): Found {
    return numbers.sort((a, b) => this.all.latencyNs(a) - this.all.latencyNs(b) || a - b);
  }
}
