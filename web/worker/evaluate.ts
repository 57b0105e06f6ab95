import { BitSet } from "../core/bit-set.js";
import { TraceError } from "../core/errors.js";
import type { Filter } from "../core/filter/types.js";
import { ColumnFilter } from "./column-filter.js";
import { sourceOf } from "./filter-names.js";
import { outOfBandVlan, parsedRecord } from "./frame-facts.js";
import { FrameCollector, type FrameValues } from "./frame-values.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { PacketRows } from "./packet-rows.js";
import { RowValues } from "./row-values.js";
import type { Rows } from "./rows.js";
import type { TraceIndex } from "./trace-index.js";
import type { WayValues } from "./way-values.js";

export type RowKind = "event" | "packet";

/** Between two looks at the message loop; 50 would be felt. */
const SLICE_MS = 30;
/** Rows decided by columns between two looks at the clock. */
const ROWS_PER_LOOK = 1024;
const LISTED_PER_LOOK = 65536;

/** Lets other messages in when it has worked long enough. `stop` throws when nobody wants the result any more. */
export class Pace {
  readonly #stop: () => void;
  #since = performance.now();

  constructor(stop: () => void) {
    this.#stop = stop;
  }

  get due(): boolean {
    return performance.now() - this.#since > SLICE_MS;
  }

  async rest(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#stop();
    this.#since = performance.now();
  }
}

/**
 * The indexes of all rows that fit, ascending. Types that cannot fit, or always do, are never looked at one by one; of the rest the columns
 * decide where they can; only what is left is read, in the order of the file, so that every buffer is expanded once.
 */
export async function evaluate(
  trace: OpenedTrace,
  rows: Rows,
  packetRows: PacketRows,
  ways: WayValues,
  kind: RowKind,
  filter: Filter,
  stop: () => void,
): Promise<Uint32Array<ArrayBuffer>> {
  const { index, packets, values } = trace;
  const row = new RowValues(trace, rows, packetRows, ways);
  const byType = index.types.map((type) => filter.decide(row.ofType(type)));
  const bytes = new BytesOf(trace, rows, filter.names);
  const pace = new Pace(stop);
  const { entries } = index;
  const total = kind === "event" ? index.time.length : entries.length;
  const found = new BitSet(kind === "event" ? total : packets.length);
  const read = async (at: number, own: number, packet: number): Promise<boolean> => {
    row.moveTo(at, own, packet);
    row.bring(await bytes.event(at), await bytes.frame(own, packet));
    stop();
    if (pace.due) await pace.rest();
    return filter.test(row.fromBytes);
  };
  const columns =
    kind === "event"
      ? ColumnFilter.of(index, trace.scanner.threadCount, filter.names, (at) => {
          row.moveTo(at, -1, -1);
          return filter.decide(row.fromColumns);
        })
      : undefined;
  if (columns !== undefined) {
    const open = await decideRows(columns, index, found, pace);
    for (const at of open) if (await read(at, values.entryOfRow(at), -1)) found.add(at);
    return listed(found, index.order, pace);
  }
  let entry = 0;
  for (let i = 0; i < total; i++) {
    if (i % ROWS_PER_LOOK === ROWS_PER_LOOK - 1 && pace.due) await pace.rest();
    let at = i;
    let packet = -1;
    if (kind === "event") while (entry < entries.length && values.row(entry) < at) entry++;
    else {
      entry = i;
      packet = packetRows.packetOf(entry);
      if (packet < 0) continue;
      at = values.row(entry);
    }
    const slot = kind === "event" ? at : packet;
    const decided = byType[index.type.get(at)];
    if (decided !== undefined) {
      if (decided) found.add(slot);
      continue;
    }
    const own = entry < entries.length && values.row(entry) === at ? entry : -1;
    if (kind === "event" && own >= 0) packet = packetRows.packetOf(own);
    row.moveTo(at, own, packet);
    if (filter.decide(row.fromColumns) ?? (await read(at, own, packet))) found.add(slot);
  }
  return listed(found, kind === "event" ? index.order : undefined, pace);
}

/** Adds the rows that fit; the result has those that are still to be read. */
async function decideRows(columns: ColumnFilter, index: TraceIndex, found: BitSet, pace: Pace): Promise<readonly number[]> {
  const open: number[] = [];
  const threads = index.thread.pieces();
  let base = 0;
  for (const types of index.type.pieces()) {
    const { value } = threads.next();
    if (value === undefined) break;
    columns.run(types, value, base, found, open);
    base += types.length;
    if (pace.due) await pace.rest();
  }
  return open;
}

/** Events are found by row and listed by index, packets are numbered in order. */
export async function listed(found: BitSet, order: Uint32Array<ArrayBuffer> | undefined, pace: Pace): Promise<Uint32Array<ArrayBuffer>> {
  const list = new Uint32Array(found.size);
  if (order !== undefined) {
    for (let from = 0, n = 0; from < order.length && n < list.length; from += LISTED_PER_LOOK) {
      n = found.places(order, from, Math.min(order.length, from + LISTED_PER_LOOK), list, n);
      if (pace.due) await pace.rest();
    }
    return list;
  }
  for (let i = 0, n = 0; n < list.length; i++) {
    if (found.has(i)) list[n++] = i;
    if (i % LISTED_PER_LOOK === LISTED_PER_LOOK - 1 && pace.due) await pace.rest();
  }
  return list;
}

/** Reads what the names of one filter need of a row, and no more. */
export class BytesOf {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #needsEvent: boolean;
  readonly #needsVlan: boolean;
  readonly #frames: FrameCollector | undefined;

  constructor(trace: OpenedTrace, rows: Rows, names: ReadonlySet<string>) {
    this.#trace = trace;
    this.#rows = rows;
    const frameNames = [...names].filter((name) => sourceOf(name) === "frame");
    // Even names of columns may turn out to need the event: the provider's of self-describing events, the version in old headers.
    this.#needsEvent = frameNames.length < names.size;
    this.#needsVlan = names.has("vlan.id");
    this.#frames = frameNames.length === 0 ? undefined : new FrameCollector(frameNames);
  }

  async event(row: number): ReturnType<OpenedTrace["reader"]["read"]> {
    if (!this.#needsEvent) return undefined;
    const stored = await this.#trace.reader.read(row);
    if (stored === undefined) throw new TraceError("read", "An event is no longer in the file: it was changed since it was opened.");
    return stored;
  }

  async frame(entry: number, packet: number): Promise<FrameValues | undefined> {
    if (this.#frames === undefined || packet < 0) return undefined;
    const frame = await this.#rows.frame(packet);
    if (frame === undefined) return this.#frames.parsed(await parsedRecord(this.#trace, entry));
    return this.#frames.captured(frame, this.#needsVlan ? await outOfBandVlan(this.#trace, entry) : 0);
  }
}
