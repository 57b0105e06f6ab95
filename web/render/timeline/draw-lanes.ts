import { LEVEL, type TimelinePicture } from "../../core/timeline.js";
import { drawHatch, lossPx } from "./losses.js";
import { drawJourneys } from "./draw-journeys.js";
import { drawMarks } from "./draw-marks.js";
import { drawSessions } from "./draw-sessions.js";
import { fitted } from "./fitted.js";
import type { PlacedRow } from "./lane-layout.js";
import { inSight, type LaneScene } from "./scene.js";
import { xOf } from "./time-range.js";

/** Bars fill this much of their column. */
const BAR = 0.74;

/**
 * Draws the lanes from below: grid, bands of groups, sessions, density, journeys, gaps, marks, drops. The pinned journey and everything
 * that follows the pointer stand on a canvas above. The canvas is in CSS px: the caller has scaled it.
 */
export function drawLanes(ctx: CanvasRenderingContext2D, scene: LaneScene): void {
  const { scale, height, scrollTop, colours, picture } = scene;
  ctx.fillStyle = colours.panel;
  ctx.fillRect(0, 0, scale.width, height);
  ctx.save();
  ctx.translate(0, -scrollTop);
  drawGround(ctx, scene);
  if (picture !== undefined) {
    drawSessions(ctx, scene, picture);
    drawDensity(ctx, scene, picture);
    drawJourneys(ctx, scene, picture);
  }
  for (const loss of scene.losses) {
    const px = lossPx(scale, loss);
    if (px !== undefined) drawHatch(ctx, px, [scrollTop, scrollTop + height], scale.width, colours.lost, colours.panel);
  }
  if (picture !== undefined) {
    drawMarks(ctx, scene, picture);
    drawDrops(ctx, scene, picture);
  }
  ctx.restore();
}

