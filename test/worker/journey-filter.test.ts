import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { TraceError } from "../../web/core/errors.js";
import type { Engine } from "../../web/worker/engine.js";
import { demoTrace } from "../fixtures/demo-trace.js";
import { MIXED, mixedTrace } from "../fixtures/mixed-trace.js";
import { readPcapng } from "../fixtures/pcapng-reader.js";
import { scenarioTrace } from "../fixtures/scenario-trace.js";
import type { StoryId } from "../fixtures/stories/all.js";
import { PlainFilter } from "./plain-filter.js";
import { noAbort, openBlob, openBytes } from "./support.js";

vi.setConfig({ testTimeout: 180_000 });
afterEach(() => {
  vi.restoreAllMocks();
});

const ALL = { limit: 10_000 } as const;
const demo = openBytes(demoTrace());
const plain = demo.then(({ engine }) => PlainFilter.of(engine));

async function found(engine: Engine, filter: string): Promise<number[]> {
  return (await engine.journeyLines({ ...ALL, filter })).rows.map((row) => row.id);
}

/** Filters that the plain way can answer, too. */
const CHECKED = [
  "journey.id in {3, 5..9}",
  "journey.id",
  "journey.latency > 10us",
  "journey.latency == 0",
  "hop.latency > 5us",
  "hop.latency != 0",
  "!hop.latency",
  "outcome == dropped",
  "outcome in {sent, delivered}",
  "outcome != sent",
  "path.class == transparent",
  "path.class == nat",
  "drop.reason contains filter",
  "drop.code == 12",
  "drop.location",
  'place.name contains "Container"',
  'place.name != "Host NIC"',
  "place.kind == container-nic",
  "!(place.kind == physical-nic)",
  "switch.name == nat",
  "switch.name",
  "nbl",
  "!nbl",
  "nat.internal == 172.23.0.0/16",
  "nat.external contains 1227",
  "nat.protocol == tcp",
  "nat.packets > 2",
  "nat.lifetime > 60s",
  "flow.id < 4",
  "flow.packets > 3",
  "flow.bytes > 1KB",
  "flow.drops > 0",
  "flow.retransmissions == 0",
  "compartment",
  "provider == Microsoft-Windows-WinNat",
  "event.id == 1001",
  "event.id != 1001",
  "event.index < 400",
  "event.message contains status",
  "event.name",
  "keywords > 0",
  "level == error",
  "cpu == 1",
  "cpu != 1",
  "pid == 4",
  "tid > 5000",
  "process.name contains exe",
  "direction == in",
  "direction != in",
  "field.Count > 100",
  "frame.number < 40",
  "frame.time_relative < 1",
  "frame.len > 1000",
  "frame.interface_name contains Ethernet",
  'frame contains "HTTP"',
  "eth.addr contains 00:15:5d",
  "arp",
  "ip.addr == 172.23.0.0/16",
  "ip.src == 192.168.1.70",
  "ip.src != 192.168.1.70",
  "ip.ttl == 127",
  "tcp.port == 443",
  "!(tcp.port == 443)",
  "tcp.flags.syn && !tcp.flags.ack",
  "!tcp.flags.ack",
  "udp.port == 53",
  "dns.qry.name contains example",
  "icmp.type == 8",
  "tcp && ip.src == 172.23.183.39 && ip.src == 192.168.1.70",
] as const;

const filters = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<string>(...CHECKED),
    tie("tree").map((a) => `!(${a})`),
    fc.tuple(tie("tree"), fc.constantFrom("&&", "||"), tie("tree")).map(([a, op, b]) => `(${a}) ${op} (${b})`),
  ),
})).tree;

