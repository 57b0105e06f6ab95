import { beforeAll, describe, expect, test } from "vitest";
import type { FlowRow, PacketRow } from "../../web/core/api.js";
import type { FlowSort } from "../../web/core/nat-flow.js";
import type { Engine } from "../../web/worker/engine.js";
import { demoTrace } from "../fixtures/demo-trace.js";
import { scenarioTrace } from "../fixtures/scenario-trace.js";
import { openBytes } from "./support.js";

const ALL = { limit: 10_000 } as const;
const flowsOf = async (engine: Engine): Promise<readonly FlowRow[]> => (await engine.flows(ALL)).rows;
const count = (bytes: ArrayLike<number>): number => Array.from(bytes).reduce((sum, n) => sum + n, 0);

/** Read once for all tests of it. */
let demo: Engine;
beforeAll(async () => {
  demo = (await openBytes(demoTrace())).engine;
}, 60_000);

test("flows come in every order that the table offers, and each is found where it stands", { timeout: 60_000 }, async () => {
  const engine = demo;
  const flows = await flowsOf(engine);
  const value: Readonly<Record<string, (row: FlowRow) => number>> = {
    start: (row) => row.id,
    packets: (row) => row.packets,
    bytes: (row) => row.bytes,
    drops: (row) => row.drops,
    rtt: (row) => row.tcp?.handshakeRttNs ?? -1,
    retransmissions: (row) => row.tcp?.retransmissions ?? -1,
    throughput: (row) => row.tcp?.throughputBps ?? -1,
  };
  for (const key of Object.keys(value)) {
    for (const sort of [key, `-${key}`] as FlowSort[]) {
      const { rows, total } = await engine.flowLines({ sort, ...ALL });
      expect(total).toBe(flows.length);
      const values = rows.map((row) => value[key]?.(row) ?? 0);
      expect(values, sort).toEqual([...values].sort((a, b) => (sort.startsWith("-") ? b - a : a - b)));
      const middle = rows[Math.floor(total / 2)];
      expect(middle).toEqual(flows[middle?.id ?? -1]);
      expect((await engine.flowLines({ sort, limit: 0, near: middle?.id ?? 0 })).position).toBe(Math.floor(total / 2));
    }
  }
  const filter = "tcp.port == 443";
  const [narrow, same] = [await engine.flowLines({ filter, sort: "-bytes", ...ALL }), await engine.flows({ filter, ...ALL })];
  expect(narrow.total).toBe(same.total);
  expect(narrow.total).toBeLessThan(flows.length);
  expect(new Set(narrow.rows.map(({ id }) => id))).toEqual(new Set(same.rows.map(({ id }) => id)));
});

test("the packets of a flow are its packets, once each, with what the journeys say of them", { timeout: 60_000 }, async () => {
  const engine = demo;
  const flows = await flowsOf(engine);
  const { rows: journeys } = await engine.journeys(ALL);
  for (const flow of flows.filter(({ id, translated, drops }) => id % 11 === 0 || translated !== undefined || drops > 0)) {
    const { rows, total } = await engine.flowPackets({ flow: flow.id, offset: 0, limit: 10_000 });
    expect(total).toBe(flow.packets);
    expect(rows).toHaveLength(total);
    expect(new Set(rows.map(({ journey }) => journey)).size).toBe(total);
    for (const [i, row] of rows.entries()) {
      const journey = journeys[row.journey];
      expect(row).toMatchObject({ outcome: journey?.outcome, latencyNs: journey?.latencyNs });
      expect(row.hopsNs).toHaveLength(journey?.sightings.length ?? -1);
      expect(row.drop?.reason).toBe(journey?.drop?.reason);
      expect(row.timeNs >= (rows[i - 1]?.timeNs ?? 0n)).toBe(true);
    }
    const page = await engine.flowPackets({ flow: flow.id, offset: 1, limit: 2 });
    expect(page.rows).toEqual(rows.slice(1, 3));
  }
  await expect(engine.flowPackets({ flow: flows.length, offset: 0, limit: 1 })).rejects.toMatchObject({ code: "unsupported" });
});

/** What the packets that one place saw of a flow say, read from their lines. */
async function atPlace(engine: Engine, flow: FlowRow, place: string): Promise<readonly PacketRow[]> {
  const { rows } = await engine.packets({ filter: `flow.id == ${flow.id}`, ...ALL });
  const ends = [flow.client, flow.server];
  return rows.filter((row) => row.place.name === place && ends.every((end) => [row.source, row.destination].includes(end.replace(/:\d+$/, ""))));
}

