import type { PlaceRef } from "../../core/api.js";
import type { ChecksumFlag, Rule } from "./input.js";
import { plural } from "./text.js";

/** Frames that a NIC marks as damaged, held against their own bytes: the mark and the content disagree, or they agree. */
export const badChecksum: Rule = ({ checksums }) => {
  const groups = new Map<string, { readonly place: PlaceRef; readonly flags: ChecksumFlag[]; readonly wronged: boolean }>();
  for (const flag of checksums) {
    const wronged = flag.verdict === "correct";
    const really = flag.verdict.startsWith("wrong");
    // Left to the NIC, cut or fragmented: nothing can be said.
    if (!wronged && !really) continue;
    const key = `${flag.place.id}\n${flag.layer}\n${wronged ? 1 : 0}`;
    const known = groups.get(key) ?? { place: flag.place, flags: [], wronged };
    groups.set(key, known);
    known.flags.push(flag);
  }
  return [...groups.values()].flatMap(({ place, flags, wronged }) => {
    const [first] = flags;
    if (first === undefined) return [];
    const packet = `${first.line.protocol} ${first.line.source} → ${first.line.destination}`;
    return [
      {
        code: "bad-checksum",
        severity: wronged ? "error" : "warning",
        title: wronged ? `A NIC marks good ${first.layer} packets as damaged` : `Damaged ${first.layer} packets arrive at ${place.name}`,
        detail: wronged
          ? `${plural(flags.length, "packet")} at ${place.name} ${flags.length === 1 ? "carries" : "carry"} the mark “${first.layer} checksum failed” while the checksum in the bytes is correct ` +
            `(first ${packet}): mark and content do not match, so the receiver throws away what is whole. The NIC or its driver verifies wrongly.`
          : `${plural(flags.length, "packet")} at ${place.name} ${flags.length === 1 ? "is" : "are"} marked “${first.layer} checksum failed”, and the bytes say so too ` +
            `(first ${packet}: ${first.verdict}).`,
        check: [
          "Get-NetAdapterChecksumOffload",
          "Disable-NetAdapterChecksumOffload -Name <adapter> -UdpIPv4 -UdpIPv6",
          "Get-NetAdapter | Select-Object Name, InterfaceDescription, DriverVersion, DriverDate",
        ],
        evidence: [
          ...(first.journey === undefined ? [] : [{ kind: "journey" as const, id: first.journey }]),
          { kind: "packet" as const, id: first.packet },
          { kind: "event" as const, id: first.event },
          { kind: "place" as const, id: place.id },
        ],
      },
    ];
  });
};
