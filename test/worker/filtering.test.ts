import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { TraceError } from "../../web/core/errors.js";
import type { Engine } from "../../web/worker/engine.js";
import { demoTrace } from "../fixtures/demo-trace.js";
import { MIXED, mixedTrace } from "../fixtures/mixed-trace.js";
import { arbitraryTrace } from "../fixtures/random-trace.js";
import { readPcapng } from "../fixtures/pcapng-reader.js";
import { PlainFilter } from "./plain-filter.js";
import { noAbort, openBlob, openBytes } from "./support.js";

vi.setConfig({ testTimeout: 120_000 });
afterEach(() => {
  vi.restoreAllMocks();
});

const SAMPLES = "../shared/samples";
const mixed = openBytes(mixedTrace());
const plain = mixed.then(({ engine }) => PlainFilter.of(engine));

async function eventsOf(engine: Engine, filter: string): Promise<number[]> {
  return (await engine.events({ filter, limit: 10_000 })).rows.map((row) => row.index);
}

async function packetsOf(engine: Engine, filter: string): Promise<number[]> {
  return (await engine.packets({ filter, limit: 10_000 })).rows.map((row) => row.index);
}

/** Filters that the plain way can answer, too: their rows show all that they ask for. */
const CHECKED = [
  "provider == Microsoft-Windows-WinNat",
  "provider contains ndis",
  "provider == Contoso-Sample",
  "!provider",
  `provider.guid == ${MIXED.unknownProvider}`,
  "event.id in {1001, 56..60}",
  "event.id == 9999",
  "event.version == 3",
  "event.version == 258",
  "event.opcode == 17",
  "level <= warning",
  "level == verbose",
  "pid == 5344",
  "pid",
  "!tid",
  "tid in {200..202, 400}",
  "cpu == 2",
  "cpu != 2",
  "process.name == web-server.exe",
  'process.name matches "^api"',
  "event.name == Sampled",
  "event.message contains session",
  "event.index in {3..9}",
  `activity == ${MIXED.activity}`,
  'place.name == "Network Adapter"',
  "place.kind == vm-nic",
  "place.kind != physical-nic",
  "direction == in",
  "direction == out",
  "outcome == dropped",
  "drop.code == 10",
  "frame.number < 5",
  "frame.len > 1000",
  "frame.cap_len < 60",
  "frame.cap_len",
  'frame.interface_name == "Test Miniport"',
  "frame.time_relative < 0.0055",
  'frame contains "GET /"',
  "frame contains 47:45:54",
  "eth.addr == 00:15:5d:00:00:06",
  "eth.src contains 00:15",
  "arp",
  "ip.addr == 10.9.8.0/24",
  "ip.src != 10.1.2.3",
  "ipv6.addr == fd00::/16",
  "tcp.port == 443",
  "tcp.port in {20..30}",
  "tcp.flags.syn",
  "!tcp.flags.syn",
  "tcp.options.mss_val == 1460",
  "udp",
  "dns.qry.name contains example",
  "dns.a == 93.184.216.34",
  "icmp.type == 8",
  "http",
  "field.Count > 100",
  'field.Path contains "data"',
  "field.NoSuchField",
  "field.DropReason",
  "nat.internal",
  "journey.id == 1",
  "path.class == nat",
  "outcome == lost-sight",
  "outcome != dropped",
  "journey.latency > 1us",
  "hop.latency",
  "hop.latency < 10us",
  "flow.id in {0..2}",
  "flow.packets > 1",
  "keywords > 0",
] as const;

