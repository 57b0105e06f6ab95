import { expect, it } from "vitest";
import { verdict } from "../../../web/app/verdict.js";
import type { TraceSummary } from "../../../web/core/api.js";
import type { OverviewFacts } from "../../../web/core/engine-api.js";

const place = { id: "a", name: "Host NIC", kind: "virtual-nic" } as const;
const facts = (causes: readonly (readonly [string, number])[]): OverviewFacts => ({
  events: new Uint32Array(2),
  packets: new Uint32Array(2),
  drops: new Uint32Array(2),
  dropCauses: causes.map(([reason, count]) => ({ reason, place, count, firstEvent: 0, times: new Uint32Array(2) })),
  places: [
    { place, packets: 3, bytes: 99, drops: 0 },
    { place: { ...place, id: "b" }, packets: 3, bytes: 99, drops: 0 },
  ],
  journeys: { delivered: 3, sent: 0, dropped: 0, lostSight: 0 },
});
const summary = (part: Partial<TraceSummary>): TraceSummary =>
  ({ packets: 6, events: 1200, startNs: 0n, endNs: 42_318_000_000n, eventsLost: 0, buffersLost: 0, providers: [{}, {}], ...part }) as TraceSummary;
const say = (part: Partial<TraceSummary>, causes: readonly (readonly [string, number])[] = []): string =>
  verdict(summary(part), facts(causes)).replaceAll("\u202f", " ");

it("says that nothing was dropped", () => {
  expect(say({})).toBe("6 packets at 2 places in 42.318 s; nothing was dropped in this trace.");
});

it("does not claim it where events were lost", () => {
  expect(say({ eventsLost: 1 })).toBe("6 packets at 2 places in 42.318 s; no drop was recorded, but events were lost.");
});

it("says what a trace without packets holds", () => {
  expect(say({ packets: 0 })).toBe("No packets in this trace: 1 200 events of 2 providers in 42.318 s.");
});

it("names the reason of the drops, the most frequent first, places added up", () => {
  expect(say({}, [["Failed Security Policy.", 1]])).toBe("1 packet was dropped: “Failed Security Policy”.");
  expect(
    say({}, [
      ["A", 2],
      ["B", 4],
      ["A", 3],
    ]),
  ).toBe("9 packets were dropped: “A” (5) and “B” (4).");
  expect(
    say({}, [
      ["A", 4],
      ["B", 3],
      ["C", 2],
    ]),
  ).toBe("9 packets were dropped: “A” (4), “B” (3) and 1 other reason.");
});
