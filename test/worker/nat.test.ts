import { expect, test } from "vitest";
import type { JourneyRow, NatSessionRow } from "../../web/core/api.js";
import { background } from "../fixtures/background.js";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { udpFrame } from "../fixtures/frames.js";
import { play } from "../fixtures/paths.js";
import { natOut } from "../fixtures/stories.js";
import { captured } from "../fixtures/windows-events.js";
import { natSession } from "../fixtures/winnat-events.js";
import { openBytes } from "./support.js";

const SECOND = 1_000_000_000;
const STORY = { startNs: 2 * SECOND + 763_300, cpu: 0 };

function trace(): Uint8Array<ArrayBuffer> {
  const writer = new EtlWriter({ cpuCount: 2 });
  natOut(writer, STORY);
  const starts = [STORY.startNs, STORY.startNs + 176_200_000];
  background(writer, { seed: 7, startNs: SECOND, endNs: 6 * SECOND, packets: 1500, cpus: [0, 1], quiet: starts.map((at) => [at - 200_000, at + 300_000]) });
  return writer.build();
}

const told = (row: NatSessionRow | undefined, startNs: bigint): unknown =>
  row?.states.map(({ timeNs, ...state }) => ({ at: Number(timeNs - startNs), ...state }));

test("tells the session of a container's connection with its life, among others", async () => {
  const { engine, summary } = await openBytes(trace());
  const { total, rows } = await engine.natSessions({ filter: "nat.internal == 172.23.183.39:49161" });
  expect(total).toBe(1);
  const [row] = rows;
  const first = 2 * SECOND + 763_300 + 11_800;
  expect(row).toMatchObject({
    protocol: "tcp",
    internalSource: "172.23.183.39:49161",
    internalDestination: "65.55.44.109:443",
    externalSource: "192.168.1.70:1227",
    externalDestination: "65.55.44.109:443",
    compartment: 1,
    createdNs: summary.startNs + BigInt(first + 2000),
    lifetimeSeconds: 120,
    tcpState: "Established",
    packets: 3,
  });
  expect(row).not.toHaveProperty("endedNs");
  expect(told(row, summary.startNs + BigInt(first))).toEqual([
    { at: 0, event: "binding-created" },
    { at: 2000, event: "created", lifetimeSeconds: 6 },
    { at: 3000, event: "state", lifetimeSeconds: 120, tcpState: "Internal SYN received" },
    { at: 4000, event: "lifetime", lifetimeSeconds: 120, tcpState: "Internal SYN received" },
    { at: 176_200_200, event: "state", lifetimeSeconds: 120, tcpState: "Established" },
    { at: 176_300_000, event: "lifetime", lifetimeSeconds: 120, tcpState: "Established" },
  ]);
});

test("pages sessions in the order of their creation and filters them by either side", async () => {
  const { engine } = await openBytes(trace());
  const all = await engine.natSessions({});
  expect(all.total).toBeGreaterThan(3);
  expect(all.rows).toHaveLength(all.total);
  const created = all.rows.map((row) => row.createdNs ?? 0n);
  expect(created).toEqual([...created].sort((a, b) => Number(a - b)));
  expect(all.rows.filter((row) => row.protocol === "udp").every((row) => row.packets === 2 && row.tcpState === undefined)).toBe(true);

  const part = await engine.natSessions({ offset: 1, limit: 2 });
  expect(part).toEqual({ total: all.total, rows: all.rows.slice(1, 3) });
  expect((await engine.natSessions({ offset: all.total, limit: 5 })).rows).toEqual([]);
  expect(await engine.natSessions({ limit: 0 })).toEqual({ total: all.total, rows: [] });

  const outside = await engine.natSessions({ filter: "nat.external == 192.168.1.70:1227" });
  expect(outside.rows.map((row) => row.internalSource)).toEqual(["172.23.183.39:49161"]);
  const others = await engine.natSessions({ filter: "!(nat.external == 192.168.1.70:1227)", limit: 1 });
  expect(others.total).toBe(all.total - 1);
  const ofSource = all.rows.filter((row) => row.internalSource.startsWith("172.23.183.39:"));
  expect((await engine.natSessions({ filter: "ip.src == 172.23.183.39" })).total).toBe(ofSource.length);
  expect((await engine.natSessions({ filter: "frame.len > 0" })).total).toBe(0);
  await expect(engine.natSessions({ filter: "nat.internal ==" })).rejects.toMatchObject({ code: "filter" });
});

test("a trace without WinNat has no sessions, and no trace has none to ask for", async () => {
  const { engine } = await openBytes(new EtlWriter().build());
  expect(await engine.natSessions({})).toEqual({ total: 0, rows: [] });
  await engine.close();
  await expect(engine.natSessions({})).rejects.toMatchObject({ code: "not-open" });
});

/** How the frames behind a translation were joined. */
const joins = (journeys: readonly JourneyRow[]): number[] =>
  journeys.flatMap(({ sightings }) => sightings.filter((seen) => seen.kind === "frame" && seen.joined.by === "nat").map((seen) => seen.joined.confidence));

test("joins the frames of both sides by the session WinNat told of", async () => {
  const writer = new EtlWriter({ cpuCount: 1 });
  natOut(writer, STORY);
  const { engine } = await openBytes(writer.build());
  const { rows } = await engine.journeys({});
  expect(rows.map((row) => row.pathClass)).toEqual(["nat", "nat", "nat"]);
  expect(joins(rows)).toEqual([0.99, 0.99, 0.99]);
});

test("knows IPv6 sessions by the hashes of their addresses", async () => {
  const inside = { mac: "00:15:5d:00:00:01", ip: "fd00::5" };
  const outside = { mac: "00:15:5d:00:00:02", ip: "2001:db8:7::70" };
  const remote = { mac: "00:15:5d:00:00:03", ip: "2001:db8::1" };
  const payload = Uint8Array.from({ length: 40 }, (_, i) => i);
  const sent = udpFrame(inside, remote, { srcPort: 5353, dstPort: 53, payload });
  const left = udpFrame(outside, remote, { srcPort: 40_000, dstPort: 53, payload });
  const ends = { internalSrc: { ip: inside.ip, port: 5353 }, externalSrc: { ip: outside.ip, port: 40_000 } };
  const there = { ip: remote.ip, port: 53 };
  for (const known of [true, false]) {
    const writer = new EtlWriter({ cpuCount: 1 });
    const externalSrc = known ? ends.externalSrc : { ip: "2001:db8:7::71", port: 40_000 };
    play(writer, { startNs: SECOND, cpu: 0 }, [
      { at: 0, body: captured({ miniportIfIndex: 8, frame: sent, direction: "receive" }) },
      { at: 2000, body: natSession(1001, { ...ends, externalSrc, internalDst: there, externalDst: there, protocol: 17, lifetime: 60, tcpState: 0 }) },
      { at: 4000, body: captured({ miniportIfIndex: 2, frame: left, direction: "send" }) },
    ]);
    const { engine } = await openBytes(writer.build());
    const { rows } = await engine.journeys({});
    expect([known, joins(rows)]).toEqual([known, known ? [0.99] : []]);
  }
});
