import { describe, expect, test } from "vitest";
import type { EventRow, TraceSummary } from "../../web/core/api.js";
import { Engine } from "../../web/worker/engine.js";
import { EtlWriter, type EtlOptions } from "../fixtures/etl-writer.js";
import { udpFrame } from "../fixtures/frames.js";
import { fileTime } from "../fixtures/log-file-header.js";
import { DIRECTION, pktMonFrame } from "../fixtures/pktmon-events.js";
import { interfaceRow, processRunning, systemConfiguration } from "../fixtures/system-events.js";
import { natSession, TCP_STATE } from "../fixtures/winnat-events.js";
import { captured, nblDelivered, nblReceived, nblRouted, type Named } from "../fixtures/windows-events.js";
import { noAbort, wasm } from "./support.js";

const START = fileTime("2025-11-18T09:14:02.184733100Z");
const SWITCH: Named = { name: "6B6F3E0C-2D4F-4A7B-9C11-0D6E5F7A8B90", friendly: "vmSwitch" };
const UPLINK: Named = { name: "/DEVICE/{0F0F3E0C-2D4F-4A7B-9C11-0D6E5F7A8B90}", friendly: "Host NIC" };
const PORT: Named = { name: "7C6F3E0C-2D4F-4A7B-9C11-0D6E5F7A8B91", friendly: "Network Adapter" };
const INTERFACE = 4;
const HOST = { mac: "00:15:5d:00:00:01", ip: "10.0.0.1" };
const GUEST = { mac: "00:15:5d:00:00:02", ip: "10.0.0.2" };

interface Clocks {
  /** How much the guest's clock is ahead when its trace begins. */
  readonly aheadNs: number;
  readonly drift?: number;
  readonly seconds?: number;
  readonly count?: number;
  readonly names?: readonly [string, string];
  /** Only the host's requests are seen. */
  readonly oneWay?: boolean;
  /** How much longer packets take to the guest, or where it is negative, from it. */
  readonly slower?: number;
  /** Header fields are the same, so that only events differ. */
  readonly sameHeader?: boolean;
  /** Other events. */
  readonly more?: (host: EtlWriter, guest: EtlWriter) => void;
}

type Source = readonly [string, Uint8Array<ArrayBuffer>];

const onTheWay = (i: number): number => 18_000 + ((i * 7919) % 43) * 1000;

/** Requests of the host and answers of the guest, as both see them. */
function hostAndGuest({
  aheadNs,
  drift = 0,
  seconds = 2,
  count = 200,
  names = ["HOST-07", "GUEST-01"],
  sameHeader = false,
  oneWay = false,
  slower = 0,
  more,
}: Clocks): readonly [Source, Source] {
  const host = new EtlWriter({ cpuCount: 2, startTime: START });
  const guest = new EtlWriter({ cpuCount: 2, startTime: sameHeader ? START : START + BigInt(aheadNs / 100) });
  const atGuest = (ns: number): number => Math.round(ns * (1 + drift) + (sameHeader ? aheadNs : 0));
  for (const [i, writer] of [host, guest].entries())
    if (names[i] !== "") writer.kernel({ timeNs: 1000, pid: 4, tid: 8, ...systemConfiguration(names[i] ?? "", "corp.example", 2) });
  host.kernel({ timeNs: 2000, pid: 4, tid: 8, ...processRunning(4242, 4, "host.exe", "host.exe") });
  guest.kernel({ timeNs: 2000, pid: 4, tid: 8, ...processRunning(4242, 4, "guest.exe", "guest.exe") });
  const nbl = 0xffff9383ce000000n;
  for (let i = 0; i < count; i++) {
    const at = 10_000_000 + Math.floor((i / count) * seconds * 1e9);
    const toGuest = i % 2 === 0;
    if (oneWay && !toGuest) continue;
    const frame = toGuest
      ? udpFrame(HOST, GUEST, { srcPort: 5000, dstPort: 7, payload: Uint8Array.of(1, i >> 8, i & 255) }, { id: i })
      : udpFrame(GUEST, HOST, { srcPort: 7, dstPort: 5000, payload: Uint8Array.of(2, i >> 8, i & 255) }, { id: 30_000 + i });
    const later = at + onTheWay(i) + Math.max(0, toGuest ? slower : -slower);
    const [first, second] = toGuest ? [host, guest] : [guest, host];
    const send = { cpu: i % 2, pid: 4242, tid: 100 };
    const receive = { cpu: i % 2, pid: 4, tid: 200 };
    const [sentAt, seenAt] = toGuest ? [at, atGuest(later)] : [atGuest(at), later];
    // The same pointer, switch, NIC names and interface index on both machines: nothing may be taken for the other's.
    first.event({ timeNs: sentAt, ...send, ...captured({ miniportIfIndex: INTERFACE, frame, direction: "send" }) });
    second.event({ timeNs: seenAt, ...receive, ...nblReceived(UPLINK, SWITCH, nbl) });
    second.event({ timeNs: seenAt + 1000, ...receive, ...captured({ miniportIfIndex: INTERFACE, frame, direction: "receive" }) });
    second.event({ timeNs: seenAt + 2000, ...receive, ...nblRouted(UPLINK, PORT, SWITCH, nbl) });
    second.event({ timeNs: seenAt + 3000, ...receive, ...nblDelivered(PORT, SWITCH, nbl) });
  }
  more?.(host, guest);
  return [
    ["host.etl", host.build()],
    ["guest.etl", guest.build()],
  ];
}

