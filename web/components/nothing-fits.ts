import { html, type TemplateResult } from "lit";
import { count } from "../core/format.js";
import { icon } from "./icons.js";
import { ask } from "./ui-events.js";

/** Instead of a table that the filter leaves empty: which filter that is, how many rows it hides, and the way back. */
export function nothingFits(host: HTMLElement, filter: string, all: number, words: string): TemplateResult {
  return html`<section class="none panel" aria-labelledby="nothing">
    <header><h2 id="nothing">The filter hides all ${count(all)} ${words}</h2></header>
    <p class="mono">${filter}</p>
    <p>
      <button
        type="button"
        @click=${() => {
          ask(host, "ui-filter", "");
        }}
      >
        ${icon("close")}Clear filter
      </button>
    </p>
  </section>`;
}
