import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { excluding } from "../app/filter-terms.js";
import { copyText } from "./copy.js";
import { shared } from "./shared-styles.js";

export interface MenuValue {
  /** Where it stands: the column, the field. */
  readonly label: string;
  /** What the value is in a filter; undefined where filters have no name for it. */
  readonly term: string | undefined;
  /** What is copied. */
  readonly text: string;
}

export interface ValueMenuRequest {
  /** Those of one row: arrow keys go from one to the next. */
  readonly values: readonly MenuValue[];
  readonly at: number;
  readonly x: number;
  readonly y: number;
  /** Gets the focus back. */
  readonly from: HTMLElement;
}

/**
 * What can be done with one value of a table or a field tree.
 *
 * @event value-filter - detail: the term to narrow the filter by
 * @event value-copied - detail: whether copying worked
 */
@customElement("hopscope-value-menu")
export class HopscopeValueMenu extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }

      .menu {
        position: fixed;
        min-width: 190px;
        max-width: min(420px, calc(100vw - 16px));
        margin: 0;
        padding: 4px;
        border: 1px solid var(--line2);
        border-radius: 8px;
        background: var(--panel);
        box-shadow: var(--shadow);
        color: var(--t1);
        inset: auto;
      }

      .item {
        display: block;
        width: 100%;
        padding: 3px 8px;
        border-color: transparent;
        background: none;
        text-align: start;
      }

      .item:focus {
        background: var(--sel);
        outline-offset: -2px;
      }

      .what {
        margin: 0 4px 4px;
        padding: 3px 4px 5px;
        overflow: hidden;
        border-bottom: 1px solid var(--line);
        color: var(--t2);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  @state() private request: ValueMenuRequest | undefined;
  @state() private at = 0;
  @query(".menu") private menu!: HTMLElement;

  async show(request: ValueMenuRequest): Promise<void> {
    this.request = request;
    this.at = request.at;
    await this.updateComplete;
    this.menu.showPopover();
    const { offsetWidth, offsetHeight } = this.menu;
    this.menu.style.setProperty("left", `${Math.max(8, Math.min(request.x, innerWidth - offsetWidth - 8))}px`);
    this.menu.style.setProperty("top", `${Math.max(8, Math.min(request.y, innerHeight - offsetHeight - 8))}px`);
    this.#items[0]?.focus();
  }

  override render(): TemplateResult {
    const { label, term } = this.#value ?? { label: "", term: undefined };
    const several = (this.request?.values.length ?? 0) > 1;
    return html`<div class="menu" popover @keydown=${this.#onKey} @contextmenu=${suppress}>
      <div class="what" id="what" role="status">
        ${several ? html`<kbd>←</kbd> <kbd>→</kbd> ` : nothing}${label}:
        ${term === undefined ? "filters have no name for this" : html`<span class="mono">${term}</span>`}
      </div>
      <div role="menu" aria-labelledby="what">
        ${this.#item("Filter by this value", term === undefined, () => {
          this.#filter(term ?? "");
        })}
        ${this.#item("Exclude this value", term === undefined, () => {
          this.#filter(excluding(term ?? ""));
        })}
        ${this.#item("Copy value", false, this.#copy)}
      </div>
    </div>`;
  }

  #item(words: string, off: boolean, then: () => unknown): TemplateResult {
    return html`<button
      class="item"
      role="menuitem"
      type="button"
      tabindex="-1"
      aria-disabled=${off ? "true" : "false"}
      @click=${() => {
        if (off) return;
        this.#close();
        then();
      }}
    >
      ${words}
    </button>`;
  }

  get #value(): MenuValue | undefined {
    return this.request?.values[this.at];
  }

  get #items(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }

  #close(): void {
    this.menu.hidePopover();
    this.request?.from.focus();
  }

  #filter(term: string): void {
    this.dispatchEvent(new CustomEvent("value-filter", { detail: term }));
  }

  readonly #copy = async (): Promise<void> => {
    const done = await copyText(this.#value?.text ?? "");
    this.dispatchEvent(new CustomEvent("value-copied", { detail: done }));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const items = this.#items;
    const at = items.findIndex((item) => item.matches(":focus"));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const values = this.request?.values.length ?? 0;
    if (aside !== undefined && values > 0) this.at = (this.at + aside + values) % values;
    else if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function suppress(event: Event): void {
  event.preventDefault();
}
