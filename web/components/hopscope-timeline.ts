import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { persistently } from "../app/filtered-rows.js";
import { journeySentence, longestHop, longestHopText } from "../app/journey-text.js";
import { recall, remember } from "../app/local-memory.js";
import type { TraceSession } from "../app/session.js";
import type { Settings } from "../app/settings.js";
import { StoreController } from "../app/store-controller.js";
import { laneEntries, movedLane, type LaneEntry, type LaneWishes } from "../app/timeline/lane-groups.js";
import type { JourneyRow, TraceSummary } from "../core/api.js";
import { count, counted, span } from "../core/format.js";
import type { Store } from "../core/store.js";
import type { LaneSet, TimelineFigures } from "../core/timeline.js";
import { crosses, type LossRange } from "../render/timeline/losses.js";
import type { TimeRange } from "../render/timeline/time-range.js";
import { GUTTER } from "./hopscope-gutter-sizer.js";
import "./hopscope-journey-card.js";
import "./hopscope-lane-gutter.js";
import type { LaneMove } from "./hopscope-lane-gutter.js";
import "./hopscope-split.js";
import "./hopscope-lane-text.js";
import "./hopscope-timeline-journeys.js";
import "./hopscope-timeline-tools.js";
import type { HopscopeTimelineJourneys } from "./hopscope-timeline-journeys.js";
import { timelineStyles } from "./hopscope-timeline.styles.js";
import { nothingFits } from "./nothing-fits.js";
import { shared } from "./shared-styles.js";
import { colourProbe, probeStyles, readColours, watchColours } from "./timeline-colours.js";
import { TimelineInput } from "./timeline-input.js";
import { STAGE_KEYS } from "./timeline-keys.js";
import { TimelineStage, durationText, type StageRow } from "./timeline-stage.js";
import { lanesSentence, lossRange, nothingToDraw, stripSentence } from "./timeline-words.js";
import { ask } from "./ui-events.js";
import { vars } from "./vars.js";

/** When what was seen where: lanes of places, journeys as lines across them, on any scale of time. */
@customElement("hopscope-timeline")
export class HopscopeTimeline extends LitElement {
  static override styles = [shared, probeStyles, timelineStyles];

  @property({ attribute: false }) session!: TraceSession;
  @property({ attribute: false }) settings!: Store<Settings>;
  @property({ attribute: false }) summary!: TraceSummary;

  @state() private lanes: LaneSet | undefined;
  @state() private wishes: LaneWishes = { mode: "lanes", grouping: "switch", folded: new Set(), hidden: new Set(), order: [], extra: [] };
  @state() private figures: TimelineFigures | undefined;
  @state() private losses: readonly LossRange[] = [];
  @state() private pinned: JourneyRow | undefined;
  @state() private point = -1;
  @state() private measured: TimeRange | undefined;
  @state() private failed = "";
  @state() private said = "";
  @state() private gutter: number = GUTTER.usual;
  @query(".stage") private stageElement!: HTMLElement | null;
  @query(".scroll") private scroller!: HTMLElement | null;
  @query(".edge-time") private edgeTime!: HTMLElement | null;
  @query(".edge-since") private edgeSince!: HTMLElement | null;
  @query("hopscope-timeline-journeys") private list!: HopscopeTimelineJourneys | null;

