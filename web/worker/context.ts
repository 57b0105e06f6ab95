import { utf16, findNul16 } from "../core/bytes.js";
import type { FieldValue } from "../core/fields.js";
import type { PlaceBook } from "../journeys/place-book.js";
import { addAddress, type PlaceFacts } from "../journeys/place-facts.js";
import { PKTMON_GUID, VM_SWITCH_GUID, WIN_NAT_GUID } from "../providers/frames.js";
import { parseEventInfo, parseMapInfo } from "../trace/event-info.js";
import type { EventHeader } from "../trace/event.js";
import { parseEventHeader } from "../trace/event-header.js";
import { ManifestCollector, MANIFEST_EVENT_ID } from "../trace/event-source.js";
import { parseManifest } from "../trace/manifest.js";
import { fieldsOf } from "../trace/payload.js";
import { providerTraits } from "../trace/trace-logging.js";
import type { Describer } from "./describe.js";
import type { Metadata } from "./metadata.js";
import { NatLog } from "./nat-log.js";
import { ProcessBook } from "./process-book.js";
import type { EventType } from "./scanner.js";

const METADATA = "bbccf6c1-6cd1-48c4-80ff-839482e37671";
const SYSTEM_CONFIG_EX = "9b79ee91-b5fd-41c0-a243-4248e266e9d0";
const EVENT_TRACE = "68fdd900-4a3e-11d1-84f4-0000f80464e3";
const PROVIDER_BINARY = 67;
const SYSTEM_CONFIG = "01853a65-418f-4f36-aefc-dc0f1d2fd235";
const KERNEL_PROCESS = "3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c";
const MANIFEST_PROCESS = "22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716";
const ITEM_TRAITS = 0xc;
const PKTMON_COMPONENTS: ReadonlySet<number> = new Set([20, 270]);
/** Numbers, GUID, addresses, MAC and texts of components. */
const PKTMON_PROPERTIES: ReadonlySet<number> = new Set([30, 40, 65, 66, 70, 73]);
/** Kinds of configuration: the computer, its NICs, its services. */
const CONFIG = { COMPUTER: 10, NIC: 13, SERVICE: 15 } as const;
const CONFIGURATION: ReadonlySet<number> = new Set(Object.values(CONFIG));
/** What a property of PktMon is of: the Type field. */
const PROPERTY = { INTERFACE_INDEX: 1, GUID: 4, MAC: 6, SWITCH_NAME: 10, COMPARTMENT: 17 } as const;
const VM_SWITCH_MACS: ReadonlySet<number> = new Set([29, 30, 31]);
/** Steps of packets: read by their plans, there are too many of them to read whole. */
const VM_SWITCH_STEPS: ReadonlySet<number> = new Set([53, 54, 55, 56, 57, 58, 59, 60, 240, 241, 242]);

/** What events tell about the machine rather than about packets: layouts, names of places, processes, the computer. */
export class TraceContext {
  processes = new ProcessBook();
  readonly placeFacts: PlaceFacts;
  computerName: string | undefined;
  productName: string | undefined;
  readonly #metadata: Metadata;
  readonly #describer: Describer;
  readonly places: PlaceBook;
  nat: NatLog;
  readonly #manifests = new ManifestCollector();

  constructor(metadata: Metadata, describer: Describer, places: PlaceBook, nat: NatLog) {
    this.#metadata = metadata;
    this.#describer = describer;
    this.places = places;
    this.placeFacts = places.facts;
    this.nat = nat;
  }

  /** Moves the times of what was told so far. */
  retime(time: (ticks: number) => number): void {
    const [{ processes }, nat] = [this, this.nat];
    this.processes = new ProcessBook();
    this.processes.absorb(processes, time);
    this.nat = nat.retimed(time);
  }

  /** Takes over what another source of the same machine told, its times moved by `time`. */
  absorb(other: TraceContext, time: (ticks: number) => number): void {
    this.computerName ??= other.computerName;
    this.productName ??= other.productName;
    this.processes.absorb(other.processes, time);
    this.places.absorb(other.places);
    this.nat.absorb(other.nat, time);
  }

  /** Whether events of this type are handed to `learn`, whole, while the trace is scanned. */
  wants(type: EventType): boolean {
    switch (type.provider) {
      case METADATA:
        return type.opcode === 32 || type.opcode === 33;
      case SYSTEM_CONFIG_EX:
        return type.opcode === 32 || type.opcode === 36;
      case SYSTEM_CONFIG:
        return CONFIGURATION.has(type.opcode);
      case EVENT_TRACE:
        return type.opcode === PROVIDER_BINARY;
      case KERNEL_PROCESS:
        return type.opcode >= 1 && type.opcode <= 4;
      case MANIFEST_PROCESS:
        return type.id === 1 || type.id === 15;
      case PKTMON_GUID:
        return PKTMON_COMPONENTS.has(type.id) || PKTMON_PROPERTIES.has(type.id);
      case VM_SWITCH_GUID:
        return !VM_SWITCH_STEPS.has(type.id);
      case WIN_NAT_GUID:
        return NatLog.wants(type.id);
      default:
        return type.id === MANIFEST_EVENT_ID;
    }
  }

