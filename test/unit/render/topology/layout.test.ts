import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlaceKind } from "../../../../web/core/api.js";
import type { TopologyEdge } from "../../../../web/core/atlas.js";
import { along, flowsOf, lineWidth, routePath, routesOf } from "../../../../web/render/topology/edges.js";
import { LARGE, SMALL, layoutTopology, type LayoutLink, type LayoutPlace, type TopologyLayout } from "../../../../web/render/topology/layout.js";

const KINDS: readonly PlaceKind[] = ["wire", "physical-nic", "team-nic", "switch", "virtual-nic", "vm-nic", "container-nic", "nat", "filter", "stack"];
const NONE: ReadonlySet<string> = new Set();

const graphs = fc
  .record({
    kinds: fc.array(fc.record({ kind: fc.constantFrom(...KINDS), machine: fc.constantFrom("A", "B"), parent: fc.nat(40), weight: fc.nat(9) }), {
      minLength: 1,
      maxLength: 60,
    }),
    links: fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 120 }),
  })
  .map(({ kinds, links }) => {
    const places = kinds.map(({ kind, machine, parent, weight }, i): LayoutPlace => {
      const on = kinds[parent]?.kind === "switch" && parent !== i ? `p${parent}` : undefined;
      return { id: `p${i}`, kind, machine, weight, parent: on };
    });
    return { places, links: links.map(([from, to]): LayoutLink => ({ from: `p${from % kinds.length}`, to: `p${to % kinds.length}` })) };
  });

