import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JourneyRow } from "../../web/core/api.js";
import { Engine } from "../../web/worker/engine.js";
import { openTrace, type OpenedTrace } from "../../web/worker/opened-trace.js";
import { Scanner } from "../../web/worker/scanner.js";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { ipFragments, TCP_FLAG, tcpFrame, udpFrame } from "../fixtures/frames.js";
import { inventory, NIC, ROUTER_MAC, STATION, SWITCH } from "../fixtures/lab.js";
import { crossing, frameAt, natInbound, natOutbound, play, type Step } from "../fixtures/paths.js";
import { scenarioTrace } from "../fixtures/scenario-trace.js";
import { STORY_PLACES } from "../fixtures/stories/places.js";
import { truthTraffic } from "../fixtures/truth-traffic.js";
import { dropped53, droppedAtNic, nblReceived, nblRouted, PROVIDER } from "../fixtures/windows-events.js";
import { journeysOf, ratesOf } from "./joining-truth.js";
import { noAbort, openBytes, openIndex, wasm } from "./support.js";

describe("packets in pieces, in tunnels, and alike, against what is known of them", () => {
  test.for([
    { withNbl: true, lossPercent: 0, bar: 0.999 },
    { withNbl: false, lossPercent: 0, bar: 0.99 },
    { withNbl: true, lossPercent: 1, bar: 0.995 },
    { withNbl: false, lossPercent: 1, bar: 0.99 },
  ])("NBL events $withNbl, $lossPercent % lost: above $bar", { timeout: 60_000 }, async ({ withNbl, lossPercent, bar }) => {
    for (const seed of [3, 20251118]) {
      const { bytes, journeys } = truthTraffic({ seed, packets: 2000, withNbl, lossPercent, parts: true });
      const { recall, precision } = ratesOf(journeysOf(await openIndex(bytes)), journeys);
      expect(recall).toBeGreaterThan(bar);
      expect(precision).toBeGreaterThan(bar);
    }
  });

  test("every sighting is in one journey, in the order of time, whatever is lost", { timeout: 120_000 }, async () => {
    const options = fc.record({ seed: fc.nat(), withNbl: fc.boolean(), lossPercent: fc.integer({ min: 0, max: 60 }) });
    await fc.assert(
      fc.asyncProperty(options, async (chosen) => {
        const { bytes, journeys } = truthTraffic({ ...chosen, packets: 200, parts: true });
        const found = journeysOf(await openIndex(bytes));
        expect(found.flat().toSorted((a, b) => a - b)).toEqual(journeys.flat().toSorted((a, b) => a - b));
        for (const events of found) expect(events).toEqual(events.toSorted((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });
});

/** Events by their thread and their number on it, which hold on whatever CPU they are told. */
function namesOf({ index, scanner }: OpenedTrace): string[] {
  const counts = new Map<number, number>();
  return Array.from({ length: index.order.length }, (_, position) => {
    const { tid } = scanner.thread(index.thread.get(index.rowAt(position)));
    const count = (counts.get(tid) ?? 0) + 1;
    counts.set(tid, count);
    return `${tid}:${count}`;
  });
}

/** What joins does not depend on how CPUs are numbered, nor on which of them comes first at one moment. */
test("CPUs in another order give the same journeys, also where their clocks are coarse", { timeout: 120_000 }, async () => {
  const orders = fc.record({ seed: fc.nat(), withNbl: fc.boolean(), cpus: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }) });
  await fc.assert(
    fc.asyncProperty(orders, async ({ seed, withNbl, cpus }) => {
      const options = { seed, packets: 150, withNbl, lossPercent: 0, parts: true, tickNs: 1000 };
      const [a, b] = [truthTraffic(options), truthTraffic({ ...options, cpus })];
      const partition = async ({ bytes }: typeof a): Promise<string[]> => {
        const trace = await openIndex(bytes);
        const names = namesOf(trace);
        return journeysOf(trace)
          .map((events) =>
            events
              .map((event) => names[event] ?? "")
              .toSorted()
              .join(),
          )
          .toSorted();
      };
      expect(await partition(b)).toEqual(await partition(a));
    }),
    { numRuns: 15 },
  );
});

/** A trace of the lab with these steps on one CPU and thread. */
async function rowsOf(
  ...groups: readonly { readonly steps: readonly Step[]; readonly tid?: number; readonly startNs?: number }[]
): Promise<readonly JourneyRow[]> {
  const writer = new EtlWriter({ cpuCount: 1 });
  inventory(writer, { computer: "EDGE-HOST-07", endNs: 1_000_000_000, more: STORY_PLACES, lifecycle: false });
  for (const { steps, tid = 0x1a4, startNs = 5_000_000 } of groups) play(writer, { startNs, tid }, steps);
  const { engine } = await openBytes(writer.build());
  return (await engine.journeys({ limit: 1000 })).rows;
}

const REMOTE = { mac: ROUTER_MAC.vmSwitch, ip: "10.20.0.31" };
const NBL = 0xffff9383ce001000n;

describe("one packet in pieces", () => {
  const data = Uint8Array.from({ length: 4380 }, (_, i) => (i * 7) & 0xff);
  const ports = { srcPort: 50000, dstPort: 9000 };
  const segment = (from: number, to: number): Uint8Array =>
    tcpFrame(REMOTE, STATION.iot, { ...ports, seq: 100 + from, ack: 5, flags: TCP_FLAG.ACK, payload: data.subarray(from, to) }, { id: 7 + from / 1460 });

  test("coalesced: from the first segment to the container, with what changed and how sure it is", async () => {
    const large = segment(0, 4380);
    const rows = await rowsOf({
      steps: [
        ...[0, 1, 2].map((i) => frameAt(i * 1000, NIC.hostNic, segment(i * 1460, (i + 1) * 1460), "receive")),
        ...crossing({ sw: SWITCH.vmSwitch, from: NIC.hostNic, to: NIC.container066, frame: large, nbl: NBL, pointerSize: 8 }, [4000, 4500, 8000, 8500, 12_000]),
      ],
    });
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row).toMatchObject({ latencyNs: 12_000, outcome: "delivered" });
    expect(row?.sightings.map((s) => `${s.kind} ${s.joined.by}`)).toEqual([
      "frame first",
      "frame segmentation",
      "frame segmentation",
      "received segmentation",
      "frame segmentation",
      "routed nbl",
      "frame frame",
      "delivered nbl",
    ]);
    expect(row?.sightings[4]?.joined.confidence).toBe(0.95);
    expect(row?.sightings[4]?.changes).toEqual(
      expect.arrayContaining([
        { field: "frame.len", from: "1514", to: "4434" },
        { field: "segments", from: "3", to: "1" },
      ]),
    );
    expect(row?.sightings[6]?.changes).toEqual([]);
  });

  test("less sure where a segment was lost", async () => {
    const rows = await rowsOf({
      steps: [frameAt(0, NIC.hostNic, segment(0, 1460), "receive"), frameAt(5000, NIC.container066, segment(0, 4380), "receive")],
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sightings[1]?.joined).toEqual({ by: "segmentation", confidence: 0.8 });
  });

  test("fragments: one journey, one packet of its flow with all its bytes, dropped where a fragment is", async () => {
    const whole = udpFrame(STATION.iot, REMOTE, { srcPort: 50000, dstPort: 6000, payload: data }, { id: 0x77 });
    const fragments = ipFragments(whole, 1480);
    const writer = new EtlWriter({ cpuCount: 1 });
    inventory(writer, { computer: "EDGE-HOST-07", endNs: 1_000_000_000, more: STORY_PLACES, lifecycle: false });
    const steps = fragments.flatMap((frame, i) => {
      const nbl = NBL + BigInt(i) * 0x100n;
      const at = i * 20_000;
      const received = { at, body: nblReceived(NIC.container066, SWITCH.vmSwitch, nbl) };
      const seen = { ...frameAt(at + 500, NIC.container066, frame, "send") };
      return i === 1 ? [received, seen, { at: at + 900, body: droppedAtNic(54, NIC.container066, SWITCH.vmSwitch, 12) }] : [received, seen];
    });
    play(writer, { startNs: 5_000_000 }, steps);
    const { engine } = await openBytes(writer.build());
    const { rows } = await engine.journeys({ limit: 10 });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ outcome: "dropped", drop: { reasonCode: 12 } });
    const flows = (await engine.flows({ limit: 10 })).rows;
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({ packets: 1, bytes: fragments.reduce((sum, { length }) => sum + length, 0), client: "10.20.0.41:50000" });
    expect(rows[0]?.flow).toBe(flows[0]?.id);
  });
});

test("a translation that WinNat does not tell of is known by the headers, in both directions", async () => {
  const remote = { mac: "00:1d:aa:8e:40:b2", ip: "65.55.44.109" };
  const ends = { srcPort: 49161, dstPort: 443 };
  const inside = (out: boolean, id: number): Uint8Array =>
    out
      ? tcpFrame(STATION.api, remote, { ...ends, seq: 9, flags: TCP_FLAG.SYN }, { id })
      : tcpFrame(remote, STATION.api, { srcPort: 443, dstPort: 49161, seq: 5, ack: 10, flags: TCP_FLAG.SYN | TCP_FLAG.ACK }, { id, ttl: 60 });
  const outside = (out: boolean, id: number): Uint8Array =>
    out
      ? tcpFrame(STATION.host, remote, { ...ends, srcPort: 1227, seq: 9, flags: TCP_FLAG.SYN }, { id, ttl: 127 })
      : tcpFrame(remote, STATION.host, { srcPort: 443, dstPort: 1227, seq: 5, ack: 10, flags: TCP_FLAG.SYN | TCP_FLAG.ACK }, { id, ttl: 61 });
  const common = { protocol: 6, nblInside: NBL, nblOutside: NBL + 0x1000n, pointerSize: 8 } as const;
  const told = (steps: readonly Step[]): Step[] => steps.filter(({ body }) => body.provider !== PROVIDER.WIN_NAT);
  const rows = await rowsOf(
    { steps: told(natOutbound({ ...common, inside: inside(true, 40), outside: outside(true, 40) })) },
    { steps: told(natInbound({ ...common, inside: inside(false, 50), outside: outside(false, 50) })), startNs: 6_000_000 },
  );
  expect(rows.map((row) => [row.latencyNs, row.pathClass])).toEqual([
    [34_700, "nat"],
    [31_900, "nat"],
  ]);
  for (const { sightings } of rows) expect(sightings.filter((s) => s.joined.by === "nat").map((s) => s.joined.confidence)).toEqual([0.8]);
});

describe("drops that name no packet", () => {
  const open = (tag: number): Step[] => {
    const frame = udpFrame(STATION.iot, REMOTE, { srcPort: 5000 + tag, dstPort: 6000, payload: new Uint8Array(40) }, { id: tag });
    const nbl = NBL + BigInt(tag) * 0x1000n;
    return [
      { at: 0, body: nblReceived(NIC.container066, SWITCH.vmSwitch, nbl) },
      { at: 400, body: frameAt(0, NIC.container066, frame, "send").body },
      { at: 800, body: nblRouted(NIC.container066, NIC.hostNic, SWITCH.vmSwitch, nbl) },
    ];
  };
  const drop = { at: 0, body: dropped53(12) };
  const attributed = (rows: readonly JourneyRow[]): unknown =>
    rows.filter((row) => row.drop !== undefined).map((row) => [row.sightings.length, row.sightings.at(-1)?.joined, row.drop?.attributed]);

  test("belong to the open NBL of their thread, also beside others", async () => {
    const rows = await rowsOf({ steps: open(1), tid: 8 }, { steps: open(2), tid: 12, startNs: 5_010_000 }, { steps: [drop], tid: 8, startNs: 5_020_000 });
    expect(attributed(rows)).toEqual([[4, { by: "adjacency", confidence: 0.9 }, expect.stringContaining("same CPU and thread")]]);
  });

  test("of another thread to the only open one of the CPU, or by less to the newest by far, or to none", async () => {
    const late = { steps: [drop], tid: 16, startNs: 5_520_000 };
    expect(attributed(await rowsOf({ steps: open(1), tid: 8, startNs: 5_500_000 }, late))).toEqual([
      [4, { by: "adjacency", confidence: 0.6 }, expect.stringContaining("only open NBL")],
    ]);
    expect(attributed(await rowsOf({ steps: open(1), tid: 8 }, { steps: open(2), tid: 12, startNs: 5_500_000 }, late))).toEqual([
      [4, { by: "adjacency", confidence: 0.4 }, expect.stringContaining("newest of several")],
    ]);
    expect(attributed(await rowsOf({ steps: open(1), tid: 8, startNs: 5_490_000 }, { steps: open(2), tid: 12, startNs: 5_500_000 }, late))).toEqual([
      [1, { by: "first", confidence: 1 }, expect.stringContaining("no single open NBL")],
    ]);
  });

  test("at a NIC only to a packet that can be there", async () => {
    const elsewhere = { at: 0, body: droppedAtNic(55, NIC.containerFb5, SWITCH.layered, 12) };
    expect(attributed(await rowsOf({ steps: open(1), tid: 8 }, { steps: [elsewhere], tid: 8, startNs: 5_020_000 }))).toEqual([
      [1, { by: "first", confidence: 1 }, expect.stringContaining("no single open NBL")],
    ]);
  });
});

describe("the same file opened twice", () => {
  async function twice(bytes: Uint8Array<ArrayBuffer>): Promise<{ once: Engine; both: Engine }> {
    const both = new Engine();
    await both.init(await wasm());
    const blob = new Blob([bytes]);
    await both.open(
      [
        { name: "a.etl", blob },
        { name: "b.etl", blob },
      ],
      () => undefined,
      noAbort(),
    );
    return { once: (await openBytes(bytes, "a.etl")).engine, both };
  }

  async function compared(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { once, both } = await twice(bytes);
    const shape = async (engine: Engine): Promise<unknown> =>
      (await engine.journeys({ limit: 10_000 })).rows.map((row) => [row.startNs, row.latencyNs, row.outcome, row.pathClass, row.sightings.map((s) => s.kind)]);
    expect(await shape(both)).toEqual(await shape(once));
    const flows = async (engine: Engine): Promise<unknown> =>
      (await engine.flows({ limit: 10_000 })).rows.map((row) => [row.packets, row.bytes, row.tcp?.retransmissions]);
    expect(await flows(both)).toEqual(await flows(once));
    const sessions = async (engine: Engine): Promise<unknown> =>
      (await engine.natSessions({ limit: 10_000 })).rows.map((row) => [row.internalSource, row.externalSource, row.packets, row.lifetimeSeconds]);
    expect(await sessions(both)).toEqual(await sessions(once));
    const summary = await both.summary();
    expect(summary.events).toBe((await once.summary()).events * 2);
    const packets = (await both.packets({ limit: 10_000 })).rows;
    expect(packets).toHaveLength((await once.packets({ limit: 10_000 })).rows.length * 2);
    expect(packets.every((packet) => packet.journey !== undefined && packet.journey < summary.journeys)).toBe(true);
  }

  test.for(["transparent-in", "nat-out", "pktmon-drop", "lbfo-retransmission"] as const)("%s has the journeys of one", { timeout: 60_000 }, async (id) => {
    await compared(scenarioTrace(id, 4).bytes);
  });

  const sample = "../shared/samples/pktmon-demikernel.etl";
  test.skipIf(!existsSync(sample))("a real capture has the journeys of one (skipped where ../shared/samples is absent)", { timeout: 60_000 }, async () => {
    await compared(new Uint8Array(await readFile(sample)));
  });

  test("parts that repeat some of one another's buffers have the journeys of the whole", { timeout: 60_000 }, async () => {
    const bytes = truthTraffic({ seed: 5, packets: 300, withNbl: true, lossPercent: 0 }).bytes;
    const size = new DataView(bytes.buffer).getUint32(0, true);
    const buffers = bytes.length / size;
    const part = (from: number, to: number): Blob => new Blob([bytes.subarray(0, size), bytes.subarray(Math.max(1, from) * size, to * size)]);
    const trace = await openTrace(
      await Scanner.create(await wasm()),
      [
        { name: "part1.etl", blob: part(1, Math.ceil(buffers * 0.6)) },
        { name: "part2.etl", blob: part(Math.floor(buffers * 0.4), buffers) },
      ],
      () => undefined,
      () => false,
    );
    const whole = journeysOf(await openIndex(bytes));
    expect(journeysOf(trace).map((events) => events.length)).toEqual(whole.map((events) => events.length));
  });
});
