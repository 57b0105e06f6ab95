import type { Axis } from "./axis.js";
import { lossPx, type LossRange } from "./losses.js";
import type { TimelineColours } from "./scene.js";
import { xOf, type TimeScale } from "./time-range.js";

export interface AxisScene {
  readonly scale: TimeScale;
  readonly height: number;
  readonly axis: Axis;
  /** Time of day of a base. */
  readonly baseLabel: (ns: number) => string;
  readonly losses: readonly LossRange[];
  readonly cursor: { readonly ns: number; readonly absolute: string; readonly relative: string; readonly delta: string | undefined } | undefined;
  readonly markNs: number | undefined;
  readonly selected: { readonly fromNs: number; readonly toNs: number; readonly label: string } | undefined;
  readonly colours: TimelineColours;
}

/** The axis above the lanes: round times of day, what has passed since, gaps with how much is missing, the cursor's times, mark A. */
export function drawAxis(ctx: CanvasRenderingContext2D, scene: AxisScene): void {
  const { scale, height, axis, colours } = scene;
  ctx.fillStyle = colours.panel;
  ctx.fillRect(0, 0, scale.width, height);
  ctx.textBaseline = "alphabetic";
  drawBases(ctx, scene);
  ctx.font = `11px ${colours.sans}`;
  ctx.strokeStyle = colours.line2;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.fillStyle = colours.t2;
  for (const { x, label } of axis.ticks) {
    ctx.moveTo(Math.round(x) + 0.5, height - 8);
    ctx.lineTo(Math.round(x) + 0.5, height);
    ctx.fillText(label, x + 4, height - 5);
  }
  ctx.moveTo(0, height - 0.5);
  ctx.lineTo(scale.width, height - 0.5);
  ctx.stroke();
  let free = 2;
  for (const loss of scene.losses) free = drawLoss(ctx, scene, loss, free);
  if (scene.selected !== undefined) drawSelected(ctx, scene, scene.selected);
  if (scene.markNs !== undefined) drawFlag(ctx, scene, scene.markNs);
  if (scene.cursor !== undefined) drawCursor(ctx, scene, scene.cursor);
}

function drawBases(ctx: CanvasRenderingContext2D, { scale, height, axis, baseLabel, colours }: AxisScene): void {
  ctx.font = `11px ${colours.mono}`;
  ctx.fillStyle = colours.t3;
  ctx.strokeStyle = colours.line2;
  ctx.beginPath();
  for (const [i, { ns, x }] of axis.bases.entries()) {
    const label = baseLabel(ns);
    const width = ctx.measureText(label).width;
    const next = axis.bases[i + 1]?.x ?? Infinity;
    // the one before the left edge stays there until the next one pushes it out
    const left = Math.min(Math.max(4, x + 4), next - width - 10);
    if (x >= 0) {
      ctx.moveTo(Math.round(x) + 0.5, 4);
      ctx.lineTo(Math.round(x) + 0.5, height);
    }
    if (left > -width && left < scale.width) ctx.fillText(label, left, 16);
  }
  ctx.stroke();
}

/** Returns from where on there is room for the next label. */
function drawLoss(ctx: CanvasRenderingContext2D, { scale, height, colours }: AxisScene, loss: LossRange, free: number): number {
  const px = lossPx(scale, loss);
  if (px === undefined) return free;
  ctx.font = `11px ${colours.sans}`;
  const width = ctx.measureText(loss.label).width + 10;
  const left = Math.max(free, Math.min(px[0], scale.width - width - 2));
  if (left > scale.width - 20) return free;
  ctx.fillStyle = colours.lostbg;
  ctx.strokeStyle = colours.lost;
  ctx.beginPath();
  ctx.roundRect(left + 0.5, height - 17.5, width, 16, 3);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = colours.lost;
  ctx.fillText(loss.label, left + 5, height - 5);
  return left + width + 3;
}

function drawFlag(ctx: CanvasRenderingContext2D, { scale, height, colours }: AxisScene, ns: number): void {
  const x = xOf(scale, ns);
  if (x < -10 || x > scale.width + 10) return;
  ctx.fillStyle = colours.accent;
  ctx.beginPath();
  ctx.roundRect(x - 8, height - 18, 16, 16, 3);
  ctx.fill();
  ctx.font = `700 11px ${colours.sans}`;
  ctx.fillStyle = colours.accentfg;
  ctx.fillText("A", x - 4, height - 6);
}

function drawSelected(ctx: CanvasRenderingContext2D, { scale, height, colours }: AxisScene, range: { fromNs: number; toNs: number; label: string }): void {
  const [from, to] = [xOf(scale, range.fromNs), xOf(scale, range.toNs)];
  ctx.fillStyle = colours.accent;
  ctx.fillRect(from, height - 3, to - from, 3);
  ctx.font = `700 11px ${colours.sans}`;
  const width = ctx.measureText(range.label).width + 12;
  const left = Math.min(Math.max(2, (from + to - width) / 2), scale.width - width - 2);
  ctx.beginPath();
  ctx.roundRect(left, height - 22, width, 18, 4);
  ctx.fill();
  ctx.fillStyle = colours.accentfg;
  ctx.fillText(range.label, left + 6, height - 9);
}

function drawCursor(ctx: CanvasRenderingContext2D, { scale, height, colours }: AxisScene, cursor: NonNullable<AxisScene["cursor"]>): void {
  ctx.font = `12px ${colours.mono}`;
  const absolute = ctx.measureText(cursor.absolute).width;
  ctx.font = `11px ${colours.sans}`;
  const relative = ctx.measureText(cursor.relative).width;
  const words = cursor.delta === undefined ? 0 : Math.max(ctx.measureText("Δ from A").width, ctx.measureText(cursor.delta).width + 8) + 18;
  const width = Math.max(absolute, relative) + words + 16;
  const x = xOf(scale, cursor.ns);
  const left = Math.min(Math.max(1, x), scale.width - width - 1);
  ctx.fillStyle = colours.sel;
  ctx.strokeStyle = colours.accent;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  ctx.roundRect(left + 0.5, 2.5, width, height - 5, 5);
  ctx.fill();
  ctx.stroke();
  ctx.font = `12px ${colours.mono}`;
  ctx.fillStyle = colours.t1;
  ctx.fillText(cursor.absolute, left + 8, 17);
  ctx.font = `11px ${colours.sans}`;
  ctx.fillStyle = colours.t2;
  ctx.fillText(cursor.relative, left + 8, 31);
  if (cursor.delta === undefined) return;
  ctx.textAlign = "right";
  ctx.fillText("Δ from A", left + width - 8, 17);
  ctx.font = `700 12px ${colours.sans}`;
  ctx.fillStyle = colours.t1;
  ctx.fillText(cursor.delta, left + width - 8, 31);
  ctx.textAlign = "left";
}
