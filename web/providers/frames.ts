import { parseSteps, type FramePlan } from "./frame-plan.js";
import { hyperVVmSwitch } from "./hyper-v-vm-switch.js";
import { ndisPacketCapture } from "./ndis-packet-capture.js";
import { pktMon } from "./pkt-mon.js";
import { winNat } from "./win-nat.js";

/**
 * Events that show a packet and how to read them without the full decoder. The layouts are those of the provider tables, which the tests
 * compare; fields after the last step (flow offload of 1001, say) are not needed to know the packet.
 */
export const NDIS_GUID = ndisPacketCapture.guid;
export const VM_SWITCH_GUID = hyperVVmSwitch.guid;
export const PKTMON_GUID = pktMon.guid;
export const WIN_NAT_GUID = winNat.guid;
export const RAS_GUID = "d84521f7-2235-4237-a7c0-14e3a9676286";

const NIC = "c:nicName c:nicFriendlyName";
const SOURCE = "c:sourceNic c:sourceNicFriendlyName";
const DESTINATION = "c:destinationNic c:destinationNicFriendlyName";
const SWITCH = "c:switchName c:switchFriendlyName";
const ACTION = "u16:direction u16:packetType u16:component u16:edge u16 u32:dropReason u32:dropLocation";
const HEADER = `u64:groupId u16:packetNumber u16:appearance ${ACTION}`;
const FRAME = `${HEADER} u16:originalLength frame16`;
/** Values one to five of the out-of-band data: checksum, large send, 802.1Q, hash kind, hash. */
const NBL = `${HEADER} pointer:checksumInfo pointer:largeSendInfo pointer:vlanInfo pointer pointer:hashValue`;
const PORTS = "u16:destinationPort u16:sourcePort";
const parsed = (ip: number): string =>
  `bytes6:destinationMac bytes6:sourceMac u16:etherType u16:vlan bytes${ip}:destinationIp bytes${ip}:sourceIp u8:protocol ${PORTS} u8:tcpFlags ${HEADER}`;
const http = (ip: number): string => `${ACTION} bytes${ip}:destinationIp bytes${ip}:sourceIp u8:protocol ${PORTS} u16:originalLength u16:length`;

const plan = (provider: string, id: number, steps: string): FramePlan => ({ provider, id, steps: parseSteps(steps) });

export const FRAME_PLANS: readonly FramePlan[] = [
  plan(NDIS_GUID, 1001, "u32:interface u32:lowerInterface frame32"),
  plan(
    NDIS_GUID,
    1003,
    "u32:interface u32:lowerInterface u32:sourcePortId z z:sourceNic z:sourceNicType u32:destinationCount repeat:destinationCount/4 " +
      "u32:destinationPortId z z:destinationNic z:destinationNicType frame32 counted:oob",
  ),
  plan(RAS_GUID, 5001, "z:routingDomain z:userName frame32"),
  plan(RAS_GUID, 5002, "z:routingDomain z:userName frame32"),
  plan(PKTMON_GUID, 120, parsed(4)),
  plan(PKTMON_GUID, 130, parsed(16)),
  plan(PKTMON_GUID, 140, parsed(4)),
  plan(PKTMON_GUID, 150, parsed(16)),
  plan(PKTMON_GUID, 160, FRAME),
  plan(PKTMON_GUID, 170, FRAME),
  plan(PKTMON_GUID, 180, NBL),
  plan(PKTMON_GUID, 190, NBL),
  plan(PKTMON_GUID, 200, http(4)),
  plan(PKTMON_GUID, 210, http(4)),
  plan(PKTMON_GUID, 220, http(16)),
  plan(PKTMON_GUID, 230, http(16)),
  plan(PKTMON_GUID, 240, FRAME),
  plan(WIN_NAT_GUID, 1009, "event"),
  // The captured headers stand one behind the other: together they begin a raw IP packet.
  plan(
    WIN_NAT_GUID,
    1035,
    "event u32:reason u32:compartment u32:interface u32 u32:protocol u32:forwardCompartment u32:forwardInterface u32:originalLength u32 " +
      "u32:length u32:transportLength u32 u32 u32 add:length/transportLength frame",
  ),
  plan(VM_SWITCH_GUID, 53, "u32:dropReason"),
  plan(VM_SWITCH_GUID, 54, `${NIC} ${SWITCH} u32:dropReason`),
  plan(VM_SWITCH_GUID, 55, `${NIC} ${SWITCH} u32:dropReason`),
  plan(VM_SWITCH_GUID, 56, `${NIC} ${SWITCH} pointer:nbl`),
  plan(VM_SWITCH_GUID, 57, `${SOURCE} ${DESTINATION} ${SWITCH} pointer:nbl`),
  plan(VM_SWITCH_GUID, 58, `${NIC} ${SWITCH} pointer:nbl`),
  plan(VM_SWITCH_GUID, 59, `c:extensionName ${SOURCE} ${DESTINATION} ${SWITCH}`),
  plan(VM_SWITCH_GUID, 60, `${SOURCE} ${SWITCH} c c:extensionName c:reasonText`),
];

