import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_ENTRIES } from "../../../../web/journeys/side-cars/listing.js";
import { recogniseSideCar } from "../../../../web/journeys/side-cars/recognise.js";

const CONTAINER = "066a9b55aa11bb22cc33dd44ee55ff66778899aabbccddeeff00112233445566";
const ENDPOINT = "f82c3ec1d0fe590aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223";

test("ipconfig /allcompartments /all", () => {
  const text = `
==============================================================================
Network Information for Compartment 1 (ACTIVE)
==============================================================================

Windows IP Configuration

   Host Name . . . . . . . . . . . . : edge

Ethernet adapter vEthernet (nat):

   Connection-specific DNS Suffix  . :
   Description . . . . . . . . . . . : Hyper-V Virtual Ethernet Adapter #2
   Physical Address. . . . . . . . . : 00-15-5D-83-A2-11
   DHCP Enabled. . . . . . . . . . . : No
   Link-local IPv6 Address . . . . . : fe80::59c4:7e2e:1f0a:abcd%8(Preferred)
   IPv4 Address. . . . . . . . . . . : 172.23.176.1(Preferred)
   Subnet Mask . . . . . . . . . . . : 255.255.240.0
   Default Gateway . . . . . . . . . : 172.23.176.254
   DNS Servers . . . . . . . . . . . : fec0:0:0:ffff::1%1
                                       fec0:0:0:ffff::2%1

==============================================================================
Network Information for Compartment 3
==============================================================================

Windows IP Configuration

Ethernet adapter vEthernet (f82c3ec1d0fe590):

   Connection-specific DNS Suffix  . : corp.example
   IPv4 Address. . . . . . . . . . . : 172.23.183.39
`;
  expect(recogniseSideCar(text)).toEqual({
    kind: "ipconfig /allcompartments",
    computer: "edge",
    entries: [
      {
        alias: "vEthernet (nat)",
        description: "Hyper-V Virtual Ethernet Adapter #2",
        mac: "00:15:5d:83:a2:11",
        interfaceIndex: 8,
        addresses: ["fe80::59c4:7e2e:1f0a:abcd", "172.23.176.1"],
        compartment: 1,
      },
      { alias: "vEthernet (f82c3ec1d0fe590)", addresses: ["172.23.183.39"], compartment: 3 },
    ],
  });
});

test("ipconfig of a Windows that speaks German", () => {
  const text = `
Windows-IP-Konfiguration

Ethernet-Adapter Ethernet 4:

   Beschreibung. . . . . . . . . . . : Test 10G Adapter
   Physische Adresse . . . . . . . . : 00-15-5D-20-04-01
   IPv4-Adresse  . . . . . . . . . . : 10.20.0.1(Bevorzugt)
   Subnetzmaske  . . . . . . . . . . : 255.255.255.0
`;
  expect(recogniseSideCar(text)).toEqual({
    kind: "ipconfig",
    entries: [{ alias: "Ethernet 4", description: "Test 10G Adapter", mac: "00:15:5d:20:04:01", addresses: ["10.20.0.1"] }],
  });
});

test("hnsdiag list all: names may be longer than their column", () => {
  const text = `Networks:
Name             ID
nat              F413E630-CC75-4B89-9ED4-FCD57324153B

Endpoints:
Name             ID                                   Virtual Network Name
Ethernet         865986bc-8a40-4ebc-9916-c2c54e31e011 nat
cid-${CONTAINER} 391799da-1903-461b-9fb7-8562ab235445 nat

Namespaces:
ID                                   | Endpoint IDs
23fdb4c2-7808-44a2-a92e-e2cf4d508dc0 | 391799da-1903-461b-9fb7-8562ab235445
`;
  expect(recogniseSideCar(text)).toEqual({
    kind: "hnsdiag list",
    entries: [
      { network: "nat", guid: "f413e630-cc75-4b89-9ed4-fcd57324153b" },
      { endpointId: "865986bc8a404ebc9916c2c54e31e011", network: "nat", placeKind: "container-nic" },
      {
        endpointId: "391799da1903461b9fb78562ab235445",
        network: "nat",
        containerId: CONTAINER,
        placeKind: "container-nic",
      },
    ],
  });
});

test("docker network inspect", () => {
  const text = JSON.stringify(
    [
      {
        Name: "nat",
        Id: "55aa",
        Driver: "nat",
        IPAM: { Config: [{ Subnet: "172.23.176.0/20" }] },
        Containers: { [CONTAINER]: { Name: "api", EndpointID: ENDPOINT, MacAddress: "00:15:5d:83:a7:3c", IPv4Address: "172.23.183.39/20", IPv6Address: "" } },
        Options: { "com.docker.network.windowsshim.hnsid": "F413E630-CC75-4B89-9ED4-FCD57324153B" },
      },
    ],
    null,
    4,
  );
  expect(recogniseSideCar(`PS C:\\> docker network inspect nat\r\n${text}`)).toEqual({
    kind: "docker network inspect",
    entries: [
      { network: "nat", networkType: "nat", guid: "f413e630-cc75-4b89-9ed4-fcd57324153b" },
      {
        container: "api",
        containerId: CONTAINER,
        endpointId: ENDPOINT,
        mac: "00:15:5d:83:a7:3c",
        addresses: ["172.23.183.39"],
        network: "nat",
        networkType: "nat",
        placeKind: "container-nic",
      },
    ],
  });
});