function overlaps({ boxes }: TopologyLayout): readonly string[] {
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} and ${b.id}`),
  );
}

const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((value, i) => ({ value, by: Math.imul(i + 1, seed * 2 + 1) % 101 }))
    .sort((a, b) => a.by - b.by)
    .map(({ value }) => value);

describe("the layout of places", () => {
  test("every place has one box, boxes do not overlap and lie within the picture", () => {
    fc.assert(
      fc.property(graphs, fc.boolean(), ({ places, links }, opened) => {
        const folded = layoutTopology(places, links, NONE);
        const layout = opened ? layoutTopology(places, links, new Set(folded.boxes.flatMap(({ fold }) => fold ?? []))) : folded;
        expect(overlaps(layout)).toEqual([]);
        expect(layout.boxes.flatMap(({ members }) => members).toSorted()).toEqual(places.map(({ id }) => id).toSorted());
        for (const { id, column } of places.map((one) => ({ id: one.id, column: layout.boxes[layout.boxOf.get(one.id) ?? -1]?.column }))) {
          expect(column, id).toBeDefined();
        }
        for (const { x, y, width, height } of layout.boxes) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(layout.width);
          expect(y + height).toBeLessThanOrEqual(layout.height);
        }
        const alike = new Map<string, number>();
        for (const { members, fold } of opened ? [] : layout.boxes) {
          const one = places.find(({ id }) => id === members[0]);
          const key = `${one?.machine} ${one?.parent} ${one?.kind}`;
          if (fold === undefined) alike.set(key, (alike.get(key) ?? 0) + 1);
        }
        expect(Math.max(0, ...alike.values())).toBeLessThanOrEqual(LARGE.mostAlike);
      }),
    );
  });

  test("the same places and links give the same picture in whatever order they come, and weights move nothing that is shown anyway", () => {
    fc.assert(
      fc.property(graphs, fc.nat(50), ({ places, links }, seed) => {
        const layout = layoutTopology(places, links, NONE);
        expect(layoutTopology(shuffled(places, seed), shuffled([...links, ...links], seed), NONE)).toEqual(layout);
        if (layout.boxes.some(({ fold }) => fold !== undefined)) return;
        const busier = places.map((one, i) => ({ ...one, weight: one.weight + ((i * seed) % 13) }));
        expect(layoutTopology(busier, links, NONE)).toEqual(layout);
      }),
    );
  });

  test("the wire is left of cards, cards of switches, switches of what is on them", () => {
    const place = (id: string, kind: PlaceKind, parent?: string): LayoutPlace => ({ id, kind, machine: "A", weight: 1, parent });
    const places = [place("nat", "nat"), place("c1", "container-nic", "s"), place("w", "wire"), place("s", "switch"), place("eth", "physical-nic", "s")];
    const { boxes, boxOf } = layoutTopology(places, [], NONE);
    const xs = ["w", "eth", "s", "c1", "nat"].map((id) => boxes[boxOf.get(id) ?? -1]?.x ?? NaN);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(new Set(xs).size).toBe(5);
  });

  test("of many containers on a switch the busiest are shown, the rest stand in one box that opens", () => {
    const places: LayoutPlace[] = [{ id: "s", kind: "switch", machine: "A", weight: 0 }];
    for (let i = 0; i < 40; i++) places.push({ id: `c${i}`, kind: "container-nic", machine: "A", parent: "s", weight: i });
    const folded = layoutTopology(places, [], NONE);
    const fold = folded.boxes.find((box) => box.fold !== undefined);
    expect(fold?.members).toHaveLength(40 - LARGE.mostAlike + 1);
    expect(fold?.members).not.toContain("c39");
    expect(folded.boxes).toHaveLength(1 + LARGE.mostAlike);
    const open = layoutTopology(places, [], new Set([fold?.fold ?? ""]));
    expect(open.boxes).toHaveLength(1 + 40 + 1);
    expect(open.boxes.find((box) => box.fold !== undefined)?.members).toEqual([]);
    expect(layoutTopology(places, [], NONE, SMALL).boxes).toHaveLength(1 + SMALL.mostAlike);
  });

  test("two thousand places are laid out", () => {
    const places: LayoutPlace[] = [];
    const links: LayoutLink[] = [];
    for (let i = 0; i < 2_000; i++) {
      const kind: PlaceKind = i % 50 === 0 ? "switch" : i % 50 === 1 ? "physical-nic" : "container-nic";
      places.push({ id: `p${i}`, kind, machine: "A", weight: i % 7, parent: kind === "switch" ? undefined : `p${i - (i % 50)}` });
      links.push({ from: `p${i}`, to: `p${(i * 7) % 2_000}` }, { from: `p${i}`, to: `p${i - (i % 50)}` });
    }
    const open = new Set(layoutTopology(places, links, NONE).boxes.flatMap(({ fold }) => fold ?? []));
    const layout = layoutTopology(places, links, open);
    expect(layout.boxOf.size).toBe(2_000);
    expect(routesOf(layout, links).length).toBeGreaterThan(2_000);
  });
});

describe("the lines between places", () => {
  const edgesOf = (links: readonly LayoutLink[]): readonly TopologyEdge[] =>
    links.map(({ from, to }, i) => ({
      from,
      to,
      packets: i + 1,
      bytes: 10 * (i + 1),
      drops: i % 3,
      ...(i % 4 === 0
        ? {}
        : { latency: { count: i + 1, p50Ns: 100 * i, p95Ns: 200 * i, p99Ns: 300 * i, maxNs: 400 * i }, slowest: { journey: i, latencyNs: 400 * i } }),
    }));

  test("each goes from the edge of a box to the edge of another, and all that goes between places is in one of them", () => {
    fc.assert(
      fc.property(graphs, ({ places, links }) => {
        const layout = layoutTopology(places, links, NONE);
        const routes = routesOf(layout, links);
        const edges = edgesOf(links);
        const flows = flowsOf(layout, edges);
        expect([...flows.keys()].toSorted()).toEqual(routes.map(({ key }) => key).toSorted());
        for (const route of routes) {
          const { start, end, from, to } = route;
          for (const [point, box] of [
            [start, layout.boxes[from]],
            [end, layout.boxes[to]],
          ] as const) {
            if (box === undefined) throw new Error("a line without a box");
            expect([box.x, box.x + box.width]).toContain(point.x);
            expect(point.y).toBeGreaterThan(box.y);
            expect(point.y).toBeLessThan(box.y + box.height);
          }
          expect(along(route, 0)).toEqual(start);
          expect(along(route, 1)).toEqual(end);
          expect(routePath(route)).not.toContain("NaN");
        }
        const between = edges.filter(({ from, to }) => layout.boxOf.get(from) !== layout.boxOf.get(to));
        for (const what of ["packets", "bytes", "drops"] as const) {
          expect([...flows.values()].reduce((sum, flow) => sum + flow[what], 0)).toBe(between.reduce((sum, edge) => sum + edge[what], 0));
        }
        for (const { edges: own, slowest, p95Ns } of flows.values()) {
          expect(slowest?.latencyNs ?? 0).toBe(Math.max(0, ...own.map((edge) => edge.slowest?.latencyNs ?? 0)));
          expect(p95Ns ?? 0).toBe(Math.max(0, ...own.map((edge) => edge.latency?.p95Ns ?? 0)));
        }
      }),
    );
  });

  test("width is the square root of packets, and never nothing", () => {
    expect(lineWidth(100, 100) / lineWidth(25, 100)).toBeCloseTo(2);
    expect(lineWidth(0, 0)).toBeGreaterThan(1);
    expect(lineWidth(5, 1)).toBe(lineWidth(1, 1));
  });
});
