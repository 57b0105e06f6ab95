import { expect, test } from "vitest";
import { finish } from "../../web/core/work.js";
import { JourneyQueries } from "../../web/worker/journey-queries.js";
import { Rows } from "../../web/worker/rows.js";
import { summarize } from "../../web/worker/summary.js";
import { truthTraffic } from "../fixtures/truth-traffic.js";
import { openIndex } from "./support.js";

const TRAFFIC = truthTraffic({ seed: 3, packets: 60, withNbl: true, lossPercent: 0 });

test("of too many sightings the first are followed, and the others are counted in a problem", async () => {
  const trace = await openIndex(TRAFFIC.bytes);
  const whole = finish(JourneyQueries.open(trace, new Rows(trace))).all;
  expect(trace.index.problems.list()).toEqual([]);

  const limit = 100;
  const { all } = finish(JourneyQueries.open(trace, new Rows(trace), undefined, limit));
  const left = whole.seen.length - limit;
  expect(left).toBeGreaterThan(0);
  expect(all.seen.length).toBe(limit);
  const events = (journeys: typeof all): number[] => Array.from({ length: limit }, (_, i) => journeys.seen.event.get(i));
  expect(events(all)).toEqual(events(whole));
  const { problems, journeys } = summarize(trace, all);
  expect(problems).toMatchObject([{ code: "index-limit", count: left }]);
  expect(journeys).toBe(all.length);
  // Every sighting that is followed is in one journey; events beyond have none.
  expect(all.table.members.toSorted()).toEqual(Uint32Array.from({ length: limit }, (_, i) => i));
  expect(all.ofEvent(whole.seen.event.get(limit))).toBeUndefined();
});
