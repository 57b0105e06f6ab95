import { bytes, fileTime, guid, hex32, ipv4, kernelEvents, mac, mapped, narrow, pid, pointer, u16, u32, u64, u8, wide, wideOf } from "./kernel-fields.js";
import { IN_TYPE as T } from "./schema.js";
import type { EventSchema } from "./schema.js";

const SYSTEM_CONFIG = "01853a65-418f-4f36-aefc-dc0f1d2fd235";
const SYSTEM_CONFIG_EX = "9b79ee91-b5fd-41c0-a243-4248e266e9d0";
const IMAGE_ID = "b3e675d7-2554-4f18-830b-2762732560de";

const cpuHead = [...["MHz", "NumberOfProcessors", "MemSize", "PageSize", "AllocationGranularity"].map(u32), wideOf("ComputerName", 256)];
const nicAddresses = ["IpAddress", "SubnetMask", "DhcpServer", "Gateway", "PrimaryWinsServer", "SecondaryWinsServer"].map(ipv4);
const nicServers = ["DnsServer1", "DnsServer2", "DnsServer3", "DnsServer4"].map(ipv4);
const oldNic = [
  wideOf("NICName", 256),
  u32("Index"),
  u32("PhysicalAddrLen"),
  bytes("PhysicalAddr", 16),
  u32("Size"),
  ...nicAddresses,
  ...nicServers,
  u32("Data"),
];
const service = [pid("ProcessId"), u32("ServiceState"), u32("SubProcessTag"), wide("ServiceName"), wide("DisplayName"), wide("ProcessName")];

/** Hardware and services as the kernel logger lists them when it stops. */
const systemConfig: readonly EventSchema[] = [
  ...[0, 1].flatMap((version) =>
    kernelEvents(SYSTEM_CONFIG, "SystemConfig", version, { 10: "CPU" }, [...cpuHead, wideOf("DomainName", 132), pointer("HyperThreadingFlag")]),
  ),
  ...kernelEvents(SYSTEM_CONFIG, "SystemConfig", 2, { 10: "CPU" }, [...cpuHead, wideOf("DomainName", 134), pointer("HyperThreadingFlag")]),
  ...kernelEvents(SYSTEM_CONFIG, "SystemConfig", 3, { 10: "CPU" }, [
    ...cpuHead,
    wideOf("DomainName", 134),
    pointer("HyperThreadingFlag"),
    pointer("HighestUserAddress"),
    u16("ProcessorArchitecture"),
    u16("ProcessorLevel"),
    u16("ProcessorRevision"),
    u8("PaeEnabled"),
    u8("NxEnabled"),
    u32("MemorySpeed"),
  ]),
  ...[0, 1].flatMap((version) => kernelEvents(SYSTEM_CONFIG, "SystemConfig", version, { 13: "NIC" }, oldNic)),
  ...kernelEvents(SYSTEM_CONFIG, "SystemConfig", 2, { 13: "NIC" }, [
    mac("PhysicalAddr"),
    bytes("PhysicalAddrPadding", 2),
    u32("PhysicalAddrLen"),
    u32("Ipv4Index"),
    u32("Ipv6Index"),
    wide("NICDescription"),
    wide("IpAddresses"),
    wide("DnsServerAddresses"),
  ]),
  ...kernelEvents(SYSTEM_CONFIG, "SystemConfig", 2, { 15: "Services" }, service),
  ...kernelEvents(SYSTEM_CONFIG, "SystemConfig", 3, { 15: "Services" }, [...service, wide("LoadOrderGroup"), wide("SvchostGroup")]),
  ...kernelEvents(SYSTEM_CONFIG, "SystemConfig", 2, { 17: "Network" }, [
    u32("TcbTablePartitions"),
    u32("MaxHashTableSize"),
    u32("MaxUserPort"),
    u32("TcpTimedWaitDelay"),
  ]),
  ...kernelEvents(SYSTEM_CONFIG, "SystemConfig", 2, { 25: "Platform" }, ["SystemManufacturer", "SystemProductName", "BiosDate", "BiosVersion"].map(wide)),
];

/**
 * MIB_IF_ROW2, 0x548 bytes
 *   000 u64 LUID   008 u32 index   00C GUID   01C WCHAR[257] alias   21E WCHAR[257] description   420 u32 address length
 *   424 u8[32] address   444 u8[32] permanent address   464 u32 MTU   468 u32 type   46C u32 tunnel type   470 u32 media
 *   474 u32 physical medium   478 u32 access   47C u32 direction   480 u8 flags, padding   484 u32 operational status
 *   488 u32 administrative status   48C u32 media connect state   490 GUID network   4A0 u32 connection type, padding
 *   4A8 u64 transmit speed   4B0 u64 receive speed   4B8 u64[18] counters
 */
