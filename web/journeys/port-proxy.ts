import type { PlaceKind } from "../core/api.js";
import type { ChainSet } from "./chains.js";
import type { JourneyFacts } from "./journey-table.js";
import { JOINED, SIGHTING, type FrameKeys, type SightingFacts, type SightingTable } from "./sightings.js";

const TCP = 6;
const SYN = 0x02;
const ACK = 0x10;
/** The proxy opens its own connection when the client's is up: as long as this after the client's SYN, in ticks of 100 ns. */
const OPEN_WINDOW = 10_000_000;
/** The copied bytes leave the proxy within this time. */
const COPY_WINDOW = 200_000;
/** Fewer bytes than this are alike by chance too often (a lone newline, a keep-alive). */
const MIN_PAYLOAD = 8;

/** Places where the host's own packets begin. */
const HOST_KINDS: ReadonlySet<PlaceKind> = new Set<PlaceKind>(["virtual-nic", "stack", "protocol", "filter"]);

interface Opening {
  readonly sighting: number;
  readonly ticks: number;
  readonly keys: FrameKeys;
}

/** A pair that is likely: what was joined for it is joined when the answer comes back through the proxy. */
interface Candidate {
  readonly outer: string;
  readonly request: readonly [chain: number, copy: number, sighting: number];
}

/** Where some payload bytes were seen first. */
interface Copy {
  readonly connection: string;
  readonly keys: FrameKeys;
  readonly chain: number;
  readonly ticks: number;
}

/**
 * PortProxy: a client's connection to this host goes on as a second connection of the host's own, so no header of the one is in the
 * other. What joins them: the same payload bytes in both, soon after one another, and the second opened while the first was open.
 * Bytes that more than two connections carry prove less: then the answer must come back as well, in the inner connection first.
 * The SYN of the inner connection then continues the journey of the client's SYN, and so do segments with the same bytes, both ways.
 * Returns how many pairs of connections were found.
 */
