import type { JourneyRow, PlaceRef } from "../core/api.js";
import { summaryOf, type ExportedEvent } from "./exported.js";
import { jsonText } from "./plain-values.js";

/** Rows of places stand under a process of their own, beside those of Windows. Ids of Windows processes are multiples of 4. */
const PLACES_PID = 0x7fff_0001;
const JOURNEYS_PID = 0x7fff_0002;

/**
 * The JSON object form of Chrome's trace event format, which ui.perfetto.dev reads, piece by piece. Times are microseconds since the
 * start of the trace with three digits behind the point: nanoseconds since 1970 would not fit a double.
 *
 *   places     one thread each; every hop a slice ("X") on the thread of the place it leads to
 *   journeys   one async slice ("b", "e") each, and a flow ("s", "t", "f") through its hops
 *   events     instants ("i") on the thread they were logged by
 */
export class ChromeTrace {
  readonly #startNs: bigint;
  readonly #threads = new Map<string, number>();
  readonly #processes = new Set<number>();
  #first = true;

  constructor(startNs: bigint) {
    this.#startNs = startNs;
  }

  begin(about: Readonly<Record<string, unknown>>): string {
    const head = `{"displayTimeUnit":"ns","otherData":${jsonText(about)},"traceEvents":[\n`;
    return head + this.#process(PLACES_PID, "Places of the packets", -2) + this.#process(JOURNEYS_PID, "Journeys", -1);
  }

  end(): string {
    return "\n]}\n";
  }

  journey(row: JourneyRow): string {
    const { id, sightings } = row;
    const first = sightings[0];
    const last = sightings.at(-1);
    if (first === undefined || last === undefined) return "";
    const args = {
      journey: id,
      outcome: row.outcome,
      pathClass: row.pathClass,
      latencyNs: row.latencyNs,
      ...(row.drop === undefined ? {} : { drop: row.drop }),
    };
    const lane = { pid: JOURNEYS_PID, tid: 0, cat: "journey", name: row.summary, id: `0x${id.toString(16)}` };
    let out = this.#put({ ph: "b", ts: this.#ts(first.timeNs), ...lane, args });
    for (const [i, sighting] of sightings.entries()) {
      const [thread, naming] = this.#place(sighting.place);
      const from = i === 0 ? sighting.timeNs : (sightings[i - 1]?.timeNs ?? sighting.timeNs);
      const place = { pid: PLACES_PID, tid: thread };
      const name = i === 0 ? `first seen: ${sighting.kind}` : `${sighting.kind} from ${sightings[i - 1]?.place.name ?? ""}`;
      out += naming;
      out += this.#put({
        ph: "X",
        ts: this.#ts(from),
        dur: micros(max(sighting.timeNs - from, 0n)),
        ...place,
        cat: "hop",
        name,
        args: {
          journey: id,
          event: sighting.event,
          latencyNs: sighting.latencyFromPreviousNs,
          ...(sighting.nbl === undefined ? {} : { nbl: sighting.nbl }),
          changes: sighting.changes,
        },
      });
      if (sightings.length < 2) continue;
      const step = i === 0 ? "s" : i === sightings.length - 1 ? "f" : "t";
      out += this.#put({ ph: step, ...(step === "f" ? { bp: "e" } : {}), ts: this.#ts(from), ...place, cat: "journey", name: "journey", id });
    }
    return out + this.#put({ ph: "e", ts: this.#ts(last.timeNs), ...lane });
  }

  event(event: ExportedEvent): string {
    const { row, place, sighting } = event;
    const pid = row.pid ?? 0;
    const tid = row.tid ?? 0;
    let out = "";
    if (!this.#processes.has(pid)) out += this.#process(pid, row.process ?? (row.pid === undefined ? "No process" : `Process ${pid}`), 0);
    const args = {
      index: row.index,
      id: row.id,
      cpu: row.cpu,
      summary: summaryOf(event),
      ...(place === undefined ? {} : { place: place.name }),
      ...(sighting === undefined ? {} : { journey: sighting.journey }),
      fields: row.fields,
    };
    const name = row.name ?? `${row.provider ?? row.providerGuid}/${row.id === 0 ? `type ${row.opcode}` : row.id}`;
    out += this.#put({ ph: "i", s: "t", ts: this.#ts(row.timeNs), pid, tid, cat: row.provider ?? row.providerGuid, name, args });
    return out;
  }

  /** Thread of a place, and what names it where it is new. */
  #place(place: PlaceRef): [number, string] {
    // A NIC seen by its interface and on its switch has two names: two rows.
    const key = `${place.id}/${place.name}`;
    const known = this.#threads.get(key);
    if (known !== undefined) return [known, ""];
    const thread = this.#threads.size + 1;
    this.#threads.set(key, thread);
    const naming =
      this.#put({ ph: "M", pid: PLACES_PID, tid: thread, name: "thread_name", args: { name: `${place.name} (${place.kind})` } }) +
      this.#put({ ph: "M", pid: PLACES_PID, tid: thread, name: "thread_sort_index", args: { sort_index: thread } });
    return [thread, naming];
  }

  #process(pid: number, name: string, order: number): string {
    this.#processes.add(pid);
    return (
      this.#put({ ph: "M", pid, tid: 0, name: "process_name", args: { name } }) +
      this.#put({ ph: "M", pid, tid: 0, name: "process_sort_index", args: { sort_index: order } })
    );
  }

  #put(entry: Readonly<Record<string, unknown>>): string {
    const { ts, dur, ...rest } = entry;
    const body = jsonText(rest).slice(1);
    const times = [...(ts === undefined ? [] : [`"ts":${ts as string}`]), ...(dur === undefined ? [] : [`"dur":${dur as string}`])];
    const line = `{${times.join(",")}${times.length === 0 ? "" : ","}${body}`;
    const separated = this.#first ? line : `,\n${line}`;
    this.#first = false;
    return separated;
  }

  #ts(ns: bigint): string {
    return micros(ns - this.#startNs);
  }
}

function micros(ns: bigint): string {
  const size = ns < 0n ? -ns : ns;
  return `${ns < 0n ? "-" : ""}${size / 1000n}.${(size % 1000n).toString().padStart(3, "0")}`;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
