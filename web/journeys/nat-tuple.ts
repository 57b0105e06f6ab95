import { ipv4At, ipv6At } from "../core/bytes.js";

export type NatProtocol = "tcp" | "udp" | "icmp";

/** One end as WinNat tells it. */
export interface NatEndpoint {
  readonly family: 4 | 6;
  /** 4 or 16 bytes. */
  readonly bytes: Uint8Array;
  /** For ICMP the id of the query, the same at both ends; 0 when it is not told. */
  readonly port: number;
}

/** What a packet is addressed with on one side of the NAT. */
export interface NatTuple {
  readonly protocol: NatProtocol;
  readonly source: NatEndpoint;
  readonly destination: NatEndpoint;
}

/** ICMP is one protocol here, whichever version of IP carries it. */
export function natProtocol(transport: number): NatProtocol | undefined {
  if (transport === 6) return "tcp";
  if (transport === 17) return "udp";
  return transport === 1 || transport === 58 ? "icmp" : undefined;
}

/** The tuple of ICMP has the query's id at both ends, wherever it was told. */
export function natTuple(protocol: NatProtocol, source: NatEndpoint, destination: NatEndpoint): NatTuple {
  if (protocol !== "icmp") return { protocol, source, destination };
  const port = source.port || destination.port;
  return { protocol, source: { ...source, port }, destination: { ...destination, port } };
}

/** What the other end's packets are addressed with. */
export function reversed({ protocol, source, destination }: NatTuple): NatTuple {
  return { protocol, source: destination, destination: source };
}

/** "address:port", IPv6 in brackets; ICMP without a port. */
export function endpointText(protocol: NatProtocol, { family, bytes, port }: NatEndpoint): string {
  const address = family === 4 ? ipv4At(bytes, 0) : ipv6At(bytes, 0);
  if (protocol === "icmp") return address;
  return family === 4 ? `${address}:${port}` : `[${address}]:${port}`;
}

const PROTOCOL_KEY = { tcp: "t", udp: "u", icmp: "i" } as const;

/** Not for reading: two bytes a character, so that a map of many stays small. */
export function endpointKey({ bytes, port }: NatEndpoint): string {
  let key = String.fromCharCode(port);
  for (let i = 0; i < bytes.length; i += 2) key += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  return key;
}

/** Equal for equal tuples only: the protocol tells where it begins, and the length of both ends is the same on one side of a NAT. */
export function tupleKey(tuple: NatTuple): string {
  return `${PROTOCOL_KEY[tuple.protocol]}${tuple.source.family}${endpointKey(tuple.source)}${endpointKey(tuple.destination)}`;
}
