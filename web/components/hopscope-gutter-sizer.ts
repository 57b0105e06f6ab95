import { LitElement, css } from "lit";
import { customElement, property } from "lit/decorators.js";

export const GUTTER = { least: 120, most: 400, usual: 240 } as const;
const STEP = 16;

/**
 * The divider between the names of the lanes and the picture, moved by pointer and by arrow keys.
 *
 * @event gutter-width - detail: the wanted width in px
 */
@customElement("hopscope-gutter-sizer")
export class HopscopeGutterSizer extends LitElement {
  static override styles = css`
    :host {
      display: block;
      cursor: col-resize;
      touch-action: none;
    }

    :host(:hover),
    :host(:focus-visible) {
      outline: none;
      background: var(--accent);
      opacity: 0.6;
    }
  `;

  @property({ type: Number }) width: number = GUTTER.usual;

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    this.role = "separator";
    this.ariaLabel = "Width of the lane names";
    this.ariaOrientation = "vertical";
    this.ariaValueMin = String(GUTTER.least);
    this.ariaValueMax = String(GUTTER.most);
    this.addEventListener("pointerdown", this.#grab);
    this.addEventListener("keydown", this.#onKey);
  }

  override updated(): void {
    this.ariaValueNow = String(this.width);
  }

  readonly #grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    const left = event.clientX - this.width;
    const move = (at: PointerEvent): void => {
      this.#ask(at.clientX - left);
    };
    this.addEventListener("pointermove", move);
    this.addEventListener(
      "lostpointercapture",
      () => {
        this.removeEventListener("pointermove", move);
      },
      { once: true },
    );
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const by = ({ ArrowLeft: -STEP, ArrowRight: STEP } as const)[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#ask(this.width + by);
  };

  #ask(px: number): void {
    this.dispatchEvent(new CustomEvent("gutter-width", { detail: Math.round(Math.min(GUTTER.most, Math.max(GUTTER.least, px))) }));
  }
}
