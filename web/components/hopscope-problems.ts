import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Problem } from "../core/api.js";
import { counted, fileOffset } from "../core/format.js";
import { icon } from "./icons.js";
import { overviewStyles } from "./overview-styles.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** Damage and loss in the file that did not stop reading: nothing is skipped in silence. */
@customElement("hopscope-problems")
export class HopscopeProblems extends LitElement {
  static override styles = [
    shared,
    overviewStyles,
    css`
      li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: 4px 10px;
        padding: 10px 12px;
      }

      li + li {
        border-top: 1px solid var(--line);
      }

      .facts-line {
        display: flex;
        flex-wrap: wrap;
        grid-column: 2;
        gap: 2px 12px;
        align-items: center;
        color: var(--t2);
      }
    `,
  ];

  @property({ attribute: false }) problems: readonly Problem[] = [];

  override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Problems in the file</h2>
        <small>${this.problems.length === 0 ? "" : counted(this.problems.length, "entry", "entries")}</small>
      </header>
      ${
        this.problems.length === 0
          ? html`<p class="quiet"><span class="ok">${icon("delivered")}</span>The file is intact: nothing was lost, cut or damaged.</p>`
          : html`<ul>
              ${this.problems.map((problem) => this.#problem(problem))}
            </ul>`
      }
    </section>`;
  }

  #problem({ code, message, offset, count }: Problem): TemplateResult {
    return html`<li>
      <span class="lost">${icon("warning")}</span><span>${message}</span>
      <span class="facts-line">
        <span class="tag">${code}</span>
        ${offset === undefined ? nothing : html`<span class="mono">at ${fileOffset(offset)}</span>`}
        ${count === undefined ? nothing : html`<span>${counted(count, "time")}</span>`}
        <button
          class="link"
          type="button"
          @click=${() => {
            ask(this, "ui-view", "events");
          }}
        >
          events
        </button>
      </span>
    </li>`;
  }
}
