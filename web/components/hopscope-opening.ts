import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Phase } from "../app/session.js";
import { bytes, count, span } from "../core/format.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** How far reading has come. Figures that are not known yet are dashes, so that nothing jumps when they arrive. */
@customElement("hopscope-opening")
export class HopscopeOpening extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        min-height: 100%;
        padding: 24px;
        place-items: center;
      }

      section {
        width: min(560px, 100%);
        padding: 24px;
      }

      h1 {
        overflow: hidden;
        font-size: 20px;
        font-weight: 700;
        letter-spacing: -0.015em;
        line-height: 26px;
        overflow-wrap: anywhere;
      }

      progress {
        width: 100%;
        height: 8px;
        margin: 16px 0;
        border: 0;
        border-radius: 4px;
        background: var(--hover);
        accent-color: var(--accent);
        appearance: none;
      }

      progress::-webkit-progress-bar {
        border-radius: 4px;
        background: var(--hover);
      }

      progress::-webkit-progress-value {
        border-radius: 4px;
        background: var(--accent);
      }

      progress::-moz-progress-bar {
        border-radius: 4px;
        background: var(--accent);
      }

      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, auto));
        gap: 12px 24px;
        margin-bottom: 20px;
      }

      dt {
        color: var(--t3);
        font-size: 11.5px;
        line-height: 16px;
      }

      dd {
        font-size: 13px;
        font-weight: 700;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) phase: Phase | undefined;

  override render(): TemplateResult | typeof nothing {
    const { phase } = this;
    if (phase?.kind !== "opening") return nothing;
    const { bytesDone, bytesTotal, events } = phase.progress;
    const known = bytesTotal > 0;
    return html`<section class="panel" aria-labelledby="title">
      <h1 id="title">Opening ${phase.name}</h1>
      <progress aria-label="Bytes read" max=${known ? bytesTotal : 1} .value=${known ? bytesDone : 0}></progress>
      <dl>
        <div>
          <dt>Read</dt>
          <dd>${known ? `${bytes(bytesDone)} of ${bytes(bytesTotal)}` : "–"}</dd>
        </div>
        <div>
          <dt>Rate</dt>
          <dd>${phase.bytesPerSecond > 0 ? `${bytes(phase.bytesPerSecond)}/s` : "–"}</dd>
        </div>
        <div>
          <dt>Time left</dt>
          <dd>${phase.secondsLeft === undefined ? "–" : `about ${span(Math.ceil(phase.secondsLeft) * 1e9).replace(".000", "")}`}</dd>
        </div>
        <div>
          <dt>Events so far</dt>
          <dd>${known ? count(events) : "–"}</dd>
        </div>
      </dl>
      <button
        type="button"
        @click=${() => {
          ask(this, "ui-cancel", undefined);
        }}
      >
        Cancel <kbd>Esc</kbd>
      </button>
    </section>`;
  }
}
