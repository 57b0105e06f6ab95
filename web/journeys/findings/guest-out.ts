import { SIGHTING } from "../sightings.js";
import { firstStep, isEchoRequest, pathRule } from "./paths.js";

/** A virtual machine pings out. */
export const guestOut = pathRule({
  code: "guest-out",
  probe: "ping",
  probes: "pings",
  belongs(journeys, journey) {
    if (journeys.outcome(journey) !== "sent" || journeys.pathClass(journey) !== "vm") return false;
    const step = firstStep(journeys, journey);
    if (step === undefined || !isEchoRequest(journeys, journey)) return false;
    const from = journeys.kind(step) === SIGHTING.ROUTED ? journeys.from(step) : journeys.place(step);
    return from?.kind === "vm-nic";
  },
  title: (_path, p50) => `A virtual machine reaches the wire in ${p50}`,
  explain: ({ bridge }) =>
    "One step fewer than the host itself takes: a VM's frame starts on the switch and goes straight to the adapter bound to it" +
    `${bridge === undefined ? "" : ` (${bridge.name})`}, the host's own frame comes in through its bridged vNIC first.`,
  check: ["Get-VMNetworkAdapter -VMName * | Select-Object VMName, Name, SwitchName, MacAddress"],
});
