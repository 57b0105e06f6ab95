/** One packet that two machines saw. All times are ticks of 100 ns. */
export interface SeenByBoth {
  /** When the other machine saw it first, by its own clock. */
  readonly ticks: number;
  /** The other machine's time minus the reference's. */
  readonly ahead: number;
  /** Which two addresses the packet went between, and which way: 0 or 1. */
  readonly pair: number;
  readonly way: 0 | 1;
  /** 1 where both machines call it out at the reference and in at the other, -1 the other way round, 0 where they do not say. */
  readonly hint: -1 | 0 | 1;
}

/** What is added to times of a clock to reach the reference. */
export interface ClockFit {
  /** Ticks, at `origin`. */
  readonly offset: number;
  readonly origin: number;
  /** Ticks per tick. */
  readonly drift: number;
  /** How far the truth may be away while the packets were seen, ticks. */
  readonly error: number;
  /** Packets that the offset rests on. */
  readonly packets: number;
  /** All went one way: how long the quickest of them was on the way is not known, so one side of the bound is taken from what is possible. */
  readonly oneWay: boolean;
}

/** With fewer packets seen by both, chance is too near. */
const MIN_PACKETS = 4;
/** Offsets of packets lie this close together: time on the way, ticks. */
const MOST_ON_THE_WAY = 500_000;
/** Clocks of machines run apart by less than this. */
const MOST_DRIFT = 5e-4;
/** Below these spans and numbers of packets each way, drift cannot be told from chance. */
const LONG = 100_000_000;
const LONG_ENOUGH = 10_000_000;
const ENOUGH_EACH_WAY = 10;
const SEARCH_STEPS = 60;
/** Lines that are tried for the bound, and stretches of time when no line fits all packets. */
const LINES = 32;
const STRETCHES = 16;
/** What the drift of clocks may be that was not measured: 20 ppm is a common crystal's. */
const UNMEASURED_DRIFT = 2e-5;
/** So many of the packets may contradict the rest: the clock was set, or a packet was seen late. */
const MOST_OUTLIERS = 0.02;
const NEIGHBOURS = 16;

/**
 * Puts one clock on another by the packets both machines saw. A packet is seen later where it goes to than where it comes from: those
 * to the other machine bound the distance of the clocks from above, those from it from below, and the truth lies between, drift included.
 * Where all went one way, the quickest of them bounds it on one side only. Undefined when there are too few packets or no majority agrees.
 */
export function fitClock(packets: readonly SeenByBoth[]): ClockFit | undefined {
  const agreed = majority(packets);
  if (agreed.length < MIN_PACKETS) return undefined;
  const sorted = agreed.sort((a, b) => a.ticks - b.ticks);
  const [there, back] = withoutOutliers(...byWay(sorted));
  const origin = sorted[0]?.ticks ?? 0;
  const span = (sorted[sorted.length - 1]?.ticks ?? origin) - origin;
  if (there.length === 0 || back.length === 0) return oneWayFit(there.length === 0 ? back : there, there.length === 0 ? -1 : 1, origin, span);
  const bounds = new Bounds(there, back, origin);
  const enough = Math.min(there.length, back.length) >= ENOUGH_EACH_WAY;
  const drifts = enough && (span >= LONG || (span >= LONG_ENOUGH && bounds.gap(0) < 0));
  const ahead = drifts ? bounds.widest() : 0;
  const { upper, lower } = bounds.at(ahead);
  const error = upper < lower ? bounds.strayed(ahead, span) : bounds.open(ahead, span, drifts ? MOST_DRIFT : UNMEASURED_DRIFT);
  // Behind by a(t) = a + b (t - origin): what is added is -a(t).
  return { offset: -(upper + lower) / 2, origin, drift: 0 - ahead, error: Math.max(1, error), packets: there.length + back.length, oneWay: false };
}

