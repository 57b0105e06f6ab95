import { LitElement, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OverviewFacts } from "../core/engine-api.js";
import { bytes, count, counted } from "../core/format.js";
import { icon } from "./icons.js";
import { overviewStyles } from "./overview-styles.js";
import { placeLabel } from "./place-label.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";
import { vars } from "./vars.js";

const SHOWN = 14;

/** Where packets were seen. */
@customElement("hopscope-places")
export class HopscopePlaces extends LitElement {
  static override styles = [shared, placeColours, overviewStyles];

  @property({ attribute: false }) facts: OverviewFacts | undefined;
  @state() private all = false;

  override render(): TemplateResult {
    const places = [...(this.facts?.places ?? [])].sort((a, b) => b.packets - a.packets || b.drops - a.drops);
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Places</h2>
        <small>where packets were seen${places.length === 0 ? "" : `, ${count(places.length)}`}</small>
      </header>
      ${places.length === 0 ? html`<p class="quiet">${this.facts === undefined ? "–" : "No packet was seen anywhere."}</p>` : this.#table(places)}
    </section>`;
  }

  #table(places: OverviewFacts["places"]): TemplateResult {
    const most = Math.max(1, places[0]?.packets ?? 1);
    return html`<table>
        <thead>
          <tr>
            <th scope="col">place</th>
            <th scope="col"><span class="visually-hidden">share</span></th>
            <th scope="col" class="num">packets</th>
            <th scope="col" class="num">bytes</th>
            <th scope="col" class="num">drops</th>
          </tr>
        </thead>
        <tbody>
          ${(this.all ? places : places.slice(0, SHOWN)).map(
            ({ place, packets, bytes: size, drops }) =>
              html`<tr>
                <th scope="row" class="name">${placeLabel(place)}</th>
                <td>
                  <span class="bar"><span ${vars({ "--share": `${(packets / most) * 100}%` })}></span></span>
                </td>
                <td class="num">
                  <button
                    class="link"
                    type="button"
                    aria-label=${`${counted(packets, "packet")} at ${place.name}, show packets`}
                    @click=${() => {
                      ask(this, "ui-view", "packets");
                    }}
                  >
                    ${count(packets)}
                  </button>
                </td>
                <td class="num t2">${bytes(size)}</td>
                <td class=${drops > 0 ? "num bad" : "num t3"}>${drops > 0 ? html`${icon("dropped")} ${count(drops)}` : "0"}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        places.length > SHOWN
          ? html`<div class="more">
              <button
                class="link"
                type="button"
                aria-expanded=${this.all ? "true" : "false"}
                @click=${() => {
                  this.all = !this.all;
                }}
              >
                ${this.all ? "Show fewer" : `Show all ${count(places.length)}`}
              </button>
            </div>`
          : nothing
      }`;
  }
}
