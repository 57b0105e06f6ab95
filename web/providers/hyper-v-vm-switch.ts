import type { EventSchema, FieldSchema, ValueMap } from "../trace/schema.js";
import { IN_TYPE } from "../trace/schema.js";
import { parseFields } from "./field-text.js";
import { VM_SWITCH_LAYOUTS } from "./hyper-v-vm-switch-layouts.js";
import { textsFrom, type Provider } from "./provider.js";

const GUID = "67dc0d66-3695-47c0-9642-33f76f7bd7ad";
const NAME = "Microsoft-Windows-Hyper-V-VmSwitch";

const named = (what: string): string => `"{${what}FName}" ({${what}Name})`;
const NIC = `NIC ${named("Nic")}`;
const SWITCH = `switch ${named("Switch")}`;
const PORT = `port ${named("Port")}`;

/** Name and message of the events whose meaning is known. That 54 is the way in and 55 the way out is an assumption. */
const KNOWN: Readonly<Record<number, readonly [name: string, message: string]>> = {
  17: ["NicPort", `${NIC} at ${PORT} of ${SWITCH}`],
  21: ["NicMediaConnected", `Media connected on ${NIC}`],
  22: ["NicMediaDisconnected", `Media disconnected on ${NIC}`],
  25: ["MacMoved", `MAC address {MacAddress} seen on port ${named("Port1")} and on port ${named("Port2")}`],
  26: ["ProtocolVersionMismatch", `Networking driver of VM "{VMName}" ({VMId}) speaks version {ClientVersion}, the host {ServerVersion}`],
  28: ["MacPinned", `Port ${named("Port1")} may not use MAC address {MacAddress}: it is pinned to port ${named("Port2")}`],
  33: ["VmNic", `VM "{VMName}" has ${NIC} at ${PORT} of ${SWITCH}`],
  51: ["QosTimer", "QoS timer {TimerId}: {FlowsProcessed} flows, {NblsSent} NBLs sent, {NblsDropped} dropped"],
  53: ["NblDropped", "NBL dropped: {DropReason}"],
  54: ["NblDroppedFromNic", `NBL received from ${NIC} was dropped in ${SWITCH}: {DropReason}`],
  55: ["NblDroppedToNic", `NBL destined to ${NIC} was dropped in ${SWITCH}: {DropReason}`],
  56: ["NblReceived", `NBL {BufferAddress} received from ${NIC} in ${SWITCH}`],
  57: ["NblRouted", `NBL {BufferAddress} routed from NIC ${named("SrcNic")} to NIC ${named("DestNic")} on ${SWITCH}`],
  58: ["NblDelivered", `NBL {BufferAddress} delivered to ${NIC} in ${SWITCH}`],
  59: ["NblRoutedByExtension", `Extension "{ExtensionName}" routed an NBL from NIC ${named("SrcNic")} to NIC ${named("DestNic")} on ${SWITCH}`],
  60: ["NblDroppedByExtension", `Extension "{ExtensionFriendlyName}" ({ExtensionGuid}) dropped an NBL from NIC ${named("SrcNic")} on ${SWITCH}: {Reason}`],
  102: ["VmNetworkingReady", `Networking driver in VM "{VMName}" ({VMId}) is loaded and agreed on the newest protocol version`],
  158: ["MemberSendFailed", "Sending an NBL through team member {Member} failed: {Status}"],
  159: ["TeamSendFailed", "Sending an NBL through team {TeamNic} failed: {Status}"],
  160: ["MemberNblsDropped", "NBLs dropped on team member {Member}: {Status}"],
  232: ["NicConnected", `${NIC} connected to ${PORT} on ${SWITCH}`],
  233: ["NicOperation", `Operation {Operation} succeeded on ${NIC}`],
  234: ["NicDisconnected", "NIC {NicName} disconnected from port {PortName}"],
  240: ["BufferReceived", `Buffer {BufferAddress} received from ${NIC} in ${SWITCH}`],
  241: ["BufferDelivered", `Buffer {BufferAddress} delivered to ${NIC} in ${SWITCH}`],
  242: ["BufferRouted", `Buffer {BufferAddress} routed from NIC ${named("SrcNic")} to NIC ${named("DestNic")} on ${SWITCH}`],
  264: ["PortCreated", `Port ${named("Port")} created on ${SWITCH}`],
  277: ["DriverBuild", "vmswitch.sys {BuildNumber} {BuildArch} {BuildBranch} of {Date} {Time}, debug {Debug}, official {Official}"],
  291: [
    "NicRscChanged",
    'Receive coalescing of NIC "{NicFName}" ({NicName}): IPv4 {OldNicIPv4RscEnabled} to {NewNicIPv4RscEnabled}, ' +
      "IPv6 {OldNicIPv6RscEnabled} to {NewNicIPv6RscEnabled}, reason {RscStateModifiedReason}",
  ],
};

