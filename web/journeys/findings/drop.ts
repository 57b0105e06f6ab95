import { SECURITY_POLICY_REASON } from "./acl-drop.js";
import { dropEvidence, dropGroups, reasonText, whereText } from "./drops.js";
import type { Rule } from "./input.js";
import { plural, vmAdapter } from "./text.js";
import { PACKET_FILTER_REASON } from "./vlan-drop.js";

/** Reasons whose finding is another rule's. */
const OWN_RULE: ReadonlySet<number | undefined> = new Set([PACKET_FILTER_REASON, SECURITY_POLICY_REASON]);

/** Every other reason a packet died of. */
export const otherDrops: Rule = (input) =>
  dropGroups(input, ({ reasonCode }) => !OWN_RULE.has(reasonCode)).map((group) => {
    const { place, drop } = group.fact;
    const location = drop.location === undefined || drop.location === "" ? "" : `, in ${drop.location}`;
    const onSwitch = ["vm-nic", "container-nic", "virtual-nic", "switch-port"].includes(place.kind);
    return {
      code: "drop",
      severity: "error",
      title: `${drop.reason.replace(/\.$/, "")}: packets dropped at ${place.name}`,
      detail: `${plural(group.journeys.length, "journey")} dropped ${whereText(group.fact)}${location}: ${reasonText(drop)}.`,
      check: [
        "pktmon start --capture --type drop --comp all --pkt-size 128 --file-name C:\\trace\\drops.etl",
        "pktmon counters --type drop",
        ...(onSwitch ? [`${vmAdapter(place)} | Format-List *`] : []),
      ],
      evidence: dropEvidence(group),
    };
  });
