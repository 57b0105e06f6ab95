import { LitElement, css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { dropTerm } from "../app/place-terms.js";
import type { DropTimes, DropTimesRow } from "../core/atlas.js";
import { count, counted, span } from "../core/format.js";
import { barsPath, extent } from "../render/bars.js";
import { icon } from "./icons.js";
import { placeLabel } from "./place-label.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

const WIDTH = 240;
const HEIGHT = 20;

/**
 * Drops by reason, location and place, each with its times.
 *
 * @event term-journeys - detail: the term to narrow the filter by before journeys are shown
 * @event range-show - detail: { fromNs, toNs }, where the timeline is to look
 */
@customElement("hopscope-drop-atlas")
export class HopscopeDropAtlas extends LitElement {
  static override styles = [
    shared,
    placeColours,
    css`
      :host {
        display: block;
        min-width: 0;
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
        padding: 3px 8px;
        text-align: start;
        vertical-align: middle;
      }

      th:first-child,
      td:first-child {
        padding-inline-start: 12px;
      }

      thead th {
        color: var(--t3);
        font-size: 11.5px;
        font-weight: 400;
      }

      tbody th {
        min-width: 200px;
        font-weight: 400;
      }

      th.num,
      td.num {
        text-align: end;
      }

      tbody tr:hover {
        background: var(--hover);
      }

      .place {
        white-space: nowrap;
      }

      .place .icon {
        margin-inline-end: 6px;
      }

      .strip {
        display: block;
        width: 240px;
        height: 20px;
        border-bottom: 1px solid var(--line2);
        fill: var(--bad);
      }

      .links {
        white-space: nowrap;
      }

      .links button {
        margin-inline-end: 10px;
      }

      p {
        padding: 10px 12px;
        color: var(--t2);
      }
    `,
  ];

  @property({ attribute: false }) drops: DropTimes | undefined;

  override render(): TemplateResult {
    const { drops } = this;
    const total = (drops?.rows.reduce((sum, row) => sum + row.count, 0) ?? 0) + (drops?.beyond ?? 0);
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Drops</h2>
        <small>reason, location and place over the time of the trace${total === 0 ? "" : `, ${counted(total, "journey")}`}</small>
      </header>
      ${drops === undefined ? html`<p>–</p>` : drops.rows.length === 0 ? html`<p>No packet was dropped.</p>` : this.#table(drops)}
    </section>`;
  }

  #table(drops: DropTimes): TemplateResult {
    return html`<div class="wide">
        <table aria-label="Drops">
          <thead>
            <tr>
              <th scope="col">reason</th>
              <th scope="col">location</th>
              <th scope="col">place</th>
              <th scope="col" class="num">journeys</th>
              <th scope="col">when</th>
              <th scope="col"><span class="visually-hidden">where to look</span></th>
            </tr>
          </thead>
          <tbody>
            ${drops.rows.map((row) => this.#row(row, drops))}
          </tbody>
        </table>
      </div>
      ${drops.beyond > 0 ? html`<p>and ${counted(drops.beyond, "journey")} of rarer reasons and places</p>` : nothing}`;
  }

  #row(row: DropTimesRow, { fromNs, toNs }: DropTimes): TemplateResult {
    const { reason, location, place, times, firstJourney } = row;
    const term = dropTerm(row);
    const [first, last] = extent(times) ?? [0, 1];
    const whole = toNs - fromNs;
    const said = `between ${span(first * whole)} and ${span(last * whole)} after the first event`;
    return html`<tr>
      <th scope="row"><span class="bad">${icon("dropped")}</span> ${reason}</th>
      <td class="t2">${location ?? "–"}</td>
      <td class="place">${placeLabel(place)}</td>
      <td class="num">
        ${
          term === undefined
            ? count(row.count)
            : this.#button(count(row.count), `${counted(row.count, "journey")} dropped at ${place.name}: ${reason}, show them`, () => {
                this.dispatchEvent(new CustomEvent("term-journeys", { detail: term }));
              })
        }
      </td>
      <td>
        <svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${said}>
          ${svg`<path d=${barsPath(times, WIDTH, HEIGHT, WIDTH / 2, 8)}></path>`}
        </svg>
      </td>
      <td class="links">
        ${this.#button(`#${count(firstJourney)}`, `first journey #${count(firstJourney)}`, () => {
          ask(this, "ui-go", { kind: "journey", index: firstJourney });
        })}${this.#button("timeline", `show ${said} in the timeline`, () => {
          const margin = Math.max(1_000, (last - first) * whole * 0.5);
          this.dispatchEvent(
            new CustomEvent("range-show", { detail: { fromNs: Math.max(0, fromNs + first * whole - margin), toNs: fromNs + last * whole + margin } }),
          );
        })}
      </td>
    </tr>`;
  }

  #button(words: string, label: string, then: () => void): TemplateResult {
    return html`<button class="link" type="button" aria-label=${label} title=${label} @click=${then}>${words}</button>`;
  }
}
