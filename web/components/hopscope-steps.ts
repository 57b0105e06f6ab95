import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { JOINED_WORDS } from "../app/journey-text.js";
import type { JourneyRow, Sighting } from "../core/api.js";
import { count, latency, type TimeZone } from "../core/format.js";
import { rampStep } from "../render/latency-ramp.js";
import { JourneyTimes } from "./journey-times.js";
import { placeLabel } from "./place-label.js";
import { rampStyles } from "./ramp-styles.js";
import { placeColours, shared } from "./shared-styles.js";

/** A journey of a damaged trace may have any number of sightings; the packets view has them all. */
const MOST_ROWS = 1000;

/**
 * What the ladder shows, as a table to read, to copy and to hear.
 *
 * @event sighting-select - detail: position of the sighting
 */
@customElement("hopscope-steps")
export class HopscopeSteps extends LitElement {
  static override styles = [
    shared,
    placeColours,
    rampStyles,
    css`
      :host {
        display: block;
        overflow: auto;
      }

      table {
        width: 100%;
        border-collapse: collapse;
      }

      th,
      td {
        padding: 3px 10px;
        border-bottom: 1px solid var(--line);
        text-align: start;
        vertical-align: baseline;
        white-space: nowrap;
      }

      thead th {
        position: sticky;
        top: 0;
        background: var(--raised);
        color: var(--t3);
        font-size: 11.5px;
        font-weight: 400;
      }

      .num {
        text-align: end;
      }

      tbody tr:hover {
        background: var(--hover);
      }

      tbody tr.selected {
        background: var(--sel);
        box-shadow: inset 2px 0 0 var(--accent);
      }

      .icon {
        width: 14px;
        height: 14px;
        margin-inline-end: 6px;
      }

      .latency {
        display: inline-block;
        padding: 0 7px;
        border: 1.4px solid var(--ramp, transparent);
        border-radius: 9px;
        line-height: 16px;
      }

      .changes {
        min-width: 260px;
        white-space: normal;
      }

      .changes span {
        overflow-wrap: anywhere;
      }

      .more {
        padding: 8px 10px;
        color: var(--t2);
      }
    `,
  ];

  @property({ attribute: false }) row!: JourneyRow;
  @property() zone: TimeZone = "utc";
  @property({ type: Number }) selected = -1;

  override render(): TemplateResult {
    const { row } = this;
    const times = new JourneyTimes(row, this.zone);
    const rest = row.sightings.length - MOST_ROWS;
    return html`<table aria-label=${`Steps of journey ${row.id}`}>
        <thead>
          <tr>
            <th scope="col" class="num">#</th>
            <th scope="col">time</th>
            <th scope="col" class="num">since start</th>
            <th scope="col" class="num">hop</th>
            <th scope="col">step</th>
            <th scope="col">place</th>
            <th scope="col">from</th>
            <th scope="col">switch</th>
            <th scope="col">NBL</th>
            <th scope="col">joined by</th>
            <th scope="col">changes</th>
          </tr>
        </thead>
        <tbody>
          ${row.sightings.slice(0, MOST_ROWS).map((sighting, i) => this.#step(sighting, i, times))}
        </tbody>
      </table>
      ${rest > 0 ? html`<p class="more">${count(rest)} more sightings are not listed here.</p>` : nothing}`;
  }

  #step(sighting: Sighting, i: number, times: JourneyTimes): TemplateResult {
    const { timeNs, latencyFromPreviousNs: ns, kind, place, from, nbl, joined, changes } = sighting;
    return html`<tr class=${i === this.selected ? "selected" : ""}>
      <td class="num">
        <button
          class="link"
          type="button"
          aria-label=${`Show sighting ${i + 1}`}
          @click=${() => {
            this.dispatchEvent(new CustomEvent("sighting-select", { detail: i }));
          }}
        >
          ${i + 1}
        </button>
      </td>
      <td class="mono">${times.second.slice(0, 8)}${times.ofDay(timeNs)}</td>
      <td class="num">${times.sinceWithUnit(timeNs)}</td>
      <td class="num">${i === 0 ? nothing : html`<span class=${`latency r${rampStep(ns)}`}>${latency(ns)}</span>`}</td>
      <td class=${kind === "dropped" ? "bad" : ""}>${kind}</td>
      <td>${placeLabel(place)}</td>
      <td>${from === undefined ? nothing : placeLabel(from)}</td>
      <td class="t2">${sighting.switch?.name ?? nothing}</td>
      <td class="mono t2">${nbl ?? nothing}</td>
      <td>${JOINED_WORDS[joined.by]}${i === 0 ? nothing : html` <span class="t3">${joined.confidence.toFixed(2)}</span>`}</td>
      <td class="changes">
        ${changes.map((change) => html`<div><span class="mono t2">${change.field}</span> <span class="mono">${change.from || "none"} → ${change.to || "none"}</span></div>`)}
      </td>
    </tr>`;
  }
}
