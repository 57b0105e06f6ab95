import type { JourneyFacts, OverviewFacts } from "../core/engine-api.js";
import type { Journeys } from "./journeys.js";

/** How the journeys ended, and which to look at first. */
export function journeyFacts(journeys: Journeys): JourneyFacts {
  const ended = { delivered: 0, sent: 0, dropped: 0, lostSight: 0 };
  let slowest = -1;
  let most = -1;
  let firstDropped = -1;
  for (let id = 0; id < journeys.length; id++) {
    const outcome = journeys.outcomes[id] ?? "lost-sight";
    ended[outcome === "lost-sight" ? "lostSight" : outcome]++;
    if (outcome === "dropped" && firstDropped < 0) firstDropped = id;
    const ns = journeys.latencyNs(id);
    if (ns > most) [slowest, most] = [id, ns];
  }
  return { ...ended, ...(firstDropped < 0 ? {} : { firstDropped }), ...(slowest < 0 ? {} : { slowest: { id: slowest, latencyNs: most } }) };
}

/** The causes of drops with the journey that their first event ends. */
export function withJourneys(facts: Omit<OverviewFacts, "journeys">, journeys: Journeys): OverviewFacts {
  return {
    ...facts,
    dropCauses: facts.dropCauses.map((cause) => {
      const firstJourney = journeys.ofEvent(cause.firstEvent);
      return firstJourney === undefined ? cause : { ...cause, firstJourney };
    }),
    journeys: journeyFacts(journeys),
  };
}
