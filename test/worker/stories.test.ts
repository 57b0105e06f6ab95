import { describe, expect, test } from "vitest";
import { scenarioTrace } from "../fixtures/scenario-trace.js";
import { STORIES, type StoryId } from "../fixtures/stories/all.js";
import { PlainFilter } from "./plain-filter.js";
import { openBytes } from "./support.js";

const ALL = { limit: 10_000 } as const;
/** Packets of other traffic: every row of every story is read several times here, and others read those of longer traces (agreement.ts). */
const OTHERS = 100;

/** Names that journeys give to their events and packets. */
const FILTERS = [
  "hop.latency > 5us",
  "!hop.latency",
  "path.class == transparent",
  "path.class in {nat, nat-portproxy, overlay, team}",
  "outcome == dropped",
  "outcome in {delivered, sent}",
  "drop.reason contains filter",
  'place.name contains "Container"',
  "nat.internal == 172.23.0.0/16",
  "nat.external contains 1227",
  "nat.protocol == tcp",
  "nat.packets > 2",
  "process.name contains exe",
  "flow.packets > 3",
] as const;

describe.for(Object.keys(STORIES) as StoryId[])("the story %s among other traffic", (id) => {
  test("has flows that its journeys agree with, and filters find what reading every row finds", { timeout: 120_000 }, async () => {
    const { engine } = await openBytes(scenarioTrace(id, 6, OTHERS).bytes);
    const flows = (await engine.flows(ALL)).rows;
    const journeys = (await engine.journeys(ALL)).rows;
    for (const flow of flows) if (flow.translated !== undefined) expect(flows[flow.translated]?.translated).toBe(flow.id);
    // A journey counts once in its flow, and once more in the one behind a translation.
    const counted = new Map<number, number>();
    for (const { flow } of journeys) {
      if (flow === undefined) continue;
      expect(flows[flow]?.id).toBe(flow);
      counted.set(flow, (counted.get(flow) ?? 0) + 1);
    }
    for (const { id: flow, packets, translated } of flows) {
      const own = counted.get(flow) ?? 0;
      expect(packets).toBeGreaterThanOrEqual(own);
      expect(packets).toBeLessThanOrEqual(own + (translated === undefined ? 0 : (counted.get(translated) ?? 0)));
    }

    const plain = await PlainFilter.of(engine);
    for (const filter of FILTERS) {
      // Sessions of a PortProxy are those of the pair of connections, which its frames alone do not tell: journey-filter.test.ts has them.
      if (id === "nat-portproxy" && filter.startsWith("nat.")) continue;
      const found = (await engine.journeyLines({ ...ALL, filter })).rows.map((row) => row.id);
      expect(found, filter).toEqual(plain.findJourneys(filter));
      // Drops of events name their reason in the journey's row only.
      if (filter.startsWith("drop.")) continue;
      expect(
        (await engine.packets({ ...ALL, filter })).rows.map((row) => row.index),
        filter,
      ).toEqual(plain.find("packet", filter));
    }
  });
});
