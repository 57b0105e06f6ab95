import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { filterProblem, termOf } from "../app/filter-terms.js";
import type { LaneEntry } from "../app/timeline/lane-groups.js";
import { count } from "../core/format.js";
import { ROW_PX } from "../render/timeline/lane-layout.js";
import { icon, placeClass, placeGlyph, placeKindWords } from "./icons.js";
import { placeColours, shared } from "./shared-styles.js";
import { ask } from "./ui-events.js";
import { vars } from "./vars.js";

export interface LaneMove {
  readonly key: string;
  readonly by: number;
}

type LaneRow = Extract<LaneEntry, { kind: "lane" }>;

/**
 * The names of the lanes beside the picture: groups that fold, lanes that can be hidden and put in another order.
 *
 * @event lane-fold - detail: key of a group
 * @event lane-hide - detail: key of a lane
 * @event lane-move - detail: LaneMove
 * @event lane-add - detail: the filter of events that get a lane
 */
@customElement("hopscope-lane-gutter")
export class HopscopeLaneGutter extends LitElement {
  static override styles = [
    shared,
    placeColours,
    css`
      :host {
        display: block;
        border-inline-end: 1px solid var(--line);
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        position: relative;
        display: flex;
        align-items: stretch;
        height: var(--h);
        box-shadow: inset 0 -1px var(--line);
      }

      .group {
        background: var(--raised);
      }

      li > button.name {
        flex: 1;
        justify-content: start;
        min-width: 0;
        min-height: 0;
        padding: 0 10px 0 8px;
        border: 0;
        border-radius: 0;
        background: none;
        text-align: start;
      }

      .group button.name {
        font-weight: 700;
      }

      li:hover,
      li:focus-within {
        background: var(--hover);
      }

      .group .icon {
        width: 13px;
        height: 13px;
        color: var(--t3);
      }

      .lane button.name {
        display: grid;
        grid-template: auto auto / 3px 18px minmax(0, 1fr) auto;
        gap: 0 6px;
        align-content: center;
        align-items: center;
        line-height: 13px;
      }

      .bar {
        grid-row: 1 / -1;
        align-self: center;
        width: 3px;
        height: calc(var(--h) - 9px);
        border-radius: 1px;
        background: currentcolor;
        forced-color-adjust: none;
      }

      .glyph {
        grid-row: 1 / -1;
      }

      .lane .icon {
        width: 15px;
        height: 15px;
      }

      .title,
      .note {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .note,
      .count {
        color: var(--t3);
        font-size: 11px;
        font-weight: 400;
      }

      .lane .note {
        grid-column: 3 / -1;
      }

      .hide {
        position: absolute;
        inset-block: 2px;
        inset-inline-end: 2px;
        opacity: 0;
      }

      li:hover .hide,
      .hide:focus-visible {
        background: var(--raised);
        opacity: 1;
      }

      li.add {
        height: 31px;
        border: 0;
      }

      .add input {
        flex: 1;
        min-width: 0;
        padding: 0 12px;
        border: 0;
        background: none;
        color: var(--t1);
        font: inherit;
        font-size: 11.5px;
      }

      .add input::placeholder {
        color: var(--t3);
        opacity: 1;
      }

      .add input[aria-invalid="true"] {
        box-shadow: inset 0 0 0 1px var(--bad);
      }

      .dragged {
        opacity: 0.5;
      }
    `,
  ];

  @property({ attribute: false }) entries: readonly LaneEntry[] = [];

  /** Why what was typed is no filter. */
  @state() private wrong = "";

  override render(): TemplateResult {
    return html`<ul aria-label="Lanes">
      ${this.entries.map((entry) => this.#entry(entry))}
      <li class="add">
        <input
          aria-label="Lane for events that fit a filter"
          placeholder="+ lane: events that fit a filter"
          title=${this.wrong}
          aria-invalid=${this.wrong === "" ? "false" : "true"}
          spellcheck="false"
          autocomplete="off"
          @keydown=${this.#typed}
        />
      </li>
    </ul>`;
  }

