import type { Sighting } from "../core/api.js";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Change {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** The fields that changed on the way to one sighting, beside its mark. */
export interface LadderCard extends Box {
  /** Position of the sighting. */
  readonly index: number;
  readonly changes: readonly Change[];
  /** Changes that the card has no room for. */
  readonly more: number;
  /** Line from the mark to the card. */
  readonly link: readonly Point[];
}

interface Seen extends Point {
  readonly sighting: Sighting;
}

const MOST_ROWS = 9;
const ROW = 18;
const HEAD = 31;
const FOOT = 8;
const MONO = 7;
const GAP = 10;
/** Candidates for a card's corner lie on a grid this wide. */
const STEP = 12;
/** A card below its mark has to be this much nearer than one above. */
const BELOW = 160;
/** How far around its mark ground is looked for, and for how many cards: a journey may have any number of changes. */
const REACH = { up: 460, down: 240, aside: 420 } as const;
const MOST_PLACED = 12;

/** Addresses lead; what the link layer changed comes last. MAC addresses keep the half that differs between NICs. */
function shown(changes: Sighting["changes"]): Change[] {
  const link = (field: string): boolean => field.startsWith("eth.");
  return [...changes.filter(({ field }) => !link(field)), ...changes.filter(({ field }) => link(field))].map(({ field, from, to }) => ({
    field,
    from: shorten(from),
    to: shorten(to),
  }));
}

export function shorten(value: string): string {
  if (/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(value)) return `…${value.slice(-8)}`;
  return value.length > 22 ? `${value.slice(0, 10)}…${value.slice(-10)}` : value;
}

function size(changes: readonly Change[], more: number): { readonly width: number; readonly height: number } {
  const widest = (of: (change: Change) => number): number => Math.max(0, ...changes.map(of));
  const text = widest((c) => c.field.length) + widest((c) => c.from.length) + widest((c) => c.to.length);
  return { width: Math.max(252, Math.round(text * MONO + 68)), height: HEAD + (changes.length + (more > 0 ? 1 : 0)) * ROW + FOOT };
}

/**
 * Puts each card into free ground as near to its mark as there is some. Where there is none, the picture grows to the right by a
 * strip for cards, in which they stand one below the other.
 */
export function placeCards(
  marks: readonly Seen[],
  taken: readonly Box[],
  width: number,
  height: number,
): { readonly cards: readonly LadderCard[]; readonly width: number; readonly height: number } {
  const cards: LadderCard[] = [];
  let [right, bottom, next] = [width, height, GAP];
  for (const [index, { x, y, sighting }] of marks.entries()) {
    if (sighting.changes.length === 0) continue;
    const all = shown(sighting.changes);
    const changes = all.slice(0, MOST_ROWS);
    const more = all.length - changes.length;
    const wanted = size(changes, more);
    let box = cards.length < MOST_PLACED ? freeBox({ x, y }, wanted, [...taken, ...cards], width, height) : undefined;
    if (box === undefined) {
      box = { x: width + GAP, y: Math.max(next, y - wanted.height / 2), ...wanted };
      next = box.y + box.height + GAP;
      right = Math.max(right, box.x + box.width + GAP);
      bottom = Math.max(bottom, next);
    }
    cards.push({ ...box, index, changes, more, link: link({ x, y }, box) });
  }
  return { cards, width: right, height: bottom };
}

function freeBox(
  mark: Point,
  wanted: { readonly width: number; readonly height: number },
  taken: readonly Box[],
  width: number,
  height: number,
): Box | undefined {
  let best: Box | undefined;
  let least = Infinity;
  const top = Math.max(GAP, mark.y - REACH.up);
  const bottom = Math.min(height - GAP, mark.y + REACH.down + wanted.height);
  const left = Math.max(GAP, mark.x - REACH.aside - wanted.width);
  const right = Math.min(width - GAP, mark.x + REACH.aside + wanted.width);
  const near = taken.filter((other) => overlap(other, { x: left, y: top, width: right - left, height: bottom - top }));
  for (let y = top; y + wanted.height <= bottom; y += STEP) {
    for (let x = left; x + wanted.width <= right; x += STEP) {
      const box = { x, y, ...wanted };
      const far = distance(mark, box) + (y > mark.y ? BELOW : 0);
      if (far >= least || near.some((other) => overlap(box, other))) continue;
      least = far;
      best = box;
    }
  }
  return best;
}

function overlap(a: Box, b: Box): boolean {
  const apart = 6;
  return a.x < b.x + b.width + apart && b.x < a.x + a.width + apart && a.y < b.y + b.height + apart && b.y < a.y + a.height + apart;
}

function distance({ x, y }: Point, box: Box): number {
  return Math.hypot(Math.max(box.x - x, 0, x - box.x - box.width), Math.max(box.y - y, 0, y - box.y - box.height));
}

/** One bend at most: along the sighting's row, then up or down to the card. */
function link(mark: Point, box: Box): Point[] {
  const away = 8;
  if (mark.y >= box.y && mark.y <= box.y + box.height) {
    const right = box.x > mark.x;
    return [
      { x: mark.x + (right ? away : -away), y: mark.y },
      { x: right ? box.x : box.x + box.width, y: mark.y },
    ];
  }
  const x = Math.min(box.x + box.width - 20, Math.max(box.x + 20, mark.x));
  const end = { x, y: mark.y < box.y ? box.y : box.y + box.height };
  if (Math.abs(x - mark.x) < 1) return [{ x: mark.x, y: mark.y + (mark.y < box.y ? away : -away) }, end];
  return [{ x: mark.x + (x > mark.x ? away : -away), y: mark.y }, { x, y: mark.y }, end];
}
