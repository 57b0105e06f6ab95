import { expect, test } from "vitest";
import type { PlaceRef } from "../../../../web/core/api.js";
import { asymmetricPath } from "../../../../web/journeys/findings/asymmetric-path.js";
import { line, madeInput, place, type Made } from "./input.js";

const one = place("Ethernet", "physical-nic");
const two = place("Ethernet 2", "physical-nic");
const leg = place("vEthernet (LAN)", "virtual-nic");
const TCP = { key: 3, protocol: 6 | (0x10 << 8) | (4 << 16) };
const said = line("10.0.0.1", "10.0.0.9", "TCP");

const out = (nic: PlaceRef, more: { readonly switch?: PlaceRef; readonly over?: PlaceRef } = {}): Made => ({
  outcome: "sent",
  steps: [
    { timeNs: 0, place: more.over ?? leg, ...(more.switch === undefined ? {} : { switch: more.switch }) },
    { timeNs: 5, place: nic, keys: { ...TCP, source: 1, destination: 9, ports: (50_000 << 16) | 443 } },
  ],
  line: said,
});
const back = (nic: PlaceRef, more: { readonly switch?: PlaceRef; readonly over?: PlaceRef } = {}): Made => ({
  outcome: "delivered",
  steps: [
    { timeNs: 0, place: nic, keys: { ...TCP, source: 9, destination: 1, ports: ((443 << 16) | 50_000) >>> 0 } },
    { timeNs: 5, place: more.over ?? leg, ...(more.switch === undefined ? {} : { switch: more.switch }) },
  ],
});

test("a conversation that leaves by one adapter and comes back by another is told with both", async () => {
  const [finding, more] = await asymmetricPath(madeInput([out(one), back(two), out(one), back(two), back(two)]));
  expect(more).toBeUndefined();
  expect(finding).toMatchObject({
    code: "asymmetric-path",
    severity: "warning",
    title: "1 conversation leaves and comes back by different adapters",
    evidence: [
      { kind: "journey", id: 0 },
      { kind: "journey", id: 1 },
      { kind: "place", id: one.id },
      { kind: "place", id: two.id },
    ],
  });
  expect(finding?.detail).toContain("10.0.0.1 → 10.0.0.9 out by Ethernet (2 packets), back by Ethernet 2 (3)");
});

test("what is no asymmetry: the same adapter, a single stray packet, a team, a switch of several adapters, a route through the host, two ways at once", async () => {
  const quiet = async (...made: readonly Made[]): Promise<unknown> => asymmetricPath(madeInput(made));
  expect(await quiet(out(one), back(one), out(one), back(one))).toEqual([]);
  expect(await quiet(out(one), out(one), back(two))).toEqual([]);
  const team = { over: place("Team1", "team-nic") };
  expect(await quiet(out(one, team), out(one, team), back(two, team), back(two, team))).toEqual([]);
  const set = { switch: place("SET", "switch") };
  expect(await quiet(out(one, set), out(one, set), back(two, set), back(two, set))).toEqual([]);
  const through = { over: two };
  expect(await quiet(out(one, through), out(one, through), back(two, { over: one }), back(two, { over: one }))).toEqual([]);
  expect(await quiet(out(one), out(two), back(two), back(two))).toEqual([]);
});
