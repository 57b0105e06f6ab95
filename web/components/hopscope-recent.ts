import { LitElement, css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { RecentTraces } from "../app/recent-traces.js";
import { StoreController } from "../app/store-controller.js";
import { bytes, count, span } from "../core/format.js";
import type { RecentTrace } from "../core/kept.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

const BAR = 3;
const HEIGHT = 14;

/** The traces that were opened in this browser: one click opens them again, as they were left. */
@customElement("hopscope-recent")
export class HopscopeRecent extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      header button {
        margin-inline-start: auto;
      }

      li {
        position: relative;
        display: flex;
        border-bottom: 1px solid var(--line);
      }

      .open {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 12px;
        flex: 1;
        justify-items: start;
        padding: 8px 40px 8px 12px;
        border: 0;
        border-radius: 0;
        background: none;
        text-align: start;
      }

      strong {
        max-width: 100%;
        overflow: hidden;
        font-size: 13px;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .when,
      .facts,
      .kept {
        color: var(--t2);
        font-size: 12px;
      }

      .kept {
        grid-column: 1 / -1;
      }

      .remove {
        position: absolute;
        inset: auto 8px 6px auto;
      }

      svg.rates {
        justify-self: end;
        width: ${24 * BAR}px;
        height: ${HEIGHT}px;
        fill: var(--t3);
      }

      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 16px;
        align-items: center;
        justify-content: space-between;
        padding: 8px 12px;
        color: var(--t2);
        font-size: 12px;
      }

      label {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        min-height: 24px;
      }
    `,
  ];

  @property({ attribute: false }) recent!: RecentTraces;
  #bound = false;

  override willUpdate(): void {
    if (this.#bound) return;
    this.#bound = true;
    new StoreController(this, this.recent.state, (state) => state);
    void this.recent.refresh();
  }

  override render(): TemplateResult {
    const { traces, indexes, keep, refused } = this.recent.state.value;
    const held = [...indexes.values()].reduce((sum, size) => sum + size, 0);
    return html`<section class="panel" aria-labelledby="recent">
      <header>
        <h2 id="recent">Recent traces</h2>
        <small>kept on this device</small>
        ${
          traces.length === 0 && held === 0
            ? nothing
            : html`<button
                class="link"
                type="button"
                @click=${() => {
                  void this.recent.forgetEverything();
                }}
              >
                Forget everything
              </button>`
        }
      </header>
      ${
        traces.length === 0
          ? nothing
          : html`<ul @keydown=${this.#walk}>
              ${traces.map((trace) => this.#row(trace, indexes.get(trace.key)))}
            </ul>`
      }
      <div class="foot">
        ${
          refused
            ? html`<span>${icon("warning")} Nothing is kept: this browser gives the page no storage.</span>`
            : html`<label
                  ><input
                    type="checkbox"
                    .checked=${keep}
                    @change=${(event: Event) => {
                      this.recent.setKeep((event.target as HTMLInputElement).checked);
                    }}
                  />Keep what is found in traces</label
                ><span>${held === 0 ? "Nothing kept yet" : `${bytes(held)} kept, never the trace itself`}</span>`
        }
      </div>
    </section>`;
  }

  #row(trace: RecentTrace, kept: number | undefined): TemplateResult {
    const { name, files, durationNs, dropped, opened, handles, url } = trace;
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const found = handles !== undefined || url !== undefined;
    const known = kept === undefined ? "will be read again" : `cached, ${bytes(kept)}`;
    return html`<li>
      <button
        class="open"
        type="button"
        @click=${() => {
          ask(this, "ui-recent", trace);
        }}
      >
        <strong>${name}</strong>
        <span class="when">${day(opened)}</span>
        <span class="facts"
          >${size === 0 ? nothing : html`${bytes(size)} · `}${span(durationNs)} ·
          ${dropped === 0 ? "no drops" : html`<span class="bad">${icon("dropped")} ${count(dropped)} dropped</span>`}</span
        >
        ${rates(trace.rates)}
        <span class="kept"><span class=${found ? "ok" : "lost"}>●</span> ${found ? known : `${known}; pick the file again`}</span>
      </button>
      <button
        class="plain remove"
        type="button"
        aria-label="Forget ${name}"
        @click=${() => {
          void this.recent.remove(trace.key);
        }}
      >
        ${icon("close")}
      </button>
    </li>`;
  }

  readonly #walk = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>(".open")];
    const next = rows[rows.findIndex((row) => row === this.shadowRoot?.activeElement) + by];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
}

/** Today and yesterday with the time of day, other days by date. */
function day(opened: number): string {
  const date = new Date(opened);
  const time = date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(opened).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return `today ${time}`;
  return days === 1 ? `yesterday ${time}` : date.toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

function rates(values: readonly number[]): TemplateResult {
  const most = Math.max(1, ...values);
  return html`<svg class="rates" viewBox="0 0 ${values.length * BAR} ${HEIGHT}" aria-hidden="true">
    ${values.map((value, i) => {
      const height = Math.max(1, Math.round((value / most) * HEIGHT));
      return svg`<rect x=${i * BAR} y=${HEIGHT - height} width=${BAR - 1} height=${height}></rect>`;
    })}
  </svg>`;
}