const interfaceRow = [
  { name: "InterfaceLuid", inType: T.HEX_INT64 },
  u32("InterfaceIndex"),
  guid("InterfaceGuid"),
  wideOf("Alias", 257),
  wideOf("Description", 257),
  u32("PhysicalAddressLength"),
  mac("PhysicalAddress"),
  bytes("PhysicalAddressRest", 26),
  mac("PermanentPhysicalAddress"),
  bytes("PermanentPhysicalAddressRest", 26),
  u32("Mtu"),
  mapped(u32("Type"), "InterfaceType"),
  u32("TunnelType"),
  u32("MediaType"),
  u32("PhysicalMediumType"),
  u32("AccessType"),
  u32("DirectionType"),
  hex32("InterfaceAndOperStatusFlags"),
  mapped(u32("OperStatus"), "OperationalStatus"),
  u32("AdminStatus"),
  u32("MediaConnectState"),
  guid("NetworkGuid"),
  u32("ConnectionType"),
  u32("Padding"),
  u64("TransmitLinkSpeed"),
  u64("ReceiveLinkSpeed"),
  ...[
    "InOctets",
    "InUcastPkts",
    "InNUcastPkts",
    "InDiscards",
    "InErrors",
    "InUnknownProtos",
    "InUcastOctets",
    "InMulticastOctets",
    "InBroadcastOctets",
    "OutOctets",
    "OutUcastPkts",
    "OutNUcastPkts",
    "OutDiscards",
    "OutErrors",
    "OutUcastOctets",
    "OutMulticastOctets",
    "OutBroadcastOctets",
    "OutQLen",
  ].map(u64),
];

/** What the tool that merged the trace wrote about the machine. */
const systemConfigEx: readonly EventSchema[] = [
  ...kernelEvents(SYSTEM_CONFIG_EX, "SystemConfigEx", 0, { 32: "BuildInfo" }, [fileTime("InstallDate"), wide("BuildLab"), wide("ProductName")]),
  ...kernelEvents(SYSTEM_CONFIG_EX, "SystemConfigEx", 0, { 33: "SystemPaths" }, [wide("SystemDirectory"), wide("SystemWindowsDirectory")]),
  ...kernelEvents(SYSTEM_CONFIG_EX, "SystemConfigEx", 0, { 34: "UnknownVolume" }, [wide("Volume")]),
  ...kernelEvents(SYSTEM_CONFIG_EX, "SystemConfigEx", 0, { 35: "VolumeMapping" }, [wide("NtPath"), wide("DosPath")]),
  ...kernelEvents(SYSTEM_CONFIG_EX, "SystemConfigEx", 0, { 36: "NetworkInterface" }, interfaceRow),
  ...kernelEvents(SYSTEM_CONFIG_EX, "SystemConfigEx", 0, { 37: "BuildVersion" }, [
    u16("Revision"),
    u16("Build"),
    u16("Minor"),
    u16("Major"),
    u32("Unknown1"),
    u32("Unknown2"),
  ]),
];

const versionTexts = [
  "OrigFileName",
  "FileDescription",
  "FileVersion",
  "BinFileVersion",
  "VerLanguage",
  "ProductName",
  "CompanyName",
  "ProductVersion",
  "FileId",
  "ProgramId",
];

const imageId: readonly EventSchema[] = [
  ...kernelEvents(IMAGE_ID, "ImageId", 0, { 0: "Info" }, [
    pointer("ImageBase"),
    pointer("ImageSize"),
    pid("ProcessId"),
    u32("TimeDateStamp"),
    wide("OriginalFileName"),
  ]),
  ...kernelEvents(IMAGE_ID, "ImageId", 0, { 32: "NoDebugId" }, [pointer("ImageBase"), pid("ProcessId")]),
  ...kernelEvents(IMAGE_ID, "ImageId", 0, { 36: "DbgIdRSDS", 37: "DbgIdILRSDS" }, [
    pointer("ImageBase"),
    pid("ProcessId"),
    guid("GuidSig"),
    u32("Age"),
    narrow("PdbFileName"),
  ]),
  ...kernelEvents(IMAGE_ID, "ImageId", 0, { 38: "DbgPPDB" }, [pointer("ImageBase"), pid("ProcessId"), u32("TimeDateStamp")]),
  ...kernelEvents(IMAGE_ID, "ImageId", 0, { 40: "DbgDeterm" }, [pointer("ImageBase"), pid("ProcessId")]),
  ...kernelEvents(IMAGE_ID, "ImageId", 0, { 64: "FileVersion" }, [u32("ImageSize"), u32("TimeDateStamp"), ...versionTexts.map(wide)]),
];

export const SYSTEM_CONFIG_EVENTS: readonly EventSchema[] = [...systemConfig, ...systemConfigEx, ...imageId];
