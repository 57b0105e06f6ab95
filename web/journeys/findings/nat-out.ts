import type { Finding, NatSessionRow } from "../../core/api.js";
import type { Rule } from "./input.js";
import { plural } from "./text.js";

/** Sessions that get a sentence of their own; the rest are counted. */
const MAX_SESSIONS = 50;
/** Look-ups and pings are told one by one only as far as connections leave room. */
const MIN_SESSIONS = 5;

/** Each NAT session that opened in the trace: what became what, where, and how long it lives. */
export const natOut: Rule = ({ natSessions }) => {
  const opened = natSessions.map((session, id) => ({ session, id })).filter(({ session }) => session.createdNs !== undefined && session.externalSource !== "");
  // Connections first: their lives have stages that explain time-outs.
  const sorted = opened.sort((a, b) => Number(b.session.protocol === "tcp") - Number(a.session.protocol === "tcp") || a.id - b.id);
  const tcp = sorted.filter(({ session }) => session.protocol === "tcp").length;
  const own = Math.min(MAX_SESSIONS, Math.max(tcp, MIN_SESSIONS));
  const findings: Finding[] = sorted.slice(0, own).map(({ session, id }) => ({
    code: "nat-out",
    severity: "info",
    title: `NAT: ${session.internalSource} goes out as ${session.externalSource}`,
    detail:
      `To ${session.internalDestination} over ${session.protocol.toUpperCase()}: ${session.internalSource}${compartment(session)} became ${session.externalSource}; ` +
      `${lifeText(session)}${session.packets === 0 ? "" : `, ${plural(session.packets, "packet")} translated`}.`,
    check: [
      "Get-NetNatSession | Format-List *",
      "Get-NetNat | Select-Object Name, InternalIPInterfaceAddressPrefix, TcpEstablishedConnectionTimeout, UdpIdleSessionTimeout",
    ],
    evidence: [{ kind: "natSession", id }],
  }));
  const rest = sorted.slice(own);
  if (rest.length > 0)
    findings.push({
      code: "nat-out",
      severity: "info",
      title: `${plural(rest.length, "more NAT session")} opened`,
      detail: `${plural(sorted.length, "session")} opened while the trace ran; the list of sessions has all of them.`,
      check: ["Get-NetNatSession | Group-Object InternalSourceAddress"],
      evidence: [{ kind: "natSession", id: rest[0]?.id ?? 0 }],
    });
  return findings;
};

function compartment({ compartment: id }: NatSessionRow): string {
  return id === undefined ? "" : ` (compartment ${id})`;
}

/** "it lives 6 s, then 120 s" */
function lifeText({ states, lifetimeSeconds }: NatSessionRow): string {
  const lives: number[] = [];
  for (const { lifetimeSeconds: life } of states) if (life !== undefined && life !== lives.at(-1)) lives.push(life);
  if (lives.length === 0) lives.push(lifetimeSeconds);
  const ended = states.some(({ event }) => event === "timed-out")
    ? ", and timed out"
    : states.some(({ event }) => event === "deleted")
      ? ", and was deleted"
      : "";
  return `the session lives ${lives.map((life) => `${life} s`).join(", then ")}${ended}`;
}
