import { nearestRank } from "../latency-stats.js";
import { JOINED } from "../sightings.js";
import type { Rule } from "./input.js";
import { isSyn } from "./paths.js";
import { lastOf, latencyText, plural } from "./text.js";

/** p50 of a transparent network that Microsoft published: what paths are compared with where the trace has none. */
const PUBLISHED_TRANSPARENT_NS = 14_400;

/** Connections that a PortProxy on the host takes and makes again: how long that takes, and how many times the direct path. */
export const natPortProxy: Rule = async (input) => {
  const { journeys, pathClasses } = input;
  const joined: number[] = [];
  // Later segments are joined by what they carry: only the opening of a connection tells how long the proxy takes to open its own.
  for (let journey = 0; journey < journeys.length; journey++)
    if (journeys.pathClass(journey) === "nat-portproxy" && isSyn(journeys, journey)) joined.push(journey);
  const first = joined[0];
  if (first === undefined) return [];
  const latencies = Float64Array.from(joined, (journey) => journeys.latencyNs(journey)).sort();
  const p50 = nearestRank(latencies, 0.5);
  const transparent = pathClasses.get("transparent");
  const base = transparent === undefined ? PUBLISHED_TRANSPARENT_NS : transparent.p50Ns;
  const times = base > 0 ? Math.round(p50 / base) : 0;
  const against =
    transparent === undefined
      ? `the ${latencyText(PUBLISHED_TRANSPARENT_NS)} published for a transparent network`
      : `the ${latencyText(base)} median of the transparent path in this trace`;
  const seen = journeys.sightings(first);
  const inner = seen.find((i) => journeys.joinedBy(i) === JOINED.PORTPROXY);
  const outer = await input.line(first);
  const target = journeys.place(lastOf(seen));
  const proxy = inner === undefined ? undefined : latencyText(journeys.timeNs(inner) - journeys.timeNs(seen[0] ?? 0));
  return [
    {
      code: "nat-portproxy",
      severity: "warning",
      title: `PortProxy takes ${latencyText(p50)}, about ${times} times the direct path`,
      detail:
        `${joined.length === 1 ? "1 connection" : `${plural(joined.length, "connection")}, median`} from host NIC to container stack: ${latencyText(p50)}, ` +
        `about ${times} times ${against}. A connection of the client to the host${outer === undefined ? "" : ` (${outer.source} → ${outer.destination})`} is joined with one ` +
        `of the host to the container${target === undefined ? "" : ` at ${target.name}`}${proxy === undefined ? "" : `, opened ${proxy} after it`}; both bypass WinNAT. PortProxy is for testing.`,
      check: [
        "netsh interface portproxy show all",
        "Get-NetNatStaticMapping",
        "Add-NetNatStaticMapping -NatName <name> -Protocol TCP -ExternalIPAddress 0.0.0.0 -ExternalPort <port> -InternalIPAddress <container> -InternalPort <port>",
      ],
      evidence: [
        ...joined.slice(0, 12).map((id) => ({ kind: "journey" as const, id })),
        ...(target === undefined ? [] : [{ kind: "place" as const, id: target.id }]),
      ],
    },
  ];
};
