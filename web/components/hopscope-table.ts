import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { RowWindow } from "../app/row-window.js";
import { count } from "../core/format.js";
import { lastTop, reveal, scrollScale, scrollTopOf, topRow, type ScrollScale } from "../render/scroll-scale.js";
import { icon } from "./icons.js";
import { tableStyles } from "./hopscope-table.styles.js";
import { rampStyles } from "./ramp-styles.js";
import { placeColours, shared } from "./shared-styles.js";
import type { CellMenu, TableColumn, TableSource } from "./table-model.js";
import { vars } from "./vars.js";

const HEAD_PX = 26;

/**
 * Any number of rows with only those in sight in the page. The rows stand in a layer that sticks to the upper edge and is
 * moved by script, so that fast scrolling shows the last rows instead of an empty ground.
 *
 * @event row-select - detail: index of the row
 * @event row-open - Enter was pressed on the selected row; detail: its index
 * @event cell-menu - the menu of a row's values was asked for, by the right button or by key; detail: CellMenu
 * @event column-sort - the head of a column that can be sorted by was pressed; detail: key of the column
 */
@customElement("hopscope-table")
export class HopscopeTable<Row = unknown> extends LitElement {
  static override styles = [shared, placeColours, rampStyles, tableStyles];

  @property({ attribute: false }) source: TableSource<Row> = { total: 0, fetch: () => Promise.resolve([]) };
  @property({ attribute: false }) columns: readonly TableColumn<Row>[] = [];
  @property() label = "";
  @property({ type: Number }) rowHeight = 24;
  @property({ type: Number }) selected = -1;

  @state() private failed = "";
  @state() private viewPx = 0;
  @query(".scroll") private scroller!: HTMLElement;

