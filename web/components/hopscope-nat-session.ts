import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { endWords, lifeWords, sessionExpression, STATE_WORDS } from "../app/nat-text.js";
import { NewestWish } from "../app/newest-wish.js";
import type { TraceSession } from "../app/session.js";
import type { Finding, NatSessionRow, TraceSummary } from "../core/api.js";
import { clock, count, counted, step, type TimeZone } from "../core/format.js";
import type { NatDetail } from "../core/nat-flow.js";
import { lifeBar, type LifeBar } from "../render/life-bar.js";
import { findingsOf } from "../app/findings-of.js";
import { findingList } from "./finding-list.js";
import { icon } from "./icons.js";
import { lifeBarPicture } from "./life-bar.js";
import { outcomeLabel } from "./outcome-label.js";
import { sessionViewStyles } from "./session-views.styles.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";
import { vars } from "./vars.js";

/** Steps that are listed before "show all". */
const STEPS = 60;
const OUTCOMES = ["delivered", "sent", "dropped", "lost-sight"] as const;

/**
 * One NAT session: its life, step by step, and what became of its packets.
 *
 * @event detail-close - it is to be closed
 */
@customElement("hopscope-nat-session")
export class HopscopeNatSession extends LitElement {
  static override styles = [
    shared,
    placeColours,
    sessionViewStyles,
    css`
      :host {
        display: block;
        min-height: 0;
      }

      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr) minmax(0, 1fr);
        gap: 10px 24px;
        padding: 10px 12px;
      }

      .bar {
        position: relative;
        height: 24px;
        margin-bottom: 4px;
      }

      .bar span {
        position: absolute;
        inset-block-start: 3px;
        inset-inline-start: var(--from);
        max-width: var(--room);
        padding-inline: 9px;
        overflow: hidden;
        color: var(--t1);
        font-size: 11.5px;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .ends {
        display: flex;
        justify-content: space-between;
        margin-bottom: 8px;
      }

      h3 {
        margin-bottom: 4px;
      }

      .life td:last-child {
        white-space: normal;
      }

      .outcome .icon {
        margin-inline-end: 6px;
      }

      @container (max-width: 1099px) {
        .parts {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }

        .life {
          grid-column: 1 / 3;
        }
      }

      @container (max-width: 639px) {
        .parts {
          grid-template-columns: minmax(0, 1fr);
        }

        .life {
          grid-column: 1;
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) summary!: TraceSummary;
  @property() zone: TimeZone = "utc";
  @property({ type: Number }) index = -1;

  @state() private detail: NatDetail | undefined;
  @state() private findings: readonly Finding[] = [];
  @state() private failed = "";
  @state() private whole = false;

  readonly #wish = new NewestWish();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("summary") || changed.has("session")) void this.#conclude(this.summary);
    if (!changed.has("index") && !changed.has("summary")) return;
    const { session, index } = this;
    this.whole = false;
    void this.#wish.run(
      () => session.natDetail(index),
      (detail) => {
        this.detail = detail;
        this.failed = "";
      },
      (why) => {
        this.failed = why;
      },
    );
  }

  override render(): TemplateResult {
    const { detail, failed } = this;
    if (failed !== "") return html`<div class="detail"><p class="failed" role="alert">The session could not be read: ${failed}</p></div>`;
    if (detail === undefined) return html`<div class="detail"><p class="parts" role="status">–</p></div>`;
    const { row } = detail;
    return html`<section class="detail" tabindex="0" aria-label=${`NAT session ${detail.index}`}>
      <header>
        <h2>NAT session #${count(detail.index)}</h2>
        <span>${row.protocol.toUpperCase()}${row.compartment === undefined ? "" : `, compartment ${row.compartment}`}</span>
        <span class="mono">${row.internalSource} → ${row.externalSource}</span>
        <small>to</small><span class="mono">${row.externalDestination}</span>
        <button
          class="plain end"
          type="button"
          aria-label="Close the session"
          @click=${() => {
            this.dispatchEvent(new CustomEvent("detail-close"));
          }}
        >
          ${icon("close")}
        </button>
      </header>
      <div class="parts">
        ${this.#life(row)} ${this.#packets(detail)}
        <div>
          <h3>Findings</h3>
          ${findingList(this, findingsOf(this.findings, "natSession", detail.index), "Nothing was concluded about this session.")}
        </div>
      </div>
    </section>`;
  }

  #life(row: NatSessionRow): TemplateResult {
    const { summary } = this;
    const from = row.createdNs ?? summary.startNs;
    const to = row.endedNs ?? summary.endNs;
    const bar = lifeBar(row, from, to);
    const states = this.whole ? row.states : row.states.slice(0, STEPS);
    return html`<div class="life">
      <h3>Life</h3>
      <div class="bar">${lifeBarPicture(bar, lifeWords(row, summary))}${partWords(bar)}</div>
      <small class="ends">
        <span>${row.createdNs === undefined ? "began before the trace" : "created"}</span>
        <span>${row.endedNs === undefined ? "alive at the end of the trace" : endWords(row)}</span>
      </small>
      <table aria-label="Steps of the session">
        <thead>
          <tr>
            <th scope="col">time</th>
            <th scope="col" class="num">after</th>
            <th scope="col">step</th>
            <th scope="col" class="num">lifetime</th>
            <th scope="col">TCP state</th>
          </tr>
        </thead>
        <tbody>
          ${states.map(
            (one, i) =>
              html`<tr>
                <td class="mono">${clock(one.timeNs, this.zone).time}</td>
                <td class="num t2">${step(one.timeNs, row.states[i - 1]?.timeNs)}</td>
                <td class=${one.event === "timed-out" ? "lost" : ""}>${STATE_WORDS[one.event]}</td>
                <td class="num">${one.lifetimeSeconds === undefined ? "" : `${one.lifetimeSeconds} s`}</td>
                <td>${one.tcpState ?? ""}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        states.length === row.states.length
          ? nothing
          : html`<button
              class="link"
              type="button"
              @click=${() => {
                this.whole = true;
              }}
            >
              Show all ${count(row.states.length)} steps
            </button>`
      }
    </div>`;
  }

  #packets({ row, journeys, firstJourneys, drops, flow }: NatDetail): TemplateResult {
    const total = OUTCOMES.reduce((sum, outcome) => sum + journeys[outcome], 0);
    return html`<div>
      <h3>Journeys</h3>
      ${
        total === 0
          ? html`<p class="t2">No packet of this session was followed.</p>`
          : html`<p>
                ${counted(total, "journey")} of ${counted(row.packets, "packet")} that WinNat told of
                <button
                  class="link"
                  type="button"
                  @click=${() => {
                    ask(this, "ui-filter", sessionExpression(row));
                    ask(this, "ui-view", "journeys");
                  }}
                >
                  show in journeys
                </button>
              </p>
              <table aria-label="Journeys by outcome">
                <tbody>
                  ${OUTCOMES.filter((outcome) => journeys[outcome] > 0).map(
                    (outcome) =>
                      html`<tr>
                        <th scope="row">${outcomeLabel(outcome)}</th>
                        <td class="num">${count(journeys[outcome])}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
              <p class="links">
                ${firstJourneys.map((journey) => this.#go("journey", journey))}${total > firstJourneys.length ? html`<small>…</small>` : nothing}
              </p>
              ${flow === undefined ? nothing : html`<p class="links">${this.#go("flow", flow)}</p>`}`
      }
      ${
        drops.length === 0
          ? nothing
          : html`<h3>Drops by reason</h3>
              <table>
                <tbody>
                  ${drops.map(
                    (drop) =>
                      html`<tr>
                        <th scope="row" class="bad">${icon("dropped")} ${drop.reason}${drop.location === undefined ? "" : ` at ${drop.location}`}</th>
                        <td class="num">${count(drop.count)}</td>
                        <td>${this.#go("journey", drop.firstJourney)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
      }
    </div>`;
  }

  #go(kind: "journey" | "flow", index: number): TemplateResult {
    return html`<button
      class="link"
      type="button"
      @click=${() => {
        ask(this, "ui-go", { kind, index });
      }}
    >
      ${kind} #${count(index)}
    </button>`;
  }

  /** Findings take longer than a session: they come when they are there. */
  async #conclude(summary: TraceSummary): Promise<void> {
    const findings = await this.session.findings().catch(() => []);
    if (summary === this.summary) this.findings = findings;
  }
}

/** "life 6 s" and "life 120 s, Established" over the parts of the bar that have room for it. */
function partWords({ parts }: LifeBar): readonly TemplateResult[] {
  return parts
    .filter((part) => part.lifetimeSeconds > 0 && part.to - part.from > 0.15)
    .map(
      (part) =>
        html`<span ${vars({ "--from": `${part.from * 100}%`, "--room": `${(part.to - part.from) * 100}%` })} aria-hidden="true"
          >life ${part.lifetimeSeconds} s${part.tcpState === undefined ? "" : `, ${part.tcpState}`}</span
        >`,
    );
}
