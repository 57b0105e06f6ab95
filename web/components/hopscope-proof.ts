import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { networkProof } from "../app/network-proof.js";
import { StoreController } from "../app/store-controller.js";
import { count } from "../core/format.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** The privacy promise with its evidence: how many requests the browser itself has recorded, and under which policy. */
@customElement("hopscope-proof")
export class HopscopeProof extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      section {
        display: flex;
        flex-wrap: wrap;
        gap: 12px 20px;
        align-items: center;
        padding: 14px 16px;
        border: 1px solid color-mix(in oklab, var(--ok) 45%, var(--okbg));
        border-radius: 8px;
        background: var(--okbg);
      }

      section > .icon {
        width: 20px;
        height: 20px;
        color: var(--ok);
      }

      .promise {
        flex: 1 1 220px;
        color: var(--t2);
        font-size: 13px;
        line-height: 20px;
      }

      strong {
        color: var(--t1);
      }

      .evidence {
        flex: 1 1 200px;
        padding-inline-start: 16px;
        border-inline-start: 1px solid color-mix(in oklab, var(--ok) 45%, var(--okbg));
        color: var(--t2);
        font-size: 12px;
      }

      code {
        font: 400 11.5px/18px var(--mono);
        overflow-wrap: anywhere;
      }
    `,
  ];

  readonly #proof = new StoreController(this, networkProof(), (proof) => proof);

  override render(): TemplateResult {
    const { foreign, lastForeign, policy } = this.#proof.value;
    return html`<section aria-label="Privacy">
      ${icon("shield")}
      <p class="promise">
        <strong>Nothing leaves this browser.</strong>
        ${policy === undefined ? "This page carries no policy of its own, so only the count beside shows it." : "The browser keeps this page from talking to any other origin."}
      </p>
      <div class="evidence">
        <div><strong>${count(foreign)}</strong> ${foreign === 1 ? "request" : "requests"} since load beyond the app's own files</div>
        ${lastForeign === undefined ? nothing : html`<div>last: <code>${lastForeign}</code></div>`}
        <div><code>${policy?.split(";")[0] ?? "no Content-Security-Policy"}</code></div>
        <button
          class="link"
          type="button"
          @click=${() => {
            ask(this, "ui-proof", undefined);
          }}
        >
          Prove it
        </button>
      </div>
    </section>`;
  }
}
