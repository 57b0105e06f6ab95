import type { Drop, EventRow, PacketRow, PlaceRef } from "../core/api.js";
import { hex64, ipv4At, ipv6At } from "../core/bytes.js";
import type { EventLine, RowDetail } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import type { Anonymiser } from "../export/anonymise/anonymiser.js";
import type { FieldNode } from "../core/fields.js";
import { dissect, wireLength, type Dissection, type DissectOptions, type LinkType } from "../packets/dissect.js";
import { directionOf, linkOf, NDIS_GUID, PKTMON_GUID, VM_SWITCH_GUID } from "../providers/frames.js";
import { fileTimeToNs } from "../trace/clock.js";
import { renderMessage } from "../trace/message.js";
import { fieldsOf } from "../trace/payload.js";
import { fieldLine, type Description } from "./describe.js";
import type { StoredEvent } from "./event-reader.js";
import { hasOpenChecksums } from "./frame-facts.js";
import { headerNodes } from "./header-nodes.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";

const UNKNOWN_ID = 0xffffffff;
const PROTOCOL_NAMES: Readonly<Record<number, string>> = { 1: "ICMP", 2: "IGMP", 6: "TCP", 17: "UDP", 41: "IPv6", 47: "GRE", 50: "ESP", 58: "ICMPv6" };

/** One captured frame with its bytes. */
export interface CapturedFrame {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly link: LinkType;
  /** Bytes on the wire where the trace tells. */
  readonly originalLength?: number;
  /** Checksums in the bytes need not be right: a NIC is to fill them in. */
  readonly checksumsOpen?: true;
}

/** What the trace tells of a frame besides its bytes. */
export function toldOf({ originalLength, checksumsOpen }: CapturedFrame): Pick<DissectOptions, "originalLength" | "checksumsOpen"> {
  return { ...(originalLength === undefined ? {} : { originalLength }), ...(checksumsOpen === undefined ? {} : { checksumsOpen }) };
}

/** Makes rows on demand: nothing but columns is kept between queries. */
export class Rows {
  readonly #trace: OpenedTrace;
  readonly #veil: Anonymiser | undefined;
  #journeys: Journeys | undefined;

  /** With a `veil` all rows show pseudonyms, and frames end with their headers. */
  constructor(trace: OpenedTrace, veil?: Anonymiser) {
    this.#trace = trace;
    this.#veil = veil;
  }

  /** From now on packets say which journey they are part of. */
  attach(journeys: Journeys): void {
    this.#journeys = journeys;
  }

  async event(index: number): Promise<EventRow> {
    const stored = await this.#stored(index);
    return this.#eventRow(index, stored, this.#trace.describer.describe(stored.header, stored.bytes));
  }

  /** Nanoseconds since the Unix epoch, exactly as the session clock says. */
  async timeNs(index: number): Promise<bigint> {
    return this.#timeNs(index, await this.#stored(index));
  }

