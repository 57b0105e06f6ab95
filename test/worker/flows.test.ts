import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { FlowRow } from "../../web/core/api.js";
import { finish } from "../../web/core/work.js";
import { JourneyQueries } from "../../web/worker/journey-queries.js";
import { Rows } from "../../web/worker/rows.js";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { concat, dns, ipBytes, TCP_FLAG, tcpFrame, udpFrame, type Station } from "../fixtures/frames.js";
import { inventory, NIC, PID, ROUTER_MAC, STATION } from "../fixtures/lab.js";
import { fileTime } from "../fixtures/log-file-header.js";
import { frameAt } from "../fixtures/paths.js";
import { Payload } from "../fixtures/payload.js";
import { scenarioTrace } from "../fixtures/scenario-trace.js";
import type { EventBody } from "../fixtures/windows-events.js";
import { openBytes, openIndex } from "./support.js";

const ALL = { limit: 10_000 } as const;
const text = new TextEncoder();

const between = (rows: readonly FlowRow[], client: string, server: string): FlowRow | undefined =>
  rows.find((row) => row.client === client && row.server === server);

describe("stories", { timeout: 60_000 }, () => {
  for (const id of ["lbfo", "lbfo-retransmission"] as const) {
    test(`${id}: a frame at the member and the team is one packet, and only what is really sent again is a retransmission`, async () => {
      const { bytes, truth } = scenarioTrace(id, 3);
      const { engine } = await openBytes(bytes);
      const { rows } = await engine.flows(ALL);
      const team = between(rows, "10.20.0.31:50432", "10.20.0.70:445");
      const again = truth.figures?.["retransmissions"] ?? -1;
      expect(team).toMatchObject({ protocol: "TCP", packets: truth.figures?.["flowPackets"], tcp: { retransmissions: again, outOfOrder: 0, resets: 1 } });
      expect(rows.reduce((sum, row) => sum + (row.tcp?.retransmissions ?? 0), 0)).toBe(again);
      const packets = (await engine.packets(ALL)).rows.filter((packet) => packet.info.startsWith("[TCP Retransmission] "));
      expect(packets).toHaveLength(again * 2);
      expect(new Set(packets.map((packet) => packet.journey)).size).toBe(again);
    });
  }

  test("copies, large sends, tunnels and translations give no retransmission and nothing out of order", async () => {
    for (const id of ["duplicate-capture", "large-send", "vxlan", "nat-portproxy", "transparent-in", "lossy"] as const) {
      const { rows } = await (await openBytes(scenarioTrace(id, 2).bytes)).engine.flows(ALL);
      const odd = rows.filter(({ tcp }) => tcp !== undefined && tcp.retransmissions + tcp.outOfOrder + tcp.zeroWindows > 0);
      expect(odd, id).toEqual([]);
      expect(rows.length).toBeGreaterThan(50);
    }
  });

  test("small-window: the receive window limits, with the figures of the story", async () => {
    const { bytes, truth } = scenarioTrace("small-window", 5);
    const { engine } = await openBytes(bytes);
    const { rows } = await engine.flows(ALL);
    const download = between(rows, "10.20.0.50:52110", "151.101.64.20:5001");
    const { handshakeRttNs, throughputBps = 0, retransmissions, flowPackets } = truth.figures ?? {};
    expect(download).toMatchObject({ packets: flowPackets, tcp: { handshakeRttNs, retransmissions, windowLimited: true } });
    expect(Math.abs((download?.tcp?.throughputBps ?? 0) / throughputBps - 1)).toBeLessThan(0.001);
    expect(rows.filter((row) => row.tcp?.windowLimited)).toHaveLength(1);

    const trace = await openIndex(bytes);
    const limits = await finish(JourneyQueries.open(trace, new Rows(trace))).flows.windowLimits();
    expect(limits).toHaveLength(1);
    expect(limits[0]).toMatchObject({ flow: download?.id, window: 278_775 });
    expect((limits[0]?.roundTripNs ?? 0) / 1e6).toBeCloseTo(176, 0);
    expect((limits[0]?.throughputBps ?? 0) / 1e6).toBeCloseTo(12.6, 1);
  });

  for (const [id, one, other] of [
    ["nat-out", ["172.23.183.39:49161", "65.55.44.109:443"], ["192.168.1.70:1227", "65.55.44.109:443"]],
    ["nat-portproxy", ["10.20.0.14:51044", "192.168.1.70:8080"], ["172.23.176.1:50212", "172.23.183.39:80"]],
  ] as const) {
    test(`${id}: the flows on both sides point at each other`, async () => {
      const { engine } = await openBytes(scenarioTrace(id, 11).bytes);
      const { rows } = await engine.flows(ALL);
      const [a, b] = [between(rows, one[0], one[1]), between(rows, other[0], other[1])];
      expect(a?.translated).toBe(b?.id);
      expect(b?.translated).toBe(a?.id);
      expect(a?.id).not.toBe(b?.id);
      expect(a?.id).toBeDefined();
      const { rows: journeys } = await engine.journeys(ALL);
      expect(journeys.filter((row) => row.pathClass === id.replace("-out", "") && row.flow === a?.id).length).toBeGreaterThan(0);
    });
  }
});