describe("filters", () => {
  // PktMon's records of header fields have names that only the records themselves show.
  const recorded = "event.id in {120, 140} && provider.guid == 4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac";

  test.for(CHECKED)("find what reading every row finds: %s", async (filter) => {
    const { engine } = await mixed;
    const text = `(${filter}) && !(${recorded})`;
    expect(await eventsOf(engine, text)).toEqual((await plain).find("event", text));
    expect(await packetsOf(engine, text)).toEqual((await plain).find("packet", text));
  });

  test("find what reading every row finds, in any combination", async () => {
    const { engine } = await mixed;
    const rows = await plain;
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<string>(...CHECKED),
        tie("tree").map((a) => `!(${a})`),
        fc.tuple(tie("tree"), fc.constantFrom("&&", "||"), tie("tree")).map(([a, op, b]) => `(${a}) ${op} (${b})`),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (filter) => {
        const text = `!(${recorded}) && (${filter})`;
        expect(await eventsOf(engine, text)).toEqual(rows.find("event", text));
        expect(await packetsOf(engine, text)).toEqual(rows.find("packet", text));
      }),
      { numRuns: 100 },
    );
  });

  test("find what reading every row finds, in generated traces", async () => {
    const leaf = fc.constantFrom(
      ...[
        "event.id < 30000",
        "event.version > 100",
        "event.opcode >= 128",
        "level in {0..3, 200..255}",
        "pid in {0..4}",
        "pid",
        "tid > 0x7fffffff",
        "cpu == 1",
      ],
      ...["frame.time_relative > 1", "event.index < 9", "process.name", "event.name", "event.message", "activity contains 11", "provider.guid contains 3d6f"],
      ...["field.raw", "field.field0", "field.field1 == 0", "place.name", "outcome == dropped", "nbl", "frame.number", "eth", "frame contains 00:00"],
    );
    const filters = fc.tuple(leaf, fc.constantFrom("&&", "||", "&& !", "|| !"), leaf).map(([a, op, b]) => `${a} ${op}(${b})`);
    await fc.assert(
      fc.asyncProperty(arbitraryTrace(), fc.array(filters, { minLength: 8, maxLength: 8 }), async (bytes, texts) => {
        const { engine } = await openBytes(bytes);
        const rows = await PlainFilter.of(engine);
        for (const text of texts) {
          expect(await eventsOf(engine, text), text).toEqual(rows.find("event", text));
          expect(await packetsOf(engine, text), text).toEqual(rows.find("packet", text));
        }
      }),
      { numRuns: 60 },
    );
  });

  test.skipIf(!existsSync(SAMPLES)).for(["pktmon-demikernel.etl", "tx-KernelNetwork.etl", "perfview-gcevents.etl"])(
    "find what reading every row finds, in %s (skipped where ../shared/samples is absent)",
    async (name) => {
      const { engine } = await openBytes(new Uint8Array(await readFile(`${SAMPLES}/${name}`)), name);
      const rows = await PlainFilter.of(engine);
      for (const text of CHECKED) {
        expect(await eventsOf(engine, text), text).toEqual(rows.find("event", text));
        expect(await packetsOf(engine, text), text).toEqual(rows.find("packet", text));
      }
    },
  );

  test.for<readonly [filter: string, events: number, packets: number]>([
    // One packet of three pieces is one row; each piece is an event.
    ["icmp", 3, 3],
    [`nbl == 0xffff938300001231`, 2, 0],
    ["nbl", 9, 0],
    ["switch.name == docked", 6, 0],
    ["drop.reason contains rule", 3, 0],
    ["drop.location == Guard", 3, 0],
    ["drop.code == 9", 3, 3],
    // 170, and 140 of the header fields alone.
    ["drop.reason && frame.number", 6, 6],
    ["drop.reason", 15, 6],
    // Beside the frame on the switch, in the frame of ARP, and in PktMon's record.
    ["vlan.id == 42", 3, 3],
    ["vlan.id == 30", 3, 3],
    ["vlan.id == 77", 6, 6],
    ["tcp.port == 8443 && ip.src == 10.1.2.3 && eth.dst == 00:15:5d:00:00:02 && tcp.flags.syn", 6, 6],
    ['frame.protocols == "eth:ip:udp:dns"', 6, 6],
    ['tcp.payload contains "Host: "', 6, 6],
    ['udp.payload contains "example"', 6, 6],
    ["tcp.len == 0", 9, 9],
    ["field.TcpSessionState == Established", 2, 0],
    ["field.TcpSessionState == 3", 2, 0],
    ["field.TransportProtocol == TCP", 9, 0],
    ["field.transportprotocol == TCP", 9, 0],
    ["field.InternalSrcAddr == 172.23.0.0/16", 6, 0],
    ["field.ExternalSrcAddr == 192.168.1.70:60001", 6, 0],
    ["field.raw contains 01:02:03", 3, 0],
    ["frame.time_delta >= 0", 33, 33],
  ])("%s: %i events, %i packets", async ([filter, events, packets]) => {
    const { engine } = await mixed;
    expect((await engine.events({ filter })).total).toBe(events);
    expect((await engine.packets({ filter })).total).toBe(packets);
  });

  test("of a 32-bit trace, of a compressed one and of one with small buffers find the same", async () => {
    const { engine } = await mixed;
    const others = [mixedTrace({ compress: true }), mixedTrace({ bufferSize: 4096 }), mixedTrace({ pointerSize: 4 })];
    for (const bytes of others) {
      const other = (await openBytes(bytes)).engine;
      for (const filter of CHECKED) {
        expect(await eventsOf(other, filter), filter).toEqual(await eventsOf(engine, filter));
        expect(await packetsOf(other, filter), filter).toEqual(await packetsOf(engine, filter));
      }
    }
  });

  test("tell the stories of the demo trace", async () => {
    const { engine, summary } = await openBytes(demoTrace());
    expect((await engine.events({ filter: "drop.reason" })).total).toBe(summary.drops);
    const drops = await engine.eventLines(0, 10, "drop.reason");
    expect(drops.map((line) => line.place?.name)).toEqual(["Container NIC 066a9b55", "Network Adapter"]);
    expect((await engine.packets({ filter: "tcp.flags.syn && tcp.dstport == 3389" })).rows.every((row) => row.destination === "10.40.0.15")).toBe(true);
    const nat = await engine.events({ filter: "provider == Microsoft-Windows-WinNat && field.InternalSrcAddr == 172.23.183.39" });
    expect(nat.total).toBeGreaterThan(0);
    expect(nat.rows.every((row) => row.provider === "Microsoft-Windows-WinNat")).toBe(true);
  });
});

