import { truthTraffic } from "../fixtures/truth-traffic.js";
import { finish } from "../../web/core/work.js";
import { JourneyQueries } from "../../web/worker/journey-queries.js";
import { Rows } from "../../web/worker/rows.js";
import { openIndex } from "../worker/support.js";

export interface Joining {
  readonly name: string;
  /** Of the neighbours of true journeys how many were joined, and of the joined ones how many are true. */
  readonly recall: number;
  readonly precision: number;
}

const CASES = [
  { name: "with NBL pointers", withNbl: true, lossPercent: 0 },
  { name: "frames only", withNbl: false, lossPercent: 0 },
  { name: "with NBL pointers, 1 % of the events lost", withNbl: true, lossPercent: 1 },
  { name: "frames only, 1 % of the events lost", withNbl: false, lossPercent: 1 },
] as const;

/** How well journeys are joined, measured by traffic of which they are known. */
export async function joiningQuality(packets: number, seed = 1): Promise<readonly Joining[]> {
  const results: Joining[] = [];
  for (const { name, withNbl, lossPercent } of CASES) {
    const truth = truthTraffic({ seed, packets, withNbl, lossPercent });
    const trace = await openIndex(truth.bytes);
    const { all } = finish(JourneyQueries.open(trace, new Rows(trace)));
    const found = new Map<number, number>();
    for (let sighting = 0; sighting < all.seen.length; sighting++) found.set(all.seen.event.get(sighting), all.table.ofSighting[sighting] ?? -1);
    const trueOf = new Map(truth.journeys.flatMap((events, journey) => events.map((event) => [event, journey] as const)));
    let [joined, missed, wrong] = [0, 0, 0];
    for (const events of truth.journeys) {
      for (const [i, event] of events.entries()) {
        if (i === 0) continue;
        const journey = found.get(event);
        if (journey !== undefined && journey === found.get(events[i - 1] ?? -1)) joined++;
        else missed++;
      }
    }
    for (let journey = 0; journey < all.length; journey++) {
      const events = [...all.table.sightings(journey)].map((sighting) => all.seen.event.get(sighting));
      for (let i = 1; i < events.length; i++) if (trueOf.get(events[i] ?? -1) !== trueOf.get(events[i - 1] ?? -1)) wrong++;
    }
    results.push({ name, recall: joined / (joined + missed), precision: joined / (joined + wrong) });
  }
  return results;
}
