import type { NatSessions } from "../journeys/nat-tables.js";
import { keyOfFrame, keyOfTuple } from "../journeys/nat-translations.js";
import { endpointText, natProtocol, type NatEndpoint, type NatProtocol, type NatTuple } from "../journeys/nat-tuple.js";
import { tupleOf } from "../journeys/flow-table.js";
import { fileTimeToNs } from "../trace/clock.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";

/** One translation of a packet: both ends that stand for one another, and the session of WinNat where one was told. */
export interface NatCrossing {
  readonly protocol: NatProtocol;
  readonly internal: string;
  readonly external: string;
  readonly session?: number;
}

type Keys = ReturnType<Journeys["sightings"]["facts"]["keys"]>;

const NS_PER_TICK = 100;

/** Which translations a journey went through. */
export class NatCrossings {
  readonly #journeys: Journeys;
  readonly #nat: NatSessions;
  /** Tuples of sessions by what joining knows of frames, which are hashes for IPv6. */
  readonly #sides = new Map<string, NatTuple>();
  readonly #zeroNs: bigint;

  constructor(trace: OpenedTrace, journeys: Journeys) {
    this.#journeys = journeys;
    this.#nat = trace.nat;
    this.#zeroNs = fileTimeToNs(trace.index.zero);
    for (let i = 0; i < trace.nat.length; i++) {
      const sides = trace.nat.tuples(i);
      if (sides === undefined) continue;
      this.#sides.set(keyOfTuple(sides.internal), sides.internal);
      this.#sides.set(keyOfTuple(sides.external), sides.external);
    }
  }

  /** By WinNat's sessions; where it told none, by how the frames differ. */
  of(journey: number): readonly NatCrossing[] {
    const { table, seen, sightings, classes } = this.#journeys;
    const pathClass = classes[journey];
    const sessions = new Set<number>();
    let first: { readonly sighting: number; readonly keys: Keys } | undefined;
    let last: Keys | undefined;
    for (const sighting of table.sightings(journey)) {
      const keys = sightings.facts.keys(sighting);
      if (versionOf(keys) === 0) continue;
      first ??= { sighting, keys };
      last = keys;
      const session = this.#sides.size === 0 ? undefined : this.#session(keys, seen.ticks.get(sighting));
      if (session !== undefined) sessions.add(session);
    }
    const found: NatCrossing[] = [];
    for (const session of sessions) {
      const sides = this.#nat.tuples(session);
      if (sides === undefined) continue;
      const { protocol, source } = sides.internal;
      found.push({ protocol, internal: endpointText(protocol, source), external: endpointText(protocol, sides.external.source), session });
    }
    if (first === undefined || last === undefined || (found.length > 0 && pathClass === "nat")) return found;
    const seenToCross = pathClass === "nat" || pathClass === "nat-portproxy" ? this.#fromFrames(journey, first.sighting, first.keys, last) : undefined;
    return seenToCross === undefined ? found : [...found, seenToCross];
  }

  #session(keys: Keys, ticks: number): number | undefined {
    const tuple = this.#sides.get(keyOfFrame(keys, false)) ?? this.#sides.get(keyOfFrame(keys, true));
    if (tuple === undefined) return undefined;
    return this.#nat.sessionOf(withId(tuple, keys), this.#zeroNs + BigInt(Math.round(ticks)) * BigInt(NS_PER_TICK));
  }

  /** The end that was rewritten between the first frame and the last; addresses of IPv6 are known as hashes only. */
  #fromFrames(journey: number, sighting: number, first: Keys, last: Keys): NatCrossing | undefined {
    const protocol = natProtocol(first.protocol & 0xff);
    if (protocol === undefined || versionOf(first) !== 4 || versionOf(last) !== 4) return undefined;
    const [from, to] = [endsOf(protocol, first), endsOf(protocol, last)];
    const sourceChanged = from.source !== to.source;
    const destinationChanged = from.destination !== to.destination;
    if (!sourceChanged && !destinationChanged) return undefined;
    // Behind a proxy both ends are others: which of them is the server is told by who opened the connection.
    const outbound = sourceChanged && destinationChanged ? !this.#asks(journey, sighting) : sourceChanged;
    return outbound ? { protocol, internal: from.source, external: to.source } : { protocol, internal: to.destination, external: from.destination };
  }

  /** Whether a journey goes from client to server. */
  #asks(journey: number, sighting: number): boolean {
    const { flows, sightings } = this.#journeys;
    const flow = flows.ofJourney(journey);
    return flow !== undefined && tupleOf(sightings.facts.numbers(sighting))?.direction === flows.table.client.get(flow);
  }
}

function versionOf(keys: Keys): number {
  return (keys.protocol >>> 16) & 0x0f;
}

function endsOf(protocol: NatProtocol, { source, destination, ports }: Keys): { readonly source: string; readonly destination: string } {
  const text = (address: number, port: number): string =>
    endpointText(protocol, { family: 4, bytes: Uint8Array.of(address, address >>> 8, address >>> 16, address >>> 24), port } satisfies NatEndpoint);
  return { source: text(source, ports >>> 16), destination: text(destination, ports & 0xffff) };
}

/** Queries of ICMP are told apart by an id that the keys of sides leave out. */
function withId(tuple: NatTuple, { ports }: Keys): NatTuple {
  if (tuple.protocol !== "icmp") return tuple;
  const port = ports & 0xffff;
  return { ...tuple, source: { ...tuple.source, port }, destination: { ...tuple.destination, port } };
}
