import type { TopologyEdge } from "../../core/atlas.js";
import type { LayoutLink, TopologyLayout } from "./layout.js";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way of a line between two boxes. */
export interface Route {
  /** Boxes by their positions. */
  readonly from: number;
  readonly to: number;
  readonly key: string;
  readonly start: Point;
  readonly end: Point;
  /** 1 where the line arrives going right, -1 going left. */
  readonly heading: 1 | -1;
  readonly points: readonly [Point, Point, Point, Point];
}

/** What goes along a route: the sum of all edges between the places of its boxes. */
export interface Flow {
  readonly packets: number;
  readonly bytes: number;
  readonly drops: number;
  /** Of one edge, its median; of several, the median of the medians by packets. */
  readonly p50Ns?: number;
  /** Of several edges, the highest. */
  readonly p95Ns?: number;
  readonly slowest?: { readonly journey: number; readonly latencyNs: number };
  readonly edges: readonly TopologyEdge[];
}

const LEAST_BEND = 34;
const BULGE = 46;
const MOST_PX = 9;
const LEAST_PX = 1.2;
/** Room that the head of an arrow takes of its line. */
export const HEAD = 6;

/** The ways of all links: they depend on nothing but the layout, so that they stand still while filters change. */
export function routesOf(layout: TopologyLayout, links: readonly LayoutLink[]): readonly Route[] {
  const pairs = new Map<string, { readonly from: number; readonly to: number }>();
  for (const link of links) {
    const [from, to] = [layout.boxOf.get(link.from), layout.boxOf.get(link.to)];
    if (from !== undefined && to !== undefined && from !== to) pairs.set(`${from} ${to}`, { from, to });
  }
  const ends = [...pairs].flatMap(([key, { from, to }]) => {
    const [a, b] = [layout.boxes[from]?.column ?? 0, layout.boxes[to]?.column ?? 0];
    return [
      { key, at: from, other: to, right: b >= a, out: true },
      { key, at: to, other: from, right: a >= b, out: false },
    ];
  });
  const ports = new Map<string, Point>();
  for (const side of grouped(ends, ({ at, right }) => `${at} ${right ? "r" : "l"}`)) {
    const middle = (box: number): number => (layout.boxes[box]?.y ?? 0) + (layout.boxes[box]?.height ?? 0) / 2;
    // Both ways between two boxes lie side by side: the way out above at either end, so that they do not cross.
    side.sort((a, b) => middle(a.other) - middle(b.other) || a.other - b.other || Number(a.out === a.right) - Number(b.out === b.right));
    side.forEach(({ key, at, right, out }, i) => {
      const box = layout.boxes[at];
      if (box === undefined) return;
      ports.set(`${key} ${out ? "out" : "in"}`, { x: right ? box.x + box.width : box.x, y: box.y + (box.height * (i + 1)) / (side.length + 1) });
    });
  }
  return [...pairs].flatMap(([key, { from, to }]): Route[] => {
    const [start, end] = [ports.get(`${key} out`), ports.get(`${key} in`)];
    if (start === undefined || end === undefined) return [];
    const [a, b] = [layout.boxes[from]?.column ?? 0, layout.boxes[to]?.column ?? 0];
    const apart = Math.abs(end.x - start.x);
    const bend = a === b ? BULGE : Math.max(Math.min(LEAST_BEND, apart * 0.55), apart * 0.45);
    const leaving = b >= a ? 1 : -1;
    const heading = b > a ? 1 : -1;
    const points = [start, { x: start.x + leaving * bend, y: start.y }, { x: end.x - heading * bend, y: end.y }, end] as const;
    return [{ from, to, key, start, end, heading, points }];
  });
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()];
}

/** What the edges bring to each route, by its key. */
export function flowsOf(layout: TopologyLayout, edges: readonly TopologyEdge[]): ReadonlyMap<string, Flow> {
  const placed = edges.flatMap((edge) => {
    const [from, to] = [layout.boxOf.get(edge.from), layout.boxOf.get(edge.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ key: `${from} ${to}`, edge }];
  });
  return new Map(grouped(placed, ({ key }) => key).map((group) => [group[0]?.key ?? "", summed(group.map(({ edge }) => edge))]));
}

function summed(edges: readonly TopologyEdge[]): Flow {
  const timed = edges.flatMap(({ latency }) => (latency === undefined ? [] : [latency])).sort((a, b) => a.p50Ns - b.p50Ns);
  const half = timed.reduce((sum, { count }) => sum + count, 0) / 2;
  let passed = 0;
  const median = timed.find(({ count }) => (passed += count) >= half);
  const slowest = edges
    .flatMap((edge) => edge.slowest ?? [])
    .reduce<TopologyEdge["slowest"]>((worst, one) => (worst === undefined || one.latencyNs > worst.latencyNs ? one : worst), undefined);
  return {
    packets: edges.reduce((sum, { packets }) => sum + packets, 0),
    bytes: edges.reduce((sum, { bytes }) => sum + bytes, 0),
    drops: edges.reduce((sum, { drops }) => sum + drops, 0),
    ...(median === undefined ? {} : { p50Ns: median.p50Ns, p95Ns: timed.reduce((most, { p95Ns }) => Math.max(most, p95Ns), 0) }),
    ...(slowest === undefined ? {} : { slowest }),
    edges,
  };
}

/** Width of a line: the square root of its packets, `most` being those of the busiest line of the whole trace. */
export function lineWidth(packets: number, most: number): number {
  return Math.max(LEAST_PX, Math.min(1, Math.sqrt(packets / Math.max(1, most))) * MOST_PX);
}

/** SVG path of a route up to the head of its arrow. */
export function routePath({ points, heading }: Route): string {
  const [a, b, c, d] = points;
  return `M${px(a.x)} ${px(a.y)}C${px(b.x)} ${px(b.y)} ${px(c.x - heading * HEAD)} ${px(c.y)} ${px(d.x - heading * HEAD)} ${px(d.y)}`;
}

/** SVG path of the head of a route's arrow. */
export function headPath({ end, heading }: Route, width: number): string {
  const half = width / 2 + 2.5;
  return `M${px(end.x)} ${px(end.y)}l${-heading * (HEAD + 1)} ${px(-half)}v${px(half * 2)}z`;
}

/** The point at a share of the way. */
export function along({ points }: Route, share: number): Point {
  const [a, b, c, d] = points;
  const rest = 1 - share;
  const mix = (of: (point: Point) => number): number => rest ** 3 * of(a) + 3 * rest ** 2 * share * of(b) + 3 * rest * share ** 2 * of(c) + share ** 3 * of(d);
  return { x: mix(({ x }) => x), y: mix(({ y }) => y) };
}

function px(value: number): string {
  return value.toFixed(1);
}
