import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { CLASS_WORDS, joinedText, journeySentence, longestHop, longestHopText, placesOf, sightEnds } from "../app/journey-text.js";
import type { JourneyRow } from "../core/api.js";
import { NARROW, count, counted, latency, type TimeZone } from "../core/format.js";
import type { LadderCard } from "../render/ladder-cards.js";
import { ladderSvg } from "../render/ladder-svg.js";
import { layoutLadder, MOST_DRAWN, type Ladder, type LadderMark, type LadderScale } from "../render/ladder.js";
import "./hopscope-journey-drop.js";
import { ladderStyles } from "./hopscope-ladder.styles.js";
import "./hopscope-steps.js";
import { icon, placeClass, placeGlyph, placeKindWords } from "./icons.js";
import { JourneyTimes } from "./journey-times.js";
import { ladderPicture, ladderPictureStyles } from "./ladder-picture.js";
import { outcomeLabel } from "./outcome-label.js";
import { savePng, saveSvg } from "./save-picture.js";
import { rampStyles } from "./ramp-styles.js";
import { placeColours, shared } from "./shared-styles.js";
import { vars } from "./vars.js";

const GUTTER = 152;
const SCROLL_BAR = 16;
/** Least width of the panel that says why a packet was dropped, and the width from which on it stands beside the ladder. */
const ASIDE_PX = 320;
const BESIDE_PX = 800;

/**
 * One journey as a ladder: places side by side, time downwards, and the same as a table.
 *
 * @event sighting-select - detail: position of the sighting
 * @event ladder-leave - Escape was pressed
 */
@customElement("hopscope-ladder")
export class HopscopeLadder extends LitElement {
  static override styles = [shared, placeColours, rampStyles, ladderPictureStyles, ladderStyles];

  @property({ attribute: false }) row!: JourneyRow;
  @property() zone: TimeZone = "utc";
  /** Position of the selected sighting, -1 for none. */
  @property({ type: Number }) selected = -1;

  @state() private text = false;
  @state() private scale: LadderScale = "even";
  @state() private widthPx = 0;
  @query(".body") private body!: HTMLElement | null;
  @query(".scroll") private scroller!: HTMLElement | null;
  @query(".sightings") private list!: HTMLElement | null;

