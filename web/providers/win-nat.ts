import type { EventSchema, ValueMap } from "../trace/schema.js";
import { parseFields } from "./field-text.js";
import { textsFrom, type Provider } from "./provider.js";

const GUID = "66c07ecd-6667-43fc-93f8-05cf07f446ec";
const NAME = "Microsoft-Windows-WinNat";

/** The addresses of sessions and bindings hold ports; that they are SOCKADDRs is what their lengths and their use say, no manifest does. */
const ENDS =
  "InternalAddrLen InternalSrcAddr:sock[InternalAddrLen] InternalDstAddr:sock[InternalAddrLen] " +
  "ExternalAddrLen ExternalSrcAddr:sock[ExternalAddrLen] ExternalDstAddr:sock[ExternalAddrLen] TransportProtocol@Protocol";
const SESSION = `${ENDS} Lifetime TcpSessionState@TcpState`;
const BINDING_ENDS = "InternalAddrLen InternalAddr:sock[InternalAddrLen] ExternalAddrLen ExternalAddr:sock[ExternalAddrLen] TransportProtocol@Protocol";
const BINDING = `${BINDING_ENDS} SessionCount Configured:bool`;
const COMPARTMENT = "InternalCompartmentId";

const TIMEOUTS =
  "UdpIdleSessionTimeout TcpTransientConnectionTimeout TcpEstablishedConnectionTimeout IcmpQueryTimeout " +
  "TcpFilteringBehavior@Filtering UdpFilteringBehavior@Filtering UdpInboundRefresh:bool";
const INSTANCE =
  "InstanceName:z InternalRoutingDomainId:guid ExternalIPInterfaceAddressPrefixLength ExternalIPInterfaceAddressPrefix:ip4 " +
  `CompartmentId ExternalInterfaceIndex ${TIMEOUTS}`;
const INSTANCE_V1 =
  "InstanceName:z InternalRoutingDomainId:guid PrefixLength AddressPrefix:ip4 " + `CompartmentId ExternalInterfaceIndex ${TIMEOUTS} InstanceType@InstanceType`;
/** "InternaDstlPrefix" is the provider's own spelling. */
const FILTER =
  "InstanceName:z InternalPrefixAddrLength InternalSrcPrefix:sock[InternalPrefixAddrLength] InternalSrcPrefixLength " +
  "InternaDstlPrefix:sock[InternalPrefixAddrLength] InternalDstPrefixLength IPv4Prefix:ip4 IPv4PrefixLength Nat64:bool " +
  "InterfaceLuid:hex64 FilterId:u64 Action@Action Status:nts";
const POOL = "InstanceName:z Address:ip4 StartingPort:u16 EndingPort:u16 InterfaceLuid:hex64 Action@Action Status:nts";
const EXTERNAL = "InstanceName:z AddressLength IPAddress:sock[AddressLength] PortStart:u16 PortEnd:u16";
const INTERNAL = "InstanceName:z AddressLength IPAddress:sock[AddressLength] IfIndex";
const MAPPING =
  "InstanceName:z TransportProtocol@Protocol MappingType@Mapping AddressLength ExternalTransportAddress:sock[AddressLength] " +
  "InternalTransportAddress:sock[AddressLength] InternalRoutingDomainId:guid CompartmentId " +
  "RemoteAddressPrefix:sock[AddressLength] RemoteAddressPrefixLength";
/** The headers at the end are what joins an action to captured frames on both sides of the NAT. */
const PACKET =
  "ActionReason@Reason ArrivalCompartmentId ArrivalInterfaceIndex ArrivalNetwork@Network TransportProtocol@Protocol " +
  "ForwardCompartmentId ForwardInterfaceIndex PacketLength ContinuousLength CapturedIPHeaderLength CapturedTransportHeaderLength " +
  "ICMPErrorTransportProtocol@Protocol ICMPErrorCapturedIPHeaderLength ICMPErrorCapturedTransportHeaderLength " +
  "IPHeader:bin[CapturedIPHeaderLength] TransportHeader:bin[CapturedTransportHeaderLength] " +
  "ICMPErrorIPHeader:bin[ICMPErrorCapturedIPHeaderLength] ICMPErrorTransportHeader:bin[ICMPErrorCapturedTransportHeaderLength]";
