import type { EventSchema, ValueMap } from "../trace/schema.js";
import { parseFields } from "./field-text.js";
import { VM_SWITCH_DROP_REASONS } from "./hyper-v-vm-switch.js";
import { PKTMON_DROP_LOCATIONS } from "./pktmon-drop-locations.js";
import { PKTMON_DROP_TEXTS } from "./pktmon-drop-texts.js";
import { textsFrom, type Provider } from "./provider.js";

const GUID = "4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac";
const NAME = "Microsoft-Windows-PktMon";

/**
 * What most packet events begin with.
 *
 *    0  u64  PktGroupId        12  u16  DirTag         20  u16  FilterId
 *    8  u16  PktNumber         14  u16  PacketType     22  u32  DropReason
 *   10  u16  AppearanceCount   16  u16  ComponentId    26  u32  DropLocation
 *                              18  u16  EdgeId         30
 */
const ACTION = "DirTag:u16@Direction PacketType:u16@PacketType ComponentId:u16 EdgeId:u16 FilterId:u16 DropReason@DropReason DropLocation@DropLocation";
const header = (number: "PktNumber" | "PktCount"): string => `PktGroupId:u64 ${number}:u16 AppearanceCount:u16 ${ACTION}`;
const FRAME = `${header("PktNumber")} OriginalPayloadSize:u16 LoggedPayloadSize:u16 Payload:b`;
const parsed = (ip: "ip4" | "ip6"): string =>
  "DestinationMAC:mac SourceMAC:mac EtherType:u16@EtherType VlanId:u16 " +
  `DestinationIP:${ip} SourceIP:${ip} Protocol:u8@Protocol DestinationPort:u16 SourcePort:u16 TCPFlags:u8@TcpFlags ${header("PktCount")}`;
const http = (ip: "ip4" | "ip6"): string =>
  `${ACTION} DestinationIP:${ip} SourceIP:${ip} Protocol:u8@Protocol DestinationPort:u16 SourcePort:u16 ` +
  "OriginalPayloadSize:u16 LoggedPayloadSize:u16 Payload:b";
/** The out-of-band values of an NBL, each the size of a pointer, then three of fixed size. */
const NBL =
  "TcpIpChecksum:ptr TcpLargeSend:ptr Ieee8021Q:ptr HashInfo:ptr HashValue:ptr VirtualSubnetInfo:ptr TcpRecvSegCoalesceInfo:ptr " +
  "NrtNameResolutionId:ptr TcpSendOffloadsSupplementalInfo:ptr SwitchForwardingDetail:hex64 GftOffloadInfo:hex64 GftFlowEntryId:hex64";
const COMPONENT = "Id:u16 Type:u16@Component Name:z Description:z";
const property = (value: string): string => `ComponentId:u16 Type:u16@Property ${value}`;
const filter = (ip: "ip4" | "ip6"): string =>
  "FilterId:u16 FilterName:z MacAddress1:mac MacAddress2:mac EtherType:u16@EtherType VlanId:u16 " +
  `IpAddress1:${ip} IpAddress2:${ip} Protocol:u8@Protocol Port1:u16 Port2:u16 TCPFlags:u8@TcpFlags`;
const COUNTERS = "DirTagIn:u16@Direction PacketsIn:u64 BytesIn:u64 DirTagOut:u16@Direction PacketsOut:u64 BytesOut:u64";
const CONTEXT = `${header("PktNumber")} Type:u16 PktContext:hex64`;

const AT = "component {ComponentId} edge {EdgeId}, {DirTag}";
const DROP = "{DropReason} at {DropLocation}";
const SIZE = "{LoggedPayloadSize} of {OriginalPayloadSize} bytes";
const HOSTS = "{Protocol} {SourceIP} port {SourcePort} to {DestinationIP} port {DestinationPort}";
const PROPERTY = "Component {ComponentId}: {Type} is {Value}";
const COUNTS = "{DirTagIn} {PacketsIn} packets ({BytesIn} bytes), {DirTagOut} {PacketsOut} packets ({BytesOut} bytes)";
const FILTER =
  'Filter {FilterId} "{FilterName}": {MacAddress1} {MacAddress2}, {EtherType}, VLAN {VlanId}, {IpAddress1} {IpAddress2}, ' +
  "{Protocol}, ports {Port1} {Port2}, {TCPFlags}";

