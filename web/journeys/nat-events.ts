import { viewOf } from "../core/bytes.js";
import { natProtocol, natTuple, type NatEndpoint, type NatProtocol, type NatTuple } from "./nat-tuple.js";

export type SessionChange = "created" | "lifetime" | "state" | "timed-out" | "deleted";

/** 1001 to 1005; 1017 and 1018 tell creation and deletion again, without lifetime, state and compartment. */
export interface NatSessionFacts {
  readonly kind: "session";
  readonly change: SessionChange;
  /** As the inside sends, before and after translation. */
  readonly internal: NatTuple;
  readonly external: NatTuple;
  readonly lifetimeSeconds?: number;
  readonly tcpState?: number;
  readonly compartment?: number;
}

/** 1006 to 1008. */
export interface NatBindingFacts {
  readonly kind: "binding";
  readonly change: "created" | "deleted" | "session-count";
  readonly protocol: NatProtocol;
  readonly internal: NatEndpoint;
  readonly external: NatEndpoint;
  readonly sessions: number;
  /** Set up by a person, not made for a packet. */
  readonly configured: boolean;
  readonly compartment?: number;
}

/** 1009. */
export interface NatTranslationFacts {
  readonly kind: "translation";
  readonly incoming: NatTuple;
  readonly translated: NatTuple;
  /** NTSTATUS. */
  readonly status: number;
  /** The addresses are those of a packet that an ICMP error quotes. */
  readonly quoted: boolean;
}

/** 1030, 1034, 1035. */
export interface NatPacketFacts {
  readonly kind: "packet";
  readonly action: "dropped" | "skipped" | "forwarded";
  readonly reason: number;
  /** As the packet arrived; of an ICMP error, what the quoted packet is addressed with. */
  readonly tuple: NatTuple;
  readonly network?: "internal" | "external";
  /** Compartment the packet arrived in. */
  readonly compartment: number;
}

export type NatFacts = NatSessionFacts | NatBindingFacts | NatTranslationFacts | NatPacketFacts;

/** One WinNat event in the order of time. */
export interface NatEvent {
  readonly timeNs: bigint;
  readonly id: number;
  readonly version: number;
  readonly facts: NatFacts;
}

const SESSION_CHANGES: Readonly<Record<number, SessionChange>> = {
  1001: "created",
  1002: "lifetime",
  1003: "state",
  1004: "timed-out",
  1005: "deleted",
  1017: "created",
  1018: "deleted",
};
const BINDING_CHANGES: Readonly<Record<number, NatBindingFacts["change"]>> = { 1006: "created", 1007: "deleted", 1008: "session-count" };
const PACKET_ACTIONS: Readonly<Record<number, NatPacketFacts["action"]>> = { 1030: "dropped", 1034: "skipped", 1035: "forwarded" };
/** No address is longer than SOCKADDR_STORAGE. */
const MAX_ADDRESS = 128;
const AF_INET = 2;
const AF_INET6 = 23;

/** Reads forward; what does not fit makes all of it undefined at the end. */
class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #to: number;
  #at: number;
  ok = true;

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
    this.#at = Math.max(0, from);
    this.#to = Math.min(to, bytes.length);
  }

  get atEnd(): boolean {
    return this.#to - this.#at < 4;
  }

  u32(): number {
    const at = this.#take(4);
    return at < 0 ? 0 : this.#view.getUint32(at, true);
  }

  part(length: number): Uint8Array {
    const at = this.#take(length);
    return at < 0 ? this.#bytes.subarray(0, 0) : this.#bytes.subarray(at, at + length);
  }

  address(length: number): NatEndpoint {
    const endpoint = length > MAX_ADDRESS ? undefined : endpointOf(this.part(length));
    if (endpoint === undefined) this.ok = false;
    return endpoint ?? { family: 4, bytes: new Uint8Array(4), port: 0 };
  }

  /** u32 length, then two addresses of that length. */
  pair(): readonly [source: NatEndpoint, destination: NatEndpoint] {
    const length = this.u32();
    return [this.address(length), this.address(length)];
  }

  #take(length: number): number {
    const at = this.#at;
    if (!this.ok || length > this.#to - at) {
      this.ok = false;
      return -1;
    }
    this.#at = at + length;
    return at;
  }
}

/**
 * SOCKADDR: u16 family; family 2: port (BE) at 2, IPv4 at 4; family 23: port (BE) at 2, flow at 4, IPv6 at 8, scope at 24.
 * 4 and 16 bytes may be the bare address; 16 bytes are a SOCKADDR when the family says so.
 */
export function endpointOf(bytes: Uint8Array): NatEndpoint | undefined {
  const { length } = bytes;
  if (length === 4) return { family: 4, bytes: bytes.slice(), port: 0 };
  const family = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8);
  const port = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
  if (family === AF_INET && length >= 16) return { family: 4, bytes: bytes.slice(4, 8), port };
  if (family === AF_INET6 && length >= 28) return { family: 6, bytes: bytes.slice(8, 24), port };
  return length === 16 ? { family: 6, bytes: bytes.slice(), port: 0 } : undefined;
}

