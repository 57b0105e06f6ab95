import { expect, test } from "vitest";
import type { LossSpan } from "../../../../web/core/engine-api.js";
import { blackHole } from "../../../../web/journeys/findings/black-hole.js";
import { duplicateCapture } from "../../../../web/journeys/findings/duplicate-capture.js";
import { lbfo } from "../../../../web/journeys/findings/lbfo.js";
import { lossy } from "../../../../web/journeys/findings/lossy.js";
import { noPackets } from "../../../../web/journeys/findings/no-packets.js";
import { clockStep } from "../../../../web/journeys/findings/clock-step.js";
import { madeInput, place, SYN, type Made } from "./input.js";

const wire = place("Ethernet 7", "physical-nic");
const team = place("Team1", "team-nic");
const segment = (sequence: number): Made => {
  const keys = { ...SYN, protocol: 6 | (0x18 << 8) | (4 << 16), ports: (50432 << 16) | 445, sequence, payloadLength: 40 };
  return {
    outcome: "delivered",
    pathClass: "team",
    steps: [
      { timeNs: 0, place: wire, keys },
      { timeNs: 3200, place: team, by: "FRAME", keys },
    ],
  };
};

test("frames of a team and its member are one journey each; a segment that is really sent again is said", async () => {
  const [finding] = await lbfo(madeInput([segment(1), segment(41)]));
  expect(finding).toMatchObject({ code: "lbfo", severity: "info", title: "Team copies folded, nothing was retransmitted" });
  expect(finding?.detail).toContain('4 frames seen at Ethernet 7 and at team NIC "Team1", all of TCP port 445: 2 journeys');
  const [again] = await lbfo(madeInput([segment(1), segment(41), segment(41)]));
  expect(again?.title).toBe("Team copies folded, 1 segment really sent again");
});

const copies = (n: number, more: Partial<Made["steps"][number]> = {}): Made => ({
  outcome: "sent",
  pathClass: "host",
  steps: Array.from({ length: n }, (_, i) => ({
    timeNs: i * 700,
    place: place(`layer ${i}`, "physical-nic"),
    by: i === 0 ? ("FIRST" as const) : ("FRAME" as const),
    ...more,
  })),
});

test("copies of a frame are one packet, and all are counted", async () => {
  const [finding] = await duplicateCapture(madeInput([copies(1), copies(5), copies(2)]));
  expect(finding).toMatchObject({
    code: "duplicate-capture",
    title: "The capture wrote 2 packets down more than once",
    evidence: [{ kind: "journey", id: 1 }, {}, {}, {}, {}, {}],
  });
  expect(finding?.detail).toContain("7 frames at layer 0, layer 1, layer 2 and 2 more are 2 packets, each seen up to 5 times within 2.8 µs");
});

test("what PktMon sees at its components and what crosses a switch is no copy", async () => {
  expect(await duplicateCapture(madeInput([copies(3, { pktmon: true }), copies(3, { kind: "ROUTED" }), copies(3, { by: "NAT" })]))).toEqual([]);
});

test("journeys that end at the NIC of a utility VM say why, and how to see further", async () => {
  const end = place("Utility VM 9d2c41f7", "vm-nic");
  const lost: Made = {
    outcome: "lost-sight",
    steps: [
      { timeNs: 0, place: wire },
      { timeNs: 11_100, kind: "DELIVERED", place: end },
    ],
  };
  const [finding] = await blackHole(madeInput([lost, lost]));
  expect(finding).toMatchObject({ code: "black-hole", severity: "warning", title: "The trace cannot see further than Utility VM 9d2c41f7" });
  expect(finding?.detail).toMatch(/^2 journeys end at .*Hyper-V isolation.*process isolation/);
});

