import { macAt } from "../core/bytes.js";
import { Tree } from "./tree.js";

/** What a flow, a NAT or a duplicate is recognised by. In a tunnel: the innermost frame, with the frames around it in `outer`. */
export interface FrameKeys {
  readonly ipVersion?: 4 | 6;
  readonly source?: string;
  readonly destination?: string;
  readonly ipProtocol?: number;
  readonly ipId?: number;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** `payloadLength` is that on the wire. */
  readonly tcp?: { readonly flags: number; readonly seq: number; readonly ack: number; readonly window: number; readonly payloadLength: number };
  readonly vlan?: readonly number[];
  /** Where the bytes after the last link, network or transport header that was read begin. */
  readonly payloadFrom: number;
  /** The frame that carries this one, and the kind of tunnel: "VXLAN 5001". */
  readonly outer?: FrameKeys;
  readonly tunnel?: string;
}
type Keys = { -readonly [K in keyof FrameKeys]: FrameKeys[K] };

/** Whose number decides what follows a layer. */
export type NextKind = "ethernet" | "ieee80211" | "raw-ip" | "ethertype" | "llc" | "ip" | "udp" | "tcp";

/** What a frame comes down to so far. Every layer reads from `bytes` up to `end`, says what it is, and names what follows. */
export class Frame {
  readonly bytes: Uint8Array;
  readonly tree: Tree | undefined;
  keys: Keys = { payloadFrom: 0 };
  /** The current layer ends here: the captured part of it, and on the wire (infinite where nothing tells). */
  end: number;
  wireEnd: number;

  /** Offsets of what transport checksums cover besides their own bytes: addresses of the IP header around them. */
  addressesAt = 0;
  addressLength: 4 | 16 = 4;
  hopLimit = 0;
  /** Only a part of the IP packet is here: neither checksums nor applications can be read. */
  fragment = false;
  /** A wrong checksum is one that a NIC is to fill in. */
  checksumsOpen = false;
  /** The IP header has no length, as in a segment the NIC is still to cut up. */
  unsized = false;

  nextKind: NextKind | undefined;
  nextType = 0;
  nextAt = 0;

  source = "";
  destination = "";
  protocol = "";
  info = "";
  #sourceMacAt = -1;
  #destinationMacAt = -1;
  #problem = "";
  #tunnels = "";
  #outer: { source: string; destination: string } | undefined;
  #summary: { source: string; destination: string; protocol: string; info: string; keys: FrameKeys } | undefined;
  #held = false;

  constructor(bytes: Uint8Array, originalLength: number | undefined, tree: boolean) {
    this.bytes = bytes;
    this.end = bytes.length;
    this.wireEnd = originalLength === undefined ? Infinity : Math.max(bytes.length, originalLength);
    this.tree = tree ? new Tree(bytes) : undefined;
  }

  u8(at: number): number {
    return this.bytes[at] ?? 0;
  }

  u16(at: number): number {
    return ((this.bytes[at] ?? 0) << 8) | (this.bytes[at + 1] ?? 0);
  }

  u32(at: number): number {
    return this.u16(at) * 65536 + this.u16(at + 2);
  }

  /** Whether the layer has `count` bytes at `at`. If not, the summary says why: the capture was cut, or the layer itself is too short. */
  has(at: number, count: number): boolean {
    if (at + count <= this.end) return true;
    this.#problem ||= at + count <= this.wireEnd ? " [truncated]" : " [malformed]";
    return false;
  }

  malformed(): void {
    this.#problem ||= " [malformed]";
  }

  /** The length field of a layer says where it ends on the wire. */
  limit(wireEnd: number): void {
    this.wireEnd = wireEnd;
    this.end = Math.min(this.end, wireEnd);
  }

  /** Bytes on the wire from `at` to the end of the layer, as far as they are known. */
  wireBytes(at: number): number {
    return Math.max(0, (Number.isFinite(this.wireEnd) ? this.wireEnd : this.end) - at);
  }

  macs(source: number, destination: number): void {
    this.#sourceMacAt = source;
    this.#destinationMacAt = destination;
  }

  addresses(source: string, destination: string): void {
    this.source = this.keys.source = source;
    this.destination = this.keys.destination = destination;
  }

  say(protocol: string, info: string): void {
    if (this.#held) return;
    this.protocol = protocol;
    this.info = info;
  }

  /** The summary stays as it is, while keys and tree go on. */
  hold(): void {
    this.#held = true;
  }

  follow(kind: NextKind, type: number, at: number): void {
    this.nextKind = kind;
    this.nextType = type;
    this.nextAt = at;
    this.payload(at);
  }

  /** The headers that are read end here. */
  payload(at: number): void {
    this.keys.payloadFrom = Math.min(at, this.bytes.length);
  }

  /** What follows is a frame of its own: it gives the summary, and this one becomes a remark. */
  enterTunnel(name: string): void {
    const [source, destination] = this.#ends();
    this.#outer = { source, destination };
    this.#tunnels = ` (in ${name}, ${source} → ${destination})${this.#tunnels}`;
    this.keys = { payloadFrom: this.keys.payloadFrom, outer: this.keys, tunnel: name };
    this.source = this.destination = "";
    this.macs(-1, -1);
  }

  /** What follows is quoted (an ICMP error): it shows in the tree, and nowhere else. */
  quote(): void {
    this.#summary ??= this.#summarise();
    this.keys = { payloadFrom: 0 };
  }

  summary(): { source: string; destination: string; protocol: string; info: string; keys: FrameKeys } {
    return this.#summary ?? this.#summarise();
  }

  #summarise(): { source: string; destination: string; protocol: string; info: string; keys: FrameKeys } {
    const [source, destination] = this.#ends();
    return { source, destination, protocol: this.protocol, info: this.info + this.#tunnels + this.#problem, keys: this.keys };
  }

  #ends(): [string, string] {
    const mac = (at: number, outer: string | undefined): string => (at >= 0 && at + 6 <= this.bytes.length ? macAt(this.bytes, at) : (outer ?? ""));
    return [this.source || mac(this.#sourceMacAt, this.#outer?.source), this.destination || mac(this.#destinationMacAt, this.#outer?.destination)];
  }
}
