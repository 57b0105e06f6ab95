import { hex64, viewOf } from "../core/bytes.js";
import type { FieldNode, FieldValue } from "../core/fields.js";

/**
 * What NDIS passes along beside the bytes of a packet (NET_BUFFER_LIST): one value of the size of a pointer per slot. 0 to 10 are the same
 * everywhere; those from 18 on stand where 64-bit systems have them.
 */
const SLOTS: readonly string[] = [
  "TcpIpChecksum",
  "IPsecOffloadV1",
  "TcpLargeSend",
  "ClassificationHandle",
  "Ieee8021Q",
  "NetBufferCancelId",
  "MediaSpecificInformation",
  "FrameType",
  "HashValue",
  "HashInfo",
  "WfpNetBufferListInfo",
  "IPsecOffloadV2Tunnel",
  "IPsecOffloadV2Header",
  "CorrelationId",
  "FilteringInfo",
  "MediaSpecificInformationEx",
  "OriginalInterfaceIfIndex",
  "TcpReceiveBytesTransferred",
  "SwitchForwardingReserved",
  "SwitchForwardingDetail",
  "VirtualSubnetInfo",
  "IMReserved",
  "TcpRecvSegCoalesceInfo",
  "RscTcpTimestampDelta",
  "GftOffloadInformation",
  "GftFlowEntryId",
];
const FIRST_64_BIT_SLOT = 18;
const SLOT = { CHECKSUM: 0, LARGE_SEND: 2, COALESCED: 22 } as const;

/** Bits of the checksum slot. On the way out they ask the NIC, on the way in they say what it found. */
const SENT = { IPV4: 1, IPV6: 2, TCP: 4, UDP: 8, IP_HEADER: 0x10 } as const;
const RECEIVED: readonly string[] = [
  "TCP checksum wrong",
  "UDP checksum wrong",
  "IP checksum wrong",
  "TCP checksum right",
  "UDP checksum right",
  "IP checksum right",
  "loopback",
  "TCP checksum field not valid",
  "IP checksum field not valid",
];
const ONLY_RECEIVED = 0x1e0;
const NOT_VALID = 0x180;

export type Way = "in" | "out" | undefined;

/** A request to the NIC names the IP version and one checksum; what the NIC found never has that form. Used where the event does not tell the way. */
function isRequest(word: number, way: Way): boolean {
  if (way !== undefined) return way === "out";
  const version = word & (SENT.IPV4 | SENT.IPV6);
  return word >>> 16 !== 0 || ((version === SENT.IPV4 || version === SENT.IPV6) && (word & 0x1c) !== 0 && (word & ONLY_RECEIVED) === 0);
}

function checksumWords(word: number, way: Way): string {
  const words: string[] = [];
  if (!isRequest(word, way)) {
    for (const [bit, text] of RECEIVED.entries()) if ((word & (1 << bit)) !== 0) words.push(text);
    return words.join(", ");
  }
  if ((word & SENT.IPV4) !== 0) words.push("IPv4");
  if ((word & SENT.IPV6) !== 0) words.push("IPv6");
  if ((word & SENT.TCP) !== 0) words.push("TCP checksum left to the NIC");
  if ((word & SENT.UDP) !== 0) words.push("UDP checksum left to the NIC");
  if ((word & SENT.IP_HEADER) !== 0) words.push("IP checksum left to the NIC");
  const at = (word >>> 16) & 0x3ff;
  if (at !== 0) words.push(`TCP header at ${at}`);
  return words.join(", ");
}

const HASH_TYPES: ReadonlyMap<number, string> = new Map([
  [0x01, "IPv4"],
  [0x02, "TCP over IPv4"],
  [0x04, "IPv6"],
  [0x08, "IPv6 with extensions"],
  [0x10, "TCP over IPv6"],
  [0x20, "TCP over IPv6 with extensions"],
  [0x40, "UDP over IPv4"],
  [0x80, "UDP over IPv6"],
]);

