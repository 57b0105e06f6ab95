import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { narrowed } from "../app/filter-terms.js";
import { pathClassRows } from "../app/path-classes.js";
import type { ShownRange, TraceSession } from "../app/session.js";
import type { Atlas, JourneyRow, PlaceRef, TraceSummary } from "../core/api.js";
import type { DropTimes } from "../core/atlas.js";
import { count, counted } from "../core/format.js";
import type { Percentile } from "../render/atlas/matrix.js";
import { FilteredAnswer } from "./filtered-answer.js";
import "./hopscope-drop-atlas.js";
import "./hopscope-hop-matrix.js";
import type { HopscopeHopMatrix } from "./hopscope-hop-matrix.js";
import "./hopscope-latency-detail.js";
import type { LatencySubject } from "./hopscope-latency-detail.js";
import "./hopscope-path-classes.js";
import "./hopscope-split.js";
import { noJourneys } from "./no-journeys.js";
import { nothingFits } from "./nothing-fits.js";
import { sessionViewStyles } from "./session-views.styles.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** Enough for every bar of a strip. */
const SLICES = 120;

const PERCENTILES: readonly (readonly [Percentile, string])[] = [
  ["p50Ns", "p50"],
  ["p95Ns", "p95"],
  ["p99Ns", "p99"],
  ["maxNs", "max"],
];

interface Shown {
  readonly atlas: Atlas;
  readonly drops: DropTimes;
}

