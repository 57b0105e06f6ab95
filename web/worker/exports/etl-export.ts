import { BitSet } from "../../core/bit-set.js";
import { TraceError } from "../../core/errors.js";
import { anonymiseEvent, type FrameRange } from "../../export/anonymise/event-bytes.js";
import type { Anonymiser } from "../../export/anonymise/anonymiser.js";
import { EtlFile } from "../../export/etl.js";
import { WIN_NAT_GUID } from "../../providers/frames.js";
import { MANIFEST_EVENT_ID } from "../../trace/event-source.js";
import { LOG_MODE } from "../../trace/log-file-header.js";
import type { StoredEvent } from "../event-reader.js";
import { Rows } from "../rows.js";
import type { IndexedSource } from "../trace-index.js";
import type { ExportJob } from "./job.js";

const EVENT_TRACE = "68fdd900-4a3e-11d1-84f4-0000f80464e3";
const METADATA = "bbccf6c1-6cd1-48c4-80ff-839482e37671";
/** Where the two names of the time zone stand in the header event. */
const ZONE_NAMES_AT = { 4: [0x64, 0xb8], 8: [0x6c, 0xc0] } as const;
const ZONE_NAME_BYTES = 64;
/** Packets of WinNat: they belong to their range, unlike the sessions that explain those of others. */
const NAT_PACKETS: ReadonlySet<number> = new Set([1009, 1035]);

/**
 * The chosen events as a trace of their own, with the events that explain others wherever they stand: layouts, names of places and
 * processes, NAT sessions. Anonymised, events that no layout explains are left out.
 */
export async function exportEtl(job: ExportJob): Promise<Blob> {
  const { trace, out, veil, summary } = job;
  const { index, reader } = trace;
  const source = oneClock(index.sources);
  const chosen = await chosenEvents(job);
  const plain = new Rows(trace);
  const file = new EtlFile();
  const alone = (source.header.mode & LOG_MODE.NO_PER_CPU_BUFFERS) !== 0;
  let header: StoredEvent | undefined;
  let endTime = source.header.startTime;
  let fileTime = endTime;
  out.total = chosen.all.size;
  let done = 0;
  for (let position = 0; position < index.order.length; position++) {
    if (!chosen.all.has(position)) continue;
    const stored = await reader.read(index.rowAt(position));
    if (stored === undefined) throw new TraceError("read", `Event ${position} is no longer in the file: it was changed since it was opened.`);
    const raw = stored.header.timeStamp;
    // An event without a time goes by the one before it.
    if (raw !== undefined) fileTime = source.clock.toFileTime(raw);
    if (header === undefined && isLogFileHeader(stored) && raw === source.firstRaw) {
      header = { ...stored, bytes: stored.bytes.slice() };
      if (veil !== undefined) for (const at of ZONE_NAMES_AT[header.header.pointerSize]) header.bytes.fill(0, at, at + ZONE_NAME_BYTES);
    } else {
      const bytes = veil === undefined ? stored.bytes : await veiled(job, plain, position, stored, veil);
      if (bytes !== undefined) {
        file.add(alone ? 0 : stored.buffer.cpu, fileTime, bytes);
        if (chosen.asked.has(position) && fileTime > endTime) endTime = fileTime;
      }
    }
    for (const buffer of file.take()) out.bytes(buffer);
    await out.row(++done);
  }
  if (header === undefined) throw new TraceError("export", "The header event of the trace could not be found, without which it cannot be read.");
  const finished = file.finish(
    {
      event: header.bytes,
      pointerSize: header.header.pointerSize,
      loggerName: summary.loggerName,
      logFileName: summary.logFileName,
      eventsLost: summary.eventsLost,
      buffersLost: summary.buffersLost,
    },
    endTime,
  );
  for (const buffer of finished.rest) out.bytes(buffer);
  return new Blob([finished.head, out.blob("")], { type: "application/octet-stream" });
}

/** Raw times stay as they are, so all must be of one clock. The answer is the file that this clock begins with. */
function oneClock(sources: readonly IndexedSource[]): IndexedSource {
  const [first] = sources;
  const one = first !== undefined && sources.every(({ clock, alignment }) => clock === first.clock && alignment === undefined);
  const owner = sources.find(({ ownClock }) => ownClock === first?.clock);
  if (!one || owner === undefined)
    throw new TraceError("unsupported", "Traces of several machines cannot be saved as one .etl: it has room for one clock. Open them one by one.");
  return owner;
}

interface Chosen {
  readonly all: BitSet;
  readonly asked: BitSet;
}

async function chosenEvents({ trace, selection }: ExportJob): Promise<Chosen> {
  const { index, context } = trace;
  const all = new BitSet(index.order.length);
  const asked = new BitSet(index.order.length);
  for (const position of await selection.events()) {
    all.add(position);
    asked.add(position);
  }
  const explains = index.types.map(
    (type) => (context.wants(type) && !(type.provider === WIN_NAT_GUID && NAT_PACKETS.has(type.id))) || (type.provider === EVENT_TRACE && type.opcode === 0),
  );
  for (let position = 0; position < index.order.length; position++) if (explains[index.type.get(index.rowAt(position))] === true) all.add(position);
  return { all, asked };
}

function isLogFileHeader({ header }: StoredEvent): boolean {
  return header.providerGuid === EVENT_TRACE && header.opcode === 0;
}

/** Undefined for an event that cannot be shown to hold nothing of what is to be hidden. */
async function veiled(job: ExportJob, plain: Rows, position: number, stored: StoredEvent, veil: Anonymiser): Promise<Uint8Array | undefined> {
  const { header, bytes } = stored;
  // Layouts are of the provider, not of the machine.
  if (header.providerGuid === METADATA || header.id === MANIFEST_EVENT_ID) return bytes;
  const description = job.trace.describer.describe(header, bytes);
  if (!description.decoded && header.payloadTo > header.payloadFrom) return undefined;
  return anonymiseEvent(bytes, header, description.nodes, await frameOf(job, plain, position, stored, veil), veil);
}

/** Where an event holds a frame. Of a frame in several events the first has the headers; of the others nothing is left. */
async function frameOf({ trace }: ExportJob, plain: Rows, position: number, stored: StoredEvent, veil: Anonymiser): Promise<FrameRange | undefined> {
  const { index, values, packets } = trace;
  const row = index.rowAt(position);
  const entry = values.entryOfRow(row);
  if (entry < 0 || !values.has(entry, "frame")) return undefined;
  const { offset, length } = values.range(entry, "frame");
  const from = offset - index.offset.get(row);
  if (from < stored.header.payloadFrom || from + length > stored.bytes.length) return undefined;
  const number = packets.ofEvent(position);
  const frame = number < 0 ? undefined : await plain.frame(number);
  return { from, to: from + length, bytes: frame === undefined ? new Uint8Array(0) : veil.frame(frame.bytes, frame.link) };
}
