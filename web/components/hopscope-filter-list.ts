import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { forgetFilter, recentFilters, saveFilter, savedFilters, type SavedFilter } from "../app/filter-memory.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";

/**
 * Filters of before: those with a name, and the last ones. They are kept in the browser and go nowhere.
 *
 * @event filter-choose - detail: the expression
 */
@customElement("hopscope-filter-list")
export class HopscopeFilterList extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }

      .card {
        position: fixed;
        width: min(560px, calc(100vw - 16px));
        max-height: min(460px, calc(100vh - 80px));
        margin: 0;
        padding: 10px 12px 12px;
        overflow: auto;
        border: 1px solid var(--line2);
        border-radius: 8px;
        background: var(--panel);
        box-shadow: var(--shadow);
        color: var(--t1);
        inset: auto;
      }

      h2 {
        margin: 8px 0 2px;
        color: var(--t2);
        font-size: 12px;
      }

      h2:first-child {
        margin-top: 0;
      }

      li {
        display: flex;
        align-items: center;
      }

      .choose {
        flex: 1;
        justify-content: start;
        min-width: 0;
        padding: 0 6px;
        border-color: transparent;
        background: none;
        text-align: start;
      }

      .choose .mono {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .choose b {
        flex: none;
        max-width: 50%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      form {
        display: flex;
        gap: 8px;
        align-items: center;
        margin-top: 10px;
        padding-top: 10px;
        border-top: 1px solid var(--line);
      }

      label {
        display: contents;
      }

      input {
        flex: 1;
        min-width: 0;
        height: 28px;
        padding: 0 8px;
        border: 1px solid var(--line3);
        border-radius: 6px;
        background: var(--bg);
        color: var(--t1);
        font: inherit;
      }
    `,
  ];

  /** What would be saved. */
  @property() expression = "";
  @property({ type: Boolean }) usable = false;

  @state() private saved: readonly SavedFilter[] = [];
  @state() private recent: readonly string[] = [];
  @query(".card") private card!: HTMLElement;
  @query("input") private name!: HTMLInputElement | null;

  /** Opens below `anchor`, at its end, or closes. */
  toggle(anchor: Element): void {
    this.#read();
    if (this.card.matches(":popover-open")) {
      this.card.hidePopover();
      return;
    }
    const { right, bottom } = anchor.getBoundingClientRect();
    this.card.showPopover();
    const left = Math.max(8, right - this.card.offsetWidth);
    this.card.style.setProperty("left", `${left}px`);
    this.card.style.setProperty("top", `${bottom + 4}px`);
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(".choose, input")?.focus();
    });
  }

  override render(): TemplateResult {
    const text = this.expression.trim();
    return html`<div class="card" popover role="dialog" aria-label="Recent and saved filters">
      ${
        this.saved.length === 0
          ? nothing
          : html`<h2>Saved</h2>
              <ul>
                ${this.saved.map(
                  ({ name, expression }) =>
                    html`<li>
                      ${this.#choice(expression, html`<b>${name}</b>`)}
                      <button
                        class="plain"
                        type="button"
                        aria-label=${`Forget ${name}`}
                        title=${`Forget ${name}`}
                        @click=${() => {
                          forgetFilter(name);
                          this.#read();
                        }}
                      >
                        ${icon("close")}
                      </button>
                    </li>`,
                )}
              </ul>`
      }
      <h2>Recent</h2>
      ${
        this.recent.length === 0
          ? html`<p class="t3">Filters that were in force are listed here.</p>`
          : html`<ul>
              ${this.recent.map((expression) => html`<li>${this.#choice(expression, nothing)}</li>`)}
            </ul>`
      }
      ${
        text === "" || !this.usable
          ? nothing
          : html`<form @submit=${this.#save}>
              <label><span>Save as</span><input type="text" maxlength="60" required placeholder="a name for the filter in the field" /></label>
              <button type="submit">Save</button>
            </form>`
      }
    </div>`;
  }

  #choice(expression: string, name: unknown): TemplateResult {
    return html`<button
      class="choose"
      type="button"
      title=${expression}
      @click=${() => {
        this.card.hidePopover();
        this.dispatchEvent(new CustomEvent("filter-choose", { detail: expression }));
      }}
    >
      ${name}<span class="mono">${expression}</span>
    </button>`;
  }

  readonly #save = (event: Event): void => {
    event.preventDefault();
    const name = this.name?.value.trim() ?? "";
    if (this.name === null || name === "") return;
    saveFilter({ name, expression: this.expression.trim() });
    this.name.value = "";
    this.#read();
  };

  #read(): void {
    this.saved = savedFilters();
    this.recent = recentFilters();
  }
}
