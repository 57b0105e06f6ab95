import { Newest } from "../app/timeline/newest.js";
import { withRows } from "../app/timeline/picture-rows.js";
import { NARROW, clock, latency, sinceStart, span, type TimeZone } from "../core/format.js";
import type { RowContent, TimelinePicture, TimelineQuery } from "../core/timeline.js";
import { axisOf, digitsOf, type Axis } from "../render/timeline/axis.js";
import { drawAxis } from "../render/timeline/draw-axis.js";
import { drawLanes } from "../render/timeline/draw-lanes.js";
import { drawOverlay } from "../render/timeline/draw-overlay.js";
import { drawStrip } from "../render/timeline/draw-strip.js";
import { columnAt, journeyAt } from "../render/timeline/hit.js";
import { placeRows, rowAt, type PlacedRow, type RowPlan } from "../render/timeline/lane-layout.js";
import type { LossRange } from "../render/timeline/losses.js";
import type { LaneScene, PinnedJourney, TimelineColours } from "../render/timeline/scene.js";
import { nsAt, panned, RangeHistory, within, wholeRange, zoomed, type TimeRange, type TimeScale } from "../render/timeline/time-range.js";

const COLUMN_PX = 3;
/** How much more than is in sight is asked for on either side, so that a pan finds something there. */
const BESIDE = 0.25;
const SETTLED_MS = 180;

/** One row of the lanes with what it asks the worker for. */
export interface StageRow extends RowPlan {
  readonly key: string;
  readonly ask: RowContent | undefined;
}

export interface StageHost {
  readonly picture: (query: TimelineQuery) => Promise<TimelinePicture>;
  readonly colours: () => TimelineColours;
  /** The range stands still, and what is drawn is of this range. */
  readonly settled: (range: TimeRange) => void;
  readonly failed: (error: unknown) => void;
  /** The left edge moved. */
  readonly edge: (ns: number) => void;
}

export interface StageCanvases {
  readonly strip: HTMLCanvasElement;
  readonly axis: HTMLCanvasElement;
  readonly base: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
}

/** What the pointer and the keyboard do to the picture; drawn in the next frame, without the element around it being rendered again. */
export interface StagePointer {
  readonly x: number;
  /** From the upper edge of the lanes' canvas; NaN for a pointer on the axis or the strip. */
  readonly y: number;
}

/** Ranges, canvases, frames and requests of the timeline. At most one frame is waited for, and one request. */
export class TimelineStage {
  readonly #host: StageHost;
  readonly #feed: Newest<TimelineQuery & { readonly keys: readonly string[] }, TimelinePicture>;
  readonly #stripFeed: Newest<TimelineQuery, TimelinePicture>;
  readonly history = new RangeHistory();
  /** How long the last frames took to draw and the last answers to come, for whoever wants to know how fast this is. */
  readonly timings = { drawMs: [] as number[], queryMs: [] as number[] };

