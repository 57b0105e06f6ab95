import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { LaneEntry } from "../app/timeline/lane-groups.js";
import { count } from "../core/format.js";
import type { TimelineFigures } from "../core/timeline.js";
import { shared } from "./shared-styles.js";

/** What the lanes show, as a table: for those who cannot see the picture, and whoever wants the figures. */
@customElement("hopscope-lane-text")
export class HopscopeLaneText extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow: auto;
        border: 1px solid var(--line2);
        border-radius: 6px;
        background: var(--panel);
        font-size: 11.5px;
      }

      summary {
        padding: 3px 10px;
        color: var(--t2);
        cursor: pointer;
      }

      table {
        border-collapse: collapse;
      }

      caption {
        max-width: 560px;
        padding: 4px 10px;
        color: var(--t2);
        text-align: start;
      }

      th,
      td {
        padding: 2px 10px;
        border-top: 1px solid var(--line);
        font-weight: 400;
        text-align: start;
        white-space: nowrap;
      }

      td {
        text-align: end;
      }
    `,
  ];

  /** The rows of the picture. */
  @property({ attribute: false }) entries: readonly LaneEntry[] = [];
  @property({ attribute: false }) figures!: TimelineFigures;
  @property() sentence = "";

  override render(): TemplateResult {
    return html`<details>
      <summary>Lanes as text</summary>
      <table>
        <caption>
          ${this.sentence}
        </caption>
        <thead>
          <tr>
            <th scope="col">Lane</th>
            <th scope="col">Sightings</th>
            <th scope="col">Drops</th>
            <th scope="col">Lost sight</th>
          </tr>
        </thead>
        <tbody>
          ${this.entries.map((entry, i) => {
            const { sightings = 0, drops = 0, lost = 0 } = this.figures.rows[i] ?? {};
            return html`<tr>
              <th scope="row">${entry.kind === "lane" ? entry.place.name : entry.title}</th>
              <td>${count(sightings)}</td>
              <td>${count(drops)}</td>
              <td>${count(lost)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </details>`;
  }
}
