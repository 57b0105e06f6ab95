import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { answers, lacks } from "../app/answers.js";
import type { TraceSummary } from "../core/api.js";
import { counted } from "../core/format.js";
import "./hopscope-capture-commands.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";

/** Which questions the trace can answer by what wrote to it, and what to capture for the rest. */
@customElement("hopscope-answers")
export class HopscopeAnswers extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      .part {
        padding: 8px 12px 10px;
      }

      .part + .part {
        border-top: 1px solid var(--line);
      }

      h2 {
        display: flex;
        gap: 8px;
        align-items: center;
        margin-bottom: 4px;
      }

      .answers li {
        display: flex;
        gap: 8px;
        align-items: baseline;
        padding: 2px 0;
      }

      .answers small {
        flex: none;
        margin-inline-start: auto;
      }

      .lack {
        margin-top: 6px;
        color: var(--t2);
      }

      hopscope-capture-commands {
        margin-top: 6px;
      }
    `,
  ];

  @property({ attribute: false }) summary!: TraceSummary;

  override render(): TemplateResult {
    const missing = lacks(this.summary);
    return html`<section class="panel" aria-label="Answers">
      <div class="part">
        <h2>What it can answer</h2>
        <ul class="answers">
          ${answers(this.summary).map(
            ({ text, events }) =>
              html`<li>
                <span class=${events > 0 ? "ok" : "bad"}>${icon(events > 0 ? "delivered" : "dropped")}</span><span>${text}</span
                ><small>${events > 0 ? counted(events, "event") : "not recorded"}</small>
              </li>`,
          )}
        </ul>
      </div>
      ${
        missing.length === 0
          ? nothing
          : html`<div class="part">
              <h2><span class="lost">${icon("warning")}</span>Missing for a full answer</h2>
              ${missing.map(
                (lack) =>
                  html`<p class="lack">${lack.text}</p>
                    <hopscope-capture-commands boxed .commands=${lack.captures}></hopscope-capture-commands>`,
              )}
            </div>`
      }
    </section>`;
  }
}