async function openAll(sources: readonly Source[]): Promise<{ engine: Engine; summary: TraceSummary }> {
  const engine = new Engine();
  await engine.init(await wasm());
  const files = sources.map(([name, bytes]) => ({ name, blob: new Blob([bytes]) }));
  return { engine, summary: await engine.open(files, () => undefined, noAbort()) };
}

async function allEvents(engine: Engine): Promise<readonly EventRow[]> {
  return (await engine.events({ limit: 10_000 })).rows;
}

/** At most `limitNs` away from the truth, and the truth within the bound that is stated. */
function expectAligned(summary: TraceSummary, aheadNs: number, limitNs: number): void {
  const [host, guest] = summary.sources;
  expect(host).toMatchObject({ clockOffsetNs: 0, clockErrorNs: 0 });
  const { clockOffsetNs = NaN, clockErrorNs = NaN } = guest ?? {};
  expect(Math.abs(clockOffsetNs + aheadNs)).toBeLessThanOrEqual(limitNs);
  expect(Math.abs(clockOffsetNs + aheadNs)).toBeLessThanOrEqual(clockErrorNs + 200);
  expect(clockErrorNs).toBeLessThan(50_000);
}

for (const aheadNs of [3_217_000, -3_217_000, 2_000_000_000, -90_000_000_000])
  test(`a clock ${aheadNs / 1e6} ms ahead is aligned within 50 us`, async () => {
    const { engine, summary } = await openAll(hostAndGuest({ aheadNs }));
    expectAligned(summary, aheadNs, 50_000);
    const times = (await allEvents(engine)).map((row) => row.timeNs);
    expect(times).toEqual(times.toSorted((a, b) => Number(a - b)));
    expect(summary).toMatchObject({ closed: true, circular: false, journeys: 200 });
    expect(summary.events).toBe(summary.sources.reduce((sum, source) => sum + source.events, 0));
  });

test("journeys cross from one machine to the other, and times on the way are true", async () => {
  const { engine } = await openAll(hostAndGuest({ aheadNs: 3_217_000 }));
  const { rows } = await engine.journeys({ limit: 1000 });
  expect(rows).toHaveLength(200);
  for (const [i, row] of rows.entries()) {
    expect(row.sightings.map((s) => s.kind)).toEqual(["frame", "received", "frame", "routed", "delivered"]);
    expect(row.sightings[1]?.joined).toEqual({ by: "machine", confidence: 0.9 });
    expect(Math.abs((row.sightings[1]?.latencyFromPreviousNs ?? 0) - onTheWay(i))).toBeLessThan(50_000);
    const [from, to] = i % 2 === 0 ? ["", "m2:"] : ["m2:", ""];
    expect(row.sightings.map((s) => s.place.id)).toEqual([
      `${from}if:4`,
      `${to}nic:${UPLINK.name.toLowerCase()}`,
      `${to}if:4`,
      `${to}nic:${PORT.name.toLowerCase()}`,
      `${to}nic:${PORT.name.toLowerCase()}`,
    ]);
  }
});