const EVENTS: readonly (readonly [id: number, name: string, fields: string, message: string])[] = [
  [10, "Status", "Status:nts", "Packet monitor: {Status}"],
  [20, "Component", COMPONENT, "Component {Id} is {Name} ({Type}): {Description}"],
  [30, "ComponentNumber", property("Value"), PROPERTY],
  [40, "ComponentGuid", property("Value:guid"), PROPERTY],
  [50, "ComponentFlags", property("Value:hex32"), PROPERTY],
  [60, "ComponentMedium", property("Value:u16@Medium"), PROPERTY],
  [65, "ComponentIPv4", property("IpAddress:ip4"), "Component {ComponentId}: {Type} is {IpAddress}"],
  [66, "ComponentIPv6", property("IpAddress:ip6"), "Component {ComponentId}: {Type} is {IpAddress}"],
  [70, "ComponentBytes", property("Size Value:mac[Size]"), PROPERTY],
  [73, "ComponentText", property("Value:z"), PROPERTY],
  [75, "ComponentEtherType", property("EtherType:u16@EtherType"), "Component {ComponentId}: {Type} is {EtherType}"],
  [80, "DropCounters", `ComponentId:u16 ${COUNTERS}`, `Component {ComponentId} dropped: ${COUNTS}`],
  [90, "FlowCounters", `ComponentId:u16 EdgeName:z EdgeId:u16 ${COUNTERS}`, `Component {ComponentId} edge {EdgeId} ({EdgeName}): ${COUNTS}`],
  [100, "FilterIPv4", filter("ip4"), FILTER],
  [110, "FilterIPv6", filter("ip6"), FILTER],
  [120, "ParsedIPv4", parsed("ip4"), `Packet seen, ${AT}: ${HOSTS}`],
  [130, "ParsedIPv6", parsed("ip6"), `Packet seen, ${AT}: ${HOSTS}`],
  [140, "ParsedDropIPv4", parsed("ip4"), `Packet dropped, ${AT}: ${HOSTS}: ${DROP}`],
  [150, "ParsedDropIPv6", parsed("ip6"), `Packet dropped, ${AT}: ${HOSTS}: ${DROP}`],
  [160, "Frame", FRAME, `{PacketType} packet {PktGroupId}:{PktNumber} seen, ${AT}, appearance {AppearanceCount}, ${SIZE}`],
  [170, "FrameDropped", FRAME, `{PacketType} packet {PktGroupId}:{PktNumber} dropped, ${AT}, ${SIZE}: ${DROP}`],
  [180, "Nbl", `${header("PktCount")} ${NBL}`, `NBL {PktGroupId} seen, ${AT}, {PktCount} packets`],
  [180, "Nbl", `${header("PktNumber")} ${NBL}`, `NBL {PktGroupId}:{PktNumber} seen, ${AT}`],
  [190, "NblDropped", `${header("PktCount")} ${NBL}`, `NBL {PktGroupId} dropped, ${AT}, {PktCount} packets: ${DROP}`],
  [190, "NblDropped", `${header("PktNumber")} ${NBL}`, `NBL {PktGroupId}:{PktNumber} dropped, ${AT}: ${DROP}`],
  [200, "HttpIPv4", http("ip4"), `HTTP payload seen, ${AT}: ${HOSTS}, ${SIZE}`],
  [210, "HttpDropIPv4", http("ip4"), `HTTP payload dropped, ${AT}: ${HOSTS}, ${SIZE}: ${DROP}`],
  [220, "HttpIPv6", http("ip6"), `HTTP payload seen, ${AT}: ${HOSTS}, ${SIZE}`],
  [230, "HttpDropIPv6", http("ip6"), `HTTP payload dropped, ${AT}: ${HOSTS}, ${SIZE}: ${DROP}`],
  [240, "FrameDropRepeated", FRAME, `Drop of {PacketType} packet {PktGroupId}:{PktNumber} reported again, ${AT}, ${SIZE}: ${DROP}`],
  [250, "Context", CONTEXT, `Packet {PktGroupId}:{PktNumber} seen, ${AT}, context {PktContext} of type {Type}`],
  [260, "ContextDrop", CONTEXT, `Packet {PktGroupId}:{PktNumber} dropped, ${AT}, context {PktContext} of type {Type}: ${DROP}`],
  [270, "ComponentRegistered", COMPONENT, "Component {Id} registered: {Name} ({Type}): {Description}"],
  [280, "ComponentUnregistered", COMPONENT, "Component {Id} unregistered: {Name} ({Type}): {Description}"],
];

