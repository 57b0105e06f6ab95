import { describe, expect, test } from "vitest";
import { recogniseSideCar } from "../../../../web/journeys/side-cars/recognise.js";

const GUID = "5e0a11c2-90ab-4cd1-a0b7-1c2d3e4f5a6b";

describe("Get-NetAdapter", () => {
  const first = { alias: "Ethernet 4", description: "Test 10G Adapter", interfaceIndex: 4, mac: "00:15:5d:20:04:01" };
  const second = { alias: "vEthernet (nat)", description: "Hyper-V Virtual Ethernet Adapter #2", interfaceIndex: 8, mac: "00:15:5d:83:a2:11" };

  test("table, with the command and carriage returns", () => {
    const text = [
      "\uFEFFPS C:\\Users\\me> Get-NetAdapter",
      "",
      "Name                      InterfaceDescription                    ifIndex Status       MacAddress             LinkSpeed",
      "----                      --------------------                    ------- ------       ----------             ---------",
      "Ethernet 4                Test 10G Adapter                              4 Up           00-15-5D-20-04-01        10 Gbps",
      "vEthernet (nat)           Hyper-V Virtual Ethernet Adapter #2           8 Up           00-15-5D-83-A2-11     866.7 Mbps",
      "A name that is cut off... Another Adapter                             123 Disconnected 00-15-5D-00-00-09          0 bps",
      "",
      "PS C:\\Users\\me>",
    ].join("\r\n");
    expect(recogniseSideCar(text)).toEqual({
      kind: "Get-NetAdapter",
      entries: [first, second, { description: "Another Adapter", interfaceIndex: 123, mac: "00:15:5d:00:00:09" }],
    });
  });

  test("property list, with a value over two lines", () => {
    const text = `
Name                       : Ethernet 4
InterfaceDescription       : Test 10G
                             Adapter
InterfaceIndex             : 4
MacAddress                 : 00-15-5D-20-04-01
DriverInformation          : Driver Date 2025-01-01 Version 1.0

Name                       : vEthernet (nat)
InterfaceDescription       : Hyper-V Virtual Ethernet Adapter #2
InterfaceIndex             : 8
MacAddress                 : 00-15-5D-83-A2-11
`;
    expect(recogniseSideCar(text)).toEqual({ kind: "Get-NetAdapter", entries: [first, second] });
  });

  test("JSON: of one thing, of several, and in the wrapping of older shells", () => {
    const json = {
      Name: "Ethernet 4",
      InterfaceDescription: "Test 10G Adapter",
      ifIndex: 4,
      MacAddress: "00-15-5D-20-04-01",
      InterfaceGuid: `{${GUID.toUpperCase()}}`,
      HardwareInterface: true,
    };
    const entry = { ...first, guid: GUID, placeKind: "physical-nic" };
    for (const value of [json, [json], { value: [json], Count: 1 }])
      expect(recogniseSideCar(JSON.stringify(value, null, 2))).toEqual({ kind: "Get-NetAdapter", entries: [entry] });
  });

  test("CSV, with quotes, either delimiter, and a line of its type", () => {
    const csv = (mark: string): string =>
      [
        "#TYPE Microsoft.Management.Infrastructure.CimInstance",
        ["Name", "InterfaceDescription", "ifIndex", "MacAddress"].map((cell) => `"${cell}"`).join(mark),
        ["Ethernet 4", "Test 10G Adapter", "4", "00-15-5D-20-04-01"].map((cell) => `"${cell}"`).join(mark),
        [`Say ""hi""${mark} twice`, "Other", "5", ""].map((cell) => `"${cell}"`).join(mark),
      ].join("\r\n");
    for (const mark of [",", ";"])
      expect(recogniseSideCar(csv(mark))?.entries).toEqual([first, { alias: `Say "hi"${mark} twice`, description: "Other", interfaceIndex: 5 }]);
  });
});