  #entry(entry: LaneEntry): TemplateResult {
    if (entry.kind === "group") {
      const height = entry.content === undefined ? ROW_PX.group : ROW_PX.lane;
      return html`<li class="group" ${vars({ "--h": `${height}px` })}>
        <button
          class="name"
          type="button"
          aria-expanded=${entry.folded ? "false" : "true"}
          @click=${() => {
            this.#emit("lane-fold", entry.key);
          }}
        >
          ${icon(entry.folded ? "right" : "down")}<span class="title">${entry.title}</span
          ><span class="note">${entry.folded ? `${entry.lanes} lanes` : entry.note}</span>
        </button>
      </li>`;
    }
    if (entry.kind === "events") {
      return html`<li class="lane" ${vars({ "--h": `${ROW_PX.lane}px` })}>
        <button class="name" type="button" title=${entry.title}>
          <span class="bar t3"></span><span class="glyph">${icon("events")}</span><span class="title">${entry.title}</span>
        </button>
        ${this.#hide(entry.key, entry.title, entry.removable ? "Remove" : "Hide")}
      </li>`;
    }
    return this.#lane(entry);
  }

  #lane(entry: LaneRow): TemplateResult {
    const { place, key } = entry;
    const words = place.name.startsWith("CPU ") ? "processor" : placeKindWords(place.kind);
    return html`<li class="lane" ${vars({ "--h": `${entry.nat ? ROW_PX.nat : ROW_PX.lane}px` })}>
      <button
        class="name"
        type="button"
        title=${`${place.name} (${words}). Alt and arrow keys, or dragging, move it; Delete hides it; the right button offers filters.`}
        @keydown=${(event: KeyboardEvent) => {
          this.#onKey(event, key);
        }}
        @pointerdown=${(event: PointerEvent) => {
          this.#grab(event, entry);
        }}
        @contextmenu=${(event: MouseEvent) => {
          this.#menu(event, entry);
        }}
      >
        <span class=${`bar ${placeClass(place.kind)}`}></span><span class="glyph">${placeGlyph(place.kind)}</span>
        <span class="title">${place.name}<span class="visually-hidden">, ${words}</span></span>
        <span class="count">${shortCount(entry.sightings)}</span>
        ${entry.note === "" ? nothing : html`<span class="note">${entry.note}</span>`}
      </button>
      ${this.#hide(key, place.name, "Hide")}
    </li>`;
  }

  readonly #typed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    const field = event.currentTarget as HTMLInputElement;
    const filter = field.value.trim();
    this.wrong = filter === "" ? "" : (filterProblem(filter)?.message ?? "");
    if (filter === "" || this.wrong !== "") return;
    field.value = "";
    this.#emit("lane-add", filter);
  };

  #hide(key: string, name: string, verb: string): TemplateResult {
    return html`<button
      class="plain hide"
      type="button"
      title=${`${verb} lane`}
      aria-label=${`${verb} lane ${name}`}
      @click=${() => {
        this.#emit("lane-hide", key);
      }}
    >
      ${icon("close")}
    </button>`;
  }

  #onKey(event: KeyboardEvent, key: string): void {
    const by = event.altKey ? ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key] : undefined;
    if (by !== undefined) this.#emit("lane-move", { key, by });
    else if (event.key === "Delete") this.#emit("lane-hide", key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Past the middle of a neighbour the lane takes its place. */
  #grab(event: PointerEvent, entry: LaneRow): void {
    if (event.button !== 0) return;
    const button = event.currentTarget as HTMLElement;
    const height = entry.nat ? ROW_PX.nat : ROW_PX.lane;
    let from = event.clientY;
    const move = (at: PointerEvent): void => {
      const by = Math.trunc((at.clientY - from) / (height * 0.75));
      if (by === 0) return;
      from += by * height;
      button.classList.add("dragged");
      this.#emit("lane-move", { key: entry.key, by });
    };
    const stop = (): void => {
      removeEventListener("pointermove", move);
      button.classList.remove("dragged");
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop, { once: true });
    addEventListener("pointercancel", stop, { once: true });
  }

  #menu(event: MouseEvent, { place }: LaneRow): void {
    event.preventDefault();
    const values = [{ label: "place", term: termOf("place.name", place.name), text: place.name }];
    ask(this, "ui-value-menu", { values, at: 0, x: event.clientX, y: event.clientY, from: event.currentTarget as HTMLElement });
  }

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** `1.21 M`, `612 k`, `412` */
function shortCount(n: number): string {
  if (n < 10_000) return count(n);
  return n < 999_500 ? `${(n / 1000).toFixed(n < 100_000 ? 1 : 0)} k` : `${(n / 1e6).toFixed(2)} M`;
}