const PINGS = "../shared/samples/pktmon-demikernel.etl";
test.skipIf(!existsSync(PINGS))("38 real pings are one flow (skipped where ../shared/samples is absent)", async () => {
  const { rows, total } = await (await openBytes(new Uint8Array(await readFile(PINGS)))).engine.flows(ALL);
  expect(total).toBe(1);
  expect(rows[0]).toMatchObject({ protocol: "ICMP", client: "10.9.1.14", server: "10.9.1.22", packets: 38, drops: 0 });
});

const REMOTE: Station = { mac: ROUTER_MAC.layered, ip: "203.0.113.9" };
const KERNEL_NETWORK = "7dd42a49-5329-4832-8dfd-43d979153a88";

/** Kernel-Network 12: a process has connected. */
const connected = (pid: number, local: Station, localPort: number, remote: Station, remotePort: number): EventBody => ({
  provider: KERNEL_NETWORK,
  id: 12,
  payload: concat(
    new Payload().u32(pid).u32(0).bytes(ipBytes(remote.ip)).bytes(ipBytes(local.ip)).u16be(remotePort).u16be(localPort).done(),
    new Payload().u16(1460).u16(1).u16(0).u16(1).u32(65_535).u16(8).u16(8).u32(0).ptr(0n).done(),
  ),
});

/** A ClientHello that names its server. */
function clientHello(name: string): Uint8Array<ArrayBuffer> {
  const be = (value: number, width: number): number[] => Array.from({ length: width }, (_, i) => (value >>> (8 * (width - 1 - i))) & 0xff);
  const host = text.encode(name);
  const extension = concat(be(0, 2), be(host.length + 5, 2), be(host.length + 3, 2), [0], be(host.length, 2), host);
  const body = concat([3, 3], new Uint8Array(32), [0], be(2, 2), [0x13, 0x01], [1, 0], be(extension.length, 2), extension);
  const handshake = concat([1], be(body.length, 3), body);
  return concat([22, 3, 1], be(handshake.length, 2), handshake);
}

