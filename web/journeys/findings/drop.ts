import { dropAdvice } from "../../core/drop-advice.js";
import { dropEvidence, dropGroups, reasonText, whereText } from "./drops.js";
import type { Rule } from "./input.js";
import { plural } from "./text.js";

/** Every reason a packet died of that has no rule of its own. */
export const otherDrops: Rule = (input) =>
  dropGroups(input, "drop").map((group) => {
    const { place, drop, switch: at } = group.fact;
    const { cause, checks } = dropAdvice(drop, place, at);
    const location = drop.location === undefined || drop.location === "" || cause.includes(drop.location) ? "" : `, in ${drop.location}`;
    return {
      code: "drop",
      severity: "error",
      title: `${drop.reason.replace(/\.$/, "")}: packets dropped at ${place.name}`,
      detail: `${plural(group.journeys.length, "journey")} dropped ${whereText(group.fact)}${location}: ${reasonText(drop)}. ${cause}`,
      check: checks.map(({ command }) => command),
      evidence: dropEvidence(group),
    };
  });
