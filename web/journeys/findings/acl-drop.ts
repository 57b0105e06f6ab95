import { dropAdvice } from "../../core/drop-advice.js";
import { dropEvidence, dropGroups, reasonText, whereText } from "./drops.js";
import type { Rule } from "./input.js";
import { plural } from "./text.js";

/** Frames that a port ACL refuses. */
export const aclDrop: Rule = async (input) =>
  Promise.all(
    dropGroups(input, "acl-drop").map(async (group) => {
      const { place, drop } = group.fact;
      const line = await input.line(group.journeys[0] ?? 0);
      const first = line === undefined ? "" : `, first ${line.protocol} ${line.source} → ${line.destination} ${line.info}`;
      return {
        code: "acl-drop",
        severity: "error",
        title: `A port ACL refuses traffic at ${place.name}`,
        detail:
          `${plural(group.journeys.length, "journey")} dropped ${whereText(group.fact)}: ${reasonText(drop)}${first}. ` +
          "Of several rules the longest prefix wins, a rule by MAC address beats one by subnet, and each direction has rules of its own.",
        check: dropAdvice(drop, place).checks.map(({ command }) => command),
        evidence: dropEvidence(group),
      };
    }),
  );
