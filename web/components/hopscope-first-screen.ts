import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { CAPTURE_COMMANDS } from "../app/capture-commands.js";
import { demoTrace } from "../app/demo-trace.js";
import type { RecentTraces } from "../app/recent-traces.js";
import { firstPicture, firstPictureStyles } from "./first-picture.js";
import "./hopscope-capture-commands.js";
import "./hopscope-proof.js";
import "./hopscope-recent.js";
import { icon } from "./icons.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** What stands on the page while no trace is open: where to drop one, what is read, what leaves the browser, how to record one. */
@customElement("hopscope-first-screen")
export class HopscopeFirstScreen extends LitElement {
  static override styles = [
    shared,
    placeColours,
    firstPictureStyles,
    css`
      :host {
        display: block;
        padding: 24px;
      }

      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(320px, 0.62fr);
        gap: 16px 20px;
        align-items: start;
      }

      .side {
        display: grid;
        gap: 16px;
      }

      .drop {
        display: flex;
        flex-direction: column;
        align-items: center;
        padding: clamp(24px, 3.4cqw, 64px) 24px;
        border: 2px dashed var(--line3);
        border-radius: 12px;
        background: var(--panel);
        text-align: center;
      }

      :host([over]) .drop {
        border-style: solid;
        border-color: var(--accent);
      }

      h1 {
        margin-top: 34px;
        font-size: 26px;
        font-weight: 700;
        letter-spacing: -0.015em;
        line-height: 34px;
      }

      .drop p {
        margin-top: 6px;
        color: var(--t2);
        font-size: 13px;
        line-height: 20px;
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
        justify-content: center;
        margin: 18px 0 12px;
      }

      .buttons button {
        min-height: 38px;
        padding: 0 16px;
        font-size: 13px;
      }

      .primary kbd {
        border-color: currentColor;
        color: inherit;
      }

      dl {
        display: grid;
        grid-template-columns: 76px minmax(0, 1fr);
        gap: 10px 4px;
        padding: 14px 12px;
      }

      dt {
        color: var(--t2);
        line-height: 22px;
      }

      dd {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
        color: var(--t2);
      }

      @container (max-width: 1000px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }

      @container (max-width: 719px) {
        :host {
          padding: 12px;
        }

        .drop {
          padding-inline: 12px;
        }

        .buttons kbd {
          display: none;
        }
      }
    `,
  ];

  /** A file is being dragged over the window. */
  @property({ type: Boolean, reflect: true }) over = false;
  @property({ attribute: false }) recent!: RecentTraces;

  override render(): TemplateResult {
    return html`<div class="columns">
      <div class="side">
        ${this.#dropZone()}
        <section class="panel" aria-labelledby="opens">
          <header><h2 id="opens">What it opens</h2></header>
          <dl>
            <dt>Files</dt>
            <dd>
              ${[".etl", ".cab", ".zip"].map((kind) => html`<span class="tag">${kind}</span>`)} 32- and 64-bit, compressed, circular, truncated, never closed
            </dd>
            <dt>From</dt>
            <dd>${["netsh trace", "pktmon", "NetEventPacketCapture", "logman", "xperf, wpr"].map((tool) => html`<span class="tag">${tool}</span>`)}</dd>
            <dt>Names</dt>
            <dd>
              ${["Get-NetAdapter", "ipconfig", "docker", "hnsdiag"].map((tool) => html`<span class="tag">${tool}</span>`)} optional listings that name GUIDs
            </dd>
            <dt>Schemas</dt>
            <dd>${[".man", ".tmf"].map((kind) => html`<span class="tag">${kind}</span>`)} layouts of events that a trace does not describe</dd>
          </dl>
        </section>
        <hopscope-proof></hopscope-proof>
      </div>
      <div class="side">
        <hopscope-recent .recent=${this.recent}></hopscope-recent>
        <section class="panel" aria-labelledby="record">
          <header>
            <h2 id="record">No trace yet?</h2>
            <small>run as administrator</small>
          </header>
          <hopscope-capture-commands .commands=${CAPTURE_COMMANDS}></hopscope-capture-commands>
        </section>
      </div>
    </div>`;
  }

  #dropZone(): TemplateResult {
    return html`<section class="drop" aria-labelledby="drop">
      ${firstPicture()}
      <h1 id="drop">Drop a Windows trace here</h1>
      <p>See which packets passed which place inside the host, and where and why one was dropped.</p>
      <div class="buttons">
        <button
          class="primary"
          type="button"
          @click=${() => {
            ask(this, "ui-pick-files", undefined);
          }}
        >
          ${icon("file")}Open files <kbd>Ctrl O</kbd>
        </button>
        <button
          type="button"
          @click=${() => {
            ask(this, "ui-paste-url", undefined);
          }}
        >
          ${icon("link")}Paste a URL <kbd>Ctrl V</kbd>
        </button>
        <button
          type="button"
          @click=${async () => {
            ask(this, "ui-open", [await demoTrace()]);
          }}
        >
          ${icon("play")}Try the demo trace
        </button>
      </div>
      <small>The file is read in this browser, piece by piece. It is not uploaded.</small>
    </section>`;
  }
}