  #rows = new RowWindow<Row>(
    0,
    () => Promise.resolve([]),
    () => undefined,
  );
  /** Row at the upper edge, with its fraction. */
  #top = 0;
  /** Scroll position set by script: its scroll event says nothing new. */
  #set = -1;
  readonly #sizes = new ResizeObserver(() => {
    this.viewPx = Math.max(0, this.scroller.clientHeight - HEAD_PX);
  });

  /** Selects the next or the previous row. */
  step(by: number): void {
    if (this.source.total === 0) return;
    const from = this.selected < 0 ? Math.floor(this.#top) - Math.sign(by) : this.selected;
    this.#choose(from + by);
  }

  override focus(): void {
    this.scroller.focus();
  }

  override firstUpdated(): void {
    this.#sizes.observe(this.scroller);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("source")) {
      const rows = new RowWindow<Row>(this.source.total, this.source.fetch, (error) => {
        if (this.#rows !== rows) return;
        this.failed = error?.message ?? "";
        this.requestUpdate();
      });
      this.#rows = rows;
      this.#top = 0;
      this.failed = "";
      if (this.source.start !== undefined && this.viewPx > 0) this.#top = reveal(this.#scale, 0, Math.min(this.source.start, this.source.total - 1));
    }
    if ((changed.has("selected") || changed.has("source") || changed.has("viewPx")) && this.selected >= 0 && this.viewPx > 0) {
      this.#top = reveal(this.#scale, this.#top, Math.min(this.selected, this.source.total - 1));
    }
    this.#top = Math.min(this.#top, lastTop(this.#scale));
  }

  override updated(): void {
    const wanted = scrollTopOf(this.#scale, this.#top);
    if (this.viewPx > 0 && Math.abs(this.scroller.scrollTop - wanted) > 1) {
      this.scroller.scrollTop = wanted;
      this.#set = this.scroller.scrollTop;
    }
    const [from, to] = this.#inSight;
    // one screen on either side, so that the next page is here before it is asked for
    this.#rows.want(from - (to - from), to + (to - from));
  }

  override render(): TemplateResult {
    const [from, to] = this.#inSight;
    const columns = this.columns.map((column) => (column.grows !== undefined ? `minmax(${column.width}px, ${column.grows}fr)` : `${column.width}px`)).join(" ");
    const wide = this.columns.reduce((sum, column) => sum + column.width, 0);
    return html`<div
        class="scroll"
        role="grid"
        tabindex="0"
        aria-label=${this.label}
        aria-rowcount=${this.source.total + 1}
        aria-colcount=${this.columns.length}
        aria-activedescendant=${this.selected >= from && this.selected < to ? `row-${this.selected}` : nothing}
        @scroll=${this.#onScroll}
        @wheel=${this.#onWheel}
        @keydown=${this.#onKey}
        @click=${this.#onClick}
        @contextmenu=${this.#onMenu}
      >
        <div
          class="wide"
          role="none"
          ${vars({ "--columns": columns, "--wide": `${wide}px`, "--content": `${this.#scale.contentPx}px`, "--row": `${this.rowHeight}px`, "--shift": `${(from - this.#top) * this.rowHeight}px` })}
        >
          <div class="head" role="rowgroup">
            <div class="row" role="row" aria-rowindex="1">${this.columns.map((column) => this.#head(column))}</div>
          </div>
          <div class="body" role="rowgroup"><div class="rows" role="none">${this.#range(from, to)}</div></div>
        </div>
      </div>
      <div class="ring"></div>
      ${this.failed === "" ? nothing : html`<p class="failed" role="alert">Rows could not be read: ${this.failed}</p>`}`;
  }

  #head(column: TableColumn<Row>): TemplateResult {
    const sorted = column.sort === "ascending" || column.sort === "descending";
    return html`<div class=${column.align === "end" ? "cell end" : "cell"} role="columnheader" aria-sort=${column.sort ?? nothing}>
      ${
        column.sort === undefined
          ? column.label
          : html`<button
              class="sort"
              type="button"
              @click=${() => {
                this.dispatchEvent(new CustomEvent("column-sort", { detail: column.key }));
              }}
            >
              ${column.label}${sorted ? icon(column.sort === "ascending" ? "up" : "down") : nothing}
            </button>`
      }
    </div>`;
  }

  #range(from: number, to: number): TemplateResult[] {
    return Array.from({ length: to - from }, (_, i) => this.#row(from + i));
  }

  #row(index: number): TemplateResult {
    const row = this.#rows.at(index);
    const before = index > 0 ? this.#rows.at(index - 1) : undefined;
    return html`<div
      class="row"
      role="row"
      id=${`row-${index}`}
      data-index=${index}
      aria-rowindex=${index + 2}
      aria-selected=${index === this.selected ? "true" : "false"}
    >
      ${this.columns.map(
        (column, i) =>
          html`<div data-column=${i} class=${`cell${column.align === "end" ? " end" : ""}${column.mono === true ? " mono" : ""}`} role="gridcell">
            ${row === undefined ? (i === 0 ? count(index) : nothing) : column.cell(row, before)}
          </div>`,
      )}
    </div>`;
  }

  get #scale(): ScrollScale {
    return scrollScale(this.source.total, this.rowHeight, this.viewPx);
  }

  /** First row drawn and the one after the last. */
  get #inSight(): readonly [number, number] {
    const from = Math.floor(this.#top);
    return [from, Math.min(this.source.total, Math.ceil(this.#top + this.viewPx / this.rowHeight))];
  }

  #moveTo(top: number): void {
    this.#top = Math.min(Math.max(0, top), lastTop(this.#scale));
    this.requestUpdate();
  }

  readonly #onScroll = (): void => {
    const { scrollTop } = this.scroller;
    if (Math.abs(scrollTop - this.#set) <= 1) return;
    this.#set = -1;
    this.#moveTo(topRow(this.#scale, scrollTop));
  };

  /** Where scrolling is scaled, a notch of the wheel would skip thousands of rows. */
  readonly #onWheel = (event: WheelEvent): void => {
    if (this.#scale.exact || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const px =
      event.deltaMode === WheelEvent.DOM_DELTA_LINE
        ? event.deltaY * this.rowHeight
        : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
          ? event.deltaY * this.viewPx
          : event.deltaY;
    this.#moveTo(this.#top + px / this.rowHeight);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      this.#menuByKey(event);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target === this.scroller && this.selected >= 0) {
      this.dispatchEvent(new CustomEvent("row-open", { detail: this.selected }));
      return;
    }
    const page = Math.max(1, Math.floor(this.viewPx / this.rowHeight) - 1);
    const by = ({ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity } as const)[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (Number.isFinite(by)) this.step(by);
    else this.#choose(by);
  };

  readonly #onClick = (event: Event): void => {
    const row = event.composedPath().find((target) => target instanceof HTMLElement && target.dataset["index"] !== undefined);
    if (row instanceof HTMLElement) this.#choose(Number(row.dataset["index"]));
  };

  /** With the shift key the browser's own menu comes, which has more to offer for marked text. */
  readonly #onMenu = (event: MouseEvent): void => {
    if (event.shiftKey) return;
    const found = (name: string): number => {
      const holder = event.composedPath().find((target) => target instanceof HTMLElement && target.dataset[name] !== undefined);
      return holder instanceof HTMLElement ? Number(holder.dataset[name]) : -1;
    };
    const index = found("index");
    if (index < 0) return;
    event.preventDefault();
    this.#askMenu(index, this.columns[found("column")], event.clientX, event.clientY);
  };

  #menuByKey(event: KeyboardEvent): void {
    const row = this.renderRoot.querySelector(`#row-${this.selected}`)?.getBoundingClientRect();
    if (row === undefined) return;
    event.preventDefault();
    const { left } = this.scroller.getBoundingClientRect();
    this.#askMenu(this.selected, undefined, left + 24, row.bottom);
  }

  #askMenu(index: number, column: TableColumn<Row> | undefined, x: number, y: number): void {
    const row = this.#rows.at(index);
    if (row !== undefined) this.dispatchEvent(new CustomEvent<CellMenu<Row>>("cell-menu", { detail: { row, column, x, y } }));
  }

  #choose(index: number): void {
    const next = Math.min(Math.max(0, index), this.source.total - 1);
    if (next >= 0 && next !== this.selected) this.dispatchEvent(new CustomEvent("row-select", { detail: next }));
  }
}
