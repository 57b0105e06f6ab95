import { xOf, type TimeScale } from "./time-range.js";

/** A stretch in which events are missing. */
export interface LossRange {
  readonly fromNs: number;
  readonly toNs: number;
  /** `412 events lost, 46 µs` */
  readonly label: string;
  /** Somewhere in most of the trace: no journey is more doubtful for it than any other. */
  readonly vague: boolean;
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
  return losses.some((loss) => !loss.vague && fromNs <= loss.toNs && toNs >= loss.fromNs);
}

/** A gap wider than this share of the screen says "somewhere in here": what was recorded in it stays readable. */
const WIDE = 0.3;

/** Lines at 45° within dotted edges, over what is there. */
export function drawHatch(
  ctx: CanvasRenderingContext2D,
  [from, to]: readonly [number, number],
  [top, bottom]: readonly [number, number],
  width: number,
  colour: string,
  ground: string,
): void {
  const wide = to - from > width * WIDE;
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, top, to - from, bottom - top);
  ctx.clip();
  ctx.globalAlpha = wide ? 0 : 0.72;
  ctx.fillStyle = ground;
  ctx.fillRect(from, top, to - from, bottom - top);
  ctx.globalAlpha = wide ? 0.16 : 0.55;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  const height = bottom - top;
  for (let x = from - height; x < to; x += wide ? 14 : 7) {
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