test("Get-VMNetworkAdapter: of machines and of the host, ids of both forms", () => {
  const table = `
Name            IsManagementOs VMName     SwitchName MacAddress   Status IPAddresses
----            -------------- ------     ---------- ----------   ------ -----------
Network Adapter False          build-vm-2 docked     00155D400C0F {Ok}   {10.40.0.15, fe80::1234:5678:9abc:def0}
Layered         True                      Layered    00155D2A1E07 {Ok}
`;
  expect(recogniseSideCar(table)).toEqual({
    kind: "Get-VMNetworkAdapter",
    entries: [
      {
        vm: "build-vm-2",
        vmAdapter: "Network Adapter",
        placeKind: "vm-nic",
        mac: "00:15:5d:40:0c:0f",
        switch: "docked",
        addresses: ["10.40.0.15", "fe80::1234:5678:9abc:def0"],
      },
      { hostAdapter: "Layered", mac: "00:15:5d:2a:1e:07", switch: "Layered" },
    ],
  });
  const json = [
    { Name: "NIC", Id: `Microsoft:11111111-2222-4333-8444-555555555555\\${GUID.toUpperCase()}`, IsManagementOs: false, VMName: "vm", IPAddresses: [] },
  ];
  expect(recogniseSideCar(JSON.stringify(json))?.entries).toEqual([{ vm: "vm", vmAdapter: "NIC", placeKind: "vm-nic", guid: GUID }]);
});

test("Get-VMSwitch", () => {
  const table = `
Name   SwitchType NetAdapterInterfaceDescription
----   ---------- ------------------------------
docked External   Test Dock Adapter
nat    Internal
`;
  expect(recogniseSideCar(table)).toEqual({
    kind: "Get-VMSwitch",
    entries: [
      { switch: "docked", switchType: "External", description: "Test Dock Adapter" },
      { switch: "nat", switchType: "Internal" },
    ],
  });
  expect(recogniseSideCar(JSON.stringify({ Name: "inner", Id: GUID, SwitchType: 0 }))?.entries).toEqual([
    { switch: "inner", switchType: "Private", guid: GUID },
  ]);
});

test("Get-NetIPAddress -IncludeAllCompartments", () => {
  const list = `
IPAddress         : fe80::59c4:7e2e:1f0a:abcd%8
InterfaceIndex    : 8
InterfaceAlias    : vEthernet (nat)
AddressFamily     : IPv6
PrefixLength      : 64
CompartmentId     : 1

IPAddress         : 172.23.176.1
InterfaceIndex    : 8
InterfaceAlias    : vEthernet (nat)
PrefixLength      : 20
CompartmentId     : 1
`;
  expect(recogniseSideCar(list)).toEqual({
    kind: "Get-NetIPAddress",
    entries: [
      { interfaceIndex: 8, alias: "vEthernet (nat)", addresses: ["fe80::59c4:7e2e:1f0a:abcd"], compartment: 1 },
      { interfaceIndex: 8, alias: "vEthernet (nat)", addresses: ["172.23.176.1"], compartment: 1 },
    ],
  });
});

test("Get-HnsEndpoint: both schemas; the container that an endpoint's name holds", () => {
  const container = "9fcd829dc8aee649e5d3a0c5800ed17156c2dd4dd65bd308bc5db9ae1a723412";
  const list = `
ActivityId         : 9b63aa27-a6d2-4ea0-bb30-3da5f4f913e0
ID                 : ${GUID}
IPAddress          : 10.244.0.4
MacAddress         : 00-15-5D-20-06-6A
Name               : ${container}_l2bridge
Namespace          : @{ID=2c094b9e-af3a-4dc1-97d8-821b68603d23; CompartmentId=3}
Policies           : {@{Type=L2Driver}}
SharedContainers   : {}
Type               : l2bridge
VirtualNetworkName : cbr0
`;
  const entry = { endpointId: GUID.replaceAll("-", ""), mac: "00:15:5d:20:06:6a", addresses: ["10.244.0.4"], placeKind: "container-nic" };
  expect(recogniseSideCar(list)).toEqual({
    kind: "Get-HnsEndpoint",
    entries: [{ ...entry, network: "cbr0", networkType: "l2bridge", compartment: 3, containerId: container }],
  });
  const second = [{ ID: GUID, MacAddress: "00-15-5D-20-06-6A", HostComputeNetwork: "x", IpConfigurations: [{ IpAddress: "10.244.0.4", PrefixLength: 24 }] }];
  expect(recogniseSideCar(JSON.stringify(second))?.entries).toEqual([entry]);
  const network = [{ ID: GUID, Name: "cbr0", Type: "Overlay", Subnets: [] }];
  expect(recogniseSideCar(JSON.stringify(network))).toEqual({ kind: "Get-HnsNetwork", entries: [{ guid: GUID, network: "cbr0", networkType: "overlay" }] });
});
