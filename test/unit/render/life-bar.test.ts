import { expect, test } from "vitest";
import type { NatSessionRow } from "../../../web/core/api.js";
import { lifeBar } from "../../../web/render/life-bar.js";

const START = 1_000n;
const END = 2_000n;
type States = NatSessionRow["states"];
const bar = (row: Partial<NatSessionRow> & { readonly states: States }) => lifeBar({ lifetimeSeconds: 0, ...row }, START, END);

test("a session within the trace has posts at both ends, a part for each lifetime and a notch for each state after the first", () => {
  const states: States = [
    { timeNs: 1_090n, event: "binding-created" },
    { timeNs: 1_100n, event: "created", lifetimeSeconds: 6, tcpState: "SYN sent" },
    { timeNs: 1_200n, event: "state", lifetimeSeconds: 120, tcpState: "Established" },
    { timeNs: 1_250n, event: "lifetime", lifetimeSeconds: 120, tcpState: "Established" },
    { timeNs: 1_600n, event: "timed-out" },
  ];
  expect(bar({ createdNs: 1_100n, endedNs: 1_600n, lifetimeSeconds: 120, states })).toEqual({
    from: 0.1,
    to: 0.6,
    begun: true,
    ended: true,
    parts: [
      { from: 0.1, to: 0.2, lifetimeSeconds: 6, tcpState: "SYN sent", full: false },
      { from: 0.2, to: 0.6, lifetimeSeconds: 120, tcpState: "Established", full: true },
    ],
    notches: [0.2],
  });
});

test("what began before the trace and never ended fills the axis without posts", () => {
  expect(bar({ states: [] })).toMatchObject({ from: 0, to: 1, begun: false, ended: false, notches: [] });
  expect(bar({ states: [], createdNs: 500n })).toMatchObject({ from: 0, begun: false });
});

test("times outside the axis, and an end before the beginning, stay on it", () => {
  const odd = bar({ createdNs: 1_800n, endedNs: 1_200n, states: [{ timeNs: 99_999n, event: "state", lifetimeSeconds: 5, tcpState: "x" }] });
  expect(odd.to).toBeGreaterThanOrEqual(odd.from);
  for (const { from, to } of odd.parts) expect(0 <= from && from < to && to <= 1).toBe(true);
  for (const notch of odd.notches) expect(notch).toBeLessThanOrEqual(1);
  const empty = lifeBar({ lifetimeSeconds: 0, states: [] }, START, START);
  expect(Number.isFinite(empty.from) && Number.isFinite(empty.to)).toBe(true);
});
