import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { counted } from "../core/format.js";
import { shared } from "./shared-styles.js";
import { vars } from "./vars.js";

const PER_ROW = 16;
const ROW_PX = 20;

/**
 * Bytes as hex and as text, 16 in a row; only the rows in sight are in the page.
 *
 * @event byte-select - detail: offset of the byte
 */
@customElement("hopscope-hex")
export class HopscopeHex extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow: hidden;
      }

      .scroll {
        height: 100%;
        padding: 4px 12px;
        overflow: auto;
        font: 400 12px/20px var(--mono);
        font-size-adjust: none;
      }

      .scroll:focus-visible {
        outline-offset: -2px;
      }

      .all {
        position: relative;
        min-width: max-content;
        height: var(--all);
      }

      .row {
        position: absolute;
        top: var(--y);
        display: flex;
        white-space: pre;
      }

      .at {
        color: var(--t3);
        user-select: none;
      }

      .byte {
        width: 3ch;
        text-align: center;
        cursor: default;
      }

      .byte.eighth {
        margin-inline-end: 1ch;
      }

      .bytes {
        display: flex;
        width: 49ch;
        margin-inline: 1.5ch 2ch;
      }

      .text {
        color: var(--t2);
      }

      .on {
        background: var(--accent);
        color: var(--accentfg);
      }

      .cursor {
        outline: 1px solid var(--t1);
        outline-offset: -1px;
      }

      @media (forced-colors: active) {
        .on {
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) bytes: Uint8Array = new Uint8Array();
  /** Highlighted range. */
  @property({ type: Number }) from = 0;
  @property({ type: Number }) to = 0;

  @state() private first = 0;
  @state() private visible = 1;
  @state() private cursor = -1;
  @query(".scroll") private scroller!: HTMLElement;

  readonly #sizes = new ResizeObserver(() => {
    this.#look();
  });

  override firstUpdated(): void {
    this.#sizes.observe(this.scroller);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("bytes")) this.cursor = -1;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("bytes")) this.scroller.scrollTop = 0;
    if ((changed.has("from") || changed.has("to") || changed.has("bytes")) && this.to > this.from) this.#reveal(this.from);
  }

  override render(): TemplateResult {
    const rows = Math.ceil(this.bytes.length / PER_ROW);
    const last = Math.min(rows, this.first + this.visible);
    const said = this.to > this.from ? `Bytes ${this.from} to ${this.to - 1} selected` : `${counted(this.bytes.length, "byte")}, none selected`;
    return html`<div
        class="scroll"
        role="application"
        tabindex="0"
        aria-label="Bytes"
        aria-roledescription="hex view"
        aria-description="Arrow keys move through the bytes and select the field they belong to"
        @scroll=${this.#look}
        @keydown=${this.#onKey}
        @click=${this.#onClick}
      >
        <div class="all" ${vars({ "--all": `${rows * ROW_PX}px` })}>
          ${Array.from({ length: Math.max(0, last - this.first) }, (_, i) => this.#row(this.first + i))}
        </div>
      </div>
      <span class="visually-hidden" role="status">${this.cursor < 0 ? said : `Byte ${this.cursor}, value ${hexOf(this.bytes[this.cursor] ?? 0)}`}</span>`;
  }

  #row(row: number): TemplateResult {
    const start = row * PER_ROW;
    const part = [...this.bytes.subarray(start, start + PER_ROW)];
    const mark = (at: number): string => `${at >= this.from && at < this.to ? " on" : ""}${at === this.cursor ? " cursor" : ""}`;
    return html`<div class="row" ${vars({ "--y": `${row * ROW_PX}px` })}>
      <span class="at">${start.toString(16).padStart(4, "0")}</span
      ><span class="bytes"
        >${part.map((byte, i) => html`<span class=${`byte${i === 7 ? " eighth" : ""}${mark(start + i)}`} data-at=${start + i}>${hexOf(byte)}</span>`)}</span
      ><span class="text"
        >${part.map((byte, i) => html`<span class=${mark(start + i) || nothing} data-at=${start + i}>${byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·"}</span>`)}</span
      >
    </div>`;
  }

  readonly #look = (): void => {
    this.first = Math.max(0, Math.floor(this.scroller.scrollTop / ROW_PX) - 2);
    this.visible = Math.ceil(this.scroller.clientHeight / ROW_PX) + 5;
  };

  readonly #onClick = (event: Event): void => {
    const at = event.target instanceof HTMLElement ? event.target.dataset["at"] : undefined;
    if (at !== undefined) this.#choose(Number(at));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = this.cursor < 0 ? this.from : this.cursor;
    const to = (
      { ArrowLeft: from - 1, ArrowRight: from + 1, ArrowUp: from - PER_ROW, ArrowDown: from + PER_ROW, Home: 0, End: this.bytes.length - 1 } as const
    )[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#choose(to);
  };

  #choose(at: number): void {
    if (at < 0 || at >= this.bytes.length) return;
    this.cursor = at;
    this.#reveal(at);
    this.dispatchEvent(new CustomEvent("byte-select", { detail: at }));
  }

  #reveal(at: number): void {
    const y = Math.floor(at / PER_ROW) * ROW_PX;
    const { scrollTop, clientHeight } = this.scroller;
    if (y < scrollTop) this.scroller.scrollTop = y;
    else if (y + ROW_PX > scrollTop + clientHeight) this.scroller.scrollTop = y + ROW_PX + 8 - clientHeight;
  }
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
