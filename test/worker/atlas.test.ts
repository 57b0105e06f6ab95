import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { JourneyRow, LatencyStats } from "../../web/core/api.js";
import { LATENCY_BINS, WIRE, latencyBin, type LatencyDetail } from "../../web/core/atlas.js";
import type { Engine } from "../../web/worker/engine.js";
import { demoTrace } from "../fixtures/demo-trace.js";
import { openBytes } from "./support.js";

const FILTERS = [undefined, "path.class == nat", "outcome == dropped", 'place.name == "WinNAT" || tcp.port == 80', "journey.id > 1000000"];

let engine: Engine;

beforeAll(async () => {
  ({ engine } = await openBytes(demoTrace()));
}, 60_000);

async function rowsOf(filter: string | undefined): Promise<readonly JourneyRow[]> {
  return (await engine.journeys({ limit: 10_000, ...(filter === undefined ? {} : { filter }) })).rows;
}

function statsOf(values: readonly number[]): LatencyStats {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { count: sorted.length, p50Ns: rank(0.5), p95Ns: rank(0.95), p99Ns: rank(0.99), maxNs: rank(1) };
}

const asked = (filter: string | undefined): { filter?: string } => (filter === undefined ? {} : { filter });

describe("bins of latencies", () => {
  test("each holds what is from its lower edge to below the next", () => {
    fc.assert(
      fc.property(fc.oneof(fc.double({ min: 0, max: 1e12, noNaN: true }), fc.constantFrom(...LATENCY_BINS)), (ns) => {
        const plain = LATENCY_BINS.findLastIndex((edge) => edge <= ns);
        expect(latencyBin(ns)).toBe(Math.max(0, Math.min(LATENCY_BINS.length - 2, plain)));
      }),
    );
    expect(LATENCY_BINS.every((edge, i) => i === 0 || edge > (LATENCY_BINS[i - 1] ?? 0))).toBe(true);
  });
});

