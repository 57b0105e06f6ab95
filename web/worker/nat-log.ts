import { Float64Column, Uint32Column } from "../core/columns.js";
import { readNatEvent, type NatFacts } from "../journeys/nat-events.js";
import { NatTable } from "../journeys/nat-sessions.js";
import { endpointKey, tupleKey } from "../journeys/nat-tuple.js";
import { fileTimeToNs, type Clock } from "../trace/clock.js";
import type { EventHeader } from "../trace/event.js";
import type { ProblemList } from "./trace-index.js";

/** What the table of sessions is made of: sessions, bindings, translated and forwarded packets. */
const EVENTS: ReadonlySet<number> = new Set([1001, 1002, 1003, 1004, 1005, 1006, 1007, 1009, 1017, 1018, 1035]);
/** 20 bytes each. */
const MAX_EVENTS = 4_000_000;
/** What events say comes again and again, above all with every packet of a session: kept once. */
const MAX_FACTS = 500_000;

/** The events of a log and its columns, to be kept. */
export interface KeptNatLog {
  readonly told: readonly Told[];
  readonly ticks: Float64Column;
  readonly fileTime: Float64Column;
  readonly facts: Uint32Column;
  readonly lost: number;
  readonly base: bigint | undefined;
}

export interface Told {
  readonly id: number;
  readonly version: number;
  readonly facts: NatFacts;
}

/** WinNat's events in the order of the file, small, until all are there and can be put in the order of time. */
export class NatLog {
  readonly #told: Told[] = [];
  readonly #numbers = new Map<string, number>();
  /** To sort by. */
  #ticks = new Float64Column();
  /** FILETIME, from the first kept event's: exact below 2^53. */
  #fileTime = new Float64Column();
  #facts = new Uint32Column();
  readonly #clock: () => Clock | undefined;
  /** Events that were not kept because there were too many. */
  #lost = 0;
  #base: bigint | undefined;

  /** `clock` is that of the file that is being read. */
  constructor(clock: () => Clock | undefined) {
    this.#clock = clock;
  }

  /** A log of which everything was told before. */
  static of({ told, ticks, fileTime, facts, lost, base }: KeptNatLog): NatLog {
    const log = new NatLog(() => undefined);
    for (const one of told) log.#number(one);
    log.#ticks = ticks;
    log.#fileTime = fileTime;
    log.#facts = facts;
    log.#lost = lost;
    log.#base = base;
    return log;
  }

  /** Not a copy. */
  get kept(): KeptNatLog {
    return { told: this.#told, ticks: this.#ticks, fileTime: this.#fileTime, facts: this.#facts, lost: this.#lost, base: this.#base };
  }

  static wants(id: number): boolean {
    return EVENTS.has(id);
  }

  /** `bytes` is the event; nothing of it is held. */
  add(header: EventHeader, bytes: Uint8Array, ticks: number): void {
    const { id, version, timeStamp } = header;
    const clock = this.#clock();
    const facts = readNatEvent(id, version, bytes, header.payloadFrom, header.payloadTo);
    if (facts === undefined || timeStamp === undefined || clock === undefined) return;
    const number = this.#facts.length < MAX_EVENTS ? this.#number({ id, version, facts }) : undefined;
    if (number === undefined) {
      this.#lost++;
      return;
    }
    const fileTime = clock.toFileTime(timeStamp);
    this.#base ??= fileTime;
    this.#ticks.push(ticks);
    this.#fileTime.push(Number(fileTime - this.#base));
    this.#facts.push(number);
  }

  /** A log with the same events at other times. */
  retimed(time: (ticks: number) => number): NatLog {
    const log = new NatLog(this.#clock);
    log.absorb(this, time);
    return log;
  }

  /** Takes over what another source told, its times moved by `time`; not what this one has from a file that overlaps. */
  absorb(other: NatLog, time: (ticks: number) => number): void {
    const base = other.#base;
    if (base === undefined) return;
    this.#base ??= base;
    const there = this.#counts();
    for (let i = 0; i < other.#facts.length; i++) {
      const told = other.#told[other.#facts.get(i)];
      const number = told === undefined || this.#facts.length >= MAX_EVENTS ? undefined : this.#number(told);
      if (number === undefined) {
        this.#lost++;
        continue;
      }
      const ticks = other.#ticks.get(i);
      const moved = time(ticks);
      const event = `${moved} ${number}`;
      const copies = there.get(event) ?? 0;
      if (copies > 0) {
        there.set(event, copies - 1);
        continue;
      }
      this.#ticks.push(moved);
      this.#fileTime.push(Number(base - this.#base) + other.#fileTime.get(i) + Math.round(moved - ticks));
      this.#facts.push(number);
    }
    this.#lost += other.#lost;
  }

  /** How often each event is here, by time and facts. */
  #counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (let i = 0; i < this.#facts.length; i++) {
      const event = `${this.#ticks.get(i)} ${this.#facts.get(i)}`;
      counts.set(event, (counts.get(event) ?? 0) + 1);
    }
    return counts;
  }

  /** Says in `problems` what was too much to keep. */
  table(problems: ProblemList): NatTable {
    const table = new NatTable();
    for (const i of this.#byTime()) {
      const told = this.#told[this.#facts.get(i)];
      if (told !== undefined) table.add({ timeNs: fileTimeToNs((this.#base ?? 0n) + BigInt(this.#fileTime.get(i))), ...told });
    }
    const lost = this.#lost + table.lost;
    if (lost > 0)
      problems.add({
        code: "index-limit",
        message: "The trace has more events of NAT sessions than are kept: sessions or their changes are missing.",
        count: lost,
      });
    return table;
  }

  /** Events of one time stay as they stand in the file. */
  #byTime(): Uint32Array {
    const order = Uint32Array.from({ length: this.#facts.length }, (_, i) => i);
    return order.sort((a, b) => this.#ticks.get(a) - this.#ticks.get(b) || a - b);
  }

  #number(told: Told): number | undefined {
    const key = `${told.id} ${factsKey(told.facts)}`;
    const known = this.#numbers.get(key);
    if (known !== undefined || this.#told.length >= MAX_FACTS) return known;
    this.#told.push(told);
    this.#numbers.set(key, this.#told.length - 1);
    return this.#told.length - 1;
  }
}

function factsKey(facts: NatFacts): string {
  switch (facts.kind) {
    case "session":
      return `${tupleKey(facts.internal)} ${tupleKey(facts.external)} ${facts.lifetimeSeconds ?? -1} ${facts.tcpState ?? -1} ${facts.compartment ?? -1}`;
    case "binding":
      return `${facts.protocol} ${endpointKey(facts.internal)} ${endpointKey(facts.external)} ${facts.sessions} ${facts.configured} ${facts.compartment ?? -1}`;
    case "translation":
      return `${tupleKey(facts.incoming)} ${tupleKey(facts.translated)} ${facts.status} ${facts.quoted}`;
    case "packet":
      return `${tupleKey(facts.tuple)} ${facts.reason} ${facts.network ?? ""} ${facts.compartment}`;
  }
}
