import { psQuote } from "../../core/power-shell.js";
import type { PlaceRef } from "../../core/api.js";
import { SIGHTING } from "../sightings.js";
import { Groups } from "./groups.js";
import type { Rule } from "./input.js";
import { plural } from "./text.js";

const TCP = 6;

/** Every frame of a team is captured at its member and at the team: one journey each, no retransmission. */
export const lbfo: Rule = ({ journeys }) => {
  const teams = new Groups<PlaceRef>();
  for (let journey = 0; journey < journeys.length; journey++) {
    if (journeys.pathClass(journey) !== "team") continue;
    const seen = journeys.sightings(journey);
    const team = seen.find((i) => journeys.place(i)?.kind === "team-nic");
    const place = team === undefined ? undefined : journeys.place(team);
    if (place !== undefined) teams.add(place.id, journey, () => place);
  }
  return teams.list().flatMap(({ fact: team, journeys: members }) => {
    let frames = 0;
    let copies = 0;
    let tcp = 0;
    let again = 0;
    const segments = new Set<string>();
    const ports = new Map<number, number>();
    const pairs = new Set<string>();
    for (const journey of members) {
      const seen = journeys.sightings(journey).filter((i) => journeys.kind(i) === SIGHTING.FRAME);
      frames += seen.length;
      copies += Math.max(0, seen.length - 1);
      for (const i of seen) {
        const place = journeys.place(i);
        if (place !== undefined && place.id !== team.id) pairs.add(place.name);
      }
      const keys = seen[0] === undefined ? undefined : journeys.keys(seen[0]);
      if (keys === undefined || (keys.protocol & 0xff) !== TCP) continue;
      tcp += Math.max(0, seen.length - 1);
      if (keys.payloadLength > 0) {
        const segment = `${keys.source}/${keys.destination}/${keys.ports}/${keys.sequence}/${keys.payloadLength}`;
        if (segments.has(segment)) again++;
        segments.add(segment);
      }
      // The lower port of a connection is the service's.
      const port = Math.min(keys.ports >>> 16, keys.ports & 0xffff);
      ports.set(port, (ports.get(port) ?? 0) + 1);
    }
    if (copies === 0) return [];
    const [most] = [...ports].sort((a, b) => b[1] - a[1]);
    const to = most === undefined ? "" : most[1] === members.length ? `, all of TCP port ${most[0]}` : `, most of TCP port ${most[0]}`;
    return [
      {
        code: "lbfo",
        severity: "info",
        title: again === 0 ? "Team copies folded, nothing was retransmitted" : `Team copies folded, ${plural(again, "segment")} really sent again`,
        detail:
          `${plural(frames, "frame")} seen at ${pairs.size === 0 ? "the members" : [...pairs].join(", ")} and at team NIC "${team.name}"${to}: ${plural(members.length, "journey")}. ` +
          `Read frame by frame, ${tcp} of them would pass for retransmissions.`,
        check: [
          `Get-NetLbfoTeam | Where-Object { (Get-NetLbfoTeamNic -Team $_.Name).Name -contains ${psQuote(team.name)} -or $_.Name -eq ${psQuote(team.name)} }`,
          "Get-NetLbfoTeamMember",
        ],
        evidence: [
          { kind: "journey", id: members[0] ?? 0 },
          { kind: "place", id: team.id },
        ],
      },
    ];
  });
};
