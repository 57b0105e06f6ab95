import type { Progress, SourceFile } from "../core/engine-api.js";
import type { NatTable } from "../journeys/nat-sessions.js";
import { PlaceBook } from "../journeys/place-book.js";
import { Collector } from "./collector.js";
import { TraceContext } from "./context.js";
import { openContainers } from "./containers/open-containers.js";
import { Describer } from "./describe.js";
import { EventReader } from "./event-reader.js";
import { indexSources } from "./indexer.js";
import { Metadata } from "./metadata.js";
import { NatLog } from "./nat-log.js";
import { indexPackets, type PacketIndex } from "./packet-index.js";
import type { Scanner } from "./scanner.js";
import { TraceIndex } from "./trace-index.js";
import { PlanValues } from "./values.js";

/** Everything known of an open trace. */
export interface OpenedTrace {
  readonly index: TraceIndex;
  readonly scanner: Scanner;
  readonly packets: PacketIndex;
  readonly values: PlanValues;
  readonly reader: EventReader;
  readonly describer: Describer;
  readonly places: PlaceBook;
  readonly context: TraceContext;
  readonly nat: NatTable;
  readonly metadata: Metadata;
  /** Packets of which fewer bytes were captured than were on the wire. */
  readonly truncated: number;
}

/** Unpacks archives, reads the sources from front to back once and builds what queries need. Rejects with TraceError. */
export async function openTrace(
  scanner: Scanner,
  sources: readonly SourceFile[],
  onProgress: (progress: Progress) => void,
  aborted: () => boolean,
): Promise<OpenedTrace> {
  const index = new TraceIndex();
  const metadata = new Metadata();
  const describer = new Describer(metadata);
  const places = new PlaceBook();
  const natLog = new NatLog(() => index.sources.at(-1)?.clock);
  const context = new TraceContext(metadata, describer, places, natLog);
  const collector = new Collector(index, scanner, context, places);
  const unpacked = await openContainers(sources, onProgress, aborted);
  for (const problem of unpacked.problems) index.problems.add(problem);
  await indexSources(index, scanner, unpacked.files, collector, onProgress, aborted);
  metadata.build = index.sources[0]?.header.build ?? 0;
  const values = new PlanValues(index, scanner, collector.plans);
  const packets = indexPackets(index, values);
  const reader = new EventReader(index, scanner);
  const nat = natLog.table(index.problems);
  return { index, scanner, packets, values, reader, describer, places, context, nat, metadata, truncated: collector.truncated };
}
