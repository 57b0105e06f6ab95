import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { dialogStyles } from "./dialog-styles.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** Asks for the address of a trace. Only this site can be asked: the page's policy forbids the rest. */
@customElement("hopscope-url-dialog")
export class HopscopeUrlDialog extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      .hint {
        margin: 6px 0 14px;
        color: var(--t2);
      }

      .wrong {
        color: var(--bad);
      }
    `,
  ];

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("input") private field!: HTMLInputElement;
  @state() private wrong = false;

  show(): void {
    this.wrong = false;
    this.field.value = "";
    this.dialog.showModal();
    this.field.focus();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title">
      <div class="top">
        <h2 id="title">Open a trace by its address</h2>
        <button
          class="plain"
          type="button"
          aria-label="Close"
          @click=${() => {
            this.dialog.close();
          }}
        >
          ${icon("close")}
        </button>
      </div>
      <form class="body" @submit=${this.#submit}>
        <label for="url">Address of the .etl file</label>
        <input
          id="url"
          type="text"
          inputmode="url"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="hint"
          aria-invalid=${this.wrong ? "true" : "false"}
        />
        <p id="hint" class=${this.wrong ? "hint wrong" : "hint"}>
          ${this.wrong ? "That is not an address: expected something like traces/net.etl or https://…/net.etl." : `The file has to be on this site (${location.origin}). Drop a file from elsewhere instead.`}
        </p>
        <button class="primary" type="submit">Open</button>
      </form>
    </dialog>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = this.field.value.trim();
    this.wrong = text === "" || !URL.canParse(text, document.baseURI);
    if (this.wrong) return;
    this.dialog.close();
    ask(this, "ui-open", [text]);
  };
}
