import type { JourneyRow, PlaceRef, Sighting } from "../core/api.js";
import { placeCards, type Box, type LadderCard, type Point } from "./ladder-cards.js";
import { rampStep, type RampStep } from "./latency-ramp.js";

export type LadderScale = "even" | "time";
export type MarkShape = "frame" | "step" | "delivered" | "translated" | "dropped" | "end-delivered" | "end-sent" | "lost";

export interface LadderColumn {
  readonly place: PlaceRef;
  readonly x: number;
}

/** Columns side by side whose places stand on one switch. */
export interface LadderGroup {
  readonly switch: PlaceRef;
  readonly from: number;
  readonly to: number;
}

export interface LadderMark extends Point {
  readonly sighting: Sighting;
  readonly shape: MarkShape;
  /** The band of the picture that belongs to this sighting. */
  readonly top: number;
  readonly bottom: number;
  /** What is written beside the mark; empty where a neighbour stands too close. */
  readonly label: string;
  readonly nbl: string;
  readonly side: "left" | "right";
  /** There is room for its time. */
  readonly timed: boolean;
}

export interface LadderHop {
  readonly from: Point;
  readonly to: Point;
  readonly ns: number;
  readonly ramp: RampStep;
  readonly longest: boolean;
  /** Middle of the pill with the latency, where one fits. */
  readonly pill: Point | undefined;
}

export interface Ladder {
  readonly width: number;
  readonly height: number;
  readonly columnWidth: number;
  readonly columns: readonly LadderColumn[];
  readonly groups: readonly LadderGroup[];
  readonly marks: readonly LadderMark[];
  readonly hops: readonly LadderHop[];
  readonly cards: readonly LadderCard[];
  /** What lies behind a translation. */
  readonly behind: Box | undefined;
}

/** Beyond this many a picture says nothing more; the steps as text go on. */
export const MOST_DRAWN = 200;
const LEAST_COLUMN = 118;
const MOST_COLUMN = 212;
/** Left of the first column, for the latencies of hops within it. */
const LEFT = 14;
const ROW = 36;
const TOP = 28;
const BOTTOM = 32;
export const PILL = { width: 56, height: 18 } as const;
/** Widths of text can only be measured in a page; these are those of the widest likely font. */
const CHAR = 6.5;
const MONO = 7;

/** Where everything of a journey's ladder stands, in px: places as columns in the order in which they were reached, time downwards. */
export function layoutLadder(row: JourneyRow, available: number, scale: LadderScale): Ladder {
  const sightings = row.sightings.slice(0, MOST_DRAWN);
  const places = [...new Map(sightings.map(({ place }) => [place.id, place])).values()];
  const columnWidth = Math.min(MOST_COLUMN, Math.max(LEAST_COLUMN, Math.floor((available - LEFT) / Math.max(1, places.length))));
  const columns = places.map((place, i) => ({ place, x: Math.round(LEFT + (i + 0.5) * columnWidth) }));
  const width = LEFT + columnWidth * columns.length;
  const xOf = new Map(columns.map(({ place, x }) => [place.id, x]));
  const ys = heights(sightings, scale);
  const height = TOP + Math.max(0, sightings.length - 1) * ROW + BOTTOM;
  const marks = placeMarks(row, sightings, xOf, ys, width, height);
  const hops = placeHops(sightings, marks);
  const found = placeCards(marks, obstacles(marks, hops), width, height);
  return {
    width: found.width,
    height: Math.max(height, found.height),
    columnWidth,
    columns,
    groups: groupColumns(sightings, columns, columnWidth),
    marks,
    hops,
    cards: found.cards,
    behind: behindTranslation(marks, width, height),
  };
}

function heights(sightings: readonly Sighting[], scale: LadderScale): number[] {
  const first = sightings[0]?.timeNs ?? 0n;
  const whole = Number((sightings.at(-1)?.timeNs ?? first) - first);
  const room = (sightings.length - 1) * ROW;
  return sightings.map((sighting, i) => TOP + (scale === "even" || whole <= 0 ? i * ROW : (Number(sighting.timeNs - first) / whole) * room));
}

function shapeOf(row: JourneyRow, sighting: Sighting, last: boolean): MarkShape {
  if (sighting.kind === "dropped") return "dropped";
  if (last && row.outcome === "lost-sight") return "lost";
  if (last && row.outcome === "delivered") return "end-delivered";
  if (last && row.outcome === "sent") return "end-sent";
  if (sighting.kind === "translated" || sighting.kind === "forwarded") return "translated";
  if (sighting.kind === "delivered") return "delivered";
  return sighting.kind === "frame" ? "frame" : "step";
}

function placeMarks(
  row: JourneyRow,
  sightings: readonly Sighting[],
  xOf: ReadonlyMap<string, number>,
  ys: readonly number[],
  width: number,
  height: number,
): LadderMark[] {
  const written = labels(row, sightings, ys);
  const widest = new Map<string, number>();
  for (const [i, { label, nbl }] of written.entries()) {
    const id = sightings[i]?.place.id ?? "";
    widest.set(id, Math.max(widest.get(id) ?? 0, textWidth(label, nbl)));
  }
  return sightings.map((sighting, i) => {
    const x = xOf.get(sighting.place.id) ?? 0;
    const y = ys[i] ?? TOP;
    const wide = widest.get(sighting.place.id) ?? 0;
    return {
      x,
      y,
      sighting,
      shape: shapeOf(row, sighting, ends(row, sightings, i)),
      label: written[i]?.label ?? "",
      nbl: written[i]?.nbl ?? "",
      timed: written[i]?.label !== "",
      // one side for a whole column: the latencies of hops within it stand on the other
      side: x + 14 + wide <= width || x - 14 - wide < 0 ? "right" : "left",
      top: i === 0 ? 0 : ((ys[i - 1] ?? 0) + y) / 2,
      bottom: i === sightings.length - 1 ? height : (y + (ys[i + 1] ?? y)) / 2,
    };
  });
}

