import { expect, test } from "vitest";
import { NameBook, type KnownPlace, type PlaceClues } from "../../../../web/journeys/side-cars/name-book.js";
import type { SideCarEntry } from "../../../../web/journeys/side-cars/side-car.js";

const MAC = "00:15:5d:00:00:01";

function book(...listings: readonly (readonly SideCarEntry[])[]): (clues: Partial<PlaceClues>) => KnownPlace | undefined {
  const names = new NameBook();
  for (const entries of listings) names.add({ kind: "test", entries });
  return (given) => {
    const clues = { guids: [], names: [], ...given };
    return names.about(names.sure(clues) ?? names.byName(clues, new Set()), clues);
  };
}

test("what one listing says of a MAC and another of its index is one adapter", () => {
  const find = book(
    [{ alias: "Uplink", mac: MAC, interfaceIndex: 4 }],
    [{ mac: MAC, container: "api", network: "edge" }],
    [{ network: "edge", networkType: "overlay" }],
  );
  expect(find({ interfaceIndex: 4 })).toMatchObject({ name: "api", kind: "container-nic", networkType: "overlay", alias: "Uplink" });
  expect(find({ interfaceIndex: 4 })?.listings).toEqual(new Set([1, 2, 3]));
});

test("a card and the host's adapter with its MAC stay two, in either order of listings", () => {
  const adapters = [
    { alias: "Ethernet", mac: MAC, interfaceIndex: 6 },
    { alias: "vEthernet (Office)", mac: MAC, interfaceIndex: 2 },
  ];
  const ofHost = [{ hostAdapter: "Office", mac: MAC, switch: "Office" }];
  for (const find of [book(adapters, ofHost), book(ofHost, adapters)]) {
    expect(find({ mac: MAC, interfaceIndex: 6 })).toMatchObject({ name: "Ethernet" });
    expect(find({ mac: MAC, interfaceIndex: 6 })).not.toHaveProperty("switch");
    expect(find({ mac: MAC, interfaceIndex: 2 })).toMatchObject({ name: "vEthernet (Office)", switch: "Office" });
    expect(find({ mac: MAC })).toBeUndefined();
    expect(find({ mac: MAC, names: ["ethernet"] })).toMatchObject({ interfaceIndex: 6 });
  }
});

test("the GUID decides against the MAC and the name", () => {
  const [one, other] = ["11111111-2222-4333-8444-555555555555", "66666666-7777-4888-9999-aaaaaaaaaaaa"];
  const find = book([
    { alias: "One", guid: one, mac: MAC },
    { alias: "Other", guid: other },
  ]);
  expect(find({ guids: [other], mac: MAC, names: ["One"] })).toMatchObject({ name: "Other" });
  expect(find({ guids: ["bbbbbbbb-7777-4888-9999-aaaaaaaaaaaa"], mac: MAC, names: ["One"] })).toBeUndefined();
});

test("a description that two adapters have names neither, the first digits of an id only what is alone", () => {
  const find = book([
    { description: "Card", interfaceIndex: 1 },
    { description: "Card", interfaceIndex: 2 },
    { endpointId: `066a9b55${"0".repeat(24)}`, container: "one" },
    { endpointId: `f82c3ec1${"0".repeat(24)}`, container: "two" },
    { endpointId: `f82c3ec1${"1".repeat(24)}`, container: "three" },
  ]);
  expect(find({ names: ["Card"] })).toBeUndefined();
  expect(find({ names: ["Container NIC 066a9b55"] })).toMatchObject({ name: "one" });
  expect(find({ names: ["Container NIC f82c3ec1"] })).toBeUndefined();
  expect(find({ names: ["vEthernet (f82c3ec1000)"] })).toMatchObject({ name: "two" });
});

test("a container listed by its id alone names the NIC that is called after it", () => {
  const find = book([{ containerId: "066a9b55aa11", container: "iot" }]);
  expect(find({ names: ["Container NIC 066a9b55"] })).toMatchObject({ name: "iot", kind: "container-nic" });
  expect(find({ names: ["Container NIC 066a9b56"] })).toBeUndefined();
});

test("a machine with several adapters has their names beside its own", () => {
  const nic = (vmAdapter: string, mac: string): SideCarEntry => ({ vm: "build", vmAdapter, mac, placeKind: "vm-nic" });
  expect(book([nic("A", MAC)])({ mac: MAC })).toMatchObject({ name: "build", kind: "vm-nic" });
  expect(book([nic("A", MAC), nic("B", "00:15:5d:00:00:02")])({ mac: MAC })).toMatchObject({ name: "build (A)" });
});

test("addresses of one adapter add up, to a bound", () => {
  const rows = Array.from({ length: 3_000 }, (_, i) => ({ interfaceIndex: 3, addresses: [`10.0.${i >> 8}.${i & 255}`] }));
  expect(book(rows)({ interfaceIndex: 3 })?.addresses).toHaveLength(1_000);
});
