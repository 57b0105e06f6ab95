import type { PlaceRef } from "../core/api.js";
import type { OverviewFacts } from "../core/engine-api.js";
import type { OpenedTrace } from "./opened-trace.js";
import { Rows } from "./rows.js";

interface CauseCount {
  readonly cause: Omit<OverviewFacts["dropCauses"][number], "count" | "times">;
  count: number;
  readonly times: Uint32Array<ArrayBuffer>;
}

interface PlaceCount {
  readonly place: PlaceRef;
  packets: number;
  bytes: number;
  drops: number;
}

/** What the overview draws: counts over equal slices of the time from the first to the last event, drops by cause, places. */
export function overviewFacts(trace: OpenedTrace, slices: number): Omit<OverviewFacts, "journeys"> {
  const { index, packets, values } = trace;
  const rows = new Rows(trace);
  const total = index.order.length;
  const from = total === 0 ? 0 : index.timeAt(0);
  const span = total === 0 ? 0 : index.timeAt(total - 1) - from;
  const sliceOf = (position: number): number => (span <= 0 ? 0 : Math.min(slices - 1, Math.floor(((index.timeAt(position) - from) / span) * slices)));
  const events = new Uint32Array(slices);
  for (const times of index.time.pieces()) countTimes(events, times, from, span);
  const perPacket = new Uint32Array(slices);
  const drops = new Uint32Array(slices);
  const places = new Map<string, PlaceCount>();
  const countAt = (place: PlaceRef): PlaceCount => {
    const known = places.get(place.id) ?? { place, packets: 0, bytes: 0, drops: 0 };
    places.set(place.id, known);
    return known;
  };
  for (let i = 0; i < packets.length; i++) {
    add(perPacket, sliceOf(packets.event.get(i)));
    const entry = packets.entry.get(i);
    const count = countAt(rows.place(entry));
    count.packets++;
    for (const part of [entry, ...(packets.fragments.get(i) ?? [])]) count.bytes += values.range(part, "frame").length;
  }
  const causes = new Map<string, CauseCount>();
  for (let i = 0; i < packets.dropEvent.length; i++) {
    const event = packets.dropEvent.get(i);
    const entry = packets.dropEntry.get(i);
    const drop = rows.drop(entry);
    const place =
      packets.ofEvent(event) >= 0
        ? rows.place(entry)
        : (rows.stepPlace(index.rowAt(event)) ?? trace.machines.ofRow(index.rowAt(event)).places.named("switch", "vmSwitch", "switch"));
    add(drops, sliceOf(event));
    countAt(place).drops++;
    if (drop === undefined) continue;
    const key = `${drop.reason}/${drop.location ?? ""}/${place.id}`;
    let known = causes.get(key);
    if (known === undefined) {
      const { reason, reasonCode, location } = drop;
      known = {
        cause: { reason, ...(reasonCode === undefined ? {} : { reasonCode }), ...(location === undefined ? {} : { location }), place, firstEvent: event },
        count: 0,
        times: new Uint32Array(slices),
      };
      causes.set(key, known);
    }
    known.count++;
    add(known.times, sliceOf(event));
  }
  const { productName } = trace.context;
  return {
    ...(productName === undefined ? {} : { productName }),
    events,
    packets: perPacket,
    drops,
    dropCauses: [...causes.values()].map(({ cause, count, times }) => ({ ...cause, count, times })).sort((a, b) => b.count - a.count),
    places: [...places.values()].sort((a, b) => b.packets - a.packets),
  };
}

/** Counts times into equal slices of the span. The order in which they come does not matter, so that the rows are read as they lie. */
function countTimes(counts: Uint32Array<ArrayBuffer>, times: Float64Array<ArrayBuffer>, from: number, span: number): void {
  const last = counts.length - 1;
  const scale = span <= 0 ? 0 : counts.length / span;
  for (let i = 0; i < times.length; i++) {
    const slice = Math.min(last, Math.floor(((times[i] as number) - from) * scale));
    (counts[slice] as number)++;
  }
}

function add(counts: Uint32Array<ArrayBuffer>, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