test("a journey without an end is not blamed on a NIC where events were lost or the trace ends", async () => {
  const cut = (timeNs: number): Made => ({ outcome: "lost-sight", steps: [{ timeNs, kind: "ROUTED", place: wire }] });
  expect(await blackHole(madeInput([cut(5e9)]))).toHaveLength(1);
  const until = (ns: bigint): LossSpan => ({ code: "events-lost", fromNs: 0n, toNs: ns, message: "" });
  expect(await blackHole(madeInput([cut(5e9)], { summary: { startNs: 0n, endNs: 10_000_000_000n }, losses: [until(6_000_000_000n)] }))).toEqual([]);
  expect(await blackHole(madeInput([cut(5e9)], { summary: { startNs: 0n, endNs: 10_000_000_000n }, losses: [until(4_000_000_000n)] }))).toHaveLength(1);
  expect(await blackHole(madeInput([cut(9.9999e9)]))).toEqual([]);
});

test("losses are one finding with every figure", async () => {
  const [finding] = await lossy(madeInput([], { summary: { eventsLost: 37, buffersLost: 2, truncatedPackets: 6, packets: 1836 } }));
  expect(finding).toMatchObject({ code: "lossy", severity: "warning", title: "37 events and 2 buffers lost" });
  expect(finding?.detail).toContain("37 events lost, 2 buffers lost and 6 of 1836 frames cut short.");
  expect(await lossy(madeInput([]))).toEqual([]);
  const times = { startNs: 0n, endNs: 10_000_000_000n };
  const hole = { code: "sequence-gap", fromNs: 1_500_000_000n, toNs: 1_750_000_000n, count: 2, message: "" } as const;
  const all = { code: "buffers-lost", fromNs: 0n, toNs: 10_000_000_000n, message: "" } as const;
  const [placed] = await lossy(madeInput([], { summary: { ...times, buffersLost: 2 }, losses: [all, hole] }));
  expect(placed?.detail).toContain("2 buffers lost. Known places, from the start of the trace: 1.5 s to 1.75 s. Counts are lower bounds");
  expect((await lossy(madeInput([], { summary: { truncatedPackets: 1 } })))[0]).toMatchObject({ severity: "info", title: "1 frame cut short" });
  expect((await lossy(madeInput([], { summary: { circular: true, problems: [{ code: "overwritten", message: "" }] } })))[0]?.title).toBe(
    "The beginning of the trace was overwritten",
  );
});

test("a trace without packets: what it holds, why, and three commands, the fitting one first", async () => {
  const provider = (name: string, events: number) => ({ guid: "00000000-0000-0000-0000-000000000001", name, events, decoded: events });
  const summary = {
    packets: 0,
    events: 1260,
    osBuild: 20348,
    providers: [provider("Microsoft-Windows-Kernel-Process", 60), provider("Microsoft-Windows-DNS-Client", 1200)],
  };
  const [finding] = await noPackets(madeInput([], { summary }));
  expect(finding).toMatchObject({ code: "no-packets", severity: "warning" });
  expect(finding?.detail).toContain(
    "Microsoft-Windows-DNS-Client (1200) and Microsoft-Windows-Kernel-Process (60); no provider that records packets took part",
  );
  expect(finding?.check.map((command) => command.split(" ")[0])).toEqual(["pktmon", "netsh", "New-NetEventSession"]);
  const first = async (more: object): Promise<string | undefined> =>
    (await noPackets(madeInput([], { summary: { ...summary, ...more } })))[0]?.check[0]?.split(" ")[0];
  expect(await first({ osBuild: 14393 })).toBe("netsh");
  expect(await first({ providers: [provider("Microsoft-Windows-Hyper-V-VmSwitch", 5)] })).toBe("New-NetEventSession");
  expect(await noPackets(madeInput([]))).toEqual([]);
});

test("a clock that was set is told", async () => {
  const [finding] = await clockStep(madeInput([], { summary: { problems: [{ code: "clock-step", message: "The clock went back 3 s." }] } }));
  expect(finding).toMatchObject({ code: "clock-step", severity: "warning" });
});