test("a drift of 20 ppm over half a minute is followed", async () => {
  const { engine, summary } = await openAll(hostAndGuest({ aheadNs: 3_217_000, drift: 20e-6, seconds: 30, count: 600 }));
  expectAligned(summary, 3_217_000, 50_000);
  const { rows } = await engine.journeys({ limit: 1000 });
  expect(rows).toHaveLength(600);
  for (const [i, row] of rows.entries()) expect(Math.abs((row.sightings[1]?.latencyFromPreviousNs ?? 0) - onTheWay(i))).toBeLessThan(50_000);
});

test("places, switches and processes of machines are kept apart though they are called alike", async () => {
  const { engine, summary } = await openAll(hostAndGuest({ aheadNs: 3_217_000 }));
  expect(summary.computerName).toBe("HOST-07");
  expect(summary.sources.map(({ name, machine }) => [name, machine])).toEqual([
    ["host.etl", "HOST-07"],
    ["guest.etl", "GUEST-01"],
  ]);
  const places = await engine.places();
  const machineOf = new Map(places.map((place) => [place.id, place.machine]));
  for (const id of [`if:${INTERFACE}`, `nic:${PORT.name.toLowerCase()}`, `switch:${SWITCH.name.toLowerCase()}`]) {
    expect(machineOf.get(id)).toBe("HOST-07");
    expect(machineOf.get(`m2:${id}`)).toBe("GUEST-01");
  }
  expect(places.find((place) => place.id === `m2:nic:${PORT.name.toLowerCase()}`)).toMatchObject({
    name: "Network Adapter",
    parent: `m2:switch:${SWITCH.name.toLowerCase()}`,
  });
  const sent = (await allEvents(engine)).filter((row) => row.pid === 4242 && row.id === 1001);
  expect(sent).toHaveLength(200);
  for (const row of sent) expect(row.process).toBe(row.source === 0 ? "host.exe" : "guest.exe");
});

test.each([
  ["without a computer's name", ["", ""], ["machine 1", "machine 2"]],
  ["with one name", ["HOST-07", "HOST-07"], ["HOST-07", "HOST-07"]],
  ["with one name told", ["HOST-07", ""], ["HOST-07", "machine 2"]],
] as const)("equal headers %s are two machines when sessions of one name run at once", async (_, names, machines) => {
  const { engine, summary } = await openAll(hostAndGuest({ aheadNs: 3_217_000, names, sameHeader: true }));
  expect(summary.sources.map((source) => source.machine)).toEqual(machines);
  expectAligned(summary, 3_217_000, 50_000);
  expect((await engine.places()).some((place) => place.id === `m2:if:${INTERFACE}`)).toBe(true);
});

test("equal headers with two computers' names are two machines", async () => {
  const { summary } = await openAll(hostAndGuest({ aheadNs: -3_217_000, sameHeader: true }));
  expect(summary.sources.map((source) => source.machine)).toEqual(["HOST-07", "GUEST-01"]);
  expectAligned(summary, -3_217_000, 50_000);
});

