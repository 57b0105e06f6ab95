import { expect, test } from "vitest";
import { laneEntries, movedLane, type LaneWishes } from "../../../../web/app/timeline/lane-groups.js";
import type { PlaceKind } from "../../../../web/core/api.js";
import type { Lane, LaneSet } from "../../../../web/core/timeline.js";

const at = { id: "switch:a", name: "External", kind: "switch" } as const;
const nat = { id: "switch:nat", name: "nat", kind: "switch" } as const;
const lane = (id: string, kind: PlaceKind, sightings: number, more: Partial<Lane> = {}): Lane => ({
  key: id,
  place: { id, name: id, kind },
  machine: "host",
  sightings,
  ...more,
});
const set: LaneSet = {
  fromNs: 0,
  toNs: 1,
  lanes: [
    lane("container", "container-nic", 50, { switch: at }),
    lane("pnic", "physical-nic", 10, { switch: at }),
    lane("inside", "virtual-nic", 5, { switch: nat }),
    lane("winnat", "nat", 3),
    lane("stack", "stack", 99),
    lane("wifi", "physical-nic", 1),
  ],
  cpus: [lane("cpu:10", "unknown", 1), lane("cpu:2", "unknown", 1)],
  natSessions: 2,
  processEvents: 4,
};
const plain: LaneWishes = { mode: "lanes", grouping: "switch", folded: new Set(), hidden: new Set(), order: [], extra: [] };
const keys = (wishes: Partial<LaneWishes> = {}): string[] => laneEntries(set, { ...plain, ...wishes }).map((entry) => entry.key);

test("lanes stand under their switch from the wire inwards, the NAT with the switch it serves, stacks last", () => {
  expect(keys()).toEqual([
    "switch:switch:a",
    "pnic",
    "container",
    "switch:switch:nat",
    "winnat",
    "inside",
    "adapters:",
    "wifi",
    "stacks:",
    "stack",
    "events",
    "processes",
  ]);
});

test("a folded group is one row that stands for all of its lanes", () => {
  const entries = laneEntries(set, { ...plain, folded: new Set(["switch:switch:a"]) });
  expect(entries[0]).toMatchObject({ folded: true, lanes: 2, content: { kind: "lanes", members: [1, 0] } });
  expect(entries[1]?.key).toBe("switch:switch:nat");
});

test("hidden lanes are gone, and groups without lanes with them", () => {
  expect(keys({ hidden: new Set(["wifi", "pnic", "processes"]) })).toEqual([
    "switch:switch:a",
    "container",
    "switch:switch:nat",
    "winnat",
    "inside",
    "stacks:",
    "stack",
  ]);
});

test("by machine; by CPU in the order of their numbers", () => {
  expect(keys({ grouping: "machine" })).toEqual(["machine:host", "pnic", "wifi", "winnat", "inside", "container", "stack", "events", "processes"]);
  expect(keys({ mode: "cpus" })).toEqual(["machine:host", "cpu:2", "cpu:10", "events", "processes"]);
});

test("a lane moves within its group and stops at its ends", () => {
  const entries = laneEntries(set, plain);
  const order = movedLane(entries, "container", -1) ?? [];
  expect(keys({ order }).slice(0, 3)).toEqual(["switch:switch:a", "container", "pnic"]);
  expect(movedLane(entries, "container", 1)).toBeUndefined();
  expect(movedLane(entries, "nobody", 1)).toBeUndefined();
});

test("filters have lanes of their own", () => {
  const entries = laneEntries(set, { ...plain, extra: ["tcp"] });
  expect(entries.at(-1)).toMatchObject({ kind: "events", title: "tcp", removable: true, content: { kind: "events", filter: "tcp" } });
});
