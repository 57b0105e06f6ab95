import { describe, expect, test } from "vitest";
import type { Finding, JourneyRow } from "../../web/core/api.js";
import type { Engine } from "../../web/worker/engine.js";
import { demoTrace } from "../fixtures/demo-trace.js";
import { scenarioTrace, type Scenario } from "../fixtures/scenario-trace.js";
import type { StoryId } from "../fixtures/stories/all.js";
import { openBytes } from "./support.js";

interface Opened {
  readonly engine: Engine;
  readonly truth: Scenario["truth"];
  readonly finding: Finding;
  /** Journeys of the story by the finding's evidence. */
  readonly journeys: readonly JourneyRow[];
}

/** The first finding with the story's code. */
async function told(id: StoryId, seed = 11): Promise<Opened> {
  const { bytes, truth } = scenarioTrace(id, seed);
  const { engine } = await openBytes(bytes);
  const findings = await engine.findings();
  const finding = findings.find(({ code }) => code === truth.finding);
  if (finding === undefined) throw new Error(`no finding ${truth.finding ?? ""} among ${findings.map(({ code }) => code).join(", ")}`);
  const { rows } = await engine.journeys({ limit: 10_000 });
  const ids = new Set(finding.evidence.filter(({ kind }) => kind === "journey").map(({ id: journey }) => journey));
  return { engine, truth, finding, journeys: rows.filter((row) => ids.has(row.id)) };
}

/** The story's own journey is among the evidence: it starts when the story does, and takes as long. */
function holdsStory({ journeys, truth }: Opened, nth = 0): JourneyRow | undefined {
  const wanted = truth.journeys[nth];
  const startNs = truth.traceStartNs + BigInt(truth.storyNs + (wanted?.startNs ?? 0));
  return journeys.find((row) => row.startNs === startNs && row.latencyNs === wanted?.latencyNs);
}

describe("the scenarios among other traffic", { timeout: 60_000 }, () => {
  test.each([
    ["host-wireless", "54 µs", "Microsoft Network Adapter Multiplexor Driver"],
    ["guest-out", "35.5 µs", "Network Adapter"],
    ["transparent-out", "14.4 µs", "Container NIC 066a9b55"],
    ["nat-ping", "µs", "f82c3ec1d0fe590"],
  ] as const)("%s: the path with its figure", async (id, figure, name) => {
    const opened = await told(id);
    expect(opened.finding.severity).toBe("info");
    expect(opened.finding.detail).toContain(figure);
    expect(opened.finding.detail).toContain(name);
    expect(holdsStory(opened)).toBeDefined();
  });

  test("transparent-in: one SYN, no retransmission", async () => {
    const opened = await told("transparent-in");
    expect(opened.finding.detail).toContain("is one SYN: none of them is a retransmission");
    expect(holdsStory(opened)?.summary).toContain("[SYN]");
  });

  test("nat-out: what became what, with the session's life", async () => {
    const { engine, finding } = await told("nat-out");
    expect(finding.title).toBe("NAT: 172.23.183.39:49161 goes out as 192.168.1.70:1227");
    expect(finding.detail).toContain("172.23.183.39:49161 (compartment 1) became 192.168.1.70:1227; the session lives 6 s, then 120 s");
    const { rows } = await engine.natSessions({ limit: 10_000 });
    expect(rows[Number(finding.evidence[0]?.id)]?.internalSource).toBe("172.23.183.39:49161");
  });

  test("nat-portproxy: the latency, and how many times the transparent path of the same trace", async () => {
    const opened = await told("nat-portproxy");
    expect(opened.finding).toMatchObject({ severity: "warning" });
    expect(opened.finding.title).toBe("PortProxy takes 678.3 µs, about 47 times the direct path");
    expect(opened.finding.detail).toContain("median of the transparent path in this trace");
    expect(opened.finding.detail).toContain("PortProxy is for testing");
    expect(holdsStory(opened)?.pathClass).toBe("nat-portproxy");
  });

  test("lbfo: team copies folded, and a real retransmission among them told", async () => {
    const { finding } = await told("lbfo");
    expect(finding.title).toBe("Team copies folded, nothing was retransmitted");
    expect(finding.detail).toContain('18 frames seen at NIC1 and at team NIC "Team1", all of TCP port 445: 9 journeys');
    expect((await told("lbfo-retransmission")).finding.title).toBe("Team copies folded, 1 segment really sent again");
  });

  test("vlan-drop and acl-drop: where, why, and what to check", async () => {
    const vlan = await told("vlan-drop");
    expect(vlan.finding).toMatchObject({ severity: "error", title: "Frames tagged VLAN 30 die at Container NIC 066a9b55" });
    expect(vlan.finding.detail).toContain("“Packet does not match the packet filter set on the destination NIC.” (reason code 34)");
    expect(vlan.finding.check.join("\n")).toContain("Get-VMNetworkAdapterVlan");
    expect(holdsStory(vlan)?.outcome).toBe("dropped");
    const acl = await told("acl-drop");
    expect(acl.finding.detail).toContain("“Failed Security Policy” (reason code 12)");
    expect(acl.finding.check.join("\n")).toMatch(/Get-VMNetworkAdapterAcl\n.*Get-VMNetworkAdapterExtendedAcl/);
    expect(holdsStory(acl)?.outcome).toBe("dropped");
  });

  test("duplicate-capture: one packet, five sightings", async () => {
    const opened = await told("duplicate-capture");
    expect(opened.finding.title).toBe("The capture wrote 1 packet down more than once");
    expect(opened.finding.detail).toMatch(/^5 frames at .* are 1 packet, each seen up to 5 times within 2.8 µs/);
    expect(holdsStory(opened)?.sightings).toHaveLength(5);
  });

  test("black-hole: the NIC that leads to the utility VM", async () => {
    const opened = await told("black-hole");
    expect(opened.finding.title).toBe("The trace cannot see further than Utility VM 9d2c41f7");
    expect(holdsStory(opened)?.outcome).toBe("lost-sight");
  });

  test("bad-checksum: the mark against the bytes", async () => {
    const opened = await told("bad-checksum");
    expect(opened.finding).toMatchObject({ severity: "error", title: "A NIC marks good UDP packets as damaged" });
    expect(opened.finding.detail).toContain("1 packet at Container NIC 4be1d07a carries the mark");
    expect(holdsStory(opened)?.outcome).toBe("delivered");
  });

  test("lossy: what was lost, and no place is blamed for it", async () => {
    const { engine, finding } = await told("lossy");
    const { eventsLost, buffersLost } = await engine.summary();
    expect(finding.title).toBe(`${eventsLost} events and ${buffersLost} buffers lost`);
    expect((await engine.findings()).map(({ code }) => code)).not.toContain("black-hole");
  });

  test("no-packets: what the file holds and how to record packets", async () => {
    const { finding, truth } = await told("no-packets");
    for (const name of truth.names ?? []) expect(finding.detail).toContain(name);
    expect(finding.check.map((command) => command.split(" ")[0]).sort()).toEqual(["New-NetEventSession", "netsh", "pktmon"]);
  });

  test("small-window: window, round trip, and what they carry together", async () => {
    const { engine, finding } = await told("small-window");
    expect(finding.title).toBe("A receive window of 278,775 bytes holds a TCP connection at 12.6 Mb/s");
    expect(finding.detail).toContain("stays at 278,775 bytes (a static SO_RCVBUF) with 176 ms RTT");
    const { rows } = await engine.flows({ limit: 10_000 });
    expect(rows[Number(finding.evidence[0]?.id)]?.tcp?.windowLimited).toBe(true);
  });

  test("endpoint-churn: count, first and last figure, slope; what is taken away is not called disconnected", async () => {
    const { engine, finding } = await told("endpoint-churn");
    expect(finding.detail).toMatch(
      /^20 endpoints from creation to connection: the first \(\w+\) took 100.5 ms, the last \(\w+\) 110 ms, 0.5 ms more for each one/,
    );
    expect((await engine.findings()).map(({ code }) => code)).not.toContain("nic-disconnected");
  });
});

