import { SHAPE } from "../../core/timeline.js";
import type { TimelineColours } from "./scene.js";

/** Adds the outline of a mark to the path. `size`: side of a frame's square; the others are in proportion. */
export function addShape(path: CanvasPath, shape: number, x: number, y: number, size: number): void {
  const half = size / 2;
  switch (shape) {
    case SHAPE.FRAME:
      path.rect(x - half, y - half, size, size);
      break;
    case SHAPE.STEP:
      path.moveTo(x, y - size);
      path.lineTo(x, y + size);
      break;
    case SHAPE.DELIVERED:
      path.moveTo(x + size * 0.68, y);
      path.arc(x, y, size * 0.68, 0, 2 * Math.PI);
      break;
    case SHAPE.SENT:
      path.moveTo(x - half, y - size * 0.68);
      path.lineTo(x + size * 0.75, y);
      path.lineTo(x - half, y + size * 0.68);
      path.closePath();
      break;
    case SHAPE.TRANSLATED:
      path.moveTo(x, y - size);
      path.lineTo(x + size, y);
      path.lineTo(x, y + size);
      path.lineTo(x - size, y);
      path.closePath();
      break;
    case SHAPE.LOST:
      path.moveTo(x + size, y);
      path.arc(x, y, size, 0, 2 * Math.PI);
      break;
    default:
  }
}

interface Look {
  readonly stroke: string | undefined;
  readonly fill: string | undefined;
  readonly dash: readonly number[];
}

/** How the marks of one shape are painted: outcomes filled, all else open on the ground. Drops are drawn last of all, elsewhere. */
export function lookOf(shape: number, colours: TimelineColours): Look {
  switch (shape) {
    case SHAPE.DELIVERED:
    case SHAPE.SENT:
      return { stroke: undefined, fill: colours.ok, dash: [] };
    case SHAPE.LOST:
      return { stroke: colours.lost, fill: colours.panel, dash: [2.2, 2] };
    case SHAPE.STEP:
      return { stroke: colours.t2, fill: undefined, dash: [] };
    default:
      return { stroke: colours.t2, fill: colours.panel, dash: [] };
  }
}

export const SHAPE_WORDS = ["frame", "NBL step", "delivered", "sent", "translated", "dropped", "lost sight"] as const;
