import { SIGHTING } from "../sightings.js";
import { firstStep, isEchoRequest, passesBridge, pathRule } from "./paths.js";

/** The host pings out, and its switch is bound to a wireless NIC through the multiplexor bridge. */
export const hostWireless = pathRule({
  code: "host-wireless",
  probe: "ping",
  probes: "pings",
  belongs(journeys, journey) {
    if (journeys.outcome(journey) !== "sent" || journeys.pathClass(journey) === "vm" || !passesBridge(journeys, journey)) return false;
    const step = firstStep(journeys, journey);
    return step !== undefined && journeys.kind(step) === SIGHTING.RECEIVED && isEchoRequest(journeys, journey);
  },
  title: ({ bridge }, p50) => `The host reaches the wire in ${p50}, over ${bridge?.name ?? "a bridge"}`,
  explain: ({ bridge, frames }) =>
    `One journey with ${frames} packet sightings; ${bridge?.name ?? "the bridge"} between the switch and the adapter is the extra hop, because a switch cannot be bound to a wireless NIC itself.`,
  check: [
    "Get-NetAdapter -IncludeHidden | Where-Object InterfaceDescription -like '*Multiplexor*'",
    "Get-VMSwitch | Select-Object Name, NetAdapterInterfaceDescription",
  ],
});
