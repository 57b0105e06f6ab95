import { expect, test } from "vitest";
import type { TimelinePicture } from "../../../../web/core/timeline.js";
import { columnAt, distance, journeyAt } from "../../../../web/render/timeline/hit.js";
import { placeRows } from "../../../../web/render/timeline/lane-layout.js";
import { lossPx } from "../../../../web/render/timeline/losses.js";

const { rows, drawn } = placeRows([
  { kind: "group", content: false },
  { kind: "lane", content: true },
  { kind: "nat", content: true },
  { kind: "lane", content: true },
]);

/** Two journeys from the first lane to the last, a hundred px apart, and one whose middle lane is not shown. */
const picture = {
  fromNs: 0,
  toNs: 1000,
  columns: 100,
  journeys: {
    ids: Uint32Array.of(7, 8, 9),
    starts: Uint32Array.of(0, 2, 4, 7),
    times: Float64Array.of(100, 110, 200, 210, 300, 400, 500),
    rows: Int16Array.of(0, 2, 0, 2, 0, -1, 0),
  },
} as unknown as TimelinePicture;
const scene = { scale: { fromNs: 0, toNs: 1000, width: 1000 }, rows, drawn, picture };

test("rows: heads without content take part in the layout, not in the picture", () => {
  expect(rows.map(({ at }) => at)).toEqual([-1, 0, 1, 2]);
  expect(rows.map(({ height }) => height)).toEqual([24, 31, 50, 31]);
  expect(drawn.map(({ y }) => y)).toEqual([24, 55, 105]);
});

test("the journey under the pointer is the nearest one within reach", () => {
  expect(journeyAt(scene, 105, 78)).toBe(0);
  expect(journeyAt(scene, 203, 60)).toBe(1);
  expect(journeyAt(scene, 150, 78)).toBe(-1);
  // the line of the third runs on in the first lane where its other lane is hidden
  expect(journeyAt(scene, 450, 38)).toBe(2);
});

test("what is drawn on another scale is hit where it stands there", () => {
  const zoomed = { ...scene, scale: { fromNs: 100, toNs: 110, width: 1000 } };
  expect(journeyAt(zoomed, 500, 78)).toBe(0);
  expect(journeyAt(zoomed, 500, 40)).toBe(-1);
});

test("row and column under a point; none in a head or beyond what was asked for", () => {
  expect(columnAt(scene, picture, 555, 60)).toEqual({ row: 1, column: 55 });
  expect(columnAt(scene, picture, 555, 10)).toBeUndefined();
  expect(columnAt({ ...scene, scale: { fromNs: 5000, toNs: 6000, width: 1000 } }, picture, 5, 60)).toBeUndefined();
});

test("the distance to a line is that to its nearest end beyond it", () => {
  expect(distance(5, 5, 0, 0, 10, 0)).toBe(5);
  expect(distance(13, 4, 0, 0, 10, 0)).toBe(5);
  expect(distance(3, 4, 0, 0, 0, 0)).toBe(5);
});

test("a gap is never narrower than it can be seen", () => {
  const scale = { fromNs: 0, toNs: 1e9, width: 1000 };
  const [from, to] = lossPx(scale, { fromNs: 5e8, toNs: 5e8 + 10 }) ?? [0, 0];
  expect(to - from).toBe(6);
  expect(from).toBeCloseTo(497, 3);
  expect(lossPx(scale, { fromNs: 3e9, toNs: 4e9 })).toBeUndefined();
});