function ends(row: JourneyRow, sightings: readonly Sighting[], i: number): boolean {
  return i === sightings.length - 1 && row.sightings.length === sightings.length;
}

/** What is written beside each mark; nothing where the mark above stands too close. An NBL is written where it is new. */
function labels(row: JourneyRow, sightings: readonly Sighting[], ys: readonly number[]): { readonly label: string; readonly nbl: string }[] {
  let shownNbl: string | undefined;
  let labelled = -Infinity;
  return sightings.map((sighting, i) => {
    const y = ys[i] ?? TOP;
    if (y - labelled < 15 && sighting.kind !== "dropped") return { label: "", nbl: "" };
    labelled = y;
    const words = `${sighting.kind}${sighting.kind === "routed" && sighting.from !== undefined ? ` from ${short(sighting.from.name)}` : ""}`;
    const nbl = sighting.nbl !== undefined && sighting.nbl !== shownNbl ? sighting.nbl : "";
    if (nbl !== "") shownNbl = nbl;
    return { label: shapeOf(row, sighting, ends(row, sightings, i)) === "lost" ? `${words}, cannot see further` : words, nbl };
  });
}

function short(name: string): string {
  return name.length > 22 ? `${name.slice(0, 21)}…` : name;
}

function textWidth(label: string, nbl: string): number {
  return label.length * CHAR + (nbl === "" ? 0 : (nbl.length + 5) * MONO);
}

function placeHops(sightings: readonly Sighting[], marks: readonly LadderMark[]): LadderHop[] {
  const most = Math.max(0, ...sightings.map((sighting) => sighting.latencyFromPreviousNs));
  const longest = sightings.findIndex((sighting, i) => i > 0 && most > 0 && sighting.latencyFromPreviousNs === most);
  return marks.slice(1).map((to, i) => {
    const from = marks[i] ?? to;
    const ns = to.sighting.latencyFromPreviousNs;
    const upright = Math.abs(from.x - to.x) < 1;
    const fits = to.y - from.y >= PILL.height;
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const beside = (PILL.width / 2 + 10) * (from.side === "right" ? -1 : 1);
    const pill = upright ? { x: from.x + beside, y: middle.y } : middle;
    return { from: { x: from.x, y: from.y }, to: { x: to.x, y: to.y }, ns, ramp: rampStep(ns), longest: i + 1 === longest, pill: fits ? pill : undefined };
  });
}

function groupColumns(sightings: readonly Sighting[], columns: readonly LadderColumn[], columnWidth: number): LadderGroup[] {
  const switchOf = new Map<string, PlaceRef>();
  for (const sighting of sightings) if (sighting.switch !== undefined) switchOf.set(sighting.place.id, sighting.switch);
  const groups: { switch: PlaceRef; from: number; to: number }[] = [];
  for (const [i, { place, x }] of columns.entries()) {
    const at = switchOf.get(place.id);
    if (at === undefined) continue;
    const last = groups[groups.length - 1];
    const before = switchOf.get(columns[i - 1]?.place.id ?? "");
    if (last !== undefined && before?.id === at.id) last.to = x + columnWidth / 2;
    else groups.push({ switch: at, from: x - columnWidth / 2, to: x + columnWidth / 2 });
  }
  return groups;
}

/** What other drawings have to keep clear of. */
function obstacles(marks: readonly LadderMark[], hops: readonly LadderHop[]): Box[] {
  const boxes: Box[] = [];
  for (const { x, y, label, nbl, side } of marks) {
    boxes.push({ x: x - 11, y: y - 11, width: 22, height: 22 });
    const wide = textWidth(label, nbl) + 14;
    if (label !== "") boxes.push({ x: side === "right" ? x : x - wide, y: y - 16, width: wide, height: 32 });
  }
  for (const { from, to, pill } of hops) {
    if (pill !== undefined) boxes.push({ x: pill.x - PILL.width / 2, y: pill.y - PILL.height / 2, width: PILL.width, height: PILL.height });
    const parts = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 14));
    for (let i = 0; i <= parts; i++) {
      boxes.push({ x: from.x + ((to.x - from.x) * i) / parts - 6, y: from.y + ((to.y - from.y) * i) / parts - 6, width: 12, height: 12 });
    }
  }
  return boxes;
}

/** From the translation on, and as far to the left as the packet still goes. */
function behindTranslation(marks: readonly LadderMark[], width: number, height: number): Box | undefined {
  const at = marks.findIndex(({ sighting }) => sighting.kind === "translated" || sighting.kind === "forwarded" || sighting.joined.by === "nat");
  const first = marks[at];
  if (first === undefined) return undefined;
  const x = Math.min(...marks.slice(at).map((mark) => mark.x));
  return { x, y: first.y, width: width - x, height: height - first.y };
}