/** The clock can be no further ahead than the quickest packet says, and less by what that was on the way: that is known only to be short. */
function oneWayFit(packets: readonly SeenByBoth[], sign: 1 | -1, origin: number, span: number): ClockFit {
  const quickest = (from: number, to: number): SeenByBoth | undefined =>
    packets.reduce<SeenByBoth | undefined>(
      (best, packet) => (packet.ticks < from || packet.ticks > to || (best !== undefined && (packet.ahead - best.ahead) * sign >= 0) ? best : packet),
      undefined,
    );
  const [first, last] = [quickest(origin, origin + span / 3), quickest(origin + (2 * span) / 3, Infinity)];
  const measured = span >= LONG && packets.length >= 2 * ENOUGH_EACH_WAY && first !== undefined && last !== undefined;
  const slope = measured ? (last.ahead - first.ahead) / (last.ticks - first.ticks) : 0;
  const drift = Math.max(-MOST_DRIFT, Math.min(MOST_DRIFT, slope));
  const levels = packets.map(({ ahead, ticks }) => (ahead - drift * (ticks - origin)) * sign);
  const level = levels.reduce((least, each) => Math.min(least, each), Infinity) * sign;
  return { offset: 0 - level, origin, drift: 0 - drift, error: MOST_ON_THE_WAY, packets: packets.length, oneWay: true };
}

/** The packets whose offsets lie together, if they are the most. */
function majority(packets: readonly SeenByBoth[]): SeenByBoth[] {
  let [first, last] = [Infinity, -Infinity];
  for (const { ticks } of packets) {
    if (ticks < first) first = ticks;
    if (ticks > last) last = ticks;
  }
  const width = MOST_ON_THE_WAY + Math.max(0, last - first) * MOST_DRIFT;
  const sorted = packets.toSorted((a, b) => a.ahead - b.ahead);
  let best = { from: 0, to: 0 };
  let from = 0;
  for (let to = 1; to <= sorted.length; to++) {
    while ((sorted[to - 1]?.ahead ?? 0) - (sorted[from]?.ahead ?? 0) > width) from++;
    if (to - from > best.to - best.from) best = { from, to };
  }
  return (best.to - best.from) * 2 > packets.length ? sorted.slice(best.from, best.to) : [];
}

/**
 * The packets that went to the other machine, and those that came from it. Of the two ways between a pair of addresses, the packets
 * of one are ahead of the other's by the time both spend on the way: neighbours in time are compared, so that drift does not matter.
 */
function byWay(sorted: readonly SeenByBoth[]): readonly [readonly SeenByBoth[], readonly SeenByBoth[]] {
  const votes = new Map<number, number>();
  const hints = new Map<number, number>();
  const newest: readonly [Map<number, number>, Map<number, number>] = [new Map(), new Map()];
  for (const { pair, way, ahead, hint } of sorted) {
    const other = newest[way === 0 ? 1 : 0].get(pair);
    const sign = way === 0 ? 1 : -1;
    if (other !== undefined) votes.set(pair, (votes.get(pair) ?? 0) + sign * Math.sign(ahead - other));
    hints.set(pair, (hints.get(pair) ?? 0) + sign * hint);
    newest[way].set(pair, ahead);
  }
  const there: SeenByBoth[] = [];
  const back: SeenByBoth[] = [];
  const told = (pair: number): number => Math.sign(votes.get(pair) ?? 0) || Math.sign(hints.get(pair) ?? 0);
  // Where no time shows on the way at all, either way round is as good.
  const alike = !sorted.some(({ pair }) => told(pair) !== 0);
  for (const packet of sorted) {
    const vote = alike ? 1 : told(packet.pair);
    if (vote !== 0) (vote > 0 === (packet.way === 0) ? there : back).push(packet);
  }
  return [there, back];
}

/** Without the packets that were, by their neighbours, seen where they went to before they were sent; unless those are many. */
function withoutOutliers(there: readonly SeenByBoth[], back: readonly SeenByBoth[]): readonly [readonly SeenByBoth[], readonly SeenByBoth[]] {
  const possible = [there.filter(later(back, 1)), back.filter(later(there, -1))] as const;
  const left = there.length + back.length - possible[0].length - possible[1].length;
  return left <= (there.length + back.length) * MOST_OUTLIERS ? possible : [there, back];
}

