import { xOf, type TimeScale } from "./time-range.js";

/** A stretch in which events are missing. */
export interface LossRange {
  readonly fromNs: number;
  readonly toNs: number;
  /** `412 events lost, 46 µs` */
  readonly label: string;
}

/** What a gap is at least as wide as, so that none is overlooked. */
const LEAST_PX = 6;

/** From and to of a gap in px, undefined out of sight. */
export function lossPx(scale: TimeScale, { fromNs, toNs }: Pick<LossRange, "fromNs" | "toNs">): readonly [number, number] | undefined {
  let [from, to] = [xOf(scale, fromNs), xOf(scale, toNs)];
  if (to - from < LEAST_PX) [from, to] = [(from + to - LEAST_PX) / 2, (from + to + LEAST_PX) / 2];
  return to < 0 || from > scale.width ? undefined : [Math.max(-10, from), Math.min(scale.width + 10, to)];
}

/** Whether something between two times may be missing an event. */
export function crosses(losses: readonly LossRange[], fromNs: number, toNs: number): boolean {
  return losses.some((loss) => fromNs <= loss.toNs && toNs >= loss.fromNs);
}

/** Lines at 45° within dotted edges, over what is there. */
export function drawHatch(ctx: CanvasRenderingContext2D, from: number, to: number, top: number, bottom: number, colour: string, ground: string): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, top, to - from, bottom - top);
  ctx.clip();
  ctx.globalAlpha = 0.72;
  ctx.fillStyle = ground;
  ctx.fillRect(from, top, to - from, bottom - top);
  ctx.globalAlpha = 0.55;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  const height = bottom - top;
  // the lines stand still on the ground when the gap is moved over them otherwise
  for (let x = from - height; x < to; x += 7) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.setLineDash([1.5, 2.5]);
  ctx.beginPath();
  ctx.moveTo(from, top);
  ctx.lineTo(from, bottom);
  ctx.moveTo(to, top);
  ctx.lineTo(to, bottom);
  ctx.stroke();
  ctx.setLineDash([]);
}