/** Where time goes and where packets die: latencies from place to place and by class of path, drops by reason, location and time. */
@customElement("hopscope-atlas")
export class HopscopeAtlas extends LitElement {
  static override styles = [
    shared,
    sessionViewStyles,
    css`
      .panels {
        display: grid;
        gap: 10px;
        align-content: start;
        height: 100%;
        padding: 10px;
        overflow: auto;
      }

      .choice button:not(:first-child) {
        border-inline-start: 0;
      }

      .choice button:not(:first-child, :last-child) {
        border-radius: 0;
      }

      hopscope-latency-detail {
        height: 100%;
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) summary!: TraceSummary;

  @state() private percentile: Percentile = "p50Ns";
  @state() private subject: LatencySubject | undefined;
  @query("hopscope-hop-matrix") private matrix!: HopscopeHopMatrix | null;
  #answer: FilteredAnswer<Shown> | undefined;
  #listed: Atlas | undefined;

  /** The next or the previous hop, the most frequent first. */
  step(by: 1 | -1): void {
    const hops = this.#answer?.value?.atlas.hops ?? [];
    const { subject } = this;
    const at = subject?.kind === "hop" ? hops.findIndex(({ from, to }) => from.id === subject.from.id && to.id === subject.to.id) : -1;
    const hop = hops[at < 0 ? 0 : at + by];
    if (hop !== undefined) this.subject = { kind: "hop", from: hop.from, to: hop.to };
  }

  async focusRows(): Promise<void> {
    await this.updateComplete;
    await this.matrix?.updateComplete;
    this.matrix?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("session") || changed.has("summary")) {
      const { session } = this;
      const asked = {
        session,
        view: "atlas",
        ask: async (filter: { readonly filter?: string }): Promise<Shown> => ({
          atlas: await session.atlas(filter),
          drops: await session.dropTimes({ ...filter, slices: SLICES }),
        }),
      } as const;
      if (this.#answer === undefined) this.#answer = new FilteredAnswer<Shown>(this, asked);
      else this.#answer.show(asked);
    }
    const atlas = this.#answer?.value?.atlas;
    // answer first: how the slowest of the hops between places are spread
    if (atlas !== undefined && atlas !== this.#listed && this.subject === undefined) this.subject = slowestHop(atlas);
    this.#listed = atlas;
  }

  override render(): TemplateResult {
    const answer = this.#answer;
    const { summary } = this;
    return html`<div class="tools">
        <h1>Atlas</h1>
        <small>${this.#howMany()}</small>
        ${answer === undefined || answer.failed === "" ? nothing : html`<small class="lost">The figures could not be worked out: ${answer.failed}</small>`}
        <div class="choice" role="group" aria-label="Figure in the cells">
          ${PERCENTILES.map(
            ([percentile, word]) =>
              html`<button
                type="button"
                aria-pressed=${percentile === this.percentile ? "true" : "false"}
                @click=${() => {
                  this.percentile = percentile;
                }}
              >
                ${word}
              </button>`,
          )}
        </div>
      </div>
      ${
        summary.journeys === 0
          ? noJourneys(summary, "An atlas is made of the latencies of journeys, and of where they ended.")
          : answer?.value === undefined
            ? html`<p class="none" role="status">–</p>`
            : answer.fits === 0
              ? nothingFits(this, answer.filter, summary.journeys, "journeys")
              : this.#content(answer.value, answer.filter)
      }`;
  }

  #howMany(): string {
    const answer = this.#answer;
    if (answer?.value === undefined) return "";
    if (answer.busy) return "filtering…";
    const all = counted(this.summary.journeys, "journey");
    return answer.fits === undefined ? all : `${count(answer.fits)} of ${all}`;
  }

  #content({ atlas, drops }: Shown, filter: string): TemplateResult {
    const { subject } = this;
    const word = PERCENTILES.find(([percentile]) => percentile === this.percentile)?.[1] ?? "";
    return html`<hopscope-split name="atlas-share" label="Size of the histogram" .share=${36} dock="right" open>
      <div class="panels">
        <section class="panel" aria-labelledby="hops">
          <header>
            <h2 id="hops">Latency from place to place</h2>
            <small>${word} of each hop, with how many there were</small>
          </header>
          <hopscope-hop-matrix
            .hops=${atlas.hops}
            .percentile=${this.percentile}
            .label=${word}
            .selected=${subject?.kind === "hop" ? { from: subject.from.id, to: subject.to.id } : undefined}
            @hop-select=${(event: CustomEvent<{ readonly from: PlaceRef; readonly to: PlaceRef }>) => {
              this.subject = { kind: "hop", ...event.detail };
            }}
          ></hopscope-hop-matrix>
        </section>
        <hopscope-path-classes
          choosable
          .classes=${atlas.pathClasses}
          .chosen=${subject?.kind === "class" ? subject.pathClass : ""}
          @class-select=${(event: CustomEvent<JourneyRow["pathClass"]>) => {
            const name = pathClassRows(atlas.pathClasses).find(({ pathClass }) => pathClass === event.detail)?.name ?? event.detail;
            this.subject = { kind: "class", pathClass: event.detail, name };
          }}
        ></hopscope-path-classes>
        <hopscope-drop-atlas .drops=${drops} @term-journeys=${this.#journeys} @range-show=${this.#range}></hopscope-drop-atlas>
      </div>
      <hopscope-latency-detail
        slot="second"
        role="region"
        aria-label="How the latencies are spread"
        .session=${this.session}
        .subject=${subject}
        .filter=${filter}
        @term-journeys=${this.#journeys}
      ></hopscope-latency-detail>
    </hopscope-split>`;
  }

  readonly #journeys = (event: CustomEvent<string>): void => {
    ask(this, "ui-filter", narrowed(this.session.state.value.filter, event.detail));
    ask(this, "ui-view", "journeys");
  };

  readonly #range = (event: CustomEvent<ShownRange>): void => {
    this.session.showRange(event.detail);
    ask(this, "ui-view", "timeline");
  };
}

function slowestHop({ hops, pathClasses }: Atlas): LatencySubject | undefined {
  const between = hops.filter(({ from, to }) => from.id !== to.id);
  const [first, ...rest] = between.length > 0 ? between : hops;
  if (first === undefined) {
    const [row] = pathClassRows(pathClasses);
    return row === undefined ? undefined : { kind: "class", pathClass: row.pathClass, name: row.name };
  }
  const { from, to } = rest.reduce((worst, hop) => (hop.maxNs > worst.maxNs ? hop : worst), first);
  return { kind: "hop", from, to };
}