/** Conversations of one host with one server, each told of in another way. */
async function smallTrace(): ReturnType<typeof openBytes> {
  const writer = new EtlWriter({ cpuCount: 1, startTime: fileTime("2025-11-18T09:14:02.184733100Z") });
  inventory(writer, { computer: "EDGE-HOST-07", endNs: 5_000_000_000 });
  let at = 1_000_000_000;
  const put = (body: EventBody, pid: number): void => {
    writer.event({ timeNs: (at += 1_000_000), cpu: 0, pid, tid: pid + 8, ...body });
  };
  const send = (frame: Uint8Array, pid = 4): void => {
    put(frameAt(0, NIC.hostLeg, frame, "send").body, pid);
  };
  const receive = (frame: Uint8Array): void => {
    put(frameAt(0, NIC.hostLeg, frame, "receive").body, 4);
  };
  const { SYN, ACK, PSH } = TCP_FLAG;
  const resolver: Station = { mac: ROUTER_MAC.layered, ip: "10.20.0.1" };
  const question = { id: 7, name: "files.example.net" };
  send(udpFrame(STATION.host, resolver, { srcPort: 50_001, dstPort: 53, payload: dns(question) }));
  receive(udpFrame(resolver, STATION.host, { srcPort: 53, dstPort: 50_001, payload: dns({ ...question, addresses: [REMOTE.ip] }) }));
  // Named by its ClientHello, owned by what an event says.
  send(tcpFrame(STATION.host, REMOTE, { srcPort: 50_002, dstPort: 443, seq: 9, flags: SYN }), PID.API);
  put(connected(PID.WEB, STATION.host, 50_002, REMOTE, 443), 4);
  send(tcpFrame(STATION.host, REMOTE, { srcPort: 50_002, dstPort: 443, seq: 10, ack: 1, flags: ACK | PSH, payload: clientHello("shop.example.org") }));
  // Named by its Host header, owned by the process on whose thread it was sent.
  const request = text.encode("GET / HTTP/1.1\r\nHost: intranet.example.org:8080\r\n\r\n");
  send(tcpFrame(STATION.host, REMOTE, { srcPort: 50_003, dstPort: 8080, seq: 1, ack: 1, flags: ACK | PSH, payload: request }), PID.API);
  // Named by the answer of the name server, owned by nobody that shows.
  send(tcpFrame(STATION.host, REMOTE, { srcPort: 50_004, dstPort: 22, seq: 1, ack: 1, flags: ACK | PSH, payload: text.encode("SSH-2.0-x\r\n") }));
  return openBytes(writer.build());
}

test("owners and names of servers, each with what it rests on", async () => {
  const { engine } = await smallTrace();
  const { rows } = await engine.flows({});
  expect(rows.map(({ client, server, protocol, owner, serverName }) => ({ client, server, protocol, owner, serverName }))).toEqual([
    { client: "192.168.1.70:50001", server: "10.20.0.1:53", protocol: "UDP", owner: undefined, serverName: undefined },
    {
      client: "192.168.1.70:50002",
      server: "203.0.113.9:443",
      protocol: "TCP",
      owner: { pid: PID.WEB, process: "web-server.exe", confidence: 0.95 },
      serverName: "shop.example.org",
    },
    {
      client: "192.168.1.70:50003",
      server: "203.0.113.9:8080",
      protocol: "TCP",
      owner: { pid: PID.API, process: "api-client.exe", confidence: 0.5 },
      serverName: "intranet.example.org",
    },
    { client: "192.168.1.70:50004", server: "203.0.113.9:22", protocol: "TCP", owner: undefined, serverName: "files.example.net" },
  ]);
  expect(rows[1]).toMatchObject({ packets: 2, drops: 0, id: 1 });
  expect(rows[1]?.endNs).toBe((rows[1]?.startNs ?? 0n) + 2_000_000n);
  expect("translated" in (rows[1] ?? {})).toBe(false);
});

const socketAddress = (ip: string, port: number): Uint8Array<ArrayBuffer> => {
  const address = ipBytes(ip);
  const head = new Payload().u16(address.length === 4 ? 2 : 23).u16be(port);
  return address.length === 4 ? head.bytes(address).u64(0n).done() : head.u32(0).bytes(address).u32(0).done();
};