/** Whether a packet is further ahead (by `sign`) than most of the other way's around its time. Asked in the order of time. */
function later(others: readonly SeenByBoth[], sign: 1 | -1): (packet: SeenByBoth) => boolean {
  let next = 0;
  let from = -1;
  let median = 0;
  return ({ ticks, ahead }) => {
    while (next < others.length && (others[next]?.ticks ?? 0) < ticks) next++;
    const at = Math.max(0, Math.min(others.length, next + NEIGHBOURS / 2) - NEIGHBOURS);
    if (at !== from) {
      from = at;
      const near = others.slice(at, at + NEIGHBOURS).map((packet) => packet.ahead);
      median = near.sort((a, b) => a - b)[near.length >> 1] ?? -sign * Infinity;
    }
    return (ahead - median) * sign >= 0;
  };
}

/** What packets leave open of a(t) = a + b (t - origin), for one b. */
class Bounds {
  readonly #there: readonly SeenByBoth[];
  readonly #back: readonly SeenByBoth[];
  readonly #origin: number;

  constructor(there: readonly SeenByBoth[], back: readonly SeenByBoth[], origin: number) {
    this.#there = there;
    this.#back = back;
    this.#origin = origin;
  }

  at(b: number): { readonly upper: number; readonly lower: number } {
    let [upper, lower] = [Infinity, -Infinity];
    for (const packet of this.#there) upper = Math.min(upper, this.#level(packet, b));
    for (const packet of this.#back) lower = Math.max(lower, this.#level(packet, b));
    return { upper, lower };
  }

  gap(b: number): number {
    const { upper, lower } = this.at(b);
    return upper - lower;
  }

  /** The drift that leaves the most room between the packets of both ways. The room is a concave function of it. */
  widest(): number {
    let [low, high] = [-MOST_DRIFT, MOST_DRIFT];
    for (let step = 0; step < SEARCH_STEPS; step++) {
      const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
      if (this.gap(a) < this.gap(b)) low = a;
      else high = b;
    }
    return (low + high) / 2;
  }

  /** How far, at the beginning or the end, a line that no packet contradicts is from the one chosen; its slope differs by `most` at most. */
  open(b: number, span: number, most: number): number {
    const { upper, lower } = this.at(b);
    const middle = (upper + lower) / 2;
    let worst = (upper - lower) / 2;
    for (let i = 0; i <= LINES; i++) {
      const slope = b + most * (2 * (i / LINES) - 1) ** 3;
      const line = this.at(slope);
      if (line.upper < line.lower) continue;
      for (const t of [0, span]) for (const level of [line.upper, line.lower]) worst = Math.max(worst, Math.abs(level + (slope - b) * t - middle));
    }
    return worst;
  }

  /** How far the packets of any stretch of time are from the line, where no line fits all: the clock did not run evenly. */
  strayed(b: number, span: number): number {
    const { upper, lower } = this.at(b);
    const middle = (upper + lower) / 2;
    const stretches = Array.from({ length: STRETCHES }, () => ({ upper: Infinity, lower: -Infinity }));
    const stretch = ({ ticks }: SeenByBoth): { upper: number; lower: number } | undefined =>
      stretches[Math.min(STRETCHES - 1, Math.floor(((ticks - this.#origin) / Math.max(1, span)) * STRETCHES))];
    for (const packet of this.#there) {
      const at = stretch(packet);
      if (at !== undefined) at.upper = Math.min(at.upper, this.#level(packet, b));
    }
    for (const packet of this.#back) {
      const at = stretch(packet);
      if (at !== undefined) at.lower = Math.max(at.lower, this.#level(packet, b));
    }
    const sides = stretches.flatMap((at) => [at.upper, at.lower]).filter((side) => Number.isFinite(side));
    return sides.reduce((worst, side) => Math.max(worst, Math.abs(side - middle)), Math.abs(upper - lower) / 2);
  }

  #level({ ahead, ticks }: SeenByBoth, b: number): number {
    return ahead - b * (ticks - this.#origin);
  }
}