const plans = new Map(FRAME_PLANS.map((p) => [`${p.provider}/${p.id}`, p]));

export function framePlan(provider: string, id: number): FramePlan | undefined {
  return plans.get(`${provider}/${id}`);
}

/** Keyword bits that the capture driver sets when it writes an event; the definitions in the manifest have only the upper ones. */
const KEYWORD = {
  ETHERNET: 0x1n,
  WIRELESS_WAN: 0x200n,
  TUNNEL: 0x8000n,
  NATIVE_80211: 0x10000n,
  TRUNCATED: 0x2000000n,
  START: 0x40000000n,
  END: 0x80000000n,
  SEND: 0x100000000n,
  RECEIVE: 0x200000000n,
} as const;

export type LinkName = "ethernet" | "ieee80211" | "raw-ip";

/** PacketType of PktMon: 2 WiFi, 3 IP; its other kinds either are Ethernet or carry no frame. */
export function linkOf(provider: string, id: number, keywords: bigint, packetType: number): LinkName {
  if (provider === PKTMON_GUID) return packetType === 2 ? "ieee80211" : packetType === 3 ? "raw-ip" : "ethernet";
  if (provider === WIN_NAT_GUID) return "raw-ip";
  if (provider === NDIS_GUID && id !== 1003) {
    if ((keywords & KEYWORD.NATIVE_80211) !== 0n) return "ieee80211";
    if ((keywords & KEYWORD.WIRELESS_WAN) !== 0n) return "raw-ip";
    if ((keywords & KEYWORD.TUNNEL) !== 0n && (keywords & KEYWORD.ETHERNET) === 0n) return "raw-ip";
  }
  return "ethernet";
}

/** In and out as the host's stack sees them: In, Rx and Ingress of PktMon (1, 3, 5) are the receive path, Out, Tx and Egress the send path. */
export function directionOf(provider: string, id: number, keywords: bigint, dirTag: number): "in" | "out" | undefined {
  if (provider === PKTMON_GUID) return dirTag >= 1 && dirTag <= 6 ? (dirTag % 2 === 1 ? "in" : "out") : undefined;
  if (provider === RAS_GUID && (id === 5001 || id === 5002)) return id === 5001 ? "out" : "in";
  if (provider !== NDIS_GUID) return undefined;
  const send = (keywords & KEYWORD.SEND) !== 0n;
  const receive = (keywords & KEYWORD.RECEIVE) !== 0n;
  return send === receive ? undefined : send ? "out" : "in";
}

/** Neither start nor end means a whole packet too, unless one is open on that interface: some collectors drop the run-time bits. */
export function fragmentBits(keywords: bigint): { start: boolean; end: boolean; truncated: boolean } {
  return {
    start: (keywords & KEYWORD.START) !== 0n,
    end: (keywords & KEYWORD.END) !== 0n,
    truncated: (keywords & KEYWORD.TRUNCATED) !== 0n,
  };
}

/** Places in the out-of-band data of 1003, an array of pointer-sized values. */
export const OOB_SLOT = { CHECKSUM: 0, LARGE_SEND: 2, VLAN: 4, HASH_VALUE: 8 } as const;
