import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { CLASS_WORDS, joinedText, longestHop, longestHopText, sightEnds } from "../app/journey-text.js";
import type { JourneyRow, Sighting } from "../core/api.js";
import { NARROW, count, latency } from "../core/format.js";
import { rampShare, rampStep } from "../render/latency-ramp.js";
import { icon, placeGlyph } from "./icons.js";
import { outcomeLabel } from "./outcome-label.js";
import { rampStyles } from "./ramp-styles.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

const BAR_PX = 72;
/** Steps beyond which the ladder tells the rest. */
const MOST_STEPS = 60;

/**
 * A journey in short: how long it took, each step with its time, and why it ended where it did.
 *
 * @event step-select - detail: position of a sighting
 * @event card-zoom - the journey is to fill the lanes
 * @event card-close - the journey is to be let go of
 */
@customElement("hopscope-journey-card")
export class HopscopeJourneyCard extends LitElement {
  static override styles = [
    shared,
    placeColours,
    rampStyles,
    css`
      :host {
        display: block;
        height: 100%;
        overflow: auto;
        background: var(--panel);
      }

      header,
      .figures {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        align-items: center;
        padding: 6px 12px;
      }

      header {
        border-bottom: 1px solid var(--line);
      }

      header button:last-child {
        margin-inline-start: auto;
      }

      .figure {
        font-size: 28px;
        font-weight: 700;
        line-height: 34px;
      }

      .figure small {
        color: var(--t2);
        font-size: 13px;
        font-weight: 400;
      }

      .figures .about {
        flex: 1;
        min-width: 150px;
        color: var(--t2);
      }

      ol {
        margin: 0;
        padding: 0;
        border-top: 1px solid var(--line);
        list-style: none;
      }

      li button {
        display: grid;
        grid-template-columns: 72px 18px minmax(0, 1.3fr) minmax(0, 1fr) 62px 76px;
        gap: 0 6px;
        align-items: center;
        justify-content: stretch;
        width: 100%;
        min-height: 24px;
        padding: 0 12px;
        border: 0;
        border-bottom: 1px solid var(--line);
        border-radius: 0;
        background: none;
        text-align: start;
      }

      li button[aria-current="true"] {
        background: var(--sel);
        box-shadow: inset 2px 0 var(--accent);
      }

      li .cut {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .since,
      .kind {
        color: var(--t3);
      }

      .longest {
        font-weight: 700;
      }

      .icon {
        width: 15px;
        height: 15px;
      }

      rect {
        fill: var(--ramp);
        forced-color-adjust: none;
      }

      p {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: 8px;
        padding: 8px 12px;
        color: var(--t2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) row!: JourneyRow;
  /** The sighting that arrow keys stand on, -1 for none. */
  @property({ type: Number }) at = -1;
  /** A loss of events lies within: its figures may be wrong. */
  @property({ type: Boolean }) doubtful = false;

  override render(): TemplateResult {
    const { row } = this;
    const [figure = "", unit = ""] = splitUnit(latency(row.latencyNs));
    const longest = longestHop(row);
    const ends = sightEnds(row);
    return html`<header>
        <h2>Journey #${count(row.id)}</h2>
        ${outcomeLabel(row.outcome)}
        <button
          class="link"
          type="button"
          @click=${() => {
            this.dispatchEvent(new CustomEvent("card-zoom"));
          }}
        >
          Zoom to it
        </button>
        <button class="plain" type="button" aria-label="Unpin the journey" title="Unpin (Esc)" @click=${this.#close}>${icon("close")}</button>
      </header>
      <div class="figures">
        <span class="figure">${this.doubtful ? "≈" : ""}${figure}<small>${NARROW}${unit}</small></span>
        <span class="about">${CLASS_WORDS[row.pathClass]}${longest === undefined ? "" : `, longest hop ${longestHopText(longest)}`}</span>
        <button
          type="button"
          @click=${() => {
            ask(this, "ui-go", { kind: "journey", index: row.id });
          }}
        >
          Open ladder${icon("right")}
        </button>
      </div>
      ${row.drop === undefined ? nothing : html`<p class="bad">${icon("dropped")}<span>Dropped: ${row.drop.reason}${row.drop.location === undefined ? "" : `, at ${row.drop.location}`}</span></p>`}
      <ol aria-label="Steps of the journey">
        ${row.sightings.slice(0, MOST_STEPS).map((step, i) => this.#step(step, i, i === longest?.index))}
      </ol>
      ${row.sightings.length > MOST_STEPS ? html`<p>${icon("info")}<span>${count(row.sightings.length - MOST_STEPS)} more steps are in the ladder.</span></p>` : nothing}
      ${ends === undefined ? nothing : html`<p>${icon("lostSight")}<span>${ends}</span></p>`}
      <p>${icon("link")}<span>${joinedText(row)}</span></p>`;
  }

  #step(step: Sighting, i: number, longest: boolean): TemplateResult {
    const ns = step.latencyFromPreviousNs;
    return html`<li>
      <button
        type="button"
        aria-current=${i === this.at ? "true" : "false"}
        @click=${() => {
          this.dispatchEvent(new CustomEvent("step-select", { detail: i }));
        }}
      >
        <span class="num since">+${inMicroseconds(Number(step.timeNs - this.row.startNs))}</span>
        ${placeGlyph(step.place.kind)}
        <span class="cut" title=${step.place.name}>${step.place.name}</span>
        <span class="cut kind">${step.kind}${step.changes.length === 0 ? "" : `, ${step.changes.length} changed`}</span>
        <span class=${longest ? "num longest" : "num"}>${i === 0 ? "" : inMicroseconds(ns)}</span>
        ${
          i === 0
            ? html`<span></span>`
            : html`<svg class=${`r${rampStep(ns)}`} width=${BAR_PX} height="8" aria-hidden="true">
                <rect width=${rampShare(ns) * BAR_PX} height="8" rx="1.5"></rect>
              </svg>`
        }
      </button>
    </li>`;
  }

  readonly #close = (): void => {
    this.dispatchEvent(new CustomEvent("card-close"));
  };
}

function inMicroseconds(ns: number): string {
  const [whole = "", tenth = ""] = (ns / 1000).toFixed(1).split(".");
  return `${count(Number(whole))}.${tenth}`;
}

function splitUnit(text: string): readonly string[] {
  const cut = text.lastIndexOf(NARROW);
  return [text.slice(0, cut), text.slice(cut + 1)];
}