describe.each(FILTERS)("what the journeys of %s tell", (filter) => {
  test("how hops and classes are spread, and which journeys are the slowest", async () => {
    const rows = await rowsOf(filter);
    const atlas = await engine.atlas(asked(filter));
    const compare = (detail: LatencyDetail, all: readonly { readonly journey: number; readonly ns: number }[]): void => {
      const { bins, slowest } = detail;
      expect(detail).toMatchObject(statsOf(all.map(({ ns }) => ns)));
      const counts = new Array<number>(LATENCY_BINS.length - 1).fill(0);
      for (const { ns } of all) counts[latencyBin(ns)] = (counts[latencyBin(ns)] ?? 0) + 1;
      expect([...bins]).toEqual(counts);
      const longest = new Map<number, number>();
      for (const { journey, ns } of all) longest.set(journey, Math.max(longest.get(journey) ?? 0, ns));
      const worst = [...longest].sort((a, b) => b[1] - a[1]).slice(0, 12);
      expect(slowest.map(({ latencyNs }) => latencyNs)).toEqual(worst.map(([, ns]) => ns));
      for (const { line, latencyNs } of slowest) expect(longest.get(line.id)).toBe(latencyNs);
      expect(new Set(slowest.map(({ line }) => line.id)).size).toBe(slowest.length);
    };
    for (const { from, to, ...stats } of atlas.hops) {
      const detail = await engine.latencies({ ...asked(filter), of: { kind: "hop", from: from.id, to: to.id } });
      expect(detail).toMatchObject(stats);
      expect(detail.fromNames).toContain(from.name);
      compare(
        detail,
        rows.flatMap((row) =>
          row.sightings.flatMap((sighting, n) =>
            row.sightings[n - 1]?.place.id === from.id && sighting.place.id === to.id ? [{ journey: row.id, ns: sighting.latencyFromPreviousNs }] : [],
          ),
        ),
      );
    }
    for (const { pathClass } of atlas.pathClasses) {
      const fit = rows.filter((row) => row.pathClass === pathClass && row.sightings.length > 1 && (row.outcome === "sent" || row.outcome === "delivered"));
      compare(
        await engine.latencies({ ...asked(filter), of: { kind: "class", pathClass } }),
        fit.map((row) => ({ journey: row.id, ns: row.latencyNs })),
      );
    }
  });

  test("drops by reason, location, place and time", async () => {
    const dropped = (await rowsOf(filter)).filter(({ outcome }) => outcome === "dropped");
    const { rows, fromNs, toNs, beyond } = await engine.dropTimes({ ...asked(filter), slices: 24 });
    expect(beyond).toBe(0);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(dropped.length);
    const { startNs } = await engine.summary();
    for (const { reason, place, count, times, firstJourney } of rows) {
      const mine = dropped.filter((row) => row.drop?.reason === reason && row.sightings.at(-1)?.place.id === place.id);
      expect(mine).toHaveLength(count);
      expect(firstJourney).toBe(mine[0]?.id);
      const counts = new Array<number>(24).fill(0);
      for (const row of mine) {
        const ns = Number((row.sightings.at(-1)?.timeNs ?? 0n) - startNs);
        const at = Math.min(23, Math.floor(((ns - fromNs) / (toNs - fromNs)) * 24));
        counts[at] = (counts[at] ?? 0) + 1;
      }
      expect([...times]).toEqual(counts);
    }
  });

  test("packets and latencies of the topology's edges are those of the hops", async () => {
    const rows = await rowsOf(filter);
    const { nodes, edges } = await engine.topology(asked(filter));
    const byId = new Map(nodes.map((node) => [node.place.id, node]));
    expect(byId.size).toBe(nodes.length);
    for (const edge of edges) {
      expect(byId.has(edge.from) && byId.has(edge.to), `${edge.from} > ${edge.to}`).toBe(true);
      expect(edge.from).not.toBe(edge.to);
      if (edge.latency !== undefined) expect(edge.latency.count).toBe(edge.packets);
      expect(edge.slowest?.latencyNs).toBe(edge.latency?.maxNs);
      expect(edge.drops).toBeLessThanOrEqual(edge.packets);
      expect(edge.bytes).toBeGreaterThan(0);
    }
    const seen = (id: string): readonly JourneyRow[] => rows.filter(({ sightings }) => sightings.some(({ place }) => place.id === id));
    for (const { place, journeys, drops, lost, inside } of nodes) {
      if (place.id === WIRE.id) continue;
      if (place.kind === "switch") {
        const passed = rows.filter(({ sightings }) =>
          sightings.some((s, n) => n > 0 && s.switch?.id === place.id && sightings[n - 1]?.place.id !== s.place.id),
        );
        expect(journeys, place.name).toBe(passed.length);
        continue;
      }
      expect(journeys, place.name).toBe(seen(place.id).length);
      const ended = (outcome: JourneyRow["outcome"]): number =>
        rows.filter((row) => row.outcome === outcome && row.sightings.at(-1)?.place.id === place.id).length;
      expect([drops, lost]).toEqual([ended("dropped"), ended("lost-sight")]);
      const within = rows.flatMap(({ sightings }) =>
        sightings.flatMap((s, n) => (s.place.id === place.id && sightings[n - 1]?.place.id === place.id ? [s.latencyFromPreviousNs] : [])),
      );
      expect(inside).toEqual(within.length === 0 ? undefined : statsOf(within));
    }
    // every hop between two places is one edge, or goes into a switch and out of it
    const hops = rows.flatMap(({ sightings }) => sightings.slice(1).filter(({ place }, n) => sightings[n]?.place.id !== place.id)).length;
    const isSwitch = (id: string): boolean => byId.get(id)?.place.kind === "switch";
    const into = edges.filter(({ to, from }) => isSwitch(to) && from !== WIRE.id).reduce((sum, { packets }) => sum + packets, 0);
    const outOf = edges.filter(({ from, to }) => isSwitch(from) && to !== WIRE.id).reduce((sum, { packets }) => sum + packets, 0);
    const direct = edges
      .filter(({ from, to }) => !isSwitch(from) && !isSwitch(to) && from !== WIRE.id && to !== WIRE.id)
      .reduce((sum, { packets }) => sum + packets, 0);
    expect(into).toBe(outOf);
    expect(direct + into).toBe(hops);
    expect(edges.filter(({ to }) => to === WIRE.id).reduce((sum, { packets }) => sum + packets, 0)).toBeLessThanOrEqual(
      rows.filter(({ outcome }) => outcome === "sent").length,
    );
  });
});

test("places are the same under any filter; a wrong filter is refused", async () => {
  const ids = async (filter?: string): Promise<readonly string[]> => (await engine.topology(asked(filter))).nodes.map(({ place }) => place.id);
  expect(await ids("outcome == dropped")).toEqual(await ids());
  const wrong = "path.class ==";
  await expect(engine.topology({ filter: wrong })).rejects.toMatchObject({ code: "filter" });
  await expect(engine.latencies({ filter: wrong, of: { kind: "class", pathClass: "nat" } })).rejects.toMatchObject({ code: "filter" });
  await expect(engine.dropTimes({ filter: wrong, slices: 1 })).rejects.toMatchObject({ code: "filter" });
});

test("places that are not there have no hops", async () => {
  const none = await engine.latencies({ of: { kind: "hop", from: "", to: "nic:nobody" } });
  expect(none).toMatchObject({ count: 0, maxNs: 0, slowest: [], fromNames: [], toNames: [] });
});
