import { count, counted } from "../../core/format.js";
import { LEVEL, SHAPE, type Polylines } from "../../core/timeline.js";
import { rampStep } from "../latency-ramp.js";
import { eachSegment, startOf } from "./draw-journeys.js";
import { middleOf } from "./lane-layout.js";
import { crosses } from "./losses.js";
import type { LaneScene, PinnedJourney } from "./scene.js";
import { addShape, lookOf, SHAPE_WORDS } from "./shapes.js";
import { xOf } from "./time-range.js";

const PINNED_PX = 6.4;
const LABELLED_PX = 40;

/** What stands above the lanes and changes with the pointer: the pinned journey, the one under the pointer, the cursor, marks, a range. */
export interface Overlay {
  readonly pinned: { readonly lines: Polylines; readonly about: PinnedJourney } | undefined;
  /** The journey under the pointer, as a position among the picture's. */
  readonly hovered: number;
  readonly cursorNs: number | undefined;
  /** Row and column of density under the pointer. */
  readonly lit: { readonly row: number; readonly column: number } | undefined;
  readonly markNs: number | undefined;
  readonly selected: { readonly fromNs: number; readonly toNs: number } | undefined;
  /** Point of the pinned journey that arrow keys stand on, -1 for none. */
  readonly point: number;
}

export function drawOverlay(ctx: CanvasRenderingContext2D, scene: LaneScene, overlay: Overlay): void {
  const { scale, height, scrollTop, colours, picture } = scene;
  ctx.clearRect(0, 0, scale.width, height);
  ctx.save();
  ctx.translate(0, -scrollTop);
  if (overlay.lit !== undefined && picture !== undefined) drawLit(ctx, scene, overlay.lit);
  if (overlay.hovered >= 0 && picture !== undefined) drawHovered(ctx, scene, picture.journeys, overlay.hovered);
  if (overlay.pinned !== undefined) drawPinned(ctx, scene, overlay.pinned.lines, overlay.pinned.about, overlay.point);
  ctx.restore();
  if (overlay.selected !== undefined) {
    const [from, to] = [xOf(scale, overlay.selected.fromNs), xOf(scale, overlay.selected.toNs)];
    ctx.fillStyle = colours.accent;
    ctx.globalAlpha = 0.14;
    ctx.fillRect(from, 0, to - from, height);
    ctx.globalAlpha = 1;
    ctx.fillRect(from - 0.5, 0, 1, height);
    ctx.fillRect(to - 0.5, 0, 1, height);
  }
  ctx.strokeStyle = colours.accent;
  ctx.lineWidth = 1;
  if (overlay.markNs !== undefined) upright(ctx, xOf(scale, overlay.markNs), height, [2, 3]);
  if (overlay.cursorNs !== undefined) upright(ctx, xOf(scale, overlay.cursorNs), height, []);
}

