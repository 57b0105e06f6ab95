import type { ChecksumFlag, NicLife, PortShortage, ServiceError } from "../journeys/findings/input.js";
import { OOB_SLOT, NDIS_GUID, PKTMON_GUID, VM_SWITCH_GUID, WIN_NAT_GUID } from "../providers/frames.js";
import { dissect } from "../packets/dissect.js";
import type { FieldNode } from "../core/fields.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";
import type { EventType } from "./scanner.js";

/** Events of a kind that are read whole for findings; what comes behind is not looked at. */
const MAX_EVENTS = 20_000;
/** Frames whose out-of-band data is looked at. */
const MAX_FRAMES = 2_000_000;
/** Frames that are marked as damaged and so verified. */
const MAX_FLAGS = 2_000;
const PKTMON_NBL = 180;

const LIFE: Readonly<Record<number, NicLife["what"]>> = { 22: "media-lost", 232: "connected", 233: "operation", 234: "disconnected" };
const NAT_OUT_OF_PORTS = 1033;
const SHOWN_FIELDS = 6;

/** Networks and endpoints of containers: these services tell what went wrong in events that describe themselves. */
const HOST_NETWORKING: ReadonlySet<string> = new Set([
  "0c885e0d-6eb6-476c-a048-2457eed3a5c1",
  "93f693dc-9163-4dee-af64-d855218af242",
  "564368d6-577b-4af5-ad84-1c54464848e6",
  "0bacf1d2-fb51-549a-6119-04daa7180dc8",
]);
/** Critical and error. */
const LEVEL_ERROR = 2;

/** Positions of the events of one provider with these ids, in the order of time. */
function positions(trace: OpenedTrace, provider: string, ids: ReadonlySet<number>): Generator<number> {
  return positionsOf(trace, (type) => type.provider === provider && ids.has(type.id));
}

function* positionsOf({ index }: OpenedTrace, wanted: (type: EventType) => boolean): Generator<number> {
  const types = new Set<number>();
  // Types of damaged buffers leave holes, which forEach skips.
  index.types.forEach((type, i) => {
    if (wanted(type)) types.add(i);
  });
  if (types.size === 0) return;
  let found = 0;
  for (let position = 0; position < index.order.length && found < MAX_EVENTS; position++) {
    if (!types.has(index.type.get(index.rowAt(position)))) continue;
    found++;
    yield position;
  }
}

/** What VmSwitch tells of NICs that come and go. */
export async function nicLife(trace: OpenedTrace, rows: Rows): Promise<readonly NicLife[]> {
  const found: NicLife[] = [];
  const start = trace.index.order.length === 0 ? 0 : trace.index.timeAt(0);
  for (const event of positions(trace, VM_SWITCH_GUID, new Set(Object.keys(LIFE).map(Number)))) {
    const { id, fields } = await rows.event(event);
    const what = LIFE[id];
    const name = fields["NicName"];
    if (what === undefined || typeof name !== "string" || name === "") continue;
    found.push({
      what,
      event,
      timeNs: Math.round((trace.index.timeAt(event) - start) * 100),
      nic: trace.machines.ofRow(trace.index.rowAt(event)).places.nic(name),
    });
  }
  return found;
}

/** WinNat 1033: no port left. */
export async function portShortages(trace: OpenedTrace, rows: Rows): Promise<readonly PortShortage[]> {
  const found: PortShortage[] = [];
  for (const event of positions(trace, WIN_NAT_GUID, new Set([NAT_OUT_OF_PORTS]))) {
    const { fields } = await rows.event(event);
    found.push({ event, instance: text(fields["InstanceName"]), protocol: protocolName(fields["TransportProtocol"]) });
  }
  return found;
}