  #canvases: StageCanvases | undefined;
  #whole: TimeRange = { fromNs: 0, toNs: 1 };
  #range: TimeRange = { fromNs: 0, toNs: 1 };
  #width = 0;
  #height = 0;
  #scrollTop = 0;
  #rows: readonly PlacedRow[] = [];
  #drawn: readonly PlacedRow[] = [];
  #asks: readonly RowContent[] = [];
  #keys: readonly string[] = [];
  #picture: TimelinePicture | undefined;
  #pictureKeys: readonly string[] = [];
  #strip: TimelinePicture | undefined;
  #filter = "";
  #linesWanted = true;
  #pinned: number | undefined;
  #about: PinnedJourney | undefined;
  #losses: readonly LossRange[] = [];
  #startNs = 0n;
  #zone: TimeZone = "utc";
  #colours: TimelineColours | undefined;
  #pointer: StagePointer | undefined;
  #markNs: number | undefined;
  #selected: TimeRange | undefined;
  #point = -1;
  #frame = 0;
  #baseDirty = false;
  /** Nothing stands on the canvas above the lanes. */
  #bare = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: StageHost) {
    this.#host = host;
    this.#feed = new Newest(
      (query) => host.picture(query),
      (picture, { keys }) => {
        this.#picture = picture;
        this.#pictureKeys = keys;
        note(this.timings.queryMs, picture.tookMs);
        this.#dirty();
        this.#settle();
      },
      host.failed,
    );
    this.#stripFeed = new Newest(
      (query) => host.picture(query),
      (picture) => {
        this.#strip = picture;
        this.#dirty();
      },
      host.failed,
    );
  }

  attach(canvases: StageCanvases): void {
    this.#canvases = canvases;
  }

  detach(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    clearTimeout(this.#timer);
  }

  get range(): TimeRange {
    return this.#range;
  }

  get whole(): TimeRange {
    return this.#whole;
  }

  get scale(): TimeScale {
    return { ...this.#range, width: this.#width };
  }

  get picture(): TimelinePicture | undefined {
    return this.#picture;
  }

  get markNs(): number | undefined {
    return this.#markNs;
  }

  get pointer(): StagePointer | undefined {
    return this.#pointer;
  }

  /** The journey whose line runs through a point of the lanes' canvas. */
  journeyUnder(x: number, y: number): number | undefined {
    const picture = this.#shown;
    const at = journeyAt({ scale: this.scale, drawn: this.#drawn, picture }, x, y + this.#scrollTop);
    return at < 0 ? undefined : picture?.journeys.ids[at];
  }

  /** Time under the pointer, else the middle of what is in sight. */
  get focusNs(): number {
    return this.#pointer === undefined ? (this.#range.fromNs + this.#range.toNs) / 2 : nsAt(this.scale, this.#pointer.x);
  }

  /** A trace, from its beginning to its end. */
  open(whole: TimeRange, startNs: bigint): void {
    this.#whole = whole;
    this.#startNs = startNs;
    this.#picture = undefined;
    this.#strip = undefined;
    this.#markNs = undefined;
    this.#range = wholeRange(whole);
    this.history.note(this.#range, performance.now());
    this.#changed();
  }

  setRows(rows: readonly StageRow[]): number {
    const placed = placeRows(rows);
    this.#rows = placed.rows;
    this.#drawn = placed.drawn;
    this.#asks = rows.flatMap(({ ask }) => ask ?? []);
    this.#keys = rows.flatMap(({ ask, key }) => (ask === undefined ? [] : [key]));
    this.#changed();
    return placed.height;
  }

  /** What the overview strip counts: everything. */
  setStrip(content: RowContent, filter: string): void {
    const width = Math.max(1, this.#width);
    const { fromNs, toNs } = wholeRange(this.#whole);
    const rows = [content];
    this.#stripFeed.ask({
      fromNs,
      toNs,
      columns: Math.ceil(width / COLUMN_PX),
      columnPx: COLUMN_PX,
      rows,
      linesWanted: false,
      ...(filter === "" ? {} : { filter }),
    });
  }

  setFilter(filter: string): void {
    if (filter === this.#filter) return;
    this.#filter = filter;
    this.#changed();
  }

  setLinesWanted(wanted: boolean): void {
    if (wanted === this.#linesWanted) return;
    this.#linesWanted = wanted;
    this.#changed();
  }

  setLosses(losses: readonly LossRange[]): void {
    this.#losses = losses;
    this.#dirty();
  }

  setZone(zone: TimeZone): void {
    if (zone === this.#zone) return;
    this.#zone = zone;
    this.#dirty();
  }

  pin(journey: number | undefined, about: PinnedJourney | undefined): void {
    const other = journey !== this.#pinned;
    this.#pinned = journey;
    this.#about = about;
    if (other) this.#point = -1;
    if (other) this.#changed();
    else this.#dirty();
  }

  /** Point of the pinned journey that arrow keys stand on. */
  get point(): number {
    return this.#point;
  }

  set point(point: number) {
    this.#point = point;
    this.#draw();
  }

  mark(ns: number | undefined): void {
    this.#markNs = ns;
    this.#dirty();
  }

  select(range: TimeRange | undefined): void {
    this.#selected = range;
    this.#draw();
  }

  resize(width: number, height: number): void {
    if (width === this.#width && height === this.#height) return;
    const wider = width !== this.#width;
    this.#width = width;
    this.#height = height;
    if (wider) this.#changed();
    else this.#dirty();
  }

  scroll(top: number): void {
    if (top === this.#scrollTop) return;
    this.#scrollTop = top;
    this.#dirty();
  }

  recolour(): void {
    this.#colours = undefined;
    this.#dirty();
  }

  pointAt(pointer: StagePointer | undefined): void {
    this.#pointer = pointer;
    this.#draw();
  }

  /** Shows a range. */
  show(range: TimeRange, remember = true): void {
    const next = within(range, this.#whole);
    if (next.fromNs === this.#range.fromNs && next.toNs === this.#range.toNs) return;
    this.#range = next;
    if (remember) this.history.note(next, performance.now());
    this.#changed();
  }

  zoom(factor: number, atNs = this.focusNs): void {
    this.show(zoomed(this.#range, atNs, factor, this.#whole));
  }

  /** By a share of what is in sight. */
  pan(share: number): void {
    this.show(panned(this.#range, share * (this.#range.toNs - this.#range.fromNs), this.#whole));
  }

  fit(): void {
    this.show(wholeRange(this.#whole));
  }

  /** What was looked at before or after. */
  travel(by: 1 | -1): void {
    const range = this.history.step(by);
    if (range !== undefined) this.show(range, false);
  }

  /** Position of the row with content at a height of the lanes' canvas, -1 for none. */
  rowAt(y: number): number {
    return rowAt(this.#rows, y + this.#scrollTop)?.at ?? -1;
  }

  /** What the lanes ask for now; also for the figures of the range. */
  query(): TimelineQuery {
    return {
      ...this.#range,
      columns: 1,
      columnPx: this.#width,
      rows: this.#asks,
      linesWanted: false,
      ...(this.#filter === "" ? {} : { filter: this.#filter }),
    };
  }

  timeText(ns: number): string {
    return clock(this.#startNs + BigInt(Math.round(ns)), this.#zone).time;
  }

  sinceText(ns: number): string {
    return `${sinceStart(this.#startNs + BigInt(Math.round(ns)), this.#startNs)}${NARROW}s`;
  }

  get #shown(): TimelinePicture | undefined {
    return this.#picture === undefined ? undefined : withRows(this.#picture, this.#pictureKeys, this.#keys);
  }

  #changed(): void {
    this.#dirty();
    clearTimeout(this.#timer);
    if (this.#width === 0 || this.#asks.length === 0) return;
    const { fromNs, toNs } = this.#range;
    const columnNs = ((toNs - fromNs) / this.#width) * COLUMN_PX;
    // columns begin at whole multiples of their width: bars stay what they are while they are moved
    const first = Math.floor((fromNs - (toNs - fromNs) * BESIDE) / columnNs);
    const columns = Math.ceil(((toNs - fromNs) * (1 + 2 * BESIDE)) / columnNs) + 1;
    this.#feed.ask({
      fromNs: first * columnNs,
      toNs: (first + columns) * columnNs,
      columns,
      columnPx: COLUMN_PX,
      rows: this.#asks,
      linesWanted: this.#linesWanted,
      ...(this.#filter === "" ? {} : { filter: this.#filter }),
      ...(this.#pinned === undefined ? {} : { pinned: this.#pinned }),
      keys: this.#keys,
    });
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#host.settled(this.#range);
    }, SETTLED_MS);
  }

  /** Everything is drawn again. */
  #dirty(): void {
    this.#baseDirty = true;
    this.#draw();
  }

  #draw(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#onFrame);
  }

  readonly #onFrame = (): void => {
    this.#frame = 0;
    const canvases = this.#canvases;
    if (canvases === undefined || this.#width === 0 || this.#height === 0) return;
    const started = performance.now();
    const colours = (this.#colours ??= this.#host.colours());
    const { scale } = this;
    const axis = axisOf(scale);
    const scene = this.#scene(scale, axis, colours);
    if (this.#baseDirty) {
      const base = fitted(canvases.base, this.#width, this.#height);
      if (base !== undefined) drawLanes(base, scene);
      this.#drawStrip(canvases.strip, colours);
      this.#host.edge(scale.fromNs);
    }
    this.#baseDirty = false;
    this.#drawAbove(canvases, scene, axis);
    note(this.timings.drawMs, performance.now() - started);
  };

  #scene(scale: TimeScale, axis: Axis, colours: TimelineColours): LaneScene {
    return {
      scale,
      height: this.#height,
      scrollTop: this.#scrollTop,
      rows: this.#rows,
      drawn: this.#drawn,
      picture: this.#shown,
      losses: this.#losses,
      ticks: [...axis.ticks, ...axis.bases].map(({ x }) => x),
      apart: this.#about === undefined ? undefined : this.#pinned,
      colours,
    };
  }

  #drawAbove(canvases: StageCanvases, scene: LaneScene, axis: Axis): void {
    const { scale, picture, colours } = scene;
    const pointer = this.#pointer;
    const y = pointer === undefined ? NaN : pointer.y + this.#scrollTop;
    const hovered = pointer === undefined || Number.isNaN(y) ? -1 : journeyAt(scene, pointer.x, y);
    const cursorNs = pointer === undefined ? undefined : nsAt(scale, pointer.x);
    const lines = picture?.pinned;
    const pinned = lines === undefined || this.#about === undefined || lines.ids[0] !== this.#pinned ? undefined : { lines, about: this.#about };
    const bare = pinned === undefined && pointer === undefined && this.#markNs === undefined && this.#selected === undefined;
    const overlay = bare && this.#bare ? undefined : fitted(canvases.overlay, this.#width, this.#height, true);
    this.#bare = bare;
    if (overlay !== undefined)
      drawOverlay(overlay, scene, {
        pinned,
        hovered,
        cursorNs,
        lit: pointer === undefined || picture === undefined || Number.isNaN(y) ? undefined : columnAt(scene, picture, pointer.x, y),
        markNs: this.#markNs,
        selected: this.#selected,
        point: this.#point,
      });
    const onAxis = fitted(canvases.axis, this.#width, canvases.axis.clientHeight);
    if (onAxis === undefined) return;
    const digits = digitsOf({ ...scale, fromNs: 0, toNs: axis.baseNs * scale.width });
    drawAxis(onAxis, {
      scale,
      height: canvases.axis.clientHeight,
      axis,
      baseLabel: (ns) => (this.#startNs === 0n ? "" : this.timeText(ns).slice(0, digits === 0 ? 8 : 9 + digits + Math.floor((digits - 1) / 3))),
      losses: this.#losses,
      cursor:
        cursorNs === undefined
          ? undefined
          : { ns: cursorNs, absolute: this.timeText(cursorNs), relative: `${this.sinceText(cursorNs)} of trace`, delta: this.#delta(cursorNs) },
      markNs: this.#markNs,
      selected: this.#selected === undefined ? undefined : { ...this.#selected, label: durationText(this.#selected.toNs - this.#selected.fromNs) },
      colours,
    });
  }

  #delta(ns: number): string | undefined {
    if (this.#markNs === undefined) return undefined;
    const delta = ns - this.#markNs;
    return `${delta < 0 ? "−" : ""}${durationText(Math.abs(delta))}`;
  }

  #drawStrip(canvas: HTMLCanvasElement, colours: TimelineColours): void {
    const height = canvas.clientHeight;
    const ctx = fitted(canvas, this.#width, height);
    if (ctx === undefined) return;
    const scale = { ...wholeRange(this.#whole), width: this.#width };
    const viewLabel = `${durationText(this.#range.toNs - this.#range.fromNs)} wide`;
    drawStrip(ctx, { scale, height, picture: this.#strip, losses: this.#losses, view: this.#range, viewLabel, colours });
  }
}

/** `418.0 µs`, below one as nanoseconds, above a minute as people say it. */
export function durationText(ns: number): string {
  if (ns < 1000) return `${Math.round(ns)}${NARROW}ns`;
  return ns < 60e9 ? latency(ns) : span(ns);
}

/** The context of a canvas that has as many pixels as the screen has there, drawn in CSS px. */
function fitted(canvas: HTMLCanvasElement, width: number, height: number, alpha = false): CanvasRenderingContext2D | undefined {
  const ratio = devicePixelRatio;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const ctx = canvas.getContext("2d", { alpha }) ?? undefined;
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}

function note(list: number[], ms: number): void {
  list.push(ms);
  if (list.length > 500) list.shift();
}
