import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Phase, TraceSession } from "../app/session.js";
import type { TraceSummary } from "../core/api.js";
import { bytes, clock, counted, span, traceSpanNs, type TimeZone } from "../core/format.js";
import "./hopscope-filter-bar.js";
import type { HopscopeFilterBar } from "./hopscope-filter-bar.js";
import { icon } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** Which trace is open, and what can be done with it as a whole. */
@customElement("hopscope-top-bar")
export class HopscopeTopBar extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      header {
        display: grid;
        grid-template:
          "menu trace filter tools" 47px
          "row row row row" auto / auto minmax(0, clamp(180px, 30cqw, 476px)) minmax(0, 1fr) auto;
        column-gap: 8px;
        align-items: center;
        padding: 0 12px;
        border-bottom: 1px solid var(--line);
        background: var(--panel);
      }

      .menu {
        display: none;
        grid-area: menu;
      }

      .trace {
        display: flex;
        grid-area: trace;
        min-width: 0;
      }

      .trace.alone {
        grid-column: trace / filter;
      }

      .block {
        min-width: 0;
        overflow: hidden;
        white-space: nowrap;
      }

      .block > * {
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .name {
        font-size: 13px;
        font-weight: 700;
      }

      .start {
        padding-inline-start: 16px;
        margin-inline-start: 8px;
        border-inline-start: 1px solid var(--line);
      }

      .tools {
        display: flex;
        grid-area: tools;
        gap: 8px;
        align-items: center;
      }

      .brand {
        display: flex;
        gap: 10px;
        align-items: baseline;
      }

      @container (max-width: 859px) {
        header.filtered {
          grid-template:
            "menu trace trace tools" 47px
            "filter filter filter filter" 40px
            "row row row row" auto / auto minmax(0, 1fr) auto auto;
        }
      }

      @container (max-width: 719px) {
        .menu {
          display: inline-flex;
        }

        .start,
        .brand small {
          display: none;
        }
      }

      @container (max-width: 480px) {
        .tools .word {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) phase: Phase = { kind: "empty" };
  @property() zone: TimeZone = "utc";
  /** The colours in force, so that the button can offer the other ones. */
  @property({ type: Boolean }) dark = false;
  @property({ type: Boolean }) exporting = false;
  @property({ type: Boolean }) menuOpen = false;
  @query("hopscope-filter-bar") private filterBar!: HopscopeFilterBar | null;

  focusFilter(): void {
    this.filterBar?.focus();
  }

  override render(): TemplateResult {
    const { phase } = this;
    const ready = phase.kind === "ready";
    return html`<header class=${ready ? "filtered" : ""}>
      <button class="plain menu" type="button" aria-label="Views" aria-expanded=${this.menuOpen ? "true" : "false"} @click=${this.#menu}>
        ${icon("menu")}
      </button>
      <div class=${ready ? "trace" : "trace alone"}>${ready ? this.#trace(phase.summary) : this.#brand(phase)}</div>
      ${ready ? html`<hopscope-filter-bar .session=${this.session} .summary=${phase.summary}></hopscope-filter-bar>` : nothing}
      <div class="tools">
        ${ready ? this.#traceTools() : nothing}
        <button
          class="plain"
          type="button"
          aria-label=${this.dark ? "Use light colours" : "Use dark colours"}
          title=${this.dark ? "Use light colours" : "Use dark colours"}
          @click=${() => {
            ask(this, "ui-theme", undefined);
          }}
        >
          ${icon(this.dark ? "sun" : "moon")}
        </button>
      </div>
    </header>`;
  }

  #brand(phase: Phase): TemplateResult {
    if (phase.kind === "opening" || phase.kind === "failed") {
      return html`<div class="block">
        <div class="name" title=${phase.name}>${phase.name}</div>
        <small>${phase.kind === "opening" ? "opening" : "could not be opened"}</small>
      </div>`;
    }
    return html`<div class="block brand"><span class="name">Hopscope</span><small>How packets travel inside a Windows host</small></div>`;
  }

  #trace(summary: TraceSummary): TemplateResult {
    const start = clock(summary.startNs, this.zone);
    return html`<div class="block">
        <div class="name" title=${summary.name}>${summary.name}</div>
        <small>${bytes(summary.sizeBytes)} · ${counted(summary.events, "event")}</small>
      </div>
      <div class="block start">
        <div class="mono">${start.date} ${start.time}</div>
        <small>${this.zone === "utc" ? "UTC" : "local time"} · ${clockWord(summary.clock)} · ${span(traceSpanNs(summary))}</small>
      </div>`;
  }

  #traceTools(): TemplateResult {
    const why = this.exporting ? "A file is being saved: how far it got" : "Save as pcapng, CSV, Parquet, a report and more";
    return html`<button
        type="button"
        title="Open another trace (Ctrl+O)"
        @click=${() => {
          ask(this, "ui-pick-files", undefined);
        }}
      >
        ${icon("folder")}<span class="word">Open</span>
      </button>
      <button
        type="button"
        title=${why}
        aria-description=${why}
        @click=${() => {
          ask(this, "ui-export", undefined);
        }}
      >
        ${icon("export")}<span class="word">Export</span>
      </button>`;
  }

  readonly #menu = (): void => {
    this.dispatchEvent(new CustomEvent("menu-toggle"));
  };
}

export function clockWord(source: TraceSummary["clock"]): string {
  return { qpc: "QPC clock", system: "system clock", cycles: "CPU cycle clock" }[source];
}
