import type { JourneyRow, PlaceKind } from "../core/api.js";
import { inSpans, type Work } from "../core/work.js";
import type { ChainSet } from "./chains.js";
import type { NetworkType } from "./side-cars/side-car.js";
import { JOINED, SIGHTING, type SightingTable } from "./sightings.js";

export type Outcome = JourneyRow["outcome"];
export type PathClass = JourneyRow["pathClass"];

/** What outcome and class are told from, beside the sightings themselves. */
export interface JourneyFacts {
  /** Kinds and names of places by their numbers. */
  readonly kinds: readonly PlaceKind[];
  readonly names: readonly string[];
  /** What kind of container network places are on, where a listing said so. */
  readonly networks: readonly (NetworkType | undefined)[];
  /** "in" or "out" as the host's stack sees it, where the event says. */
  direction(sighting: number): "in" | "out" | undefined;
  /** The frame of this sighting was seen inside or around a tunnel. */
  tunnelled(sighting: number): boolean;
}

/** Journeys as runs of sightings: members of journey j are order[starts[j]] to order[starts[j + 1] - 1], in the order of time. */
export class JourneyTable {
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly members: Uint32Array<ArrayBuffer>;
  /** Journey of each sighting. */
  readonly ofSighting: Uint32Array<ArrayBuffer>;

  private constructor(starts: Uint32Array<ArrayBuffer>, members: Uint32Array<ArrayBuffer>, ofSighting: Uint32Array<ArrayBuffer>) {
    this.starts = starts;
    this.members = members;
    this.ofSighting = ofSighting;
  }

  static *of(chains: ChainSet): Work<JourneyTable> {
    const total = chains.chain.length;
    const number = new Uint32Array(chains.length); // journey + 1 of a root
    const ofSighting = new Uint32Array(total);
    let journeys = 0;
    yield* inSpans(total, (from, to) => {
      for (let i = from; i < to; i++) {
        const root = chains.root(chains.chain.get(i));
        let journey = number[root] ?? 0;
        if (journey === 0) {
          journey = ++journeys;
          number[root] = journey;
        }
        ofSighting[i] = journey - 1;
      }
    });
    const starts = new Uint32Array(journeys + 1);
    yield* inSpans(total, (from, to) => {
      for (let i = from; i < to; i++) {
        const behind = (ofSighting[i] ?? 0) + 1;
        starts[behind] = (starts[behind] ?? 0) + 1;
      }
    });
    for (let j = 0; j < journeys; j++) starts[j + 1] = (starts[j + 1] ?? 0) + (starts[j] ?? 0);
    // Of each journey where the next member goes: what numbered the roots has room for as many journeys.
    const next = number.subarray(0, journeys);
    next.set(starts.subarray(0, journeys));
    const members = new Uint32Array(total);
    yield* inSpans(total, (from, to) => {
      for (let i = from; i < to; i++) {
        const journey = ofSighting[i] ?? 0;
        const at = next[journey] ?? 0;
        members[at] = i;
        next[journey] = at + 1;
      }
    });
    return new JourneyTable(starts, members, ofSighting);
  }

  get length(): number {
    return this.starts.length - 1;
  }

  /** Sightings of a journey in the order of time. */
  sightings(journey: number): Uint32Array<ArrayBuffer> {
    return this.members.subarray(this.starts[journey] ?? 0, this.starts[journey + 1] ?? 0);
  }
}