test("TCPIP, AFD and the kernel logger tell who owns a connection, each by its own fields", async () => {
  const writer = new EtlWriter({ cpuCount: 1, startTime: fileTime("2025-11-18T09:14:02.184733100Z") });
  inventory(writer, { computer: "EDGE-HOST-07", endNs: 5_000_000_000 });
  const [six, far]: [Station, Station] = [
    { mac: NIC.hostLeg.mac, ip: "2001:db8::70" },
    { mac: ROUTER_MAC.layered, ip: "2001:db8::9" },
  ];
  const syn = (from: Station, to: Station, srcPort: number, dstPort: number): EventBody =>
    frameAt(0, NIC.hostLeg, tcpFrame(from, to, { srcPort, dstPort, seq: 9, flags: TCP_FLAG.SYN }), "send").body;
  const at = (ms: number, pid = 4): { timeNs: number; cpu: number; pid: number; tid: number } => ({ timeNs: 1e9 + ms * 1e6, cpu: 0, pid, tid: 100 });
  writer.event({ ...at(0), ...syn(six, far, 50_001, 443) });
  const ends = [socketAddress(six.ip, 50_001), socketAddress(far.ip, 443)] as const;
  const tcbConnected = new Payload().u32(28).bytes(ends[0]).u32(28).bytes(ends[1]).u32(0).u32(PID.WEB).u32(1).ptr(0xffffa08f11c04010n);
  writer.event({ ...at(40), provider: "2f07e2ee-15db-40f1-90ef-9d7ba282188a", id: 1033, payload: tcbConnected.done() });
  const afdConnect = new Payload().u32(0).u32(0).ptr(1n).ptr(2n).ptr(0n).u32(0).u32(0).u32(16).bytes(socketAddress(REMOTE.ip, 8443));
  writer.event({ ...at(99, PID.IOT), provider: "e53c6823-7bb8-44bb-90dc-3f86090d48a6", id: 1018, payload: afdConnect.done() });
  writer.event({ ...at(100), ...syn(STATION.host, REMOTE, 50_002, 8443) });
  writer.event({ ...at(900), ...syn(STATION.host, REMOTE, 50_003, 8443) });
  writer.event({ ...at(1000), ...syn(STATION.host, REMOTE, 50_004, 25) });
  const { payload } = connected(PID.API, STATION.host, 50_004, REMOTE, 25);
  writer.kernel({ ...at(1001), group: 6, type: 12, version: 2, payload });
  const { engine } = await openBytes(writer.build());
  const { rows } = await engine.flows({});
  expect(rows.map(({ client, owner }) => [client, owner?.process, owner?.confidence])).toEqual([
    ["[2001:db8::70]:50001", "web-server.exe", 0.95],
    ["192.168.1.70:50002", "telemetry.exe", 0.9],
    // Another connection to the same server, long after that call: nobody's.
    ["192.168.1.70:50003", undefined, undefined],
    ["192.168.1.70:50004", "api-client.exe", 0.95],
  ]);
});

test("flows are filtered by their ends, protocol and owner, and paged", async () => {
  const { engine } = await smallTrace();
  const found = async (filter: string): Promise<readonly number[]> => (await engine.flows({ filter })).rows.map((row) => row.id);
  expect(await found("tcp")).toEqual([1, 2, 3]);
  expect(await found("udp.port == 53")).toEqual([0]);
  expect(await found("tcp.port == 8080 || tcp.dstport == 22")).toEqual([2, 3]);
  expect(await found("ip.addr == 203.0.113.0/24 && !(tcp.port == 22)")).toEqual([1, 2]);
  expect(await found("process.name == web-server.exe")).toEqual([1]);
  expect(await found(`pid == ${PID.API}`)).toEqual([2]);
  expect(await found("flow.id > 2 || icmp")).toEqual([3]);
  expect(await found("ipv6.addr == ::1")).toEqual([]);
  expect(await engine.flows({ filter: "tcp", offset: 1, limit: 1 })).toMatchObject({ total: 3, rows: [{ id: 2 }] });
  expect(await engine.flows({ offset: 9 })).toMatchObject({ total: 4, rows: [] });
  await expect(engine.flows({ filter: "tcp.port ==" })).rejects.toMatchObject({ code: "filter" });
});
