import type { Rule } from "./input.js";
import { listed, plural } from "./text.js";
import { answeredBy, connectionOf, frameKeys, TCP_BIT, tcpFlags } from "./frame-keys.js";

/** An answer to a SYN so shortly before the end of the trace may still have been under way. */
const PATIENCE_NS = 3_000_000_000;
const NAMED = 5;

interface Opening {
  readonly journey: number;
  tries: number;
}

/** Connection requests that nothing in the trace answers; those that were dropped have a finding that says why. */
export const synNoAnswer: Rule = async (input) => {
  const { journeys, summary } = input;
  const openings = new Map<string, Opening>();
  const answered = new Set<string>();
  const end = Number(summary.endNs - summary.startNs) - PATIENCE_NS;
  for (let journey = 0; journey < journeys.length; journey++) {
    for (const keys of frameKeys(journeys, journey)) {
      const flags = tcpFlags(keys);
      if (flags === undefined) break;
      if ((flags & (TCP_BIT.SYN | TCP_BIT.ACK)) !== TCP_BIT.SYN) {
        answered.add(answeredBy(keys));
        // Whoever goes on talking has been answered, too.
        if ((flags & TCP_BIT.ACK) !== 0) answered.add(connectionOf(keys));
        continue;
      }
      const name = connectionOf(keys);
      const known = openings.get(name);
      if (known !== undefined) {
        if (known.journey !== journey) known.tries++;
      } else if (
        journeys.outcome(journey) !== "dropped" &&
        journeys.outcome(journey) !== "lost-sight" &&
        journeys.timeNs(journeys.sightings(journey)[0] ?? 0) < end
      )
        openings.set(name, { journey, tries: 1 });
    }
  }
  const silent = new Map<number, number>();
  const spoken = new Set<number>();
  for (const [name, { journey, tries }] of openings) {
    if (answered.has(name)) spoken.add(journey);
    silent.set(journey, Math.max(tries, silent.get(journey) ?? 0));
  }
  // A SYN across a NAT has two names: an answer to either is one.
  // Whoever gets no answer asks again within three seconds: one SYN alone was answered where the trace does not look.
  const without = [...silent].filter(([journey, tries]) => !spoken.has(journey) && tries > 1);
  const first = without[0];
  if (first === undefined) return [];
  const named: string[] = [];
  for (const [journey] of without.slice(0, NAMED)) {
    const line = await input.line(journey);
    if (line !== undefined) named.push(`${line.source} → ${line.destination} ${line.info.split(" [")[0] ?? ""}`);
  }
  return [
    {
      code: "syn-no-answer",
      severity: "warning",
      title: `${plural(without.length, "connection request")} without an answer`,
      detail: `No SYN-ACK and no reset in the trace for ${listed([...named, ...Array.from({ length: without.length - named.length }, () => "")], NAMED)}, although the client asked again.`,
      check: [
        "Test-NetConnection <server> -Port <port> -InformationLevel Detailed",
        "Get-NetTCPConnection -State SynSent, SynReceived, Listen",
        "Get-NetFirewallRule -Enabled True -Direction Inbound -Action Block",
      ],
      evidence: without.slice(0, 20).map(([id]) => ({ kind: "journey", id })),
    },
  ];
};
