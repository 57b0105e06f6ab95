import { expect, test } from "vitest";
import { aclDrop } from "../../../../web/journeys/findings/acl-drop.js";
import { otherDrops } from "../../../../web/journeys/findings/drop.js";
import { vlanDrop } from "../../../../web/journeys/findings/vlan-drop.js";
import { line, madeInput, place, type Made } from "./input.js";

const nic = place("Container NIC 066a9b55", "container-nic", "nic:0a1b2c3d-0000-4000-a000-00112233aabb");
const at = place("vmSwitch", "switch", "switch:1");
const died = (reason: string, reasonCode: number, more: Partial<Made> = {}): Made => ({
  outcome: "dropped",
  steps: [
    { timeNs: 0, place: place("Host NIC", "physical-nic") },
    { timeNs: 7600, kind: "DROPPED", place: nic, switch: at, drop: { reason, reasonCode } },
  ],
  line: { ...line("10.30.0.1", "10.30.0.9", "ARP", "Who has 10.30.0.9?"), vlan: 30 },
  ...more,
});
const FILTER = "Packet does not match the packet filter set on the destination NIC.";
const POLICY = "Failed Security Policy";
const journeys = [died(FILTER, 34), died(POLICY, 12), died(FILTER, 34), died("Storm limit exceeded", 30)];

test("drops of one reason at one place are one finding: count, VLAN, the first journey and its event", async () => {
  const findings = await vlanDrop(madeInput(journeys));
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    code: "vlan-drop",
    severity: "error",
    title: "Frames tagged VLAN 30 die at Container NIC 066a9b55",
    evidence: [
      { kind: "journey", id: 0 },
      { kind: "event", id: 1001 },
      { kind: "place", id: nic.id },
    ],
  });
  expect(findings[0]?.detail).toMatch(
    /^2 journeys with VLAN 30 dropped at Container NIC 066a9b55 on switch "vmSwitch": “Packet does not match.*reason code 34/,
  );
  expect(findings[0]?.check[0]).toContain("-like '*0a1b2c3d-0000-4000-a000-00112233aabb*' } | Get-VMNetworkAdapterVlan");
});

test("a port ACL names its commands, and what wins among rules", async () => {
  const [finding, more] = await aclDrop(madeInput(journeys));
  expect(more).toBeUndefined();
  expect(finding).toMatchObject({ code: "acl-drop", severity: "error", evidence: [{ kind: "journey", id: 1 }, {}, {}] });
  expect(finding?.detail).toContain(`“${POLICY}” (reason code 12)`);
  expect(finding?.detail).toContain("longest prefix wins");
  expect(finding?.check.map((command) => command.split(" | ").at(-1))).toEqual(["Get-VMNetworkAdapterAcl", "Get-VMNetworkAdapterExtendedAcl"]);
});

test("every other reason is a drop, and journeys that lived are none", async () => {
  const findings = await otherDrops(madeInput([...journeys, died("Storm limit exceeded", 30, { outcome: "delivered" })]));
  expect(findings.map(({ code, title }) => [code, title])).toEqual([["drop", "Storm limit exceeded: packets dropped at Container NIC 066a9b55"]]);
});

test("a quotation mark in a name stays inside its argument", async () => {
  const odd = place("Bob's NIC", "vm-nic");
  const [finding] = await aclDrop(
    madeInput([{ outcome: "dropped", steps: [{ timeNs: 0, kind: "DROPPED", place: odd, drop: { reason: POLICY, reasonCode: 12 } }] }]),
  );
  expect(finding?.check[0]).toContain("$_.Name -eq 'Bob''s NIC'");
});
