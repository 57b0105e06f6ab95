import { LitElement, css, html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { persistently } from "../app/filtered-rows.js";
import { termOf } from "../app/filter-terms.js";
import { NewestWish } from "../app/newest-wish.js";
import { hopTerm } from "../app/place-terms.js";
import type { TraceSession } from "../app/session.js";
import type { PlaceRef } from "../core/api.js";
import type { LatencyDetail, LatencyOf } from "../core/atlas.js";
import { count, counted, latency } from "../core/format.js";
import { histogram, type Histogram } from "../render/atlas/histogram.js";
import { icon } from "./icons.js";
import { latencyCell } from "./latency-cell.js";
import { outcomeLabel } from "./outcome-label.js";
import { rampStyles } from "./ramp-styles.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** What the figures are of: a hop with its places, or a class of paths with its name. */
export type LatencySubject =
  | { readonly kind: "hop"; readonly from: PlaceRef; readonly to: PlaceRef }
  | { readonly kind: "class"; readonly pathClass: Extract<LatencyOf, { kind: "class" }>["pathClass"]; readonly name: string };

const WIDTH = 420;
const HEIGHT = 110;

/**
 * How the latencies of one hop or class are spread, and the slowest journeys.
 *
 * @event term-journeys - detail: the term to narrow the filter by before journeys are shown
 */
@customElement("hopscope-latency-detail")
export class HopscopeLatencyDetail extends LitElement {
  static override styles = [
    shared,
    placeColours,
    rampStyles,
    css`
      :host {
        display: block;
        overflow: auto;
        background: var(--panel);
      }

      header {
        padding: 8px 12px;
        border-bottom: 1px solid var(--line);
      }

      h2 {
        overflow-wrap: anywhere;
      }

      td {
        white-space: nowrap;
      }

      .packet {
        width: 100%;
        min-width: 140px;
        max-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      h3 {
        padding: 8px 12px 2px;
        border-top: 1px solid var(--line);
      }

      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
        padding: 8px 12px;
      }

      dt {
        color: var(--t3);
        font-size: 11.5px;
      }

      dd {
        font-weight: 700;
      }

      figure {
        margin: 0;
        padding: 4px 12px 0;
      }

      svg.bars {
        display: block;
        width: 100%;
        max-width: 460px;
        height: auto;
        overflow: visible;
      }

      .bars rect {
        fill: var(--ramp);
        forced-color-adjust: none;
      }

      .bars .base {
        stroke: var(--line3);
      }

      .bars .post {
        stroke: var(--t2);
        stroke-dasharray: 2 3;
      }

      .bars text {
        fill: var(--t3);
        font: 400 11px var(--sans);
        text-anchor: middle;
      }

      .bars .post-word {
        fill: var(--t2);
      }

      .bars .before {
        text-anchor: end;
      }

      .bars .after {
        text-anchor: start;
      }

      figcaption,
      p {
        padding: 2px 0 8px;
        color: var(--t3);
        font-size: 11.5px;
      }

      p {
        padding-inline: 12px;
      }

      details {
        padding: 0 12px 8px;
      }

      summary {
        width: fit-content;
        min-height: 24px;
        color: var(--accent);
        cursor: pointer;
      }

      .wide {
        overflow-x: auto;
      }

      table {
        width: 100%;
        border-collapse: collapse;
      }

      th,
      td {
        padding: 2px 8px;
        text-align: start;
      }

      th:first-child,
      td:first-child {
        padding-inline-start: 12px;
      }

      thead th {
        color: var(--t3);
        font-size: 11.5px;
        font-weight: 400;
        white-space: nowrap;
      }

      th.num,
      td.num {
        text-align: end;
      }

      tbody tr:hover {
        background: var(--hover);
      }

      .latency {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: end;
        white-space: nowrap;
      }

      .ramp rect {
        fill: var(--ramp);
        forced-color-adjust: none;
      }

      td .icon {
        width: 13px;
        height: 13px;
        margin-inline-end: 4px;
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) subject: LatencySubject | undefined;
  /** The filter that the figures around it are for. */
  @property() filter = "";

  @state() private detail: LatencyDetail | undefined;
  @state() private failed = "";
  readonly #wish = new NewestWish();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("subject")) this.detail = undefined;
    if (changed.has("subject") || changed.has("filter") || changed.has("session")) this.#load();
  }

  override render(): TemplateResult | typeof nothing {
    const { subject, detail } = this;
    if (subject === undefined) return html`<p>Select a cell or a class to see how its latencies are spread.</p>`;
    return html`<header><h2>${nameOf(subject)}</h2></header>
      ${this.failed === "" ? nothing : html`<p class="bad" role="alert">The latencies could not be read: ${this.failed}</p>`}
      ${detail === undefined ? html`<p role="status">–</p>` : this.#content(subject, detail)}`;
  }

  #content(subject: LatencySubject, detail: LatencyDetail): TemplateResult {
    const { bins, slowest, ...stats } = detail;
    if (stats.count === 0) return html`<p>Nothing went this way under the filter in force.</p>`;
    const picture = histogram(bins, WIDTH, HEIGHT);
    const what = subject.kind === "hop" ? "hop" : "journey";
    const term =
      subject.kind === "class"
        ? termOf("path.class", subject.pathClass)
        : hopTerm({ place: subject.from, names: detail.fromNames }, { place: subject.to, names: detail.toNames });
    const fact = (name: string, value: string): TemplateResult =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;
    return html`<dl>
        ${fact(`${what}s`, count(stats.count))} ${fact("p50", latency(stats.p50Ns))} ${fact("p95", latency(stats.p95Ns))} ${fact("p99", latency(stats.p99Ns))}
        ${fact("max", latency(stats.maxNs))}
      </dl>
      ${this.#picture(picture, detail, what)}
      <h3>Slowest journeys</h3>
      ${this.#slowest(slowest, subject)}
      ${
        term === undefined
          ? nothing
          : html`<p>
              <button
                type="button"
                @click=${() => {
                  this.dispatchEvent(new CustomEvent("term-journeys", { detail: term }));
                }}
              >
                ${icon("journeys")}All journeys ${subject.kind === "hop" ? "seen at both places" : "of this class"}
              </button>
            </p>`
      }`;
  }

  #picture({ bars, ticks, at }: Histogram, stats: LatencyDetail, what: string): TemplateResult {
    const said = `Histogram of ${counted(stats.count, what)} on a logarithmic scale: half take up to ${latency(stats.p50Ns)}, 95 of 100 up to ${latency(stats.p95Ns)}, the slowest ${latency(stats.maxNs)}`;
    const post = (ns: number, word: string, side: "before" | "after"): unknown =>
      svg`<path class="post" d=${`M${at(ns).toFixed(1)} 4V${HEIGHT + 24}`}></path>
        <text class=${`post-word ${side}`} x=${(at(ns) + (side === "before" ? -4 : 4)).toFixed(1)} y="12">${word}</text>`;
    return html`<figure>
        <svg class="bars" viewBox="0 0 ${WIDTH} ${HEIGHT + 44}" role="img" aria-label=${said}>
          <path class="base" d=${`M0 ${HEIGHT + 24.5}H${WIDTH}`}></path>
          ${bars
            .filter((bar) => bar.count > 0)
            .map(
              (bar) =>
                svg`<rect class=${`r${bar.ramp}`} x=${bar.x.toFixed(1)} y=${(HEIGHT + 24 - bar.height).toFixed(1)} width=${bar.width.toFixed(1)} height=${bar.height.toFixed(1)} rx="1"><title>${latency(bar.fromNs)} to ${latency(bar.toNs)}: ${count(bar.count)}</title></rect>`,
            )}
          ${post(stats.p50Ns, "p50", "before")} ${stats.p95Ns > stats.p50Ns ? post(stats.p95Ns, "p95", "after") : nothing}
          ${ticks.map(({ x, label }) => svg`<text x=${Math.min(WIDTH - 16, Math.max(14, x)).toFixed(1)} y=${HEIGHT + 40}>${label}</text>`)}
        </svg>
        <figcaption>height: square root of ${what}s, logarithmic time</figcaption>
      </figure>
      <details>
        <summary>As a table</summary>
        <table aria-label="Histogram">
          <thead>
            <tr>
              <th scope="col">from</th>
              <th scope="col">to below</th>
              <th scope="col" class="num">${what}s</th>
            </tr>
          </thead>
          <tbody>
            ${bars
              .filter((bar) => bar.count > 0)
              .map(
                (bar) =>
                  html`<tr>
                    <td>${latency(bar.fromNs)}</td>
                    <td>${latency(bar.toNs)}</td>
                    <td class="num">${count(bar.count)}</td>
                  </tr>`,
              )}
          </tbody>
        </table>
      </details>`;
  }

  #slowest(slowest: LatencyDetail["slowest"], subject: LatencySubject): TemplateResult {
    return html`<div class="wide">
      <table aria-label="Slowest journeys">
        <thead>
          <tr>
            <th scope="col">journey</th>
            <th scope="col" class="num">${subject.kind === "hop" ? "hop" : "latency"} µs</th>
            <th scope="col">outcome</th>
            <th scope="col">packet</th>
          </tr>
        </thead>
        <tbody>
          ${slowest.map(
            ({ latencyNs, line }) =>
              html`<tr>
                <td>
                  <button
                    class="link"
                    type="button"
                    aria-label=${`open journey #${count(line.id)}`}
                    @click=${() => {
                      ask(this, "ui-go", { kind: "journey", index: line.id });
                    }}
                  >
                    #${count(line.id)}
                  </button>
                </td>
                <td class="num">${latencyCell({ latencyNs })}</td>
                <td>${outcomeLabel(line.outcome)}</td>
                <td class="packet" title=${line.summary}>${line.summary}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #load(): void {
    const { session, subject, filter } = this;
    this.failed = "";
    if (subject === undefined) return;
    const of: LatencyOf = subject.kind === "hop" ? { kind: "hop", from: subject.from.id, to: subject.to.id } : { kind: "class", pathClass: subject.pathClass };
    void this.#wish.run(
      () =>
        persistently(
          () => session.latencies({ of, ...(filter === "" ? {} : { filter }) }),
          () => session.state.value.filter === filter,
        ),
      (detail) => {
        this.detail = detail;
      },
      (why) => {
        this.failed = why;
      },
    );
  }
}

function nameOf(subject: LatencySubject): string {
  if (subject.kind === "class") return subject.name;
  return subject.from.id === subject.to.id ? `Inside ${subject.from.name}` : `${subject.from.name} → ${subject.to.name}`;
}
