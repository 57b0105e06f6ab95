import { dropAdvice } from "../../core/drop-advice.js";
import { dropEvidence, dropGroups, reasonText, whereText } from "./drops.js";
import type { FindingInput, Rule } from "./input.js";
import { plural } from "./text.js";

const SHOWN_LINES = 20;

/** Frames that the packet filter of their destination refuses: nearly always a VLAN that the NIC is not set for. */
export const vlanDrop: Rule = async (input) =>
  Promise.all(
    dropGroups(input, "vlan-drop").map(async (group) => {
      const { place, drop, switch: at } = group.fact;
      const tags = await tagsOf(input, group.journeys);
      const tagged = tags.length === 0 ? "" : ` with VLAN ${tags.join(", ")}`;
      return {
        code: "vlan-drop",
        severity: "error",
        title:
          tags.length === 0
            ? `${place.name} takes no frames of this kind: packet filter or VLAN`
            : `Frames tagged VLAN ${tags.join(", ")} die at ${place.name}`,
        detail:
          `${plural(group.journeys.length, "journey")}${tagged} dropped ${whereText(group.fact)}: ${reasonText(drop)}. ` +
          "vNICs are untagged by default and the native VLAN is 0, so a tag that the vNIC does not expect is refused.",
        check: dropAdvice(drop, place, at).checks.map(({ command }) => command),
        evidence: dropEvidence(group),
      };
    }),
  );

/** VLANs of the first few frames: a group has few, and each costs a look into the file. */
async function tagsOf(input: FindingInput, journeys: readonly number[]): Promise<readonly number[]> {
  const tags = new Set<number>();
  for (const journey of journeys.slice(0, SHOWN_LINES)) {
    const vlan = (await input.line(journey))?.vlan;
    if (vlan !== undefined) tags.add(vlan);
  }
  return [...tags].sort((a, b) => a - b);
}
