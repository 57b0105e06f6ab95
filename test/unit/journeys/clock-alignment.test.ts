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

test("too few packets, packets of one way and offsets without a majority say nothing", () => {
  const good = schedule({ offset: 5_000, count: 40, seconds: 5, there: () => 300, back: () => 300 });
  expect(fitClock(good)).toBeDefined();
  expect(fitClock([])).toBeUndefined();
  expect(fitClock(good.slice(0, 3))).toBeUndefined();
  expect(fitClock(good.filter(({ way }) => way === 0))).toBeUndefined();
  expect(fitClock(good.map((packet, i) => ({ ...packet, ahead: i * SECOND })))).toBeUndefined();
});

test("where packets of a pair go one way only, the directions that both machines call them by decide", () => {
  const good = schedule({ offset: 5_000, count: 40, seconds: 5, there: () => 300, back: () => 300 });
  const hinted = good.map((packet): SeenByBoth => ({ ...packet, pair: packet.way, hint: packet.way === 0 ? 1 : -1 }));
  expect(Math.abs((fitClock(hinted)?.offset ?? NaN) + 5_000)).toBeLessThanOrEqual(300);
});

test("packets that both machines see at once give the offset itself; those of one way still say nothing", () => {
  const good = schedule({ offset: 5_000, count: 40, seconds: 5, there: () => 0, back: () => 0 });
  expect(fitClock(good)).toMatchObject({ offset: -5_000, drift: 0, error: 1 });
  expect(fitClock(good.filter(({ way }) => way === 0))).toBeUndefined();
});
