import { expect, test } from "vitest";
import { withRows } from "../../../../web/app/timeline/picture-rows.js";
import type { TimelinePicture } from "../../../../web/core/timeline.js";

const row = (n: number) => ({ counts: Uint32Array.of(n), drops: Uint32Array.of(0), lost: Uint32Array.of(0), levels: Uint8Array.of(0) });
const picture = {
  fromNs: 0,
  toNs: 1,
  columns: 1,
  rows: [row(1), row(2), row(3)],
  journeys: { rows: Int16Array.of(0, 1, 2, -1) },
  drops: [{ row: 1 }, { row: 2 }],
  marks: [{ row: 0 }],
} as unknown as TimelinePicture;

test("rows keep what belongs to them when they are moved, hidden or joined by others", () => {
  const now = withRows(picture, ["a", "b", "c"], ["c", "x", "a"]);
  expect(now.rows.map(({ counts }) => counts[0])).toEqual([3, 0, 1]);
  expect([...now.journeys.rows]).toEqual([2, -1, 0, -1]);
  expect(now.drops.map((drop) => drop.row)).toEqual([0]);
  expect(now.marks.map((mark) => mark.row)).toEqual([2]);
});

test("nothing is copied where nothing changed", () => {
  expect(withRows(picture, ["a", "b"], ["a", "b"])).toBe(picture);
});