  readonly stage = new TimelineStage({
    picture: (asked) => this.session.timeline(asked),
    colours: () => readColours(this.renderRoot),
    settled: (range) => {
      this.#shown = this.#wholeShown ? undefined : range;
      this.session.showRange(this.#shown);
      void this.#count();
    },
    failed: (error) => {
      this.#fail(error);
    },
    edge: (ns) => {
      // two texts that change with every frame of a pan
      if (this.edgeTime !== null) this.edgeTime.textContent = this.stage.timeText(ns);
      if (this.edgeSince !== null) this.edgeSince.textContent = `left edge, ${this.stage.sinceText(ns)}`;
    },
  });
  readonly #input = new TimelineInput({
    stage: this.stage,
    scrolls: () => this.scroller !== null && this.scroller.scrollHeight > this.scroller.clientHeight + 1,
    clicked: (x, y) => {
      this.#clicked(x, y);
    },
    measured: (range) => {
      this.measured = range;
    },
  });
  readonly #sizes = new ResizeObserver(() => {
    this.#measure();
  });
  #selection: StoreController<TraceSession["state"]["value"], number> | undefined;
  #filter: StoreController<TraceSession["state"]["value"], string> | undefined;
  #preferences: StoreController<Settings, Settings> | undefined;
  #entries: readonly LaneEntry[] = [];
  #entriesOf: readonly unknown[] = [];
  #wanted = -1;
  /** The range that the session was told of last. */
  #shown: TimeRange | undefined;
  #range: StoreController<TraceSession["state"]["value"], TimeRange | undefined> | undefined;
  #watching: (() => void) | undefined;

  /** Keys of the whole viewer while this view is shown. True when the key was used. */
  press(key: string): boolean {
    if (key === "Escape") return this.#escape();
    if (this.lanes === undefined) return false;
    const letter = key.toLowerCase();
    const move = STAGE_KEYS[letter];
    if (letter === "m") this.#mark();
    else if (letter === "z") this.#zoomToMeasured();
    else move?.(this.stage);
    return letter === "m" || letter === "z" || move !== undefined;
  }

  step(by: 1 | -1): void {
    this.list?.step(by);
  }

  async focusRows(): Promise<void> {
    await this.updateComplete;
    this.stageElement?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const gutter = Number(recall("timeline-gutter"));
    if (gutter >= GUTTER.least && gutter <= GUTTER.most) this.gutter = gutter;
    this.#watching = watchColours(this, () => {
      this.stage.recolour();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#watching?.();
    this.stage.detach();
  }

  override willUpdate(changed: PropertyValues): void {
    this.#selection ??= new StoreController(this, this.session.state, ({ selection }) => (selection?.kind === "journey" ? selection.index : -1));
    this.#preferences ??= new StoreController(this, this.settings, (values) => values);
    this.#filter ??= new StoreController(this, this.session.state, ({ filter, view }) => (view === "timeline" ? filter : (this.#filter?.value ?? filter)));
    this.#range ??= new StoreController(this, this.session.state, ({ range }) => range);
    if (changed.has("session") || changed.has("summary")) void this.#open(this.summary);
    else this.#follow(this.#range.value);
    this.stage.setZone(this.#preferences.value.zone);
    this.stage.setFilter(this.#filter.value);
    if (this.#selection.value !== this.#wanted) void this.#pin(this.#selection.value);
    this.#arrange();
  }

  override updated(): void {
    const find = (part: string): HTMLCanvasElement | null => this.renderRoot.querySelector(`canvas.${part}`);
    const [strip, axis, base, overlay] = [find("of-strip"), find("of-axis"), find("base"), find("overlay")];
    if (strip === null || axis === null || base === null || overlay === null || this.scroller === null) return;
    this.stage.attach({ strip, axis, base, overlay });
    this.#sizes.observe(this.scroller);
    this.#measure();
  }

  override render(): TemplateResult | typeof nothing {
    const values = this.#preferences?.value;
    if (values === undefined) return nothing;
    if (this.summary.journeys === 0) return nothingToDraw(this.summary);
    return html`<hopscope-timeline-tools
        .stage=${this.stage}
        .wishes=${this.wishes}
        .measured=${this.measured}
        .startNs=${this.summary.startNs}
        .zone=${values.zone}
        @lane-wish=${(event: CustomEvent<Partial<LaneWishes>>) => {
          this.#wish(event.detail);
        }}
        @time-go=${(event: CustomEvent<number>) => {
          this.#goTo(event.detail);
        }}
        @measured-zoom=${() => {
          this.#zoomToMeasured();
        }}
        @measured-forget=${() => {
          this.#forgetMeasured();
        }}
      ></hopscope-timeline-tools>
      <hopscope-split name="timeline-share" label="Size of the journeys below" .share=${41} dock="below" open>
        <div class="area">${this.#lanesPart()}${colourProbe()}</div>
        <div slot="second" class="below">${this.#belowPart(values)}</div>
      </hopscope-split>
      <div class="visually-hidden" role="status">${this.said}</div>`;
  }

  #lanesPart(): TemplateResult {
    const { lanes } = this;
    return html`<div class="top" ${vars({ "--gutter": `min(${this.gutter}px, 40%)` })}>
        <div class="head">
          <strong>Whole trace</strong><small>${lanes === undefined ? "–" : span(lanes.toNs - lanes.fromNs)}, ${counted(this.losses.length, "gap")}</small>
        </div>
        <div
          class="strip"
          @pointerdown=${this.#input.stripDown}
          @pointermove=${this.#input.stripMove}
          @pointerup=${this.#input.stripUp}
          @pointercancel=${this.#input.stripUp}
        >
          <canvas class="of-strip" role="img" aria-label=${stripSentence(this.summary, this.losses.length)}></canvas>
        </div>
        <div class="head edge"><span class="mono edge-time"></span><small class="edge-since"></small></div>
        <div
          class="axis"
          @pointerdown=${this.#input.axisDown}
          @pointermove=${this.#input.move}
          @pointerup=${this.#input.up}
          @pointercancel=${this.#input.up}
          @pointerleave=${this.#input.leave}
          @wheel=${this.#input.wheel}
        >
          <canvas class="of-axis" aria-hidden="true"></canvas>
        </div>
        <div class="scroll" @scroll=${this.#scrolled}>
          <hopscope-lane-gutter
            .entries=${this.#entries}
            @lane-fold=${this.#folded}
            @lane-hide=${this.#hidden}
            @lane-move=${this.#moved}
            @lane-add=${this.#added}
          ></hopscope-lane-gutter>
          <div
            class="stage"
            role="img"
            tabindex="0"
            aria-label=${this.#sentence()}
            @pointerdown=${this.#input.lanesDown}
            @pointermove=${this.#input.move}
            @pointerup=${this.#input.up}
            @pointercancel=${this.#input.up}
            @pointerleave=${this.#input.leave}
            @dblclick=${this.#input.doubled}
            @wheel=${this.#input.wheel}
            @keydown=${this.#onKey}
          >
            <canvas class="base"></canvas><canvas class="overlay"></canvas>
          </div>
        </div>
      </div>
      <hopscope-gutter-sizer
        .width=${this.gutter}
        ${vars({ "--gutter": `min(${this.gutter}px, 40%)` })}
        @gutter-width=${(event: CustomEvent<number>) => {
          this.gutter = event.detail;
          remember("timeline-gutter", String(this.gutter));
        }}
      ></hopscope-gutter-sizer>
      ${this.#statePart()}
      ${
        this.figures === undefined
          ? nothing
          : html`<hopscope-lane-text
              .entries=${this.#entries.filter((entry) => entry.content !== undefined)}
              .figures=${this.figures}
              .sentence=${this.#sentence()}
            ></hopscope-lane-text>`
      }`;
  }

  #statePart(): TemplateResult | typeof nothing {
    if (this.failed !== "") return html`<div class="state panel" role="alert"><p>The lanes could not be drawn: ${this.failed}</p></div>`;
    if (this.lanes === undefined) return html`<p class="state" role="status">Sorting what was seen into lanes…</p>`;
    const filter = this.#filter?.value ?? "";
    if (filter !== "" && this.figures !== undefined && this.figures.sightings === 0 && this.#wholeShown) {
      return html`<div class="state">${nothingFits(this, filter, this.summary.journeys, "journeys")}</div>`;
    }
    return nothing;
  }

  get #wholeShown(): boolean {
    const { range, whole } = this.stage;
    return range.fromNs <= whole.fromNs && range.toNs >= whole.toNs;
  }

  #belowPart(values: Settings): TemplateResult {
    const { pinned } = this;
    return html`<hopscope-split name="timeline-card" label="Size of the journey's detail" .share=${38} dock="right" ?open=${pinned !== undefined}>
      <hopscope-timeline-journeys
        .session=${this.session}
        .settings=${values}
        .summary=${this.summary}
        .figures=${this.figures}
        .losses=${this.losses}
        .filter=${this.#filter?.value ?? ""}
        .selected=${this.#wanted}
        @journey-open=${() => {
          this.#openLadder();
        }}
      ></hopscope-timeline-journeys>
      ${
        pinned === undefined
          ? nothing
          : html`<hopscope-journey-card
              slot="second"
              .row=${pinned}
              .at=${this.point}
              ?doubtful=${this.#crossesLoss(pinned)}
              @step-select=${(event: CustomEvent<number>) => {
                this.#stand(event.detail);
              }}
              @card-zoom=${() => {
                this.#zoomToPinned();
              }}
              @card-close=${() => {
                this.session.select(undefined);
              }}
            ></hopscope-journey-card>`
      }
    </hopscope-split>`;
  }

  #sentence(): string {
    return lanesSentence(this.stage, this.#entries.filter(({ kind }) => kind !== "group").length, this.figures, this.losses);
  }

  async #open(summary: TraceSummary): Promise<void> {
    this.lanes = undefined;
    this.figures = undefined;
    this.failed = "";
    if (summary.journeys === 0) return;
    try {
      const lanes = await this.session.lanes();
      if (this.summary !== summary) return;
      this.lanes = lanes;
      this.stage.open(lanes, summary.startNs);
      this.#follow(this.session.state.value.range);
      if (this.pinned !== undefined) this.#bringIn(this.pinned);
      const losses = await this.session.losses();
      if (this.summary !== summary) return;
      this.losses = losses.map((loss) => lossRange(loss, summary));
      this.stage.setLosses(this.losses);
    } catch (e) {
      if (this.summary === summary) this.#fail(e);
    }
  }

  /** A range that came from elsewhere: an address, say. */
  #follow(range: TimeRange | undefined): void {
    if (this.lanes === undefined || range === undefined || range === this.#shown) return;
    this.#shown = range;
    this.stage.show(range);
  }

  /** What the stage draws follows what the gutter shows. */
  #arrange(): void {
    const { lanes, wishes } = this;
    const filter = this.#filter?.value ?? "";
    const now = [lanes, wishes, filter];
    if (lanes === undefined || now.every((value, i) => value === this.#entriesOf[i])) return;
    const [before] = this.#entriesOf;
    const filterBefore = this.#entriesOf[2];
    this.#entriesOf = now;
    this.#entries = laneEntries(lanes, wishes);
    const rows = this.#entries.map((entry): StageRow => ({
      kind: entry.kind === "lane" && entry.nat ? "nat" : entry.kind,
      key: `${wishes.mode === "cpus" ? "cpu " : ""}${entry.key}`,
      content: entry.content !== undefined,
      ask: entry.content,
    }));
    this.stage.setLinesWanted(wishes.mode !== "rates");
    this.stage.setRows(rows);
    if (before !== lanes || filter !== filterBefore) this.stage.setStrip({ kind: "lanes", members: lanes.lanes.map((_, i) => i) }, filter);
  }

  #wish(wish: Partial<LaneWishes>): void {
    this.wishes = { ...this.wishes, ...wish };
  }

  async #count(): Promise<void> {
    const { session, summary } = this;
    const filter = this.#filter?.value ?? "";
    try {
      const wanted = (): boolean => session.state.value.filter === filter;
      const figures = await persistently(() => session.timelineFigures(this.stage.query()), wanted);
      if (this.summary !== summary) return;
      this.figures = figures;
      this.failed = "";
    } catch (e) {
      if (this.summary === summary) this.#fail(e);
    }
  }

  async #pin(id: number): Promise<void> {
    this.#wanted = id;
    this.point = -1;
    if (id < 0) {
      if (this.pinned !== undefined) this.said = "No journey pinned.";
      this.pinned = undefined;
      this.stage.pin(undefined, undefined);
      return;
    }
    try {
      const [row] = (await this.session.journeys({ offset: id, limit: 1 })).rows;
      if (id !== this.#wanted || row === undefined) return;
      this.pinned = row;
      this.said = journeySentence(row);
      const longest = longestHop(row);
      this.stage.pin(id, {
        label: `#${count(id)}`,
        longest: longest?.index ?? -1,
        longestNs: longest?.ns ?? 0,
        longestText: longest === undefined ? "" : longestHopText(longest),
      });
      this.#bringIn(row);
    } catch (e) {
      this.#fail(e);
    }
  }

  /** A journey that was chosen elsewhere is brought into sight; one that is there already leaves the range alone. */
  #bringIn(row: JourneyRow): void {
    const { range } = this.stage;
    const fromNs = Number(row.startNs - this.summary.startNs);
    if (this.lanes === undefined) return;
    // who comes here with a journey wants to see it
    const unseen = this.figures === undefined && this.session.state.value.range === undefined;
    if (!unseen && fromNs + row.latencyNs >= range.fromNs && fromNs <= range.toNs) return;
    this.#zoomToPinned();
  }

  #zoomToPinned(): void {
    const { pinned } = this;
    if (pinned === undefined) return;
    const fromNs = Number(pinned.startNs - this.summary.startNs);
    const room = Math.max(2_000, pinned.latencyNs) * 0.8;
    this.stage.show({ fromNs: fromNs - room, toNs: fromNs + pinned.latencyNs + room });
  }

  #crossesLoss(row: JourneyRow): boolean {
    const fromNs = Number(row.startNs - this.summary.startNs);
    return crosses(this.losses, fromNs, fromNs + row.latencyNs);
  }

  #clicked(x: number, y: number): void {
    const { picture, scale } = this.stage;
    const id = this.stage.journeyUnder(x, y);
    if (id !== undefined) {
      this.session.select({ kind: "journey", index: id });
      return;
    }
    const near = (ns: number): boolean => Math.abs(((ns - scale.fromNs) / (scale.toNs - scale.fromNs)) * scale.width - x) < 7;
    const row = this.stage.rowAt(y);
    const drop = picture?.drops.find((mark) => mark.row === row && near(mark.timeNs));
    const mark = picture?.marks.find((one) => one.row === row && near(one.timeNs));
    if (drop !== undefined) this.session.select({ kind: "journey", index: drop.journey });
    else if (mark !== undefined) ask(this, "ui-go", { kind: "event", index: mark.event });
  }

  #mark(): void {
    const at = this.stage.pointer === undefined && this.point >= 0 ? this.#timeOf(this.point) : this.stage.focusNs;
    this.stage.mark(this.stage.markNs !== undefined && Math.abs(this.stage.markNs - at) < 1 ? undefined : at);
    this.said = `Mark A at ${this.stage.sinceText(at)}.`;
  }

  #zoomToMeasured(): void {
    if (this.measured === undefined) this.#zoomToPinned();
    else {
      this.stage.show(this.measured);
      this.#forgetMeasured();
    }
  }

  #forgetMeasured(): void {
    this.measured = undefined;
    this.stage.select(undefined);
  }

  #escape(): boolean {
    if (this.measured !== undefined) this.#forgetMeasured();
    else if (this.#wanted >= 0) this.session.select(undefined);
    else if (this.stage.markNs !== undefined) this.stage.mark(undefined);
    else return false;
    return true;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) this.stage.travel(event.key === "ArrowLeft" ? -1 : 1);
    else if (event.altKey || event.ctrlKey || event.metaKey) return;
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.#walk(event.key === "ArrowRight" ? 1 : -1);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.list?.step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter") this.#openLadder();
    else if (event.key === "PageDown" || event.key === "PageUp") this.stage.pan(event.key === "PageDown" ? 0.8 : -0.8);
    else if (event.key === "Home" || event.key === "End") this.#toEnd(event.key === "End");
    else return;
    event.preventDefault();
  };

  #walk(by: 1 | -1): void {
    const { pinned } = this;
    if (pinned === undefined) this.list?.step(by);
    else this.#stand(Math.min(pinned.sightings.length - 1, Math.max(0, this.point + by)));
  }

  /** Goes to a sighting of the pinned journey. */
  #stand(point: number): void {
    const { pinned, stage } = this;
    const step = pinned?.sightings[point];
    if (step === undefined || pinned === undefined) return;
    this.point = point;
    stage.point = point;
    const at = this.#timeOf(point);
    const { fromNs, toNs } = stage.range;
    if (at < fromNs || at > toNs) stage.pan((at - (fromNs + toNs) / 2) / (toNs - fromNs));
    this.said = `Step ${point + 1} of ${pinned.sightings.length}: ${step.kind} at ${step.place.name}, ${durationText(step.latencyFromPreviousNs)} after the one before.`;
  }

  #timeOf(point: number): number {
    return Number((this.pinned?.sightings[point]?.timeNs ?? this.summary.startNs) - this.summary.startNs);
  }

  #toEnd(end: boolean): void {
    const { range, whole } = this.stage;
    const length = range.toNs - range.fromNs;
    this.stage.show(
      end
        ? { fromNs: whole.toNs - length * 0.95, toNs: whole.toNs + length * 0.05 }
        : { fromNs: whole.fromNs - length * 0.05, toNs: whole.fromNs + length * 0.95 },
    );
  }

  #openLadder(): void {
    if (this.#wanted >= 0) ask(this, "ui-go", { kind: "journey", index: this.#wanted });
  }

  #goTo(ns: number): void {
    const { fromNs, toNs } = this.stage.range;
    this.stage.show({ fromNs: ns - (toNs - fromNs) / 2, toNs: ns + (toNs - fromNs) / 2 });
    this.stage.mark(ns);
    this.stageElement?.focus();
  }

  readonly #added = ({ detail: filter }: CustomEvent<string>): void => {
    if (!this.wishes.extra.includes(filter)) this.#wish({ extra: [...this.wishes.extra, filter] });
  };

  readonly #folded = ({ detail: key }: CustomEvent<string>): void => {
    const folded = new Set(this.wishes.folded);
    if (!folded.delete(key)) folded.add(key);
    this.#wish({ folded });
  };

  readonly #hidden = ({ detail: key }: CustomEvent<string>): void => {
    const filter = key.startsWith("events:") ? key.slice(7) : undefined;
    if (filter === undefined) this.#wish({ hidden: new Set([...this.wishes.hidden, key]) });
    else this.#wish({ extra: this.wishes.extra.filter((one) => one !== filter) });
  };

  readonly #moved = ({ detail }: CustomEvent<LaneMove>): void => {
    const order = movedLane(this.#entries, detail.key, detail.by);
    if (order !== undefined) this.#wish({ order });
  };

  readonly #scrolled = (): void => {
    this.stage.scroll(this.scroller?.scrollTop ?? 0);
  };

  #measure(): void {
    const { scroller, stageElement } = this;
    if (scroller === null || stageElement === null) return;
    const height = scroller.clientHeight;
    if (stageElement.style.getPropertyValue("--stage") !== `${height}px`) stageElement.style.setProperty("--stage", `${height}px`);
    this.stage.resize(stageElement.clientWidth, height);
  }

  #fail(error: unknown): void {
    this.failed = error instanceof Error ? error.message : String(error);
  }
}