const XLAT =
  "InterfaceLuid:hex64 FallbackIPv4Address:ip4 SyntheticIPv4Address:ip4 SyntheticIPv6Address:ip6 " +
  "RemotePrefix:ip6 RemotePrefixLength LocalPrefix:ip6 LocalPrefixLength";

const session = (what: string, end: string): string => `{TransportProtocol} session ${what}: ${end}`;
const WAY = "{InternalSrcAddr} to {InternalDstAddr} leaves as {ExternalSrcAddr}";
const WAY_V1 = "{InternalSrcAddr} (compartment {InternalCompartmentId}) to {InternalDstAddr} leaves as {ExternalSrcAddr}";
const LIFE = "lifetime {Lifetime} s, {TcpSessionState}";
const PACKET_END = "{PacketLength} bytes from the {ArrivalNetwork} network on interface {ArrivalInterfaceIndex} (compartment {ArrivalCompartmentId})";
const INSTANCE_END = '"{InstanceName}" in compartment {CompartmentId}, external interface {ExternalInterfaceIndex}';
const MAPPING_END = "{TransportProtocol} {ExternalTransportAddress} to {InternalTransportAddress} (compartment {CompartmentId})";

type Row = readonly [id: number, version: number, level: number, name: string, fields: string, message: string];

const SESSION_EVENTS: readonly Row[] = (
  [
    [1001, 4, "SessionCreated", "created"],
    [1002, 5, "SessionLifetime", "lifetime updated"],
    [1003, 4, "SessionState", "state updated"],
    [1004, 4, "SessionTimedOut", "timed out"],
    [1005, 4, "SessionDeleted", "deleted"],
  ] as const
).flatMap(([id, level, name, what]): Row[] => [
  [id, 0, level, name, SESSION, session(what, `${WAY}, ${LIFE}`)],
  [id, 1, level, name, `${SESSION} ${COMPARTMENT}`, session(what, `${WAY_V1}, ${LIFE}`)],
]);

const BINDING_EVENTS: readonly Row[] = (
  [
    [1006, "BindingCreated", "created"],
    [1007, "BindingDeleted", "deleted"],
    [1008, "BindingSessionCount", "session count"],
  ] as const
).flatMap(([id, name, what]): Row[] => [
  [id, 0, 4, name, BINDING, `{TransportProtocol} binding ${what}: {InternalAddr} is {ExternalAddr} outside, {SessionCount} sessions`],
  [
    id,
    1,
    4,
    name,
    `${BINDING} ${COMPARTMENT}`,
    `{TransportProtocol} binding ${what}: {InternalAddr} (compartment {InternalCompartmentId}) is {ExternalAddr} outside, {SessionCount} sessions`,
  ],
]);

