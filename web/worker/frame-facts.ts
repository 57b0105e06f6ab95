import { viewOf } from "../core/bytes.js";
import { directionOf, NDIS_GUID, OOB_SLOT } from "../providers/frames.js";
import { checksumsOpen } from "../providers/out-of-band.js";
import type { ParsedRecord } from "./frame-values.js";
import type { OpenedTrace } from "./opened-trace.js";

const SWITCH_FRAME = 1003;
const NOTHING = { bytes: new Uint8Array(0), width: 8 } as const;

/** PktMon writes ports as they are in the packet, most significant byte first. */
const swapped = (port: number): number => ((port & 0xff) << 8) | (port >> 8);

/** What an entry without a frame says of its packet's headers. */
export async function parsedRecord({ values, reader }: OpenedTrace, entry: number): Promise<ParsedRecord> {
  const bytes = async (name: "sourceIp" | "destinationIp" | "sourceMac" | "destinationMac"): Promise<Uint8Array | undefined> => {
    if (!values.has(entry, name)) return undefined;
    const { offset, length } = values.range(entry, name);
    return reader.bytes(values.row(entry), offset, length);
  };
  const number = (name: "etherType" | "vlan" | "protocol" | "tcpFlags" | "sourcePort" | "destinationPort"): number | undefined =>
    values.has(entry, name) ? values.number(entry, name) : undefined;
  const port = (name: "sourcePort" | "destinationPort"): number | undefined => {
    const value = number(name);
    return value === undefined ? undefined : swapped(value);
  };
  return {
    length: values.number(entry, "originalLength"),
    destinationMac: await bytes("destinationMac"),
    sourceMac: await bytes("sourceMac"),
    etherType: number("etherType"),
    vlan: number("vlan"),
    sourceIp: await bytes("sourceIp"),
    destinationIp: await bytes("destinationIp"),
    protocol: number("protocol"),
    sourcePort: port("sourcePort"),
    destinationPort: port("destinationPort"),
    tcpFlags: number("tcpFlags"),
  };
}

/**
 * The VLAN that a frame on the virtual switch has beside its bytes, 0 for none.
 *  out-of-band data: an array of pointer-sized values; the one for 802.1Q has the priority in bits 0-2, the canonical form in bit 3,
 *  the VLAN in bits 4-15
 */
export async function outOfBandVlan(trace: OpenedTrace, entry: number): Promise<number> {
  const { bytes, width } = await outOfBand(trace, entry);
  const at = OOB_SLOT.VLAN * width;
  return bytes.length < at + width ? 0 : (viewOf(bytes).getUint16(at, true) >> 4) & 0xfff;
}

/** Whether what a frame on the virtual switch has beside its bytes says that its checksums need not be right. */
export async function hasOpenChecksums(trace: OpenedTrace, entry: number): Promise<boolean> {
  const { bytes, width } = await outOfBand(trace, entry);
  return bytes.length > 0 && checksumsOpen(bytes, width, directionOf(NDIS_GUID, SWITCH_FRAME, trace.values.type(entry)?.keywords ?? 0n, 0));
}

async function outOfBand({ index, values, reader }: OpenedTrace, entry: number): Promise<{ readonly bytes: Uint8Array; readonly width: 4 | 8 }> {
  if (!values.has(entry, "oob")) return NOTHING;
  const { offset, length } = values.range(entry, "oob");
  const row = values.row(entry);
  const width = index.sources[index.bufferOf(row)?.source ?? 0]?.header.pointerSize === 4 ? 4 : 8;
  return { bytes: await reader.bytes(row, offset, length), width };
}
