import { NARROW, latency } from "../../core/format.js";
import { LEVEL, OUTCOMES, type Polylines, type TimelinePicture } from "../../core/timeline.js";
import { rampStep } from "../latency-ramp.js";
import { crosses } from "./losses.js";
import { middleOf } from "./lane-layout.js";
import type { LaneScene } from "./scene.js";
import { xOf } from "./time-range.js";

const DROPPED = OUTCOMES.indexOf("dropped");
/** Pills with latencies where lines have room; more than this many cannot be read. */
const MOST_PILLS = 120;

/** Visits each stretch of each journey between two places that are shown, in px. */
export function eachSegment(
  lines: Polylines,
  scene: Pick<LaneScene, "scale" | "drawn"> & { readonly apart?: number | undefined },
  visit: (journey: number, from: number, to: number, x1: number, y1: number, x2: number, y2: number) => void,
): void {
  const middles = scene.drawn.map(middleOf);
  const { scale } = scene;
  const k = scale.width / (scale.toNs - scale.fromNs);
  for (let j = 0; j < lines.ids.length; j++) {
    if (lines.ids[j] === scene.apart) continue;
    let before = -1;
    let [x1, y1] = [0, 0];
    for (let p = lines.starts[j] ?? 0; p < (lines.starts[j + 1] ?? 0); p++) {
      const row = lines.rows[p] ?? -1;
      if (row < 0) continue;
      const x2 = ((lines.times[p] ?? 0) - scale.fromNs) * k;
      const y2 = middles[row] ?? 0;
      if (before >= 0 && !(x1 > scale.width && x2 > scale.width) && !(x1 < 0 && x2 < 0)) visit(j, before, p, x1, y1, x2, y2);
      before = p;
      [x1, y1] = [x2, y2];
    }
  }
}

/** Journeys as lines through the middles of lanes: thin where there are many, with their latencies where there are few. */
export function drawJourneys(ctx: CanvasRenderingContext2D, scene: LaneScene, picture: TimelinePicture): void {
  const { journeys } = picture;
  const { colours, losses } = scene;
  const plain = new Path2D();
  const thick = new Path2D();
  const dashed = new Path2D();
  const dropped = new Path2D();
  const pills: { x: number; y: number; ns: number }[] = [];
  const columnNs = (picture.toNs - picture.fromNs) / picture.columns;
  const level = (point: number): number => {
    const c = Math.floor(((journeys.times[point] ?? 0) - picture.fromNs) / columnNs);
    return picture.rows[journeys.rows[point] ?? -1]?.levels[Math.min(picture.columns - 1, Math.max(0, c))] ?? LEVEL.NEAR;
  };
  eachSegment(journeys, scene, (journey, from, to, x1, y1, x2, y2) => {
    // between two bars of density a line says nothing, and hides them
    if (level(from) === LEVEL.DENSE && level(to) === LEVEL.DENSE) return;
    const gap = losses.length > 0 && crosses(losses, journeys.times[from] ?? 0, journeys.times[to] ?? 0);
    const close = level(from) === LEVEL.CLOSE && level(to) === LEVEL.CLOSE;
    const last = journeys.outcomes[journey] === DROPPED && to === (journeys.starts[journey + 1] ?? 0) - 1;
    const path = last ? dropped : gap ? dashed : close ? thick : plain;
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
    if (close && !gap && pills.length < MOST_PILLS && Math.hypot(x2 - x1, y2 - y1) > 96)
      pills.push({ x: (x1 + x2) / 2, y: (y1 + y2) / 2, ns: (journeys.times[to] ?? 0) - (journeys.times[from] ?? 0) });
  });
  // where there are many they are a texture: what stands above is to be read
  ctx.globalAlpha = Math.max(0.22, 0.62 - journeys.ids.length / Math.max(1, scene.scale.width) / 3);
  ctx.strokeStyle = colours.t3;
  ctx.lineWidth = 1;
  ctx.stroke(plain);
  ctx.setLineDash([4, 3]);
  ctx.stroke(dashed);
  ctx.setLineDash([]);
  ctx.globalAlpha = 0.85;
  ctx.lineWidth = 1.8;
  ctx.stroke(thick);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colours.bad;
  ctx.lineWidth = 1.4;
  ctx.stroke(dropped);
  drawPills(ctx, scene, pills);
}

function drawPills(ctx: CanvasRenderingContext2D, { colours, scale }: LaneScene, pills: readonly { x: number; y: number; ns: number }[]): void {
  ctx.font = `11px ${colours.sans}`;
  ctx.textBaseline = "middle";
  const taken: { x: number; y: number }[] = [];
  for (const { x, y, ns } of pills) {
    if (x < 0 || x > scale.width || taken.some((other) => Math.abs(other.x - x) < 64 && Math.abs(other.y - y) < 19)) continue;
    taken.push({ x, y });
    const text = ns < 1000 ? `${Math.round(ns)}${NARROW}ns` : latency(ns);
    const width = ctx.measureText(text).width + 12;
    ctx.fillStyle = colours.panel;
    ctx.strokeStyle = colours.ramp[rampStep(ns)] ?? colours.t3;
    ctx.lineWidth = 1.2;
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - 8.5, width, 17, 8.5);
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = colours.t1;
    ctx.fillText(text, x - width / 2 + 6, y + 0.5);
  }
}

/** x of the first point that is shown, for labels. */
export function startOf(lines: Polylines, scene: Pick<LaneScene, "scale" | "drawn">): { readonly x: number; readonly y: number } | undefined {
  for (let p = lines.starts[0] ?? 0; p < (lines.starts[1] ?? 0); p++) {
    const row = scene.drawn[lines.rows[p] ?? -1];
    if (row !== undefined) return { x: xOf(scene.scale, lines.times[p] ?? 0), y: middleOf(row) };
  }
  return undefined;
}
