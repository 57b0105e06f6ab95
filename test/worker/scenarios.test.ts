import { describe, expect, test } from "vitest";
import type { JourneyRow } from "../../web/core/api.js";
import { scenarioTrace } from "../fixtures/scenario-trace.js";
import { STORIES, type StoryId } from "../fixtures/stories/all.js";
import type { JourneyTruth } from "../fixtures/stories/truth.js";
import { truthTraffic } from "../fixtures/truth-traffic.js";
import { journeysOf, ratesOf } from "./joining-truth.js";
import { openBytes, openIndex } from "./support.js";

const SEEDS = [1, 20251118];

/** What a journey shows of what the story's truth says. */
function shown(row: JourneyRow, truth: JourneyTruth): unknown {
  return {
    latencyNs: row.latencyNs,
    outcome: row.outcome,
    pathClass: truth.pathClass === undefined ? undefined : row.pathClass,
    sightings: row.sightings.map((s, i) => `${s.kind}${truth.sightings[i]?.place === undefined ? "" : ` ${s.place.name}`}`),
    reasonCode: row.drop?.reasonCode,
    attributed: row.drop === undefined ? undefined : row.drop.attributed !== undefined,
  };
}

function told(truth: JourneyTruth): unknown {
  return {
    latencyNs: truth.latencyNs,
    outcome: truth.outcome,
    pathClass: truth.pathClass,
    sightings: truth.sightings.map((s) => `${s.kind}${s.place === undefined ? "" : ` ${s.place}`}`),
    reasonCode: truth.drop?.reasonCode,
    attributed: truth.drop?.attributed,
  };
}

describe("every scenario among other traffic is the journey it is", () => {
  for (const id of Object.keys(STORIES) as StoryId[])
    for (const seed of SEEDS)
      test(`${id}, seed ${seed}`, { timeout: 60_000 }, async () => {
        const { bytes, truth } = scenarioTrace(id, seed);
        const { engine } = await openBytes(bytes);
        const { rows } = await engine.journeys({ limit: 10_000 });
        for (const journey of truth.journeys) {
          const startNs = truth.traceStartNs + BigInt(truth.storyNs + journey.startNs);
          const row = rows.find((r) => r.startNs === startNs && r.sightings.length === journey.sightings.length);
          if (row === undefined) expect.fail(`no journey of ${journey.sightings.length} sightings begins ${journey.startNs} ns into the story`);
          expect(shown(row, journey)).toEqual(told(journey));
        }
      });
});

describe("joining against traffic whose truth is known", () => {
  test.for([
    { withNbl: true, lossPercent: 0, bar: 0.999 },
    { withNbl: false, lossPercent: 0, bar: 0.99 },
    { withNbl: true, lossPercent: 1, bar: 0.99 },
    { withNbl: false, lossPercent: 1, bar: 0.98 },
  ])("NBL events $withNbl, $lossPercent % lost: above $bar", { timeout: 60_000 }, async ({ withNbl, lossPercent, bar }) => {
    const { bytes, journeys } = truthTraffic({ seed: 7, packets: 2000, withNbl, lossPercent });
    const { recall, precision } = ratesOf(journeysOf(await openIndex(bytes)), journeys);
    expect(recall).toBeGreaterThan(bar);
    expect(precision).toBeGreaterThan(bar);
  });
});

test.for([3, 7, 11])("no two connections of other traffic are taken for a PortProxy, seed %i", { timeout: 60_000 }, async (seed) => {
  for (const id of ["lossy-circular", "transparent-out", "nat-out"] as const) {
    const { engine } = await openBytes(scenarioTrace(id, seed).bytes);
    const { rows } = await engine.journeys({ limit: 10_000 });
    expect(rows.filter((row) => row.pathClass === "nat-portproxy").map((row) => row.summary)).toEqual([]);
  }
});
