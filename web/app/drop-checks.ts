import type { Drop, PlaceRef } from "../core/api.js";

export interface DropCheck {
  readonly text: string;
  readonly command?: string;
}

export interface DropAdvice {
  /** What the reason means, in one sentence. */
  readonly cause: string;
  /** Scenario it belongs to. */
  readonly code: string | undefined;
  readonly checks: readonly DropCheck[];
}

/** What to look at after a drop. The commands are run on the host that was traced, as administrator. */
export function dropAdvice(drop: Drop, place: PlaceRef | undefined): DropAdvice {
  const name = place?.name ?? "the destination NIC";
  const whose = place?.kind === "vm-nic" ? "-VMName *" : "-ManagementOS";
  const says = drop.reason.toLowerCase();
  if (/packet filter|vlan/.test(says)) {
    return {
      cause: `The frame's VLAN, or its destination address, is not one that ${name} takes.`,
      code: "vlan-drop",
      checks: [
        { text: `VLAN mode of ${name}: a vNIC is untagged unless told otherwise`, command: `Get-VMNetworkAdapterVlan ${whose}` },
        {
          text: "Trunk and native VLAN: the native VLAN is 0 by default",
          command: `Get-VMNetworkAdapterVlan ${whose} | Format-List OperationMode, AccessVlanId, NativeVlanId, AllowedVlanIdList`,
        },
        { text: "Physical NIC and team in trunk mode", command: "Get-NetLbfoTeamNic | Format-List Name, VlanID, Default" },
      ],
    };
  }
  if (/security policy|\bacls?\b/.test(says)) {
    return {
      cause: `A port ACL of ${name} denies this packet.`,
      code: "acl-drop",
      checks: [
        { text: `ACLs of ${name}: the longest prefix wins, a MAC rule beats a subnet rule`, command: `Get-VMNetworkAdapterAcl ${whose}` },
        { text: "Extended ACLs: rules are per direction, so look at both", command: `Get-VMNetworkAdapterExtendedAcl ${whose}` },
      ],
    };
  }
  return {
    cause: drop.location === undefined ? "The trace names the reason, not the rule behind it." : `The packet died in ${drop.location}.`,
    code: undefined,
    checks: [
      { text: "Whether it goes on: drops by component since the counters were reset", command: "pktmon counters --type drop" },
      {
        text: "Whether an adapter discards packets too",
        command: "Get-NetAdapterStatistics -Name * | Format-List Name, ReceivedDiscardedPackets, OutboundDiscardedPackets",
      },
    ],
  };
}
