import type { Rule } from "./input.js";
import { plural } from "./text.js";

/** WinNat found no free port for a new session. */
export const natPortExhaustion: Rule = ({ portShortages, natSessions }) => {
  const [first] = portShortages;
  if (first === undefined) return [];
  const instances = [...new Set(portShortages.map(({ instance, protocol }) => `"${instance}" (${protocol})`))];
  return [
    {
      code: "nat-port-exhaustion",
      severity: "error",
      title: "The NAT has no port left",
      detail: `${plural(portShortages.length, "time")} NAT instance ${instances.join(", ")} found no free port, so new connections failed; ${plural(natSessions.length, "session")} in this trace.`,
      check: [
        "Get-NetNatSession | Group-Object Protocol, InternalSourceAddress | Sort-Object Count -Descending",
        "Get-NetNatExternalAddress",
        "Get-NetNatGlobal",
        "Get-NetNat | Select-Object Name, TcpEstablishedConnectionTimeout, UdpIdleSessionTimeout",
      ],
      evidence: [{ kind: "event", id: first.event }],
    },
  ];
};
