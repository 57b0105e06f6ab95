import type { PlaceRef } from "../core/api.js";
import { findRow } from "../core/columns.js";
import type { ChainSet } from "../journeys/chains.js";
import { buildFlows, type Flows } from "../journeys/flows.js";
import { Joiner, type Translations } from "../journeys/joiner.js";
import { JourneyTable, outcomeOf, pathClassOf, type JourneyFacts, type Outcome, type PathClass } from "../journeys/journey-table.js";
import { joinPortProxies } from "../journeys/port-proxy.js";
import type { SightingTable } from "../journeys/sightings.js";
import type { Machines } from "./machines.js";
import type { OpenedTrace } from "./opened-trace.js";
import { phaseDone } from "./phases.js";
import type { Rows } from "./rows.js";
import { buildSightings, type Sightings } from "./sighting-builder.js";

/** All journeys of a trace: which sightings each has, how it ended, what shape it has, how long it took. */
export class Journeys {
  readonly sightings: Sightings;
  readonly chains: ChainSet;
  readonly table: JourneyTable;
  readonly #machines: Machines;
  #outcomes: readonly Outcome[] = [];
  #classes: readonly PathClass[] = [];
  #flows: Flows | undefined;

  constructor(trace: OpenedTrace, rows: Rows, translations: Translations) {
    this.#machines = trace.machines;
    let start = performance.now();
    this.sightings = buildSightings(trace, rows);
    start = phaseDone("sightings", start);
    const { table, facts } = this.sightings;
    this.chains = new Joiner(table, facts, translations).run();
    const about = this.#facts();
    joinPortProxies(table, facts, this.chains, about);
    this.table = new JourneyTable(table, this.chains);
    start = phaseDone("join", start);
    this.#conclude(about);
    phaseDone("outcomes", start);
  }

  /** How each journey ended. */
  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  get classes(): readonly PathClass[] {
    return this.#classes;
  }

  /** Calls places what they are called by now, and tells outcomes and classes anew; which sightings a journey has stays. */
  relabel(): void {
    this.sightings.places.relabel((place) => this.#machines.ofPlace(place).places.current(place));
    this.#conclude(this.#facts());
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

  /** Conversations of all packets: made when somebody first asks. */
  get flows(): Flows {
    this.#flows ??= buildFlows(this.seen, this.sightings.facts, this.table);
    return this.#flows;
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

  #conclude(about: JourneyFacts): void {
    const { table } = this.sightings;
    const outcomes: Outcome[] = [];
    const classes: PathClass[] = [];
    for (let journey = 0; journey < this.table.length; journey++) {
      const members = this.table.sightings(journey);
      outcomes.push(outcomeOf(table, members, about));
      classes.push(pathClassOf(table, this.chains, members, about));
    }
    this.#outcomes = outcomes;
    this.#classes = classes;
  }

  #facts(): JourneyFacts {
    const { all } = this.sightings.places;
    return {
      kinds: all.map((place) => place.kind),
      names: all.map((place) => place.name),
      networks: all.map((place) => this.#machines.ofPlace(place).places.about(place)?.networkType),
      direction: (sighting) => this.sightings.direction(sighting),
      tunnelled: (sighting) => this.sightings.tunnelled(sighting),
    };
  }
}