describe("pages", () => {
  test("count all rows that fit, and keep their places in the trace", async () => {
    const { engine, summary } = await mixed;
    const all = await eventsOf(engine, "pid == 5344");
    expect(all.length).toBeGreaterThan(5);
    const second = await engine.events({ filter: "pid == 5344", offset: 2, limit: 3 });
    expect(second.total).toBe(all.length);
    expect(second.rows.map((row) => row.index)).toEqual(all.slice(2, 5));
    expect(await engine.events({ filter: "pid == 5344", limit: 0 })).toEqual({ total: all.length, rows: [] });
    expect((await engine.events({ filter: "pid == 5344", offset: all.length })).rows).toEqual([]);
    expect((await engine.eventLines(2, 3, "pid == 5344")).map((line) => line.index)).toEqual(all.slice(2, 5));
    expect((await engine.events({ filter: "  " })).total).toBe(summary.events);
    expect((await engine.events({ filter: "event.id == 9999" })).total).toBe(0);
  });

  test("tell where a row stands among those that fit", async () => {
    const { engine, summary } = await mixed;
    const all = await packetsOf(engine, "tcp");
    const third = all[2] ?? 0;
    expect(await engine.matches("packet", "tcp")).toEqual({ total: all.length });
    expect(await engine.matches("packet", "tcp", third)).toEqual({ total: all.length, position: 2 });
    expect(await engine.matches("packet", "tcp", third + 0.5)).toEqual({ total: all.length, position: 3 });
    expect(await engine.matches("packet", "tcp", 1e9)).toEqual({ total: all.length, position: all.length });
    expect(await engine.matches("event", "", 4)).toEqual({ total: summary.events, position: 4 });
  });

  test("are not evaluated again", async () => {
    const { engine, reads } = await counted();
    await engine.packets({ filter: "tcp.port == 443", limit: 0 });
    const once = reads();
    await engine.packets({ filter: "tcp.port == 443", limit: 0, offset: 5 });
    await engine.matches("packet", " tcp.port == 443 ");
    expect(reads()).toBe(once);
  });
});