/** How a journey ended, told from its last sighting (domain.md). */
export function outcomeOf(table: SightingTable, sightings: Uint32Array<ArrayBuffer>, facts: JourneyFacts): Outcome {
  const last = sightings[sightings.length - 1] ?? 0;
  for (const i of sightings) if (table.kind.get(i) === SIGHTING.DROPPED) return "dropped";
  const kind = table.kind.get(last);
  const place = table.place.get(last);
  if (isUtilityVm(facts.names[place] ?? "")) return "lost-sight";
  if (kind === SIGHTING.RECEIVED || kind === SIGHTING.ROUTED || kind === SIGHTING.TRANSLATED || kind === SIGHTING.FORWARDED) return "lost-sight";
  const wire = isWire(facts.kinds[place] ?? "unknown");
  if (kind === SIGHTING.DELIVERED) return wire ? "sent" : "delivered";
  // On a switch the NIC decides; elsewhere the way the frame was going, where the event says.
  const direction = table.switch.get(last) === 0 ? facts.direction(last) : undefined;
  if (direction !== undefined) return direction === "out" ? "sent" : "delivered";
  const first = sightings[0] ?? 0;
  return wire && table.place.get(first) !== place ? "sent" : "delivered";
}

export function pathClassOf(table: SightingTable, chains: ChainSet, sightings: Uint32Array<ArrayBuffer>, facts: JourneyFacts): PathClass {
  let translated = false;
  let natSwitch = false;
  let overlay = false;
  let switched = false;
  let seen = 0;
  let ofNic: NetworkType | undefined;
  let ofSwitch: NetworkType | undefined;
  for (const i of sightings) {
    const kind = table.kind.get(i);
    const by = chains.by.get(i);
    if (by === JOINED.PORTPROXY) return "nat-portproxy";
    if (by === JOINED.NAT || kind === SIGHTING.TRANSLATED || kind === SIGHTING.FORWARDED) translated = true;
    if (table.tunnels && !overlay && facts.tunnelled(i)) overlay = true;
    const at = table.switch.get(i);
    if (at !== 0) {
      switched = true;
      ofSwitch ??= facts.networks[at];
      if (facts.names[at]?.toLowerCase() === "nat" && facts.networks[at] === undefined) natSwitch = true;
    }
    const place = table.place.get(i);
    const from = table.from.get(i);
    if (place !== 0) seen |= bitOf(facts.kinds[place]);
    if (from !== 0) seen |= bitOf(facts.kinds[from]);
    ofNic ??= facts.networks[place] ?? facts.networks[from];
  }
  const has = (kind: PlaceKind): boolean => (seen & bitOf(kind)) !== 0;
  if (translated) return "nat";
  if (overlay) return "overlay";
  // A switch also carries the host's own packets: its network says something of a container's only.
  const network = ofNic ?? (has("container-nic") ? ofSwitch : undefined);
  if (network !== undefined) return CLASS_OF_NETWORK[network];
  if (natSwitch || ofSwitch === "nat") return "nat";
  if (has("vm-nic")) return "vm";
  if (has("container-nic")) return "transparent";
  // The driver of a team is the same as that of a bridge: without a switch it is a team.
  if ((has("team-nic") || has("bridge")) && !switched) return "team";
  if (seen === bitOf("stack")) return "loopback";
  if (has("virtual-nic") || has("physical-nic") || has("bridge") || has("team-nic")) return "host";
  return "other";
}

const CLASS_OF_NETWORK: Readonly<Record<NetworkType, PathClass>> = {
  nat: "nat",
  ics: "nat",
  transparent: "transparent",
  l2bridge: "l2bridge",
  l2tunnel: "l2bridge",
  overlay: "overlay",
};

const BITS: Readonly<Partial<Record<PlaceKind, number>>> = {
  "physical-nic": 1,
  "virtual-nic": 2,
  "vm-nic": 4,
  "container-nic": 8,
  "team-nic": 16,
  bridge: 32,
  stack: 64,
};
const OTHER = 128;

function bitOf(kind: PlaceKind | undefined): number {
  return kind === undefined ? 0 : (BITS[kind] ?? OTHER);
}

function isWire(kind: PlaceKind): boolean {
  return kind === "physical-nic" || kind === "wire" || kind === "team-nic" || kind === "bridge";
}

/** Hyper-V isolation runs a container in a utility VM: what happens inside is not in this trace. */
function isUtilityVm(name: string): boolean {
  return /\butility[ -]?vm\b|\buvm\b|hyper-v isolat/i.test(name);
}