describe("the atlas and the places of the demo trace", { timeout: 60_000 }, () => {
  test("hops and path classes are those of the journeys, exactly", async () => {
    const { engine, summary } = await openBytes(demoTrace());
    const { rows } = await engine.journeys({ limit: 10_000 });
    const atlas = await engine.atlas({});
    const hops = new Map<string, number[]>();
    const classes = new Map<string, number[]>();
    const put = (map: Map<string, number[]>, key: string, value: number): void => {
      map.set(key, [...(map.get(key) ?? []), value]);
    };
    for (const row of rows) {
      row.sightings.forEach((sighting, n) => {
        const before = row.sightings[n - 1];
        if (before !== undefined) put(hops, `${before.place.id} > ${sighting.place.id}`, sighting.latencyFromPreviousNs);
      });
      if (row.sightings.length > 1 && (row.outcome === "sent" || row.outcome === "delivered")) put(classes, row.pathClass, row.latencyNs);
    }
    const stats = (values: readonly number[] = []): object => {
      const sorted = values.toSorted((a, b) => a - b);
      const rank = (share: number): number | undefined => sorted[Math.ceil(sorted.length * share) - 1];
      return { count: sorted.length, p50Ns: rank(0.5), p95Ns: rank(0.95), p99Ns: rank(0.99), maxNs: sorted.at(-1) };
    };
    expect(atlas.hops).toHaveLength(hops.size);
    for (const { from, to, ...rest } of atlas.hops) expect(rest).toEqual(stats(hops.get(`${from.id} > ${to.id}`)));
    expect(atlas.pathClasses).toHaveLength(classes.size);
    for (const { pathClass, ...rest } of atlas.pathClasses) expect(rest).toEqual(stats(classes.get(pathClass)));
    expect(atlas.drops.reduce((sum, { count }) => sum + count, 0)).toBe(summary.drops);
    await expect(engine.atlas({ filter: "path.class ==" })).rejects.toMatchObject({ code: "filter" });
  });

  test("places say what they are, where they are and how much they saw", async () => {
    const { engine, summary } = await openBytes(demoTrace());
    const places = await engine.places();
    expect(new Set(places.map(({ id }) => id)).size).toBe(places.length);
    expect(places.reduce((sum, { packets }) => sum + packets, 0)).toBe(summary.packets);
    const nic = places.find(({ id, kind }) => kind === "container-nic" && id.startsWith("nic:"));
    expect(nic).toMatchObject({ machine: "EDGE-HOST-07" });
    expect(places.find(({ id }) => id === nic?.parent)?.kind).toBe("switch");
    const container = places.find(({ interfaceIndex }) => interfaceIndex === 21);
    expect(container).toMatchObject({ kind: "container-nic", mac: "00:15:5d:20:06:6a", drops: 1 });
    expect(container?.guid).toMatch(/^[0-9a-f-]{36}$/);
    expect(places.find(({ id }) => id === container?.parent)?.name).toBe("vmSwitch");
  });
});