export function joinPortProxies(table: SightingTable, facts: SightingFacts, chains: ChainSet, about: Pick<JourneyFacts, "kinds" | "direction">): number {
  const openings = new Map<string, Opening>();
  const copies = new Map<number, Copy>();
  const outerOf = new Map<string, string>();
  const candidates = new Map<string, Candidate>();
  // A pair of connections needs two openings.
  if (!hasOpenings(table, facts, 2)) return 0;
  const common = commonPayloads(table, facts);
  for (let i = 0; i < table.length; i++) {
    if (table.kind.get(i) !== SIGHTING.FRAME) continue;
    const keys = facts.keys(i);
    if ((keys.protocol & 0xff) !== TCP) continue;
    const flags = (keys.protocol >>> 8) & 0x3f;
    const ticks = table.ticks.get(i);
    if ((flags & (SYN | ACK)) === SYN) {
      const connection = connectionOf(keys);
      const known = openings.get(connection);
      if (known === undefined || ticks - known.ticks > OPEN_WINDOW) openings.set(connection, { sighting: i, ticks, keys });
      continue;
    }
    if (keys.payloadLength < MIN_PAYLOAD || keys.payload === 0) continue;
    const connection = connectionOf(keys);
    const chain = chains.chain.get(i);
    const before = copies.get(keys.payload);
    if (before === undefined || ticks - before.ticks > COPY_WINDOW) {
      copies.set(keys.payload, { connection, keys, chain, ticks });
      continue;
    }
    if (before.connection === connection || chains.root(before.chain) === chains.root(chain)) continue;
    if (!paired(before.connection, connection)) {
      const candidate = candidates.get(before.connection);
      if (candidate?.outer === connection) {
        // The answer, seen in the inner connection first: now the request counts, too.
        accept(connection, before.connection);
        const [original, copy, sighting] = candidate.request;
        chains.unite(original, copy);
        explain(sighting);
      } else if (!couldPair(before, connection, keys)) continue;
      else if (common.has(keys.payload)) {
        candidates.set(connection, { outer: before.connection, request: [before.chain, chain, i] });
        // The answer may have the same bytes as an earlier one: what it is compared with begins here.
        continue;
      } else accept(before.connection, connection);
    }
    chains.unite(before.chain, chain);
    explain(i);
  }
  return outerOf.size;

  function paired(a: string, b: string): boolean {
    return outerOf.get(b) === a || outerOf.get(a) === b;
  }

  function couldPair({ connection: outerName, keys: original }: Copy, innerName: string, copy: FrameKeys): boolean {
    const outer = openings.get(outerName);
    const inner = openings.get(innerName);
    if (outer === undefined || inner === undefined || inner.ticks < outer.ticks || inner.ticks - outer.ticks > OPEN_WINDOW || outerOf.has(innerName))
      return false;
    // A translated packet carries its own numbers across: two connections never do.
    if (chains.root(chains.chain.get(outer.sighting)) === chains.root(chains.chain.get(inner.sighting))) return false;
    if (outer.keys.anyKey === inner.keys.anyKey || outer.keys.sequence === inner.keys.sequence) return false;
    // The proxy stands between: neither end of the inner connection is an end of the outer one.
    if (inner.keys.source === outer.keys.source || inner.keys.destination === outer.keys.destination) return false;
    // What the client said is said by the proxy as a client, and it is the host itself that opens the inner connection.
    if (original.source !== outer.keys.source || copy.source !== inner.keys.source) return false;
    const kind = about.kinds[table.place.get(inner.sighting)] ?? "unknown";
    const direction = about.direction(inner.sighting);
    // An interface that nothing names is the host's own where it sends.
    return kind === "unknown" ? direction === "out" : HOST_KINDS.has(kind) && direction !== "in";
  }

  function accept(outerName: string, innerName: string): void {
    const outer = openings.get(outerName);
    const inner = openings.get(innerName);
    if (outer === undefined || inner === undefined) return;
    outerOf.set(innerName, outerName);
    candidates.delete(innerName);
    chains.unite(chains.chain.get(outer.sighting), chains.chain.get(inner.sighting));
    explain(inner.sighting);
  }

  function explain(sighting: number): void {
    chains.by.set(sighting, JOINED.PORTPROXY);
    chains.confidence.set(sighting, 95);
  }
}

/** Whether connections are opened at least `wanted` times. */
function hasOpenings(table: SightingTable, facts: SightingFacts, wanted: number): boolean {
  let found = 0;
  for (let i = 0; i < table.length && found < wanted; i++) {
    if (table.kind.get(i) !== SIGHTING.FRAME) continue;
    const { protocol } = facts.keys(i);
    if ((protocol & 0xff) === TCP && ((protocol >>> 8) & (SYN | ACK)) === SYN) found++;
  }
  return found >= wanted;
}

/** Both directions of a connection as one name. */
function connectionOf(keys: FrameKeys): string {
  const from = `${keys.source}:${keys.ports >>> 16}`;
  const to = `${keys.destination}:${keys.ports & 0xffff}`;
  return from < to ? `${from}/${to}` : `${to}/${from}`;
}

/** Payloads that more than two connections carry. */
function commonPayloads(table: SightingTable, facts: SightingFacts): ReadonlySet<number> {
  const carriers = new Map<number, { readonly first: string; second?: string }>();
  const common = new Set<number>();
  for (let i = 0; i < table.length; i++) {
    if (table.kind.get(i) !== SIGHTING.FRAME) continue;
    const keys = facts.keys(i);
    if ((keys.protocol & 0xff) !== TCP || keys.payloadLength < MIN_PAYLOAD || keys.payload === 0 || common.has(keys.payload)) continue;
    const connection = connectionOf(keys);
    const known = carriers.get(keys.payload);
    if (known === undefined) carriers.set(keys.payload, { first: connection });
    else if (known.first !== connection && known.second !== connection) {
      if (known.second === undefined) known.second = connection;
      else {
        common.add(keys.payload);
        carriers.delete(keys.payload);
      }
    }
  }
  return common;
}