test("NAT sessions with the same addresses on two machines are two, in the order of aligned times", async () => {
  const session = {
    internalSrc: { ip: "172.23.183.39", port: 49161 },
    internalDst: { ip: "65.55.44.109", port: 443 },
    externalSrc: { ip: "192.168.1.70", port: 1227 },
    externalDst: { ip: "65.55.44.109", port: 443 },
    protocol: 6,
    lifetime: 30,
    tcpState: TCP_STATE.INTERNAL_SYN,
  };
  const aheadNs = 2_000_000_000;
  const sources = hostAndGuest({
    aheadNs,
    more: (host, guest) => {
      host.event({ timeNs: 600_000_000, pid: 4, tid: 8, ...natSession(1001, session) });
      guest.event({ timeNs: 500_000_000, pid: 4, tid: 8, ...natSession(1001, session) });
    },
  });
  const { engine, summary } = await openAll(sources);
  const { rows, total } = await engine.natSessions({});
  expect(total).toBe(2);
  const created = rows.map((row) => Number((row.createdNs ?? 0n) - summary.startNs));
  expect(Math.abs((created[0] ?? NaN) - 500_000_000)).toBeLessThan(50_000);
  expect(created[1]).toBe(600_000_000);
});

test("PktMon numbers the packets of each machine by itself", async () => {
  const frames = [1, 2].map((id) => udpFrame(HOST, GUEST, { srcPort: 9000, dstPort: 9, payload: Uint8Array.of(id) }, { id: 60_000 + id }));
  const sources = hostAndGuest({
    aheadNs: 3_217_000,
    more: (...writers) => {
      for (const [i, writer] of writers.entries()) {
        const timeNs = 700_000_000 + i * 5_000_000;
        const packet = { group: 7n, number: 1, appearance: 1, direction: DIRECTION.OUT, component: 3, edge: 1, frame: frames[i] ?? new Uint8Array(0) };
        writer.event({ timeNs, pid: 4, tid: 8, ...pktMonFrame(160, packet) });
      }
    },
  });
  const { engine, summary } = await openAll(sources);
  expect(summary.journeys).toBe(202);
  const { rows } = await engine.packets({ limit: 1000 });
  expect(rows.filter((row) => row.info.includes("9000")).map((row) => row.place.id)).toEqual(["pktmon:3", "m2:pktmon:3"]);
});