describe("journeys are found by", () => {
  test.for(CHECKED)("what reading every sighting finds: %s", async (filter) => {
    const { engine } = await demo;
    expect(await found(engine, filter)).toEqual((await plain).findJourneys(filter));
  });

  test("what reading every sighting finds, in any combination", async () => {
    const { engine } = await demo;
    const rows = await plain;
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        expect(await found(engine, filter)).toEqual(rows.findJourneys(filter));
      }),
      { numRuns: 25 },
    );
  });

  test("their events and packets, too, under the names of journeys", async () => {
    const { engine } = await demo;
    const rows = await plain;
    for (const filter of CHECKED.slice(0, 35).filter((text) => !text.includes("switch.name") && !text.includes("drop.") && !text.includes("nbl"))) {
      const events = (await engine.events({ ...ALL, filter })).rows.map((row) => row.index);
      expect(events, filter).toEqual(rows.find("event", filter));
      const packets = (await engine.packets({ ...ALL, filter })).rows.map((row) => row.index);
      expect(packets, filter).toEqual(rows.find("packet", filter));
    }
  });

  const scenarios = ["nat-out", "vxlan", "pktmon-drop", "lossy"] as const satisfies readonly StoryId[];
  test.for(scenarios)("what reading every sighting finds, in the scenario %s", async (id) => {
    const { engine } = await openBytes(scenarioTrace(id, 5).bytes);
    const rows = await PlainFilter.of(engine);
    for (const filter of CHECKED) expect(await found(engine, filter), filter).toEqual(rows.findJourneys(filter));
  });

  test("nothing else than before when the trace is compressed, in small buffers, or of 32 bits", async () => {
    const { engine } = await openBytes(mixedTrace());
    for (const bytes of [mixedTrace({ compress: true }), mixedTrace({ bufferSize: 4096 }), mixedTrace({ pointerSize: 4 })]) {
      const other = (await openBytes(bytes)).engine;
      for (const filter of CHECKED) expect(await found(other, filter), filter).toEqual(await found(engine, filter));
    }
    expect(await found(engine, `provider.guid == ${MIXED.unknownProvider}`)).toEqual([]);
  });
});

