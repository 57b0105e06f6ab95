import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { logScale, pathClassRows, type LogScale, type PathClassRow } from "../app/path-classes.js";
import type { Atlas } from "../core/api.js";
import { count, latency } from "../core/format.js";
import { rampStep } from "../render/latency-ramp.js";
import { placeGlyph } from "./icons.js";
import { overviewStyles } from "./overview-styles.js";
import { rampStyles } from "./ramp-styles.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";
import { vars } from "./vars.js";

/**
 * Median and tail of each class of path, side by side: a bar to the median, paler to the tail, on a logarithmic scale.
 *
 * @event class-select - a class was pressed where they can be chosen; detail: the class
 */
@customElement("hopscope-path-classes")
export class HopscopePathClasses extends LitElement {
  static override styles = [
    shared,
    placeColours,
    overviewStyles,
    rampStyles,
    css`
      tbody th {
        white-space: nowrap;
      }

      tbody th .icon {
        margin-inline-end: 8px;
      }

      small {
        display: block;
      }

      thead th {
        vertical-align: bottom;
      }

      th.scale {
        position: relative;
        width: 100%;
        height: 24px;
      }

      th.scale span {
        bottom: 4px;
        position: absolute;
        left: var(--at);
        font-size: 11px;
        transform: translateX(-50%);
        white-space: nowrap;
      }

      th.scale span:first-child {
        transform: none;
      }

      th.scale span:last-child {
        transform: translateX(-100%);
      }

      .range {
        position: relative;
        display: block;
        height: 12px;
        background: var(--line);
        forced-color-adjust: none;
      }

      .range > span {
        position: absolute;
        inset-block: 0;
        left: 0;
        width: var(--to);
        border-inline-end: 2px solid var(--t1);
        background: var(--ramp);
      }

      .range > .p95 {
        border-inline-end-width: 1px;
        opacity: 0.55;
      }

      .range > .p99 {
        border-inline-end-width: 1px;
        opacity: 0.3;
      }

      td {
        vertical-align: top;
        padding-block: 4px;
      }

      tbody th {
        padding-block: 4px;
      }

      tbody tr:has([aria-pressed="true"]) {
        background: var(--sel);
      }

      td .range {
        margin-top: 4px;
      }

      .p50 {
        font-weight: 700;
      }

      small {
        color: var(--t3);
        font-weight: 400;
      }
    `,
  ];

  /** Undefined until it is worked out. */
  @property({ attribute: false }) classes: Atlas["pathClasses"] | undefined;

  /** Classes are buttons, of which `chosen` is pressed. */
  @property({ type: Boolean }) choosable = false;
  @property() chosen = "";

  override render(): TemplateResult | typeof nothing {
    if (this.classes?.length === 0) return nothing;
    const rows = pathClassRows(this.classes ?? []);
    const scale = logScale(rows);
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Latency by path class</h2>
        <small>first to last sighting, log scale</small>
        ${this.choosable ? nothing : atlasLink(this)}
      </header>
      ${this.classes === undefined ? html`<p class="quiet">–</p>` : this.#table(rows, scale)}
    </section>`;
  }

  #table(rows: readonly PathClassRow[], scale: LogScale): TemplateResult {
    return html`<table>
      <thead>
        <tr>
          <th scope="col"><span class="visually-hidden">path class</span></th>
          <th scope="col" class="scale">${scale.ticks.map(({ label, share }) => html`<span ${vars({ "--at": `${share * 100}%` })}>${label}</span>`)}</th>
          <th scope="col" class="num">p50</th>
          <th scope="col" class="num">p95</th>
          <th scope="col" class="num">p99</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => this.#row(row, scale))}
      </tbody>
    </table>`;
  }

  #row(row: PathClassRow, scale: LogScale): TemplateResult {
    const to = (ns: number): Readonly<Record<"--to", string>> => ({ "--to": `${scale.share(ns) * 100}%` });
    return html`<tr>
      <th scope="row">${placeGlyph(row.kind)}${this.#name(row)}<small>${count(row.count)}</small></th>
      <td>
        <span class="range r${rampStep(row.p50Ns)}" aria-hidden="true">
          <span class="p99" ${vars(to(row.p99Ns))}></span>
          <span class="p95" ${vars(to(row.p95Ns))}></span>
          <span ${vars(to(row.p50Ns))}></span>
        </span>
      </td>
      <td class="num"><span class="p50">${latency(row.p50Ns)}</span><small>${row.compared}</small></td>
      <td class="num">${latency(row.p95Ns)}</td>
      <td class="num">${latency(row.p99Ns)}</td>
    </tr>`;
  }

  #name({ name, pathClass }: PathClassRow): unknown {
    if (!this.choosable) return name;
    return html`<button
      class="link"
      type="button"
      aria-pressed=${pathClass === this.chosen ? "true" : "false"}
      @click=${() => {
        this.dispatchEvent(new CustomEvent("class-select", { detail: pathClass }));
      }}
    >
      ${name}
    </button>`;
  }
}

function atlasLink(host: HTMLElement): TemplateResult {
  return html`<button
    class="link end"
    type="button"
    @click=${() => {
      ask(host, "ui-view", "atlas");
    }}
  >
    Place by place
  </button>`;
}