  #laid: { readonly row: JourneyRow; readonly width: number; readonly scale: LadderScale; readonly ladder: Ladder } | undefined;
  readonly #sizes = new ResizeObserver(() => {
    // not clientWidth: a scroll bar that comes and goes must not change what makes it come and go
    this.widthPx = Math.floor(this.body?.getBoundingClientRect().width ?? 0);
  });

  override focus(): void {
    this.list?.focus();
    if (this.selected < 0) this.#choose(0);
  }

  override firstUpdated(): void {
    if (this.body !== null) this.#sizes.observe(this.body);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("row")) this.scroller?.scrollTo(0, 0);
    if (changed.has("selected") && this.selected >= 0) this.renderRoot.querySelector(".sighting.at")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  override render(): TemplateResult {
    const { row } = this;
    const dropped = row.drop !== undefined;
    const beside = dropped && this.widthPx >= BESIDE_PX ? ASIDE_PX : 0;
    const ladder = this.#layout(row, this.widthPx - GUTTER - SCROLL_BAR - beside);
    return html`${this.#top(row)}
      <div
        class=${dropped && !this.text ? "body with" : "body"}
        ${vars({ "--gutter": `${GUTTER}px`, "--stage": `${GUTTER + ladder.width}px`, "--scroll-bar": `${SCROLL_BAR}px` })}
      >
        ${
          this.text
            ? html`<hopscope-steps .row=${row} .zone=${this.zone} .selected=${this.selected} @sighting-select=${this.#stepChosen}></hopscope-steps>`
            : html`<div class="scroll">${this.widthPx === 0 ? nothing : this.#stage(row, ladder)}</div>`
        }
        ${dropped && !this.text ? html`<hopscope-journey-drop .row=${row}></hopscope-journey-drop>` : nothing}
      </div>`;
  }

  /** Selecting a sighting draws again, but moves nothing. */
  #layout(row: JourneyRow, width: number): Ladder {
    const { scale } = this;
    if (this.#laid?.row !== row || this.#laid.width !== width || this.#laid.scale !== scale)
      this.#laid = { row, width, scale, ladder: layoutLadder(row, width, scale) };
    return this.#laid.ladder;
  }

  #top(row: JourneyRow): TemplateResult {
    const longest = longestHop(row);
    const [unit = "", ...rest] = latency(row.latencyNs).split(NARROW).reverse();
    const ends = sightEnds(row);
    return html`<div class="top">
      <div class="head-line">
        <div class="line">
          <h2>#${count(row.id)}</h2>
          ${outcomeLabel(row.outcome)} <span>${CLASS_WORDS[row.pathClass]}</span>
          <small>${counted(row.sightings.length, "sighting")} at ${counted(placesOf(row), "place")}</small>
          ${longest === undefined ? nothing : html`<span class="t2">longest hop ${longestHopText(longest)}</span>`}
        </div>
        <span class="figure">${rest.reverse().join(NARROW)}<small>${NARROW}${unit}</small></span>
      </div>
      <div class="line">
        <span class="mono summary" title=${row.summary}>${row.summary}</span>
        <div class="choices">
          <div class="choice" role="group" aria-label="Show the journey as">
            ${this.#choice("Ladder", !this.text, () => (this.text = false))} ${this.#choice("Steps as text", this.text, () => (this.text = true))}
          </div>
          ${
            this.text
              ? nothing
              : html`<div class="choice" role="group" aria-label="Distance of the rows">
                    ${this.#choice("Even", this.scale === "even", () => (this.scale = "even"))}
                    ${this.#choice("Time to scale", this.scale === "time", () => (this.scale = "time"))}
                  </div>
                  <div class="choice" role="group" aria-label="Save the picture as">
                    <button type="button" title="Save the picture as SVG" @click=${this.#saveSvg}>SVG</button>
                    <button type="button" title="Save the picture as PNG" @click=${this.#savePng}>PNG</button>
                  </div>`
          }
        </div>
      </div>
      ${ends === undefined ? nothing : html`<p class="ends">${icon("lostSight")}${ends}</p>`}
    </div>`;
  }

  #choice(word: string, on: boolean, then: () => unknown): TemplateResult {
    return html`<button type="button" aria-pressed=${on ? "true" : "false"} @click=${then}>${word}</button>`;
  }

  #stage(row: JourneyRow, ladder: Ladder): TemplateResult {
    const times = new JourneyTimes(row, this.zone);
    const rest = row.sightings.length - MOST_DRAWN;
    const translated = new Set(ladder.cards.map(({ index }) => index).filter((index) => translatorOf(row, index) !== undefined));
    return html`<div class="stage">
        ${this.#heads(ladder, times)}
        <div class="plot" ${vars({ "--h": `${ladder.height}px` })}>
          <div
            class="sightings"
            role="listbox"
            tabindex="0"
            aria-label=${`Sightings of journey ${row.id}`}
            aria-activedescendant=${this.selected >= 0 && this.selected < ladder.marks.length ? `sighting-${this.selected}` : nothing}
            @keydown=${this.#onKey}
          >
            ${ladder.marks.map((mark, i) => this.#sighting(mark, i, times))}
          </div>
          ${this.#times(ladder, times)}
          <svg class="picture" role="img" aria-label=${journeySentence(row)} width=${ladder.width} height=${ladder.height}>
            ${ladderPicture(ladder, this.selected, translated)}
          </svg>
          ${ladder.cards.map((card) => this.#card(row, card))}
        </div>
      </div>
      <p class="foot">${rest > 0 ? html`${count(rest)} more sightings are not drawn: “Steps as text” goes on. ` : nothing}${joinedText(row)}</p>`;
  }

  #heads(ladder: Ladder, times: JourneyTimes): TemplateResult {
    return html`<div class="heads">
      <div class="corner"><span>${times.second}</span><span>${times.unit}</span></div>
      ${ladder.groups.map(
        (group) =>
          html`<div class="group" title=${`switch ${group.switch.name}`} ${vars({ "--x": `${group.from}px`, "--w": `${group.to - group.from}px` })}>
            ${placeGlyph(group.switch.kind)}<span>${group.switch.name}</span>
          </div>`,
      )}
      ${ladder.columns.map(
        ({ place, x }) =>
          html`<div
            class=${`head ${placeClass(place.kind)}`}
            title=${`${place.name} (${placeKindWords(place.kind)})`}
            ${vars({ "--x": `${x - ladder.columnWidth / 2}px`, "--w": `${ladder.columnWidth}px` })}
          >
            ${placeGlyph(place.kind)}<strong>${place.name}</strong><small>${placeKindWords(place.kind)}</small>
          </div>`,
      )}
    </div>`;
  }

  #sighting({ sighting, top, bottom }: LadderMark, i: number, times: JourneyTimes): TemplateResult {
    const since = times.sinceWithUnit(sighting.timeNs);
    const nbl = sighting.nbl === undefined ? "" : `, NBL ${sighting.nbl}`;
    return html`<div
      class=${i === Math.max(0, this.selected) ? "sighting at" : "sighting"}
      id=${`sighting-${i}`}
      role="option"
      aria-selected=${i === this.selected ? "true" : "false"}
      aria-label=${`${since}: ${sighting.kind} at ${sighting.place.name}, hop ${latency(sighting.latencyFromPreviousNs)}${nbl}`}
      @click=${() => {
        this.#choose(i);
      }}
      ${vars({ "--y": `${top}px`, "--h": `${bottom - top}px` })}
    ></div>`;
  }

  /** The column that stays in sight while places are scrolled sideways. */
  #times(ladder: Ladder, times: JourneyTimes): TemplateResult {
    const chosen = ladder.marks[this.selected];
    return html`<div class="times" aria-hidden="true">
      ${chosen === undefined ? nothing : html`<div class="chosen" ${vars({ "--y": `${chosen.top}px`, "--h": `${chosen.bottom - chosen.top}px` })}></div>`}
      ${ladder.marks.map(({ sighting, timed, y }) =>
        timed
          ? html`<div class="when" ${vars({ "--y": `${y}px` })}>
              <span class="mono t2">${times.ofDay(sighting.timeNs)}</span
              ><span class=${sighting.kind === "dropped" ? "bad" : ""}>${times.since(sighting.timeNs)}</span>
            </div>`
          : nothing,
      )}
    </div>`;
  }

  #card(row: JourneyRow, card: LadderCard): TemplateResult {
    const all = row.sightings[card.index]?.changes.length ?? card.changes.length;
    const translator = translatorOf(row, card.index);
    return html`<div
      class=${translator === undefined ? "card plain" : "card"}
      ${vars({ "--x": `${card.x}px`, "--y": `${card.y}px`, "--w": `${card.width}px` })}
    >
      <h3>
        <span>${translator === undefined ? `Changed before ${row.sightings[card.index]?.place.name ?? ""}` : html`Changed at ${translator}`}</span>
        <small>${counted(all, "field")}</small>
      </h3>
      <dl>
        ${card.changes.map(
          ({ field, from, to }) =>
            html`<dt>${field}</dt>
              <dd class="was">${from || "none"}</dd>
              <dd>→</dd>
              <dd>${/addr|src|dst|port|vlan/.test(field) ? html`<strong>${to || "none"}</strong>` : to || "none"}</dd>`,
        )}
      </dl>
      ${card.more > 0 ? html`<small>${counted(card.more, "more field")}, see the steps as text</small>` : nothing}
    </div>`;
  }

  readonly #saveSvg = (): void => {
    saveSvg(ladderSvg(this.row, journeySentence(this.row), this.scale), `journey-${this.row.id}.svg`);
  };

  readonly #savePng = (): void => {
    const name = `journey-${this.row.id}`;
    const markup = ladderSvg(this.row, journeySentence(this.row), this.scale);
    // What cannot be drawn in pixels can still be saved.
    savePng(markup, `${name}.png`).catch(() => {
      saveSvg(markup, `${name}.svg`);
    });
  };

  readonly #stepChosen = (event: CustomEvent<number>): void => {
    this.#choose(event.detail);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent("ladder-leave"));
      return;
    }
    const last = Math.min(MOST_DRAWN, this.row.sightings.length) - 1;
    const to = ({ ArrowDown: this.selected + 1, ArrowUp: Math.max(0, this.selected - 1), Home: 0, End: last, Enter: Math.max(0, this.selected) } as const)[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    this.#choose(Math.min(last, to));
  };

  #choose(index: number): void {
    if (index !== this.selected) this.dispatchEvent(new CustomEvent("sighting-select", { detail: index }));
  }
}

/** The place that translated between the previous captured frame and this one. */
function translatorOf(row: JourneyRow, index: number): string | undefined {
  for (let i = index; i > 0; i--) {
    const sighting = row.sightings[i];
    if (sighting?.kind === "translated" || sighting?.kind === "forwarded") return sighting.place.name;
    if (i < index && sighting?.kind === "frame") return undefined;
  }
  return undefined;
}
