import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CaptureCommand } from "../app/capture-commands.js";
import "./hopscope-copy.js";
import { shared } from "./shared-styles.js";

/** Commands that record a trace, each to be copied whole. */
@customElement("hopscope-capture-commands")
export class HopscopeCaptureCommands extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      li {
        display: flex;
        gap: 8px;
        align-items: center;
        padding: 10px 12px;
      }

      li + li {
        border-top: 1px solid var(--line);
      }

      div {
        flex: 1;
        min-width: 0;
      }

      code {
        display: block;
        color: var(--t2);
        font: 400 11.5px/20px var(--mono);
        padding-inline-start: 2ch;
        text-indent: -2ch;
      }

      code span {
        display: inline-block;
        max-width: 100%;
        text-indent: 0;
        overflow-wrap: anywhere;
      }

      :host([boxed]) ul {
        border: 1px solid var(--line2);
        border-radius: 6px;
        background: var(--raised);
      }
    `,
  ];

  @property({ attribute: false }) commands: readonly CaptureCommand[] = [];
  @property({ type: Boolean, reflect: true }) boxed = false;

  override render(): TemplateResult {
    return html`<ul>
      ${this.commands.map(
        (command) =>
          html`<li>
            <div>
              <span>${command.title}</span>
              ${command.lines.map((line) => html`<code>${words(line)}</code>`)}
            </div>
            <hopscope-copy text=${command.lines.join("\n")} label=${`Copy: ${command.title}`}></hopscope-copy>
          </li>`,
      )}
    </ul>`;
  }
}

/** Breaks come between words only: a browser would also break at the hyphens of an option. */
function words(line: string): unknown {
  return line.split(" ").map((word, i) => html`${i === 0 ? "" : " "}<span>${word}</span>`);
}