  /** `ticks`: the event's time, 100 ns from the trace's zero. */
  learn(image: Uint8Array, offset: number, length: number, ticks: number): void {
    const header = parseEventHeader(image, offset, offset + length);
    if (header === undefined) return;
    const bytes = image.subarray(offset, offset + length);
    switch (header.providerGuid) {
      case METADATA:
        this.#learnMetadata(header, bytes);
        break;
      case SYSTEM_CONFIG_EX:
        if (header.opcode === 32) this.#learnProduct(header, bytes);
        else this.#learnInterface(header, bytes);
        break;
      case SYSTEM_CONFIG:
        if (header.opcode === CONFIG.COMPUTER) this.#learnComputer(header, bytes);
        else if (header.opcode === CONFIG.NIC) this.#learnAddresses(header, bytes);
        else this.#learnService(header, bytes);
        break;
      case EVENT_TRACE:
        this.#learnBinary(header, bytes);
        break;
      case KERNEL_PROCESS:
      case MANIFEST_PROCESS:
        this.#learnProcess(header, bytes, ticks);
        break;
      case PKTMON_GUID:
        if (PKTMON_COMPONENTS.has(header.id)) this.#learnComponent(header, bytes);
        else this.#learnProperty(header, bytes);
        break;
      case VM_SWITCH_GUID:
        this.#learnNics(header, bytes);
        break;
      case WIN_NAT_GUID:
        this.nat.add(header, bytes, ticks);
        break;
      default:
        this.#learnManifest(header, bytes);
    }
  }

  /** A provider that names itself in its events (TraceLogging). */
  learnTraits(header: EventHeader, bytes: Uint8Array): void {
    const traits = header.items.find((item) => item.type === ITEM_TRAITS);
    const name = traits === undefined ? undefined : providerTraits(bytes, traits.from, traits.to).name;
    if (name !== undefined) this.#metadata.learnProvider(header.providerGuid, name);
  }

