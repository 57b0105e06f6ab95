import type { LossSpan, Progress, SourceFile } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import { NatTables, type NatSessions } from "../journeys/nat-tables.js";
import { PlaceBook } from "../journeys/place-book.js";
import { alignMachines } from "./align-machines.js";
import { Collector } from "./collector.js";
import { TraceContext } from "./context.js";
import { openContainers } from "./containers/open-containers.js";
import { Describer } from "./describe.js";
import type { ExpanderPool } from "./expanders.js";
import { EventReader } from "./event-reader.js";
import { FitCounter } from "./fit-counter.js";
import { indexSources, orderRows } from "./indexer.js";
import { findLosses } from "./losses.js";
import { groupSources, Machines, type Machine } from "./machines.js";
import { Metadata } from "./metadata.js";
import { NatLog } from "./nat-log.js";
import { indexPackets, type PacketIndex } from "./packet-index.js";
import { forgetPhases, phaseDone } from "./phases.js";
import type { Scanner } from "./scanner.js";
import { corrected, TraceIndex, type ProblemList } from "./trace-index.js";
import { countUses } from "./schema-uses.js";
import { UserSchemas, type UserFile } from "./user-schemas.js";
import { PlanValues } from "./values.js";

/** Everything known of an open trace. */
export interface OpenedTrace {
  readonly index: TraceIndex;
  readonly scanner: Scanner;
  readonly packets: PacketIndex;
  readonly values: PlanValues;
  readonly reader: EventReader;
  readonly describer: Describer;
  readonly machines: Machines;
  /** Of the first machine. */
  readonly places: PlaceBook;
  readonly context: TraceContext;
  readonly nat: NatSessions;
  /** In the order of their beginnings. */
  readonly losses: readonly LossSpan[];
  readonly metadata: Metadata;
  readonly fits: FitCounter;
  readonly user: UserSchemas;
  /** Packets of which fewer bytes were captured than were on the wire. */
  readonly truncated: number;
}

/** Unpacks archives, reads the sources from front to back once and builds what queries need. Rejects with TraceError. */
export async function openTrace(
  scanner: Scanner,
  sources: readonly SourceFile[],
  onProgress: (progress: Progress) => void,
  aborted: () => boolean,
  schemas: readonly UserFile[] = [],
  newPool?: () => ExpanderPool | undefined,
): Promise<OpenedTrace> {
  const index = new TraceIndex();
  const metadata = new Metadata();
  const user = new UserSchemas(metadata);
  user.add(schemas);
  const describer = new Describer(metadata, user);
  // What a source tells is its machine's alone; which machine that is shows when all is read.
  const newContext = (): TraceContext =>
    new TraceContext(metadata, describer, new PlaceBook(), new NatLog(() => index.sources[collector.contexts.length - 1]?.clock));
  const fits = new FitCounter(scanner, describer);
  const collector = new Collector(index, scanner, fits, metadata, newContext);
  const unpacked = await openContainers(sources, onProgress, aborted);
  for (const problem of unpacked.problems) index.problems.add(problem);
  forgetPhases();
  let start = performance.now();
  await indexSources(index, scanner, unpacked.files, collector, onProgress, aborted, newPool);
  await collector.waiting;
  start = phaseDone("index", start);
  metadata.build = index.sources[0]?.header.build ?? 0;
  const values = new PlanValues(index, scanner, collector.plans);
  const machines = toMachines(index, values, collector.contexts);
  orderRows(index);
  start = phaseDone("order", start);
  const packets = indexPackets(index, values);
  phaseDone("packets", start);
  const reader = new EventReader(index, scanner);
  await fits.settle(index, reader);
  const nat = natOf(machines, index.problems);
  const losses = await findLosses(index, reader);
  user.refresh();
  user.uses = await countUses({ index, reader, describer, user }, () => {
    if (aborted()) throw new TraceError("aborted", "Opening was cancelled while events were being decoded.");
  });
  const { places, context } = machines.first;
  return { index, scanner, packets, values, reader, describer, machines, places, context, nat, losses, metadata, fits, user, truncated: collector.truncated };
}

/** Finds out which sources are of one machine, puts machines on one clock, and brings together what was told of each. */
function toMachines(index: TraceIndex, values: PlanValues, contexts: readonly TraceContext[]): Machines {
  const names = contexts.map((context) => context.computerName);
  const groups = groupSources(index, names);
  const alignments = alignMachines(index, values, groups);
  const time = (source: number) => (ticks: number) => (index.sources[source]?.moved ?? []).reduce(corrected, ticks);
  const numbers = [...new Set(groups)];
  const all = numbers.map((number): Machine => {
    const sources = groups.flatMap((group, source) => (group === number ? [source] : []));
    const [context, ...others] = sources.flatMap((source) => contexts[source] ?? []);
    if (context === undefined) throw new Error("a machine without a source");
    if ((index.sources[sources[0] ?? 0]?.moved.length ?? 0) > 0) context.retime(time(sources[0] ?? 0));
    for (const [i, other] of others.entries()) context.absorb(other, time(sources[i + 1] ?? 0));
    const { places } = context;
    places.prefix = number === 0 ? "" : `m${number + 1}:`;
    const name = context.computerName ?? (numbers.length === 1 ? "this machine" : `machine ${number + 1}`);
    const alignment = alignments[number];
    return { number, name, sources, places, context, ...(alignment === undefined ? {} : { alignment }) };
  });
  return new Machines(index, all);
}

/** The NAT sessions of all machines; `problems` hears of those that are too many. */
export function natOf(machines: Machines, problems: ProblemList): NatSessions {
  const [first, ...others] = machines.all.map(({ context }) => context.nat.table(problems));
  return others.length === 0 && first !== undefined ? first : new NatTables([...(first === undefined ? [] : [first]), ...others]);
}
