import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { copyText } from "./copy.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";

/** A button that copies `text` and says whether it did. */
@customElement("hopscope-copy")
export class HopscopeCopy extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: inline-flex;
      }

      .bare {
        border-color: transparent;
        background: transparent;
        color: var(--t2);
        min-width: 28px;
        padding: 0 6px;
      }
    `,
  ];

  /** What is copied. */
  @property() text = "";
  /** What the button says to assistive technology, and shows when `words` is set. */
  @property() label = "Copy";
  @property({ type: Boolean }) words = false;

  @state() private result: "" | "Copied" | "Copying was refused" = "";

  override render(): TemplateResult {
    return html`<button class=${this.words ? "" : "bare"} type="button" aria-label=${this.label} title=${this.label} @click=${this.#copy} @blur=${this.#forget}>
        ${icon(this.result === "Copied" ? "check" : "copy")}${this.words ? this.label : ""}
      </button>
      <span class="visually-hidden" role="status">${this.result}</span>`;
  }

  readonly #copy = async (): Promise<void> => {
    this.result = (await copyText(this.text)) ? "Copied" : "Copying was refused";
  };

  readonly #forget = (): void => {
    this.result = "";
  };
}