function drawGround(ctx: CanvasRenderingContext2D, { scale, rows, ticks, colours, scrollTop, height }: LaneScene): void {
  const { width } = scale;
  ctx.fillStyle = colours.raised;
  for (const row of rows) if (row.kind === "group") ctx.fillRect(0, row.y, width, row.height);
  ctx.strokeStyle = colours.line;
  ctx.lineWidth = 1;
  // with colours forced upon the page the grid is as strong as what it is for
  ctx.globalAlpha = colours.line === colours.t1 ? 0.35 : 1;
  ctx.beginPath();
  for (const x of ticks) {
    ctx.moveTo(Math.round(x) + 0.5, scrollTop);
    ctx.lineTo(Math.round(x) + 0.5, scrollTop + height);
  }
  for (const row of rows) {
    ctx.moveTo(0, row.y + row.height - 0.5);
    ctx.lineTo(width, row.y + row.height - 0.5);
  }
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Bars of columns in which sightings stand too close; all rows share one measure, so that lanes can be compared. */
function drawDensity(ctx: CanvasRenderingContext2D, scene: LaneScene, picture: TimelinePicture): void {
  const { scale, drawn, colours } = scene;
  const most = densest(picture);
  if (most === 0) return;
  const columnNs = (picture.toNs - picture.fromNs) / picture.columns;
  const columnPx = (columnNs / (scale.toNs - scale.fromNs)) * scale.width;
  const first = Math.max(0, Math.floor((scale.fromNs - picture.fromNs) / columnNs));
  const last = Math.min(picture.columns, Math.ceil((scale.toNs - picture.fromNs) / columnNs));
  const x0 = xOf(scale, picture.fromNs);
  ctx.fillStyle = colours.data;
  ctx.beginPath();
  for (const row of drawn) {
    const columns = picture.rows[row.at];
    if (columns === undefined || !inSight(scene, row)) continue;
    const foot = row.y + row.height - 3;
    const room = row.height - 7;
    for (let c = first; c < last; c++) {
      const n = columns.counts[c] ?? 0;
      if (n === 0 || columns.levels[c] !== LEVEL.DENSE) continue;
      const h = Math.max(1.5, Math.sqrt(n / most) * room);
      ctx.rect(x0 + c * columnPx, foot - h, Math.max(0.8, columnPx * BAR), h);
    }
  }
  ctx.fill();
}

/** The next power of two above the highest count: bars do not change their height with each step of a pan. */
function densest(picture: TimelinePicture): number {
  let most = 0;
  for (const { counts, levels } of picture.rows) {
    for (let c = 0; c < counts.length; c++) if (levels[c] === LEVEL.DENSE && (counts[c] ?? 0) > most) most = counts[c] ?? 0;
  }
  return most === 0 ? 0 : 2 ** Math.ceil(Math.log2(most));
}

/** A tick at the foot of the lane for each column with a drop, at any zoom; where there are few, a cross with the reason. */
function drawDrops(ctx: CanvasRenderingContext2D, scene: LaneScene, picture: TimelinePicture): void {
  const { scale, drawn, colours } = scene;
  const columnNs = (picture.toNs - picture.fromNs) / picture.columns;
  const named = new Set(picture.drops.map(({ row }) => row));
  for (const row of drawn) {
    const columns = picture.rows[row.at];
    if (columns === undefined || !inSight(scene, row)) continue;
    const foot = row.y + row.height - 1;
    let lostHere = 0;
    for (let c = 0; c < picture.columns; c++) {
      const drops = columns.drops[c] ?? 0;
      const lost = columns.levels[c] === LEVEL.DENSE ? (columns.lost[c] ?? 0) : 0;
      lostHere += lost;
      if (drops === 0 && lost === 0) continue;
      const x = xOf(scale, picture.fromNs + (c + 0.5) * columnNs);
      if (lost > 0) tick(ctx, x, row.y + 2, 5, colours.lost, lost);
      if (drops > 0 && (columns.levels[c] === LEVEL.DENSE || !named.has(row.at))) tick(ctx, x, foot - 8, 8, colours.bad, drops);
    }
    if (lostHere > 0) lostCount(ctx, scene, row, lostHere);
  }
  drawCrosses(ctx, scene, picture);
}

/** Brighter by count. */
function tick(ctx: CanvasRenderingContext2D, x: number, y: number, height: number, colour: string, n: number): void {
  ctx.globalAlpha = Math.min(1, 0.72 + Math.log10(n) * 0.14);
  ctx.fillStyle = colour;
  ctx.fillRect(x - 0.75, y, 1.5, height);
  ctx.globalAlpha = 1;
}

function lostCount(ctx: CanvasRenderingContext2D, { scale, colours }: LaneScene, row: PlacedRow, n: number): void {
  const y = row.y + row.height / 2;
  const text = n > 9999 ? `${Math.round(n / 1000)}k` : String(n);
  ctx.font = `11px ${colours.sans}`;
  const width = ctx.measureText(text).width + 24;
  ctx.fillStyle = colours.lostbg;
  ctx.beginPath();
  ctx.roundRect(scale.width - width - 6, y - 9, width, 18, 4);
  ctx.fill();
  ctx.strokeStyle = colours.lost;
  ctx.lineWidth = 1.4;
  ctx.setLineDash([2.2, 2]);
  ctx.beginPath();
  ctx.arc(scale.width - width + 6, y, 4, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = colours.lost;
  ctx.textBaseline = "middle";
  ctx.fillText(text, scale.width - width + 14, y + 0.5);
}

const CROSS = 4.5;
const DISC = 7.5;

function levelAt(picture: TimelinePicture, row: number, ns: number): number | undefined {
  return picture.rows[row]?.levels[Math.floor(((ns - picture.fromNs) / (picture.toNs - picture.fromNs)) * picture.columns)];
}

function cross(ctx: CanvasRenderingContext2D, marks: readonly { readonly x: number; readonly y: number }[], colour: string): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.lineCap = "round";
  ctx.beginPath();
  for (const { x, y } of marks) {
    ctx.moveTo(x - CROSS, y - CROSS);
    ctx.lineTo(x + CROSS, y + CROSS);
    ctx.moveTo(x + CROSS, y - CROSS);
    ctx.lineTo(x - CROSS, y + CROSS);
  }
  ctx.stroke();
  ctx.lineCap = "butt";
}

function drawCrosses(ctx: CanvasRenderingContext2D, scene: LaneScene, picture: TimelinePicture): void {
  const { scale, colours } = scene;
  const drawn = new Map(scene.drawn.map((row) => [row.at, row]));
  const marks = picture.drops.flatMap((drop) => {
    const row = drawn.get(drop.row);
    return row === undefined || !inSight(scene, row)
      ? []
      : [{ x: xOf(scale, drop.timeNs), y: row.y + row.height / 2, drop, close: levelAt(picture, drop.row, drop.timeNs) === LEVEL.CLOSE }];
  });
  ctx.fillStyle = colours.bad;
  ctx.beginPath();
  for (const { x, y, close } of marks) {
    if (!close) continue;
    ctx.moveTo(x + DISC, y);
    ctx.arc(x, y, DISC, 0, 2 * Math.PI);
    // the journey goes no further
    ctx.rect(x - DISC, y + DISC + 1.5, 2 * DISC, 2);
  }
  ctx.fill();
  cross(
    ctx,
    marks.filter(({ close }) => close),
    colours.panel,
  );
  cross(
    ctx,
    marks.filter(({ close }) => !close),
    colours.bad,
  );
  ctx.font = `11px ${colours.sans}`;
  ctx.textBaseline = "middle";
  for (const [i, { x, y, drop }] of marks.entries()) {
    const text = `dropped: ${drop.reason.replace(/\.$/, "")}`;
    const width = Math.min(300, ctx.measureText(text).width + 10);
    const taken = marks.some((other, j) => j !== i && Math.abs(other.y - y) < 18 && other.x > x - 1 && other.x < x + width + 24 && (other.x > x || j > i));
    if (taken || x < -20 || x > scale.width) continue;
    const left = x + width + 12 > scale.width ? x - width - 10 : x + 10;
    ctx.fillStyle = colours.badbg;
    ctx.beginPath();
    ctx.roundRect(left, y - 9, width, 18, 4);
    ctx.fill();
    ctx.fillStyle = colours.bad;
    ctx.fillText(fitted(ctx, text, width - 8), left + 5, y + 0.5);
  }
}
