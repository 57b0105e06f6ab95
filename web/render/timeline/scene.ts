import type { LossRange } from "./losses.js";
import type { TimelinePicture } from "../../core/timeline.js";
import type { PlacedRow } from "./lane-layout.js";
import type { TimeScale } from "./time-range.js";

/** The tokens of tokens.ts that canvases use, as colours of the theme in force. */
export interface TimelineColours {
  readonly bg: string;
  readonly panel: string;
  readonly raised: string;
  readonly line: string;
  readonly line2: string;
  readonly t1: string;
  readonly t2: string;
  readonly t3: string;
  readonly accent: string;
  readonly accentfg: string;
  readonly sel: string;
  readonly ok: string;
  readonly bad: string;
  readonly badbg: string;
  readonly lost: string;
  readonly lostbg: string;
  readonly data: string;
  readonly data2: string;
  readonly nat: string;
  readonly ramp: readonly string[];
  readonly sans: string;
  readonly mono: string;
}

/** Everything that a frame of the lanes is drawn from. */
export interface LaneScene {
  readonly scale: TimeScale;
  /** Height of the canvas, and how far the rows are scrolled up in it. */
  readonly height: number;
  readonly scrollTop: number;
  readonly rows: readonly PlacedRow[];
  /** The rows with content, in the order of the picture's. */
  readonly drawn: readonly PlacedRow[];
  readonly picture: TimelinePicture | undefined;
  readonly losses: readonly LossRange[];
  readonly ticks: readonly number[];
  /** The pinned journey: it stands on the canvas above, so not here. */
  readonly apart: number | undefined;
  readonly colours: TimelineColours;
}

/** A journey that stands out, with what is written about it. */
export interface PinnedJourney {
  readonly label: string;
  /** Point that ends the longest hop, -1 for none. */
  readonly longest: number;
  readonly longestText: string;
  readonly longestNs: number;
}

export function inSight({ scrollTop, height }: Pick<LaneScene, "scrollTop" | "height">, row: PlacedRow): boolean {
  return row.y + row.height > scrollTop && row.y < scrollTop + height;
}