/** A slot's value in words, "" where it is only a number. */
function wordsOf(name: string, value: bigint, way: Way): string {
  const word = Number(value & 0xffffffffn);
  switch (name) {
    case "TcpIpChecksum":
      return checksumWords(word, way);
    case "TcpLargeSend":
      // Bits 0-19 MSS, 20-29 TCP header, 30 version 2, 31 IPv6; once sent, or received, the slot means something else.
      return way === "in" || (word & 0xfffff) === 0
        ? ""
        : `segments of ${word & 0xfffff} bytes, TCP header at ${(word >>> 20) & 0x3ff}, ${word >>> 31 === 1 ? "IPv6" : "IPv4"}`;
    case "Ieee8021Q":
      return `VLAN ${(word >>> 4) & 0xfff}, priority ${word & 7}${(word & 8) === 0 ? "" : ", canonical form"}`;
    case "HashInfo":
      return `function ${word & 0xff}, ${HASH_TYPES.get((word >>> 8) & 0xff) ?? `type ${(word >>> 8) & 0xffffff}`}`;
    case "TcpRecvSegCoalesceInfo":
      return `${word & 0xffff} segments coalesced, ${word >>> 16} duplicate ACKs`;
    case "VirtualSubnetInfo":
      return `virtual subnet ${word & 0xffffff}`;
    default:
      return "";
  }
}

/** One value of an NBL's out-of-band data as PktMon writes it: a field of its own. */
export function withNblWords(node: FieldNode, way: Way): FieldNode {
  const value = typeof node.value === "string" && /^0x[\da-f]+$/.test(node.value) ? BigInt(node.value) : 0n;
  const words = value === 0n ? "" : wordsOf(node.name, value, way);
  return words === "" ? node : { ...node, text: `${words} (${node.text})` };
}

function slotAt(bytes: Uint8Array, from: number, to: number, which: number, width: 4 | 8): bigint {
  const at = from + which * width;
  if (at + width > Math.min(to, bytes.length)) return 0n;
  return width === 8 ? viewOf(bytes).getBigUint64(at, true) : BigInt(viewOf(bytes).getUint32(at, true));
}

/** The out-of-band data bytes[from, to) of a frame on the switch: the slots that hold something. */
export function outOfBandNode(node: FieldNode, bytes: Uint8Array, width: 4 | 8, way: Way): FieldNode {
  const children: FieldNode[] = [];
  const value: Record<string, FieldValue> = {};
  const known = width === 8 ? SLOTS.length : FIRST_64_BIT_SLOT;
  for (let which = 0; node.from + (which + 1) * width <= node.to; which++) {
    const held = slotAt(bytes, node.from, node.to, which, width);
    if (held === 0n) continue;
    const name = which < known ? (SLOTS[which] ?? "") : `Slot${which}`;
    const from = node.from + which * width;
    value[name] = hex64(held);
    children.push(withNblWords({ name, label: name, text: hex64(held), value: hex64(held), from, to: from + width }, way));
  }
  if (children.length === 0) return node;
  return { ...node, text: children.map((child) => `${child.label}: ${child.text}`).join("; "), value, children };
}

/** Whether the checksums in a frame's bytes need not be right: a NIC is to fill them in, or has put several segments together. */
export function checksumsOpen(bytes: Uint8Array, width: 4 | 8, way: Way): boolean {
  const slot = (which: number): bigint => slotAt(bytes, 0, bytes.length, which, width);
  const word = Number(slot(SLOT.CHECKSUM) & 0xffffffffn);
  if (isRequest(word, way)) return (word & (SENT.TCP | SENT.UDP | SENT.IP_HEADER)) !== 0 || slot(SLOT.LARGE_SEND) !== 0n;
  if (way === undefined && (slot(SLOT.LARGE_SEND) & 0xfffffn) !== 0n) return true;
  return (word & NOT_VALID) !== 0 || (width === 8 && (slot(SLOT.COALESCED) & 0xffffn) > 1n);
}
