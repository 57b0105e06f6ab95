import { LEVEL, OUTCOMES, SHAPE, type Polylines } from "../../core/timeline.js";
import { SIGHTING } from "../../journeys/sightings.js";
import type { Journeys } from "../journeys.js";
import { firstNotBelow } from "./cuts.js";
import { MOST_SINGLE } from "./levels.js";
import { Spans } from "./spans.js";

type List = Uint32Array<ArrayBuffer>;

/** Journeys that pass through a range without being seen in it; there may be any number. */
const MOST_PASSING = 400;
const MOST_POINTS = 3 * MOST_SINGLE;

/** Which journeys are drawn as lines, and their points. */
export class JourneyLines {
  readonly #journeys: Journeys;
  readonly #zeroNs: number;
  readonly #spans: Spans;

  constructor(journeys: Journeys, zeroNs: number) {
    this.#journeys = journeys;
    this.#zeroNs = zeroNs;
    const { starts, members } = journeys.table;
    this.#spans = new Spans(Uint32Array.from({ length: journeys.length }, (_, journey) => members[(starts[journey + 1] ?? 1) - 1] ?? 0));
  }

  /**
   * The journeys of all sightings that stand in columns which are not dense, and where nothing is dense also those that only pass.
   * `lists` are the sightings of each row, `edges` the first sighting of each column, `single` how many sightings are not dense.
   */
  choose(lists: readonly (readonly List[])[], levels: readonly Uint8Array[], edges: List, single: number, wanted: (journey: number) => boolean): number[] {
    const { ofSighting } = this.#journeys.table;
    const chosen = new Set<number>();
    let left = MOST_SINGLE;
    let dense = false;
    for (const [row, own] of lists.entries()) {
      const level = levels[row];
      if (level === undefined) continue;
      let c = 0;
      while (c < level.length) {
        if (level[c] === LEVEL.DENSE) {
          dense = true;
          c++;
          continue;
        }
        const from = edges[c] ?? 0;
        while (c < level.length && level[c] !== LEVEL.DENSE) c++;
        const to = edges[c] ?? 0;
        for (const list of own) {
          const first = firstNotBelow(list, from);
          for (let i = first; i < list.length && (list[i] ?? 0) < to && left > 0; i++, left--) chosen.add(ofSighting[list[i] ?? 0] ?? 0);
        }
      }
    }
    if (!dense && single <= MOST_SINGLE) for (const journey of this.#passing(edges, wanted)) chosen.add(journey);
    return [...chosen].sort((a, b) => a - b);
  }

  /** Points of these journeys; with a range (numbers of sightings) those inside and the next ones on either side. */
  lines(chosen: readonly number[], rowOf: (sighting: number) => number, range?: { readonly first: number; readonly last: number }): Polylines {
    const { table, seen, outcomes } = this.#journeys;
    const runs: { readonly journey: number; readonly members: List; readonly from: number; readonly to: number }[] = [];
    let total = 0;
    for (const journey of chosen) {
      if (total > MOST_POINTS) break;
      const members = table.sightings(journey);
      const from = range === undefined ? 0 : Math.max(0, firstNotBelow(members, range.first) - 1);
      const to = Math.min(from + MOST_POINTS, range === undefined ? members.length : Math.min(members.length, firstNotBelow(members, range.last) + 1));
      runs.push({ journey, members, from, to });
      total += to - from;
    }
    const lines = {
      ids: Uint32Array.from(runs, ({ journey }) => journey),
      outcomes: Uint8Array.from(runs, ({ journey }) => OUTCOMES.indexOf(outcomes[journey] ?? "lost-sight")),
      latencies: Float64Array.from(runs, ({ journey }) => this.#journeys.latencyNs(journey)),
      starts: new Uint32Array(runs.length + 1),
      times: new Float64Array(total),
      rows: new Int16Array(total),
      shapes: new Uint8Array(total),
      events: new Uint32Array(total),
    };
    let at = 0;
    for (const [n, { journey, members, from, to }] of runs.entries()) {
      for (let i = from; i < to; i++, at++) {
        const sighting = members[i] ?? 0;
        lines.times[at] = this.#zeroNs + seen.ticks.get(sighting) * 100;
        lines.rows[at] = rowOf(sighting);
        lines.shapes[at] = this.#shape(seen.kind.get(sighting), i === members.length - 1, outcomes[journey]);
        lines.events[at] = seen.event.get(sighting);
      }
      lines.starts[n + 1] = at;
    }
    return lines;
  }

  #passing(edges: List, wanted: (journey: number) => boolean): number[] {
    const { starts, members } = this.#journeys.table;
    const first = edges[0] ?? 0;
    // journeys are numbered in the order of their first sightings
    let [low, high] = [0, this.#journeys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((members[starts[middle] ?? 0] ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    return this.#spans.reaching(low, first, MOST_PASSING, wanted);
  }

  #shape(kind: number, last: boolean, outcome: string | undefined): number {
    if (kind === SIGHTING.DROPPED) return SHAPE.DROPPED;
    if (last && outcome === "lost-sight") return SHAPE.LOST;
    if (last && outcome === "delivered") return SHAPE.DELIVERED;
    if (last && outcome === "sent") return SHAPE.SENT;
    if (kind === SIGHTING.TRANSLATED || kind === SIGHTING.FORWARDED) return SHAPE.TRANSLATED;
    return kind === SIGHTING.FRAME ? SHAPE.FRAME : SHAPE.STEP;
  }
}