const OTHER_EVENTS: readonly Row[] = [
  [
    1009,
    0,
    5,
    "Translation",
    "IncomingAddrLen IncomingSrcAddr:sock[IncomingAddrLen] IncomingDstAddr:sock[IncomingAddrLen] TranslatedAddrLen " +
      "TranslatedSrcAddr:sock[TranslatedAddrLen] TranslatedDstAddr:sock[TranslatedAddrLen] Identification:hex32 " +
      "TransportProtocol@Protocol Status:nts IcmpType IcmpCode IcmpPayload:bool",
    "{TransportProtocol} packet {Identification} translated: {IncomingSrcAddr} to {IncomingDstAddr} became {TranslatedSrcAddr} to {TranslatedDstAddr}",
  ],
  [
    1010,
    0,
    4,
    "Instance",
    `InstanceName:z ${TIMEOUTS} Enabled:bool Status:nts Action@Action`,
    'NAT instance "{InstanceName}": {Action}, enabled {Enabled}, {Status}',
  ],
  [1011, 0, 4, "PacketFilter", FILTER, 'Packet filter {FilterId} of NAT instance "{InstanceName}": {Action}, {Status}'],
  [1012, 0, 4, "WfpFilter", FILTER, 'WFP filter {FilterId} of NAT instance "{InstanceName}": {Action}, {Status}'],
  [1013, 0, 4, "AddressPool", POOL, 'Address pool of NAT instance "{InstanceName}": {Action} {Address}, ports {StartingPort} to {EndingPort}, {Status}'],
  [1014, 0, 4, "AddressChange", POOL, 'Address of NAT instance "{InstanceName}" changed: {Action} {Address}, ports {StartingPort} to {EndingPort}, {Status}'],
  [
    1015,
    0,
    4,
    "StaticBinding",
    `${BINDING_ENDS} Action@Action Status:nts`,
    "Static {TransportProtocol} binding: {Action} {InternalAddr} as {ExternalAddr}, {Status}",
  ],
  [1016, 0, 2, "OutOfMemory", "Description:z", "NAT could not get memory: {Description}"],
  [1017, 0, 4, "SessionCreatedOperational", ENDS, session("created", WAY)],
  [1018, 0, 4, "SessionDeletedOperational", ENDS, session("deleted", WAY)],
  [1019, 0, 4, "InstanceCreated", INSTANCE, `NAT instance created: ${INSTANCE_END}`],
  [1019, 1, 4, "InstanceCreated", INSTANCE_V1, `NAT instance created: ${INSTANCE_END}, prefix {AddressPrefix}/{PrefixLength}`],
  [1020, 0, 4, "InstanceModified", INSTANCE, `NAT instance changed: ${INSTANCE_END}`],
  [1021, 0, 4, "InstanceInterface", INSTANCE, `NAT instance bound to its external interface: ${INSTANCE_END}`],
  [1022, 0, 4, "InstanceDeleted", INSTANCE, `NAT instance deleted: ${INSTANCE_END}`],
  [1023, 0, 4, "InstanceRundown", INSTANCE, `NAT instance present: ${INSTANCE_END}`],
  [1023, 1, 4, "InstanceRundown", INSTANCE_V1, `NAT instance present: ${INSTANCE_END}, prefix {AddressPrefix}/{PrefixLength}`],
  [1024, 0, 4, "ExternalAddressAdded", EXTERNAL, 'External address {IPAddress} added to "{InstanceName}", ports {PortStart} to {PortEnd}'],
  [1025, 0, 4, "ExternalAddressRemoved", EXTERNAL, 'External address {IPAddress} removed from "{InstanceName}", ports {PortStart} to {PortEnd}'],
  [1026, 0, 4, "ExternalAddressRundown", EXTERNAL, 'External address {IPAddress} of "{InstanceName}", ports {PortStart} to {PortEnd}'],
  [1027, 0, 4, "StaticMappingAdded", MAPPING, `Static mapping added to "{InstanceName}": ${MAPPING_END}`],
  [1028, 0, 4, "StaticMappingRemoved", MAPPING, `Static mapping removed from "{InstanceName}": ${MAPPING_END}`],
  [1029, 0, 4, "StaticMappingRundown", MAPPING, `Static mapping of "{InstanceName}": ${MAPPING_END}`],
  [1030, 0, 3, "PacketDropped", PACKET, `NAT dropped a {TransportProtocol} packet, ${PACKET_END}: {ActionReason}`],
  [1031, 0, 3, "DefaultRoute", "CompartmentId InterfaceIndex", "Compartment {CompartmentId} has an unsuitable default route over interface {InterfaceIndex}"],
  [
    1032,
    0,
    3,
    "DefaultRouteOperational",
    "CompartmentId InterfaceIndex",
    "Compartment {CompartmentId} has an unsuitable default route over interface {InterfaceIndex}",
  ],
  [1033, 0, 3, "OutOfPorts", "InstanceName:z TransportProtocol@Protocol", 'NAT instance "{InstanceName}" has no {TransportProtocol} port left'],
  [1034, 0, 5, "PacketSkipped", PACKET, `NAT left a {TransportProtocol} packet to the host's stack, ${PACKET_END}: {ActionReason}`],
  [
    1035,
    0,
    5,
    "PacketForwarded",
    PACKET,
    `NAT translated a {TransportProtocol} packet, ${PACKET_END}, and forwarded it to interface {ForwardInterfaceIndex} (compartment {ForwardCompartmentId})`,
  ],
  [1036, 0, 2, "GeneralError", "ErrorID ErrorContext:z ErrorMisc Status:nts", "NAT error {ErrorID} in {ErrorContext}: {Status} ({ErrorMisc})"],
  [1037, 0, 3, "InstanceWithoutPrefix", INSTANCE, `NAT instance whose prefix matches no interface: ${INSTANCE_END}`],
  [1037, 1, 3, "InstanceWithoutPrefix", INSTANCE_V1, `NAT instance whose prefix {AddressPrefix}/{PrefixLength} matches no interface: ${INSTANCE_END}`],
  [1038, 0, 4, "Information", "Info:z", "{Info}"],
  [1039, 0, 2, "Error", "Info:z", "{Info}"],
  [1040, 0, 3, "Warning", "Info:z", "{Info}"],
  [1041, 0, 4, "XlatCreated", XLAT, "464XLAT created: {SyntheticIPv4Address} is {SyntheticIPv6Address}, remote prefix {RemotePrefix}/{RemotePrefixLength}"],
  [1042, 0, 4, "XlatModified", XLAT, "464XLAT changed: {SyntheticIPv4Address} is {SyntheticIPv6Address}, remote prefix {RemotePrefix}/{RemotePrefixLength}"],
  [1043, 0, 4, "XlatDeleted", XLAT, "464XLAT deleted: {SyntheticIPv4Address} was {SyntheticIPv6Address}, remote prefix {RemotePrefix}/{RemotePrefixLength}"],
  [1044, 0, 4, "XlatTrace", "Info:z", "{Info}"],
  [1045, 0, 4, "InternalAddressAdded", INTERNAL, 'Internal address {IPAddress} on interface {IfIndex} added to "{InstanceName}"'],
  [1046, 0, 4, "InternalAddressRemoved", INTERNAL, 'Internal address {IPAddress} on interface {IfIndex} removed from "{InstanceName}"'],
  [
    1047,
    0,
    4,
    "DriverState",
    "PortChunkSize RSCAware:bool UROAware:bool FragmentAware:bool ForceInternalRoute:bool UdpSessionTimeout ClampMssEnabled:bool",
    "NAT driver: port chunks of {PortChunkSize}, UDP sessions live {UdpSessionTimeout} s, receive coalescing {RSCAware}, MSS clamping {ClampMssEnabled}",
  ],
];

