import type { JourneyRow, NatSessionRow } from "../core/api.js";
import { TraceError } from "../core/errors.js";
import type { DropCount, NatDetail, NatLine, NatPage, NatSort } from "../core/nat-flow.js";
import { SIGHTING } from "../journeys/sightings.js";
import { fileTimeToNs } from "../trace/clock.js";
import { Pace } from "./evaluate.js";
import type { Journeys } from "./journeys.js";
import { NatCrossings } from "./nat-crossings.js";
import { sessionFilter } from "./nat-page.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";
import { LastLists, positionIn, sortedBy } from "./sorted-list.js";

/** States that a row of the table has: more than a bar has pixels for. */
const MOST_STATES = 64;
const MOST_JOURNEYS = 12;
const KEPT_LISTS = 4;
/** Journeys looked at between two looks at the clock. */
const PER_LOOK = 512;

/** Sessions in any order, and what happened to the packets of one. */
export class NatQueries {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;
  readonly #lists = new LastLists(KEPT_LISTS);
  /** Journeys by session. */
  #crossed: Promise<ReadonlyMap<number, readonly number[]>> | undefined;
  #closed = false;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys) {
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
  }

  /** Throws TraceError "filter" for a wrong expression. */
  lines(filter: string | undefined, sort: NatSort = "created", near: number | undefined, part: { readonly from: number; readonly count: number }): NatPage {
    const list = this.#lists.get(`${sort} ${filter ?? ""}`, () => sortedBy(this.#fitting(filter), sort, this.#key(sort)));
    const rows = Array.from(list.subarray(part.from, part.from + part.count)).flatMap((index): NatLine[] => {
      const row = this.#trace.nat.row(index);
      return row === undefined ? [] : [{ index, ...row, states: thinned(row.states) }];
    });
    return { total: list.length, rows, ...positionIn(list, near) };
  }

  /** Rejects with "unsupported" where there is no such session. */
  async detail(index: number): Promise<NatDetail> {
    const row = this.#trace.nat.row(index);
    if (row === undefined) throw new TraceError("unsupported", `There is no NAT session ${index}: this trace has ${this.#trace.nat.length}.`);
    this.#crossed ??= this.#cross();
    const members = (await this.#crossed).get(index) ?? [];
    const journeys: Record<JourneyRow["outcome"], number> = { delivered: 0, sent: 0, dropped: 0, "lost-sight": 0 };
    for (const journey of members) journeys[this.#journeys.outcomes[journey] ?? "lost-sight"]++;
    const flow = members[0] === undefined ? undefined : this.#journeys.flows.ofJourney(members[0]);
    return { index, row, journeys, firstJourneys: members.slice(0, MOST_JOURNEYS), drops: this.#drops(members), ...(flow === undefined ? {} : { flow }) };
  }

  close(): void {
    this.#closed = true;
  }

  #fitting(filter: string | undefined): Uint32Array<ArrayBuffer> {
    const { nat } = this.#trace;
    const fits = sessionFilter(filter);
    const found: number[] = [];
    for (let i = 0; i < nat.length; i++) {
      const row = nat.row(i);
      if (row !== undefined && fits(row)) found.push(i);
    }
    return Uint32Array.from(found);
  }

  #key(sort: NatSort): (session: number) => number {
    const { nat, index } = this.#trace;
    const zeroNs = fileTimeToNs(index.zero);
    const last = index.order.length - 1;
    const endNs = last < 0 ? 0 : index.timeAt(last) * 100;
    const startNs = last < 0 ? 0 : index.timeAt(0) * 100;
    const since = (ns: bigint | undefined, otherwise: number): number => (ns === undefined ? otherwise : Number(ns - zeroNs));
    return (session) => {
      const row = nat.row(session);
      if (row === undefined) return 0;
      if (sort.endsWith("packets")) return row.packets;
      // what began before the trace stands before all that began in it
      if (sort.endsWith("created")) return since(row.createdNs, startNs - 1);
      return since(row.endedNs, endNs) - since(row.createdNs, startNs);
    };
  }

  async #cross(): Promise<ReadonlyMap<number, readonly number[]>> {
    const crossings = new NatCrossings(this.#trace, this.#journeys);
    const found = new Map<number, number[]>();
    const pace = new Pace(() => {
      if (this.#closed) throw new TraceError("aborted", "The trace was closed while its NAT sessions were read.");
    });
    for (let journey = 0; journey < this.#journeys.length; journey++) {
      if (journey % PER_LOOK === 0 && pace.due) await pace.rest();
      for (const { session } of crossings.of(journey)) {
        if (session === undefined) continue;
        const known = found.get(session);
        if (known === undefined) found.set(session, [journey]);
        else known.push(journey);
      }
    }
    return found;
  }

  /** The most frequent reason first. */
  #drops(journeys: readonly number[]): readonly DropCount[] {
    const { outcomes, table, seen } = this.#journeys;
    const counts = new Map<string, { -readonly [K in keyof DropCount]: DropCount[K] }>();
    for (const journey of journeys) {
      if (outcomes[journey] !== "dropped") continue;
      const at = table.sightings(journey).find((i) => seen.kind.get(i) === SIGHTING.DROPPED);
      const drop = at === undefined ? undefined : this.#rows.drop(seen.entry.get(at));
      const { reason = "no reason told", location } = drop ?? {};
      const key = JSON.stringify([reason, location]);
      const known = counts.get(key);
      if (known !== undefined) known.count++;
      else counts.set(key, { reason, ...(location === undefined ? {} : { location }), count: 1, firstJourney: journey });
    }
    return [...counts.values()].sort((a, b) => b.count - a.count);
  }
}

/** The first states, which tell how a session came to be, and the last ones. */
function thinned(states: NatSessionRow["states"]): NatSessionRow["states"] {
  if (states.length <= MOST_STATES) return states;
  return [...states.slice(0, MOST_STATES / 2), ...states.slice(-MOST_STATES / 2)];
}
