import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TraceSummary } from "../core/api.js";
import type { OverviewFacts } from "../core/engine-api.js";
import { count, counted, span, traceSpanNs } from "../core/format.js";
import { barsPath, extent } from "../render/bars.js";
import { icon } from "./icons.js";
import { overviewStyles } from "./overview-styles.js";
import { placeLabel } from "./place-label.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

type Cause = OverviewFacts["dropCauses"][number];

/** Why packets died and where, each cause with the times it happened and the first event that says so. */
@customElement("hopscope-drops")
export class HopscopeDrops extends LitElement {
  static override styles = [
    shared,
    placeColours,
    overviewStyles,
    css`
      li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) clamp(60px, 20%, 120px) auto;
        gap: 2px 10px;
        align-items: center;
        padding: 10px 12px;
      }

      li + li {
        border-top: 1px solid var(--line);
      }

      .reason {
        font-size: 13px;
        font-weight: 700;
        line-height: 20px;
        overflow-wrap: anywhere;
      }

      .total {
        min-width: 52px;
        font-weight: 700;
        text-align: end;
      }

      .where {
        display: flex;
        flex-wrap: wrap;
        grid-column: 2 / -1;
        gap: 2px 12px;
        align-items: center;
        color: var(--t2);
      }

      .where .icon {
        margin-inline-end: 6px;
      }
    `,
  ];

  @property({ attribute: false }) facts: OverviewFacts | undefined;
  @property({ attribute: false }) summary!: TraceSummary;

  override render(): TemplateResult {
    const causes = [...(this.facts?.dropCauses ?? [])].sort((a, b) => b.count - a.count);
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Drops</h2>
        <small>${causes.length === 0 ? "by reason and place" : `${counted(causes.length, "cause")}, by reason and place`}</small
        ><small class="end">when in the trace, packets</small>
      </header>
      ${
        causes.length === 0
          ? html`<p class="quiet">
              ${this.facts === undefined ? "–" : html`<span class="ok">${icon("delivered")}</span>No event of this trace reports a dropped packet.`}
            </p>`
          : html`<ul>
              ${causes.map((cause) => this.#cause(cause))}
            </ul>`
      }
    </section>`;
  }

  #cause(cause: Cause): TemplateResult {
    return html`<li>
      <span class="bad">${icon("error")}</span>
      <span class="reason">${cause.reason}</span>
      <svg class="strip" viewBox="0 0 120 18" preserveAspectRatio="none" role="img" aria-label=${this.#when(cause)}>
        <path class="drop" d=${barsPath(cause.times, 120, 16, 60, 5)} />
      </svg>
      <span class="total">${count(cause.count)}</span>
      <span class="where">
        <span>${placeLabel(cause.place)}</span>
        ${cause.location === undefined ? "" : html`<span>${cause.location}</span>`}
        ${cause.reasonCode === undefined ? "" : html`<span class="tag">code ${cause.reasonCode}</span>`}
        <button
          class="link"
          type="button"
          @click=${() => {
            ask(this, "ui-go", { kind: "event", index: cause.firstEvent });
          }}
        >
          first: event ${count(cause.firstEvent)}
        </button>
        ${cause.firstJourney === undefined ? "" : this.#journey(cause.firstJourney)}
      </span>
    </li>`;
  }

  #journey(index: number): TemplateResult {
    return html`<button
      class="link"
      type="button"
      @click=${() => {
        ask(this, "ui-go", { kind: "journey", index });
      }}
    >
      journey #${count(index)}
    </button>`;
  }

  #when(cause: Cause): string {
    const range = extent(cause.times);
    const whole = traceSpanNs(this.summary);
    if (range === undefined) return counted(cause.count, "drop");
    return `${counted(cause.count, "drop")} between ${span(range[0] * whole)} and ${span(range[1] * whole)} after the start`;
  }
}