function upright(ctx: CanvasRenderingContext2D, x: number, height: number, dash: number[]): void {
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(Math.round(x) + 0.5, 0);
  ctx.lineTo(Math.round(x) + 0.5, height);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The column of density under the pointer, and how much it stands for. */
function drawLit(ctx: CanvasRenderingContext2D, { scale, drawn, colours, picture }: LaneScene, { row, column }: { row: number; column: number }): void {
  const place = drawn[row];
  const columns = picture?.rows[row];
  const n = columns?.counts[column] ?? 0;
  if (place === undefined || columns === undefined || picture === undefined || columns.levels[column] !== LEVEL.DENSE || n === 0) return;
  const columnNs = (picture.toNs - picture.fromNs) / picture.columns;
  const x = xOf(scale, picture.fromNs + column * columnNs);
  ctx.fillStyle = colours.accent;
  ctx.globalAlpha = 0.35;
  ctx.fillRect(x - 0.5, place.y, Math.max(2, (columnNs / (scale.toNs - scale.fromNs)) * scale.width), place.height - 1);
  ctx.globalAlpha = 1;
  const px = (columnNs / (scale.toNs - scale.fromNs)) * scale.width;
  const [drops, lost] = [columns.drops[column] ?? 0, columns.lost[column] ?? 0];
  const more = [...(drops > 0 ? [`${count(drops)} dropped`] : []), ...(lost > 0 ? [`${count(lost)} lost from sight`] : [])];
  const text = `${[counted(n, "sighting"), ...more].join(", ")} here, ${(n / px).toPrecision(2)} per pixel; zoom in for lines`;
  ctx.font = `11px ${colours.sans}`;
  const width = ctx.measureText(text).width + 14;
  const left = x + 10 + width > scale.width ? x - width - 6 : x + 10;
  pill(ctx, left, place.y + place.height / 2, width, colours.raised, colours.line2);
  ctx.fillStyle = colours.t1;
  ctx.fillText(text, left + 7, place.y + place.height / 2 + 0.5);
}

function drawHovered(ctx: CanvasRenderingContext2D, scene: LaneScene, lines: Polylines, hovered: number): void {
  const [from, to] = [lines.starts[hovered] ?? 0, lines.starts[hovered + 1] ?? 0];
  ctx.strokeStyle = scene.colours.accent;
  ctx.lineWidth = 1.8;
  ctx.beginPath();
  eachSegment(only(lines, hovered, from, to), { scale: scene.scale, drawn: scene.drawn }, (_, __, ___, x1, y1, x2, y2) => {
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
  });
  ctx.stroke();
  marks(ctx, scene, lines, from, to, 5.2, scene.colours.accent);
}

/** A journey among many as lines of its own. */
function only(lines: Polylines, journey: number, from: number, to: number): Polylines {
  return { ...lines, ids: lines.ids.subarray(journey, journey + 1), starts: Uint32Array.of(from, to) };
}

function drawPinned(ctx: CanvasRenderingContext2D, scene: LaneScene, lines: Polylines, about: PinnedJourney, point: number): void {
  const { colours, losses } = scene;
  const casing = new Path2D();
  const whole = new Path2D();
  const dashed = new Path2D();
  let band: { x1: number; y1: number; x2: number; y2: number } | undefined;
  eachSegment(lines, { scale: scene.scale, drawn: scene.drawn }, (_, from, to, x1, y1, x2, y2) => {
    casing.moveTo(x1, y1);
    casing.lineTo(x2, y2);
    const path = crosses(losses, lines.times[from] ?? 0, lines.times[to] ?? 0) ? dashed : whole;
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
    if (to === about.longest) band = { x1, y1, x2, y2 };
  });
  ctx.lineJoin = "round";
  ctx.strokeStyle = colours.panel;
  ctx.lineWidth = 6;
  ctx.stroke(casing);
  if (band !== undefined) {
    ctx.strokeStyle = colours.ramp[rampStep(about.longestNs)] ?? colours.t2;
    ctx.lineWidth = 6;
    ctx.beginPath();
    ctx.moveTo(band.x1, band.y1);
    ctx.lineTo(band.x2, band.y2);
    ctx.stroke();
  }
  ctx.strokeStyle = colours.t1;
  ctx.lineWidth = 2.2;
  ctx.stroke(whole);
  ctx.setLineDash([5, 4]);
  ctx.stroke(dashed);
  ctx.setLineDash([]);
  marks(ctx, scene, lines, 0, lines.times.length, PINNED_PX, colours.t1);
  if (point >= 0) ring(ctx, scene, lines, point);
  // a label on what is hardly to be seen would hide its neighbours
  if (band !== undefined && Math.hypot(band.x2 - band.x1, band.y2 - band.y1) > LABELLED_PX) drawBandLabel(ctx, scene, band, about);
  drawLabel(ctx, scene, lines, about.label);
}

function marks(
  ctx: CanvasRenderingContext2D,
  { scale, drawn, colours }: LaneScene,
  lines: Polylines,
  from: number,
  to: number,
  size: number,
  colour: string,
): void {
  ctx.lineWidth = 1.6;
  for (let p = from; p < to; p++) {
    const row = drawn[lines.rows[p] ?? -1];
    const x = xOf(scale, lines.times[p] ?? 0);
    if (row === undefined || x < -10 || x > scale.width + 10) continue;
    const shape = lines.shapes[p] ?? SHAPE.FRAME;
    const y = middleOf(row);
    ctx.beginPath();
    if (shape === SHAPE.DROPPED) {
      // the same cross as everywhere, a little larger
      ctx.strokeStyle = colours.bad;
      ctx.moveTo(x - 5, y - 5);
      ctx.lineTo(x + 5, y + 5);
      ctx.moveTo(x + 5, y - 5);
      ctx.lineTo(x - 5, y + 5);
      ctx.stroke();
      continue;
    }
    addShape(ctx, shape, x, y, shape === SHAPE.STEP ? size * 0.8 : size);
    const look = lookOf(shape, colours);
    if (look.fill !== undefined) {
      ctx.fillStyle = look.fill;
      ctx.fill();
    }
    ctx.strokeStyle = look.dash.length > 0 ? colours.lost : colour;
    ctx.setLineDash([...look.dash]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}

/** Where arrow keys stand: a drawn focus ring, and what is there in words. */
function ring(ctx: CanvasRenderingContext2D, { scale, drawn, colours }: LaneScene, lines: Polylines, point: number): void {
  const row = drawn[lines.rows[point] ?? -1];
  if (row === undefined) return;
  const [x, y] = [xOf(scale, lines.times[point] ?? 0), middleOf(row)];
  ctx.strokeStyle = colours.accent;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.arc(x, y, 11, 0, 2 * Math.PI);
  ctx.stroke();
  const text = SHAPE_WORDS[lines.shapes[point] ?? 0] ?? "";
  ctx.font = `700 11px ${colours.sans}`;
  const width = ctx.measureText(text).width + 10;
  const left = x + 16 + width > scale.width ? x - 16 - width : x + 16;
  pill(ctx, left, y, width, colours.raised, colours.accent);
  ctx.fillStyle = colours.t1;
  ctx.fillText(text, left + 5, y + 0.5);
}

function drawBandLabel(
  ctx: CanvasRenderingContext2D,
  { scale, colours }: LaneScene,
  { x1, y1, x2, y2 }: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number },
  about: PinnedJourney,
): void {
  ctx.font = `11px ${colours.sans}`;
  const width = ctx.measureText(about.longestText).width + 18;
  const [left, right] = [Math.max(0, Math.min(x1, x2)), Math.min(scale.width, Math.max(x1, x2))];
  if (right < 0 || left > scale.width) return;
  const flat = Math.abs(y2 - y1) < 4;
  // on a level band where it fits, else beside its middle
  const fits = flat && right - left > width + 24;
  const middle = (left + right) / 2;
  const x = fits ? middle - width / 2 : Math.min(scale.width - width - 4, Math.max(4, middle + 12));
  const y = fits ? y1 : (y1 + y2) / 2 + (flat ? 22 : -16);
  pill(ctx, x, y, width, colours.panel, colours.ramp[rampStep(about.longestNs)] ?? colours.t2);
  ctx.fillStyle = colours.t1;
  ctx.fillText(about.longestText, x + 9, y + 0.5);
}

function drawLabel(ctx: CanvasRenderingContext2D, scene: LaneScene, lines: Polylines, label: string): void {
  const start = startOf(lines, scene);
  const { colours, scale } = scene;
  if (start === undefined || start.x > scale.width) return;
  ctx.font = `700 11.5px ${colours.sans}`;
  const width = ctx.measureText(label).width + 16;
  const x = start.x - width - 8 >= 0 ? start.x - width - 8 : Math.max(4, start.x + 10);
  pill(ctx, x, start.y, width, colours.t1, colours.t1);
  ctx.fillStyle = colours.panel;
  ctx.fillText(label, x + 8, start.y + 0.5);
}

function pill(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, fill: string, stroke: string): void {
  ctx.textBaseline = "middle";
  ctx.fillStyle = fill;
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  ctx.roundRect(x, y - 9, width, 18, 9);
  ctx.fill();
  ctx.stroke();
}
