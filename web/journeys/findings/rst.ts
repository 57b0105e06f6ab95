import type { PlaceRef } from "../../core/api.js";
import { Groups } from "./groups.js";
import type { Rule } from "./input.js";
import { connectionOf, answeredBy, frameKeys, TCP_BIT, tcpFlags } from "./frame-keys.js";
import { plural } from "./text.js";

/** Resets by the place where they were first seen; one in answer to a SYN is a refused connection. */
export const rst: Rule = async (input) => {
  const { journeys } = input;
  const places = new Groups<PlaceRef>();
  const opened = new Set<string>();
  const answered = new Set<string>();
  const refused = new Set<number>();
  for (let journey = 0; journey < journeys.length; journey++) {
    for (const keys of frameKeys(journeys, journey)) {
      const flags = tcpFlags(keys);
      if (flags === undefined) break;
      const name = connectionOf(keys);
      if ((flags & (TCP_BIT.SYN | TCP_BIT.ACK)) === TCP_BIT.SYN) opened.add(name);
      else if ((flags & TCP_BIT.SYN) !== 0) answered.add(answeredBy(keys));
      if ((flags & TCP_BIT.RST) === 0) continue;
      const place = journeys.place(journeys.sightings(journey)[0] ?? 0);
      if (place === undefined) break;
      if (opened.has(answeredBy(keys)) && !answered.has(answeredBy(keys))) refused.add(journey);
      places.add(place.id, journey, () => place);
      break;
    }
  }
  return Promise.all(
    places.list().map(async ({ fact: place, journeys: members }) => {
      const turnedDown = members.filter((journey) => refused.has(journey));
      const first = turnedDown[0] ?? members[0] ?? 0;
      const line = await input.line(first);
      return {
        code: "rst",
        severity: turnedDown.length > 0 ? ("warning" as const) : ("info" as const),
        title:
          turnedDown.length > 0 ? `${plural(turnedDown.length, "connection")} refused at ${place.name}` : `${plural(members.length, "reset")} at ${place.name}`,
        detail:
          `${plural(members.length, "reset")} first seen at ${place.name}, ${turnedDown.length} of them in answer to a SYN` +
          `${line === undefined ? "" : `; first ${line.source} → ${line.destination} ${line.info.split(" Seq")[0] ?? ""}`}.`,
        check: ["Get-NetTCPConnection -State Listen | Select-Object LocalAddress, LocalPort, OwningProcess", "Test-NetConnection <server> -Port <port>"],
        evidence: [
          { kind: "journey" as const, id: first },
          { kind: "place" as const, id: place.id },
        ],
      };
    }),
  );
};
