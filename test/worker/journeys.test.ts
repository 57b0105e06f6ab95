import { expect, test } from "vitest";
import type { JourneyRow } from "../../web/core/api.js";
import { demoTrace } from "../fixtures/demo-trace.js";
import { openBytes } from "./support.js";

async function journeysOf(bytes: Uint8Array<ArrayBuffer>): Promise<readonly JourneyRow[]> {
  const { engine, summary } = await openBytes(bytes);
  const { rows, total } = await engine.journeys({ limit: 10_000 });
  expect(total).toBe(summary.journeys);
  expect(rows).toHaveLength(total);
  return rows;
}

const steps = (row: JourneyRow | undefined): string[] => row?.sightings.map((s) => `${s.kind} ${s.place.name}`) ?? [];

test("the demo trace: every story is one journey with its figures", { timeout: 60_000 }, async () => {
  const rows = await journeysOf(demoTrace());
  const find = (text: string): JourneyRow | undefined => rows.find((row) => row.summary.includes(text));

  const transparentOut = find("10.20.0.41 → 13.107.21.200");
  expect(transparentOut).toMatchObject({ latencyNs: 14_400, outcome: "sent", pathClass: "transparent" });
  expect(steps(transparentOut)).toEqual([
    "received Container NIC 066a9b55",
    "frame Container NIC 066a9b55",
    "routed Host NIC",
    "frame Host NIC",
    "delivered Host NIC",
    "frame Ethernet 4",
  ]);

  const syns = rows.filter((row) => row.summary.includes("52891 → 80 [SYN]"));
  expect(syns).toHaveLength(1);
  expect(syns[0]).toMatchObject({ latencyNs: 14_400, outcome: "delivered", pathClass: "transparent" });

  const nat = find("172.23.183.39 → 65.55.44.109 49161 → 443 [SYN]");
  expect(nat).toMatchObject({ latencyNs: 34_700, outcome: "sent", pathClass: "nat" });
  const crossing = nat?.sightings.find((s) => s.changes.some((c) => c.field === "ip.src"));
  expect(crossing?.changes).toEqual(
    expect.arrayContaining([
      { field: "ip.src", from: "172.23.183.39", to: "192.168.1.70" },
      { field: "tcp.srcport", from: "49161", to: "1227" },
      { field: "ip.ttl", from: "128", to: "127" },
    ]),
  );

  const dropped = rows.filter((row) => row.outcome === "dropped");
  expect(dropped).toHaveLength(2);
  expect(dropped.map((row) => row.drop?.reason)).toEqual(["Packet does not match the packet filter set on the destination NIC.", "Failed Security Policy"]);
  expect(dropped[0]).toMatchObject({ latencyNs: 7_600, drop: { reasonCode: 34 } });
  expect(dropped[1]).toMatchObject({ latencyNs: 6_900, drop: { reasonCode: 12 } });
  expect(dropped[0]?.drop?.attributed).toContain("CPU and thread");
});

test("sorted by latency, the slowest first, and every packet knows its journey", { timeout: 60_000 }, async () => {
  const { engine, summary } = await openBytes(demoTrace());
  const { rows } = await engine.journeys({ sort: "-latency", limit: 50 });
  const latencies = rows.map((row) => row.latencyNs);
  expect(latencies).toEqual(latencies.toSorted((a, b) => b - a));
  const packets = await engine.packets({ limit: 10_000 });
  expect(packets.rows.every((packet) => packet.journey !== undefined && packet.journey < summary.journeys)).toBe(true);
});