const MAPS: Readonly<Record<string, ValueMap>> = {
  Protocol: { texts: { 1: "ICMP", 6: "TCP", 17: "UDP", 58: "ICMPv6" } },
  // The provider's own names for its values, which is what people search for.
  TcpState: {
    texts: textsFrom(
      "0:Closed/NA|Internal SYN received|External SYN received|Established|Internal FIN received|External FIN received|Both FIN received|4 minute timewait",
    ),
  },
  Filtering: { texts: { 0: "endpoint independent", 1: "address dependent" } },
  Action: { texts: { 0: "modify", 1: "create", 2: "create and modify", 3: "delete" } },
  Mapping: { texts: { 1: "one to one", 2: "one to many by remote prefix" } },
  Network: { texts: { 1: "internal", 2: "external" } },
  InstanceType: { texts: { 1: "internal prefix", 2: "external prefix" } },
  Reason: {
    texts: textsFrom(`0:no reason given|packet could not be parsed|first fragment of the datagram is missing
3:ICMP error quotes a malformed packet|ICMP error quotes a packet of no known session
5:no next hop for hairpinning|no static mapping lets it in|next hop could not be held|packet could not be cloned|packet could not be translated
10:hop limit used up|larger than the next hop's MTU and not to be fragmented|route look-up failed|no route to the (translated) destination
14:session could not be created|outgoing interface is not external to the NAT|outgoing interface has no matching NAT instance
17:NAT device cannot be its own internal host|routable within its own compartment|transport protocol is not supported|destined to the NAT device itself
21:destination is in no external address and port range|rejected by the load balancer|load balancer knows no such address
24:load balancer could not send the encapsulated packet|arrival interface has no matching NAT instance`),
  },
};

export const winNat: Provider = {
  guid: GUID,
  name: NAME,
  events: [...SESSION_EVENTS, ...BINDING_EVENTS, ...OTHER_EVENTS].map(([id, version, level, name, fields, message]): EventSchema => ({
    provider: GUID,
    providerName: NAME,
    id,
    version,
    level,
    name,
    fields: parseFields(fields),
    message,
  })),
  maps: MAPS,
};