/** What the layout itself tells: its status, the reason of a failure and the objects it names. */
function genericMessage(id: number, fields: readonly FieldSchema[]): string {
  const has = new Set(fields.map((f) => f.name));
  const parts = fields.flatMap(({ name, inType }) => {
    if (name.endsWith("FName") || name.endsWith("FriendlyName")) return [];
    if (["Status", "FailReason", "FailureReason", "FailureCode", "Operation", "Reason"].includes(name)) return [`${name} {${name}}`];
    if (!name.endsWith("Name") || inType !== IN_TYPE.UNICODE_STRING) return [];
    const object = name.slice(0, -"Name".length);
    const friendly = [`${object}FName`, `${object}FriendlyName`].find((f) => has.has(f));
    return [friendly === undefined ? `${object} {${name}}` : `${object} "{${friendly}}" ({${name}})`];
  });
  return [`vmSwitch event ${id}`, ...parts].join(", ");
}

function parseLayouts(text: string): readonly EventSchema[] {
  const events: EventSchema[] = [];
  for (const line of text.split("\n")) {
    const colon = line.indexOf(": ");
    if (colon < 0) continue;
    const layout = line.slice(colon + 2).replaceAll(/\{(\w+)\}/g, "$1NameLen $1Name:s $1FNameLen $1FName:s");
    for (const id of line.slice(0, colon).split(" ").map(Number)) for (const fields of layoutsOf(layout)) events.push(eventOf(id, fields));
  }
  return events;
}

/** Whether a MAC address is text or six raw bytes is not known: both are offered, and the one that fits the payload is taken. */
function layoutsOf(layout: string): readonly (readonly FieldSchema[])[] {
  const asText = "MacAddress:s";
  return layout.includes(asText) ? [parseFields(layout), parseFields(layout.replace(asText, "MacAddress:mac[MacAddressLen]"))] : [parseFields(layout)];
}

function eventOf(id: number, fields: readonly FieldSchema[]): EventSchema {
  const [name, message] = KNOWN[id] ?? [undefined, genericMessage(id, fields)];
  return { provider: GUID, providerName: NAME, id, version: 0, ...(name !== undefined && { name }), fields, message };
}

/** The numbers are the ones PktMon shares with the switch, 0 to 38. */
export const VM_SWITCH_DROP_REASONS: ValueMap = {
  texts: textsFrom(`0:Unspecified|Invalid data|Invalid packet|Insufficient resources|Adapter not ready|Media disconnected|Not accepted|Device busy
8:Filtered|Filtered VLAN|Unauthorized VLAN|Unauthorized MAC|Failed Security Policy|Failed private VLAN setting|QoS|IPsec
16:Spoofed MAC address is not allowed|DHCP guard|Router guard|Bridge is not allowed inside a VM|Virtual subnet ID does not match
21:Required switch extension is missing|A switch on top of another switch is not allowed|MTU mismatch|Native forwarding required
25:Invalid VLAN format|Invalid destination MAC|Invalid source MAC|First buffer too small|Network virtualization error|Storm limit exceeded
31:ICMP injected by the switch|Destination list could not be updated|Destination NIC is disabled
34:Packet does not match the packet filter set on the destination NIC.|Switch data flow is disabled|Port isolation does not allow untagged traffic
37:Invalid PacketDirect queue|Adapter is in low power state`),
};

export const hyperVVmSwitch: Provider = { guid: GUID, name: NAME, events: parseLayouts(VM_SWITCH_LAYOUTS), maps: { DropReason: VM_SWITCH_DROP_REASONS } };
