import { expect, test } from "vitest";
import { journeyPosition } from "../../../web/app/journey-position.js";
import { joinedText, journeySentence, longestHop, longestHopText, sightEnds } from "../../../web/app/journey-text.js";
import type { JourneyRow, Sighting } from "../../../web/core/api.js";
import type { JourneySort } from "../../../web/core/engine-api.js";

const plain = (text: string): string => text.replaceAll("\u202f", " ");

function step(name: string, ns: number, by: Sighting["joined"]["by"] = "nbl", confidence = 1): Sighting {
  return {
    timeNs: 0n,
    event: 0,
    place: { id: name, name, kind: "stack" },
    kind: "frame",
    latencyFromPreviousNs: ns,
    changes: [],
    joined: { by, confidence },
  };
}

const row: JourneyRow = {
  id: 41,
  startNs: 0n,
  latencyNs: 678_300,
  outcome: "delivered",
  pathClass: "nat-portproxy",
  summary: "",
  sightings: [step("pNIC", 0, "first"), step("PortProxy", 3_900), step("PortProxy", 612_800, "portproxy", 0.94), step("api-1", 61_600)],
};

test("the longest hop is named with its share", () => {
  const hop = longestHop(row);
  expect(hop?.index).toBe(2);
  expect(plain(hop === undefined ? "" : longestHopText(hop))).toBe("612.8 µs inside PortProxy, 90 % of the journey");
  expect(longestHop({ ...row, sightings: row.sightings.slice(0, 1) })).toBeUndefined();
});

test("the sentence for those who do not see the picture holds its figures", () => {
  expect(plain(journeySentence(row))).toBe("Journey 41, 3 hops at 3 places, 678.3 microseconds, delivered. Longest hop: 612.8 microseconds inside PortProxy.");
  expect(plain(journeySentence({ ...row, outcome: "dropped", drop: { reason: "Failed Security Policy" } }))).toContain("dropped: Failed Security Policy.");
});

test("how it was joined, with the least sure join", () => {
  expect(joinedText(row)).toBe("Joined by NBL ×2, PortProxy pair ×1; lowest confidence 0.94.");
});

test.each<JourneySort>(["start", "-start", "latency", "-latency"])("the position of a journey in the order %s is found, ties included", async (sort) => {
  const all = [30, 10, 20, 10, 10, 50, 20].map((latencyNs, id) => ({ id, latencyNs }));
  const sorted = all.toSorted((a, b) => (sort.endsWith("latency") ? a.latencyNs - b.latencyNs || a.id - b.id : a.id - b.id));
  if (sort.startsWith("-")) sorted.reverse();
  const at = (position: number): Promise<(typeof all)[number] | undefined> => Promise.resolve(sorted[position]);
  for (const [position, wanted] of sorted.entries()) expect(await journeyPosition(wanted, sorted.length, sort, at)).toBe(position);
  expect(await journeyPosition({ id: 99, latencyNs: 20 }, sorted.length, sort, at)).toBeUndefined();
});

test("where sight ends is said, and why", () => {
  const end = (name: string, kind: "vm-nic" | "container-nic"): Sighting => ({ ...step(name, 1), kind: "routed", place: { id: name, name, kind } });
  const ending = (outcome: JourneyRow["outcome"], last: Sighting): string | undefined => sightEnds({ ...row, outcome, sightings: [last] });
  expect(ending("delivered", end("api-1", "container-nic"))).toBeUndefined();
  expect(ending("delivered", end("Network Adapter", "vm-nic"))).toContain("virtual machine");
  expect(ending("lost-sight", end("Utility VM NIC", "container-nic"))).toContain("Hyper-V isolation");
  expect(ending("lost-sight", end("Host NIC", "container-nic"))).toContain("“routed” at Host NIC");
});