describe("charts", { timeout: 60_000 }, () => {
  test("count the segments and the payload of the packets of the place they are of", async () => {
    const engine = demo;
    const flow = (await flowsOf(engine)).filter(({ tcp }) => tcp !== undefined).reduce((a, b) => (b.packets > a.packets ? b : a));
    const charts = await engine.flowCharts({ flow: flow.id, slices: 100 });
    const at = charts.places[charts.at]?.place.name ?? "";
    const packets = await atPlace(engine, flow, at);
    const payload = (rows: readonly PacketRow[]): number => rows.reduce((sum, { info }) => sum + Number(/Len=(\d+)/.exec(info)?.[1] ?? 0), 0);
    const [client] = flow.client.split(":");
    const ways = [packets.filter(({ source }) => source === client), packets.filter(({ source }) => source !== client)] as const;
    expect(charts.segments).toEqual(ways.map((rows) => rows.length));
    expect(charts.payload[1]).toBeGreaterThanOrEqual(payload(ways[1]));
    // every byte is on the sequence line, between the SYN and the FIN
    for (const way of [0, 1] as const) expect(Math.max(...charts.sent[way].values)).toBe(charts.payload[way] + 2);
    const bits = count(charts.throughput[1].values) * (charts.sliceNs / 1e9);
    expect(bits / 8).toBeCloseTo(charts.payload[1], 3);
    expect(charts.marks).toEqual([]);
    expect(charts.unscaled).toBe(false);
  });

  test("small-window: what is on the way stays below the window, which fills; the round trip is that of the story", async () => {
    const { bytes, truth } = scenarioTrace("small-window", 5);
    const { engine } = await openBytes(bytes);
    const flow = (await flowsOf(engine)).find(({ tcp }) => tcp?.windowLimited === true);
    const charts = await engine.flowCharts({ flow: flow?.id ?? -1, slices: 300 });
    const window = Math.max(...charts.window[0].values);
    const under = Math.max(...charts.inFlight[1].values);
    expect(window / 278_775).toBeCloseTo(1, 2);
    expect(under).toBeLessThanOrEqual(window * 1.02);
    const trips = charts.roundTrips.map(({ most }) => most);
    expect(Math.max(...trips) / (truth.figures?.["handshakeRttNs"] ?? NaN)).toBeGreaterThan(0.9);
    for (const lines of [charts.sent, charts.window, charts.inFlight, charts.roundTrip])
      for (const { times, values } of lines) {
        expect(times.length).toBe(values.length);
        expect(times.length).toBeLessThanOrEqual(4 * 302);
        expect(Array.from(times)).toEqual(Array.from(times).sort((a, b) => a - b));
      }
    const middle = (charts.fromNs + charts.toNs) / 2;
    const range = { fromNs: middle, toNs: middle + (charts.toNs - charts.fromNs) / 20 };
    const part = await engine.flowCharts({ flow: flow?.id ?? -1, slices: 300, range });
    const inside = Array.from(part.sent[1].times).filter((ns) => ns >= range.fromNs && ns <= range.toNs);
    expect(inside.length).toBeGreaterThanOrEqual(part.sent[1].times.length - 2);
    expect([part.fromNs, part.toNs, part.payload]).toEqual([charts.fromNs, charts.toNs, charts.payload]);
  });

  test("lbfo-retransmission: what is sent again is marked, with its journey, and measures no round trip", async () => {
    const { bytes, truth } = scenarioTrace("lbfo-retransmission", 3);
    const { engine } = await openBytes(bytes);
    const flow = (await flowsOf(engine)).find(({ tcp }) => (tcp?.retransmissions ?? 0) > 0);
    const charts = await engine.flowCharts({ flow: flow?.id ?? -1, slices: 100 });
    const again = charts.marks.filter(({ kind }) => kind === "retransmission");
    expect(again.reduce((sum, mark) => sum + mark.count, 0)).toBe(truth.figures?.["retransmissions"]);
    const { rows } = await engine.flowPackets({ flow: flow?.id ?? -1, offset: 0, limit: 10_000 });
    const noted = rows.filter(({ tcp }) => tcp?.marks.includes("retransmission") === true);
    expect(noted).toHaveLength(truth.figures?.["retransmissions"] ?? -1);
    for (const { journey } of again) expect(noted.map((row) => row.journey)).toContain(journey);
    expect(charts.marks.some(({ kind }) => kind === "reset")).toBe((flow?.tcp?.resets ?? 0) > 0);
  });

  test("what is not TCP, and what is no flow, is refused", async () => {
    const engine = demo;
    const udp = (await flowsOf(engine)).find(({ protocol }) => protocol === "UDP");
    await expect(engine.flowCharts({ flow: udp?.id ?? -1, slices: 10 })).rejects.toMatchObject({ code: "unsupported" });
    for (const flow of [-1, 0.5, NaN, 1e9]) await expect(engine.flowCharts({ flow, slices: 10 })).rejects.toMatchObject({ code: "unsupported" });
  });
});
