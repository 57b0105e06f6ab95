import type { LatencyStats, Place, PlaceRef } from "../core/api.js";
import { WIRE, type Topology, type TopologyEdge, type TopologyNode } from "../core/atlas.js";
import { latencyStats } from "../journeys/latency-stats.js";
import { JOINED, SIGHTING } from "../journeys/sightings.js";
import { groupHops, identities, namesOf, type HopGroup } from "./hop-groups.js";
import type { Journeys } from "./journeys.js";

interface EdgeSum {
  readonly from: number;
  readonly to: number;
  packets: number;
  bytes: number;
  drops: number;
  readonly latencies: Float64Array<ArrayBuffer>[];
  slowest?: { readonly journey: number; readonly latencyNs: number };
}

/** The places of a trace and the ways between them, with what the chosen journeys did. */
export function topologyOf(journeys: Journeys, places: readonly Place[], chosen: Iterable<number>): Topology {
  const ways = new Ways(journeys);
  const edges = ways.edges(chosen);
  return { nodes: ways.nodes(places, chosen), edges };
}

/** Places by numbers: those of the list of places, each by the first of its names, and one more for the wire. */
class Ways {
  readonly #journeys: Journeys;
  readonly #refs: readonly PlaceRef[];
  readonly #identity: readonly number[];
  readonly #wire: number;
  /** The switch that a place was seen on. */
  readonly #home: Uint32Array<ArrayBuffer>;
  #inside = new Map<number, LatencyStats>();

