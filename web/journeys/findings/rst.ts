import type { Finding, PlaceRef } from "../../core/api.js";
import { Groups } from "./groups.js";
import type { FindingInput, Rule } from "./input.js";
import { connectionOf, answeredBy, frameKeys, TCP_BIT, tcpFlags } from "./frame-keys.js";
import { plural } from "./text.js";

/** So many connections that are broken off at one place are no chance: programs close a few by a reset every day. */
const MANY = 5;

/** Resets by the place where they were first seen: refused connections, and connections broken off before either side said it was done. */
export const rst: Rule = async (input) => {
  const { journeys } = input;
  const refused = new Groups<PlaceRef>();
  const brokenOff = new Groups<PlaceRef>();
  const opened = new Set<string>();
  const answered = new Set<string>();
  const closing = new Set<string>();
  const reset = new Set<string>();
  for (let journey = 0; journey < journeys.length; journey++) {
    for (const keys of frameKeys(journeys, journey)) {
      const flags = tcpFlags(keys);
      if (flags === undefined) break;
      const [name, other] = [connectionOf(keys), answeredBy(keys)];
      if ((flags & (TCP_BIT.SYN | TCP_BIT.ACK)) === TCP_BIT.SYN) opened.add(name);
      else if ((flags & TCP_BIT.SYN) !== 0) answered.add(other);
      if ((flags & TCP_BIT.FIN) !== 0) closing.add(name).add(other);
      if ((flags & TCP_BIT.RST) === 0) continue;
      const place = journeys.place(journeys.sightings(journey)[0] ?? 0);
      // Of several resets the first one ended the connection.
      if (place === undefined || reset.has(name) || reset.has(other)) break;
      reset.add(name);
      if (opened.has(other) && !answered.has(other)) refused.add(place.id, journey, () => place);
      else if (!closing.has(name)) brokenOff.add(place.id, journey, () => place);
      break;
    }
  }
  const findings: Finding[] = [];
  for (const { fact, journeys: members } of refused.list())
    findings.push(await told(input, fact, members, "warning", `${plural(members.length, "connection")} refused at ${fact.name}`, "in answer to a SYN"));
  for (const { fact, journeys: members } of brokenOff.list())
    if (members.length >= MANY)
      findings.push(
        await told(
          input,
          fact,
          members,
          "info",
          `${plural(members.length, "connection")} broken off at ${fact.name}`,
          "before either side closed the connection",
        ),
      );
  return findings;
};

async function told(
  input: FindingInput,
  place: PlaceRef,
  members: readonly number[],
  severity: Finding["severity"],
  title: string,
  when: string,
): Promise<Finding> {
  const first = members[0] ?? 0;
  const line = await input.line(first);
  const which = line === undefined ? "" : `; first ${line.source} → ${line.destination} ${line.info.split(" Seq")[0] ?? ""}`;
  return {
    code: "rst",
    severity,
    title,
    detail: `${plural(members.length, "reset")} first seen at ${place.name}, ${when}${which}.`,
    check: ["Get-NetTCPConnection -State Listen | Select-Object LocalAddress, LocalPort, OwningProcess", "Test-NetConnection <server> -Port <port>"],
    evidence: [
      { kind: "journey", id: first },
      { kind: "place", id: place.id },
    ],
  };
}
