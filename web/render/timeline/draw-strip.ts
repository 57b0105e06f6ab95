import type { TimelinePicture } from "../../core/timeline.js";
import { axisOf, sinceLabel } from "./axis.js";
import { drawHatch, lossPx, type LossRange } from "./losses.js";
import type { TimelineColours } from "./scene.js";
import { xOf, type TimeRange, type TimeScale } from "./time-range.js";

export interface StripScene {
  /** The whole trace. */
  readonly scale: TimeScale;
  readonly height: number;
  /** One row with the sightings of everything. */
  readonly picture: TimelinePicture | undefined;
  readonly losses: readonly LossRange[];
  readonly view: TimeRange;
  readonly viewLabel: string;
  readonly colours: TimelineColours;
}

const FOOT = 27;
const AXIS = 15;
const TOP = 5;
/** The view is never drawn narrower than this, so that it can be found and grasped. */
export const LEAST_BRUSH_PX = 6;

/** The whole trace: how much was seen when, each drop as a tick, gaps, and which part the lanes show. */
export function drawStrip(ctx: CanvasRenderingContext2D, scene: StripScene): void {
  const { scale, height, picture, colours } = scene;
  const { width } = scale;
  ctx.fillStyle = colours.panel;
  ctx.fillRect(0, 0, width, height);
  const foot = height - FOOT;
  const columns = picture?.rows[0];
  if (picture !== undefined && columns !== undefined) {
    const most = columns.counts.reduce((a, b) => Math.max(a, b), 1);
    const step = width / picture.columns;
    ctx.fillStyle = colours.data2;
    ctx.beginPath();
    for (let c = 0; c < picture.columns; c++) {
      const n = columns.counts[c] ?? 0;
      if (n === 0) continue;
      const h = Math.max(1.5, Math.sqrt(n / most) * (foot - TOP));
      ctx.rect(c * step, foot - h, Math.max(1, step * 0.74), h);
    }
    ctx.fill();
    ctx.fillStyle = colours.bad;
    for (let c = 0; c < picture.columns; c++) if ((columns.drops[c] ?? 0) > 0) ctx.fillRect((c + 0.5) * step - 0.75, foot + 2, 1.5, 7);
  }
  for (const loss of scene.losses) {
    const px = lossPx(scale, loss);
    if (px !== undefined) drawHatch(ctx, px, [TOP, foot], width, colours.lost, colours.panel);
  }
  drawTimes(ctx, scene);
  drawBrush(ctx, scene, foot);
  ctx.strokeStyle = colours.line;
  ctx.beginPath();
  ctx.moveTo(0, height - 0.5);
  ctx.lineTo(width, height - 0.5);
  ctx.stroke();
}

function drawTimes(ctx: CanvasRenderingContext2D, { scale, height, colours }: StripScene): void {
  ctx.font = `11px ${colours.sans}`;
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = colours.t3;
  const { ticks, bases, stepNs } = axisOf({ ...scale, width: scale.width * 0.8 });
  for (const { ns } of [...ticks, ...bases]) {
    const x = xOf(scale, ns);
    if (x >= 0 && x + 50 < scale.width) ctx.fillText(sinceLabel(ns, stepNs), x, height - AXIS + 9);
  }
}

/** Edges of the brush in px. */
export function brushPx(scale: TimeScale, view: TimeRange): readonly [number, number] {
  let [from, to] = [xOf(scale, view.fromNs), xOf(scale, view.toNs)];
  if (to - from < LEAST_BRUSH_PX) [from, to] = [(from + to - LEAST_BRUSH_PX) / 2, (from + to + LEAST_BRUSH_PX) / 2];
  return [from, to];
}

function drawBrush(ctx: CanvasRenderingContext2D, { scale, view, viewLabel, colours }: StripScene, foot: number): void {
  const [from, to] = brushPx(scale, view);
  ctx.fillStyle = colours.accent;
  ctx.globalAlpha = 0.16;
  ctx.fillRect(from, 1, to - from, foot + 8);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colours.accent;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(from, 1.5, to - from, foot + 8, 3);
  ctx.stroke();
  ctx.font = `11px ${colours.sans}`;
  ctx.textBaseline = "middle";
  const width = ctx.measureText(viewLabel).width + 12;
  if (to - from > scale.width * 0.9) return;
  const left = to + 6 + width > scale.width ? from - 6 - width : to + 6;
  ctx.fillStyle = colours.sel;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(left, 5, width, 17, 4);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = colours.t1;
  ctx.fillText(viewLabel, left + 6, 14);
}
