import type { Drop, PlaceKind, PlaceRef } from "./api.js";
import { psQuote, vmAdapter } from "./power-shell.js";

export interface DropCheck {
  readonly text: string;
  readonly command: string;
}

export interface DropAdvice {
  /** What the reason means, in one sentence. */
  readonly cause: string;
  /** Code of the finding it belongs to. */
  readonly code: "vlan-drop" | "acl-drop" | "drop";
  /** In the order in which to look; run on the host that was traced, as administrator. */
  readonly checks: readonly DropCheck[];
}

/** VMS_PACKET_DROP_REASON, whose first values PktMon repeats. */
const REASON = {
  DISCONNECTED: 5,
  FILTERED_VLAN: 9,
  UNAUTHORIZED_VLAN: 10,
  UNAUTHORIZED_MAC: 11,
  SECURITY_POLICY: 12,
  PVLAN: 13,
  MAC_SPOOFING: 16,
  DHCP_GUARD: 17,
  ROUTER_GUARD: 18,
  PACKET_FILTER: 34,
} as const;
const VLAN: ReadonlySet<number> = new Set([REASON.PACKET_FILTER, REASON.FILTERED_VLAN, REASON.UNAUTHORIZED_VLAN]);
const GUARDS: ReadonlySet<number> = new Set([REASON.MAC_SPOOFING, REASON.UNAUTHORIZED_MAC, REASON.DHCP_GUARD, REASON.ROUTER_GUARD]);
const ON_SWITCH: ReadonlySet<PlaceKind> = new Set<PlaceKind>(["vm-nic", "container-nic", "virtual-nic", "switch-port"]);

/** What to look at after a drop at `place`, on switch `at`. */
export function dropAdvice(drop: Drop, place: PlaceRef | undefined, at?: PlaceRef): DropAdvice {
  const name = place?.name ?? "the destination NIC";
  const adapter = place === undefined ? "Get-VMNetworkAdapter -All" : vmAdapter(place);
  const { reasonCode } = drop;
  const says = drop.reason.toLowerCase();
  if (reasonCode === undefined ? /packet filter|vlan/.test(says) : VLAN.has(reasonCode))
    return { cause: `The frame's VLAN, or its destination address, is not one that ${name} takes.`, code: "vlan-drop", checks: vlanChecks(name, adapter, at) };
  if (reasonCode === undefined ? /security policy|\bacls?\b/.test(says) : reasonCode === REASON.SECURITY_POLICY)
    return {
      cause: `A port ACL of ${name} denies this packet.`,
      code: "acl-drop",
      checks: [
        { text: `ACLs of ${name}: the longest prefix wins, a MAC rule beats a subnet rule`, command: `${adapter} | Get-VMNetworkAdapterAcl` },
        { text: "Extended ACLs: rules are per direction, so look at both", command: `${adapter} | Get-VMNetworkAdapterExtendedAcl` },
      ],
    };
  const onSwitch = place !== undefined && ON_SWITCH.has(place.kind);
  return {
    cause:
      causeOf(reasonCode, name) ??
      (drop.location === undefined || drop.location === "" ? "The trace names the reason, not the rule behind it." : `The packet died in ${drop.location}.`),
    code: "drop",
    checks: [
      ...ownChecks(reasonCode, adapter),
      { text: "Whether it goes on: drops by component since the counters were reset", command: "pktmon counters --type drop" },
      {
        text: "Which packets, with the place in the stack: a capture of nothing but drops",
        command: "pktmon start --capture --type drop --comp all --pkt-size 128 --file-name C:\\trace\\drops.etl",
      },
      {
        text: "Whether an adapter discards packets too",
        command: "Get-NetAdapterStatistics -Name * | Format-List Name, ReceivedDiscardedPackets, OutboundDiscardedPackets",
      },
      ...(onSwitch ? [{ text: `All settings of ${name}`, command: `${adapter} | Format-List *` }] : []),
    ],
  };
}

function vlanChecks(name: string, adapter: string, at: PlaceRef | undefined): readonly DropCheck[] {
  return [
    { text: `VLAN mode of ${name}: a vNIC is untagged unless told otherwise`, command: `${adapter} | Get-VMNetworkAdapterVlan` },
    {
      text: "Trunk and native VLAN: the native VLAN is 0 by default",
      command: "Get-VMNetworkAdapterVlan | Where-Object OperationMode -eq 'Trunk' | Select-Object ParentAdapter, AllowedVlanIdList, NativeVlanId",
    },
    ...(at === undefined
      ? []
      : [
          {
            text: `What switch ${at.name} is bound to`,
            command: `Get-VMSwitch -Name ${psQuote(at.name)} | Select-Object Name, SwitchType, NetAdapterInterfaceDescriptions`,
          },
        ]),
    { text: "A team must be in trunk mode", command: "Get-NetLbfoTeamNic | Select-Object Name, Team, VlanID, Default" },
    { text: "The physical NIC must be in trunk mode, too", command: "Get-NetAdapterAdvancedProperty -RegistryKeyword VlanID" },
  ];
}

function causeOf(reason: number | undefined, name: string): string | undefined {
  switch (reason) {
    case REASON.DISCONNECTED:
      return `${name} has no medium: it is not connected to the switch, or its cable is out.`;
    case REASON.PVLAN:
      return `The private VLAN of ${name} does not let the two sides speak.`;
    case REASON.MAC_SPOOFING:
    case REASON.UNAUTHORIZED_MAC:
      return `The sender uses a MAC address that is not its NIC's: nested machines and some clusters need MAC spoofing allowed.`;
    case REASON.DHCP_GUARD:
      return `DHCP guard lets ${name} give out no addresses.`;
    case REASON.ROUTER_GUARD:
      return `Router guard lets ${name} announce no routes.`;
    default:
      return undefined;
  }
}

function ownChecks(reason: number | undefined, adapter: string): readonly DropCheck[] {
  if (reason === REASON.DISCONNECTED)
    return [{ text: "Whether it is connected by now", command: `${adapter} | Select-Object VMName, Name, SwitchName, Connected, Status` }];
  if (reason === REASON.PVLAN) return [{ text: "Primary and secondary VLAN of both sides", command: `${adapter} | Get-VMNetworkAdapterVlan | Format-List *` }];
  if (reason !== undefined && GUARDS.has(reason))
    return [{ text: "What the NIC is allowed", command: `${adapter} | Select-Object VMName, Name, MacAddressSpoofing, DhcpGuard, RouterGuard` }];
  return [];
}
