import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { networkProof } from "../app/network-proof.js";
import { offlineState } from "../app/offline.js";
import type { Phase } from "../app/session.js";
import { StoreController } from "../app/store-controller.js";
import type { Progress } from "../core/engine-api.js";
import { count, counted, percent, type TimeZone } from "../core/format.js";
import type { FilteredView } from "./filtered-view.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** One line at the foot: what is open, what is running, what the page has asked of the network. */
@customElement("hopscope-status-bar")
export class HopscopeStatusBar extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      footer {
        display: flex;
        gap: 18px;
        align-items: center;
        height: 26px;
        padding: 0 12px;
        overflow: hidden;
        border-top: 1px solid var(--line);
        background: var(--panel);
        color: var(--t2);
        font-size: 11px;
        line-height: 16px;
        white-space: nowrap;
      }

      span {
        display: inline-flex;
        gap: 6px;
        align-items: center;
      }

      .icon {
        width: 14px;
        height: 14px;
      }

      .funnel {
        color: var(--accent);
      }

      button.link {
        font-size: 11px;
        line-height: 16px;
      }

      .end {
        margin-inline-start: auto;
      }

      progress {
        width: 90px;
        height: 6px;
        accent-color: var(--accent);
      }

      @container (max-width: 560px) {
        .spare {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) phase: Phase = { kind: "empty" };
  @property({ attribute: false }) exporting: Progress | undefined;
  @property() zone: TimeZone = "utc";
  /** What the filter in force does to the view that is shown; undefined where there is none. */
  @property({ attribute: false }) filtered: FilteredView | undefined;
  /** One sentence about the last thing asked for: exported, refused. */
  @property() notice = "";

  readonly #proof = new StoreController(this, networkProof(), (proof) => proof);

  readonly #kept = new StoreController(this, offlineState(), (state) => state);

  override render(): TemplateResult {
    const { phase } = this;
    const { foreign, lastForeign } = this.#proof.value;
    return html`<footer>
      ${this.#state(phase)} ${phase.kind === "ready" ? this.#filter(this.filtered) : nothing}
      ${
        phase.kind === "ready" && phase.summary.problems.length > 0
          ? html`<span class="lost">${icon("warning")}${counted(phase.summary.problems.length, "problem")} in the file</span>`
          : nothing
      }
      ${this.exporting === undefined ? nothing : this.#exporting(this.exporting)}
      <span role="status">${this.notice}</span>
      <span class="end spare">Times ${this.zone === "utc" ? "in UTC" : "of this machine"}</span>
      ${this.#offline()}
      <button
        class="link"
        type="button"
        title=${lastForeign ?? "Only the app's own files were loaded"}
        @click=${() => {
          ask(this, "ui-proof", undefined);
        }}
      >
        <span class=${foreign === 0 ? "ok" : "lost"}>${icon(foreign === 0 ? "shield" : "warning")}</span> ${counted(foreign, "request")} since load
      </button>
    </footer>`;
  }

  #offline(): TemplateResult | typeof nothing {
    const { ready, update, others } = this.#kept.value;
    if (update === undefined) return ready ? html`<span class="spare">${icon("offline")}Works offline</span>` : nothing;
    const pages = counted(others, "other page");
    return html`<span
      >New version ready: ${others > 0 ? `close ${pages} of Hopscope first, then ` : nothing}<button class="link" type="button" @click=${update}>
        reload when you like
      </button></span
    >`;
  }

  #state(phase: Phase): TemplateResult {
    switch (phase.kind) {
      case "ready":
        return html`<span>${counted(phase.summary.events, "event")}</span>`;
      case "opening":
        return html`<span>Opening, ${count(phase.progress.events)} events so far</span>`;
      case "failed":
        return html`<span>Not opened</span>`;
      case "empty":
        return html`<span>No trace open</span>`;
    }
  }

  #filter(filtered: FilteredView | undefined): TemplateResult {
    if (filtered === undefined) return html`<span class="spare">No filter in force</span>`;
    const { hidden, words, whole } = filtered;
    const what = whole ? "this view shows all" : hidden === undefined ? "counting" : `${count(hidden)} ${words} hidden`;
    return html`<span
      ><span class="funnel">${icon("funnel")}</span>Filter in force, ${what}
      <button
        class="link"
        type="button"
        @click=${() => {
          ask(this, "ui-filter", "");
        }}
      >
        Clear filter
      </button></span
    >`;
  }

  #exporting(progress: Progress): TemplateResult {
    return html`<span
      >Exporting ${progress.bytesTotal > 0 ? percent(progress.bytesDone, progress.bytesTotal) : ""}
      <progress aria-label="Export" max=${Math.max(1, progress.bytesTotal)} .value=${progress.bytesDone}></progress>
    </span>`;
  }
}
