import type { PlaceKind } from "../core/api.js";
import { NumberTable } from "../core/number-table.js";
import { inSpans, type Work } from "../core/work.js";
import type { ChainSet } from "./chains.js";
import { ConnectionNumbers } from "./connection-numbers.js";
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
/** Payloads after which those that are too old are forgotten. */
const SWEEP_EVERY = 65_536;

/** Places where the host's own packets begin. */
const HOST_KINDS: ReadonlySet<PlaceKind> = new Set<PlaceKind>(["virtual-nic", "stack", "protocol", "filter"]);

interface Opening {
  readonly sighting: number;
  readonly ticks: number;
  readonly keys: FrameKeys;
}

/** A pair that is likely: what was joined for it is joined when the answer comes back through the proxy. */
interface Candidate {
  readonly outer: number;
  readonly request: readonly [chain: number, copy: number, sighting: number];
}

/** What joining works with; connections are numbers. */
interface Material {
  readonly table: SightingTable;
  readonly facts: SightingFacts;
  readonly chains: ChainSet;
  readonly about: Pick<JourneyFacts, "kinds" | "direction">;
  readonly connections: ConnectionNumbers;
}

/**
 * PortProxy: a client's connection to this host goes on as a second connection of the host's own, so no header of the one is in the
 * other. What joins them: the same payload bytes in both, soon after one another, and the second opened while the first was open.
 * Bytes that more than two connections carry prove less: then the answer must come back as well, in the inner connection first.
 * The SYN of the inner connection then continues the journey of the client's SYN, and so do segments with the same bytes, both ways.
 * Returns how many pairs of connections were found.
 */
export function* joinPortProxies(table: SightingTable, facts: SightingFacts, chains: ChainSet, about: Pick<JourneyFacts, "kinds" | "direction">): Work<number> {
  const material = { table, facts, chains, about, connections: new ConnectionNumbers() };
  // Most traces have no such bytes, and are done with here.
  const copied = yield* copiedPayloads(material);
  if (copied.size === 0) return 0;
  const joiner = new ProxyJoiner(material, yield* commonPayloads(material, copied));
  yield* eachSegment(material, (i, keys) => {
    joiner.add(i, keys);
  });
  return joiner.pairs;
}

/** Calls `look` for all captured segments of TCP that open a connection or have payload. */
function eachSegment({ table, facts }: Material, look: (i: number, keys: FrameKeys) => void): Work<void> {
  return inSpans(table.length, (from, to) => {
    for (let i = from; i < to; i++) {
      if (table.kind.get(i) !== SIGHTING.FRAME) continue;
      const keys = facts.keys(i);
      if ((keys.protocol & 0xff) === TCP && (opens(keys) || (keys.payloadLength >= MIN_PAYLOAD && keys.payload !== 0))) look(i, keys);
    }
  });
}

function opens({ protocol }: FrameKeys): boolean {
  return ((protocol >>> 8) & (SYN | ACK)) === SYN;
}

/** Payload bytes that were seen lately, and in which sighting first. */
class RecentCopies {
  readonly #material: Material;
  readonly #copies = new NumberTable();
  #untilSweep = SWEEP_EVERY;

  constructor(material: Material) {
    this.#material = material;
  }

  /** The sighting of a packet of another connection that had the same bytes first; -1 without one. */
  before(i: number, keys: FrameKeys): number {
    const { table, facts, chains } = this.#material;
    const ticks = table.ticks.get(i);
    if (--this.#untilSweep === 0) {
      this.#untilSweep = SWEEP_EVERY;
      this.#copies.sweep((sighting) => ticks - table.ticks.get(sighting) <= COPY_WINDOW);
    }
    const before = this.#copies.get(keys.payload);
    if (before < 0 || ticks - table.ticks.get(before) > COPY_WINDOW) {
      this.#copies.set(keys.payload, i);
      return -1;
    }
    if (chains.root(chains.chain.get(before)) === chains.root(chains.chain.get(i))) return -1;
    return sameConnection(facts.keys(before), keys) ? -1 : before;
  }
}

/** Payloads that two connections, of which both were opened in the trace, carried soon after one another: no others can join any. */
function* copiedPayloads(material: Material): Work<ReadonlySet<number>> {
  const { connections, facts } = material;
  const opened = new Set<number>();
  const copies = new RecentCopies(material);
  const found = new Set<number>();
  yield* eachSegment(material, (i, keys) => {
    if (opens(keys)) {
      opened.add(connections.of(keys));
      return;
    }
    const before = copies.before(i, keys);
    if (before >= 0 && opened.has(connections.of(facts.keys(before))) && opened.has(connections.of(keys))) found.add(keys.payload);
  });
  return found;
}

