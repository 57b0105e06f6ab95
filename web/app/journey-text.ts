import type { JourneyRow, Sighting } from "../core/api.js";
import { count, counted, latency, NARROW } from "../core/format.js";

export const OUTCOME_WORDS: Readonly<Record<JourneyRow["outcome"], string>> = {
  delivered: "delivered",
  sent: "sent",
  dropped: "dropped",
  "lost-sight": "lost sight",
};

export const CLASS_WORDS: Readonly<Record<JourneyRow["pathClass"], string>> = {
  transparent: "transparent",
  l2bridge: "l2bridge",
  overlay: "overlay",
  nat: "NAT",
  "nat-portproxy": "NAT + PortProxy",
  vm: "VM",
  team: "team",
  host: "host",
  loopback: "loopback",
  other: "other",
};

export const JOINED_WORDS: Readonly<Record<Sighting["joined"]["by"], string>> = {
  first: "first sighting",
  nbl: "NBL",
  pktmon: "PktMon number",
  adjacency: "same CPU and thread",
  frame: "same frame",
  nat: "translation",
  portproxy: "PortProxy pair",
  tunnel: "tunnel",
  segmentation: "segmentation",
  machine: "other machine",
};

export interface LongestHop {
  /** Position of the sighting that ends it. */
  readonly index: number;
  readonly ns: number;
  readonly share: number;
  /** `inside PortProxy` or `from pNIC to Host NIC`. */
  readonly where: string;
}

export function placesOf(row: JourneyRow): number {
  return new Set(row.sightings.map(({ place }) => place.id)).size;
}

export function longestHop(row: JourneyRow): LongestHop | undefined {
  let index = 0;
  for (const [i, { latencyFromPreviousNs }] of row.sightings.entries()) {
    if (i > 0 && latencyFromPreviousNs > (index === 0 ? 0 : (row.sightings[index]?.latencyFromPreviousNs ?? 0))) index = i;
  }
  const [from, to] = [row.sightings[index - 1], row.sightings[index]];
  if (from === undefined || to === undefined) return undefined;
  const where = from.place.id === to.place.id ? `inside ${to.place.name}` : `from ${from.place.name} to ${to.place.name}`;
  return { index, ns: to.latencyFromPreviousNs, share: row.latencyNs > 0 ? to.latencyFromPreviousNs / row.latencyNs : 0, where };
}

/** `5.6 µs from Host NIC to Container NIC, 74 % of the journey`. */
export function longestHopText(hop: LongestHop): string {
  const share = Math.round(hop.share * 100);
  return `${latency(hop.ns)} ${hop.where}, ${share < 1 ? "under 1" : share}${NARROW}% of the journey`;
}

/** What a screen reader says of the whole picture. */
export function journeySentence(row: JourneyRow): string {
  const hops = Math.max(0, row.sightings.length - 1);
  const longest = longestHop(row);
  return [
    `Journey ${count(row.id)}, ${counted(hops, "hop")} at ${counted(placesOf(row), "place")}, ${spoken(row.latencyNs)}, ${OUTCOME_WORDS[row.outcome]}`,
    ...(row.drop === undefined ? [] : [`: ${row.drop.reason.replace(/\.$/, "")}`]),
    ".",
    ...(longest === undefined || hops < 2 ? [] : [` Longest hop: ${spoken(longest.ns)} ${longest.where}.`]),
  ].join("");
}

/** Units as words: "µs" is read out in many ways. */
function spoken(ns: number): string {
  const [figure = "", unit = ""] = latency(ns).split(NARROW).slice(-2);
  const words: Readonly<Record<string, string>> = { µs: "microseconds", ms: "milliseconds", s: "seconds" };
  return `${figure} ${words[unit] ?? unit}`;
}

/** `NBL ×3, same frame ×2; lowest confidence 0.95`: how sightings were put together. */
export function joinedText(row: JourneyRow): string {
  const joins = row.sightings.slice(1).map(({ joined }) => joined);
  if (joins.length === 0) return "One sighting: nothing to join.";
  const ways = new Map<string, number>();
  for (const { by } of joins) ways.set(JOINED_WORDS[by], (ways.get(JOINED_WORDS[by]) ?? 0) + 1);
  const list = [...ways].map(([way, n]) => `${way} ×${n}`).join(", ");
  return `Joined by ${list}; lowest confidence ${Math.min(...joins.map(({ confidence }) => confidence)).toFixed(2)}.`;
}

/** Where the trace's sight ends before the packet's way does, why. */
export function sightEnds(row: JourneyRow): string | undefined {
  const last = row.sightings.at(-1);
  if (last === undefined) return undefined;
  const { name, kind } = last.place;
  if (row.outcome === "delivered" && kind === "vm-nic") return `${name} leads into a virtual machine: what its guest did with the packet is not in this trace.`;
  if (row.outcome !== "lost-sight") return undefined;
  if (/utility vm|\buvm\b|isolat/i.test(name))
    return `${name} leads into the utility VM of Hyper-V isolation, where this trace cannot see. To see further, start the container with process isolation.`;
  return `Its last step here was “${last.kind}” at ${name}. What came after was not recorded: the trace ended, events were lost, or the packet left on a path that no provider writes about (SR-IOV, RDMA).`;
}
