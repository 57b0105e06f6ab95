import type { Rule } from "./input.js";
import type { FrameKeys } from "../sightings.js";
import { firstKeys } from "./frame-keys.js";
import { plural } from "./text.js";

const ICMP = 1;
const ICMP_V6 = 58;
/** Type and code: destination unreachable, fragmentation needed. */
const TOO_BIG = 0x0304;
const TOO_BIG_V6 = 2;

/** More say nothing new. */
const MAX_MESSAGES = 1_000;

/** Somebody on the way said that a packet is too big for the next link. */
export const mtuMismatch: Rule = async ({ journeys, ...input }) => {
  const found: number[] = [];
  for (let journey = 0; journey < journeys.length; journey++) {
    const value = firstKeys(journeys, journey);
    if (value === undefined) continue;
    const protocol = value.protocol & 0xff;
    if (found.length < MAX_MESSAGES && ((protocol === ICMP && value.ports >>> 16 === TOO_BIG) || (protocol === ICMP_V6 && value.ports >>> 24 === TOO_BIG_V6)))
      found.push(journey);
  }
  const [first] = found;
  if (first === undefined) return [];
  const line = await input.line(first);
  // Senders find out the size of a path by being told once; told again, they did not listen.
  const again = new Set(found.map((journey) => endsOf(firstKeys(journeys, journey)))).size < found.length;
  return [
    {
      code: "mtu-mismatch",
      severity: again ? "warning" : "info",
      title: again ? "Packets stay too big for a link on their way" : "A link on the way takes smaller packets only",
      detail: `${plural(found.length, "ICMP message")} of “packet too big”${line === undefined ? "" : `, first ${line.source} → ${line.destination}: ${line.info}`}. Endpoints behind tunnels need a smaller MTU.`,
      check: [
        "Get-NetIPInterface | Select-Object InterfaceAlias, AddressFamily, NlMtu",
        "Get-NetAdapterAdvancedProperty -RegistryKeyword '*JumboPacket', 'EncapOverhead'",
        "ping -f -l 1472 <destination>",
      ],
      evidence: found.slice(0, 20).map((id) => ({ kind: "journey", id })),
    },
  ];
};

function endsOf(keys: FrameKeys | undefined): string {
  return keys === undefined ? "" : `${keys.source}/${keys.destination}`;
}
