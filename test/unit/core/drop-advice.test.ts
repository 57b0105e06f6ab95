import { expect, test } from "vitest";
import type { PlaceRef } from "../../../web/core/api.js";
import { dropAdvice } from "../../../web/core/drop-advice.js";

const nic: PlaceRef = { id: "nic:0a1b2c3d-0000-4000-a000-00112233aabb", name: "api-1", kind: "container-nic" };
const at: PlaceRef = { id: "switch:1", name: "Bob's switch", kind: "switch" };
const commands = (advice: ReturnType<typeof dropAdvice>): readonly string[] => advice.checks.map(({ command }) => command);

test("a VLAN or packet filter is looked for at the NIC, the switch, the team and the card", () => {
  const advice = dropAdvice({ reason: "Packet does not match the packet filter set on the destination NIC.", reasonCode: 34 }, nic, at);
  expect(advice.code).toBe("vlan-drop");
  expect(commands(advice)[0]).toBe(
    "Get-VMNetworkAdapter -All | Where-Object { $_.Name -eq 'api-1' -or $_.Id -like '*0a1b2c3d-0000-4000-a000-00112233aabb*' } | Get-VMNetworkAdapterVlan",
  );
  expect(commands(advice)).toContain("Get-VMSwitch -Name 'Bob''s switch' | Select-Object Name, SwitchType, NetAdapterInterfaceDescriptions");
  expect(dropAdvice({ reason: "FilteredVLAN", reasonCode: 9 }, nic).code).toBe("vlan-drop");
});

test("the number of the reason decides, its text only where there is none", () => {
  expect(dropAdvice({ reason: "Failed Security Policy", reasonCode: 12 }, nic).code).toBe("acl-drop");
  expect(dropAdvice({ reason: "denied by a security policy" }, nic).code).toBe("acl-drop");
  expect(dropAdvice({ reason: "VLAN of an extension" }, nic).code).toBe("vlan-drop");
  expect(dropAdvice({ reason: "VLAN of an extension", reasonCode: 907 }, nic).code).toBe("drop");
});

test("what is known of other reasons comes first, then what tells more", () => {
  const spoofed = dropAdvice({ reason: "MacSpoofing", reasonCode: 16 }, nic);
  expect(spoofed.cause).toContain("not its NIC's");
  expect(commands(spoofed)[0]).toContain("MacAddressSpoofing");
  const unknown = dropAdvice({ reason: "Invalid data", location: "tcpip.sys" }, undefined);
  expect(unknown).toMatchObject({ code: "drop", cause: "The packet died in tcpip.sys." });
  expect(commands(unknown)[0]).toBe("pktmon counters --type drop");
  expect(commands(dropAdvice({ reason: "Disconnected", reasonCode: 5 }, nic)).join("\n")).toContain("Connected, Status");
});
