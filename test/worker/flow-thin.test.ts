import fc from "fast-check";
import { expect, test } from "vitest";
import { Points, thin } from "../../web/worker/flows/thin.js";

const points = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: -50, max: 50 })), { maxLength: 400 })
  .map((list) => list.sort(([a], [b]) => a - b))
  .map((list) => {
    const made = new Points();
    for (const [time, value] of list) made.add(time, value);
    return made;
  });

test("a line keeps the least, the largest, the first and the last of each slice, in their order, and nothing that was not there", () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 40 }), (line, slices) => {
      const { times, values } = thin(line, 0, 1000, slices);
      const all = line.times.map((time, i) => `${time} ${line.values[i] ?? 0}`);
      expect(times.length).toBeLessThanOrEqual(Math.max(4 * (slices + 2), 0));
      for (let i = 0; i < times.length; i++) {
        expect(all).toContain(`${times[i] ?? 0} ${values[i] ?? 0}`);
        if (i > 0) expect(times[i] ?? 0).toBeGreaterThanOrEqual(times[i - 1] ?? 0);
      }
      const width = 1000 / slices;
      for (let slice = 0; slice < slices; slice++) {
        const within = (list: ArrayLike<number>, of: ArrayLike<number>): number[] =>
          Array.from(list).filter((_, i) => Math.floor((of[i] ?? 0) / width) === slice);
        const [whole, kept] = [within(line.values, line.times), within(values, times)];
        if (whole.length === 0) continue;
        expect(Math.min(...kept)).toBe(Math.min(...whole));
        expect(Math.max(...kept)).toBe(Math.max(...whole));
        expect([kept[0], kept.at(-1)]).toEqual([whole[0], whole.at(-1)]);
      }
    }),
  );
});

test("of a part it has one point beyond either edge, so that the line goes on to the edge", () => {
  const line = new Points();
  for (const time of [0, 10, 20, 30, 40, 50]) line.add(time, time);
  expect(Array.from(thin(line, 15, 35, 100).times)).toEqual([10, 20, 30, 40]);
  expect(Array.from(thin(line, 20, 30, 100).times)).toEqual([10, 20, 30, 40]);
  expect(Array.from(thin(line, 51, 60, 100).times)).toEqual([50]);
  expect(Array.from(thin(new Points(), 0, 1, 10).times)).toEqual([]);
});