  constructor(journeys: Journeys) {
    this.#journeys = journeys;
    const { seen, sightings } = journeys;
    this.#refs = sightings.places.all;
    this.#identity = identities(this.#refs);
    this.#wire = this.#refs.length;
    this.#home = new Uint32Array(this.#refs.length);
    for (let i = 0; i < seen.length; i++) {
      const at = this.#identity[seen.switch.get(i)] ?? 0;
      const place = this.#placeOf(i);
      if (at !== 0 && at !== place && this.#home[place] === 0) this.#home[place] = at;
    }
  }

  edges(chosen: Iterable<number>): TopologyEdge[] {
    const { groups, ofSighting } = groupHops(this.#journeys, chosen, {
      placeOf: (sighting) => this.#placeOf(sighting),
      viaOf: (before, sighting) => this.#viaOf(before, sighting),
    });
    const sums = new Map<string, EdgeSum>();
    const edge = (from: number, to: number): EdgeSum => {
      const key = `${from} ${to}`;
      const known = sums.get(key) ?? { from, to, packets: 0, bytes: 0, drops: 0, latencies: [] };
      sums.set(key, known);
      return known;
    };
    const ofGroup = groups.map((group) => this.#edgesOf(group).map(([from, to]) => edge(from, to)));
    groups.forEach((group, i) => {
      for (const sum of ofGroup[i] ?? []) sum.latencies.push(group.latencies);
    });
    this.#inside = new Map(groups.flatMap(({ from, to, latencies }) => (from === to ? [[from, latencyStats(latencies.slice())]] : [])));
    this.#count(chosen, ofSighting, ofGroup, edge);
    return [...sums.values()].map((sum) => this.#row(sum));
  }

  #count(
    chosen: Iterable<number>,
    ofSighting: Uint32Array<ArrayBuffer>,
    ofGroup: readonly (readonly EdgeSum[])[],
    edge: (from: number, to: number) => EdgeSum,
  ): void {
    const { table, seen } = this.#journeys;
    for (const journey of chosen) {
      const members = table.sightings(journey);
      let bytes = this.#firstLength(members);
      const [enters, leaves] = this.#throughWire(journey, members);
      if (enters !== 0) add(edge(this.#wire, enters), bytes);
      for (let n = 1; n < members.length; n++) {
        const sighting = members[n] ?? 0;
        const hop = ofGroup[(ofSighting[sighting] ?? 0) - 1] ?? [];
        const dropped = seen.kind.get(sighting) === SIGHTING.DROPPED;
        bytes = this.#length(sighting) || bytes;
        const latencyNs = hop.length === 0 ? 0 : this.#journeys.elapsedNs(members[n - 1] ?? 0, sighting);
        hop.forEach((sum, i) => {
          add(sum, bytes);
          if (dropped && i === hop.length - 1) sum.drops++;
          if (sum.slowest === undefined || sum.slowest.latencyNs < latencyNs) sum.slowest = { journey, latencyNs };
        });
      }
      if (leaves !== 0) add(edge(leaves, this.#wire), bytes);
    }
  }

  nodes(places: readonly Place[], chosen: Iterable<number>): TopologyNode[] {
    const { table, seen, outcomes } = this.#journeys;
    const count = { journeys: this.#zeros(), drops: this.#zeros(), lost: this.#zeros(), last: this.#zeros() };
    let wire = 0;
    for (const journey of chosen) {
      const members = table.sightings(journey);
      const passes = (place: number): void => {
        if (count.last[place] === journey + 1) return;
        count.last[place] = journey + 1;
        increment(count.journeys, place);
      };
      members.forEach((sighting, n) => {
        passes(this.#placeOf(sighting));
        if (n > 0) passes(this.#crossed(members[n - 1] ?? 0, sighting));
      });
      const [enters, leaves] = this.#throughWire(journey, members);
      if (enters !== 0 || leaves !== 0) wire++;
      const outcome = outcomes[journey];
      const end = outcome === "dropped" ? members.findLast((i) => seen.kind.get(i) === SIGHTING.DROPPED) : members.at(-1);
      if (outcome === "dropped") increment(count.drops, this.#placeOf(end ?? 0));
      if (outcome === "lost-sight") increment(count.lost, this.#placeOf(end ?? 0));
    }
    const told = new Map(places.map((place) => [place.id, place]));
    const seenNodes = this.#refs.flatMap((ref, i): TopologyNode[] => {
      if (i === 0 || this.#identity[i] !== i) return [];
      const place = told.get(ref.id);
      const parent = this.#refs[this.#home[i] ?? 0]?.id || place?.parent;
      const inside = this.#inside.get(i);
      return [
        {
          place: ref,
          names: namesOf(this.#refs, ref.id),
          machine: place?.machine ?? "",
          ...(parent === undefined ? {} : { parent }),
          journeys: count.journeys[i] ?? 0,
          drops: count.drops[i] ?? 0,
          lost: count.lost[i] ?? 0,
          ...(inside === undefined ? {} : { inside }),
        },
      ];
    });
    const known = new Set(seenNodes.map(({ place }) => place.id));
    const idle = places.filter(({ id }) => !known.has(id)).map((place) => idleNode(place));
    return [...seenNodes, ...idle, { place: WIRE, names: [], machine: "", journeys: wire, drops: 0, lost: 0 }];
  }

  #row({ from, to, packets, bytes, drops, latencies, slowest }: EdgeSum): TopologyEdge {
    return {
      from: this.#id(from),
      to: this.#id(to),
      packets,
      bytes,
      drops,
      ...(latencies.length === 0 ? {} : { latency: latencyStats(joined(latencies)) }),
      ...(slowest === undefined ? {} : { slowest }),
    };
  }

  /** A hop inside a place is no edge, one across a switch is two. */
  #edgesOf({ from, via, to }: HopGroup): readonly (readonly [number, number])[] {
    if (from === to) return [];
    return via === 0 || via === from || via === to
      ? [[from, to]]
      : [
          [from, via],
          [via, to],
        ];
  }

  /** Where a step names no place, its switch is the place. */
  #placeOf(sighting: number): number {
    const { seen } = this.#journeys;
    return this.#identity[seen.place.get(sighting) || seen.switch.get(sighting)] ?? 0;
  }

  /** The switch between two places, 0 for none. */
  #crossed(before: number, sighting: number): number {
    const via = this.#placeOf(before) === this.#placeOf(sighting) ? 0 : this.#viaOf(before, sighting);
    return via === this.#wire ? 0 : via;
  }

  #viaOf(before: number, sighting: number): number {
    const { chains, seen } = this.#journeys;
    if (chains.by.get(sighting) === JOINED.MACHINE) return this.#wire;
    const [a, b] = [this.#switchOf(before), this.#switchOf(sighting)];
    const at = this.#identity[seen.switch.get(sighting) || seen.switch.get(before)] ?? 0;
    return at !== 0 && a === b ? at : 0;
  }

  #switchOf(sighting: number): number {
    const { seen } = this.#journeys;
    const place = this.#placeOf(sighting);
    return (this.#identity[seen.switch.get(sighting)] ?? 0) || (this.#home[place] ?? 0) || place;
  }

  /** The places where a journey came from the wire, and where it left on it; 0 where it did not. */
  #throughWire(journey: number, members: Uint32Array<ArrayBuffer>): readonly [number, number] {
    const outcome = this.#journeys.outcomes[journey];
    const first = this.#placeOf(members[0] ?? 0);
    const last = this.#placeOf(members.at(-1) ?? 0);
    const leaves = outcome === "sent" && this.#isWire(last);
    const enters = this.#isWire(first) && !(leaves && first === last);
    return [enters ? first : 0, leaves ? last : 0];
  }

  #isWire(place: number): boolean {
    const kind = this.#refs[place]?.kind;
    return kind === "physical-nic" || kind === "team-nic" || kind === "bridge";
  }

  #firstLength(members: Uint32Array<ArrayBuffer>): number {
    for (const sighting of members) {
      const length = this.#length(sighting);
      if (length > 0) return length;
    }
    return 0;
  }

  #length(sighting: number): number {
    return this.#journeys.sightings.facts.keys(sighting).wireLength;
  }

  #id(number: number): string {
    return number === this.#wire ? WIRE.id : (this.#refs[number]?.id ?? "");
  }

  #zeros(): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#refs.length);
  }
}

function idleNode(place: Place): TopologyNode {
  const { id, name, kind, machine, parent } = place;
  return { place: { id, name, kind }, names: [name], machine, ...(parent === undefined ? {} : { parent }), journeys: 0, drops: 0, lost: 0 };
}

function add(sum: EdgeSum, bytes: number): void {
  sum.packets++;
  sum.bytes += bytes;
}

function increment(counts: Uint32Array<ArrayBuffer>, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

/** A copy also of a single part: sorting is done in place, and a part may belong to two edges. */
function joined(parts: readonly Float64Array<ArrayBuffer>[]): Float64Array<ArrayBuffer> {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
