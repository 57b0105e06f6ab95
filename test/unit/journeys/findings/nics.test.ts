import { expect, test } from "vitest";
import type { NatSessionRow } from "../../../../web/core/api.js";
import { badChecksum } from "../../../../web/journeys/findings/bad-checksum.js";
import { endpointChurn } from "../../../../web/journeys/findings/endpoint-churn.js";
import type { ChecksumFlag, NicLife } from "../../../../web/journeys/findings/input.js";
import { natOut } from "../../../../web/journeys/findings/nat-out.js";
import { natPortExhaustion } from "../../../../web/journeys/findings/nat-port-exhaustion.js";
import { nicDisconnected } from "../../../../web/journeys/findings/nic-disconnected.js";
import { line, madeInput, place } from "./input.js";

const life = (what: NicLife["what"], name: string, timeNs: number): NicLife => ({ what, event: timeNs / 1e5, timeNs, nic: place(name, "container-nic") });
const MS = 1_000_000;

test("endpoints: count, first and last figure, slope; rundown of those that were there is left out", async () => {
  const rundown = [life("operation", "old", 0), life("connected", "old", 12_300)];
  const started = [1, 2, 3, 4].flatMap((n) => [life("operation", `c${n}`, n * 1000 * MS), life("connected", `c${n}`, (n * 1000 + 100 + n / 2) * MS)]);
  const [finding] = await endpointChurn(madeInput([], { nicLife: [...rundown, ...started] }));
  expect(finding).toMatchObject({ code: "endpoint-churn", severity: "warning", title: "Each new endpoint takes longer than the one before" });
  expect(finding?.detail).toContain("4 endpoints from creation to connection: the first (c1) took 100.5 ms, the last (c4) 102 ms, 0.5 ms more for each one");
  expect(await endpointChurn(madeInput([], { nicLife: rundown }))).toEqual([]);
});

test("a NIC that lost its switch is a finding, one that is removed is none", async () => {
  const gone = life("disconnected", "a", 2000 * MS);
  const [finding] = await nicDisconnected(madeInput([], { nicLife: [gone, life("media-lost", "a", 2500 * MS)] }));
  expect(finding).toMatchObject({ code: "nic-disconnected", severity: "warning", title: "a was disconnected during the trace" });
  expect(finding?.detail).toBe("2 times and first 2.000 s after the beginning of the trace; it was not connected again.");
  expect((await nicDisconnected(madeInput([], { nicLife: [gone, life("connected", "a", 3500 * MS)] })))[0]?.detail).toContain("connected again 1.500 s later");
  expect(await nicDisconnected(madeInput([], { nicLife: [gone, life("operation", "a", 2001 * MS)] }))).toEqual([]);
});

const flag = (verdict: string, packet = 7): ChecksumFlag => ({
  packet,
  event: 40,
  journey: 3,
  place: place("Container NIC 4be1d07a", "container-nic"),
  layer: "UDP",
  verdict,
  line: line("10.244.2.9", "10.244.1.12", "UDP"),
});

test("a mark that the bytes refute is the NIC's fault, one they confirm is not; what cannot be verified is not told", async () => {
  const [finding] = await badChecksum(madeInput([], { checksums: [flag("correct"), flag("correct", 8)] }));
  expect(finding).toMatchObject({
    code: "bad-checksum",
    severity: "error",
    title: "A NIC marks good UDP packets as damaged",
    evidence: [{ kind: "journey", id: 3 }, { kind: "packet", id: 7 }, {}, {}],
  });
  expect(finding?.detail).toContain("2 packets at Container NIC 4be1d07a carry the mark “UDP checksum failed” while the checksum in the bytes is correct");
  expect((await badChecksum(madeInput([], { checksums: [flag("wrong, should be 0x1234")] })))[0]?.severity).toBe("warning");
  expect(await badChecksum(madeInput([], { checksums: [flag("left to the NIC: offload"), flag("not checked: frame is cut")] }))).toEqual([]);
});

const session = (protocol: NatSessionRow["protocol"], port: number): NatSessionRow => ({
  protocol,
  internalSource: `172.23.183.39:${port}`,
  internalDestination: "65.55.44.109:443",
  externalSource: "192.168.1.70:1227",
  externalDestination: "65.55.44.109:443",
  compartment: 1,
  createdNs: 5n,
  lifetimeSeconds: 120,
  packets: 3,
  states: [
    { timeNs: 5n, event: "created", lifetimeSeconds: 6 },
    { timeNs: 6n, event: "state", lifetimeSeconds: 120 },
    { timeNs: 7n, event: "lifetime", lifetimeSeconds: 120 },
  ],
});

test("a NAT session: what became what, in which compartment, and its life", async () => {
  const findings = await natOut(madeInput([], { natSessions: [session("udp", 50000), session("tcp", 49161)] }));
  expect(findings.map(({ evidence }) => evidence[0]?.id)).toEqual([1, 0]);
  expect(findings[0]?.detail).toBe(
    "To 65.55.44.109:443 over TCP: 172.23.183.39:49161 (compartment 1) became 192.168.1.70:1227; the session lives 6 s, then 120 s, 3 packets translated.",
  );
});

test("many sessions do not bury everything else", async () => {
  const many = (protocol: NatSessionRow["protocol"]): NatSessionRow[] => Array.from({ length: 300 }, (_, i) => session(protocol, i));
  const connections = await natOut(madeInput([], { natSessions: many("tcp") }));
  expect(connections).toHaveLength(51);
  expect(connections[50]?.title).toBe("250 more NAT sessions opened");
  const lookUps = await natOut(madeInput([], { natSessions: [...many("udp"), session("tcp", 1)] }));
  expect(lookUps).toHaveLength(6);
  expect(lookUps[0]?.detail).toContain("over TCP");
  expect(lookUps[5]?.title).toBe("296 more NAT sessions opened");
});

test("a NAT without ports is an error", async () => {
  const [finding] = await natPortExhaustion(madeInput([], { portShortages: [{ event: 9, instance: "nat1", protocol: "UDP" }] }));
  expect(finding).toMatchObject({ code: "nat-port-exhaustion", severity: "error", evidence: [{ kind: "event", id: 9 }] });
  expect(finding?.detail).toContain('"nat1" (UDP)');
});
