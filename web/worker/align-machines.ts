import { fitClock, type SeenByBoth } from "../journeys/clock-alignment.js";
import { directionOf, NDIS_GUID, PKTMON_GUID } from "../providers/frames.js";
import { corrected, type TimeCorrection, type TraceIndex } from "./trace-index.js";
import type { PlanValues } from "./values.js";

/** Packets of a machine that are compared with another's; of more, both machines take the same ones. */
const MAX_PACKETS = 300_000;
/** Ticks that a packet is seen on its way through one machine. The same frame later on is another packet. */
const ONE_PASSAGE = 500_000;

/** A packet as one machine saw it. */
interface Seen {
  /** Ticks of its first and its last sighting; `once` is false when frames like it came again. */
  first: number;
  last: number;
  once: boolean;
  readonly source: number;
  readonly destination: number;
  direction: "in" | "out" | undefined;
}

/** What puts a machine on the first one's clock, and what that rests on. */
export interface Alignment {
  readonly correction: TimeCorrection;
  /** Packets that it and the machine it was compared with both saw. */
  readonly packets: number;
  /** The machine it was compared with. */
  readonly by: number;
  readonly oneWay: boolean;
}

type Packets = ReadonlyMap<number, Seen>;

/**
 * Puts the sources of machines on the clock of the first source's, as far as packets that both saw allow: times in the index are moved.
 * `groups` is the machine of each source. Of each machine the result says how it was aligned, undefined for the first and for what could not be.
 */
export function alignMachines(index: TraceIndex, values: PlanValues, groups: readonly number[]): readonly (Alignment | undefined)[] {
  ownClocks(index, groups);
  const count = new Set(groups).size;
  if (count < 2) return [];
  const seen = packetsOf(index, values, groups, count);
  const found: (Alignment | undefined)[] = [];
  const corrections: (TimeCorrection | undefined)[] = [{ offset: 0, origin: 0, drift: 0, error: 0 }];
  // A machine that shares no packets with the first may share some with one that does.
  const aligned = [0];
  for (const reference of aligned)
    for (let machine = 1; machine < count; machine++) {
      if (corrections[machine] !== undefined) continue;
      const alignment = alignmentTo(reference, seen[reference], corrections[reference], seen[machine]);
      if (alignment === undefined) continue;
      found[machine] = alignment;
      corrections[machine] = alignment.correction;
      aligned.push(machine);
    }
  if (aligned.length < 2) return found;
  for (const [source, machine] of groups.entries()) {
    const correction = corrections[machine];
    if (correction !== undefined) index.align(source, correction);
  }
  return found;
}

/** A source that was taken for a later file of one machine, but is of another, goes by its own clock. */
function ownClocks(index: TraceIndex, groups: readonly number[]): void {
  for (const [i, source] of index.sources.entries()) {
    if (source.clock === source.ownClock) continue;
    const owner = index.sources.findIndex((other) => other.ownClock === source.clock);
    if (groups[owner] !== groups[i]) index.useOwnClock(i);
  }
}

/** All frames of each machine by what they are told apart by. */
function packetsOf(index: TraceIndex, values: PlanValues, groups: readonly number[], count: number): readonly Packets[] {
  const seen = Array.from({ length: count }, () => new Map<number, Seen>());
  const mask = sampling(index.entries.length);
  let buffer = 0;
  for (let entry = 0; entry < index.entries.length; entry++) {
    const plan = values.planOf(entry);
    const at = plan?.plan.keys;
    if (plan === undefined || at === undefined || (plan.provider !== NDIS_GUID && plan.provider !== PKTMON_GUID)) continue;
    const word = index.entries.get(entry) + 2 + at;
    const key = index.values.get(word);
    const payload = index.values.get(word + 2);
    if (key === 0 || ((key ^ (key >>> 15)) & mask) !== 0) continue;
    const row = values.row(entry);
    while (row >= (index.buffers[buffer]?.firstRow ?? Infinity) + (index.buffers[buffer]?.rows ?? 0)) buffer++;
    const packets = seen[groups[index.buffers[buffer]?.source ?? 0] ?? 0];
    const ticks = index.time.get(row);
    const name = key * 0x200000 + ((payload ^ (payload >>> 11)) & 0x1fffff);
    const known = packets?.get(name);
    if (known === undefined) {
      const type = values.type(entry);
      const direction = type === undefined ? undefined : directionOf(plan.provider, plan.id, type.keywords, values.number(entry, "direction"));
      const packet: Seen = { first: ticks, last: ticks, once: true, source: index.values.get(word + 3), destination: index.values.get(word + 4), direction };
      packets?.set(name, packet);
      continue;
    }
    if (ticks < known.first - ONE_PASSAGE || ticks > known.last + ONE_PASSAGE) known.once = false;
    if (ticks < known.first) {
      const type = values.type(entry);
      known.direction = type === undefined ? undefined : directionOf(plan.provider, plan.id, type.keywords, values.number(entry, "direction"));
      known.first = ticks;
    }
    known.last = Math.max(known.last, ticks);
  }
  return seen;
}

/** Bits of a hash that must be 0 for a packet to be taken. */
function sampling(entries: number): number {
  let mask = 0;
  for (let left = entries; left > MAX_PACKETS; left /= 2) mask = (mask << 1) | 1;
  return mask;
}

/** What puts `packets` on the clock of `reference` and from there on the first machine's. */
function alignmentTo(by: number, reference: Packets | undefined, known: TimeCorrection | undefined, packets: Packets | undefined): Alignment | undefined {
  if (reference === undefined || known === undefined || packets === undefined) return undefined;
  const pairs = new Map<string, number>();
  const both: SeenByBoth[] = [];
  for (const [name, there] of packets) {
    const here = reference.get(name);
    if (here === undefined || !here.once || !there.once || there.source === there.destination) continue;
    const way = there.source < there.destination ? 0 : 1;
    const key = way === 0 ? `${there.source} ${there.destination}` : `${there.destination} ${there.source}`;
    let pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, (pair = pairs.size));
    const hint = here.direction === "out" && there.direction === "in" ? 1 : here.direction === "in" && there.direction === "out" ? -1 : 0;
    both.push({ ticks: there.first, ahead: there.first - corrected(here.first, known), pair, way, hint });
  }
  const fit = fitClock(both);
  if (fit === undefined) return undefined;
  const { offset, origin, drift, error, oneWay } = fit;
  return { correction: { offset, origin, drift, error: error + (known.error ?? 0) }, packets: fit.packets, by, oneWay };
}
