import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, query } from "lit/decorators.js";
import { dialogStyles } from "./dialog-styles.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { VIEWS } from "./views.js";

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [["Ctrl O"], "open files"],
  [["Ctrl V"], "open a copied file or address"],
  ...VIEWS.map(({ word }, i): readonly [readonly string[], string] => [[String(i + 1)], word.toLowerCase()]),
  [["T"], "timeline"],
  [["W", "S", "A", "D"], "timeline: zoom in, out, pan; also the wheel with Ctrl, and dragging"],
  [["F", "M", "Z"], "timeline: the whole trace, mark A, zoom to what Shift and dragging have measured"],
  [["[", "]"], "timeline: the range before and after"],
  [["←", "→", "+", "−"], "charts of a flow: read out the points, zoom"],
  [["/"], "filter"],
  [["Tab", "↑", "↓"], "take and choose what the filter may go on with; Enter applies it, Esc returns to the last good one"],
  [["Shift F10"], "filter by a value of the row or field, exclude it, copy it"],
  [["J", "K"], "next and previous row"],
  [["Enter"], "from a journey's row to the steps of its ladder"],
  [["↑", "↓"], "previous and next row of the table with the focus"],
  [["Page Up", "Page Down"], "one page of rows"],
  [["Home", "End"], "first and last row"],
  [["←", "→"], "close and open a branch of the field tree; move the divider"],
  [["←", "→", "↑", "↓"], "atlas and topology: from cell to cell, from place to place; Enter selects"],
  [["+", "−"], "topology: larger and smaller; also the wheel"],
  [["Ctrl C"], "copy the selected field's value"],
  [["Esc"], "cancel opening; close the detail of a row; from the ladder back to the rows"],
  [["?"], "this list"],
];

/** The list of keys. */
@customElement("hopscope-help")
export class HopscopeHelp extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 8px 20px;
      }

      dt {
        display: flex;
        gap: 4px;
        align-items: start;
      }

      .body > p {
        margin-top: 14px;
        color: var(--t2);
      }
    `,
  ];

  @query("dialog") private dialog!: HTMLDialogElement;

  show(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title">
      <div class="top">
        <h2 id="title">Keys</h2>
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
      <div class="body">
        <dl>
          ${KEYS.map(
            ([keys, what]) =>
              html`<dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
                <dd>${what}</dd>`,
          )}
        </dl>
        <p>Single keys can be switched off in the settings.</p>
      </div>
    </dialog>`;
  }
}
