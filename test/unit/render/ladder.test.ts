import fc from "fast-check";
import { expect, test } from "vitest";
import type { JourneyRow, PlaceRef, Sighting } from "../../../web/core/api.js";
import { layoutLadder, MOST_DRAWN, type Ladder } from "../../../web/render/ladder.js";
import { shorten } from "../../../web/render/ladder-cards.js";
import { rampShare, rampStep } from "../../../web/render/latency-ramp.js";

const place = (id: string): PlaceRef => ({ id, name: `NIC ${id}`, kind: "virtual-nic" });
const vSwitch: PlaceRef = { id: "s", name: "nat", kind: "switch" };

interface Step {
  readonly at: string;
  readonly kind?: Sighting["kind"];
  readonly hopNs?: number;
  readonly more?: Partial<Sighting>;
}

function journey(steps: readonly Step[], outcome: JourneyRow["outcome"] = "delivered"): JourneyRow {
  let timeNs = 1_000_000n;
  const sightings = steps.map(({ at, kind = "frame", hopNs = 1000, more = {} }, i): Sighting => {
    const ns = i === 0 ? 0 : hopNs;
    timeNs += BigInt(ns);
    return { timeNs, event: i, place: place(at), kind, latencyFromPreviousNs: ns, changes: [], joined: { by: "nbl", confidence: 1 }, ...more };
  });
  return { id: 1, startNs: 1_000_000n, latencyNs: Number(timeNs - 1_000_000n), outcome, pathClass: "host", summary: "", sightings };
}

const NAT: readonly Step[] = [
  { at: "a", kind: "received", more: { switch: vSwitch, nbl: "0x1" } },
  { at: "a", more: { switch: vSwitch } },
  { at: "b", kind: "routed", hopNs: 3000, more: { switch: vSwitch, nbl: "0x1", from: place("a") } },
  { at: "n", kind: "forwarded", hopNs: 10_200 },
  {
    at: "c",
    hopNs: 2200,
    more: {
      changes: [
        { field: "eth.src", from: "00:15:5d:83:a7:3c", to: "00:15:5d:2a:1e:07" },
        { field: "ip.src", from: "172.23.183.39", to: "192.168.1.70" },
      ],
    },
  },
];

test("columns stand in the order in which places were reached, never narrower than 118 px", () => {
  const wide = layoutLadder(journey(NAT), 1000, "even");
  expect(wide.columns.map((column) => column.place.id)).toEqual(["a", "b", "n", "c"]);
  expect(wide.columnWidth).toBe(212);
  const narrow = layoutLadder(journey(NAT), 100, "even");
  expect(narrow.columnWidth).toBe(118);
  expect(narrow.width).toBeGreaterThanOrEqual(4 * 118);
});

test("a bracket joins neighbours on one switch only", () => {
  const { groups, columns, columnWidth } = layoutLadder(journey(NAT), 1000, "even");
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({ switch: vSwitch, from: (columns[0]?.x ?? 0) - columnWidth / 2, to: (columns[1]?.x ?? 0) + columnWidth / 2 });
});

test("rows are even, or as far apart as their times", () => {
  const row = journey([{ at: "a" }, { at: "b", hopNs: 1000 }, { at: "c", hopNs: 9000 }]);
  const steps = (ladder: Ladder): number[] => ladder.marks.slice(1).map(({ y }, i) => y - (ladder.marks[i]?.y ?? 0));
  const [a = 0, b = 1] = steps(layoutLadder(row, 900, "even"));
  expect(a).toBe(b);
  const [c = 0, d = 1] = steps(layoutLadder(row, 900, "time"));
  expect(d / c).toBeCloseTo(9);
});

test("in true scale only what has room is written", () => {
  const { marks, hops } = layoutLadder(journey([{ at: "a" }, { at: "b", hopNs: 1 }, { at: "c", hopNs: 1_000_000 }]), 900, "time");
  expect(marks.map(({ label }) => label)).toEqual(["frame", "", "frame"]);
  expect(hops.map(({ pill }) => pill !== undefined)).toEqual([false, true]);
});

