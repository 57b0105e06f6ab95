import fc from "fast-check";
import { expect, test } from "vitest";
import { LEVEL } from "../../web/core/timeline.js";
import { cut } from "../../web/worker/timeline/cuts.js";
import { levelsOf, MOST_SINGLE } from "../../web/worker/timeline/levels.js";
import { Spans } from "../../web/worker/timeline/spans.js";

const sumsOf = (counts: readonly number[]): Uint32Array => counts.reduce((sum, n, i) => sum.fill((sum[i] ?? 0) + n, i + 1), new Uint32Array(counts.length + 1));

test("one view may hold all levels at once, each where its sightings stand", () => {
  const counts = [...Array<number>(100).fill(30), ...Array<number>(100).fill(1), ...Array<number>(100).fill(0)];
  const [row] = levelsOf([sumsOf(counts)], 300, 3).levels;
  expect(row?.[20]).toBe(LEVEL.DENSE);
  expect(row?.[150]).toBe(LEVEL.NEAR);
  expect(row?.[280]).toBe(LEVEL.CLOSE);
});

test("never more single sightings than can be drawn", () => {
  const rows = Array.from({ length: 40 }, () => sumsOf(Array<number>(500).fill(2)));
  const { single } = levelsOf(rows, 500, 3);
  expect(single).toBeLessThanOrEqual(MOST_SINGLE);
});

test("cuts are where a plain search finds them", () => {
  const ascending = fc.uniqueArray(fc.nat(500)).map((list) => Uint32Array.from(list.sort((a, b) => a - b)));
  fc.assert(
    fc.property(ascending, ascending, (list, edges) => {
      expect([...cut(list, edges)]).toEqual(Array.from(edges, (edge) => list.filter((value) => value < edge).length));
    }),
  );
});

test("spans that reach a point are found as a look at each finds them, newest first", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 900 }), fc.nat(900), fc.nat(1000), fc.integer({ min: 1, max: 20 }), (ends, below, point, most) => {
      const plain = ends.flatMap((end, i) => (i < below && end >= point ? [i] : [])).reverse();
      expect(new Spans(ends).reaching(below, point, most)).toEqual(plain.slice(0, most));
    }),
  );
});