test("too few packets that both saw: nothing is said of the clocks, and nothing is joined", async () => {
  const { engine, summary } = await openAll(hostAndGuest({ aheadNs: 100_000, count: 3 }));
  expect(summary.sources.map((source) => [source.clockOffsetNs, source.clockErrorNs])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
  const { rows } = await engine.journeys({});
  expect(rows).toHaveLength(6);
  expect(rows.flatMap((row) => row.sightings.map((s) => s.joined.by))).not.toContain("machine");
});

interface Part {
  readonly from: number;
  readonly to: number;
  /** The number of its first buffer, less one. */
  readonly before?: number;
  /** CPU 1 flushes its buffer so many events later than CPU 0: they stand in the next file. */
  readonly lateAtStart?: number;
  readonly lateAtEnd?: number;
}

const BUFFER = 0x10000;
const SEQUENCE = 0x18;

/** What a session wrote between two moments: its clock runs on, and the start time is only as fine as the system's timer. */
function part({ from, to, before = 0, lateAtStart = 0, lateAtEnd = 0 }: Part, options: EtlOptions): Uint8Array<ArrayBuffer> {
  const whole = new EtlWriter({ startTime: START, cpuCount: 2 });
  const startRaw = whole.rawTime(from === 0 ? 0 : from * 1_000_000 - 500_000);
  const startTime = from === 0 ? START : START + BigInt(from) * 10_000n + 78_125n;
  const writer = new EtlWriter({ ...options, cpuCount: 2, startRaw, startTime, bootTime: START - 1_000_000_000n, bufferSize: BUFFER });
  const write = (i: number, cpu: number): void => {
    const frame = udpFrame(HOST, GUEST, { srcPort: 5000, dstPort: 7, payload: Uint8Array.of(1, i >> 8, i & 255) }, { id: i });
    // Both CPUs at one time: their order must not depend on the file either.
    writer.event({ raw: whole.rawTime(i * 1_000_000), cpu, pid: 8, tid: 12 + cpu * 4, ...captured({ miniportIfIndex: INTERFACE, frame, direction: "send" }) });
  };
  for (let i = from; i < to; i++) write(i, 0);
  for (let i = from - lateAtStart; i < to - lateAtEnd; i++) write(i, 1);
  if (from === 0) writer.kernel({ timeNs: 1000, pid: 4, tid: 8, ...systemConfiguration("HOST-07", "corp.example", 2) });
  const bytes = writer.build();
  const view = new DataView(bytes.buffer);
  for (let at = BUFFER; at < bytes.length; at += BUFFER) view.setBigInt64(at + SEQUENCE, view.getBigInt64(at + SEQUENCE, true) + BigInt(before), true);
  return bytes;
}

const NEW_FILE = 0x8;
/** Where the events of a file other than its header are equal, `index` and `source` apart. */
const withoutHeaders = (rows: readonly EventRow[]): Partial<EventRow>[] =>
  rows.filter((row) => row.id !== 0 || row.opcode !== 0 || row.pid === 8).map((row) => ({ ...row, index: 0, source: 0 }));

test.each([
  ["in order", [0, 1]],
  ["in any order", [1, 0]],
])("two rotated parts opened %s are the events of the single file", async (_, order) => {
  const single = await openAll([["whole.etl", part({ from: 0, to: 400 }, { mode: NEW_FILE })]]);
  const parts: readonly Source[] = [
    ["part1.etl", part({ from: 0, to: 200, lateAtEnd: 20 }, { mode: NEW_FILE, eventsLost: 3 })],
    ["part2.etl", part({ from: 200, to: 400, before: 2, lateAtStart: 20 }, { mode: NEW_FILE, eventsLost: 4, closed: false })],
  ];
  const both = await openAll(order.map((i) => parts[i] as Source));
  expect(withoutHeaders(await allEvents(both.engine))).toEqual(withoutHeaders(await allEvents(single.engine)));
  expect(both.summary.events).toBe(single.summary.events + 1);
  expect(both.summary).toMatchObject({
    journeys: single.summary.journeys,
    eventsLost: 7,
    closed: false,
    startNs: single.summary.startNs,
    computerName: "HOST-07",
  });
  expect(both.summary.sources.map(({ machine, clockOffsetNs }) => [machine, clockOffsetNs])).toEqual([
    ["HOST-07", undefined],
    ["HOST-07", undefined],
  ]);
  expect(both.summary.problems.map((problem) => problem.code)).not.toContain("clock-step");
});

test("the same file opened twice is one machine, and its events are kept twice", async () => {
  const bytes = part({ from: 0, to: 50 }, {});
  const { summary } = await openAll([
    ["one.etl", bytes],
    ["copy.etl", bytes],
  ]);
  expect(summary.sources.map((source) => source.machine)).toEqual(["HOST-07", "HOST-07"]);
  expect(summary.events).toBe(2 * 102);
  expect(summary.problems).toEqual([]);
});

describe("offsets by hand", () => {
  test("rows, journeys, NAT sessions and the summary follow, and come back", { timeout: 60_000 }, async () => {
    const { engine, summary } = await openAll(hostAndGuest({ aheadNs: 3_217_000 }));
    const before = await allEvents(engine);
    const measured = summary.sources[1]?.clockOffsetNs ?? NaN;
    const shifted = await engine.setClockOffset(1, 250_000_000);
    expect(shifted.sources[1]).toMatchObject({ clockOffsetNs: 250_000_000, clockErrorNs: (summary.sources[1]?.clockErrorNs ?? NaN) + 250_000_000 - measured });
    expect(shifted.startNs).toBe(summary.startNs);
    const after = await allEvents(engine);
    const times = after.map((row) => row.timeNs);
    expect(times).toEqual(times.toSorted((a, b) => Number(a - b)));
    const guests = (rows: readonly EventRow[]): readonly bigint[] => rows.filter(({ source }) => source === 1).map(({ timeNs }) => timeNs);
    const [one, other] = [guests(before), guests(after)];
    for (const [i, timeNs] of other.entries()) expect(Math.abs(Number(timeNs - (one[i] ?? 0n)) - (250_000_000 - measured))).toBeLessThanOrEqual(100);
    // A quarter of a second is longer than a packet is looked for only where no error says so: what is stated, is.
    expect((await engine.machines())[1]).toMatchObject({ byHand: true, offsetNs: 250_000_000 });

    expect(await engine.setClockOffset(1, undefined)).toEqual(summary);
    expect(await allEvents(engine)).toEqual(before);
    expect((await engine.journeys({ limit: 1000 })).rows.every((row) => row.sightings.length === 5)).toBe(true);
    expect((await engine.machines())[1]).toMatchObject({ byHand: false, offsetNs: measured });
  });

  test("machines without common packets are joined once somebody says how far their clocks are apart", { timeout: 60_000 }, async () => {
    const { engine } = await openAll(hostAndGuest({ aheadNs: 3_217_000, count: 3 }));
    expect((await engine.machines())[1]).not.toHaveProperty("offsetNs");
    const { sources } = await engine.setClockOffset(1, -3_217_000);
    expect(sources[1]).toMatchObject({ clockOffsetNs: -3_217_000 });
    expect(sources[1]).not.toHaveProperty("clockErrorNs");
    expect((await engine.journeys({})).rows.map((row) => row.sightings[1]?.joined.by)).toEqual(["machine", "machine", "machine"]);
    expect((await engine.setClockOffset(1, undefined)).sources[1]).not.toHaveProperty("clockOffsetNs");
    expect((await engine.journeys({})).rows).toHaveLength(6);
  });

  test("the first machine's clock, sources that are none and figures that are none are refused", async () => {
    const { engine } = await openAll(hostAndGuest({ aheadNs: 3_217_000 }));
    const refused = { code: "unsupported" };
    await expect(engine.setClockOffset(0, 5)).rejects.toMatchObject(refused);
    await expect(engine.setClockOffset(7, 5)).rejects.toMatchObject(refused);
    await expect(engine.setClockOffset(1, NaN)).rejects.toMatchObject(refused);
    expect((await engine.summary()).journeys).toBe(200);
  });
});

test("what is said of machines: names, boot, events, and what the offset rests on", async () => {
  const { engine, summary } = await openAll(hostAndGuest({ aheadNs: 3_217_000 }));
  const [host, guest] = await engine.machines();
  expect(host).toMatchObject({ name: "HOST-07", source: 0, sources: ["host.etl"], events: summary.sources[0]?.events, byHand: false });
  expect(host).not.toHaveProperty("offsetNs");
  expect(guest).toMatchObject({ name: "GUEST-01", source: 1, measured: { packets: 200, by: "HOST-07", oneWay: false, driftPpm: 0 } });
  expect(guest?.offsetNs).toBe(summary.sources[1]?.clockOffsetNs);
});

test("three machines: the third shares packets with the second only, and stands on the first one's clock", { timeout: 60_000 }, async () => {
  const thirdAhead = -1_500_000_000;
  const third = new EtlWriter({ cpuCount: 2, startTime: START + BigInt(thirdAhead / 100) });
  third.kernel({ timeNs: 1000, pid: 4, tid: 8, ...systemConfiguration("THIRD-02", "corp.example", 2) });
  const THIRD = { mac: "00:15:5d:00:00:03", ip: "10.0.0.3" };
  const sources = hostAndGuest({
    aheadNs: 3_217_000,
    more: (_, guest) => {
      for (let i = 0; i < 100; i++) {
        const out = i % 2 === 0;
        const at = 15_000_000 + i * 19_000_000;
        const [from, to] = out ? [GUEST, THIRD] : [THIRD, GUEST];
        const frame = udpFrame(from, to, { srcPort: 6000, dstPort: 6000, payload: Uint8Array.of(3, i) }, { id: 10_000 + i });
        const [first, second] = out ? [guest, third] : [third, guest];
        first.event({ timeNs: at, pid: 4, tid: 100, ...captured({ miniportIfIndex: INTERFACE, frame, direction: "send" }) });
        second.event({ timeNs: at + onTheWay(i), pid: 4, tid: 200, ...captured({ miniportIfIndex: INTERFACE, frame, direction: "receive" }) });
      }
    },
  });
  const { engine, summary } = await openAll([...sources, ["third.etl", third.build()]]);
  expect(summary.sources.map(({ machine }) => machine)).toEqual(["HOST-07", "GUEST-01", "THIRD-02"]);
  expectAligned(summary, 3_217_000, 50_000);
  const { clockOffsetNs = NaN, clockErrorNs = NaN } = summary.sources[2] ?? {};
  expect(Math.abs(clockOffsetNs + thirdAhead)).toBeLessThanOrEqual(clockErrorNs + 200);
  expect(clockErrorNs).toBeLessThan(100_000);
  expect((await engine.machines())[2]?.measured).toMatchObject({ by: "GUEST-01", packets: 100 });
});

test("packets of one way align too, with what is not known in the error", async () => {
  const { engine, summary } = await openAll(hostAndGuest({ aheadNs: 3_217_000, oneWay: true }));
  const { clockOffsetNs = NaN, clockErrorNs = NaN } = summary.sources[1] ?? {};
  expect(Math.abs(clockOffsetNs + 3_217_000)).toBeLessThan(50_000);
  expect(clockErrorNs).toBe(50_000_000);
  expect((await engine.machines())[1]?.measured).toMatchObject({ oneWay: true, packets: 100 });
  expect((await engine.journeys({ limit: 1000 })).rows.map(({ sightings }) => sightings.length)).toEqual(Array.from({ length: 100 }, () => 5));
});

test.each([-90, 40, 900])("ways that take %i us longer the one way than the other keep the offset within its bound", async (longerUs) => {
  const { summary } = await openAll(hostAndGuest({ aheadNs: 3_217_000, slower: longerUs * 1000 }));
  const { clockOffsetNs = NaN, clockErrorNs = NaN } = summary.sources[1] ?? {};
  expect(Math.abs(clockOffsetNs + 3_217_000)).toBeLessThanOrEqual(clockErrorNs + 200);
  if (Math.abs(longerUs) < 100) expect(Math.abs(clockOffsetNs + 3_217_000)).toBeLessThanOrEqual(50_000);
});

test("a listing names places of the machine it was made on, told by its name, its adapters, or the first", { timeout: 60_000 }, async () => {
  const { engine } = await openAll(
    hostAndGuest({
      aheadNs: 3_217_000,
      more: (...writers) => {
        for (const [i, writer] of writers.entries())
          writer.classic({
            timeNs: 900_000_000,
            cpu: 0,
            ...interfaceRow({
              index: INTERFACE,
              guid: `0a1b2c3d-0000-4000-a000-00000000000${i}`,
              alias: "Ethernet",
              description: "Adapter",
              mac: `00:15:5d:00:01:0${i}`,
            }),
          });
      },
    }),
  );
  const names = async (): Promise<readonly (string | undefined)[]> => {
    const places = await engine.places();
    return [`if:${INTERFACE}`, `m2:if:${INTERFACE}`].map((id) => places.find((place) => place.id === id)?.name);
  };
  const adapter = (name: string, more: Readonly<Record<string, unknown>>): string =>
    JSON.stringify([{ Name: name, InterfaceDescription: "Adapter", ifIndex: INTERFACE, LinkSpeed: "10 Gbps", ...more }]);
  expect(await names()).toEqual(["Ethernet", "Ethernet"]);
  expect(await engine.addSideCar(adapter("Uplink", { SystemName: "guest-01.corp.example" }))).toEqual({ kind: "Get-NetAdapter", names: 1 });
  expect(await names()).toEqual(["Ethernet", "Uplink"]);
  await engine.addSideCar(adapter("Front", { MacAddress: "00-15-5D-00-01-00" }));
  expect(await names()).toEqual(["Front", "Uplink"]);
  await engine.addSideCar(adapter("Inside", { MacAddress: "00-15-5D-00-01-01", InterfaceGuid: "{0A1B2C3D-0000-4000-A000-000000000001}" }));
  expect(await names()).toEqual(["Front", "Inside"]);
  await engine.addSideCar(adapter("Anybody's", {}));
  expect(await names()).toEqual(["Anybody's", "Inside"]);
});
