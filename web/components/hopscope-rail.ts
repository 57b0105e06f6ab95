import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { View } from "../core/api.js";
import { icon, logo, type IconName } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";
import { VIEWS } from "./views.js";

/** The views at the left edge, as icons with a word, as icons alone, or as a menu where there is no width for either. */
@customElement("hopscope-rail")
export class HopscopeRail extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      nav {
        display: flex;
        flex-direction: column;
        gap: 4px;
        height: 100%;
        padding: 0 4px 8px;
        border-inline-end: 1px solid var(--line);
        background: var(--panel);
      }

      .logo {
        flex: none;
        width: 28px;
        height: 20px;
        margin: 14px auto;
      }

      .logo-end {
        fill: var(--ok);
      }

      button {
        position: relative;
        flex-direction: column;
        gap: 2px;
        width: 100%;
        min-height: 44px;
        padding: 4px 0;
        border-color: transparent;
        background: transparent;
        color: var(--t2);
        font-size: 10.5px;
        line-height: 14px;
      }

      button:disabled {
        border-color: transparent;
        color: var(--t3);
      }

      button[aria-current="page"] {
        background: var(--sel);
        color: var(--t1);
      }

      button[aria-current="page"] .icon {
        color: var(--accent);
      }

      button[aria-current="page"]::before {
        position: absolute;
        inset-block: 8px;
        inset-inline-start: -4px;
        width: 2px;
        background: var(--accent);
        content: "";
      }

      .gap {
        flex: 1;
      }

      @container (max-width: 1099px) {
        .word {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }

        button {
          min-height: 36px;
        }
      }

      @container (max-width: 719px) {
        nav {
          height: auto;
          padding: 8px;
          border: 0;
          background: none;
        }

        .logo,
        .gap {
          display: none;
        }

        button {
          flex-direction: row;
          gap: 10px;
          justify-content: start;
          padding: 0 10px;
          font-size: 12.5px;
        }

        .word {
          position: static;
          width: auto;
          height: auto;
          clip-path: none;
        }
      }
    `,
  ];

  @property() view: View = "overview";
  /** Views need an open trace. */
  @property({ type: Boolean }) ready = false;

  override render(): TemplateResult {
    return html`<nav aria-label="Views">
      ${logo()}
      ${VIEWS.map(
        (entry) =>
          html`<button
            type="button"
            aria-current=${this.ready && entry.view === this.view ? "page" : "false"}
            ?disabled=${!this.ready}
            title=${entry.word}
            @click=${() => {
              ask(this, "ui-view", entry.view);
            }}
          >
            ${icon(entry.icon)}<span class="word">${entry.word}</span>
          </button>`,
      )}
      <span class="gap"></span>
      ${this.#tool("settings", "Settings", "ui-settings")} ${this.#tool("help", "Help", "ui-help")}
    </nav>`;
  }

  #tool(name: IconName, word: string, event: "ui-settings" | "ui-help"): TemplateResult {
    return html`<button
      type="button"
      title=${word}
      @click=${() => {
        ask(this, event, undefined);
      }}
    >
      ${icon(name)}<span class="word">${word}</span>
    </button>`;
  }
}
