import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { rate } from "../app/flow-chart-data.js";
import { findingsOf } from "../app/findings-of.js";
import { NewestWish } from "../app/newest-wish.js";
import type { TraceSession } from "../app/session.js";
import { ROW_HEIGHT, type Settings } from "../app/settings.js";
import type { Finding, FlowRow, TraceSummary } from "../core/api.js";
import { bytes, count, counted, latency, percent, span } from "../core/format.js";
import { findingList } from "./finding-list.js";
import "./hopscope-flow-packets.js";
import { icon } from "./icons.js";
import { sessionViewStyles } from "./session-views.styles.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

/** The charts bring a library with them that nothing else needs: it comes when they are first looked at. */
const charts = () => import("./hopscope-flow-charts.js");

/**
 * One flow: what is known of it, its packets as a ladder, and what a TCP connection did over time.
 *
 * @event detail-close - it is to be closed
 */
@customElement("hopscope-flow")
export class HopscopeFlow extends LitElement {
  static override styles = [
    shared,
    sessionViewStyles,
    css`
      :host {
        display: block;
        min-height: 0;
      }

      .detail {
        display: grid;
        grid-template: auto auto minmax(260px, 1fr) / minmax(0, 1fr);
      }

      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 22px;
        align-items: baseline;
        padding: 6px 12px;
        border-bottom: 1px solid var(--line);
      }

      .facts b {
        font-weight: 400;
        color: var(--t1);
      }

      .facts ul {
        flex-basis: 100%;
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) summary!: TraceSummary;
  @property({ attribute: false }) values!: Settings;
  @property({ type: Number }) index = -1;

  @state() private row: FlowRow | undefined;
  @state() private findings: readonly Finding[] = [];
  @state() private failed = "";
  @state() private tab: "charts" | "packets" = "charts";
  @state() private chartsHere = false;

  readonly #wish = new NewestWish();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("summary") || changed.has("session")) void this.#conclude(this.summary);
    if (changed.has("index") || changed.has("summary")) {
      const { session, index } = this;
      void this.#wish.run(
        () => session.flows({ offset: index, limit: 1 }),
        ({ rows }) => {
          this.row = rows[0];
          this.failed = rows[0] === undefined ? `there is no flow ${index}.` : "";
        },
        (why) => {
          this.failed = why;
        },
      );
    }
    if (!this.chartsHere && this.tab === "charts" && this.row?.tcp !== undefined) void this.#fetchCharts();
  }

  override render(): TemplateResult {
    const { row, failed } = this;
    if (failed !== "") return html`<div class="detail"><p class="failed" role="alert">The flow could not be read: ${failed}</p></div>`;
    if (row === undefined) return html`<div class="detail"><p class="facts" role="status">–</p></div>`;
    const tab = row.tcp === undefined ? "packets" : this.tab;
    return html`<section class="detail" tabindex="0" aria-label=${`Flow ${row.id}`}>
      <header>
        <h2>Flow #${count(row.id)}</h2>
        <span>${row.protocol}</span>
        <span class="mono">${row.client} → ${row.server}</span>
        ${row.serverName === undefined ? nothing : html`<span>${row.serverName}</span>`}
        ${
          row.tcp === undefined
            ? nothing
            : html`<div class="choice" role="group" aria-label="What is shown of the flow">
                ${this.#tab("charts", "Charts", tab)}${this.#tab("packets", "Packets", tab)}
              </div>`
        }
        <button
          class=${row.tcp === undefined ? "plain end" : "plain"}
          type="button"
          aria-label="Close the flow"
          @click=${() => {
            this.dispatchEvent(new CustomEvent("detail-close"));
          }}
        >
          ${icon("close")}
        </button>
      </header>
      ${this.#facts(row)} ${tab === "packets" ? this.#packets(row) : this.#charts(row)}
    </section>`;
  }

  #tab(tab: "charts" | "packets", word: string, shown: string): TemplateResult {
    return html`<button
      type="button"
      aria-pressed=${tab === shown ? "true" : "false"}
      @click=${() => {
        this.tab = tab;
      }}
    >
      ${word}
    </button>`;
  }

  #facts(row: FlowRow): TemplateResult {
    const { owner, tcp, translated } = row;
    const found = findingsOf(this.findings, "flow", row.id);
    return html`<div class="facts">
      <span class="t2"
        ><b>${counted(row.packets, "packet")}</b>, ${bytes(row.bytes)} in
        ${span(Number(row.endNs - row.startNs))}${
          row.drops === 0 ? nothing : html`, <span class="bad">${icon("dropped")} ${counted(row.drops, "drop")}</span>`
        }</span
      >
      ${
        tcp === undefined
          ? nothing
          : html`<span class="t2"
              >${tcp.handshakeRttNs === undefined ? "no handshake seen" : html`handshake <b>${latency(tcp.handshakeRttNs)}</b>`},
              <b>${rate(tcp.throughputBps)}</b>${tcp.windowLimited ? html`, <span class="lost">limited by the receiver's window</span>` : nothing}</span
            >`
      }
      ${
        owner === undefined
          ? nothing
          : html`<span class="t2">owner <b>${owner.process ?? "process"} ${owner.pid}</b>, ${percent(owner.confidence, 1)} sure</span>`
      }
      <span class="links">
        ${
          translated === undefined
            ? nothing
            : this.#link(`flow #${count(translated)} on the other side of the translation`, () => {
                ask(this, "ui-go", { kind: "flow", index: translated });
              })
        }
        ${this.#link("show in packets", () => {
          ask(this, "ui-filter", `flow.id == ${row.id}`);
          ask(this, "ui-view", "packets");
        })}
      </span>
      ${found.length === 0 ? nothing : findingList(this, found, "")}
    </div>`;
  }

  #link(words: string, then: () => void): TemplateResult {
    return html`<button class="link" type="button" @click=${then}>${words}</button>`;
  }

  #packets(row: FlowRow): TemplateResult {
    return html`<hopscope-flow-packets
      .session=${this.session}
      .summary=${this.summary}
      .flow=${row}
      .zone=${this.values.zone}
      .times=${this.values.times}
      .rowHeight=${ROW_HEIGHT[this.values.density]}
    ></hopscope-flow-packets>`;
  }

  #charts(row: FlowRow): TemplateResult {
    if (!this.chartsHere) return html`<p class="facts" role="status">–</p>`;
    return html`<hopscope-flow-charts .session=${this.session} .summary=${this.summary} .flow=${row.id}></hopscope-flow-charts>`;
  }

  async #fetchCharts(): Promise<void> {
    try {
      await charts();
      this.chartsHere = true;
    } catch (e) {
      this.failed = `the charts could not be loaded: ${e instanceof Error ? e.message : String(e)}`;
    }
  }

  /** Findings take longer than a flow: they come when they are there. */
  async #conclude(summary: TraceSummary): Promise<void> {
    const findings = await this.session.findings().catch(() => []);
    if (summary === this.summary) this.findings = findings;
  }
}