/** An opened trace whose small buffers are too large together to be kept, and how often its file was read since. */
async function counted(): Promise<{ engine: Engine; reads: () => number }> {
  const blob = new Blob([mixedTrace({ bufferSize: 2048 })]);
  const slice = vi.spyOn(blob, "slice");
  const { engine } = await openBlob(blob);
  const opened = slice.mock.calls.length;
  return { engine, reads: () => slice.mock.calls.length - opened };
}

describe("what need not be read is not read", () => {
  test.for([
    "event.id == 1001",
    "event.id == 9999 && tcp.port == 443",
    "provider == Microsoft-Windows-WinNat || level <= error",
    "pid == 4 && cpu == 1 && process.name == System",
    "outcome == dropped && drop.reason && place.kind == vm-nic",
    "nbl == 0xffff938300001231 || switch.name == docked",
    "frame.time_relative < 0.0055 && frame.number < 5 && frame.cap_len > 10 && direction == out",
    "journey.id == 3 || nat.internal == 10.0.0.0/8",
    "event.id == 56 && ip.addr == 10.0.0.1",
    "event.id == 56 && field.NoSuchField == 1",
  ])("%s", async (filter) => {
    const { engine, reads } = await counted();
    await engine.matches("event", filter);
    await engine.matches("packet", filter);
    expect(reads()).toBe(0);
  });

  test("and what must be, once", async () => {
    const { engine, reads } = await counted();
    const { buffers } = await engine.summary();
    await engine.matches("event", "activity || event.message");
    expect(reads()).toBeGreaterThan(0);
    expect(reads()).toBeLessThanOrEqual(buffers);
  });
});

describe("wrong filters", () => {
  test.for<readonly [filter: string, at: number]>([
    ["ip.addr == (((", 11],
    ["  nosuch == 1", 2],
    ["pid == 4 && level == loud", 21],
    ['ip.addr == "here"', 11],
  ])("%s is refused at %i", async ([filter, at]) => {
    const { engine } = await mixed;
    for (const call of [
      engine.events({ filter }),
      engine.packets({ filter, limit: 0 }),
      engine.eventLines(0, 1, filter),
      engine.matches("event", filter),
      engine.export("pcapng", { filter }, () => undefined, noAbort()),
    ]) {
      const error: unknown = await call.catch((e: unknown) => e);
      expect(error).toBeInstanceOf(TraceError);
      expect(error).toMatchObject({ code: "filter", offset: at });
    }
  });
});

