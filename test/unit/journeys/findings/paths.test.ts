import { expect, test } from "vitest";
import { guestOut } from "../../../../web/journeys/findings/guest-out.js";
import { hostWireless } from "../../../../web/journeys/findings/host-wireless.js";
import { natPing } from "../../../../web/journeys/findings/nat-ping.js";
import { natPortProxy } from "../../../../web/journeys/findings/nat-portproxy.js";
import { transparentIn } from "../../../../web/journeys/findings/transparent-in.js";
import { transparentOut } from "../../../../web/journeys/findings/transparent-out.js";
import { line, madeInput, PING, place, SYN, type Made } from "./input.js";

const container = place("Container NIC 066a9b55", "container-nic");
const wire = place("Ethernet 4", "physical-nic");
const bridge = place("Microsoft Network Adapter Multiplexor Driver", "bridge");
const host = place("wireless", "virtual-nic");
const guest = place("Network Adapter", "vm-nic");
const at = place("vmSwitch", "switch", "switch:1");

const out = (latencyNs: number, destination = 2, more: Partial<Made> = {}): Made => ({
  outcome: "sent",
  pathClass: "transparent",
  steps: [
    { timeNs: 0, kind: "RECEIVED", place: container, switch: at },
    { timeNs: 100, place: container, switch: at, keys: { ...PING, destination } },
    { timeNs: latencyNs, place: wire, keys: { ...PING, destination } },
  ],
  line: line("10.20.0.41", `13.107.21.${destination}`),
  ...more,
});

test("a path has its median, and each conversation its own figure: the rarest first", async () => {
  const [finding, more] = await transparentOut(madeInput([out(20_000, 7), out(22_000, 7), out(14_400, 200), out(15_000, 7)]));
  expect(more).toBeUndefined();
  expect(finding).toMatchObject({ code: "transparent-out", severity: "info", title: "A container on a transparent network reaches the wire in 15 µs" });
  expect(finding?.detail).toContain('4 pings from Container NIC 066a9b55 to Ethernet 4 through switch "vmSwitch" took 15 µs at the median');
  expect(finding?.detail).toContain("10.20.0.41 → 13.107.21.200 14.4 µs, 10.20.0.41 → 13.107.21.7 20 µs");
  expect(finding?.evidence[0]).toEqual({ kind: "journey", id: 2 });
});

test("other packets than pings, and dropped ones, are not on the path", async () => {
  const tcp = out(10, 2, {});
  const steps = tcp.steps.map((step) => ({ ...step, ...(step.keys === undefined ? {} : { keys: SYN }) }));
  expect(await transparentOut(madeInput([{ ...tcp, steps }, out(10, 2, { outcome: "dropped" })]))).toEqual([]);
});

test("the host over its wireless bridge: one journey, four packets, the bridge named", async () => {
  const steps: Made["steps"] = [
    { timeNs: 0, place: host, keys: PING },
    { timeNs: 4200, kind: "RECEIVED", place: host, switch: at },
    { timeNs: 5000, place: host, switch: at, keys: PING },
    { timeNs: 14_800, kind: "ROUTED", place: bridge, from: host, switch: at },
    { timeNs: 15_600, place: bridge, switch: at, keys: PING },
    { timeNs: 27_300, kind: "DELIVERED", place: bridge, switch: at },
    { timeNs: 54_000, place: wire, keys: PING },
  ];
  const input = madeInput([{ outcome: "sent", pathClass: "host", steps }]);
  const [finding] = await hostWireless(input);
  expect(finding?.title).toBe("The host reaches the wire in 54 µs, over Microsoft Network Adapter Multiplexor Driver");
  expect(finding?.detail).toContain("4 packet sightings");
  expect(await guestOut(input)).toEqual([]);
});

