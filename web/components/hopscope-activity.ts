import { LitElement, css, html, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TraceSummary } from "../core/api.js";
import type { OverviewFacts } from "../core/engine-api.js";
import { count, counted, span, traceSpanNs } from "../core/format.js";
import { barsPath, extent, regroup } from "../render/bars.js";
import { overviewStyles } from "./overview-styles.js";
import { shared } from "./shared-styles.js";

const BARS = 120;
const TABLE_ROWS = 12;

/** Events, packets and drops over the whole trace, and the same figures as a table. */
@customElement("hopscope-activity")
export class HopscopeActivity extends LitElement {
  static override styles = [
    shared,
    overviewStyles,
    css`
      .lanes {
        display: grid;
        grid-template-columns: 64px minmax(0, 1fr);
        gap: 8px 8px;
        align-items: end;
        padding: 12px 12px 4px;
      }

      .lanes .strip {
        height: 34px;
      }

      .axis {
        display: flex;
        grid-column: 2;
        justify-content: space-between;
        color: var(--t3);
        font-size: 11px;
        line-height: 16px;
      }

      details {
        padding: 0 12px 8px;
      }

      summary {
        min-height: 24px;
        color: var(--accent);
        line-height: 24px;
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) facts!: OverviewFacts;
  @property({ attribute: false }) summary!: TraceSummary;

  override render(): TemplateResult {
    const whole = traceSpanNs(this.summary);
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Over time</h2>
        <small>counts per ${span(whole / BARS)}, square root scale</small>
      </header>
      <div class="lanes">
        ${this.#lane("Events", this.facts.events, "")} ${this.#lane("Packets", this.facts.packets, "")} ${this.#lane("Drops", this.facts.drops, "drop")}
        <div class="axis" aria-hidden="true">${[0, 0.25, 0.5, 0.75, 1].map((share) => html`<span>${share === 0 ? "0" : span(whole * share)}</span>`)}</div>
      </div>
      <details>
        <summary>As a table</summary>
        ${this.#table(whole)}
      </details>
    </section>`;
  }

  #lane(name: string, counts: Uint32Array, mark: string): TemplateResult {
    const range = extent(counts);
    const whole = traceSpanNs(this.summary);
    const total = counts.reduce((sum, n) => sum + n, 0);
    const said =
      range === undefined ? `${name}: none` : `${name}: ${count(total)} between ${span(range[0] * whole)} and ${span(range[1] * whole)} after the start`;
    return html`<span class="label">${name}</span>
      <svg class="strip" viewBox="0 0 480 34" preserveAspectRatio="none" role="img" aria-label=${said}>
        ${svg`<path class=${mark} d=${barsPath(counts, 480, 32, BARS, mark === "drop" ? 8 : 1.5)} />`}
      </svg>`;
  }

  #table(whole: number): TemplateResult {
    const [events, packets, drops] = [this.facts.events, this.facts.packets, this.facts.drops].map((counts) => regroup(counts, TABLE_ROWS));
    const rows = events?.length ?? 0;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">from</th>
          <th scope="col" class="num">events</th>
          <th scope="col" class="num">packets</th>
          <th scope="col" class="num">drops</th>
        </tr>
      </thead>
      <tbody>
        ${events?.map(
          (n, i) =>
            html`<tr>
              <th scope="row">${i === 0 ? "0" : span((whole * i) / rows)}</th>
              <td class="num">${count(n)}</td>
              <td class="num">${count(packets?.[i] ?? 0)}</td>
              <td class="num">${counted(drops?.[i] ?? 0, "drop")}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
