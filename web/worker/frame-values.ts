import { ipv4At, ipv6At, macAt } from "../core/bytes.js";
import type { FieldNode } from "../core/fields.js";
import { FILTER_FIELDS } from "../core/filter/catalogue.js";
import type { FilterValue } from "../core/filter/types.js";
import { dissect } from "../packets/dissect.js";
import { toldOf, type CapturedFrame } from "./rows.js";

export type FrameValues = ReadonlyMap<string, readonly FilterValue[]>;

/** What a record of header fields says of its packet. */
export interface ParsedRecord {
  readonly length: number;
  readonly destinationMac: Uint8Array | undefined;
  readonly sourceMac: Uint8Array | undefined;
  readonly etherType: number | undefined;
  readonly vlan: number | undefined;
  readonly sourceIp: Uint8Array | undefined;
  readonly destinationIp: Uint8Array | undefined;
  readonly protocol: number | undefined;
  readonly sourcePort: number | undefined;
  readonly destinationPort: number | undefined;
  readonly tcpFlags: number | undefined;
}

/** Names of filters that a field of the tree does not have itself: what is either end's, and what the tree calls otherwise. */
const ALSO: Readonly<Record<string, string>> = {
  "eth.src": "eth.addr",
  "eth.dst": "eth.addr",
  "wlan.sa": "wlan.addr",
  "wlan.da": "wlan.addr",
  "wlan.ta": "wlan.addr",
  "wlan.ra": "wlan.addr",
  "wlan.bssid": "wlan.addr",
  "ip.src": "ip.addr",
  "ip.dst": "ip.addr",
  "ipv6.src": "ipv6.addr",
  "ipv6.dst": "ipv6.addr",
  "tcp.srcport": "tcp.port",
  "tcp.dstport": "tcp.port",
  "udp.srcport": "udp.port",
  "udp.dstport": "udp.port",
  "nvgre.vsid": "gre.key.nvgre_vsid",
};

/** Bits of the TCP flags from the lowest. */
const TCP_FLAGS = ["fin", "syn", "reset", "push", "ack", "urg", "ece", "cwr"] as const;

/** Collects the values of the wanted names, in the order of the frame; tunnels and quoted packets give several to a name. */
export class FrameCollector {
  readonly #wanted: ReadonlySet<string>;
  /** Whether anything is asked that only the tree tells. */
  readonly #tree: boolean;

  constructor(names: Iterable<string>) {
    this.#wanted = new Set(names);
    this.#tree = [...this.#wanted].some((name) => name !== "frame" && name !== "frame.len");
  }

  /** `vlan`: known beside the frame's bytes, 0 for none. */
  captured(frame: CapturedFrame, vlan: number): FrameValues {
    const { bytes, link } = frame;
    const dissection = dissect(bytes, link, { ...toldOf(frame), tree: this.#tree });
    const found = new Map<string, FilterValue[]>();
    const protocols: string[] = [];
    this.#add(found, "frame", bytes);
    this.#add(found, "frame.len", dissection.length);
    const visit = (nodes: readonly FieldNode[]): void => {
      for (const node of nodes) {
        if (!node.name.includes(".")) protocols.push(node.name);
        this.#node(found, node, bytes);
        if (node.children !== undefined) visit(node.children);
      }
    };
    visit(dissection.nodes);
    if (protocols.length > 0) this.#add(found, "frame.protocols", protocols.join(":"));
    if (vlan !== 0) this.#add(found, "vlan.id", vlan);
    return found;
  }

  /** The same names for PktMon's records of addresses and ports without a frame. */
  parsed(record: ParsedRecord): FrameValues {
    const found = new Map<string, FilterValue[]>();
    const add = (name: string, value: FilterValue | undefined): void => {
      if (value !== undefined) this.#named(found, name, value);
    };
    add("frame.len", record.length);
    if (record.destinationMac !== undefined && record.sourceMac !== undefined) {
      add("eth", true);
      add("eth.dst", macAt(record.destinationMac, 0));
      add("eth.src", macAt(record.sourceMac, 0));
      add("eth.type", record.etherType);
    }
    if (record.vlan !== undefined && record.vlan !== 0) add("vlan.id", record.vlan);
    const { sourceIp, destinationIp } = record;
    if (sourceIp === undefined || destinationIp === undefined) return found;
    const four = sourceIp.length === 4;
    const ip = four ? "ip" : "ipv6";
    const text = four ? ipv4At : ipv6At;
    add(ip, true);
    add(`${ip}.src`, text(sourceIp, 0));
    add(`${ip}.dst`, text(destinationIp, 0));
    add(four ? "ip.proto" : "ipv6.nxt", record.protocol);
    const transport = record.protocol === 6 ? "tcp" : record.protocol === 17 ? "udp" : undefined;
    if (record.protocol === (four ? 1 : 58)) add(four ? "icmp" : "icmpv6", true);
    if (transport === undefined) return found;
    add(transport, true);
    add(`${transport}.srcport`, record.sourcePort);
    add(`${transport}.dstport`, record.destinationPort);
    const { tcpFlags } = record;
    if (transport !== "tcp" || tcpFlags === undefined) return found;
    add("tcp.flags", tcpFlags);
    for (const [bit, flag] of TCP_FLAGS.entries()) add(`tcp.flags.${flag}`, (tcpFlags & (1 << bit)) !== 0);
    return found;
  }

  #node(found: Map<string, FilterValue[]>, node: FieldNode, bytes: Uint8Array): void {
    const { name, value } = node;
    // A prefix is found by its address, as everything of that type is.
    if (typeof value === "string" && value.includes("/") && FILTER_FIELDS.get(name)?.type === "ip") this.#named(found, name, value.replace(/\/.*$/, ""));
    else if (typeof value !== "object" || value instanceof Uint8Array) {
      // Payloads are gathered below whatever is known of what they carry.
      if (name !== "tcp.payload") this.#named(found, name, value);
    }
    if (name === "tcp") this.#tcpPayload(found, node, bytes);
    else if (name === "udp") this.#udpPayload(found, node, bytes);
  }

  #tcpPayload(found: Map<string, FilterValue[]>, node: FieldNode, bytes: Uint8Array): void {
    const header = node.children?.some((child) => child.name === "tcp.hdr_len") === true;
    const payload = node.children?.find((child) => child.name === "tcp.len");
    if (payload === undefined) {
      // The tree leaves out an empty payload; one that cannot be known is none.
      if (header) this.#add(found, "tcp.len", 0);
    } else if (payload.to > payload.from) this.#add(found, "tcp.payload", bytes.subarray(payload.from, payload.to));
  }

  #udpPayload(found: Map<string, FilterValue[]>, node: FieldNode, bytes: Uint8Array): void {
    const length = node.children?.find((child) => child.name === "udp.length")?.value;
    const to = Math.min(bytes.length, typeof length === "number" && length >= 8 ? node.from + length : bytes.length);
    if (to > node.from + 8) this.#add(found, "udp.payload", bytes.subarray(node.from + 8, to));
  }

  #named(found: Map<string, FilterValue[]>, name: string, value: FilterValue): void {
    this.#add(found, name, value);
    const also = ALSO[name];
    if (also !== undefined) this.#add(found, also, value);
  }

  #add(found: Map<string, FilterValue[]>, name: string, value: FilterValue): void {
    if (!this.#wanted.has(name)) return;
    const list = found.get(name);
    if (list === undefined) found.set(name, [value]);
    else list.push(value);
  }
}
