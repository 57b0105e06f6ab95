import { findNul16, utf16, viewOf } from "../core/bytes.js";
import type { FieldNode } from "../core/fields.js";
import type { EventHeader } from "../trace/event.js";
import { expandLznt1 } from "../trace/lznt1.js";
import { decodePayload, fieldsOf, lineOf } from "../trace/payload.js";
import { parseFields } from "./field-text.js";
import { directionOf, NDIS_GUID, PKTMON_GUID } from "./frames.js";
import { outOfBandNode, withNblWords, type Way } from "./out-of-band.js";
import { textsFrom } from "./provider.js";

const METADATA = "bbccf6c1-6cd1-48c4-80ff-839482e37671";
const WIN_SAT = "ed54dff8-c409-4cf6-bf83-05e1e61a09c4";
const MAP_INFO = 33;
/** Offsets in a map count from behind the provider's GUID. */
const MAP_BASE = 16;
const METADATA_1002 = 1002;
const SWITCH_FRAME = 1003;
const NBL_EVENTS: ReadonlySet<number> = new Set([180, 190]);
/** Assessments are some ten KB; what announces more is cut. */
const MAX_ASSESSMENT = 1 << 20;

/**
 * What drivers of Wi-Fi adapters tell of a received frame, DOT11_EXTSTA_RECV_CONTEXT. Packed to 8 bytes:
 *   00 type, revision, u16 size   04 flags   08 PHY   0C channel in MHz   10 u16 MPDUs   14 i32 RSSI   18 u8 rate (500 kbit/s)
 *   1C bytes of media specific information   20 its pointer   28 u64 time stamp
 */
const WIFI = parseFields(
  "Type:u8 Revision:u8 Size:u16 ReceiveFlags:hex32 PhyId@Phy ChannelMHz MpdusReceived:u16 Padding1:u16 Rssi:i32 " +
    "DataRateHalfMbit:u8 Padding2:u8 Padding3:u16 MediaSpecificSize MediaSpecificInfo:hex64? Timestamp:u64?",
);
const WIFI_BYTES = 32;
const PHYS = { texts: textsFrom("0:unknown|FHSS|DSSS|infrared|802.11a|802.11b|802.11g|802.11n|802.11ac|802.11ad|802.11ax") };

/** Takes fields that a layout can only give as numbers and bytes further: texts by their offsets, bits with a meaning, compressed text. */
export function refineNodes(header: EventHeader, nodes: readonly FieldNode[], bytes: Uint8Array): readonly FieldNode[] {
  const { providerGuid, id, opcode } = header;
  if (providerGuid === METADATA) {
    const base = header.payloadFrom + (opcode === MAP_INFO ? MAP_BASE : 0);
    return new Texts(bytes, base, header.payloadTo).all(nodes);
  }
  if (providerGuid === WIN_SAT) return assessment(nodes, bytes);
  if (providerGuid === NDIS_GUID && id === SWITCH_FRAME) {
    const way = directionOf(providerGuid, id, header.keywords, 0);
    return replaced(nodes, "OOBData", (node) => outOfBandNode(node, bytes, header.pointerSize, way));
  }
  if (providerGuid === NDIS_GUID && id === METADATA_1002) return replaced(nodes, "Metadata", (node) => wifiNode(node, bytes));
  if (providerGuid === PKTMON_GUID && NBL_EVENTS.has(id)) {
    const way: Way = directionOf(providerGuid, id, 0n, Number(nodes.find((node) => node.name === "DirTag")?.value ?? 0));
    return nodes.map((node) => withNblWords(node, way));
  }
  return nodes;
}

function replaced(nodes: readonly FieldNode[], name: string, change: (node: FieldNode) => FieldNode): readonly FieldNode[] {
  return nodes.map((node) => (node.name === name ? change(node) : node));
}

/**
 * "NameOffset: 312" becomes "Name: TcpConnect": what a reader wants is the text there. Together the texts are no longer than the event:
 * thousands of offsets into one long text would make thousands of long texts.
 */
class Texts {
  readonly #bytes: Uint8Array;
  readonly #base: number;
  readonly #to: number;
  #left: number;

  constructor(bytes: Uint8Array, base: number, to: number) {
    this.#bytes = bytes;
    this.#base = base;
    this.#to = Math.min(to, bytes.length);
    this.#left = this.#to - base;
  }

  all(nodes: readonly FieldNode[]): readonly FieldNode[] {
    return nodes.map((node) => this.#one(node));
  }

  #one(node: FieldNode): FieldNode {
    if (node.children !== undefined) {
      const children = this.all(node.children);
      const list = Array.isArray(node.value);
      return { ...node, children, value: list ? children.map((child) => child.value) : fieldsOf(children), text: lineOf(children, list) };
    }
    if (!node.name.endsWith("Offset") || typeof node.value !== "number") return node;
    const name = node.name.slice(0, -"Offset".length);
    const text = node.value === 0 ? "" : this.#at(this.#base + node.value);
    return { ...node, name, label: name, text, value: text };
  }

  #at(from: number): string {
    const limit = Math.min(this.#to, from + this.#left);
    if (from >= limit) return "";
    const nul = findNul16(this.#bytes, from, limit);
    const end = nul < 0 ? limit : nul;
    this.#left -= end - from;
    return utf16(this.#bytes, from, end).trimEnd();
  }
}

/** The XML of an assessment of the machine, compressed with LZNT1. */
function assessment(nodes: readonly FieldNode[], bytes: Uint8Array): readonly FieldNode[] {
  const size = nodes.find((node) => node.name === "UncompressedSize")?.value;
  if (typeof size !== "number" || size <= 0) return nodes;
  return replaced(nodes, "Data", (node) => {
    const whole = new Uint8Array(Math.min(size, MAX_ASSESSMENT, (node.to - node.from) * 4096));
    const { produced } = expandLznt1(bytes.subarray(node.from, node.to), whole);
    const text = utf16(whole, 0, produced & ~1).replaceAll("\0", "");
    return text === "" ? node : { ...node, name: "Xml", label: "Xml", text, value: text };
  });
}

function wifiNode(node: FieldNode, bytes: Uint8Array): FieldNode {
  const size = node.to - node.from;
  if (size < WIFI_BYTES || viewOf(bytes).getUint16(node.from + 2, true) > size) return node;
  const { nodes, fits } = decodePayload({ provider: NDIS_GUID, id: METADATA_1002, version: 0, fields: WIFI }, bytes, node.from, node.to, 8, () => PHYS);
  return fits ? { ...node, children: nodes, value: fieldsOf(nodes), text: lineOf(nodes, false) } : node;
}