const REASONS = textsFrom(PKTMON_DROP_TEXTS);

/** Build 17763 numbered the general reasons from 101 and those of NetVsc from 201; the texts are those of 201 and 401 on. */
const OLD_NUMBERS: readonly (readonly [old: number, now: number])[] = [
  [101, 201],
  [102, 202],
  [103, 203],
  [104, 204],
  [201, 401],
  [202, 402],
  [203, 403],
  [204, 404],
];

export const PKTMON_DROP_REASONS: ValueMap = { texts: { ...VM_SWITCH_DROP_REASONS.texts, ...REASONS } };
export const PKTMON_DROP_REASONS_17763: ValueMap = {
  texts: { ...VM_SWITCH_DROP_REASONS.texts, ...Object.fromEntries(OLD_NUMBERS.map(([old, now]) => [old, REASONS[now] ?? ""])) },
};

export const pktMon: Provider = {
  guid: GUID,
  name: NAME,
  events: EVENTS.map(([id, name, fields, message]): EventSchema => ({
    provider: GUID,
    providerName: NAME,
    id,
    version: 0,
    level: id === 10 ? 2 : 4,
    name,
    fields: parseFields(fields),
    message,
  })),
  maps: {
    DropReason: PKTMON_DROP_REASONS,
    DropReason17763: PKTMON_DROP_REASONS_17763,
    DropLocation: { texts: textsFrom(PKTMON_DROP_LOCATIONS) },
    Direction: { texts: textsFrom("0:None|In|Out|Rx|Tx|Ingress|Egress") },
    PacketType: { texts: textsFrom("0:Unknown|Ethernet|WiFi|IP|HTTP|TCP|UDP|ARP|ICMP|ESP|AH|L4 payload") },
    Component: {
      texts: textsFrom(
        "1:NDIS|Miniport|Filter|Protocol|Switch NIC of a VM|Switch miniport|External switch miniport|Switch protocol NIC|" +
          "NetVsc miniport|HTTP protocol|IP interface|SLB MUX|IPsec|NetCx|HTTP message",
      ),
    },
    Property: {
      texts: textsFrom(
        "1:Interface index|Miniport interface index|Lower interface index|Interface GUID|NDIS medium|MAC address|EtherType|Optional data path|" +
          "NDIS object|vmSwitch name|External switch interface index|Lowest interface index|IP address|IP interface index|Virtual subnet ID|" +
          "VLAN|Compartment",
      ),
    },
    Medium: { texts: { 0: "Ethernet", 16: "WiFi", 19: "Mobile broadband" } },
    EtherType: { texts: { 0x0800: "IPv4", 0x0806: "ARP", 0x8100: "VLAN", 0x86dd: "IPv6", 0x88cc: "LLDP", 0x88d9: "LLTD" } },
    Protocol: { texts: { 1: "ICMP", 6: "TCP", 17: "UDP", 58: "ICMPv6" } },
    TcpFlags: { bits: true, texts: { 1: "FIN", 2: "SYN", 4: "RST", 8: "PSH", 16: "ACK", 32: "URG", 64: "ECE", 128: "CWR" } },
  },
};
