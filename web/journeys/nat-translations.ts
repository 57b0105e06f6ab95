import { viewOf } from "../core/bytes.js";
import type { Translations } from "./joiner.js";
import type { NatSessions } from "./nat-tables.js";
import { natProtocol, type NatEndpoint, type NatTuple } from "./nat-tuple.js";
import type { FrameKeys } from "./sightings.js";

/** What the sessions of a trace say of frames, of which joining knows numbers only. */
export class NatTranslations implements Translations {
  readonly empty: boolean;
  /** Both sides of every session, as the inside sends. */
  readonly #sides = new Set<string>();

  constructor(table: NatSessions) {
    this.empty = table.length === 0;
    for (let i = 0; i < table.length; i++) {
      const sides = table.tuples(i);
      if (sides !== undefined) this.#sides.add(`${keyOfTuple(sides.internal)} ${keyOfTuple(sides.external)}`);
    }
  }

  /** In either order, and in either direction. */
  joins(a: FrameKeys, b: FrameKeys): boolean {
    if (this.empty) return false;
    return this.#joined(keyOfFrame(a, false), keyOfFrame(b, false)) || this.#joined(keyOfFrame(a, true), keyOfFrame(b, true));
  }

  #joined(a: string, b: string): boolean {
    return this.#sides.has(`${a} ${b}`) || this.#sides.has(`${b} ${a}`);
  }
}

/** The id of an ICMP query is left out: WinNat does not always tell it, and the hash of the rest of the packet does. */
function keyOf(protocol: string, source: number, sourcePort: number, destination: number, destinationPort: number): string {
  return protocol === "icmp" ? `${protocol} ${source} ${destination}` : `${protocol} ${source} ${sourcePort} ${destination} ${destinationPort}`;
}

/** What a session's packets have on one of its sides, as the inside sends. */
export function keyOfTuple({ protocol, source, destination }: NatTuple): string {
  return keyOf(protocol, addressNumber(source), source.port, addressNumber(destination), destination.port);
}

/** The same of a frame; `swap`: as if its ends were the other way round. */
export function keyOfFrame({ protocol, source, destination, ports }: FrameKeys, swap: boolean): string {
  const name = natProtocol(protocol & 0xff) ?? "";
  const [from, to] = [ports >>> 16, ports & 0xffff];
  return swap ? keyOf(name, destination >>> 0, to, source >>> 0, from) : keyOf(name, source >>> 0, from, destination >>> 0, to);
}

/** As the keys of frames have it: IPv4 as it stands in memory, IPv6 hashed. */
function addressNumber({ family, bytes }: NatEndpoint): number {
  const view = viewOf(bytes);
  if (family === 4) return view.getUint32(0, true);
  let hash = 16n;
  for (const word of [view.getBigUint64(0, true), view.getBigUint64(8, true), 0n]) {
    const product = BigInt.asUintN(64, (hash ^ word) * 0x9e3779b97f4a7c15n);
    hash = product ^ (product >> 32n);
  }
  return Number(BigInt.asUintN(32, hash));
}
