import { PENDING, type FilterValue, type PartialGetter } from "../core/filter/types.js";
import type { Drop, NatSessionRow } from "../core/api.js";
import { SIGHTING } from "../journeys/sightings.js";
import type { Journeys } from "./journeys.js";
import { NatCrossings } from "./nat-crossings.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";

type Values = Exclude<ReturnType<PartialGetter>, typeof PENDING>;

const NS_PER_SECOND = 1e9;

/** What a packet's way through the host tells, from columns alone. */
export class WayValues {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;
  /** Sighting of an entry, plus 1. */
  #sightings: Uint32Array<ArrayBuffer> | undefined;
  #crossings: NatCrossings | undefined;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys) {
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
  }

  get journeys(): Journeys {
    return this.#journeys;
  }

  /** For an event: what its journey has, and the hop that ends with it. */
  ofEntry(name: string, entry: number): Values {
    const sighting = this.#sighting(entry);
    if (sighting === undefined) return undefined;
    const { table } = this.#journeys;
    const journey = table.ofSighting[sighting] ?? 0;
    if (name !== "hop.latency") return this.ofJourney(name, journey);
    const before = previous(table.sightings(journey), sighting);
    return before === undefined ? undefined : this.#journeys.elapsedNs(before, sighting);
  }

  /** Under the names that isJourneyName knows. */
  ofJourney(name: string, journey: number): Values {
    const { table, outcomes, classes } = this.#journeys;
    switch (name.split(".", 1)[0]) {
      case "nat":
        return this.#nat(name, journey);
      case "flow":
        return this.#flows(journey).flatMap((flow) => flowValue(this.#journeys, flow, name) ?? []);
      case "drop":
        return this.#drops(journey).flatMap((drop) => (name === "drop.reason" ? drop.reason : name === "drop.code" ? drop.reasonCode : drop.location) ?? []);
    }
    switch (name) {
      case "journey.id":
        return journey;
      case "journey.latency":
        return this.#journeys.latencyNs(journey);
      case "outcome":
        return outcomes[journey];
      case "path.class":
        return classes[journey];
      case "hop.latency": {
        const members = table.sightings(journey);
        return Array.from(members.subarray(1), (sighting, i) => this.#journeys.elapsedNs(members[i] ?? 0, sighting));
      }
      default:
        return [...this.#ofSightings(name, journey)];
    }
  }

  *#ofSightings(name: string, journey: number): Iterable<FilterValue> {
    const { values } = this.#trace;
    const { table, seen, sightings } = this.#journeys;
    for (const sighting of table.sightings(journey)) {
      const entry = seen.entry.get(sighting);
      if (name === "nbl") {
        if (values.has(entry, "nbl")) yield values.wide(entry, "nbl");
      } else if (name === "switch.name") {
        const at = sightings.places.ref(seen.switch.get(sighting));
        if (at !== undefined) yield at.name;
      } else if (name === "place.name" || name === "place.kind") {
        const place =
          this.#journeys.place(sighting) ??
          this.#trace.machines.ofRow(this.#trace.index.rowAt(seen.event.get(sighting))).places.named("switch", "vmSwitch", "switch");
        yield name === "place.name" ? place.name : place.kind;
      }
    }
  }

  #drops(journey: number): readonly Drop[] {
    const { table, seen, outcomes } = this.#journeys;
    if (outcomes[journey] !== "dropped") return [];
    return Array.from(table.sightings(journey)).flatMap((i) => (seen.kind.get(i) === SIGHTING.DROPPED ? (this.#rows.drop(seen.entry.get(i)) ?? []) : []));
  }

  /** The flow of the first frame, and the one behind a translation. */
  #flows(journey: number): readonly number[] {
    const { flows } = this.#journeys;
    const flow = flows.ofJourney(journey);
    if (flow === undefined) return [];
    const translated = flows.table.translated.get(flow);
    return translated === 0 ? [flow] : [flow, translated - 1];
  }

  #nat(name: string, journey: number): readonly FilterValue[] {
    this.#crossings ??= new NatCrossings(this.#trace, this.#journeys);
    return this.#crossings.of(journey).flatMap(({ protocol, internal, external, session }): FilterValue | readonly FilterValue[] => {
      if (name === "nat.protocol") return protocol;
      if (name === "nat.internal") return internal;
      if (name === "nat.external") return external;
      const row = session === undefined ? undefined : this.#trace.nat.row(session);
      return row === undefined ? [] : sessionValue(row, name);
    });
  }

  #sighting(entry: number): number | undefined {
    if (this.#sightings === undefined) {
      const { seen } = this.#journeys;
      this.#sightings = new Uint32Array(this.#trace.index.entries.length);
      for (let i = 0; i < seen.length; i++) this.#sightings[seen.entry.get(i)] = i + 1;
    }
    const found = this.#sightings[entry] ?? 0;
    return found === 0 ? undefined : found - 1;
  }
}

/** What a session has under the names that begin with "nat.". */
export function sessionValue(row: NatSessionRow, name: string): readonly FilterValue[] {
  switch (name) {
    case "nat.internal":
      return [row.internalSource];
    case "nat.external":
      return [row.externalSource];
    case "nat.protocol":
      return [row.protocol];
    case "nat.lifetime":
      return [row.lifetimeSeconds * NS_PER_SECOND];
    case "nat.packets":
      return [row.packets];
    case "nat.state": {
      const ends = (["timed-out", "deleted"] as const).filter((end) => row.states.some(({ event }) => event === end));
      return [...(row.tcpState === undefined ? [] : [row.tcpState]), ...(ends.length === 0 ? ["open"] : ends)];
    }
    default:
      return [];
  }
}

/** What a flow has under the names that begin with "flow.". */
export function flowValue({ flows: { table } }: Journeys, flow: number, name: string): number | undefined {
  switch (name) {
    case "flow.id":
      return flow;
    case "flow.packets":
      return table.packets.get(flow);
    case "flow.bytes":
      return table.bytes.get(flow);
    case "flow.drops":
      return table.drops.get(flow);
    case "flow.retransmissions":
      return table.tcpFigures(flow)?.retransmissions;
    default:
      return undefined;
  }
}

/** The member before this one; members are ascending. */
function previous(members: Uint32Array, sighting: number): number | undefined {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((members[middle] ?? 0) < sighting) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : members[low - 1];
}