describe("a NAT's ends", () => {
  test.for<readonly [id: StoryId, filter: string]>([
    ["nat-out", "nat.internal == 172.23.183.39:49161 && nat.external == 192.168.1.70:1227 && nat.state == Established && nat.state == open"],
    ["nat-portproxy", "nat.protocol == tcp && nat.internal == 172.23.183.39:80 && nat.external == 192.168.1.70:8080"],
  ])("of %s", async ([id, filter]) => {
    const { bytes, truth } = scenarioTrace(id, 9);
    const { engine } = await openBytes(bytes);
    const { rows, total } = await engine.journeys({ ...ALL, filter });
    expect(total).toBeGreaterThan(0);
    expect(rows.every((row) => row.pathClass === "nat" || row.pathClass === "nat-portproxy" || row.sightings.length < 3)).toBe(true);
    const starts = new Set(rows.map((row) => Number(row.startNs - truth.traceStartNs) - truth.storyNs));
    const crossing = truth.journeys.filter((journey) => journey.pathClass === "nat" || journey.pathClass === "nat-portproxy");
    expect(crossing.length).toBeGreaterThan(0);
    for (const journey of crossing) expect(starts).toContain(journey.startNs);
    const packets = await engine.packets({ ...ALL, filter });
    expect(new Set(packets.rows.map((row) => row.journey))).toEqual(
      new Set(rows.filter((row) => row.sightings.some((s) => s.kind === "frame")).map((row) => row.id)),
    );
  });

  test("of sessions, with their protocol, state, addresses and ports", async () => {
    const { engine } = await openBytes(scenarioTrace("nat-out", 9).bytes);
    const all = (await engine.natSessions(ALL)).rows;
    const matching = async (filter: string): Promise<readonly unknown[]> => (await engine.natSessions({ ...ALL, filter })).rows;
    expect(await matching("nat.protocol == udp")).toEqual(all.filter((row) => row.protocol === "udp"));
    expect(await matching("nat.state == Established")).toEqual(all.filter((row) => row.tcpState === "Established"));
    expect(await matching("nat.state == deleted")).toEqual(all.filter((row) => row.states.some((state) => state.event === "deleted")));
    expect(await matching("nat.state == open && nat.packets > 2")).toEqual(all.filter((row) => row.endedNs === undefined && row.packets > 2));
    expect(await matching("nat.lifetime >= 60s")).toEqual(all.filter((row) => row.lifetimeSeconds >= 60));
    expect(await matching("compartment == 1")).toEqual(all.filter((row) => row.compartment === 1));
    expect(await matching("ip.addr == 172.23.183.39 && tcp.dstport == 443 && tcp.srcport == 1227")).toEqual(
      all.filter((row) => row.internalSource === "172.23.183.39:49161"),
    );
    expect(await matching("udp && !(ip.dst == 10.0.0.0/8)")).toEqual(all.filter((row) => row.protocol === "udp" && !row.internalDestination.startsWith("10.")));
    expect(await matching("ipv6 || icmpv6 || journey.id")).toEqual([]);
    expect(await engine.filterValues("nat.state")).toContain("Established");
    expect(await engine.filterValues("nat.internal")).toContain("172.23.183.39:49161");
  });

  test("flows by their figures", async () => {
    const { engine } = await demo;
    const all = (await engine.flows(ALL)).rows;
    const { rows } = await engine.flows({ ...ALL, filter: "flow.packets > 2 && flow.bytes < 10KB && !(flow.drops > 0) && flow.retransmissions == 0" });
    expect(rows).toEqual(all.filter((row) => row.packets > 2 && row.bytes < 10_240 && row.drops === 0 && row.tcp?.retransmissions === 0));
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe("pages of journeys", () => {
  const filter = "tcp && journey.latency > 0";

  test("count all that fit, in either order of either sort", async () => {
    const { engine } = await demo;
    const all = (await engine.journeys({ ...ALL, filter })).rows;
    expect(all.length).toBeGreaterThan(20);
    const ids = (await engine.journeys({ ...ALL, filter, sort: "-start" })).rows.map((row) => row.id);
    expect(ids).toEqual(all.map((row) => row.id).reverse());
    const slowest = all.toSorted((a, b) => b.latencyNs - a.latencyNs || b.id - a.id).map((row) => row.id);
    const page = await engine.journeyLines({ filter, sort: "-latency", offset: 3, limit: 5 });
    expect(page.total).toBe(all.length);
    expect(page.rows.map((row) => row.id)).toEqual(slowest.slice(3, 8));
    const fastest = await engine.journeyLines({ filter: "outcome == dropped", sort: "latency" });
    expect(fastest.rows.map((row) => row.latencyNs)).toEqual([6_900, 7_600]);
    expect(await engine.journeys({ filter, offset: all.length })).toEqual({ total: all.length, rows: [] });
    expect((await engine.journeys({ filter: "  ", limit: 0 })).total).toBe((await engine.summary()).journeys);
  });

  test("tell where a journey stands among those that fit", async () => {
    const { engine, summary } = await demo;
    const ids = await found(engine, filter);
    const fifth = ids[5] ?? 0;
    expect(await engine.matches("journey", filter)).toEqual({ total: ids.length });
    expect(await engine.matches("journey", filter, fifth)).toEqual({ total: ids.length, position: 5 });
    expect(await engine.matches("journey", "", 7)).toEqual({ total: summary.journeys, position: 7 });
  });

  test("are evaluated once, and not at all by bytes when columns decide", async () => {
    const blob = new Blob([mixedTrace({ bufferSize: 2048 })]);
    const slice = vi.spyOn(blob, "slice");
    const { engine } = await openBlob(blob);
    const before = slice.mock.calls.length;
    for (const text of CHECKED.slice(0, 33).filter((name) => !name.includes("frame"))) await engine.matches("journey", text);
    await engine.matches("journey", "event.id == 9999 && tcp.port == 443 || pid == 4 && journey.id == 100000 && ip");
    await engine.matches("journey", "field.NoSuchField");
    expect(slice.mock.calls.length).toBe(before);
    await engine.matches("journey", "tcp.port == 443");
    const once = slice.mock.calls.length;
    expect(once).toBeGreaterThan(before);
    await engine.matches("journey", " tcp.port == 443 ");
    await engine.journeys({ filter: "tcp.port == 443", limit: 0 });
    expect(slice.mock.calls.length).toBe(once);
  });

  test("give way to a newer filter, but not to one for other rows, and end with the trace", async () => {
    const { engine } = await openBytes(mixedTrace({ bufferSize: 2048 }));
    const first = engine.matches("journey", "tcp.port == 443");
    const packets = engine.matches("packet", "tcp.port == 443");
    const second = engine.matches("journey", "tcp.port == 80");
    await expect(first).rejects.toMatchObject({ code: "aborted" });
    expect((await packets).total).toBeGreaterThan(0);
    await second;
    const last = engine.matches("journey", "tcp.port == 443");
    await engine.close();
    await expect(last).rejects.toMatchObject({ code: "aborted" });
    await expect(engine.matches("journey", "tcp")).rejects.toMatchObject({ code: "not-open" });
  });

  test.for<readonly [filter: string, at: number]>([
    ["hop.latency > 5", 14],
    ["  nosuch == 1", 2],
    ["outcome == lost", 11],
    ["nat.protocol < tcp", 13],
    ["tcp.port ==", 11],
  ])("%s is refused at %i", async ([wrong, at]) => {
    const { engine } = await demo;
    for (const call of [
      engine.journeys({ filter: wrong }),
      engine.journeyLines({ filter: wrong, limit: 0 }),
      engine.matches("journey", wrong),
      engine.atlas({ filter: wrong }),
      engine.natSessions({ filter: wrong }),
      engine.flows({ filter: wrong }),
    ]) {
      const error: unknown = await call.catch((e: unknown) => e);
      expect(error).toBeInstanceOf(TraceError);
      expect(error).toMatchObject({ code: "filter", offset: at });
    }
  });
});

describe("with a filter of journeys", () => {
  test("the atlas is that of the journeys that fit", async () => {
    const { engine } = await demo;
    const whole = await engine.atlas({});
    expect(await engine.atlas({ filter: "journey.id" })).toEqual(whole);
    const nat = await engine.atlas({ filter: "path.class == nat" });
    expect(nat.pathClasses).toEqual(whole.pathClasses.filter((row) => row.pathClass === "nat"));
    expect(nat.drops).toEqual([]);
    const { rows } = await engine.journeys({ ...ALL, filter: "path.class == nat" });
    expect(nat.hops.reduce((sum, hop) => sum + hop.count, 0)).toBe(rows.reduce((sum, row) => sum + row.sightings.length - 1, 0));
    const dropped = await engine.atlas({ filter: "drop.code == 12" });
    expect(dropped.drops).toHaveLength(1);
    expect(dropped.drops[0]).toMatchObject({ reason: "Failed Security Policy", count: 1 });
    expect(dropped.pathClasses).toEqual([]);
    expect(await engine.atlas({ filter: "journey.id > 1000000" })).toEqual({ hops: [], pathClasses: [], drops: [] });
  });

  test("the packets of the journeys that fit are saved", async () => {
    const { engine } = await demo;
    const filter = "path.class == nat && journey.latency > 10us";
    const blob = await engine.export("pcapng", { filter }, () => undefined, noAbort());
    const { packets } = readPcapng(new Uint8Array(await blob.arrayBuffer()));
    const { rows } = await engine.packets({ ...ALL, filter });
    expect(rows.length).toBeGreaterThan(0);
    expect(packets.map((packet) => packet.timeNs)).toEqual(rows.map((row) => row.timeNs));
  });
});