/** What the event with the payload bytes[from, to) tells; undefined for other events and for payloads that do not fit their layout. */
export function readNatEvent(id: number, version: number, bytes: Uint8Array, from: number, to: number): NatFacts | undefined {
  const cursor = new Cursor(bytes, from, to);
  const change = SESSION_CHANGES[id];
  if (change !== undefined) return readSession(cursor, change, id < 1017, version);
  const binding = BINDING_CHANGES[id];
  if (binding !== undefined) return readBinding(cursor, binding, version);
  if (id === 1009) return readTranslation(cursor);
  const action = PACKET_ACTIONS[id];
  return action === undefined ? undefined : readPacket(cursor, action);
}

/**
 * u32 length, internal source, internal destination | u32 length, external source, external destination | u32 protocol,
 * and but for the short form: u32 lifetime in seconds, u32 TCP state, from version 1 on u32 compartment of the inside.
 */
function readSession(cursor: Cursor, change: SessionChange, long: boolean, version: number): NatSessionFacts | undefined {
  const internal = cursor.pair();
  const external = cursor.pair();
  const protocol = natProtocol(cursor.u32());
  const more = long ? { lifetimeSeconds: cursor.u32(), tcpState: cursor.u32(), ...compartmentOf(cursor, version) } : {};
  if (!cursor.ok || protocol === undefined) return undefined;
  return { kind: "session", change, internal: natTuple(protocol, ...internal), external: natTuple(protocol, ...external), ...more };
}

/** u32 length, internal address | u32 length, external address | u32 protocol, u32 sessions, BOOL configured; version 1: u32 compartment. */
function readBinding(cursor: Cursor, change: NatBindingFacts["change"], version: number): NatBindingFacts | undefined {
  const internal = cursor.address(cursor.u32());
  const external = cursor.address(cursor.u32());
  const protocol = natProtocol(cursor.u32());
  const sessions = cursor.u32();
  const configured = cursor.u32() !== 0;
  const compartment = compartmentOf(cursor, version);
  if (!cursor.ok || protocol === undefined) return undefined;
  return { kind: "binding", change, protocol, internal, external, sessions, configured, ...compartment };
}

function compartmentOf(cursor: Cursor, version: number): { readonly compartment?: number } {
  return version === 0 || cursor.atEnd ? {} : { compartment: cursor.u32() };
}

/**
 * u32 length, incoming source, incoming destination | u32 length, translated source, translated destination |
 * u32 IP id, u32 protocol, u32 NTSTATUS, u32 ICMP type, u32 ICMP code, BOOL from the payload of an ICMP error.
 */
function readTranslation(cursor: Cursor): NatTranslationFacts | undefined {
  const incoming = cursor.pair();
  const translated = cursor.pair();
  cursor.u32();
  const protocol = natProtocol(cursor.u32());
  const status = cursor.u32();
  cursor.part(8);
  const quoted = cursor.u32() !== 0;
  if (!cursor.ok || protocol === undefined) return undefined;
  return { kind: "translation", incoming: natTuple(protocol, ...incoming), translated: natTuple(protocol, ...translated), status, quoted };
}

/**
 * u32 each: 0 reason | 4 arrival compartment | 8 arrival interface | 12 network (1 internal, 2 external) | 16 protocol | 20 forward
 * compartment | 24 forward interface | 28 packet length | 32 contiguous length | 36 length of IP header | 40 of transport header |
 * 44 protocol quoted by an ICMP error | 48 length of its IP header | 52 of its transport header | 56 the four headers.
 */
function readPacket(cursor: Cursor, action: NatPacketFacts["action"]): NatPacketFacts | undefined {
  const reason = cursor.u32();
  const compartment = cursor.u32();
  cursor.u32();
  const side = cursor.u32();
  const transport = cursor.u32();
  cursor.part(16);
  const lengths = [cursor.u32(), cursor.u32()] as const;
  const quotedTransport = cursor.u32();
  const quotedLengths = [cursor.u32(), cursor.u32()] as const;
  const outer = [cursor.part(lengths[0]), cursor.part(lengths[1])] as const;
  const quoted = [cursor.part(quotedLengths[0]), cursor.part(quotedLengths[1])] as const;
  if (!cursor.ok) return undefined;
  const tuple = quotedLengths[0] > 0 ? headersTuple(quotedTransport, ...quoted) : headersTuple(transport, ...outer);
  if (tuple === undefined) return undefined;
  const network = side === 1 ? "internal" : side === 2 ? "external" : undefined;
  return { kind: "packet", action, reason, tuple, ...(network === undefined ? {} : { network }), compartment };
}

/** IPv4: source at 12, destination at 16. IPv6: source at 8, destination at 24. Ports at 0 and 2 of TCP and UDP, id at 4 of an ICMP query. */
function headersTuple(transport: number, ip: Uint8Array, header: Uint8Array): NatTuple | undefined {
  const protocol = natProtocol(transport);
  const ipVersion = (ip[0] ?? 0) >>> 4;
  if (protocol === undefined || (ipVersion !== 4 && ipVersion !== 6)) return undefined;
  const [size, source, destination] = ipVersion === 4 ? ([4, 12, 16] as const) : ([16, 8, 24] as const);
  if (ip.length < destination + size || header.length < (protocol === "icmp" ? 6 : 4)) return undefined;
  const word = (at: number): number => ((header[at] ?? 0) << 8) | (header[at + 1] ?? 0);
  const end = (at: number, port: number): NatEndpoint => ({ family: ipVersion, bytes: ip.slice(at, at + size), port });
  return protocol === "icmp"
    ? natTuple(protocol, end(source, word(4)), end(destination, word(4)))
    : natTuple(protocol, end(source, word(0)), end(destination, word(2)));
}
