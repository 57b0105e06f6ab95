import type { TimelinePicture } from "../../core/timeline.js";
import { eachSegment } from "./draw-journeys.js";
import { rowAt } from "./lane-layout.js";
import type { LaneScene } from "./scene.js";
import { nsAt } from "./time-range.js";

/** How near the pointer has to be to a line. */
const REACH_PX = 6;

/** The journey whose line is nearest to a point, as a position among the picture's; -1 where none is near. `y` counts from the first row. */
export function journeyAt(scene: Pick<LaneScene, "scale" | "drawn" | "picture">, x: number, y: number): number {
  if (scene.picture === undefined) return -1;
  let best = -1;
  let least = REACH_PX;
  eachSegment(scene.picture.journeys, scene, (journey, _from, _to, x1, y1, x2, y2) => {
    if (Math.min(x1, x2) > x + REACH_PX || Math.max(x1, x2) < x - REACH_PX || Math.min(y1, y2) > y + REACH_PX || Math.max(y1, y2) < y - REACH_PX) return;
    const far = distance(x, y, x1, y1, x2, y2);
    if (far < least) [best, least] = [journey, far];
  });
  return best;
}

/** From a point to a stretch of line. */
export function distance(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
  return Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1));
}

/** The row and the column of time under a point. */
export function columnAt(
  scene: Pick<LaneScene, "scale" | "rows">,
  picture: TimelinePicture,
  x: number,
  y: number,
): { row: number; column: number } | undefined {
  const row = rowAt(scene.rows, y);
  if (row === undefined || row.at < 0) return undefined;
  const column = Math.floor(((nsAt(scene.scale, x) - picture.fromNs) / (picture.toNs - picture.fromNs)) * picture.columns);
  return column < 0 || column >= picture.columns ? undefined : { row: row.at, column };
}
