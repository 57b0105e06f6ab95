import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Atlas, LatencyStats, PlaceRef } from "../core/api.js";
import { count, counted, latency } from "../core/format.js";
import { hopMatrix, type HopMatrix, type Percentile } from "../render/atlas/matrix.js";
import { rampStep } from "../render/latency-ramp.js";
import { placeGlyph, placeKindWords } from "./icons.js";
import { rampStyles } from "./ramp-styles.js";
import { placeColours, shared } from "./shared-styles.js";

/** More cells than this side by side are no picture any more. */
const MOST_PLACES = 30;

/**
 * Latencies from place to place: rows are where packets came from, columns where they went.
 *
 * @event hop-select - detail: { from, to }, the places of a cell
 */
@customElement("hopscope-hop-matrix")
export class HopscopeHopMatrix extends LitElement {
  static override styles = [
    shared,
    placeColours,
    rampStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }

      .wide {
        overflow: auto;
      }

      table {
        border-collapse: separate;
        border-spacing: 2px;
        padding: 4px 10px 8px;
      }

      th {
        color: var(--t2);
        font-size: 11.5px;
        font-weight: 400;
        line-height: 16px;
        text-align: start;
      }

      tbody th {
        position: sticky;
        z-index: 1;
        left: 0;
        max-width: 190px;
        padding: 0 8px 0 2px;
        overflow: hidden;
        background: var(--panel);
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      th .icon {
        margin-inline-end: 6px;
      }

      thead th[scope="col"] {
        height: 118px;
        vertical-align: bottom;
      }

      thead th span {
        display: block;
        max-height: 116px;
        margin: 0 auto;
        overflow: hidden;
        text-overflow: ellipsis;
        transform: rotate(180deg);
        white-space: nowrap;
        writing-mode: vertical-rl;
      }

      thead td {
        color: var(--t3);
        font-size: 11.5px;
        vertical-align: bottom;
      }

      tbody td {
        position: relative;
        min-width: 56px;
        height: 36px;
        padding: 2px 5px;
        border-radius: 4px;
        background: var(--raised);
        text-align: end;
        white-space: nowrap;
        cursor: default;
      }

      tbody td.some {
        border-bottom: 3px solid var(--ramp);
        background: color-mix(in oklab, var(--ramp) 26%, var(--panel));
        cursor: pointer;
      }

      td b {
        display: block;
        font-weight: 400;
        line-height: 15px;
      }

      td small {
        display: block;
        color: var(--t2);
        font-size: 11px;
        line-height: 13px;
      }

      td[aria-selected="true"] {
        outline: 2px solid var(--accent);
        outline-offset: 0;
      }

      td:focus-visible {
        outline-offset: 2px;
      }

      p {
        padding: 0 12px 8px;
        color: var(--t3);
      }
    `,
  ];

  @property({ attribute: false }) hops: Atlas["hops"] = [];
  @property() percentile: Percentile = "p50Ns";
  @property() label = "p50";
  /** Ids of the places of the selected cell. */
  @property({ attribute: false }) selected: { readonly from: string; readonly to: string } | undefined;
  /** The cell with the tab stop. */
  @state() private at: { readonly row: number; readonly column: number } | undefined;

  #matrix: HopMatrix = hopMatrix([], MOST_PLACES);
  #of: Atlas["hops"] | undefined;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("td[tabindex='0']")?.focus();
  }

  override willUpdate(): void {
    if (this.#of === this.hops) return;
    this.#of = this.hops;
    this.#matrix = hopMatrix(this.hops, MOST_PLACES);
    this.at = undefined;
  }

  override render(): TemplateResult {
    const { from, to, cells, beyond } = this.#matrix;
    const at = this.#tabStop();
    return html`<div class="wide">
        <table role="grid" aria-label="Latency from place to place, ${this.label}" @keydown=${this.#onKey}>
          <thead>
            <tr>
              <td>from ↓ to →</td>
              ${to.map((place) => html`<th scope="col" title=${title(place)}><span>${place.name}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${from.map(
              (place, row) =>
                html`<tr>
                  <th scope="row" title=${title(place)}>${placeGlyph(place.kind)}${place.name}</th>
                  ${to.map((other, column) => this.#cell(place, other, cells[row]?.[column], row, column, at.row === row && at.column === column))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${beyond > 0 ? html`<p>${counted(beyond, "hop")} between places with fewer packets are not shown: filter by a place to see them.</p>` : nothing}`;
  }

  #cell(from: PlaceRef, to: PlaceRef, stats: LatencyStats | undefined, row: number, column: number, stop: boolean): TemplateResult {
    const tabindex = stop ? "0" : "-1";
    const where = `${from.name} to ${to.name}`;
    if (stats === undefined) return html`<td role="gridcell" tabindex=${tabindex} data-row=${row} data-column=${column} aria-label="${where}: no packet"></td>`;
    const chosen = this.selected?.from === from.id && this.selected.to === to.id;
    const figure = latency(stats[this.percentile]);
    return html`<td
      role="gridcell"
      class="some r${rampStep(stats[this.percentile])}"
      tabindex=${tabindex}
      data-row=${row}
      data-column=${column}
      aria-selected=${chosen ? "true" : "false"}
      title="${where}: p50 ${latency(stats.p50Ns)}, p95 ${latency(stats.p95Ns)}, p99 ${latency(stats.p99Ns)}, max ${latency(stats.maxNs)}"
      @click=${() => {
        this.#choose(row, column);
      }}
    >
      <span class="visually-hidden">${where}: ${this.label} </span><b>${figure}</b
      ><small>${count(stats.count)}<span class="visually-hidden"> hops</span></small>
    </td>`;
  }

  /** The cell that was focused last, else the selected one, else the first with figures. */
  #tabStop(): { readonly row: number; readonly column: number } {
    if (this.at !== undefined) return this.at;
    const { from, to, cells } = this.#matrix;
    const row = from.findIndex(({ id }) => id === this.selected?.from);
    const column = to.findIndex(({ id }) => id === this.selected?.to);
    if (row >= 0 && column >= 0) return { row, column };
    const first = cells.findIndex((cell) => cell.some((stats) => stats !== undefined));
    return { row: Math.max(0, first), column: Math.max(0, cells[first]?.findIndex((stats) => stats !== undefined) ?? 0) };
  }

  #choose(row: number, column: number): void {
    this.at = { row, column };
    const [from, to] = [this.#matrix.from[row], this.#matrix.to[column]];
    if (from === undefined || to === undefined || this.#matrix.cells[row]?.[column] === undefined) return;
    this.dispatchEvent(new CustomEvent("hop-select", { detail: { from, to } }));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { row, column } = this.#tabStop();
    if (event.key === "Enter" || event.key === " ") this.#choose(row, column);
    else {
      const [down, right] = MOVES[event.key] ?? [0, 0];
      if (down === 0 && right === 0) return;
      const within = (at: number, length: number): number => Math.min(length - 1, Math.max(0, at));
      this.at = { row: within(row + down, this.#matrix.from.length), column: within(column + right, this.#matrix.to.length) };
      void this.updateComplete.then(() => {
        this.focus();
      });
    }
    event.preventDefault();
    event.stopPropagation();
  };
}

const MOVES: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
  PageUp: [-Infinity, 0],
  PageDown: [Infinity, 0],
};

function title(place: PlaceRef): string {
  return `${place.name} (${placeKindWords(place.kind)})`;
}
