import { tupleOf } from "../../journeys/flow-table.js";
import { SIGHTING, type FrameNumbers } from "../../journeys/sightings.js";
import type { Pace } from "../evaluate.js";
import type { Journeys } from "../journeys.js";

/** Journeys looked at between two looks at the clock. */
const PER_LOOK = 4096;

/** Frames of one flow wherever they were seen, in the order of time. */
export interface FlowMembers {
  readonly flow: number;
  /** Sightings, and whether each frame is one of the client's. */
  readonly sightings: readonly number[];
  readonly fromClient: readonly boolean[];
  /** Journeys in the order in which the flow had them, with their first sighting in it. */
  readonly journeys: readonly { readonly journey: number; readonly first: number; readonly fromClient: boolean }[];
}

export async function membersOf(journeys: Journeys, flow: number, pace: Pace): Promise<FlowMembers> {
  const { flows, table, seen, sightings: held } = journeys;
  const client = flows.table.client.get(flow);
  const found: { readonly i: number; readonly fromClient: boolean }[] = [];
  const list: { readonly journey: number; readonly first: number; readonly fromClient: boolean }[] = [];
  for (let journey = 0; journey < journeys.length; journey++) {
    if (journey % PER_LOOK === 0 && pace.due) await pace.rest();
    if (flows.ofJourney(journey) !== flow && flows.behind(journey) !== flow) continue;
    let first = -1;
    for (const i of table.sightings(journey)) {
      const kind = seen.kind.get(i);
      if (kind !== SIGHTING.FRAME && kind !== SIGHTING.DROPPED) continue;
      const tuple = tupleOf(held.facts.numbers(i));
      if (tuple === undefined || !flows.table.is(flow, tuple)) continue;
      const fromClient = tuple.direction === client;
      found.push({ i, fromClient });
      if (first >= 0) continue;
      first = i;
      list.push({ journey, first, fromClient });
    }
  }
  found.sort((a, b) => a.i - b.i);
  list.sort((a, b) => a.first - b.first);
  return { flow, sightings: found.map(({ i }) => i), fromClient: found.map((one) => one.fromClient), journeys: list };
}

/** Where the frames of a flow were seen, the place that saw most of them first. */
export function placesOf(journeys: Journeys, { sightings }: FlowMembers): readonly { readonly place: number; readonly packets: number }[] {
  const counts = new Map<number, number>();
  for (const i of sightings) {
    const place = journeys.seen.place.get(i);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].map(([place, packets]) => ({ place, packets })).sort((a, b) => b.packets - a.packets);
}

/** One frame at one place. */
export interface PlacedFrame {
  readonly journey: number;
  readonly ticks: number;
  readonly fromClient: boolean;
  readonly frame: FrameNumbers;
}

/** The frames of a flow that one place saw, those left out that a capture which hears the place twice made of the same frame. */
export function* framesAt(journeys: Journeys, members: FlowMembers, place: number): Generator<PlacedFrame, void, undefined> {
  const { seen, table, sightings } = journeys;
  const had = new Map<number, number[]>();
  for (const [n, i] of members.sightings.entries()) {
    if (seen.place.get(i) !== place) continue;
    const journey = table.ofSighting[i] ?? 0;
    const frame = sightings.facts.numbers(i);
    const keys = had.get(journey);
    if (keys?.includes(frame.key) === true) continue;
    if (keys === undefined) had.set(journey, [frame.key]);
    else keys.push(frame.key);
    yield { journey, ticks: seen.ticks.get(i), fromClient: members.fromClient[n] === true, frame };
  }
}