  #learnMetadata(header: EventHeader, bytes: Uint8Array): void {
    if (header.opcode === 32) {
      const info = parseEventInfo(bytes, header.payloadFrom, header.payloadTo);
      if (info !== undefined) this.#metadata.learnSchema(info);
    } else {
      const info = parseMapInfo(bytes, header.payloadFrom, header.payloadTo);
      if (info !== undefined) this.#metadata.learnMap(info.provider, info.name, info.map);
    }
  }

  #learnManifest(header: EventHeader, bytes: Uint8Array): void {
    const xml = this.#manifests.add(header.providerGuid, header.pid, header.tid, bytes, header.payloadFrom, header.payloadTo);
    if (xml === undefined) return;
    for (const provider of parseManifest(xml)) {
      this.#metadata.learnProvider(provider.guid, provider.name);
      for (const schema of provider.schemas) this.#metadata.learnSchema(schema);
      for (const [name, map] of provider.maps) this.#metadata.learnMap(provider.guid, name, map);
    }
  }

  /** FILETIME installed, wstr build lab, wstr product name. */
  #learnProduct(header: EventHeader, bytes: Uint8Array): void {
    const lab = findNul16(bytes, header.payloadFrom + 8, header.payloadTo);
    if (lab < 0) return;
    const end = findNul16(bytes, lab + 2, header.payloadTo);
    const name = utf16(bytes, lab + 2, end < 0 ? header.payloadTo : end);
    if (name !== "") this.productName = name;
  }

  #learnInterface(header: EventHeader, bytes: Uint8Array): void {
    const fields = this.#fields(header, bytes);
    const index = fields["InterfaceIndex"];
    if (typeof index !== "number") return;
    const known = (name: string, key: string): Record<string, string> => (text(fields[name]) === "" ? {} : { [key]: text(fields[name]) });
    this.places.learnInterface({
      index,
      ...known("Alias", "alias"),
      ...known("Description", "description"),
      ...known("InterfaceGuid", "guid"),
      ...known("PhysicalAddress", "mac"),
      ...(typeof fields["Type"] === "number" ? { type: fields["Type"] } : {}),
    });
  }

  #learnComputer(header: EventHeader, bytes: Uint8Array): void {
    const name = text(this.#fields(header, bytes)["ComputerName"]);
    if (name !== "") this.computerName = name;
  }

  /** Which process a service runs in: the only name of processes that a trace without process events has. */
  #learnService(header: EventHeader, bytes: Uint8Array): void {
    const fields = this.#fields(header, bytes);
    const pid = fields["ProcessId"];
    const name = text(fields["ProcessName"]);
    if (typeof pid === "number" && pid !== 0 && name !== "") this.processes.learn(pid, name.slice(name.lastIndexOf("\\") + 1), -Infinity);
  }

  #learnBinary(header: EventHeader, bytes: Uint8Array): void {
    const fields = this.#fields(header, bytes);
    const guids = fields["Guid"];
    if (Array.isArray(guids)) for (const guid of guids as readonly FieldValue[]) this.#metadata.learnBinary(text(guid), text(fields["BinaryPath"]));
  }

  #learnProcess(header: EventHeader, bytes: Uint8Array, ticks: number): void {
    const fields = this.#fields(header, bytes);
    const pid = fields["ProcessId"] ?? fields["ProcessID"];
    const name = text(fields["ImageFileName"] ?? fields["ImageName"]);
    if (typeof pid !== "number" || name === "") return;
    const started = header.providerGuid === MANIFEST_PROCESS ? header.id === 1 : header.opcode === 1;
    this.processes.learn(pid, name.slice(name.lastIndexOf("\\") + 1), started ? ticks : -Infinity);
  }

  #learnComponent(header: EventHeader, bytes: Uint8Array): void {
    const fields = this.#fields(header, bytes);
    const id = fields["Id"];
    const type = fields["Type"];
    if (typeof id !== "number" || typeof type !== "number") return;
    this.places.learnComponent({ id, type, name: text(fields["Name"]), description: text(fields["Description"]) });
  }

  /** Addresses of a NIC in one text, separated by semicolons or commas. */
  #learnAddresses(header: EventHeader, bytes: Uint8Array): void {
    const fields = this.#fields(header, bytes);
    const addresses = text(fields["IpAddresses"]).split(/[;,\s]+/);
    for (const index of new Set([fields["Ipv4Index"], fields["Ipv6Index"]]))
      if (typeof index === "number" && index > 0) for (const address of addresses) addAddress(this.placeFacts.interface(index), address);
  }

  #learnProperty(header: EventHeader, bytes: Uint8Array): void {
    const fields = this.#fields(header, bytes);
    const id = fields["ComponentId"];
    if (typeof id !== "number") return;
    const told = this.placeFacts.component(id);
    const value = fields["Value"];
    switch (fields["Type"]) {
      case PROPERTY.INTERFACE_INDEX:
        if (typeof value === "number") told.interfaceIndex = value;
        break;
      case PROPERTY.COMPARTMENT:
        if (typeof value === "number") told.compartment = value;
        break;
      case PROPERTY.GUID:
        if (text(value) !== "") told.guid = text(value);
        break;
      case PROPERTY.MAC:
        if (text(value) !== "") told.mac = macText(text(value));
        break;
      case PROPERTY.SWITCH_NAME:
        if (text(value) !== "") told.switchName = text(value);
        break;
      default:
        addAddress(told, text(fields["IpAddress"]));
    }
  }

  /** Every vmSwitch event gives names as pairs: NicName and NicFName, SrcNicName and SrcNicFName, SwitchName and SwitchFName ... */
  #learnNics(header: EventHeader, bytes: Uint8Array): void {
    const fields = this.#fields(header, bytes);
    for (const [name, value] of Object.entries(fields)) if (name.endsWith("FName")) this.places.learnNic(text(fields[`${name.slice(0, -5)}Name`]), text(value));
    const [nic, at] = [text(fields["NicName"]), text(fields["SwitchName"])];
    if (nic !== "" && at !== "") this.places.learnPort(nic, at);
    const mac = VM_SWITCH_MACS.has(header.id) ? text(fields["MacAddress"]) : "";
    if (nic !== "" && mac !== "") this.placeFacts.nic(nic).mac = macText(mac);
  }

  #fields(header: EventHeader, bytes: Uint8Array): Record<string, FieldValue> {
    return fieldsOf(this.#describer.describe(header, bytes).nodes);
  }
}

function text(value: FieldValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** "00-15-5D-20-04-01" and "00155D200401" are written as all others are. */
function macText(value: string): string {
  const digits = value.replaceAll(/[^0-9a-f]/gi, "").toLowerCase();
  return digits.length === 12 ? (digits.match(/../g) ?? []).join(":") : value.toLowerCase();
}
