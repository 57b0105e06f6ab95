import { expect, test } from "vitest";
import type { JourneyRow, Place } from "../../web/core/api.js";
import { Engine } from "../../web/worker/engine.js";
import { demoTrace } from "../fixtures/demo-trace.js";
import { NIC, SWITCH } from "../fixtures/lab.js";
import { noAbort, openBytes, wasm } from "./support.js";

const IOT = "066a9b55aa11bb22cc33dd44ee55ff66778899aabbccddeeff00112233445566";
const API_ENDPOINT = "f82c3ec1d0fe590aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223";

/** docker network inspect of a network with the two containers of the demo that ping and ask. */
const network = (driver: string): string =>
  JSON.stringify([
    {
      Name: "edge",
      Driver: driver,
      IPAM: { Config: [] },
      Containers: {
        [IOT]: { Name: "iot", EndpointID: "aa".repeat(32), MacAddress: NIC.container066.mac, IPv4Address: "10.20.0.41/24" },
        ["0b".repeat(32)]: { Name: "api", EndpointID: API_ENDPOINT, MacAddress: "", IPv4Address: "" },
      },
    },
  ]);

const ADAPTERS = `
Name                      InterfaceDescription                    ifIndex Status       MacAddress             LinkSpeed
----                      --------------------                    ------- ------       ----------             ---------
Uplink A                  Test 10G Adapter                              4 Up           ${NIC.hostNic.mac.replaceAll(":", "-").toUpperCase()}        10 Gbps
Office                    Microsoft Hyper-V Network Adapter #2          6 Up           ${NIC.physical.mac.replaceAll(":", "-").toUpperCase()}        10 Gbps
Not in this trace         Another Adapter                              99 Up           00-15-5D-00-00-99        10 Gbps
`;

async function pinging(engine: Engine): Promise<JourneyRow | undefined> {
  const { rows } = await engine.journeys({ limit: 10_000 });
  return rows.find((row) => row.summary.includes("10.20.0.41 → 13.107.21.200"));
}

const placeOf = async (engine: Engine, id: string): Promise<Place | undefined> => (await engine.places()).find((place) => place.id === id);

test("listings rename places of an open trace and say what networks are, without reading it again", { timeout: 60_000 }, async () => {
  const { engine, summary } = await openBytes(demoTrace());
  const before = await pinging(engine);
  expect(before).toMatchObject({ pathClass: "transparent" });
  const wire = before?.sightings.at(-1)?.place;
  const container = before?.sightings[0]?.place;

  expect(await engine.addSideCar(ADAPTERS)).toEqual({ kind: "Get-NetAdapter", names: 2 });
  const named = await pinging(engine);
  expect(named?.sightings.map((s) => s.place.name)).toEqual([
    "Container NIC 066a9b55",
    "Container NIC 066a9b55",
    "Uplink A",
    "Uplink A",
    "Uplink A",
    "Uplink A",
  ]);
  expect(named?.sightings.at(-1)?.place.id).toBe(wire?.id);

  expect(await engine.addSideCar(network("l2bridge"), "edge.json")).toEqual({ kind: "docker network inspect", names: 2 });
  const bridged = await pinging(engine);
  expect(bridged).toMatchObject({ id: before?.id, pathClass: "l2bridge", latencyNs: before?.latencyNs, outcome: before?.outcome });
  expect(bridged?.sightings[0]?.place).toEqual({ id: container?.id, name: "iot", kind: "container-nic" });
  expect((await engine.packets({ limit: 10_000 })).rows.some((row) => row.place.name === "iot")).toBe(true);
  expect((await engine.packets({ filter: 'place.name == "iot"' })).total).toBeGreaterThan(0);
  expect(await placeOf(engine, container?.id ?? "")).toMatchObject({ container: "iot", network: "edge", addresses: ["10.20.0.41"], mac: NIC.container066.mac });
  // The other container's NIC is told by the first digits of its endpoint alone.
  expect((await engine.places()).find((place) => place.name === "api")).toMatchObject({ container: "api", id: `nic:${NIC.containerNat.name.toLowerCase()}` });
  expect(await engine.summary()).toMatchObject({ journeys: summary.journeys, drops: summary.drops });
});