test("docker ps as a table and as JSON lines, docker inspect, docker network ls", () => {
  const table = `CONTAINER ID   IMAGE                COMMAND                CREATED       STATUS       PORTS                NAMES
066a9b55aa11   telemetry:1          "cmd /c telemetry"     2 hours ago   Up 2 hours                        iot
f82c3ec1d0fe   api:7                "api-client.exe"       2 hours ago   Up 2 hours   0.0.0.0:80->80/tcp   api`;
  const entries = [
    { containerId: "066a9b55aa11", container: "iot" },
    { containerId: "f82c3ec1d0fe", container: "api" },
  ];
  expect(recogniseSideCar(table)).toEqual({ kind: "docker ps", entries });
  const lines = entries.map(({ containerId, container }) => JSON.stringify({ ID: containerId, Image: "x", Names: container, Networks: "nat" })).join("\n");
  expect(recogniseSideCar(lines)).toEqual({ kind: "docker ps", entries });
  const inspect = [
    {
      Id: CONTAINER,
      Name: "/iot",
      NetworkSettings: { Networks: { edge: { EndpointID: ENDPOINT, MacAddress: "00:15:5d:20:06:6a", IPAddress: "10.20.0.41" } } },
    },
  ];
  expect(recogniseSideCar(JSON.stringify(inspect))).toEqual({
    kind: "docker inspect",
    entries: [
      { containerId: CONTAINER, container: "iot" },
      {
        containerId: CONTAINER,
        container: "iot",
        network: "edge",
        endpointId: ENDPOINT,
        mac: "00:15:5d:20:06:6a",
        addresses: ["10.20.0.41"],
        placeKind: "container-nic",
      },
    ],
  });
  const networks = `NETWORK ID     NAME      DRIVER        SCOPE
55aa55aa55aa   edge      l2bridge      local
55aa55aa55ab   none      null          local`;
  expect(recogniseSideCar(networks)).toEqual({ kind: "docker network ls", entries: [{ network: "edge", networkType: "l2bridge" }] });
});

test("kubectl get pods -o json leaves out pods on the host's own network", () => {
  const pod = (name: string, ip: string, hostNetwork: boolean): object => ({
    kind: "Pod",
    metadata: { name, namespace: "shop" },
    spec: { hostNetwork },
    status: { podIP: ip, podIPs: [{ ip }], containerStatuses: [{ name: "main", containerID: `containerd://${CONTAINER}` }] },
  });
  const about = { pod: "cart-7d", namespace: "shop", addresses: ["10.244.0.4"] };
  const text = JSON.stringify({ apiVersion: "v1", kind: "List", items: [pod("cart-7d", "10.244.0.4", false), pod("proxy", "10.0.0.1", true)] });
  expect(recogniseSideCar(text)).toEqual({ kind: "kubectl get pods", entries: [about, { ...about, containerId: CONTAINER }] });
});

test("other texts are nothing", () => {
  for (const text of ["", " ", "hello", "{}", "[]", "[1,2]", "{", "a,b\n1,2", "Name : x\nValue : y", '{"kind":"Service","items":[]}', "Subject :\n  body"])
    expect(recogniseSideCar(text)).toBeUndefined();
});

test("never more entries than are kept, however long the text", () => {
  const row = '{"ID":"066a9b55aa11","Image":"x","Names":"iot"}\n';
  expect(recogniseSideCar(row.repeat(MAX_ENTRIES + 50))?.entries).toHaveLength(MAX_ENTRIES);
  expect(recogniseSideCar(row.repeat(400_000))).toBeUndefined();
});

test("any text, and pieces of listings in any order, give entries or nothing", () => {
  const pieces = fc.constantFrom(
    ...'Name ID|Name|ifIndex|MacAddress|InterfaceDescription| : |---- ----|----|CONTAINER ID   IMAGE   NAMES|\n|\r\n|\n\n|  |"|,|{|}|[|]|:|%|adapter |compartment 7|00-15-5D-20-04-01|fe80::1%4|865986bc-8a40-4ebc-9916-c2c54e31e011|Networks:|   IPv4 Address. . . : 1.2.3.4'.split(
      "|",
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 60 }).map((parts) => parts.join("")),
      ),
      (text) => {
        const names = recogniseSideCar(text);
        if (names !== undefined) expect(names.entries.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 3000 },
  );
});

test("any JSON gives entries or nothing, also with the right names in the wrong places", () => {
  const key = fc.constantFrom(
    "kind",
    "items",
    "metadata",
    "name",
    "Name",
    "status",
    "podIPs",
    "Driver",
    "IPAM",
    "Containers",
    "Options",
    "NetworkSettings",
    "Networks",
    "Id",
    "ID",
    "Names",
    "Image",
    "VirtualNetwork",
    "IPAddress",
    "IpConfigurations",
    "Namespace",
    "SharedContainers",
    "__proto__",
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom("Pod", "List", "nat", "066a9b55aa11", "1.2.3.4"),
      fc.jsonValue({ maxDepth: 0 }),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(key, tie("value"), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(value, (thing) => {
      const names = recogniseSideCar(JSON.stringify(thing));
      for (const entry of names?.entries ?? []) expect(Object.values(entry).every((part) => part !== undefined && part !== null)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
