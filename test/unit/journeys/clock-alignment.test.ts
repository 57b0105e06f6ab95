import { expect, test } from "vitest";
import fc from "fast-check";
import { fitClock, type SeenByBoth } from "../../../web/journeys/clock-alignment.js";

const MICROSECOND = 10;
const SECOND = 10_000_000;

interface Schedule {
  readonly offset: number;
  readonly drift?: number;
  readonly count: number;
  readonly seconds: number;
  /** Ticks on the way there and back, by packet. */
  readonly there: (i: number) => number;
  readonly back: (i: number) => number;
}

/** Packets there and back in turn, as a machine sees them whose clock is `offset` ahead and gains `drift`. */
function schedule({ offset, drift = 0, count, seconds, there, back }: Schedule): SeenByBoth[] {
  return Array.from({ length: count }, (_, i): SeenByBoth => {
    const way = (i % 2) as 0 | 1;
    const here = (i / count) * seconds * SECOND;
    const arrived = here + (way === 0 ? there(i) : -back(i));
    const ticks = arrived * (1 + drift) + offset;
    return { ticks, ahead: ticks - here, pair: 0, way, hint: 0 };
  });
}

/** The clock's distance at a time of its own, as found. */
const foundAt = (fit: ReturnType<typeof fitClock>, ticks: number): number => (fit === undefined ? NaN : fit.offset + fit.drift * (ticks - fit.origin));

test("the offset lies within the error bound whatever packets spend on the way", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -600 * SECOND, max: 600 * SECOND }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 })), { minLength: 2, maxLength: 40 }),
      fc.boolean(),
      (offset, ways, turned) => {
        const way = (i: number): [number, number] => ways[i >> 1] ?? [1, 1];
        const packets = schedule({ offset, count: ways.length * 2, seconds: 2, there: (i) => way(i)[0], back: (i) => way(i)[1] });
        // Which way a pair's first way is must not matter.
        const fit = fitClock(turned ? packets.map((packet) => ({ ...packet, way: packet.way === 0 ? 1 : 0 })) : packets);
        expect(fit).toBeDefined();
        expect(Math.abs((fit?.offset ?? NaN) + offset)).toBeLessThanOrEqual((fit?.error ?? 0) + 1e-3);
      },
    ),
  );
});

test("a drift of 20 ppm is followed over a minute", () => {
  const offset = 32_170;
  const way = (i: number): number => 200 + ((i * 7919) % 600);
  const packets = schedule({ offset, drift: 20e-6, count: 2_000, seconds: 60, there: way, back: (i) => way(i + 1) });
  const fit = fitClock(packets);
  expect(fit?.drift).toBeCloseTo(-20e-6, 6);
  for (const seconds of [0, 30, 59]) {
    const behind = offset + 20e-6 * seconds * SECOND;
    expect(Math.abs(foundAt(fit, seconds * SECOND) + behind)).toBeLessThan(30 * MICROSECOND);
  }
});

test("a few packets that contradict the rest are left alone", () => {
  const packets = schedule({ offset: 5_000, count: 400, seconds: 5, there: () => 300, back: () => 300 });
  const wrong = packets.map((packet, i) =>
    i === 100 ? { ...packet, ahead: packet.ahead - 40_000 } : i === 201 ? { ...packet, ahead: packet.ahead + 40_000 } : packet,
  );
  expect(Math.abs((fitClock(wrong)?.offset ?? NaN) + 5_000)).toBeLessThanOrEqual(300);
});

test("too few packets and offsets without a majority say nothing", () => {
  const good = schedule({ offset: 5_000, count: 40, seconds: 5, there: () => 300, back: () => 300 });
  expect(fitClock(good)).toBeDefined();
  expect(fitClock([])).toBeUndefined();
  expect(fitClock(good.slice(0, 3))).toBeUndefined();
  expect(fitClock(good.map((packet, i) => ({ ...packet, ahead: i * SECOND })))).toBeUndefined();
});

test("where packets of a pair go one way only, the directions that both machines call them by decide", () => {
  const good = schedule({ offset: 5_000, count: 40, seconds: 5, there: () => 300, back: () => 300 });
  const hinted = good.map((packet): SeenByBoth => ({ ...packet, pair: packet.way, hint: packet.way === 0 ? 1 : -1 }));
  expect(Math.abs((fitClock(hinted)?.offset ?? NaN) + 5_000)).toBeLessThanOrEqual(300);
});

test("packets that both machines see at once give the offset itself", () => {
  const good = schedule({ offset: 5_000, count: 40, seconds: 5, there: () => 0, back: () => 0 });
  expect(fitClock(good)).toMatchObject({ offset: -5_000, drift: 0, oneWay: false });
});

test("packets of one way bound the offset on one side: the quickest is taken, and what it may have been on the way is the error", () => {
  fc.assert(
    fc.property(fc.integer({ min: -600 * SECOND, max: 600 * SECOND }), fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(0, 1), (offset, least, kept) => {
      const late = (i: number): number => least + ((i * 7919) % 3_000);
      const packets = schedule({ offset, count: 60, seconds: 5, there: late, back: late }).filter(({ way }) => way === kept);
      const hinted = packets.map((packet): SeenByBoth => ({ ...packet, pair: packet.way, hint: packet.way === 0 ? 1 : -1 }));
      const fit = fitClock(hinted);
      expect(fit).toMatchObject({ oneWay: true, packets: 30, drift: 0 });
      // Too far by the quickest packet's time on the way, to its side, and no further.
      const tooFar = ((fit?.offset ?? NaN) + offset) * (kept === 0 ? -1 : 1);
      expect(tooFar).toBeGreaterThanOrEqual(least - 1e-3);
      expect(tooFar).toBeLessThanOrEqual(least + 3_000);
      expect(fit?.error).toBeGreaterThanOrEqual(tooFar);
    }),
  );
});

test("packets of one way over a minute show the drift", () => {
  const late = (i: number): number => 200 + ((i * 7919) % 600);
  const packets = schedule({ offset: 32_170, drift: 20e-6, count: 4_000, seconds: 60, there: late, back: late }).filter(({ way }) => way === 0);
  const fit = fitClock(packets);
  expect(fit?.drift).toBeCloseTo(-20e-6, 6);
  expect(Math.abs(foundAt(fit, 59 * SECOND) + 32_170 + 20e-6 * 59 * SECOND)).toBeLessThan(1_000);
});

test("a clock that does not run evenly has an error bound that holds all through", () => {
  const steps = (i: number): number => Math.round(800 * Math.sin(i / 300));
  const packets = schedule({ offset: 0, count: 2_000, seconds: 60, there: () => 200, back: () => 200 }).map((packet, i) => ({
    ...packet,
    ahead: packet.ahead + steps(i),
    ticks: packet.ticks + steps(i),
  }));
  const fit = fitClock(packets);
  for (const [i, { ticks }] of packets.entries()) expect(Math.abs(foundAt(fit, ticks) + steps(i))).toBeLessThanOrEqual((fit?.error ?? 0) + 1);
});
