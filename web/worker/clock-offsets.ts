import type { MachineClockFacts } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import { fileTimeToNs } from "../trace/clock.js";
import { sortRows } from "./indexer.js";
import { findLosses } from "./losses.js";
import type { Machine } from "./machines.js";
import { natOf, type OpenedTrace } from "./opened-trace.js";
import { indexPackets } from "./packet-index.js";
import { corrected, ProblemList, type IndexedSource, type TimeCorrection, type TraceIndex } from "./trace-index.js";

/** Clocks of computers may be years apart, but no further. */
const MOST_NS = 1e18;
const NS_PER_TICK = 100;

/**
 * The trace with the clock of a source's machine put `offsetNs` behind its own at the beginning of that source, or back where the packets
 * that both saw put it. Times move in the index; everything that follows from their order is made anew.
 */
export async function withClockOffset(trace: OpenedTrace, source: number, offsetNs: number | undefined): Promise<OpenedTrace> {
  const { index, machines, values, reader } = trace;
  const indexed = index.sources[source];
  if (indexed === undefined) throw new TraceError("unsupported", `There is no source ${source}: the trace has ${index.sources.length}, counted from 0.`);
  const machine = machines.ofSource(source);
  if (machine.number === 0) throw new TraceError("unsupported", `The clock of ${machine.name} is the one that all others are put on: set theirs.`);
  if (offsetNs !== undefined && !(Math.abs(offsetNs) <= MOST_NS))
    throw new TraceError("unsupported", "A clock's offset is a number of nanoseconds, at most 31 years.");
  const wanted = offsetNs === undefined ? machine.alignment?.correction : byHand(index, machine, indexed, offsetNs);
  // By hand or not, the drift is the same: only a constant lies between.
  const before = index.sources[source]?.alignment;
  const moved = (wanted?.offset ?? 0) - (before?.offset ?? 0);
  for (const each of machine.sources) index.realign(each, wanted, moved);
  machine.context.retime((ticks) => ticks + moved);
  sortRows(index);
  return { ...trace, packets: indexPackets(index, values), nat: natOf(machines, new ProblemList()), losses: await findLosses(index, reader) };
}

function byHand(index: TraceIndex, { alignment }: Machine, { clock, firstRaw }: IndexedSource, offsetNs: number): TimeCorrection {
  const measured = alignment?.correction;
  const { origin, drift } = measured ?? { origin: 0, drift: 0 };
  const start = Number(clock.toFileTime(firstRaw) - index.zero);
  const offset = offsetNs / NS_PER_TICK - drift * (start - origin);
  // What packets say still holds: the truth is as far from the hand's figure as from theirs, and that far apart.
  const error = measured === undefined ? {} : { error: (measured.error ?? 0) + Math.abs(offset - measured.offset) };
  return { offset, origin, drift, ...error };
}

/** Of each machine what it is called, since when it runs, how much it recorded, and how its clock was put on the first one's. */
export function machineClocks({ index, machines }: OpenedTrace): readonly MachineClockFacts[] {
  const events = index.sources.map(() => 0);
  for (const { source, rows } of index.buffers) events[source] = (events[source] ?? 0) + rows;
  return machines.all.map(({ number, name, sources, alignment }): MachineClockFacts => {
    const source = sources[0] ?? 0;
    const first = index.sources[source];
    const bootTime = first?.header.bootTime ?? 0n;
    return {
      name,
      source,
      sources: sources.map((each) => index.sources[each]?.file.name ?? ""),
      events: sources.reduce((sum, each) => sum + (events[each] ?? 0), 0),
      ...(bootTime > 0n ? { bootNs: fileTimeToNs(bootTime) } : {}),
      ...(first === undefined || number === 0 ? {} : offsetFacts(index, first)),
      ...(alignment === undefined
        ? {}
        : {
            measured: {
              packets: alignment.packets,
              by: machines.all[alignment.by]?.name ?? "",
              oneWay: alignment.oneWay,
              driftPpm: alignment.correction.drift * 1e6,
            },
          }),
      byHand: first?.alignment !== alignment?.correction && number !== 0,
    };
  });
}

function offsetFacts(index: TraceIndex, { alignment, clock, firstRaw }: IndexedSource): { readonly offsetNs?: number; readonly errorNs?: number } {
  if (alignment === undefined) return {};
  const start = Number(clock.toFileTime(firstRaw) - index.zero);
  const offsetNs = Math.round((corrected(start, alignment) - start) * NS_PER_TICK);
  return { offsetNs, ...(alignment.error === undefined ? {} : { errorNs: Math.round(alignment.error * NS_PER_TICK) }) };
}
