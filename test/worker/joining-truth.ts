import { finish } from "../../web/core/work.js";
import { JourneyQueries } from "../../web/worker/journey-queries.js";
import type { OpenedTrace } from "../../web/worker/opened-trace.js";
import { Rows } from "../../web/worker/rows.js";

export interface Rates {
  readonly recall: number;
  readonly precision: number;
}

/** Journeys as the events of their sightings. */
export function journeysOf(trace: OpenedTrace): readonly (readonly number[])[] {
  const { all } = finish(JourneyQueries.open(trace, new Rows(trace)));
  return Array.from({ length: all.length }, (_, j) => Array.from(all.table.sightings(j), (i) => all.seen.event.get(i)));
}

/** Of all pairs of sightings that follow one another in a true journey: those found together. And the other way round. */
export function ratesOf(found: readonly (readonly number[])[], truth: readonly (readonly number[])[]): Rates {
  return { recall: together(truth, found), precision: together(found, truth) };
}

function together(groups: readonly (readonly number[])[], others: readonly (readonly number[])[]): number {
  const of = new Map(others.flatMap((events, n) => events.map((event) => [event, n] as const)));
  let good = 0;
  let total = 0;
  for (const events of groups)
    for (let i = 1; i < events.length; i++) {
      total++;
      const [a, b] = [of.get(events[i - 1] ?? -1), of.get(events[i] ?? -1)];
      if (a !== undefined && a === b) good++;
    }
  return good / total;
}
