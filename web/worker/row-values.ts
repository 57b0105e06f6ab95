import type { Drop, PlaceRef } from "../core/api.js";
import { ANY_FIELD } from "../core/filter/compile.js";
import { PENDING, type FilterValue, type PartialGetter } from "../core/filter/types.js";
import { directionOf, framePlan } from "../providers/frames.js";
import { KIND } from "../trace/event.js";
import type { Description } from "./describe.js";
import type { StoredEvent } from "./event-reader.js";
import { fieldValues, mayHoldField } from "./event-values.js";
import { sourceOf, type NameSource } from "./filter-names.js";
import type { FrameValues } from "./frame-values.js";
import type { OpenedTrace } from "./opened-trace.js";
import { roleOf } from "./packet-index.js";
import type { PacketRows } from "./packet-rows.js";
import type { Rows } from "./rows.js";
import type { EventType } from "./scanner.js";
import type { WayValues } from "./way-values.js";

type Values = ReturnType<PartialGetter>;

const UNKNOWN_ID = 0xffffffff;
const NS_PER_TICK = 100;

/** One row after another as filters see it: first what its type tells, then its columns, then its bytes. */
export class RowValues {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #packetRows: PacketRows;
  readonly #ways: WayValues;
  readonly #sources = new Map<string, NameSource>();
  /** Types or threads that found no room stand for others: then only an event's own bytes are believed. */
  readonly #exact: boolean;
  readonly #threads: { readonly pid: number; readonly tid: number }[] = [];
  #row = 0;
  #entry = -1;
  #packet = -1;
  #stored: StoredEvent | undefined;
  #description: Description | undefined;
  #frame: FrameValues | undefined;

  constructor(trace: OpenedTrace, rows: Rows, packetRows: PacketRows, ways: WayValues) {
    this.#trace = trace;
    this.#rows = rows;
    this.#packetRows = packetRows;
    this.#ways = ways;
    this.#exact = trace.scanner.keysLost === 0;
  }

  /** What all rows of a type have in common. */
  ofType(type: EventType): PartialGetter {
    const entries = isDescribed(type) && framePlan(type.provider, type.id) !== undefined;
    const packets = entries && roleOf(type) === "packet";
    return (name) => {
      if (!this.#exact) return PENDING;
      switch (this.#source(name)) {
        case "type":
          return this.#typeValue(type, name);
        case "row":
          return PENDING;
        case "event":
          return this.#mayHave(type, name) ? PENDING : undefined;
        case "entry":
        case "way":
          return entries ? PENDING : undefined;
        case "packet":
        case "frame":
          return packets ? PENDING : undefined;
      }
    };
  }

  /** `entry` and `packet` are -1 where the row has none. */
  moveTo(row: number, entry: number, packet: number): void {
    this.#row = row;
    this.#entry = entry;
    this.#packet = packet;
    this.#stored = this.#description = this.#frame = undefined;
  }

  /** The row's bytes, for `fromBytes`; the frame's values where the filter asks for any. */
  bring(stored: StoredEvent | undefined, frame: FrameValues | undefined): void {
    this.#stored = stored;
    this.#frame = frame;
  }

  /** What the columns tell of the row. */
  readonly fromColumns: PartialGetter = (name) => {
    const { index } = this.#trace;
    switch (this.#source(name)) {
      case "type": {
        const type = this.#exact ? index.types[index.type.get(this.#row)] : undefined;
        return type === undefined ? PENDING : this.#typeValue(type, name);
      }
      case "row":
        return this.#rowValue(name);
      case "entry":
        return this.#entry < 0 ? undefined : this.#entryValue(name, this.#entry);
      case "packet":
        return this.#packet < 0 ? undefined : this.#packetValue(name, this.#packet);
      case "frame":
        return this.#packet < 0 ? undefined : PENDING;
      case "event":
        return PENDING;
      case "way":
        return this.#entry < 0 ? undefined : this.#ways.ofEntry(name, this.#entry);
    }
  };

  /** Everything, once `bring` has brought the bytes. */
  readonly fromBytes = (name: string): FilterValue | readonly FilterValue[] | undefined => {
    const value = this.fromColumns(name);
    if (value !== PENDING) return value;
    return this.#source(name) === "frame" ? this.#frame?.get(name) : this.#eventValue(name);
  };

  #source(name: string): NameSource {
    let source = this.#sources.get(name);
    if (source === undefined) this.#sources.set(name, (source = sourceOf(name)));
    return source;
  }

