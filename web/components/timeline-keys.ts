import type { TimelineStage } from "./timeline-stage.js";

const ZOOM = 0.8;
const BIG_ZOOM = 0.6;
const PAN = 0.08;

/** Single keys that move in time, wherever in the view the focus is. */
export const STAGE_KEYS: Readonly<Record<string, (stage: TimelineStage) => void>> = {
  w: (stage) => {
    stage.zoom(ZOOM);
  },
  s: (stage) => {
    stage.zoom(1 / ZOOM);
  },
  a: (stage) => {
    stage.pan(-PAN);
  },
  d: (stage) => {
    stage.pan(PAN);
  },
  f: (stage) => {
    stage.fit();
  },
  "+": (stage) => {
    stage.zoom(BIG_ZOOM);
  },
  "=": (stage) => {
    stage.zoom(BIG_ZOOM);
  },
  "-": (stage) => {
    stage.zoom(1 / BIG_ZOOM);
  },
  "[": (stage) => {
    stage.travel(-1);
  },
  "]": (stage) => {
    stage.travel(1);
  },
};
