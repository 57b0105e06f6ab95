import { isSyn, pathRule } from "./paths.js";
import { lastOf } from "./text.js";

/** A connection request arrives for a container on a transparent network. */
export const transparentIn = pathRule({
  code: "transparent-in",
  probe: "connection request",
  probes: "connection requests",
  belongs(journeys, journey) {
    if (journeys.outcome(journey) !== "delivered" || journeys.pathClass(journey) !== "transparent") return false;
    const seen = journeys.sightings(journey);
    // What one place alone saw says nothing of a path.
    const moved = journeys.place(seen[0] ?? 0)?.id !== journeys.place(lastOf(seen))?.id;
    return moved && journeys.place(lastOf(seen))?.kind === "container-nic" && isSyn(journeys, journey);
  },
  title: (_path, p50) => `A TCP SYN reaches its container in ${p50}`,
  explain: ({ frames }) => `It is seen as ${frames} frames on its way, and is one SYN: none of them is a retransmission.`,
  check: ["docker ps --format '{{.ID}} {{.Names}} {{.Ports}}'", "hnsdiag list endpoints"],
});