  async line(index: number): Promise<EventLine> {
    const stored = await this.#stored(index);
    const { header } = stored;
    const { describer, packets } = this.#trace;
    const description = describer.describe(header, stored.bytes);
    const packet = packets.ofEvent(index);
    const row = packet < 0 ? undefined : await this.packet(packet);
    const place = row?.place ?? this.stepPlace(this.#trace.index.rowAt(index));
    return {
      index,
      timeNs: this.#timeNs(index, stored),
      ...(place === undefined ? {} : { place }),
      provider: description.provider ?? header.providerGuid,
      id: header.id,
      opcode: header.opcode,
      ...(description.name === undefined ? {} : { name: description.name }),
      level: header.level,
      cpu: stored.buffer.cpu,
      ...known("pid", header.pid),
      ...known("tid", header.tid),
      summary: row === undefined ? (description.message ?? namedLine(description)) : `${row.protocol} ${row.source} → ${row.destination} ${row.info}`,
      ...(packet < 0 ? {} : { packet }),
      dropped: packets.isDrop(index),
    };
  }

  async packet(number: number): Promise<PacketRow> {
    return (await this.#packet(number)).row;
  }

  /** The frame of a packet, fragments joined; undefined for packets of which only header fields were recorded. */
  async frame(number: number): Promise<CapturedFrame | undefined> {
    const { values, packets, reader } = this.#trace;
    const entry = packets.entry.get(number);
    if (!values.has(entry, "frame")) return undefined;
    const type = values.type(entry);
    const plan = values.planOf(entry);
    if (type === undefined || plan === undefined) return undefined;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (const part of [entry, ...(packets.fragments.get(number) ?? [])]) {
      const { offset, length } = values.range(part, "frame");
      parts.push(await reader.bytes(values.row(part), offset, length));
    }
    let bytes = parts.length === 1 ? (parts[0] as Uint8Array<ArrayBuffer>) : joined(parts);
    let link: LinkType = linkOf(plan.provider, plan.id, type.keywords, values.number(entry, "packetType"));
    if (link === "ethernet" && plan.provider !== NDIS_GUID && plan.provider !== PKTMON_GUID && isIp(bytes)) link = "raw-ip";
    if (link === "ieee80211" && bytes.length > 1) {
      // The driver hands frames over decrypted but leaves the Protected bit set, which would make every reader see noise.
      bytes = bytes.slice();
      bytes[1] = (bytes[1] ?? 0) & ~0x40;
    }
    const originalLength = plan.provider === PKTMON_GUID ? Math.max(bytes.length, values.number(entry, "originalLength")) : undefined;
    if (this.#veil !== undefined) return { bytes: this.#veil.frame(bytes, link), link, originalLength: originalLength ?? wireLength(bytes, link) };
    const open = await hasOpenChecksums(this.#trace, entry);
    return { bytes, link, ...(originalLength === undefined ? {} : { originalLength }), ...(open ? { checksumsOpen: true } : {}) };
  }

  async detail(kind: "event" | "packet", number: number): Promise<RowDetail> {
    if (kind === "packet") {
      const frame = await this.frame(number);
      const { row, dissection } = await this.#packet(number, true);
      const event = await this.event(row.event);
      if (frame !== undefined && dissection !== undefined)
        return { kind, index: number, event, packet: row, bytes: frame.bytes.slice(), nodes: dissection.nodes };
      const whole = await this.detail("event", row.event);
      return { ...whole, kind, index: number, packet: row };
    }
    const stored = await this.#stored(number);
    const description = this.#trace.describer.describe(stored.header, stored.bytes);
    const packet = this.#trace.packets.ofEvent(number);
    const journey = this.#journeys?.ofEvent(number);
    return {
      kind,
      index: number,
      event: this.#eventRow(number, stored, description),
      ...(packet < 0 ? {} : { packet: await this.packet(packet) }),
      ...(journey === undefined ? {} : { journey }),
      bytes: stored.bytes.slice(),
      nodes: [headerNodes(stored.header), ...payloadNodes(stored, description)],
    };
  }

  /** Where a packet event was seen. */
  place(entry: number): PlaceRef {
    return this.shown(this.#place(entry));
  }

  /** A place as these rows call it. */
  shown(place: PlaceRef): PlaceRef {
    return this.#veil === undefined ? place : this.#veil.place(place);
  }

  #place(entry: number): PlaceRef {
    const { values, machines } = this.#trace;
    const { places } = machines.ofRow(values.row(entry));
    const plan = values.planOf(entry);
    if (plan?.provider === PKTMON_GUID) return places.component(values.number(entry, "component"));
    if (plan?.provider === NDIS_GUID && values.has(entry, "sourceNic")) {
      const destination = values.number(entry, "destinationCount") > 0 ? values.text(entry, "destinationNic") : "";
      return places.nic(destination === "" ? values.text(entry, "sourceNic") : destination);
    }
    if (plan?.provider === NDIS_GUID) return places.interface(values.number(entry, "lowerInterface"));
    return places.named("ras", "Remote access", "tunnel");
  }

  /** The place of a vmSwitch step: the NIC it was received from, routed to, delivered to or dropped at. */
  stepPlace(row: number): PlaceRef | undefined {
    const { values, machines } = this.#trace;
    const { places } = machines.ofRow(row);
    const entry = values.entryOfRow(row);
    if (entry < 0 || values.planOf(entry)?.provider !== VM_SWITCH_GUID) return undefined;
    for (const name of ["nicName", "destinationNic", "sourceNic"] as const) {
      const nic = values.has(entry, name) ? values.text(entry, name) : "";
      if (nic !== "") return this.shown(places.nic(nic));
    }
    return undefined;
  }

  drop(entry: number): Drop | undefined {
    const drop = this.#drop(entry);
    return drop === undefined || this.#veil === undefined ? drop : this.#veil.drop(drop);
  }

  #drop(entry: number): Drop | undefined {
    const { values, describer } = this.#trace;
    const plan = values.planOf(entry);
    if (plan === undefined) return undefined;
    if (values.has(entry, "reasonText"))
      return { reason: values.text(entry, "reasonText") || "Dropped by an extension", location: values.text(entry, "extensionName") };
    const reasonCode = values.number(entry, "dropReason");
    const reason = describer.map(plan.provider, "DropReason")?.texts[reasonCode] ?? `Reason ${reasonCode}`;
    if (!values.has(entry, "dropLocation")) return { reason, reasonCode };
    const locationCode = values.number(entry, "dropLocation");
    const location = describer.map(plan.provider, "DropLocation")?.texts[locationCode];
    return { reason, reasonCode, ...(location === undefined ? {} : { location }), ...(locationCode === 0 ? {} : { locationCode }) };
  }

  async #stored(index: number): Promise<StoredEvent> {
    const { order } = this.#trace.index;
    if (!Number.isInteger(index) || index < 0 || index >= order.length)
      throw new TraceError("read", `There is no event ${index}: the trace has ${order.length}.`);
    const stored = await this.#trace.reader.read(this.#trace.index.rowAt(index));
    if (stored === undefined) throw new TraceError("read", `Event ${index} is no longer in the file: it was changed since it was opened.`);
    return stored;
  }

  #timeNs(index: number, stored: StoredEvent): bigint {
    const { clock, alignment } = this.#trace.index.sources[stored.buffer.source] ?? {};
    if (clock === undefined) return 0n;
    const raw = stored.header.timeStamp;
    if (raw !== undefined && (alignment === undefined || (alignment.offset === 0 && alignment.drift === 0))) return clock.toNs(raw);
    // A message without a time, or of a machine that was put on another's clock, has the one it was sorted by.
    return fileTimeToNs(this.#trace.index.zero + BigInt(Math.floor(this.#trace.index.timeAt(index))));
  }

  #eventRow(index: number, stored: StoredEvent, description: Description): EventRow {
    const { header, buffer } = stored;
    const { provider, name } = description;
    const { nodes, message } = this.#seen(description);
    const process =
      header.pid === undefined ? undefined : this.#trace.machines.ofSource(buffer.source).context.processes.name(header.pid, this.#trace.index.timeAt(index));
    return {
      index,
      timeNs: this.#timeNs(index, stored),
      source: buffer.source,
      ...(provider === undefined ? {} : { provider }),
      providerGuid: header.providerGuid,
      id: header.id,
      version: header.version,
      opcode: header.opcode,
      level: header.level,
      keywords: hex64(header.keywords),
      ...(name === undefined ? {} : { name }),
      cpu: buffer.cpu,
      ...known("pid", header.pid),
      ...known("tid", header.tid),
      ...(process === undefined ? {} : { process: this.#veil?.name(process) ?? process }),
      ...(header.activityId === undefined ? {} : { activityId: this.#veil?.guids(header.activityId) ?? header.activityId }),
      ...(message === undefined ? {} : { message }),
      fields: fieldsOf(nodes),
    };
  }

  #seen({ nodes, message, template }: Description): Pick<Description, "nodes" | "message"> {
    if (this.#veil === undefined) return { nodes, ...(message === undefined ? {} : { message }) };
    const veiled = this.#veil.nodes(nodes);
    return { nodes: veiled, ...(template === undefined ? {} : { message: renderMessage(template, veiled) }) };
  }

  async #packet(number: number, tree = false): Promise<{ row: PacketRow; dissection: Dissection | undefined }> {
    const { packets, values } = this.#trace;
    if (!Number.isInteger(number) || number < 0 || number >= packets.length)
      throw new TraceError("read", `There is no packet ${number}: the trace has ${packets.length}.`);
    const event = packets.event.get(number);
    const entry = packets.entry.get(number);
    const stored = await this.#stored(event);
    const plan = values.planOf(entry);
    const frame = await this.frame(number);
    const drop = packets.isDrop(event) ? this.drop(entry) : undefined;
    const direction = plan === undefined ? undefined : directionOf(plan.provider, plan.id, stored.header.keywords, values.number(entry, "direction"));
    const head = { index: number, event, timeNs: this.#timeNs(event, stored), place: this.place(entry), ...(direction === undefined ? {} : { direction }) };
    const journey = this.#journeys?.ofEvent(event);
    const tail = { ...(journey === undefined ? {} : { journey }), ...(drop === undefined ? {} : { drop }) };
    if (frame === undefined) return { row: { ...head, ...(await this.#parsedRow(entry)), ...tail }, dissection: undefined };
    const dissection = dissect(frame.bytes, frame.link, { ...toldOf(frame), tree });
    const { source, destination, protocol, length } = dissection;
    await this.#journeys?.makeFlows();
    const info = this.#journeys?.isRetransmission(event) === true ? `[TCP Retransmission] ${dissection.info}` : dissection.info;
    return { row: { ...head, length, captured: frame.bytes.length, linkType: frame.link, source, destination, protocol, info, ...tail }, dissection };
  }

  /** PktMon records that hold a packet's addresses instead of its bytes. */
  async #parsedRow(entry: number): Promise<Pick<PacketRow, "length" | "captured" | "linkType" | "source" | "destination" | "protocol" | "info">> {
    const { values, reader } = this.#trace;
    const address = async (name: "sourceIp" | "destinationIp"): Promise<string> => {
      if (!values.has(entry, name)) return "";
      const { offset, length } = values.range(entry, name);
      const read = await reader.bytes(values.row(entry), offset, length);
      const bytes = this.#veil === undefined ? read : this.#veil.ip(read);
      return length === 4 ? ipv4At(bytes, 0) : ipv6At(bytes, 0);
    };
    const protocol = values.number(entry, "protocol");
    const ports = [values.number(entry, "sourcePort"), values.number(entry, "destinationPort")].map((port) => ((port & 0xff) << 8) | (port >> 8));
    const name = PROTOCOL_NAMES[protocol] ?? (values.has(entry, "protocol") ? `IP protocol ${protocol}` : "NBL");
    return {
      length: values.number(entry, "originalLength"),
      captured: 0,
      linkType: "ethernet",
      source: await address("sourceIp"),
      destination: await address("destinationIp"),
      protocol: name,
      info: protocol === 6 || protocol === 17 ? `${ports[0] ?? 0} → ${ports[1] ?? 0}, header fields only` : "Header fields only",
    };
  }
}

function known<K extends "pid" | "tid">(name: K, value: number | undefined): Partial<Record<K, number>> {
  return value === undefined || value === UNKNOWN_ID ? {} : ({ [name]: value } as Partial<Record<K, number>>);
}

function isIp(bytes: Uint8Array): boolean {
  const version = (bytes[0] ?? 0) >> 4;
  return version === 4 || version === 6;
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function namedLine({ name, nodes }: Description): string {
  const fields = fieldLine(nodes);
  return name === undefined ? fields : fields === "" ? name : `${name}: ${fields}`;
}

function payloadNodes(stored: StoredEvent, description: Description): readonly FieldNode[] {
  const { payloadFrom: from, payloadTo: to } = stored.header;
  if (description.nodes.length === 0) return [];
  return [
    {
      name: "payload",
      label: description.name ?? "Payload",
      text: `${to - from} bytes${description.decoded ? "" : ", no layout is known"}`,
      value: to - from,
      from,
      to,
      children: description.nodes,
    },
  ];
}
