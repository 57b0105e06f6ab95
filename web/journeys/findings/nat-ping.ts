import { SIGHTING } from "../sightings.js";
import { firstStep, isEchoRequest, pathRule } from "./paths.js";

/** A container behind the NAT pings out. */
export const natPing = pathRule({
  code: "nat-ping",
  probe: "ping",
  probes: "pings",
  belongs(journeys, journey) {
    if (journeys.pathClass(journey) !== "nat" || journeys.outcome(journey) === "dropped") return false;
    const step = firstStep(journeys, journey);
    if (step === undefined || !isEchoRequest(journeys, journey)) return false;
    const from = journeys.kind(step) === SIGHTING.ROUTED ? journeys.from(step) : journeys.place(step);
    return from?.kind === "container-nic";
  },
  title: ({ from }, p50) => `A ping of ${from.name} crosses the NAT switch in ${p50}`,
  explain: ({ from, to }) => `The frame is received from ${from.name}, routed and delivered to ${to.name}, where the host's NAT takes over.`,
  check: ["Get-NetNat | Format-List *", "Get-NetNatSession", "docker network inspect nat"],
});
