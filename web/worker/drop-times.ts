import type { DropTimes, DropTimesRow } from "../core/atlas.js";
import { fileTimeToNs } from "../trace/clock.js";
import { droppedAt, type DroppedAt } from "./atlas.js";
import { namesOf } from "./hop-groups.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";
import { startNs } from "./summary.js";

/** Reasons, locations and places multiply: beyond these only their sum is told. */
const MOST_ROWS = 500;
const MOST_SLICES = 1_000;

interface Growing extends Omit<DropTimesRow, "names" | "count"> {
  count: number;
}

/** When the dropped ones among the chosen journeys were dropped, by reason, location and place. */
export function dropTimes(trace: OpenedTrace, rows: Rows, journeys: Journeys, chosen: Iterable<number>, wanted: number): DropTimes {
  const { index } = trace;
  const slices = Math.max(1, Math.min(MOST_SLICES, Math.floor(wanted)));
  const total = index.order.length;
  const from = total === 0 ? 0 : index.timeAt(0);
  const span = total === 0 ? 0 : index.timeAt(total - 1) - from;
  const found = new Map<string, Growing>();
  const shown = mostFrequent(droppedAt(journeys, rows, chosen));
  let beyond = 0;
  for (const { key, reason, location, place, journey, sighting } of droppedAt(journeys, rows, chosen)) {
    if (!shown.has(key)) {
      beyond++;
      continue;
    }
    let row = found.get(key);
    if (row === undefined) {
      row = { reason, ...(location === undefined ? {} : { location }), place, count: 0, firstJourney: journey, times: new Uint32Array(slices) };
      found.set(key, row);
    }
    row.count++;
    const at = span <= 0 ? 0 : Math.min(slices - 1, Math.max(0, Math.floor(((journeys.seen.ticks.get(sighting) - from) / span) * slices)));
    row.times[at] = (row.times[at] ?? 0) + 1;
  }
  const zero = Number(fileTimeToNs(index.zero) - startNs(trace));
  const refs = journeys.sightings.places.all;
  return {
    fromNs: zero + from * 100,
    toNs: zero + (from + span) * 100,
    rows: [...found.values()]
      .sort((a, b) => b.count - a.count)
      .map((row) => ({ ...row, names: [...new Set([row.place.name, ...namesOf(refs, row.place.id)])] })),
    beyond,
  };
}

/** Counted before anything else, so that only rows that are shown hold times. */
function mostFrequent(all: Iterable<DroppedAt>): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { key } of all) counts.set(key, (counts.get(key) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return new Set(sorted.slice(0, MOST_ROWS).map(([key]) => key));
}
