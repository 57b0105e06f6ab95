import { firstStep, isEchoRequest, pathRule } from "./paths.js";

/** A container on a transparent network pings out. */
export const transparentOut = pathRule({
  code: "transparent-out",
  probe: "ping",
  probes: "pings",
  belongs(journeys, journey) {
    if (journeys.outcome(journey) !== "sent" || journeys.pathClass(journey) !== "transparent") return false;
    // A capture of frames alone has no steps: then the first place says where the packet began.
    const first = firstStep(journeys, journey) ?? journeys.sightings(journey)[0] ?? 0;
    return (journeys.place(first)?.kind === "container-nic" || journeys.from(first)?.kind === "container-nic") && isEchoRequest(journeys, journey);
  },
  title: (_path, p50) => `A container on a transparent network reaches the wire in ${p50}`,
  explain: () => "The frame crosses one switch and nothing else: this is the path that others are compared with.",
  check: ["docker network ls --filter driver=transparent", "hnsdiag list networks"],
});
