import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TraceSummary, View } from "../core/api.js";
import type { OverviewFacts } from "../core/engine-api.js";
import { count, counted } from "../core/format.js";
import { barsPath } from "../render/bars.js";
import { icon, type IconName } from "./icons.js";
import { shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";

interface Counter {
  readonly label: string;
  /** Undefined while it is not known. */
  readonly value: number | undefined;
  readonly note: string;
  readonly mark?: { readonly icon: IconName; readonly tone: "bad" | "lost" };
  readonly times?: Uint32Array;
  readonly go?: () => void;
}

/** The figures of the whole trace, each leading to the rows it counts. */
@customElement("hopscope-counters")
export class HopscopeCounters extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
        overflow: hidden;
      }

      li {
        display: grid;
        grid-template: auto auto / auto minmax(0, 1fr);
        gap: 0 12px;
        align-items: end;
        min-height: 62px;
        padding: 8px 12px;
        box-shadow: -1px -1px 0 var(--line);
      }

      .label {
        display: flex;
        gap: 5px;
        align-items: center;
        white-space: nowrap;
      }

      .label .icon {
        width: 13px;
        height: 13px;
      }

      .figure,
      button.figure {
        justify-content: start;
        min-height: 26px;
        color: var(--t1);
        font-size: 20px;
        font-weight: 700;
        letter-spacing: -0.015em;
        line-height: 26px;
        white-space: nowrap;
      }

      .spark {
        justify-self: end;
        width: min(100%, 92px);
        height: 18px;
        fill: var(--data);
      }

      svg.spark {
        border-bottom: 1px solid var(--line2);
      }

      svg.bad {
        fill: var(--bad);
      }

      .note {
        justify-self: end;
        overflow: hidden;
        max-width: 100%;
        text-align: end;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .note.whole {
        grid-area: 1 / 2 / 3 / 3;
        white-space: normal;
      }

      .pending {
        width: 48px;
        height: 2px;
        margin-bottom: 8px;
        background: var(--data2);
      }
    `,
  ];

  @property({ attribute: false }) summary!: TraceSummary;
  @property({ attribute: false }) facts: OverviewFacts | undefined;

  override render(): TemplateResult {
    return html`<ul class="panel" aria-label="Figures of the trace">
      ${this.#counters().map((counter) => this.#counter(counter))}
    </ul>`;
  }

  #counter({ label, value, note, mark, times, go }: Counter): TemplateResult {
    const bad = mark?.tone === "bad" && value !== undefined && value > 0;
    const figure = value === undefined ? html`<span aria-label="not known yet">–<span class="pending"></span></span>` : count(value);
    return html`<li>
      <span class="label">${mark === undefined ? nothing : html`<span class=${value === 0 ? "t3" : mark.tone}>${icon(mark.icon)}</span>`}${label}</span>
      ${
        times === undefined
          ? nothing
          : html`<svg class=${bad ? "spark bad" : "spark"} viewBox="0 0 92 18" preserveAspectRatio="none" aria-hidden="true">
              <path d=${barsPath(times, 92, 17, 31)} />
            </svg>`
      }
      ${go === undefined || value === 0 ? html`<span class="figure">${figure}</span>` : html`<button class="link figure" type="button" aria-label=${`${label}: ${count(value ?? 0)}, show`} @click=${go}>${figure}</button>`}
      <small class=${times === undefined ? "note whole" : "note"} title=${note}>${note}</small>
    </li>`;
  }

  #counters(): readonly Counter[] {
    const { summary, facts } = this;
    const causes = facts?.dropCauses ?? [];
    const first = causes.length === 0 ? undefined : Math.min(...causes.map((cause) => cause.firstEvent));
    const reasons = new Set(causes.map((cause) => cause.reason)).size;
    const places = new Set(causes.map((cause) => cause.place.id)).size;
    const lossPlace = summary.problems.some((problem) => problem.code === "events-lost" || problem.code === "sequence-gap");
    const view = (to: View) => (): void => {
      ask(this, "ui-view", to);
    };
    const withTimes = (times: Uint32Array | undefined): Pick<Counter, "times"> => (times === undefined ? {} : { times });
    return [
      { label: "Journeys", value: summary.journeys, note: facts === undefined ? "" : endings(facts.journeys), go: view("journeys") },
      {
        label: "Packets",
        value: summary.packets,
        note: facts === undefined ? "" : summary.packets === 0 ? "none captured" : `at ${counted(facts.places.length, "place")}`,
        ...withTimes(facts?.packets),
        go: view("packets"),
      },
      { label: "Events", value: summary.events, note: counted(summary.providers.length, "provider"), ...withTimes(facts?.events), go: view("events") },
      {
        label: "Dropped",
        value: facts === undefined ? undefined : causes.reduce((sum, cause) => sum + cause.count, 0),
        note: causes.length === 0 ? "none recorded" : `${counted(reasons, "reason")}, ${counted(places, "place")}`,
        mark: { icon: "dropped", tone: "bad" },
        ...withTimes(facts?.drops),
        ...(first === undefined
          ? {}
          : {
              go: () => {
                ask(this, "ui-go", { kind: "event", index: first });
              },
            }),
      },
      {
        label: "Events lost",
        value: summary.eventsLost,
        note: summary.buffersLost > 0 ? `${counted(summary.buffersLost, "buffer")} lost` : lossPlace ? "see problems" : "no buffer lost",
        mark: { icon: "warning", tone: "lost" },
        go: view("events"),
      },
      {
        label: "Truncated",
        value: summary.truncatedPackets,
        note: summary.truncatedPackets > 0 ? "cut when captured" : summary.packets > 0 ? "all captured whole" : "no packets",
        mark: { icon: "lostSight", tone: "lost" },
        go: view("packets"),
      },
    ];
  }
}

/** `307 delivered, 272 sent, 2 dropped`: only what there is. */
function endings({ delivered, sent, dropped, lostSight }: OverviewFacts["journeys"]): string {
  const parts: readonly (readonly [number, string])[] = [
    [dropped, "dropped"],
    [lostSight, "lost sight"],
    [delivered, "delivered"],
    [sent, "sent"],
  ];
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${count(n)} ${word}`)
    .join(", ");
}
