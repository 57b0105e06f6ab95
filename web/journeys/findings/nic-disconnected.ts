import { Groups } from "./groups.js";
import type { NicLife, Rule } from "./input.js";
import { plural, vmAdapter } from "./text.js";

/** NICs that lost their switch or their medium while the trace ran. */
export const nicDisconnected: Rule = ({ nicLife, summary }) => {
  const nics = new Groups<NicLife>();
  for (const entry of nicLife) if (entry.what === "disconnected" || entry.what === "media-lost") nics.add(entry.nic.id, entry.event, () => entry);
  return nics.list().map(({ fact, journeys: events }) => {
    const at = (fact.timeNs / 1e9).toFixed(3);
    const back = nicLife.find((entry) => entry.nic.id === fact.nic.id && entry.what === "connected" && entry.timeNs > fact.timeNs);
    return {
      code: "nic-disconnected",
      severity: back === undefined ? "warning" : "info",
      title: `${fact.nic.name} was disconnected during the trace`,
      detail:
        `${plural(events.length, "time")}, first ${at} s after the start of ${summary.name}` +
        `${back === undefined ? "; it was not connected again" : `; connected again ${((back.timeNs - fact.timeNs) / 1e9).toFixed(3)} s later`}.`,
      check: [`${vmAdapter(fact.nic)} | Select-Object VMName, Name, SwitchName, Connected, Status`],
      evidence: [
        { kind: "event", id: fact.event },
        { kind: "place", id: fact.nic.id },
      ],
    };
  });
};
