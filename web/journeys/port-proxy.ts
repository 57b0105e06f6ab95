import type { ChainSet } from "./chains.js";
import { JOINED, SIGHTING, type FrameKeys, type SightingFacts, type SightingTable } from "./sightings.js";

const TCP = 6;
const SYN = 0x02;
const ACK = 0x10;
/** The proxy opens its own connection when the client's is up: as long as this after the client's SYN, in ticks of 100 ns. */
const OPEN_WINDOW = 50_000_000;
/** The copied bytes leave the proxy within this time. */
const COPY_WINDOW = 10_000_000;
/** Fewer bytes than this are alike by chance too often (a lone newline, a keep-alive). */
const MIN_PAYLOAD = 8;

interface Opening {
  readonly sighting: number;
  readonly chain: number;
  readonly ticks: number;
  readonly keys: FrameKeys;
}

/**
 * PortProxy: a client's connection to this host goes on as a second connection of the host's own, so no header of the one is in the
 * other. What joins them: the same payload bytes in both, soon after one another, and the second opened while the first was open.
 * The SYN of the inner connection then continues the journey of the client's SYN.
 */
export function joinPortProxies(table: SightingTable, facts: SightingFacts, chains: ChainSet): number {
  const openings = new Map<string, Opening>();
  const payloads = new Map<number, { readonly flow: string; readonly ticks: number; readonly keys: FrameKeys }>();
  const joined = new Set<string>();
  let pairs = 0;
  for (let i = 0; i < table.length; i++) {
    const kind = table.kind.get(i);
    if (kind !== SIGHTING.FRAME) continue;
    const keys = facts.keys(i);
    if ((keys.protocol & 0xff) !== TCP) continue;
    const flags = (keys.protocol >>> 8) & 0x3f;
    const ticks = table.ticks.get(i);
    const flow = flowOf(keys);
    if ((flags & SYN) !== 0 && (flags & ACK) === 0) {
      const known = openings.get(flow);
      if (known === undefined || ticks - known.ticks > OPEN_WINDOW) openings.set(flow, { sighting: i, chain: chains.chain.get(i), ticks, keys });
      continue;
    }
    if (keys.payloadLength < MIN_PAYLOAD || keys.payload === 0) continue;
    const before = payloads.get(keys.payload);
    if (before === undefined || ticks - before.ticks > COPY_WINDOW) {
      payloads.set(keys.payload, { flow, ticks, keys });
      continue;
    }
    if (before.flow === flow || joined.has(flow)) continue;
    const outer = openings.get(before.flow);
    const inner = openings.get(flow);
    if (outer === undefined || inner === undefined || inner.ticks < outer.ticks || inner.ticks - outer.ticks > OPEN_WINDOW) continue;
    // The proxy stands between: neither end of the inner connection is an end of the outer one.
    if (inner.keys.source === outer.keys.source || inner.keys.destination === outer.keys.destination) continue;
    // A translated packet carries its own numbers across: two connections never do.
    if (chains.root(outer.chain) === chains.root(inner.chain) || outer.keys.anyKey === inner.keys.anyKey || outer.keys.sequence === inner.keys.sequence)
      continue;
    joined.add(flow);
    pairs++;
    chains.unite(outer.chain, inner.chain);
    chains.explain(inner.sighting, JOINED.PORTPROXY, 0.95);
    chains.by.set(inner.sighting, JOINED.PORTPROXY);
  }
  return pairs;
}

function flowOf(keys: FrameKeys): string {
  return `${keys.source}/${keys.destination}/${keys.ports}`;
}