  #typeValue(type: EventType, name: string): Values {
    const described = isDescribed(type);
    switch (name) {
      case "provider":
        // Events of a provider that nobody knows may bring its name along.
        return this.#trace.describer.providerName(type.provider) ?? (described ? PENDING : undefined);
      case "provider.guid":
        return type.provider;
      case "event.id":
        return type.id;
      case "event.version":
        // A type holds 8 bits of it, older headers 16.
        return described ? type.version : PENDING;
      case "event.opcode":
        return type.opcode;
      case "keywords":
        return type.keywords;
      default:
        return type.level;
    }
  }

  /** False when no layout that the events of a type can be decoded by gives values for a name. */
  #mayHave(type: EventType, name: string): boolean {
    if (name === "activity") return isDescribed(type);
    if (type.schema !== 0 || !(isDescribed(type) || isKernel(type))) return true;
    const layouts = this.#trace.describer.layouts(type.provider, type.id, type.version, type.opcode);
    if (name === "event.name") return layouts.some((layout) => layout.name !== undefined);
    if (name === "event.message") return layouts.some((layout) => layout.message !== undefined);
    return mayHoldField(
      layouts.flatMap((layout) => layout.fields.map((field) => field.name)),
      name.slice(ANY_FIELD.length),
    );
  }

  #rowValue(name: string): Values {
    const { index, machines } = this.#trace;
    switch (name) {
      case "cpu":
        return index.bufferOf(this.#row)?.cpu;
      case "event.index":
        return this.#packetRows.indexOf(this.#row);
      case "frame.time_relative":
        return index.time.get(this.#row) * NS_PER_TICK;
      default: {
        if (!this.#exact) return PENDING;
        const { pid, tid } = this.#thread(index.thread.get(this.#row));
        if (name === "process.name") return machines.ofRow(this.#row).context.processes.name(pid, index.time.get(this.#row));
        return known(name === "pid" ? pid : tid);
      }
    }
  }

  #thread(thread: number): { readonly pid: number; readonly tid: number } {
    return (this.#threads[thread] ??= this.#trace.scanner.thread(thread));
  }

  #entryValue(name: string, entry: number): Values {
    const { values, machines } = this.#trace;
    switch (name) {
      case "nbl":
        return values.has(entry, "nbl") ? values.wide(entry, "nbl") : undefined;
      case "switch.name":
        return values.has(entry, "switchName") ? machines.ofRow(this.#row).places.switch(values.text(entry, "switchName")).name : undefined;
      case "place.name":
        return this.#place(entry)?.name;
      case "place.kind":
        return this.#place(entry)?.kind;
      case "drop.reason":
        return this.#drop(entry)?.reason;
      case "drop.code":
        return this.#drop(entry)?.reasonCode;
      default:
        return this.#drop(entry)?.location;
    }
  }

  #place(entry: number): PlaceRef | undefined {
    return this.#packet >= 0 ? this.#rows.place(entry) : this.#rows.stepPlace(this.#row);
  }

  #drop(entry: number): Drop | undefined {
    return this.#packetRows.isDrop(entry) ? this.#rows.drop(entry) : undefined;
  }

  #packetValue(name: string, packet: number): Values {
    const { packets, values, index } = this.#trace;
    switch (name) {
      case "frame.number":
        return packet + 1;
      case "frame.time_delta":
        return packet === 0 ? 0 : (index.timeAt(packets.event.get(packet)) - index.timeAt(packets.event.get(packet - 1))) * NS_PER_TICK;
      case "frame.cap_len":
        return [this.#entry, ...(packets.fragments.get(packet) ?? [])].reduce((sum, entry) => sum + values.range(entry, "frame").length, 0);
      case "frame.interface_name":
        return this.#rows.place(this.#entry).name;
      default: {
        const plan = values.planOf(this.#entry);
        const keywords = this.#exact ? values.type(this.#entry)?.keywords : this.#stored?.header.keywords;
        if (plan === undefined) return undefined;
        return keywords === undefined ? PENDING : directionOf(plan.provider, plan.id, keywords, values.number(this.#entry, "direction"));
      }
    }
  }

  #eventValue(name: string): FilterValue | readonly FilterValue[] | undefined {
    const stored = this.#stored;
    if (stored === undefined) return undefined;
    const { header } = stored;
    switch (name) {
      case "activity":
        return header.activityId;
      case "provider.guid":
        return header.providerGuid;
      case "event.id":
        return header.id;
      case "event.version":
        return header.version;
      case "event.opcode":
        return header.opcode;
      case "level":
        return header.level;
      case "keywords":
        return header.keywords;
      case "pid":
        return known(header.pid);
      case "tid":
        return known(header.tid);
      case "process.name":
        return header.pid === undefined
          ? undefined
          : this.#trace.machines.ofRow(this.#row).context.processes.name(header.pid, this.#trace.index.time.get(this.#row));
    }
    this.#description ??= this.#trace.describer.describe(header, stored.bytes);
    const { provider, message, nodes } = this.#description;
    if (name === "provider") return provider;
    if (name === "event.name") return this.#description.name;
    return name === "event.message" ? message : fieldValues(nodes, name.slice(ANY_FIELD.length));
  }
}

/** Events with the header of manifests and TraceLogging. */
function isDescribed({ kind }: EventType): boolean {
  return kind === KIND.EVENT32 || kind === KIND.EVENT64;
}

function isKernel({ kind }: EventType): boolean {
  return (kind >= KIND.SYSTEM32 && kind <= KIND.COMPACT64) || kind === KIND.PERFINFO32 || kind === KIND.PERFINFO64;
}

function known(id: number | undefined): number | undefined {
  return id === UNKNOWN_ID ? undefined : id;
}
