import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Phase } from "../app/session.js";
import { fileOffset } from "../core/format.js";
import type { TraceErrorCode } from "../core/errors.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** What a person can do about each kind of failure. */
const ADVICE: Readonly<Record<TraceErrorCode, string>> = {
  "not-etl": "Open the .etl file, or the .cab or .zip that has it inside. A .pcap or .pcapng file belongs in Wireshark.",
  unsupported: "This version cannot do that. Another trace, or another export, may work.",
  damaged: "Nothing in the file could be read. If the capture is still running, stop it and copy the file again.",
  read: "Check that the file is still there and can be read. An address must be of this site; a file from elsewhere has to be saved first and then dropped here.",
  aborted: "Open the trace again whenever you like.",
  memory: "Close other tabs and try again, or open a shorter trace.",
  "worker-lost": "Open the trace again. If it happens at the same place each time, the message above and the offset help to find out why.",
  filter: "Correct the expression at the position given.",
  "not-open": "Open a trace first.",
  export: "Check that there is room on the disk and try again.",
};

/** Says why a trace did not open: never a blank page, never a dialog over data. */
@customElement("hopscope-failure")
export class HopscopeFailure extends LitElement {
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
        width: min(640px, 100%);
        padding: 20px 24px 24px;
        border-color: var(--bad);
      }

      h1 {
        display: flex;
        gap: 10px;
        align-items: center;
        font-size: 20px;
        font-weight: 700;
        letter-spacing: -0.015em;
        line-height: 26px;
        overflow-wrap: anywhere;
      }

      h1 .icon {
        color: var(--bad);
      }

      .message {
        margin: 12px 0;
        padding: 10px 12px;
        border-radius: 6px;
        background: var(--badbg);
        font-size: 13px;
        line-height: 20px;
        overflow-wrap: anywhere;
      }

      dl {
        display: grid;
        grid-template-columns: 90px minmax(0, 1fr);
        gap: 6px 12px;
        margin-bottom: 18px;
      }

      dt {
        color: var(--t3);
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
      }
    `,
  ];

  @property({ attribute: false }) phase: Phase | undefined;

  override render(): TemplateResult | typeof nothing {
    const { phase } = this;
    if (phase?.kind !== "failed") return nothing;
    const { code, message, offset } = phase.error;
    const lost = phase.lost === true;
    return html`<section class="panel" role="alert" aria-labelledby="title">
      <h1 id="title">${icon("error")}<span>${phase.name} ${lost ? "was lost" : "could not be opened"}</span></h1>
      <p class="message">${message}</p>
      <dl>
        <dt>Code</dt>
        <dd class="mono">${code}</dd>
        ${
          offset === undefined
            ? nothing
            : html`<dt>Offset</dt>
                <dd class="mono">${fileOffset(offset)}</dd>`
        }
        <dt>What to try</dt>
        <dd>${ADVICE[code]}</dd>
      </dl>
      <div class="buttons">
        ${
          lost
            ? html`<button
                class="primary"
                type="button"
                @click=${() => {
                  ask(this, "ui-reopen", undefined);
                }}
              >
                ${icon("file")}Open it again
              </button>`
            : nothing
        }
        <button
          class=${lost ? "" : "primary"}
          type="button"
          @click=${() => {
            ask(this, "ui-pick-files", undefined);
          }}
        >
          ${icon("file")}Open another
        </button>
        <button
          type="button"
          @click=${() => {
            ask(this, "ui-cancel", undefined);
          }}
        >
          Back to the start
        </button>
      </div>
    </section>`;
  }
}
