import type { EventSchema } from "../trace/schema.js";
import { parseFields } from "./field-text.js";
import type { Provider } from "./provider.js";

const GUID = "2ed6006e-4729-4609-b423-3ee7bcd678ef";
const NAME = "Microsoft-Windows-NDIS-PacketCapture";

/** The two Gft fields came with build 17763 without a new version. The members of Destination and LayerInfo are in no manifest dump. */
const EVENTS: readonly (readonly [id: number, level: number, name: string, fields: string, message: string])[] = [
  [
    1001,
    4,
    "PacketFragment",
    "MiniportIfIndex LowerIfIndex FragmentSize Fragment:b GftFlowEntryId:hex64? GftOffloadInformation:hex64?",
    "Packet fragment of {FragmentSize} bytes on interface {LowerIfIndex} (miniport {MiniportIfIndex})",
  ],
  [
    1002,
    4,
    "PacketMetadata",
    "MiniportIfIndex LowerIfIndex MetadataSize Metadata:b",
    "{MetadataSize} bytes about the packet that follows on interface {LowerIfIndex} (miniport {MiniportIfIndex})",
  ],
  [
    1003,
    4,
    "VMSwitchPacketFragment",
    "MiniportIfIndex LowerIfIndex SourcePortId SourcePortName:z SourceNicName:z SourceNicType:z DestinationCount " +
      "Destination:{DestinationPortId DestinationPortName:z DestinationNicName:z DestinationNicType:z}*DestinationCount " +
      "FragmentSize Fragment:b OOBDataSize OOBData:b",
    "Packet fragment of {FragmentSize} bytes on the switch, from NIC {SourceNicName} (port {SourcePortId}) to {DestinationCount} destinations",
  ],
  [1011, 4, "RulesCount", "RulesCount", "{RulesCount} capture rules are set"],
  [1012, 5, "DriverLoaded", "FriendlyName:z UniqueName:z ServiceName:z Version:z", "Capture driver {FriendlyName} {Version} loaded"],
  [1013, 5, "DriverUnloaded", "FriendlyName:z UniqueName:z ServiceName:z Version:z", "Capture driver {FriendlyName} {Version} unloaded"],
  [
    1014,
    5,
    "LayerAttached",
    "MiniportIfIndex LowerIfIndex MediaType@Medium ReferenceContext:hex32",
    "Capture attached to miniport {MiniportIfIndex} above interface {LowerIfIndex}",
  ],
  [
    1015,
    5,
    "LayerDetached",
    "MiniportIfIndex LowerIfIndex MediaType@Medium ReferenceContext:hex32",
    "Capture detached from miniport {MiniportIfIndex} above interface {LowerIfIndex}",
  ],
  [1016, 4, "Rule", "RuleId:u8@Rule Directive:u8@Directive Length:u16 Value:b", "Capture rule: {RuleId} {Directive} {Value}"],
  [2001, 2, "DriverLoadFailed", "ErrorCode:nts Location Context", "Capture driver did not load: {ErrorCode} (location {Location}, context {Context})"],
  [2002, 2, "LayerLoadFailed", "ErrorCode:nts Location Context", "Capture could not attach to a layer: {ErrorCode} (location {Location}, context {Context})"],
  [2003, 2, "RuleInvalid", "RuleId:u8@Rule Directive:u8@Directive Length:u16 Value:b", "Capture rule is not valid: {RuleId} {Directive} {Value}"],
  [3001, 5, "DriverState", "PreviousState:u8@State NextState:u8@State Location Context", "Capture went from {PreviousState} to {NextState}"],
  [3002, 5, "LayerState", "PreviousState:u8@State NextState:u8@State Location Context", "Capture layer went from {PreviousState} to {NextState}"],
  [5000, 5, "ReceiveStart", "", "Receive processing begins"],
  [5001, 5, "ReceiveStop", "", "Receive processing ends"],
  [5002, 5, "SendStart", "", "Send processing begins"],
  [5003, 5, "SendStop", "", "Send processing ends"],
  [
    5100,
    4,
    "SourceRundown",
    "SourceId:u8@Source RundownId Param1:hex64 Param2:hex64 ParamStr:z Description:z",
    "{SourceId} reports {Description} {ParamStr} ({Param1}, {Param2})",
  ],
  [
    5101,
    4,
    "SourceLayers",
    "SourceId:u8@Source SourceName:z IfIndex LayerCount:u16 LayerInfo:{LayerId LayerName:z}*LayerCount",
    "{SourceId} captures at {SourceName} (interface {IfIndex}) in {LayerCount} layers",
  ],
];

export const ndisPacketCapture: Provider = {
  guid: GUID,
  name: NAME,
  events: EVENTS.map(([id, level, name, fields, message]): EventSchema => ({
    provider: GUID,
    providerName: NAME,
    id,
    version: 0,
    level,
    name,
    fields: parseFields(fields),
    message,
  })),
  maps: {
    Medium: { texts: { 0: "Ethernet", 3: "WAN", 9: "Wireless WAN", 15: "Tunnel", 16: "Native 802.11", 17: "Loopback", 18: "WiMAX", 19: "IP" } },
    Source: { texts: { 0: "Undefined", 1: "NDIS", 2: "vmSwitch", 3: "Test" } },
    State: { texts: { 1: "Start", 2: "End", 21: "Loading", 22: "Unloading" } },
    Directive: {
      texts: {
        0: "off",
        1: "at most",
        2: "at least",
        3: "is",
        4: "has bits",
        5: "is one of",
        6: "is within",
        131: "is not",
        132: "has not bits",
        133: "is none of",
        134: "is outside",
      },
    },
    Rule: {
      texts: {
        2: "Frame control",
        3: "Multiple layers",
        4: "Interface index",
        6: "EtherType",
        7: "Source MAC address",
        8: "Destination MAC address",
        9: "Any MAC address",
        10: "Source IPv4 address",
        11: "Destination IPv4 address",
        12: "Any IPv4 address",
        13: "Source IPv6 address",
        14: "Destination IPv6 address",
        15: "Any IPv6 address",
        16: "IP protocol",
        17: "Snap length",
        18: "Offset from MAC header",
        19: "Offset from IP header",
      },
    },
  },
};