/** Of some payloads those that more than two connections carry. */
function* commonPayloads(material: Material, payloads: ReadonlySet<number>): Work<ReadonlySet<number>> {
  const carriers = new Map<number, { readonly first: FrameKeys; second?: FrameKeys }>();
  const common = new Set<number>();
  yield* eachSegment(material, (_, keys) => {
    const { payload } = keys;
    if (keys.payloadLength < MIN_PAYLOAD || !payloads.has(payload) || common.has(payload)) return;
    const known = carriers.get(payload);
    if (known === undefined) carriers.set(payload, { first: keys });
    else if (!sameConnection(known.first, keys)) {
      if (known.second === undefined) known.second = keys;
      else if (!sameConnection(known.second, keys)) common.add(payload);
    }
  });
  return common;
}

class ProxyJoiner {
  readonly #material: Material;
  readonly #common: ReadonlySet<number>;
  readonly #copies: RecentCopies;
  readonly #openings = new Map<number, Opening>();
  readonly #outerOf = new Map<number, number>();
  readonly #candidates = new Map<number, Candidate>();

  constructor(material: Material, common: ReadonlySet<number>) {
    this.#material = material;
    this.#common = common;
    this.#copies = new RecentCopies(material);
  }

  get pairs(): number {
    return this.#outerOf.size;
  }

  add(i: number, keys: FrameKeys): void {
    const { connections, table, facts, chains } = this.#material;
    if (opens(keys)) {
      const connection = connections.of(keys);
      const ticks = table.ticks.get(i);
      const known = this.#openings.get(connection);
      if (known === undefined || ticks - known.ticks > OPEN_WINDOW) this.#openings.set(connection, { sighting: i, ticks, keys });
      return;
    }
    const original = this.#copies.before(i, keys);
    if (original < 0) return;
    const originalKeys = facts.keys(original);
    const [originalChain, chain] = [chains.chain.get(original), chains.chain.get(i)];
    const connection = connections.of(keys);
    const before = connections.of(originalKeys);
    if (this.#outerOf.get(connection) !== before && this.#outerOf.get(before) !== connection) {
      const candidate = this.#candidates.get(before);
      if (candidate?.outer === connection) {
        // The answer, seen in the inner connection first: now the request counts, too.
        this.#accept(connection, before);
        const [asked, request, sighting] = candidate.request;
        chains.unite(asked, request);
        this.#explain(sighting);
      } else if (!this.#couldPair(before, originalKeys, connection, keys)) return;
      else if (this.#common.has(keys.payload)) {
        this.#candidates.set(connection, { outer: before, request: [originalChain, chain, i] });
        // The answer may have the same bytes as an earlier one: what it is compared with begins here.
        return;
      } else this.#accept(before, connection);
    }
    chains.unite(originalChain, chain);
    this.#explain(i);
  }

  #couldPair(outerNumber: number, original: FrameKeys, innerNumber: number, copy: FrameKeys): boolean {
    const { chains, about, table } = this.#material;
    const outer = this.#openings.get(outerNumber);
    const inner = this.#openings.get(innerNumber);
    if (outer === undefined || inner === undefined || inner.ticks < outer.ticks || inner.ticks - outer.ticks > OPEN_WINDOW || this.#outerOf.has(innerNumber))
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

  #accept(outerNumber: number, innerNumber: number): void {
    const outer = this.#openings.get(outerNumber);
    const inner = this.#openings.get(innerNumber);
    if (outer === undefined || inner === undefined) return;
    const { chains } = this.#material;
    this.#outerOf.set(innerNumber, outerNumber);
    this.#candidates.delete(innerNumber);
    chains.unite(chains.chain.get(outer.sighting), chains.chain.get(inner.sighting));
    this.#explain(inner.sighting);
  }

  #explain(sighting: number): void {
    const { chains } = this.#material;
    chains.by.set(sighting, JOINED.PORTPROXY);
    chains.confidence.set(sighting, 95);
  }
}

/** In either direction. */
function sameConnection(a: FrameKeys, b: FrameKeys): boolean {
  if (a.source === b.source && a.destination === b.destination && a.ports === b.ports) return true;
  return a.source === b.destination && a.destination === b.source && a.ports === ((b.ports << 16) | (b.ports >>> 16)) >>> 0;
}
