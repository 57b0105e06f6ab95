import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { JourneyRow } from "../core/api.js";
import { dropAdvice, type DropCheck } from "../core/drop-advice.js";
import "./hopscope-copy.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";

/** Why a journey ended, and what to look at on the host that was traced. */
@customElement("hopscope-journey-drop")
export class HopscopeJourneyDrop extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        padding: 12px;
      }

      .why,
      .check,
      ol {
        max-width: 660px;
      }

      .why {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: 2px 10px;
        padding: 10px 12px;
        border: 1px solid color-mix(in oklab, var(--bad) 45%, var(--panel));
        border-radius: 8px;
        background: var(--badbg);
      }

      .why > * {
        grid-column: 2;
        overflow-wrap: anywhere;
      }

      .why > .icon {
        grid-column: 1;
        grid-row: 1;
        margin-top: 2px;
        color: var(--bad);
      }

      h3.bad {
        color: var(--bad);
      }

      .check {
        display: flex;
        gap: 10px;
        align-items: baseline;
        justify-content: space-between;
        margin: 14px 0 4px;
      }

      ol {
        counter-reset: step;
      }

      li {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr) auto;
        gap: 0 10px;
        align-items: start;
        padding: 6px 0;
        counter-increment: step;
      }

      li::before {
        border-radius: 10px;
        background: var(--hover);
        color: var(--t2);
        font-size: 11.5px;
        line-height: 20px;
        text-align: center;
        content: counter(step);
      }

      code {
        display: block;
        color: var(--t2);
        font: 400 11.5px/18px var(--mono);
      }

      code span {
        display: inline-block;
        max-width: 100%;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) row!: JourneyRow;

  override render(): TemplateResult | typeof nothing {
    const { drop, sightings } = this.row;
    if (drop === undefined) return nothing;
    const died = sightings.findLast(({ kind }) => kind === "dropped");
    const advice = dropAdvice(drop, died?.place, died?.switch);
    const where = [
      ...(drop.location === undefined ? [] : [drop.location]),
      ...(drop.reasonCode === undefined ? [] : [`reason code ${drop.reasonCode}`]),
      ...(drop.locationCode === undefined ? [] : [`location code ${drop.locationCode}`]),
    ];
    return html`<div class="why">
        ${icon("error")}
        <h3 class="bad">“${drop.reason}”</h3>
        <p>${advice.cause}</p>
        ${where.length === 0 ? nothing : html`<p class="t2">${where.join(" · ")}</p>`}
        ${drop.attributed === undefined ? nothing : html`<p class="t2">${drop.attributed}</p>`}
      </div>
      <div class="check">
        <h3>What to check</h3>
        <span class="tag">${advice.code}</span>
      </div>
      <ol>
        ${advice.checks.map((check) => this.#check(check))}
      </ol>`;
  }

  #check({ text, command }: DropCheck): TemplateResult {
    return html`<li>
      <div>
        ${text}${
          // breaks come between words only: a browser would also break at the hyphens of an option
          html`<code>${command.split(" ").map((word, i) => html`${i === 0 ? "" : " "}<span>${word}</span>`)}</code>`
        }
      </div>
      <hopscope-copy text=${command} label=${`Copy: ${command}`}></hopscope-copy>
    </li>`;
  }
}