describe("an evaluation", () => {
  test("of a filter that is being typed ends when the next one comes; rows that somebody waits for are given", async () => {
    const { engine } = await counted();
    const waited = engine.packets({ filter: "udp" });
    const first = engine.matches("packet", "tcp.port == 443");
    const events = engine.matches("event", "tcp.port == 443");
    const wrong = engine.packets({ filter: "tcp.port ==" });
    const second = engine.packets({ filter: "tcp.port == 80" });
    const third = engine.packets({ filter: "arp" });
    await expect(first).rejects.toMatchObject({ code: "aborted" });
    await expect(wrong).rejects.toMatchObject({ code: "filter" });
    // Other rows are another question.
    expect((await events).total).toBeGreaterThan(0);
    for (const rows of [waited, second, third]) expect((await rows).rows.length).toBe(Math.min(100, (await rows).total));
    expect((await second).total).toBeGreaterThan(0);
    expect((await engine.packets({ filter: "tcp.port == 443" })).total).toBeGreaterThan(0);
  });

  test("is shared by those who ask the same", async () => {
    const { engine } = await counted();
    const [a, b] = await Promise.all([engine.packets({ filter: "tcp.port == 443" }), engine.packets({ filter: "tcp.port == 443", offset: 1 })]);
    expect(a.total).toBe(b.total);
  });

  test("ends when the trace is closed", async () => {
    const { engine } = await counted();
    const running = engine.matches("packet", "tcp.port == 443");
    await engine.close();
    await expect(running).rejects.toMatchObject({ code: "aborted" });
    await expect(engine.matches("packet", "tcp")).rejects.toMatchObject({ code: "not-open" });
  });

  test("lets other messages in", async () => {
    const { engine } = await openBytes(demoTrace());
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (now += 100));
    let heard = false;
    setTimeout(() => {
      heard = true;
    }, 0);
    await engine.matches("event", "cpu == 1");
    expect(heard).toBe(true);
  });
});

describe("saving with a filter", () => {
  test("writes the packets that fit", async () => {
    const { engine } = await mixed;
    const blob = await engine.export("pcapng", { filter: "tcp.dstport == 80 && frame.cap_len > 0" }, () => undefined, noAbort());
    const { packets } = readPcapng(new Uint8Array(await blob.arrayBuffer()));
    const { total, rows } = await engine.packets({ filter: "tcp.dstport == 80" });
    expect(packets).toHaveLength(total);
    expect(packets.map((packet) => packet.timeNs)).toEqual(rows.map((row) => row.timeNs));
  });

  test("stops when it is told to while it looks for them", async () => {
    const { engine } = await counted();
    const { port1, port2 } = new MessageChannel();
    port1.postMessage("abort");
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (now += 100));
    await expect(engine.export("pcapng", { filter: "tcp.port == 443" }, () => undefined, port2)).rejects.toMatchObject({ code: "aborted" });
    port1.close();
  });

  test("stands beside the filters of tables", async () => {
    const { engine } = await counted();
    const saved = engine.export("pcapng", { filter: "tcp.port == 443" }, () => undefined, noAbort());
    const shown = engine.packets({ filter: "tcp.port == 80" });
    expect((await shown).total).toBeGreaterThan(0);
    expect((await saved).size).toBeGreaterThan(0);
  });
});

describe("values to choose from", () => {
  test.for<readonly [name: string, some: readonly string[]]>([
    ["provider", ["Contoso-Sample", "Microsoft-Windows-Hyper-V-VmSwitch", "Microsoft-Windows-WinNat"]],
    ["provider.guid", [MIXED.classicGuid, MIXED.unknownProvider]],
    ["place.name", ["Network Adapter", "Test Miniport"]],
    ["frame.interface_name", ["Test Miniport"]],
    ["switch.name", ["docked", "vmSwitch"]],
    ["process.name", ["System", "api-client.exe", "web-server.exe"]],
    ["drop.reason", ["blocked by rule"]],
    ["drop.location", ["Guard"]],
  ])("of %s", async ([name, some]) => {
    const { engine } = await mixed;
    const values = await engine.filterValues(name);
    expect(values).toEqual(expect.arrayContaining([...some]));
    expect(values).toEqual([...new Set(values)].sort());
    for (const value of values) expect(await engine.matches("event", `${name} == ${JSON.stringify(value)}`)).toHaveProperty("total");
  });

  test("there are none of numbers and of names nobody knows", async () => {
    const { engine } = await mixed;
    expect(await engine.filterValues("tcp.port")).toEqual([]);
    expect(await engine.filterValues("__proto__")).toEqual([]);
  });
});
