import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { LaneWishes } from "../app/timeline/lane-groups.js";
import { parseTime } from "../app/timeline/time-input.js";
import { counted, type TimeZone } from "../core/format.js";
import type { TimeRange } from "../render/timeline/time-range.js";
import { icon } from "./icons.js";
import { rampStyles } from "./ramp-styles.js";
import { shared } from "./shared-styles.js";
import { legendStyles, timelineLegend } from "./timeline-legend.js";
import { durationText, type TimelineStage } from "./timeline-stage.js";

/**
 * The row above the lanes: what they show, what the marks mean, and the ways to move in time.
 *
 * @event lane-wish - detail: Partial<LaneWishes>
 * @event time-go - detail: nanoseconds since the start
 * @event measured-zoom - show the range that was measured
 * @event measured-forget
 */
@customElement("hopscope-timeline-tools")
export class HopscopeTimelineTools extends LitElement {
  static override styles = [
    shared,
    rampStyles,
    legendStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
        align-items: center;
        min-height: 36px;
        padding: 5px 12px;
        border-bottom: 1px solid var(--line);
        background: var(--panel);
      }

      .choice button:not(:first-child) {
        border-inline-start: 0;
      }

      .choice button:not(:first-child, :last-child) {
        border-radius: 0;
      }

      .end {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 6px;
        align-items: center;
        margin-inline-start: auto;
      }

      button {
        min-height: 24px;
        padding: 0 8px;
        white-space: nowrap;
      }

      button.plain {
        padding: 0 4px;
      }

      .flip .icon {
        transform: scaleX(-1);
      }

      input {
        width: 124px;
        min-height: 24px;
        padding: 0 8px;
        border: 1px solid var(--line3);
        border-radius: 6px;
        background: var(--panel);
        color: var(--t1);
        font: inherit;
      }

      input::placeholder {
        color: var(--t3);
        opacity: 1;
      }

      input[aria-invalid="true"] {
        border-color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) stage!: TimelineStage;
  @property({ attribute: false }) wishes!: LaneWishes;
  @property({ attribute: false }) measured: TimeRange | undefined;
  @property({ attribute: false }) startNs = 0n;
  @property() zone: TimeZone = "utc";

  /** What was typed is no time. */
  @state() private wrong = false;

  override render(): TemplateResult {
    const { mode, grouping, hidden } = this.wishes;
    const { stage } = this;
    return html`<h1 class="visually-hidden">Timeline</h1>
      <div class="choice" role="group" aria-label="What the lanes show">
        ${this.#choice("Lanes", mode === "lanes", { mode: "lanes" })}${this.#choice("Per CPU", mode === "cpus", { mode: "cpus" })}${this.#choice(
          "Rates",
          mode === "rates",
          { mode: "rates" },
        )}
      </div>
      <div class="choice" role="group" aria-label="Groups of lanes">
        ${this.#choice("By switch", grouping === "switch", { grouping: "switch" })}${this.#choice("By machine", grouping === "machine", { grouping: "machine" })}
      </div>
      ${timelineLegend()}
      <div class="end">
        ${this.measured === undefined ? nothing : this.#measuredPart(this.measured)}
        ${
          hidden.size === 0
            ? nothing
            : this.#button(`Show ${counted(hidden.size, "hidden lane")}`, () => {
                this.#emit("lane-wish", { hidden: new Set() });
              })
        }
        <input
          aria-label="Go to time"
          placeholder="go to +1.5 ms"
          title="A time since the start, +1.5 ms, or a time of day, 09:14:11.209"
          aria-invalid=${this.wrong ? "true" : "false"}
          spellcheck="false"
          @keydown=${this.#typed}
        />
        ${this.#tool(
          "Back",
          "[",
          () => {
            stage.travel(-1);
          },
          html`<span class="flip">${icon("right")}</span>`,
        )}
        ${this.#tool(
          "Forward",
          "]",
          () => {
            stage.travel(1);
          },
          icon("right"),
        )}
        ${this.#tool(
          "Zoom out",
          "S",
          () => {
            stage.zoom(1 / 0.6);
          },
          html`−`,
        )}
        ${this.#tool(
          "Zoom in",
          "W",
          () => {
            stage.zoom(0.6);
          },
          html`+`,
        )}
        ${this.#button(html`Fit <kbd>F</kbd>`, () => {
          stage.fit();
        })}
      </div>`;
  }

  #choice(word: string, pressed: boolean, wish: Partial<LaneWishes>): TemplateResult {
    return html`<button
      type="button"
      aria-pressed=${pressed ? "true" : "false"}
      @click=${() => {
        this.#emit("lane-wish", wish);
      }}
    >
      ${word}
    </button>`;
  }

  #button(content: TemplateResult | string, action: () => void): TemplateResult {
    return html`<button type="button" @click=${action}>${content}</button>`;
  }

  #tool(word: string, key: string, action: () => void, content: TemplateResult): TemplateResult {
    return html`<button class="plain" type="button" aria-label=${word} title=${`${word} (${key})`} @click=${action}>${content}</button>`;
  }

  #measuredPart(range: TimeRange): TemplateResult {
    return html`<small>${durationText(range.toNs - range.fromNs)} measured</small>
      ${this.#button(html`Zoom to it <kbd>Z</kbd>`, () => {
        this.#emit("measured-zoom", undefined);
      })}
      <button
        class="plain"
        type="button"
        aria-label="Forget the measured range"
        @click=${() => {
          this.#emit("measured-forget", undefined);
        }}
      >
        ${icon("close")}
      </button>`;
  }

  readonly #typed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    const { value } = event.currentTarget as HTMLInputElement;
    const offset = this.zone === "local" ? -new Date(Number(this.startNs / 1_000_000n)).getTimezoneOffset() * 60_000 : 0;
    const ns = parseTime(value, this.startNs, offset);
    this.wrong = ns === undefined;
    if (ns !== undefined) this.#emit("time-go", ns);
  };

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
