import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { shortProvider } from "../app/provider-label.js";
import type { TraceSummary } from "../core/api.js";
import { bytes, clock, count, counted, percent, span, traceSpanNs, type TimeZone } from "../core/format.js";
import { clockWord } from "./hopscope-top-bar.js";
import { icon } from "./icons.js";
import { overviewStyles } from "./overview-styles.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";
import { vars } from "./vars.js";

const SHOWN = 10;

/** What the trace is: system, clock, file, losses, and who wrote to it. */
@customElement("hopscope-triage")
export class HopscopeTriage extends LitElement {
  static override styles = [
    shared,
    overviewStyles,
    css`
      .providers {
        border-top: 1px solid var(--line);
        padding: 6px 0 4px;
      }

      caption {
        padding: 2px 12px 0;
        font-size: 13px;
        font-weight: 700;
        line-height: 20px;
        text-align: start;
      }
    `,
  ];

  @property({ attribute: false }) summary!: TraceSummary;
  /** What Windows calls itself, where the trace tells. */
  @property() product = "";
  @property() zone: TimeZone = "utc";
  @state() private all = false;

  override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="title">
      <header>
        <h2 id="title">Triage</h2>
        <small>whole trace</small>
      </header>
      <dl class="facts">${this.#facts()}</dl>
      <div class="providers">${this.#providers()}</div>
    </section>`;
  }

  #facts(): TemplateResult[] {
    const s = this.summary;
    const start = clock(s.startNs, this.zone);
    const end = clock(s.endNs, this.zone);
    const second = (time: string): string => time.slice(0, 8);
    const lost = s.eventsLost > 0 || s.buffersLost > 0;
    const shape = [s.closed ? "closed" : "never closed", s.circular ? "circular" : "not circular", ...(s.compressed ? ["compressed"] : [])].join(", ");
    return [
      row("System", this.product === "" ? `Windows ${s.osVersion}` : this.product, s.osBuild > 0 ? `build ${s.osBuild}` : ""),
      ...(s.computerName === undefined
        ? []
        : [row("Computer", s.computerName, s.bootNs === undefined ? "" : `booted ${span(Number(s.startNs - s.bootNs))} before`)]),
      row("Duration", span(traceSpanNs(s)), `${second(start.time)} to ${second(end.time)}${this.zone === "utc" ? " UTC" : ""}`),
      row("CPUs", `${s.cpuCount}, ${s.pointerSize * 8}-bit`, ""),
      row("Logger", s.loggerName === "" ? "not named" : s.loggerName, clockWord(s.clock)),
      row("File", `${bytes(s.sizeBytes)}, ${counted(s.buffers, "buffer")}`, shape),
      ...(s.logFileName === "" ? [] : [row("Written to", s.logFileName, "")]),
      row(
        "Losses",
        lost
          ? html`<span class="lost">${icon("warning")} ${counted(s.eventsLost, "event")}, ${counted(s.buffersLost, "buffer")}</span>`
          : html`<span><span class="ok">${icon("delivered")}</span>none recorded</span>`,
        "",
      ),
      this.#decoding(),
    ];
  }

  #decoding(): TemplateResult {
    const { providers } = this.summary;
    const missing = providers.reduce((sum, { events, decoded }) => sum + events - decoded, 0);
    if (missing === 0) return row("Decoded", "all events", "");
    const schemas = html`<button
      class="link"
      type="button"
      @click=${() => {
        ask(this, "ui-schemas", undefined);
      }}
    >
      Schemas
    </button>`;
    return row("Not decodable", html`<span class="lost">${counted(missing, "event")}</span> ${schemas}`, "");
  }

  #providers(): TemplateResult {
    const sorted = [...this.summary.providers].sort((a, b) => b.events - a.events);
    const most = sorted[0]?.events ?? 1;
    const shown = this.all ? sorted : sorted.slice(0, SHOWN);
    return html`<table>
        <caption>
          Providers
        </caption>
        <thead>
          <tr>
            <th scope="col">name</th>
            <th scope="col"><span class="visually-hidden">share</span></th>
            <th scope="col" class="num">events</th>
            <th scope="col" class="num">decoded</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (provider) =>
              html`<tr>
                <th scope="row" class="name" title=${provider.name === undefined ? provider.guid : `${provider.name} ${provider.guid}`}>
                  ${provider.name === undefined ? html`<span class="mono t2">${provider.guid.slice(0, 8)}…</span>` : shortProvider(provider.name)}
                </th>
                <td>
                  <span class="bar"><span ${vars({ "--share": `${(provider.events / most) * 100}%` })}></span></span>
                </td>
                <td class="num">
                  <button
                    class="link"
                    type="button"
                    aria-label=${`${counted(provider.events, "event")} of ${provider.name ?? provider.guid}, show events`}
                    @click=${this.#events}
                  >
                    ${count(provider.events)}
                  </button>
                </td>
                <td class=${provider.decoded < provider.events ? "num lost" : "num t2"}>${percent(provider.decoded, provider.events)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        sorted.length > SHOWN
          ? html`<div class="more">
              <button
                class="link"
                type="button"
                aria-expanded=${this.all ? "true" : "false"}
                @click=${() => {
                  this.all = !this.all;
                }}
              >
                ${this.all ? "Show fewer" : `Show all ${count(sorted.length)}`}
              </button>
            </div>`
          : nothing
      }`;
  }

  readonly #events = (): void => {
    ask(this, "ui-view", "events");
  };
}

function row(label: string, value: unknown, note: string): TemplateResult {
  return html`<dt>${label}</dt>
    <dd><span>${value}</span>${note === "" ? nothing : html`<span>${note}</span>`}</dd>`;
}
