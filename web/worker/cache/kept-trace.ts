import type { PlaceRef, Problem } from "../../core/api.js";
import { Float64Column, Uint32Column } from "../../core/columns.js";
import type { LossSpan, SourceFile } from "../../core/engine-api.js";
import { ChainSet } from "../../journeys/chains.js";
import type { Outcome, PathClass } from "../../journeys/journey-table.js";
import { PlaceBook, type KeptPlaces } from "../../journeys/place-book.js";
import { SightingTable, type MachineClock } from "../../journeys/sightings.js";
import { Clock } from "../../trace/clock.js";
import { TraceContext } from "../context.js";
import { Describer } from "../describe.js";
import { EventReader } from "../event-reader.js";
import { FitCounter } from "../fit-counter.js";
import type { KeptJourneys } from "../journeys.js";
import { Machines, type Machine } from "../machines.js";
import { Metadata, type KeptMetadata } from "../metadata.js";
import { NatLog, type KeptNatLog } from "../nat-log.js";
import { natOf, type OpenedTrace } from "../opened-trace.js";
import { PacketIndex } from "../packet-index.js";
import { ProcessBook, type KeptProcesses } from "../process-book.js";
import type { EventType, KeptDictionaries, Scanner } from "../scanner.js";
import { ProblemList, TraceIndex, type IndexedSource } from "../trace-index.js";
import { UserSchemas, type UserFile } from "../user-schemas.js";
import { PlanValues, type RegisteredPlan } from "../values.js";
import { GroupReader, GroupWriter, type ColumnGroup } from "./column-group.js";
import { keepBuffers, restoreBuffers } from "./kept-buffers.js";

export type GroupName = "rows" | "values" | "packets" | "journeys";

interface KeptMachine extends Pick<Machine, "number" | "name" | "sources" | "alignment"> {
  readonly places: KeptPlaces;
  readonly processes: KeptProcesses;
  readonly computerName: string | undefined;
  readonly productName: string | undefined;
  readonly nat: Pick<KeptNatLog, "told" | "lost" | "base">;
}

/** What of a trace is no column: structured-cloneable. */
export interface KeptFacts {
  readonly zero: bigint;
  readonly events: number;
  readonly sources: readonly (Omit<IndexedSource, "file" | "clock" | "ownClock"> & { readonly clockOf: number })[];
  readonly types: readonly EventType[];
  readonly problems: readonly Problem[];
  readonly lanes: readonly string[];
  readonly plans: readonly RegisteredPlan[];
  readonly dictionaries: KeptDictionaries;
  readonly metadata: KeptMetadata;
  readonly settled: ReadonlyMap<number, number>;
  readonly machines: readonly KeptMachine[];
  readonly losses: readonly LossSpan[];
  readonly truncated: number;
  readonly fragments: ReadonlyMap<number, readonly number[]>;
  readonly journeys: { readonly places: readonly PlaceRef[]; readonly clocks: readonly MachineClock[]; readonly words: readonly string[] } | undefined;
}

/** An opened trace as it is kept: everything that reading it from front to back has shown. */
export interface KeptTrace {
  readonly facts: KeptFacts;
  readonly groups: ReadonlyMap<GroupName, ColumnGroup>;
}

const SIGHTING_COLUMNS = ["event", "entry", "kind", "place", "from", "switch", "thread", "cpu", "machine", "copyEvent", "copyOf"] as const;
const CHAIN_COLUMNS = ["parent", "chain", "by", "confidence"] as const;
const PACKET_COLUMNS = ["event", "entry", "dropEvent", "dropEntry"] as const;

/** Of `journeys` only those that were found without listings can be kept: names may decide what belongs together. */
export function keepTrace(trace: OpenedTrace, journeys: KeptJourneys | undefined): KeptTrace {
  const { index, packets, machines } = trace;
  const rows = new GroupWriter();
  rows.add("time", index.time).add("offset", index.offset).add("type", index.type).add("thread", index.thread).add("order", index.order);
  const lanes = keepBuffers(index.buffers, rows);
  const values = new GroupWriter().add("values", index.values).add("entries", index.entries);
  const packetColumns = new GroupWriter();
  for (const name of PACKET_COLUMNS) packetColumns.add(name, packets[name]);
  for (const { number, context } of machines.all) {
    const { ticks, fileTime, facts } = context.nat.kept;
    packetColumns.add(`nat${number}.ticks`, ticks).add(`nat${number}.fileTime`, fileTime).add(`nat${number}.facts`, facts);
  }
  const groups = new Map<GroupName, GroupWriter>([
    ["rows", rows],
    ["values", values],
    ["packets", packetColumns],
  ]);
  const words = new Words();
  if (journeys !== undefined) {
    const group = new GroupWriter().add("ticks", journeys.table.ticks);
    for (const name of SIGHTING_COLUMNS) group.add(name, journeys.table[name]);
    for (const name of CHAIN_COLUMNS) group.add(`chain.${name}`, journeys.chains[name]);
    groups.set("journeys", group.add("outcomes", words.numbers(journeys.outcomes)).add("classes", words.numbers(journeys.classes)));
  }
  return {
    facts: {
      zero: index.zero,
      events: index.events,
      sources: index.sources.map(({ header, compression, firstRaw, clock, alignment, moved }) => ({
        header,
        compression,
        firstRaw,
        clockOf: index.sources.findIndex(({ ownClock }) => ownClock === clock),
        alignment,
        moved,
      })),
      types: index.types,
      problems: index.problems.list(),
      lanes,
      plans: trace.values.plans,
      dictionaries: trace.scanner.dictionaries,
      metadata: trace.metadata.kept,
      settled: trace.fits.settled,
      machines: machines.all.map(({ number, name, sources, alignment, places, context }) => {
        const { told, lost, base } = context.nat.kept;
        const { computerName, productName } = context;
        const nat = { told, lost, base };
        const kept = { number, name, sources, places: places.kept, processes: context.processes.kept, computerName, productName, nat };
        return alignment === undefined ? kept : { ...kept, alignment };
      }),
      losses: trace.losses,
      truncated: trace.truncated,
      fragments: packets.fragments,
      journeys: journeys === undefined ? undefined : { places: journeys.places, clocks: journeys.table.clocks, words: words.all },
    },
    groups: new Map(Array.from(groups, ([name, group]) => [name, group.finish()])),
  };
}