test("the marks say how the journey ended", () => {
  const shapes = (kind: Sighting["kind"], outcome: JourneyRow["outcome"]): string[] =>
    layoutLadder(journey([{ at: "a" }, { at: "b", kind }], outcome), 900, "even").marks.map(({ shape }) => shape);
  expect(shapes("delivered", "delivered")).toEqual(["frame", "end-delivered"]);
  expect(shapes("frame", "sent")).toEqual(["frame", "end-sent"]);
  expect(shapes("dropped", "dropped")).toEqual(["frame", "dropped"]);
  expect(shapes("routed", "lost-sight")).toEqual(["frame", "lost"]);
});

test("one hop is the longest; a latency within a column stands opposite its words", () => {
  const { hops, marks } = layoutLadder(journey(NAT), 1000, "even");
  expect(hops.map(({ longest }) => longest)).toEqual([false, false, true, false]);
  expect(marks[0]?.side).toBe("right");
  expect(hops[0]?.pill?.x).toBeLessThan(marks[0]?.x ?? 0);
});

test("an NBL is written once, where it is new", () => {
  expect(layoutLadder(journey(NAT), 1000, "even").marks.map(({ nbl }) => nbl)).toEqual(["0x1", "", "", "", ""]);
});

test("what was changed stands on a card tied to its sighting, addresses first, MAC addresses short", () => {
  const { cards, behind, marks } = layoutLadder(journey(NAT), 1000, "even");
  expect(cards).toHaveLength(1);
  expect(cards[0]?.index).toBe(4);
  expect(cards[0]?.changes).toEqual([
    { field: "ip.src", from: "172.23.183.39", to: "192.168.1.70" },
    { field: "eth.src", from: "…83:a7:3c", to: "…2a:1e:07" },
  ]);
  expect(behind).toMatchObject({ x: marks[3]?.x, y: marks[3]?.y });
});

test("long values keep both ends", () => {
  expect(shorten("2001:db8:0:1:aaaa:bbbb:cccc:dddd")).toBe("2001:db8:0…:cccc:dddd");
  expect(shorten("0xeac4")).toBe("0xeac4");
});

test("the ramp has fixed steps", () => {
  expect([0, 2_999, 3_000, 9_999, 10_000, 30_000, 99_999, 100_000, 999_999, 1_000_000].map(rampStep)).toEqual([0, 0, 1, 1, 2, 3, 3, 4, 4, 5]);
  expect([0, 1_000_000, 10_000_000, 1e12].map(rampShare)).toEqual([0.04, 0.75, 1, 1]);
});

const anyStep = fc.record({
  at: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  kind: fc.constantFrom<Sighting["kind"]>("frame", "received", "routed", "delivered", "dropped", "translated", "forwarded"),
  hopNs: fc.nat(5_000_000),
  more: fc.record({
    changes: fc.array(fc.record({ field: fc.constantFrom("ip.src", "eth.dst", "ip.ttl"), from: fc.string(), to: fc.string() }), { maxLength: 12 }),
  }),
});

test("whatever the journey, all that is drawn lies in the picture and cards cover no mark and no other card", () => {
  fc.assert(
    fc.property(
      fc.array(anyStep, { minLength: 1, maxLength: 14 }),
      fc.integer({ min: -50, max: 2000 }),
      fc.constantFrom("even", "time"),
      (steps, width, scale) => {
        const ladder = layoutLadder(journey(steps), width, scale);
        for (const { x, y } of ladder.marks) {
          expect(x > 0 && x < ladder.width && y > 0 && y < ladder.height).toBe(true);
        }
        for (const [i, card] of ladder.cards.entries()) {
          expect(card.x >= 0 && card.y >= 0 && card.x + card.width <= ladder.width && card.y + card.height <= ladder.height).toBe(true);
          const inside = (x: number, y: number): boolean => x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height;
          expect(ladder.marks.some(({ x, y }) => inside(x, y))).toBe(false);
          for (const other of ladder.cards.slice(i + 1)) {
            const apart =
              card.x + card.width <= other.x || other.x + other.width <= card.x || card.y + card.height <= other.y || other.y + other.height <= card.y;
            expect(apart).toBe(true);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("a journey without end is drawn up to a limit", () => {
  const row = journey(Array.from({ length: MOST_DRAWN + 50 }, (_, i) => ({ at: String(i % 3) })));
  const { marks } = layoutLadder(row, 900, "even");
  expect(marks).toHaveLength(MOST_DRAWN);
  expect(marks.at(-1)?.shape).toBe("frame");
});