test("one MAC on a card and on the host's adapter: the index tells them apart", { timeout: 60_000 }, async () => {
  const { engine } = await openBytes(demoTrace());
  const shared = NIC.physical.mac.replaceAll(":", "-");
  const text = `
Name     InterfaceDescription  ifIndex MacAddress
----     --------------------  ------- ----------
Office   Card                        6 ${shared}
Host leg Virtual                     2 ${shared}
`;
  await engine.addSideCar(text);
  expect(await placeOf(engine, `nic:${NIC.physical.name.toLowerCase()}`)).toMatchObject({ name: "Office" });
  expect(await placeOf(engine, `nic:${NIC.hostLeg.name.toLowerCase()}`)).toMatchObject({ name: "Host leg" });
});

test("virtual machines and switches by GUID", { timeout: 60_000 }, async () => {
  const { engine } = await openBytes(demoTrace());
  const [machine, adapter] = NIC.vmNic.name.split("--");
  const adapters = [
    { Name: "Network Adapter", VMName: "build-vm-2", SwitchName: "docked", Id: `Microsoft:${machine ?? ""}\\${adapter ?? ""}`, IPAddresses: ["10.40.0.15"] },
  ];
  expect(await engine.addSideCar(JSON.stringify(adapters))).toEqual({ kind: "Get-VMNetworkAdapter", names: 1 });
  expect(await placeOf(engine, `nic:${NIC.vmNic.name.toLowerCase()}`)).toMatchObject({ name: "build-vm-2", kind: "vm-nic", addresses: ["10.40.0.15"] });
  const switches = [{ Name: "Dock", Id: SWITCH.docked.name, SwitchType: 2 }];
  expect(await engine.addSideCar(JSON.stringify(switches))).toEqual({ kind: "Get-VMSwitch", names: 1 });
  expect(await placeOf(engine, `switch:${SWITCH.docked.name.toLowerCase()}`)).toMatchObject({ name: "Dock", kind: "switch" });
});

test("a pod is told by the address that another listing gives its NIC", { timeout: 60_000 }, async () => {
  const { engine } = await openBytes(demoTrace());
  const endpoints = [{ ID: NIC.container066.name, VirtualNetworkName: "cbr0", Type: "overlay", IPAddress: "10.20.0.41", Namespace: { CompartmentId: 4 } }];
  await engine.addSideCar(JSON.stringify(endpoints));
  const pods = { kind: "List", items: [{ kind: "Pod", metadata: { name: "iot-1", namespace: "plant" }, spec: {}, status: { podIP: "10.20.0.41" } }] };
  expect(await engine.addSideCar(JSON.stringify(pods))).toEqual({ kind: "kubectl get pods", names: 1 });
  expect(await pinging(engine)).toMatchObject({ pathClass: "overlay", sightings: [{ place: { name: "plant/iot-1" } }, {}, {}, {}, {}, {}] });
  expect((await engine.places()).find((place) => place.container === "plant/iot-1")).toMatchObject({ network: "cbr0", compartment: 4 });
});

test("listings given on opening are used from the start; a text that is none is refused", { timeout: 60_000 }, async () => {
  const engine = new Engine();
  await engine.init(await wasm());
  const sources = [{ name: "demo.etl", blob: new Blob([demoTrace()]) }];
  await engine.open(sources, () => undefined, noAbort(), [network("l2bridge")]);
  expect(await pinging(engine)).toMatchObject({ pathClass: "l2bridge", sightings: [{ place: { name: "iot" } }, {}, {}, {}, {}, {}] });
  const refused = { code: "unsupported", message: expect.stringContaining("Get-NetAdapter") as string };
  await expect(engine.addSideCar("hello", "note.txt")).rejects.toMatchObject({
    ...refused,
    message: expect.stringMatching(/^note\.txt is no listing/) as string,
  });
  expect(await pinging(engine)).toMatchObject({ pathClass: "l2bridge" });
  await expect(engine.open(sources, () => undefined, noAbort(), ["hello"])).rejects.toMatchObject(refused);
});