test("a guest takes one step fewer", async () => {
  const steps: Made["steps"] = [
    { timeNs: 0, kind: "ROUTED", place: bridge, from: guest, switch: at },
    { timeNs: 900, place: bridge, switch: at, keys: PING },
    { timeNs: 12_400, kind: "DELIVERED", place: bridge, switch: at },
    { timeNs: 35_500, place: wire, keys: PING },
  ];
  const input = madeInput([{ outcome: "sent", pathClass: "vm", steps }]);
  const [finding] = await guestOut(input);
  expect(finding).toMatchObject({ code: "guest-out", severity: "info" });
  expect(finding?.title).toContain("35.5 µs");
  expect(finding?.detail).toContain("One step fewer");
  expect(await hostWireless(input)).toEqual([]);
});

test("a SYN that four places saw is one SYN", async () => {
  const steps: Made["steps"] = [
    { timeNs: 0, place: wire, keys: SYN },
    { timeNs: 2000, kind: "RECEIVED", place: wire, switch: at },
    { timeNs: 2500, place: wire, switch: at, keys: SYN },
    { timeNs: 6000, kind: "ROUTED", place: container, from: wire, switch: at },
    { timeNs: 6500, place: container, switch: at, keys: SYN },
    { timeNs: 11_500, kind: "DELIVERED", place: container, switch: at },
    { timeNs: 14_400, place: container, keys: SYN },
  ];
  const [finding] = await transparentIn(madeInput([{ outcome: "delivered", pathClass: "transparent", steps }]));
  expect(finding?.detail).toContain("It is seen as 4 frames on its way, and is one SYN: none of them is a retransmission.");
  expect(finding?.title).toContain("14.4 µs");
});

test("a ping across the NAT's switch has the names of both ends", async () => {
  const gateway = place("Ethernet", "virtual-nic");
  const source = place("f82c3ec1d0fe590", "container-nic");
  const nat = place("nat", "switch");
  const steps: Made["steps"] = [
    { timeNs: 0, kind: "RECEIVED", place: source, switch: nat },
    { timeNs: 700, place: source, switch: nat, keys: PING },
    { timeNs: 4000, kind: "ROUTED", place: gateway, from: source, switch: nat },
    { timeNs: 4500, place: gateway, switch: nat, keys: PING },
    { timeNs: 9100, kind: "DELIVERED", place: gateway, switch: nat },
  ];
  const [finding] = await natPing(madeInput([{ outcome: "delivered", pathClass: "nat", steps }]));
  expect(finding?.detail).toContain('1 ping from f82c3ec1d0fe590 to Ethernet through switch "nat" took 9.1 µs');
});

const proxied = (keys: NonNullable<Made["steps"][number]["keys"]> = SYN): Made => ({
  outcome: "delivered",
  pathClass: "nat-portproxy",
  steps: [
    { timeNs: 0, place: wire, keys },
    { timeNs: 655_100, place: host, by: "PORTPROXY", keys },
    { timeNs: 678_300, place: container, keys },
  ],
});

test("a PortProxy is compared with the transparent path of the same trace, else with the published figure, and says which", async () => {
  const own = await natPortProxy(madeInput([proxied(), out(20_000), out(20_100)]));
  expect(own[0]?.detail).toContain("678.3 µs, about 34 times the 20 µs median of the transparent path in this trace");
  const [alone] = await natPortProxy(madeInput([proxied()]));
  expect(alone?.title).toBe("PortProxy takes 678.3 µs, about 47 times the direct path");
  expect(alone?.detail).toContain("about 47 times the 14.4 µs published for a transparent network");
  expect(alone?.detail).toContain("PortProxy is for testing");
  expect(alone?.check.join("\n")).toContain("Add-NetNatStaticMapping");
});

test("joined segments behind the opening of a connection have no say in its latency", async () => {
  const data = { ...SYN, protocol: 6 | (0x18 << 8) | (4 << 16) };
  const long = proxied(data);
  const [finding] = await natPortProxy(madeInput([proxied(), { ...long, steps: long.steps.map((step) => ({ ...step, timeNs: step.timeNs * 9 })) }]));
  expect(finding?.title).toContain("678.3 µs");
});