/** The trace as it was opened before, over the same files. Throws when what was kept does not hold together. */
export async function restoreTrace(
  { facts, groups }: KeptTrace,
  scanner: Scanner,
  files: readonly SourceFile[],
  schemas: readonly UserFile[],
): Promise<{ readonly trace: OpenedTrace; readonly journeys: KeptJourneys | undefined }> {
  const readers = new Map(await Promise.all(Array.from(groups, async ([name, group]) => [name, await GroupReader.read(group)] as const)));
  const group = (name: GroupName): GroupReader => {
    const reader = readers.get(name);
    if (reader === undefined) throw new RangeError(`the ${name} are missing`);
    return reader;
  };
  scanner.restore(facts.dictionaries);
  const index = restoreIndex(facts, files, group("rows"), group("values"));
  const metadata = new Metadata(facts.metadata);
  const user = new UserSchemas(metadata);
  user.add(schemas);
  const describer = new Describer(metadata, user);
  const packetGroup = group("packets");
  const packets = new PacketIndex();
  for (const name of PACKET_COLUMNS) packetGroup.fill32(name, packets[name]);
  for (const [packet, entries] of facts.fragments) packets.fragments.set(packet, [...entries]);
  const machines = new Machines(
    index,
    facts.machines.map(({ places: keptPlaces, processes, computerName, productName, nat, ...machine }): Machine => {
      const places = new PlaceBook(keptPlaces);
      const column = (name: string): string => `nat${machine.number}.${name}`;
      const log = NatLog.of({
        ...nat,
        ticks: packetGroup.fill64(column("ticks"), new Float64Column()),
        fileTime: packetGroup.fill64(column("fileTime"), new Float64Column()),
        facts: packetGroup.fill32(column("facts"), new Uint32Column()),
      });
      const context = new TraceContext(metadata, describer, places, log);
      context.processes = new ProcessBook(processes);
      context.computerName = computerName;
      context.productName = productName;
      return { ...machine, places, context };
    }),
  );
  const { places, context } = machines.first;
  const { losses, truncated } = facts;
  const trace: OpenedTrace = {
    index,
    scanner,
    packets,
    values: new PlanValues(index, scanner, facts.plans),
    reader: new EventReader(index, scanner),
    describer,
    machines,
    places,
    context,
    // What was too much was said when the trace was read.
    nat: natOf(machines, new ProblemList()),
    losses,
    metadata,
    fits: new FitCounter(scanner, describer, facts.settled),
    user,
    truncated,
  };
  return { trace, journeys: facts.journeys === undefined ? undefined : restoreJourneys(facts.journeys, group("journeys")) };
}

function restoreIndex(facts: KeptFacts, files: readonly SourceFile[], rows: GroupReader, values: GroupReader): TraceIndex {
  const index = new TraceIndex();
  index.zero = facts.zero;
  index.events = facts.events;
  if (facts.sources.length !== files.length) throw new RangeError("other files");
  const clocks = facts.sources.map(({ header, firstRaw }) => new Clock(header, firstRaw));
  for (const [i, { clockOf, ...source }] of facts.sources.entries()) {
    const [file, ownClock, clock] = [files[i], clocks[i], clocks[clockOf]];
    if (file === undefined || ownClock === undefined || clock === undefined) throw new RangeError("other clocks");
    index.sources.push({ ...source, file, ownClock, clock });
  }
  facts.types.forEach((type, i) => {
    index.types[i] = type;
  });
  for (const problem of facts.problems) index.problems.add(problem);
  restoreBuffers(rows, facts.lanes, index.buffers);
  rows.fill64("time", index.time);
  for (const name of ["offset", "type", "thread"] as const) rows.fill32(name, index[name]);
  index.order = rows.words("order");
  for (const name of ["values", "entries"] as const) values.fill32(name, index[name]);
  return index;
}

/** A few words that stand hundreds of thousands of times in a list, as numbers. */
class Words {
  readonly #numbers = new Map<string, number>();

  numbers(list: readonly string[]): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(list, (word) => {
      const number = this.#numbers.get(word) ?? this.#numbers.size;
      this.#numbers.set(word, number);
      return number;
    });
  }

  get all(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

function restoreJourneys({ clocks, places, words }: NonNullable<KeptFacts["journeys"]>, group: GroupReader): KeptJourneys {
  const list = (name: string): readonly string[] => Array.from(group.bytes(name), (number) => words[number] ?? "");
  const table = new SightingTable();
  table.clocks.push(...clocks);
  group.fill64("ticks", table.ticks);
  for (const name of SIGHTING_COLUMNS) group.fill32(name, table[name]);
  const chains = new ChainSet();
  for (const name of CHAIN_COLUMNS) group.fill32(`chain.${name}`, chains[name]);
  return { places, table, chains, outcomes: list("outcomes") as readonly Outcome[], classes: list("classes") as readonly PathClass[] };
}
