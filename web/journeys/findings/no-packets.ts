import type { Rule } from "./input.js";
import { listed, plural } from "./text.js";

const PKTMON = "pktmon start --capture --comp all --pkt-size 0 --file-name C:\\trace\\net.etl";
const NETSH = "netsh trace start capture=yes tracefile=C:\\trace\\net.etl";
const NET_EVENT =
  "New-NetEventSession hop -LocalFilePath C:\\trace\\hop.etl; Add-NetEventPacketCaptureProvider -SessionName hop; " +
  "Add-NetEventProvider Microsoft-Windows-Hyper-V-VmSwitch -SessionName hop; Add-NetEventProvider Microsoft-Windows-WinNat -SessionName hop; Start-NetEventSession hop";
/** Windows Server 2019 and Windows 10 of October 2018 brought pktmon, the next but one the file format of today. */
const PKTMON_BUILD = 19041;
const VIRTUAL = /Hyper-V|WinNat|VfpExt|Host-Network-Service|Hns|Container/i;
const CAPTURE = /NDIS-PacketCapture|PktMon/i;

/** A trace without packets: what is in it, why, and what would have recorded some. */
export const noPackets: Rule = ({ summary }) => {
  if (summary.packets > 0) return [];
  const { events, providers, osBuild } = summary;
  const named = providers.map((provider) => provider.name ?? provider.guid);
  const capture = providers.find(({ name }) => name !== undefined && CAPTURE.test(name));
  const why =
    capture === undefined
      ? "no provider that records packets took part"
      : `${capture.name ?? capture.guid} took part with ${plural(capture.events, "event")}, but none of them holds a packet: its filter or its interface saw none`;
  const virtual = named.some((name) => VIRTUAL.test(name));
  const check = virtual ? [NET_EVENT, PKTMON, NETSH] : osBuild >= PKTMON_BUILD ? [PKTMON, NETSH, NET_EVENT] : [NETSH, NET_EVENT, PKTMON];
  const held = [...providers].sort((a, b) => b.events - a.events).map((provider) => `${provider.name ?? provider.guid} (${provider.events})`);
  return [
    {
      code: "no-packets",
      severity: "warning",
      title: "There are no packets in this trace",
      detail: `It holds ${plural(events, "event")} of ${plural(providers.length, "provider")}${held.length === 0 ? "" : `: ${listed(held, 5)}`}; ${why}. End the capture with pktmon stop, netsh trace stop or Stop-NetEventSession.`,
      check,
      evidence: events > 0 ? [{ kind: "event", id: 0 }] : [],
    },
  ];
};
