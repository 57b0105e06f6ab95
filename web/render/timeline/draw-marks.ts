import { LEVEL, SHAPE, type TimelinePicture } from "../../core/timeline.js";
import { fitted } from "./fitted.js";
import { middleOf } from "./lane-layout.js";
import { inSight, type LaneScene } from "./scene.js";
import { addShape, lookOf, SHAPE_WORDS } from "./shapes.js";
import { xOf } from "./time-range.js";

const NEAR_PX = 4.4;
const CLOSE_PX = 6.5;
/** Words beside marks need this much room to the next mark of the lane. */
const WORD_ROOM = 74;

/** Single sightings with the shape of what they are, and events of extra lanes. */
export function drawMarks(ctx: CanvasRenderingContext2D, scene: LaneScene, picture: TimelinePicture): void {
  const { scale, drawn, colours } = scene;
  const { times, rows, shapes } = picture.journeys;
  const paths = SHAPE_WORDS.map(() => new Path2D());
  const columnNs = (picture.toNs - picture.fromNs) / picture.columns;
  const k = scale.width / (scale.toNs - scale.fromNs);
  const middles = drawn.map(middleOf);
  const seen = drawn.map((row) => inSight(scene, row));
  const words: { x: number; row: number; text: string }[] = [];
  const { starts, ids } = picture.journeys;
  const apart = scene.apart === undefined ? -1 : ids.indexOf(scene.apart);
  const [apartFrom, apartTo] = [starts[apart] ?? -1, starts[apart + 1] ?? -1];
  for (let p = 0; p < times.length; p++) {
    if (apart >= 0 && p >= apartFrom && p < apartTo) continue;
    const row = rows[p] ?? -1;
    if (row < 0 || seen[row] !== true) continue;
    const t = times[p] ?? 0;
    const x = (t - scale.fromNs) * k;
    if (x < -10 || x > scale.width + 10) continue;
    const level = picture.rows[row]?.levels[Math.min(picture.columns - 1, Math.max(0, Math.floor((t - picture.fromNs) / columnNs)))];
    if (level === LEVEL.DENSE) continue;
    const shape = shapes[p] ?? SHAPE.FRAME;
    const path = paths[shape];
    if (path === undefined) continue;
    addShape(path, shape, x, middles[row] ?? 0, level === LEVEL.CLOSE ? CLOSE_PX : NEAR_PX);
    if (level === LEVEL.CLOSE && shape !== SHAPE.DROPPED) words.push({ x, row, text: SHAPE_WORDS[shape] ?? "" });
  }
  for (const [shape, path] of paths.entries()) {
    const { stroke, fill, dash } = lookOf(shape, colours);
    if (fill !== undefined) {
      ctx.fillStyle = fill;
      ctx.fill(path);
    }
    if (stroke === undefined) continue;
    ctx.strokeStyle = stroke;
    ctx.lineWidth = 1.3;
    ctx.setLineDash(dash);
    ctx.stroke(path);
  }
  ctx.setLineDash([]);
  drawWords(ctx, scene, words);
  drawEvents(ctx, scene, picture);
}

function drawWords(ctx: CanvasRenderingContext2D, { colours, drawn }: LaneScene, words: { x: number; row: number; text: string }[]): void {
  ctx.font = `11px ${colours.sans}`;
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = colours.t3;
  words.sort((a, b) => a.row - b.row || a.x - b.x);
  for (const [i, { x, row, text }] of words.entries()) {
    const next = words[i + 1];
    const before = words[i - 1];
    if ((next?.row === row && next.x - x < WORD_ROOM) || (before?.row === row && x - before.x < 12)) continue;
    const place = drawn[row];
    if (place !== undefined) ctx.fillText(text, x + 8, place.y + place.height - 4);
  }
}

/** Events of extra lanes: a bar each, processes with a flag that says whether they start or end. */
function drawEvents(ctx: CanvasRenderingContext2D, scene: LaneScene, picture: TimelinePicture): void {
  const { scale, drawn, colours } = scene;
  ctx.font = `11px ${colours.sans}`;
  ctx.textBaseline = "middle";
  ctx.lineWidth = 1.6;
  for (const [i, mark] of picture.marks.entries()) {
    const row = drawn[mark.row];
    const x = xOf(scale, mark.timeNs);
    if (row === undefined || x < -200 || x > scale.width) continue;
    const y = middleOf(row);
    ctx.strokeStyle = colours.t2;
    ctx.fillStyle = mark.process === "stop" ? colours.panel : colours.t2;
    ctx.beginPath();
    if (mark.process === undefined) {
      ctx.moveTo(x, y - 7);
      ctx.lineTo(x, y + 7);
    } else {
      // a flag that points into the life of the process
      const way = mark.process === "start" ? 7 : -7;
      ctx.moveTo(x, y + 8);
      ctx.lineTo(x, y - 8);
      ctx.lineTo(x + way, y - 4.5);
      ctx.lineTo(x, y - 1);
      ctx.fill();
    }
    ctx.stroke();
    const next = picture.marks[i + 1];
    const room = (next?.row === mark.row ? xOf(scale, next.timeNs) : scale.width) - x - 16;
    if (mark.text === "" || room < 60) continue;
    ctx.fillStyle = colours.t2;
    ctx.fillText(fitted(ctx, mark.text, Math.min(room, 320)), x + 10, y + 0.5);
  }
}
