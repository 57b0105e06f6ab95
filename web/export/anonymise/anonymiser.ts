import type { Drop, NatSessionRow, PlaceRef, TraceSummary } from "../../core/api.js";
import { hex, ipv4At, ipv6At, macAt } from "../../core/bytes.js";
import type { FieldNode } from "../../core/fields.js";
import type { LinkType } from "../../packets/dissect.js";
import { fieldsOf } from "../../trace/payload.js";
import { ipBytes, macBytes } from "./addresses.js";
import { CryptoPan } from "./crypto-pan.js";
import { anonymiseFrame, type AddressBook } from "./frame.js";
import { Hmac, pbkdf2 } from "./sha256.js";

const SALT = "hopscope anonymise 1";
const ROUNDS = 10_000;
/** Words remembered; a trace repeats the same few names. */
const REMEMBERED = 65_536;
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

const NUMBER = /^(?:0x[0-9a-f]+|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i;
const GUIDS = /\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?/gi;
/** A GUID of version 1 ends in a MAC address of the machine that made it. */
const TIMED_GUID = /([0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-)([0-9a-f]{12})/gi;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z?$/;
const HOST = /^[\w-]+(?:\.[\w-]+)+\.?$/;
const SID = /^S-1-\d+(?:-\d+)+$/i;
/** SIDs that every Windows has: local system, services, everyone, built-in groups. */
const COMMON_SID = /^S-1-(?:[0-4](?:-\d+)?|5-(?:\d|1\d|20)|5-32-\d+|16-\d+)$/i;
const ENDPOINT = /^(?:\[([^\]]+)\]|([\d.]+)):(\d+)$/;
const ADDRESS_NAME = /addr(?:ess)?(?:v?4)?$|(?:^|_)ip(?:v?4)?$|nexthop|gateway/i;
const MAC_NAME = /mac|physicaladdress/i;

/** Names that every Windows has, or that we give. */
const COMMON_NAME = /^(?:System|Idle|WinNAT|vmSwitch|Remote access|this machine|(?:Interface|Component|machine) \d+)$/;
/** What places are counted by: the beginnings of their ids. */
const PLACE_KIND = /^(?:m\d+|nic|switch|pktmon|ras|nat|winnat|interface)$/;

/**
 * Pseudonyms for what says who and where, made from a key: the same value has the same pseudonym wherever it appears, in every export
 * with that key. What is not known to be harmless (numbers, times, GUIDs) is replaced; bytes that nobody understands are left out.
 */
export class Anonymiser implements AddressBook {
  readonly #pan: CryptoPan;
  readonly #hmac: Hmac;
  readonly #words = new Map<string, string>();
  readonly #encoder = new TextEncoder();

  constructor(key: string) {
    const secret = pbkdf2(this.#encoder.encode(key), this.#encoder.encode(SALT), ROUNDS, 64);
    this.#pan = new CryptoPan(secret.subarray(0, 32));
    this.#hmac = new Hmac(secret.subarray(32));
  }

  ip(address: Uint8Array): Uint8Array {
    const mapped = address.length === 16 && address.subarray(0, 10).every((byte) => byte === 0) && address[10] === 0xff && address[11] === 0xff;
    if (!mapped) return this.#pan.pseudonym(address);
    const out = Uint8Array.from(address);
    out.set(this.#pan.pseudonym(address.subarray(12)), 12);
    return out;
  }

  /** Zero, broadcast and multicast stay, but for the three bytes of an IPv6 address that its multicast address ends in. */
  mac(address: Uint8Array): Uint8Array {
    const out = Uint8Array.from(address);
    const group = ((address[0] ?? 0) & 1) !== 0;
    if (group && (address[0] !== 0x33 || address[1] !== 0x33 || address[2] !== 0xff)) return out;
    if (address.every((byte) => byte === 0)) return out;
    if (group) {
      const solicited = Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, address[3] ?? 0, address[4] ?? 0, address[5] ?? 0);
      out.set(this.ip(solicited).subarray(13), 3);
      return out;
    }
    const words = this.#hmac.of(this.#encoder.encode(`mac ${macAt(address, 0)}`));
    out.set(words.subarray(0, 6));
    out[0] = ((out[0] ?? 0) & 0xfc) | 2;
    return out;
  }

  /** A name of anything that has no parts: "name-k3f7qx2mza". */
  name(text: string): string {
    return text === "" || COMMON_NAME.test(text) ? text : this.#word("name", text, `name-`, 10);
  }

  /** Any text of a trace. Numbers, times and GUIDs stay; addresses, SIDs and DNS names keep their form. */
  text(text: string): string {
    if (text === "" || NUMBER.test(text) || TIME.test(text)) return text;
    if (!/[a-z0-9]/i.test(text.replaceAll(GUIDS, "").replaceAll(/\bdevice\b/gi, ""))) return this.guids(text);
    const address = this.#address(text);
    if (address !== undefined) return address;
    if (/[;,]/.test(text)) return text.replaceAll(/[^;,\s]+/g, (part) => this.text(part));
    if (SID.test(text)) return COMMON_SID.test(text) ? text : this.#sid(text);
    if (HOST.test(text)) return this.host(text);
    return this.name(text);
  }

  /** A text with its GUIDs, of which those that hold a MAC address hold its pseudonym. */
  guids(text: string): string {
    return text.replaceAll(TIMED_GUID, (_whole, head: string, node: string) => {
      const mac = this.mac(Uint8Array.from({ length: 6 }, (_, i) => Number.parseInt(node.slice(i * 2, i * 2 + 2), 16)));
      return head + hex(mac);
    });
  }

  /** Label by label, so that names of one domain share the end. DNS does not tell upper from lower case. */
  host(text: string): string {
    return text
      .toLowerCase()
      .split(".")
      .map((label) => (label === "" ? "" : this.#word("label", label, "n", 8)))
      .join(".");
  }

  place(place: PlaceRef): PlaceRef {
    return { id: this.#placeId(place.id), name: this.text(place.name), kind: place.kind };
  }

  /** Reasons and locations with a number are Windows' own words; those without were written by whoever dropped the packet. */
  drop(drop: Drop): Drop {
    if (drop.reasonCode !== undefined) return drop;
    return { ...drop, reason: this.name(drop.reason), ...(drop.location === undefined ? {} : { location: this.name(drop.location) }) };
  }

  frame(bytes: Uint8Array, link: LinkType): Uint8Array<ArrayBuffer> {
    return anonymiseFrame(bytes, link, this);
  }

  natSession(row: NatSessionRow): NatSessionRow {
    return {
      ...row,
      internalSource: this.text(row.internalSource),
      internalDestination: this.text(row.internalDestination),
      externalSource: this.text(row.externalSource),
      externalDestination: this.text(row.externalDestination),
    };
  }

  summary(summary: TraceSummary): TraceSummary {
    return {
      ...summary,
      name: this.name(summary.name),
      loggerName: this.name(summary.loggerName),
      logFileName: this.name(summary.logFileName),
      ...(summary.computerName === undefined ? {} : { computerName: this.name(summary.computerName) }),
      problems: summary.problems.map(({ code, ...about }) => ({ ...about, code, message: code })),
      sources: summary.sources.map((source) => ({ ...source, name: this.name(source.name), machine: this.name(source.machine) })),
    };
  }

  /** Decoded fields; ranges stay those of the original bytes. */
  nodes(nodes: readonly FieldNode[]): readonly FieldNode[] {
    return nodes.map((node) => this.#node(node));
  }

  #node(node: FieldNode): FieldNode {
    const { name, value, children } = node;
    if (value instanceof Uint8Array) return { ...node, value: new Uint8Array(0), text: `(${value.length} bytes left out)` };
    if (typeof value === "string") {
      const known = MAC_NAME.test(name) && NUMBER.test(value) ? this.name(value) : this.text(value);
      return { ...node, value: known, text: known === value ? node.text : known };
    }
    if (typeof value === "number") {
      if (!ADDRESS_NAME.test(name) || node.to - node.from !== 4) return node;
      const known = this.#number(value);
      return { ...node, value: known, text: String(known) };
    }
    if (typeof value === "boolean") return node;
    if (children === undefined) return { ...node, value: [], text: "" };
    if (children.length >= 4 && children.every((child) => child.to - child.from === 1)) {
      return { name, label: node.label, value: [], text: `(${children.length} bytes left out)`, from: node.from, to: node.to };
    }
    const array = Array.isArray(value);
    // Elements are called by their number: what they are is in the name of the whole.
    const veiled = children.map((child) => {
      const known = this.#node(array ? { ...child, name } : child);
      return array ? { ...known, name: child.name } : known;
    });
    const texts = veiled.map((child) => (array ? child.text : `${child.label}: ${child.text}`)).join(", ");
    return { ...node, children: veiled, value: array ? veiled.map((child) => child.value) : fieldsOf(veiled), text: array ? `[${texts}]` : `{${texts}}` };
  }

  /** An IPv4 address as a number, its first byte the lowest. */
  #number(value: number): number {
    const view = new DataView(new ArrayBuffer(4));
    view.setUint32(0, value, true);
    const known = this.ip(new Uint8Array(view.buffer));
    return new DataView(known.buffer, known.byteOffset).getUint32(0, true);
  }

  #address(text: string): string | undefined {
    const end = ENDPOINT.exec(text);
    const bare = end?.[1] ?? end?.[2] ?? text;
    const [plain = "", zone] = bare.split("%", 2);
    const bytes = ipBytes(plain);
    if (bytes !== undefined) {
      const known = this.ip(bytes);
      const shown = `${known.length === 4 ? ipv4At(known, 0) : ipv6At(known, 0)}${zone === undefined ? "" : `%${this.text(zone)}`}`;
      return end === null ? shown : `${known.length === 4 ? shown : `[${shown}]`}:${end[3] ?? ""}`;
    }
    const mac = macBytes(text);
    return mac === undefined ? undefined : macAt(this.mac(mac), 0);
  }

  #sid(text: string): string {
    const digits = this.#hmac.of(this.#encoder.encode(`sid ${text.toUpperCase()}`));
    const view = new DataView(digits.buffer);
    return `S-1-5-21-${[0, 4, 8, 12].map((at) => view.getUint32(at)).join("-")}`;
  }

  /** "kind:what": GUIDs and numbers stay, names do not. */
  #placeId(id: string): string {
    return id
      .split(":")
      .map((part) => (PLACE_KIND.test(part) ? part : this.text(part)))
      .join(":");
  }

  #word(kind: string, text: string, prefix: string, letters: number): string {
    const key = `${kind} ${text}`;
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    const digest = this.#hmac.of(this.#encoder.encode(key));
    const word = prefix + Array.from(digest.subarray(0, letters), (byte) => LETTERS[byte & 31]).join("");
    if (this.#words.size >= REMEMBERED) this.#words.clear();
    this.#words.set(key, word);
    return word;
  }
}
