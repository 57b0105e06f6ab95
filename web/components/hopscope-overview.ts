import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { TraceSession } from "../app/session.js";
import type { Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import { verdict } from "../app/verdict.js";
import type { Atlas, Finding, TraceSummary } from "../core/api.js";
import type { Topology } from "../core/atlas.js";
import type { MachineClockFacts, OverviewFacts } from "../core/engine-api.js";
import { count, percent } from "../core/format.js";
import type { Store } from "../core/store.js";
import "./hopscope-activity.js";
import "./hopscope-answers.js";
import "./hopscope-counters.js";
import "./hopscope-findings.js";
import "./hopscope-machines.js";
import "./hopscope-path-classes.js";
import "./hopscope-overview-topology.js";
import "./hopscope-places.js";
import "./hopscope-problems.js";
import "./hopscope-triage.js";
import { shared } from "./shared-styles.js";

/** Enough for the widest strip to have a bar of its own for each slice. */
const SLICES = 240;

/** The answer first: one sentence, the figures under it, then the evidence. */
@customElement("hopscope-overview")
export class HopscopeOverview extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        padding: 12px;
      }

      .verdict {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        align-items: baseline;
        justify-content: space-between;
        margin: 2px 0 10px;
      }

      h1 {
        font-size: 20px;
        font-weight: 700;
        letter-spacing: -0.015em;
        line-height: 26px;
        overflow-wrap: anywhere;
      }

      .failed {
        margin-bottom: 10px;
        padding: 10px 12px;
        border: 1px solid var(--bad);
        border-radius: 8px;
        background: var(--badbg);
      }

      .columns {
        display: grid;
        grid-template-columns: clamp(330px, 26cqw, 406px) minmax(0, 1fr) minmax(0, 1.05fr);
        gap: 10px;
        align-items: start;
        margin-top: 10px;
      }

      .column {
        display: grid;
        gap: 10px;
        min-width: 0;
      }

      @container (max-width: 1279px) {
        .columns {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }

        .found {
          grid-area: 1 / 2;
        }

        .where {
          grid-column: 2;
        }

        .what {
          grid-row: 1 / 3;
        }
      }

      @container (max-width: 859px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }

        .found,
        .where,
        .what {
          grid-area: auto;
        }

        .found {
          order: -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) settings!: Store<Settings>;
  @property({ attribute: false }) summary!: TraceSummary;

  @state() private facts: OverviewFacts | undefined;
  @state() private findings: readonly Finding[] | undefined;
  @state() private atlas: Atlas | undefined;
  @state() private topology: Topology | undefined;
  @state() private machines: readonly MachineClockFacts[] = [];
  @state() private failed = "";
  #preferences: StoreController<Settings, Settings> | undefined;
  #finding: StoreController<TraceSession["state"]["value"], number> | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    this.#preferences ??= new StoreController(this, this.settings, (values) => values);
    this.#finding ??= new StoreController(this, this.session.state, ({ selection }) => (selection?.kind === "finding" ? selection.index : -1));
    if (changed.has("summary")) void this.#load(this.summary);
  }

  override render(): TemplateResult {
    const { summary, facts } = this;
    const decoded = summary.providers.reduce((sum, provider) => sum + provider.decoded, 0);
    const known = summary.providers.reduce((sum, provider) => sum + provider.events, 0);
    return html`<div class="verdict">
        <h1>${facts === undefined ? (this.failed === "" ? "–" : "The figures of this trace could not be read.") : verdict(summary, facts)}</h1>
        <small>from ${count(summary.events)} events, ${percent(decoded, known)} decoded</small>
      </div>
      ${this.failed === "" ? nothing : html`<p class="failed" role="alert">${this.failed}</p>`}
      <hopscope-counters .summary=${summary} .facts=${facts}></hopscope-counters>
      <div class="columns">
        <div class="column what">
          <hopscope-triage .product=${facts?.productName ?? ""} .summary=${summary} .zone=${this.#preferences?.value.zone ?? "utc"}></hopscope-triage>
          ${
            this.machines.length > 1
              ? html`<hopscope-machines
                  .session=${this.session}
                  .machines=${this.machines}
                  .zone=${this.#preferences?.value.zone ?? "utc"}
                ></hopscope-machines>`
              : nothing
          }
          ${summary.packets > 0 ? html`<hopscope-answers .summary=${summary}></hopscope-answers>` : nothing}
        </div>
        <div class="column found">
          ${summary.packets > 0 ? nothing : html`<hopscope-answers .summary=${summary}></hopscope-answers>`}
          <hopscope-findings .findings=${this.findings} .facts=${facts} .summary=${summary} .selected=${this.#finding?.value ?? -1}></hopscope-findings>
          <hopscope-problems .problems=${summary.problems}></hopscope-problems>
        </div>
        <div class="column where">
          ${summary.journeys > 0 ? html`<hopscope-path-classes .classes=${this.atlas?.pathClasses}></hopscope-path-classes>` : nothing}
          ${summary.journeys > 0 ? html`<hopscope-overview-topology .topology=${this.topology}></hopscope-overview-topology>` : nothing}
          ${facts === undefined ? nothing : html`<hopscope-activity .facts=${facts} .summary=${summary}></hopscope-activity>`}
          <hopscope-places .facts=${facts}></hopscope-places>
        </div>
      </div>`;
  }

  async #load(summary: TraceSummary): Promise<void> {
    this.facts = undefined;
    this.findings = undefined;
    this.atlas = undefined;
    this.topology = undefined;
    this.failed = "";
    try {
      const facts = await this.session.facts(SLICES);
      if (this.summary !== summary) return;
      this.facts = facts;
      this.machines = summary.sources.length > 1 ? await this.session.machines() : [];
      if (this.summary !== summary) return;
      // The figures first: findings and latencies take longer.
      const [findings, atlas, topology] = await Promise.all([this.session.findings(), this.session.atlas(), this.session.topology()]);
      if (this.summary !== summary) return;
      this.findings = findings;
      this.atlas = atlas;
      this.topology = topology;
    } catch (e) {
      if (this.summary === summary) this.failed = e instanceof Error ? e.message : String(e);
    }
  }
}