/** What the services of container networking call an error. */
export async function serviceErrors(trace: OpenedTrace, rows: Rows): Promise<readonly ServiceError[]> {
  const found: ServiceError[] = [];
  for (const event of positionsOf(trace, ({ provider, level }) => HOST_NETWORKING.has(provider) && level > 0 && level <= LEVEL_ERROR)) {
    const { name, id, provider, providerGuid, message, fields } = await rows.event(event);
    const said = Object.entries(fields).flatMap(([field, value]) => (text(value) === "" ? [] : [`${field} ${text(value)}`]));
    found.push({ event, service: provider ?? providerGuid, name: name ?? `event ${id}`, said: message ?? said.slice(0, SHOWN_FIELDS).join(", ") });
  }
  return found;
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function protocolName(value: unknown): string {
  return value === 6 ? "TCP" : value === 17 ? "UDP" : value === 1 || value === 58 ? "ICMP" : text(value);
}

/** NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO on receive. */
const FLAG = { TCP_FAILED: 0x1, UDP_FAILED: 0x2, IP_FAILED: 0x4, TCP_GOOD: 0x8, UDP_GOOD: 0x10, IP_GOOD: 0x20 } as const;

/**
 * What a receiving NIC says failed. The same word means something else for a frame that is sent: there are an address family, what is to be
 * computed, and the offset of the TCP header above bit 16, so a word with both meanings in it is not taken for a mark.
 */
function failedLayer(word: number, protocol: number): ChecksumFlag["layer"] | undefined {
  if (word === 0 || word > 0x1ff) return undefined;
  const tcp = word & (FLAG.TCP_FAILED | FLAG.TCP_GOOD);
  const udp = word & (FLAG.UDP_FAILED | FLAG.UDP_GOOD);
  if (protocol === 17 && udp === FLAG.UDP_FAILED && tcp === 0) return "UDP";
  if (protocol === 6 && tcp === FLAG.TCP_FAILED && udp === 0) return "TCP";
  return (word & (FLAG.IP_FAILED | FLAG.IP_GOOD)) === FLAG.IP_FAILED && (tcp === FLAG.TCP_GOOD || udp === FLAG.UDP_GOOD) ? "IP" : undefined;
}

/** Frames that are marked as damaged by 1003's out-of-band data or PktMon's 180, verified by their own bytes. */
export async function checksumFlags(trace: OpenedTrace, rows: Rows, journeys: Journeys): Promise<readonly ChecksumFlag[]> {
  const marked = [...(await switchMarks(trace, journeys)), ...pktmonMarks(trace, journeys)];
  const found: ChecksumFlag[] = [];
  for (const { packet, layer } of marked.slice(0, MAX_FLAGS)) {
    const frame = await rows.frame(packet);
    if (frame === undefined) continue;
    const { nodes, source, destination, protocol, info } = dissect(frame.bytes, frame.link, { tree: true });
    // Of a tunnelled packet the inner checksum is meant: the last one.
    const verdict = verdicts(nodes, `${layer === "IP" ? "ip" : layer.toLowerCase()}.checksum.status`).pop();
    if (verdict === undefined) continue;
    const event = trace.packets.event.get(packet);
    const journey = journeys.ofEvent(event);
    found.push({
      packet,
      event,
      ...(journey === undefined ? {} : { journey }),
      place: rows.place(trace.packets.entry.get(packet)),
      layer,
      verdict,
      line: { source, destination, protocol, info },
    });
  }
  return found;
}

interface Mark {
  readonly packet: number;
  readonly layer: ChecksumFlag["layer"];
}

async function switchMarks(trace: OpenedTrace, journeys: Journeys): Promise<readonly Mark[]> {
  const { packets, values, reader } = trace;
  const pointer = trace.index.sources[0]?.header.pointerSize === 4 ? 4 : 8;
  const found: Mark[] = [];
  let looked = 0;
  for (let sighting = 0; sighting < journeys.seen.length && looked < MAX_FRAMES && found.length < MAX_FLAGS; sighting++) {
    const entry = journeys.seen.entry.get(sighting);
    if (values.planOf(entry)?.provider !== NDIS_GUID || !values.has(entry, "oob")) continue;
    const { offset, length } = values.range(entry, "oob");
    const at = OOB_SLOT.CHECKSUM * pointer;
    if (length < at + pointer) continue;
    looked++;
    const bytes = await reader.bytes(values.row(entry), offset + at, pointer);
    if (bytes.length < pointer || bytes.subarray(4).some((byte) => byte !== 0)) continue;
    const word = ((bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16) | ((bytes[3] ?? 0) << 24)) >>> 0;
    const layer = failedLayer(word, journeys.sightings.facts.keys(sighting).protocol & 0xff);
    const packet = layer === undefined ? -1 : packets.ofEvent(journeys.seen.event.get(sighting));
    if (layer !== undefined && packet >= 0) found.push({ packet, layer });
  }
  return found;
}

/** 180 stands beside the 160 of its packet, with the same group, number and component. */
function pktmonMarks({ index, packets, values }: OpenedTrace, journeys: Journeys): readonly Mark[] {
  const marks = new Map<string, number>();
  const name = (entry: number): string => `${values.wide(entry, "groupId")}/${values.number(entry, "packetNumber")}/${values.number(entry, "component")}`;
  for (let entry = 0; entry < index.entries.length && marks.size < MAX_EVENTS; entry++) {
    const plan = values.planOf(entry);
    if (plan?.provider !== PKTMON_GUID || plan.id !== PKTMON_NBL) continue;
    const word = values.wide(entry, "checksumInfo");
    if (word !== 0n && word <= 0x1ffn) marks.set(name(entry), Number(word));
  }
  if (marks.size === 0) return [];
  const found: Mark[] = [];
  for (let sighting = 0; sighting < journeys.seen.length && found.length < MAX_FLAGS; sighting++) {
    const entry = journeys.seen.entry.get(sighting);
    if (values.planOf(entry)?.provider !== PKTMON_GUID || !values.has(entry, "groupId")) continue;
    const word = marks.get(name(entry));
    const layer = word === undefined ? undefined : failedLayer(word, journeys.sightings.facts.keys(sighting).protocol & 0xff);
    const packet = layer === undefined ? -1 : packets.ofEvent(journeys.seen.event.get(sighting));
    if (layer !== undefined && packet >= 0) found.push({ packet, layer });
  }
  return found;
}

function verdicts(nodes: readonly FieldNode[], name: string): string[] {
  return nodes.flatMap((node) => [...(node.name === name ? [node.text] : []), ...(node.children === undefined ? [] : verdicts(node.children, name))]);
}
