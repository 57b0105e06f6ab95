import { LitElement, css, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import uplotCss from "uplot/dist/uPlot.min.css?inline";
import { chartWords, ENDS, tally, type ChartKind } from "../app/flow-chart-data.js";
import { NewestWish } from "../app/newest-wish.js";
import type { TraceSession } from "../app/session.js";
import type { TraceSummary } from "../core/api.js";
import { bytes, count, latency, span } from "../core/format.js";
import type { FlowCharts } from "../core/nat-flow.js";
import { FlowChart } from "./flow-chart.js";
import { shared } from "./shared-styles.js";
import { colourProbe, probeStyles, readColours, watchColours } from "./timeline-colours.js";
import { ask } from "./ui-events.js";

const KINDS: readonly (readonly [ChartKind, string])[] = [
  ["sequence", "Sequence numbers"],
  ["window", "Window and bytes on the way"],
  ["roundTrip", "Round trip"],
  ["throughput", "Throughput"],
];
/** Lines are thinned to so many slices: the widest chart has fewer pixels. */
const SLICES = 1200;
const MOST_LISTED = 40;

/** A TCP connection over time as one place saw it, in four charts on one axis of time. */
@customElement("hopscope-flow-charts")
export class HopscopeFlowCharts extends LitElement {
  static override styles = [
    shared,
    probeStyles,
    unsafeCSS(uplotCss),
    css`
      :host {
        display: block;
        min-height: 0;
        overflow: auto;
      }

      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        align-items: center;
        padding: 6px 12px 0;
      }

      select {
        max-width: 280px;
        min-height: 24px;
        border: 1px solid var(--line3);
        border-radius: 6px;
        background: var(--raised);
        color: var(--t1);
        font: inherit;
      }

      .grid {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 8px 16px;
        padding: 6px 12px 12px;
      }

      figure {
        min-width: 0;
        margin: 0;
      }

      figcaption {
        display: flex;
        flex-wrap: wrap;
        gap: 0 12px;
        align-items: baseline;
      }

      figcaption h3 {
        margin: 0;
      }

      .plot {
        height: 150px;
        border-radius: 4px;
      }

      .t1 {
        color: var(--t1);
      }

      .key {
        width: 22px;
        height: 10px;
        margin-inline-end: 4px;
      }

      .u-select {
        background: color-mix(in srgb, var(--accent) 22%, transparent);
      }

      .u-hz .u-cursor-x,
      .u-vt .u-cursor-y {
        border-color: var(--accent);
      }

      table {
        border-collapse: collapse;
      }

      th,
      td {
        padding: 2px 16px 2px 0;
        text-align: start;
        white-space: nowrap;
      }

      thead th {
        color: var(--t3);
        font-size: 11.5px;
        font-weight: 400;
      }

      .failed {
        margin: 12px;
      }

      @container (max-width: 859px) {
        .grid {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) summary!: TraceSummary;
  @property({ type: Number }) flow = -1;

  @state() private charts: FlowCharts | undefined;
  @state() private failed = "";
  @state() private place = 0;
  @state() private range: { readonly fromNs: number; readonly toNs: number } | undefined;
  /** What stands under the cursor, in words. */
  @state() private said = "";

  readonly #wish = new NewestWish();
  readonly #drawn = new Map<ChartKind, FlowChart>();
  #shown: FlowCharts | undefined;
  #stopColours: (() => void) | undefined;
  readonly #sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries)
      this.#drawn.get((target as HTMLElement).dataset["kind"] as ChartKind)?.resize(contentRect.width, contentRect.height);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopColours = watchColours(this, () => {
      this.#shown = undefined;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopColours?.();
    this.#sizes.disconnect();
    for (const chart of this.#drawn.values()) chart.destroy();
    this.#drawn.clear();
    this.#shown = undefined;
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("flow") || changed.has("session") || changed.has("summary")) [this.place, this.range, this.said] = [0, undefined, ""];
    if (!["flow", "session", "summary", "place", "range"].some((name) => changed.has(name))) return;
    const { session, flow, place, range } = this;
    void this.#wish.run(
      () => session.flowCharts({ flow, slices: SLICES, place, ...(range === undefined ? {} : { range }) }),
      (charts) => {
        this.charts = charts;
        this.failed = "";
      },
      (why) => {
        this.failed = why;
      },
    );
  }

  override render(): TemplateResult {
    const { charts } = this;
    if (this.failed !== "") return html`<p class="failed" role="alert">The charts could not be made: ${this.failed}</p>`;
    if (charts === undefined) return html`<p class="tools" role="status">–</p>`;
    return html`${colourProbe()}
      <div class="tools">
        <label
          ><small>seen at</small>
          <select
            @change=${(event: Event) => {
              this.place = Number((event.target as HTMLSelectElement).value);
            }}
          >
            ${charts.places.map(
              ({ place, packets }, i) => html`<option value=${i} ?selected=${i === charts.at}>${place.name}, ${count(packets)} packets</option>`,
            )}
          </select></label
        >
        ${
          this.range === undefined
            ? html`<small>drag over a chart to see a part; arrow keys read it out, + and − zoom</small>`
            : html`<small>${span(this.range.toNs - this.range.fromNs)} of ${span(charts.toNs - charts.fromNs)}</small>
                <button
                  class="link"
                  type="button"
                  @click=${() => {
                    this.range = undefined;
                  }}
                >
                  show all
                </button>`
        }
        <small role="status">${this.said}</small>
      </div>
      <div class="grid">${KINDS.map(([kind, title]) => this.#figure(kind, title, charts))}${this.#figures(charts)} ${this.#marks(charts)}</div>`;
  }

  override updated(): void {
    const { charts } = this;
    if (charts === undefined || charts === this.#shown || this.failed !== "") return;
    this.#shown = charts;
    const colours = readColours(this.renderRoot);
    for (const [kind] of KINDS) {
      const host = this.renderRoot.querySelector<HTMLElement>(`[data-kind="${kind}"]`);
      if (host === null) continue;
      this.#drawn.get(kind)?.destroy();
      this.#drawn.set(
        kind,
        new FlowChart(host, kind, charts, this.range, colours, {
          group: `flow-${this.flow}`,
          zoom: (fromNs, toNs) => {
            this.range = { fromNs, toNs };
          },
          said: (words) => {
            this.said = words;
          },
        }),
      );
      this.#sizes.observe(host);
    }
  }

  #figure(kind: ChartKind, title: string, charts: FlowCharts): TemplateResult {
    return html`<figure>
      <figcaption>
        <h3>${title}</h3>
        ${FlowChart.keys(kind, charts).map(
          ({ words, dash, tone, width }) =>
            html`<small
              ><svg class=${`key ${tone}`} aria-hidden="true">
                <line x1="0" x2="22" y1="5" y2="5" stroke="currentColor" stroke-width=${width} stroke-dasharray=${dash}></line></svg
              >${words}</small
            >`,
        )}
      </figcaption>
      <div class="plot" data-kind=${kind} role="img" tabindex="0" aria-label=${chartWords(kind, charts)} @keydown=${this.#onKey}></div>
    </figure>`;
  }

  #figures({ segments, payload, roundTrips }: FlowCharts): TemplateResult {
    const ends = [0, 1] as const;
    return html`<div>
      <table aria-label="Figures of the connection">
        <thead>
          <tr>
            <th scope="col">sent by</th>
            <th scope="col" class="num">segments</th>
            <th scope="col" class="num">payload</th>
            <th scope="col" class="num">round trips</th>
            <th scope="col" class="num">least</th>
            <th scope="col" class="num">median</th>
            <th scope="col" class="num">most</th>
          </tr>
        </thead>
        <tbody>
          ${ends.map((end) => {
            const trips = roundTrips[end];
            const time = (ns: number): string => (trips.count === 0 ? "–" : latency(ns));
            return html`<tr>
              <th scope="row">${ENDS[end]}</th>
              <td class="num">${count(segments[end])}</td>
              <td class="num">${bytes(payload[end])}</td>
              <td class="num">${count(trips.count)}</td>
              <td class="num">${time(trips.least)}</td>
              <td class="num">${time(trips.median)}</td>
              <td class="num">${time(trips.most)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  #marks({ marks, fromNs }: FlowCharts): TemplateResult {
    const kinds = tally(marks);
    if (kinds.length === 0) return html`<p class="t2">Nothing was sent again, out of order, reset, or stopped by a closed window here.</p>`;
    return html`<div>
      <table aria-label="Marks on the sequence numbers">
        <thead>
          <tr>
            <th scope="col">${kinds.map(({ kind, count: n }) => `${count(n)} ${kind}`).join(", ")}</th>
            <th scope="col">by</th>
            <th scope="col" class="num">after</th>
            <th scope="col" class="num">seq</th>
            <th scope="col">journey</th>
          </tr>
        </thead>
        <tbody>
          ${marks.slice(0, MOST_LISTED).map(
            (mark) =>
              html`<tr>
                <th scope="row" class="lost">${mark.kind}${mark.count > 1 ? `, ${count(mark.count)} close together` : ""}</th>
                <td>${ENDS[mark.fromClient ? 0 : 1]}</td>
                <td class="num">${span(mark.timeNs - fromNs)}</td>
                <td class="num">${count(mark.sequence)}</td>
                <td>
                  <button
                    class="link"
                    type="button"
                    @click=${() => {
                      ask(this, "ui-go", { kind: "journey", index: mark.journey });
                    }}
                  >
                    #${count(mark.journey)}
                  </button>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${marks.length > MOST_LISTED ? html`<small>and ${count(marks.length - MOST_LISTED)} more: zoom in to see them</small>` : nothing}
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const chart = this.#drawn.get((event.currentTarget as HTMLElement).dataset["kind"] as ChartKind);
    const by = ({ ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity } as const)[event.key];
    if (by !== undefined) chart?.step(by);
    else if (event.key === "+" || event.key === "=") chart?.zoomBy(0.5);
    else if (event.key === "-") chart?.zoomBy(2);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
