import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { recall, remember } from "../app/local-memory.js";
import { shared } from "./shared-styles.js";
import { vars } from "./vars.js";

const LEAST = 15;
const MOST = 85;

/**
 * Two parts with a divider that moves by pointer and by arrow keys; the share of the second is remembered per name.
 *
 * @slot - the first part
 * @slot second - the second part, shown while `open`
 */
@customElement("hopscope-split")
export class HopscopeSplit extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-height: 0;
        container-type: size;
      }

      .parts {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        height: 100%;
      }

      .parts.below {
        grid-template-rows: minmax(0, 1fr) 9px minmax(0, var(--share));
      }

      .parts.right {
        grid-template-columns: minmax(0, 1fr) 9px minmax(0, var(--share));
      }

      ::slotted(*) {
        min-width: 0;
        min-height: 0;
        overflow: hidden;
      }

      .divider {
        position: relative;
        background: var(--bg);
        touch-action: none;
      }

      .divider::after {
        position: absolute;
        border-radius: 2px;
        background: var(--line3);
        content: "";
      }

      .below .divider {
        border-block: 1px solid var(--line);
        cursor: row-resize;
      }

      .below .divider::after {
        inset: 2px calc(50% - 18px);
      }

      .right .divider {
        border-inline: 1px solid var(--line);
        cursor: col-resize;
      }

      .right .divider::after {
        inset: calc(50% - 18px) 2px;
      }

      .divider:hover::after,
      .divider:focus-visible::after {
        background: var(--accent);
      }
    `,
  ];

  @property() dock: "below" | "right" = "below";
  @property({ type: Boolean }) open = false;
  /** Under which name the place of the divider is remembered. */
  @property() name = "split";
  /** What the divider is called. */
  @property() label = "Size of the detail";
  /** Per cent of the second part; what is remembered goes before it. */
  @property({ type: Number }) share = 45;

  @state() private narrow = false;
  @query(".parts") private parts!: HTMLElement;

  readonly #sizes = new ResizeObserver(([entry]) => {
    this.narrow = (entry?.contentRect.width ?? 0) < 860;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const share = Number(recall(this.name));
    if (share >= LEAST && share <= MOST) this.share = share;
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  override render(): TemplateResult {
    const dock = this.narrow ? "below" : this.dock;
    return html`<div class=${this.open ? `parts ${dock}` : "parts"} ${vars({ "--share": `${this.share}%` })}>
      <slot></slot>
      ${
        this.open
          ? html`<div
                class="divider"
                role="separator"
                tabindex="0"
                aria-label=${this.label}
                aria-orientation=${dock === "below" ? "horizontal" : "vertical"}
                aria-valuemin=${LEAST}
                aria-valuemax=${MOST}
                aria-valuenow=${Math.round(this.share)}
                @pointerdown=${this.#grab}
                @keydown=${this.#onKey}
              ></div>
              <slot name="second"></slot>`
          : nothing
      }
    </div>`;
  }

  readonly #grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const divider = event.currentTarget as HTMLElement;
    const right = this.parts.classList.contains("right");
    const box = this.parts.getBoundingClientRect();
    divider.setPointerCapture(event.pointerId);
    const move = (at: PointerEvent): void => {
      this.#place(right ? ((box.right - at.clientX) / box.width) * 100 : ((box.bottom - at.clientY) / box.height) * 100);
    };
    divider.addEventListener("pointermove", move);
    divider.addEventListener(
      "lostpointercapture",
      () => {
        divider.removeEventListener("pointermove", move);
      },
      { once: true },
    );
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const by = ({ ArrowUp: 4, ArrowLeft: 4, ArrowDown: -4, ArrowRight: -4 } as const)[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#place(this.share + by);
  };

  #place(share: number): void {
    this.share = Math.min(MOST, Math.max(LEAST, share));
    remember(this.name, this.share.toFixed(1));
  }
}
