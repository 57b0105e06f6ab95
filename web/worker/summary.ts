import type { TraceSummary } from "../core/api.js";
import { fileTimeToNs } from "../trace/clock.js";
import { LOG_MODE } from "../trace/log-file-header.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";
import { corrected, type IndexedSource, type TraceIndex } from "./trace-index.js";

/** The summary of the public interface. Of several sources the first machine's header counts; sums are sums. */
export function summarize(trace: OpenedTrace, journeys: Journeys): TraceSummary {
  const { index, packets, context } = trace;
  const headers = index.sources.map((source) => source.header);
  const first = index.sources[0];
  if (first === undefined) throw new Error("a trace without a source");
  const { header, clock } = first;
  const sizeBytes = sum(index.sources.map((source) => source.file.blob.size));
  const perSource = eventsPerSource(trace);
  return {
    name: index.sources.map((source) => source.file.name).join(" + "),
    sizeBytes,
    events: index.events,
    packets: packets.length,
    drops: journeys.dropped,
    journeys: journeys.length,
    startNs: startNs(trace),
    endNs: endNs(trace),
    ...(header.bootTime > 0n ? { bootNs: fileTimeToNs(header.bootTime) } : {}),
    eventsLost: sum(headers.map((h) => h.eventsLost)),
    buffersLost: sum(headers.map((h) => h.buffersLost)),
    truncatedPackets: trace.truncated,
    buffers: index.buffers.length,
    compressed: index.buffers.some((buffer) => buffer.compression !== 0),
    circular: headers.some((h) => (h.mode & LOG_MODE.CIRCULAR) !== 0),
    closed: headers.every((h) => h.endTime > 0n),
    pointerSize: header.pointerSize === 4 ? 4 : 8,
    cpuCount: header.cpus,
    clock: clock.kind,
    osVersion: `${header.osMajor}.${header.osMinor}.${header.build}`,
    osBuild: header.build,
    ...(context.computerName === undefined ? {} : { computerName: context.computerName }),
    loggerName: header.loggerName,
    logFileName: header.logFileName,
    providers: providers(trace),
    problems: index.problems.list(),
    indexing: { bytesDone: sizeBytes, done: true },
    sources: index.sources.map((source, i) => ({
      name: source.file.name,
      sizeBytes: source.file.blob.size,
      events: perSource[i] ?? 0,
      machine: trace.machines.ofSource(i).name,
      ...clockPart(index, source),
    })),
  };
}

/** What the sources of a machine that was put on the first one's clock say, at their beginning. */
function clockPart(index: TraceIndex, { alignment, clock, firstRaw }: IndexedSource): { clockOffsetNs?: number; clockErrorNs?: number } {
  if (alignment === undefined) return {};
  const start = Number(clock.toFileTime(firstRaw) - index.zero);
  const clockOffsetNs = Math.round((corrected(start, alignment) - start) * 100);
  // What was set by hand alone has no bound.
  return { clockOffsetNs, ...(alignment.error === undefined ? {} : { clockErrorNs: Math.round(alignment.error * 100) }) };
}

/** The first machine's clock is the reference: its earliest file begins the trace. */
export function startNs({ index, machines }: OpenedTrace): bigint {
  const starts = machines.first.sources.flatMap((source) => index.sources[source]?.header.startTime ?? []);
  return fileTimeToNs(starts.reduce((a, b) => (a < b ? a : b)));
}

/** The header's end where every file was closed, else the last event. */
function endNs({ index }: OpenedTrace): bigint {
  const ends = index.sources.map(({ header, alignment }) => {
    if (header.endTime <= 0n || alignment === undefined) return header.endTime;
    const end = Number(header.endTime - index.zero);
    return header.endTime + BigInt(Math.round(corrected(end, alignment) - end));
  });
  if (ends.every((end) => end > 0n)) return fileTimeToNs(ends.reduce((a, b) => (a > b ? a : b)));
  const last = index.order.length === 0 ? 0 : index.timeAt(index.order.length - 1);
  return fileTimeToNs(index.zero + BigInt(Math.floor(last)));
}

function providers({ index, scanner, describer, fits, user }: OpenedTrace): TraceSummary["providers"] {
  const found = new Map<string, { events: number; decoded: number }>();
  for (let i = 0; i < scanner.typeCount; i++) {
    const { events } = scanner.typeCounts(i);
    const type = index.types[i];
    if (events === 0 || type === undefined) continue;
    const entry = found.get(type.provider) ?? { events: 0, decoded: 0 };
    entry.events += events;
    entry.decoded += Math.min(events, user.uses.decoded.get(i) ?? fits.decoded(i));
    found.set(type.provider, entry);
  }
  return [...found]
    .map(([guid, counts]) => {
      const name = describer.providerName(guid);
      return { guid, ...(name === undefined ? {} : { name }), ...counts };
    })
    .sort((a, b) => b.events - a.events || (a.guid < b.guid ? -1 : 1));
}

function eventsPerSource({ index }: OpenedTrace): number[] {
  const counts = index.sources.map(() => 0);
  for (const buffer of index.buffers) counts[buffer.source] = (counts[buffer.source] ?? 0) + buffer.rows;
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
