import type { PlaceRef } from "../core/api.js";
import { findRow } from "../core/columns.js";
import { finish, inSpans, inTurns, type Work } from "../core/work.js";
import type { ChainSet } from "../journeys/chains.js";
import { buildFlows, type Flows } from "../journeys/flows.js";
import { Joiner, type Translations } from "../journeys/joiner.js";
import { JourneyTable, outcomeOf, pathClassOf, type JourneyFacts, type Outcome, type PathClass } from "../journeys/journey-table.js";
import { joinPortProxies } from "../journeys/port-proxy.js";
import type { SightingTable } from "../journeys/sightings.js";
import type { Machines } from "./machines.js";
import type { OpenedTrace } from "./opened-trace.js";
import { phaseDone } from "./phases.js";
import { buildSightings, PlaceList, sightingsOf, type Sightings } from "./sighting-builder.js";

/** What was found out about the journeys of a trace, to be kept. */
export interface KeptJourneys {
  readonly table: SightingTable;
  readonly chains: ChainSet;
  readonly places: readonly PlaceRef[];
  readonly outcomes: readonly Outcome[];
  readonly classes: readonly PathClass[];
}

/** All journeys of a trace: which sightings each has, how it ended, what shape it has, how long it took. */
export class Journeys {
  readonly sightings: Sightings;
  readonly chains: ChainSet;
  readonly table: JourneyTable;
  readonly #machines: Machines;
  #outcomes: readonly Outcome[] = [];
  #classes: readonly PathClass[] = [];
  #flows: Flows | undefined;
  #making: Promise<void> | undefined;

  private constructor(machines: Machines, sightings: Sightings, chains: ChainSet, table: JourneyTable) {
    this.#machines = machines;
    this.sightings = sightings;
    this.chains = chains;
    this.table = table;
  }

  /** Finds all journeys. */
  static *find(trace: OpenedTrace, translations: Translations, limit?: number): Work<Journeys> {
    let start = performance.now();
    const sightings = yield* buildSightings(trace, limit);
    start = phaseDone("sightings", start);
    const { table, facts } = sightings;
    const chains = yield* new Joiner(table, facts, translations).run();
    yield* joinPortProxies(table, facts, chains, journeyFacts(trace.machines, sightings));
    const journeys = new Journeys(trace.machines, sightings, chains, yield* JourneyTable.of(chains));
    start = phaseDone("join", start);
    yield* journeys.#conclude();
    phaseDone("outcomes", start);
    return journeys;
  }

  /** The same journeys as they were found before. */
  static *restore(trace: OpenedTrace, { table, chains, places, outcomes, classes }: KeptJourneys): Work<Journeys> {
    const journeys = new Journeys(trace.machines, sightingsOf(trace, table, new PlaceList(places)), chains, yield* JourneyTable.of(chains));
    journeys.#outcomes = outcomes;
    journeys.#classes = classes;
    return journeys;
  }

  /** How each journey ended. */
  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  get classes(): readonly PathClass[] {
    return this.#classes;
  }

  /** Not a copy. */
  get kept(): KeptJourneys {
    const { table, places } = this.sightings;
    return { table, chains: this.chains, places: places.all, outcomes: this.#outcomes, classes: this.#classes };
  }

  /** Calls places what they are called by now, and tells outcomes and classes anew; which sightings a journey has stays. */
  *relabel(): Work<void> {
    this.sightings.places.relabel((place) => this.#machines.ofPlace(place).places.current(place));
    yield* this.#conclude();
  }

  get length(): number {
    return this.table.length;
  }

  /** The numbers of all journeys. */
  get numbers(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from({ length: this.length }, (_, i) => i);
  }

  get seen(): SightingTable {
    return this.sightings.table;
  }

  /** Conversations of all packets: made when somebody first asks, at once where `makeFlows` was not waited for. */
  get flows(): Flows {
    this.#flows ??= finish(buildFlows(this.seen, this.sightings.facts, this.table));
    return this.#flows;
  }

  /** Makes the flows while messages come in between. */
  makeFlows(): Promise<void> {
    if (this.#flows !== undefined) return Promise.resolve();
    this.#making ??= inTurns(buildFlows(this.seen, this.sightings.facts, this.table), "flows were being made").then((flows) => {
      this.#flows ??= flows;
    });
    return this.#making;
  }

  /** The journey that an event is a sighting of. */
  ofEvent(event: number): number | undefined {
    const sighting = this.sightingOf(event);
    return sighting === undefined ? undefined : this.table.ofSighting[sighting];
  }

  /** Whether the frame of an event carries bytes that its place has seen before, in another packet. */
  isRetransmission(event: number): boolean {
    const sighting = this.sightingOf(event);
    return sighting !== undefined && this.flows.isRetransmission(sighting);
  }

  /** The sighting that an event is. */
  sightingOf(event: number): number | undefined {
    const { event: column, copyEvent, copyOf } = this.seen;
    const sighting = findRow(column.length, (row) => column.get(row), event);
    if (sighting >= 0) return sighting;
    const copy = findRow(copyEvent.length, (row) => copyEvent.get(row), event);
    return copy < 0 ? undefined : copyOf.get(copy);
  }

  place(sighting: number): PlaceRef | undefined {
    return this.sightings.places.ref(this.seen.place.get(sighting));
  }

  /** Last sighting minus first. */
  latencyNs(journey: number): number {
    const members = this.table.sightings(journey);
    return this.elapsedNs(members[0] ?? 0, members.at(-1) ?? 0);
  }

  elapsedNs(from: number, to: number): number {
    return Math.round((this.seen.ticks.get(to) - this.seen.ticks.get(from)) * 100);
  }

  get dropped(): number {
    return this.outcomes.reduce((n, outcome) => n + (outcome === "dropped" ? 1 : 0), 0);
  }

  *#conclude(): Work<void> {
    const about = journeyFacts(this.#machines, this.sightings);
    const { table } = this.sightings;
    const outcomes: Outcome[] = [];
    const classes: PathClass[] = [];
    yield* inSpans(this.table.length, (from, to) => {
      for (let journey = from; journey < to; journey++) {
        const members = this.table.sightings(journey);
        outcomes.push(outcomeOf(table, members, about));
        classes.push(pathClassOf(table, this.chains, members, about));
      }
    });
    this.#outcomes = outcomes;
    this.#classes = classes;
  }
}

function journeyFacts(machines: Machines, sightings: Sightings): JourneyFacts {
  const { all } = sightings.places;
  return {
    kinds: all.map((place) => place.kind),
    names: all.map((place) => place.name),
    networks: all.map((place) => machines.ofPlace(place).places.about(place)?.networkType),
    direction: (sighting) => sightings.direction(sighting),
    tunnelled: (sighting) => sightings.tunnelled(sighting),
  };
}
