import { vmAdapter } from "../../core/power-shell.js";
import type { PlaceRef, Problem } from "../../core/api.js";
import { SIGHTING } from "../sightings.js";
import { Groups } from "./groups.js";
import type { Rule } from "./input.js";
import { lastOf, plural } from "./text.js";

/** A journey that was under way so shortly before the end of the trace is not lost, only cut. */
const END_NS = 1_000_000;

const DAMAGE: ReadonlySet<Problem["code"]> = new Set(["overwritten", "bad-buffer", "truncated", "index-limit", "bad-compression"]);

interface Hole {
  readonly place: PlaceRef;
  readonly why: keyof typeof WHY;
}

const WHY = {
  isolation: "it leads to the utility VM of a container with Hyper-V isolation, whose inside is another kernel and not in this trace",
  offload: "an SR-IOV or RDMA adapter hands the packets to hardware, past the switch and everything that could record them",
  unknown: "no event tells of them behind it: Hyper-V isolation, SR-IOV and RDMA take packets where this host's trace cannot look",
} as const;

/** Journeys whose end the trace does not show, by the place where they were lost from sight. */
export const blackHole: Rule = ({ journeys, summary, losses }) => {
  const holes = new Groups<Hole>();
  // Where events may have been lost later on, a missing delivery says nothing of where the packet went.
  const damaged = summary.problems.some(({ code }) => DAMAGE.has(code));
  const lostUntilNs = losses.reduce((latest, { toNs }) => Math.max(latest, Number(toNs - summary.startNs)), -Infinity);
  const endNs = Number(summary.endNs - summary.startNs);
  for (let journey = 0; journey < journeys.length; journey++) {
    if (journeys.outcome(journey) !== "lost-sight") continue;
    const last = lastOf(journeys.sightings(journey));
    const place = journeys.place(last);
    if (place === undefined) continue;
    const why = /\butility[ -]?vm\b|\buvm\b|hyper-v isolat/i.test(place.name)
      ? "isolation"
      : /sr-?iov|rdma|virtual function|\bVF\b/i.test(place.name)
        ? "offload"
        : "unknown";
    const kind = journeys.kind(last);
    // Without a name that says so only a packet that was routed to a NIC and never delivered counts.
    if (why === "unknown" && (damaged || journeys.timeNs(last) <= lostUntilNs || kind !== SIGHTING.ROUTED || endNs - journeys.timeNs(last) < END_NS)) continue;
    holes.add(`${place.id}\n${why}`, journey, () => ({ place, why }));
  }
  return holes.list().map(({ fact: { place, why }, journeys: members }) => ({
    code: "black-hole",
    severity: "warning",
    title: `The trace cannot see further than ${place.name}`,
    detail: `${plural(members.length, "journey")} ${members.length === 1 ? "ends" : "end"} at ${place.name}: ${WHY[why]}.${
      why === "offload" ? "" : " Start the container with process isolation to see further."
    }`,
    check: [
      ...(why === "offload"
        ? []
        : ["docker inspect --format '{{.Name}} {{.HostConfig.Isolation}}' (docker ps -q)", "docker run --isolation=process <image>", "hcsdiag list"]),
      ...(why === "isolation"
        ? []
        : [
            "Get-NetAdapterSriov | Select-Object Name, Enabled, NumVFs",
            "Get-NetAdapterRdma | Select-Object Name, Enabled",
            `${vmAdapter(place)} | Select-Object VMName, Name, IovWeight, Status`,
          ]),
    ],
    evidence: [
      { kind: "journey", id: members[0] ?? 0 },
      { kind: "place", id: place.id },
    ],
  }));
};
