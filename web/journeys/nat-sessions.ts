import type { NatSessionRow } from "../core/api.js";
import { winNat } from "../providers/win-nat.js";
import type { NatBindingFacts, NatEvent, NatPacketFacts, NatSessionFacts, NatTranslationFacts } from "./nat-events.js";
import { endpointKey, endpointText, reversed, tupleKey, type NatEndpoint, type NatProtocol, type NatTuple } from "./nat-tuple.js";

type StateChange = NatSessionRow["states"][number];

/** The frame that opens a session is seen before WinNat tells of the session, the last ones may still be under way when it is deleted. */
const SLACK_NS = 100_000_000n;
/** Ports and so tuples come again: so many claims on one tuple around a time are looked at. */
const NEIGHBOURS = 8;
const BEFORE_ALL = -(1n << 63n);
/** NTSTATUS values from here on are failures. */
const STATUS_FAILURE = 0x80000000;

export interface NatLimits {
  readonly sessions: number;
  /** Changes of state over all sessions. */
  readonly states: number;
  readonly bindings: number;
}

const LIMITS: NatLimits = { sessions: 200_000, states: 2_000_000, bindings: 200_000 };

interface Session {
  readonly internal: NatTuple;
  readonly external: NatTuple;
  /** First mention. */
  readonly firstNs: bigint;
  /** Event that told the creation, 0 when none did. */
  createdBy: number;
  createdNs: bigint | undefined;
  deletedNs: bigint | undefined;
  timedOutNs: bigint | undefined;
  compartment: number | undefined;
  lifetimeSeconds: number;
  tcpState: string | undefined;
  readonly states: StateChange[];
  /** Of one packet both 1009 and 1035 may tell. */
  translated: number;
  forwarded: number;
}

/** A session's hold on one of its tuples. */
interface Claim {
  readonly session: number;
  readonly outside: boolean;
  readonly fromNs: bigint;
}

/** The NAT sessions of a trace, from WinNat's events in the order of time. */
export class NatTable {
  readonly #limits: NatLimits;
  readonly #sessions: Session[] = [];
  /** The newest session with these four addresses. */
  readonly #newest = new Map<string, number>();
  /** By the tuple that the inside sends, on either side; the oldest claim first. */
  readonly #claims = new Map<string, Claim[]>();
  /** When the bindings were created that no session was created for yet. */
  readonly #bindings = new Map<string, bigint>();
  /** Packets forwarded of tuples no session is known for yet: it may have begun before the trace. */
  readonly #early = new Map<string, number>();
  #states = 0;
  #lost = 0;

  constructor(limits: NatLimits = LIMITS) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#sessions.length;
  }

  /** Sessions, changes and bindings that were not kept because there were too many. */
  get lost(): number {
    return this.#lost;
  }

  add(event: NatEvent): void {
    const { facts } = event;
    switch (facts.kind) {
      case "session":
        this.#change(event, facts);
        break;
      case "binding":
        this.#bind(event.timeNs, facts);
        break;
      case "translation":
        this.#translation(event.timeNs, facts);
        break;
      case "packet":
        if (facts.action === "forwarded") this.#forwarded(event.timeNs, facts);
    }
  }

  /** All sessions in the order in which they were first mentioned. */
  rows(): NatSessionRow[] {
    return this.#sessions.map((session) => rowOf(session));
  }

  row(session: number): NatSessionRow | undefined {
    const found = this.#sessions[session];
    return found === undefined ? undefined : rowOf(found);
  }

  /** What the inside of a session sends, before and after translation. */
  tuples(session: number): { readonly internal: NatTuple; readonly external: NatTuple } | undefined {
    return this.#sessions[session];
  }

  /** The session whose packets, to or from the inside, have this tuple on one of its sides at this time. A compartment decides between equals. */
  sessionOf(tuple: NatTuple, timeNs: bigint, compartment?: number): number | undefined {
    return this.#find(tuple, timeNs, compartment)?.claim.session;
  }

  /** The tuple that a packet with this one has on the other side of the NAT. */
  translate(tuple: NatTuple, timeNs: bigint, compartment?: number): NatTuple | undefined {
    const found = this.#find(tuple, timeNs, compartment);
    const session = found === undefined ? undefined : this.#sessions[found.claim.session];
    if (found === undefined || session === undefined) return undefined;
    const other = found.claim.outside ? session.internal : session.external;
    return found.inbound ? reversed(other) : other;
  }

  #change(event: NatEvent, facts: NatSessionFacts): void {
    const { change } = facts;
    const { timeNs } = event;
    const identity = tupleKey(facts.internal) + tupleKey(facts.external);
    const known = this.#newest.get(identity);
    const before = known === undefined ? undefined : this.#sessions[known];
    const same = before !== undefined && continues(before, event.id, timeNs, change);
    const session = same ? before : this.#open(identity, facts.internal, facts.external, timeNs, change === "created");
    if (session === undefined) return;
    session.compartment ??= facts.compartment;
    switch (change) {
      case "created":
        if (session.createdNs !== undefined) {
          retell(session, facts);
          return;
        }
        this.#created(session, event.id, timeNs);
        break;
      case "timed-out":
        if (session.timedOutNs !== undefined) return;
        session.timedOutNs = timeNs;
        break;
      case "deleted":
        if (session.deletedNs !== undefined) return;
        session.deletedNs = timeNs;
    }
    const told = toldBy(session.internal.protocol, facts);
    // What an ended session still says of its life is no longer how it lived.
    if (change !== "timed-out" && change !== "deleted") learn(session, facts, told);
    this.#push(session, { timeNs, event: change, ...told });
  }

  #created(session: Session, id: number, timeNs: bigint): void {
    session.createdNs = timeNs;
    session.createdBy = id;
    const key = bindingKey(session.internal.protocol, session.internal.source, session.external.source);
    const boundNs = this.#bindings.get(key);
    if (boundNs === undefined) return;
    this.#bindings.delete(key);
    this.#push(session, { timeNs: boundNs, event: "binding-created" });
  }

  /** A binding is made for the first session that uses it; what is configured is there for none of them. */
  #bind(timeNs: bigint, { change, configured, protocol, internal, external }: NatBindingFacts): void {
    const key = bindingKey(protocol, internal, external);
    if (change === "deleted") this.#bindings.delete(key);
    if (change !== "created" || configured) return;
    if (this.#bindings.size >= this.#limits.bindings) this.#lost++;
    else this.#bindings.set(key, timeNs);
  }

  /** Both sides in one event: enough to know a session that nothing else was told of. */
  #translation(timeNs: bigint, { incoming, translated, status, quoted }: NatTranslationFacts): void {
    if (status >= STATUS_FAILURE) return;
    const known = this.sessionOf(incoming, timeNs) ?? this.sessionOf(translated, timeNs);
    const session = known === undefined ? (quoted ? undefined : this.#openTranslated(timeNs, incoming, translated)) : this.#sessions[known];
    if (session !== undefined) session.translated++;
  }

  /** The end that was rewritten is the inside's: the source of what it sends, the destination of what it gets. */
  #openTranslated(timeNs: bigint, incoming: NatTuple, translated: NatTuple): Session | undefined {
    const outbound = sameEnd(incoming.protocol, incoming.destination, translated.destination);
    if (outbound === sameEnd(incoming.protocol, incoming.source, translated.source)) return undefined;
    const [internal, external] = outbound ? [incoming, translated] : [reversed(translated), reversed(incoming)];
    return this.#open(tupleKey(internal) + tupleKey(external), internal, external, timeNs, false);
  }

  #forwarded(timeNs: bigint, { tuple, network, compartment }: NatPacketFacts): void {
    // A packet from outside arrives in the compartment of the outside, which is not the session's.
    const found = this.sessionOf(tuple, timeNs, network === "internal" ? compartment : undefined);
    const session = found === undefined ? undefined : this.#sessions[found];
    if (session !== undefined) {
      session.forwarded++;
      return;
    }
    const key = tupleKey(tuple);
    const count = this.#early.get(key);
    if (count !== undefined || this.#early.size < this.#limits.sessions) this.#early.set(key, (count ?? 0) + 1);
  }

  #open(identity: string, internal: NatTuple, external: NatTuple, timeNs: bigint, created: boolean): Session | undefined {
    if (this.#sessions.length >= this.#limits.sessions) {
      this.#lost++;
      return undefined;
    }
    const number = this.#sessions.length;
    const session: Session = {
      internal,
      external,
      firstNs: timeNs,
      createdBy: 0,
      createdNs: undefined,
      deletedNs: undefined,
      timedOutNs: undefined,
      compartment: undefined,
      lifetimeSeconds: 0,
      tcpState: undefined,
      states: [],
      translated: 0,
      forwarded: 0,
    };
    this.#sessions.push(session);
    this.#newest.set(identity, number);
    for (const tuple of [internal, external]) {
      this.#claim(tupleKey(tuple), number, tuple === external, timeNs, created);
      // What came before a session that is told of from its beginning was another one's.
      for (const key of [tupleKey(tuple), tupleKey(reversed(tuple))]) {
        if (!created) session.forwarded += this.#early.get(key) ?? 0;
        this.#early.delete(key);
      }
    }
    return session;
  }

  #claim(key: string, session: number, outside: boolean, timeNs: bigint, created: boolean): void {
    const claims = this.#claims.get(key);
    if (claims === undefined) {
      this.#claims.set(key, [{ session, outside, fromNs: created ? timeNs : BEFORE_ALL }]);
      return;
    }
    const last = claims[claims.length - 1];
    const ended = last === undefined ? undefined : endOf(this.#sessions[last.session]);
    claims.push({ session, outside, fromNs: created ? timeNs : (ended ?? last?.fromNs ?? BEFORE_ALL) });
  }

  #push(session: Session, state: StateChange): void {
    if (this.#states >= this.#limits.states) {
      this.#lost++;
      return;
    }
    this.#states++;
    // Only a binding is told of later than it was made, and then there are few states or none.
    const later = state.event === "binding-created" ? session.states.findIndex(({ timeNs }) => timeNs > state.timeNs) : -1;
    session.states.splice(later < 0 ? session.states.length : later, 0, state);
  }

  #find(tuple: NatTuple, timeNs: bigint, compartment: number | undefined): { readonly claim: Claim; readonly inbound: boolean } | undefined {
    const outbound = this.#findKey(tupleKey(tuple), timeNs, compartment);
    if (outbound !== undefined) return { claim: outbound, inbound: false };
    const inbound = this.#findKey(tupleKey(reversed(tuple)), timeNs, compartment);
    if (inbound !== undefined) return { claim: inbound, inbound: true };
    // WinNat may have told the session of a query without its id.
    return tuple.protocol === "icmp" && tuple.source.port !== 0 ? this.#find(withoutId(tuple), timeNs, compartment) : undefined;
  }

  #findKey(key: string, timeNs: bigint, compartment: number | undefined): Claim | undefined {
    const claims = this.#claims.get(key);
    if (claims === undefined) return undefined;
    const next = firstAfter(claims, timeNs);
    let best: Claim | undefined;
    let bestDistance = SLACK_NS + 1n;
    let bestFits = false;
    // Newest first: of sessions that are equally near, the later one took the tuple over.
    for (let i = Math.min(next, claims.length - 1); i >= Math.max(0, next - NEIGHBOURS); i--) {
      const claim = claims[i];
      const session = claim === undefined ? undefined : this.#sessions[claim.session];
      if (claim === undefined || session === undefined) continue;
      const distance = distanceTo(claim, endOf(session), timeNs);
      const fits = compartment === undefined || session.compartment === undefined || session.compartment === compartment;
      if (distance > SLACK_NS || (fits === bestFits ? distance >= bestDistance : bestFits)) continue;
      best = claim;
      bestDistance = distance;
      bestFits = fits;
    }
    return best;
  }
}

/** Whether an event of a session's four addresses still speaks of this session, or of one that uses them again. */
function continues(session: Session, id: number, timeNs: bigint, change: NatSessionFacts["change"]): boolean {
  const ended = endOf(session);
  // 1001 and 1017 tell the same creation, when both are recorded.
  if (change === "created") return ended === undefined && timeNs - session.firstNs <= SLACK_NS && session.createdBy !== id;
  if (ended === undefined || timeNs - ended <= SLACK_NS) return true;
  return change === "deleted" && session.deletedNs === undefined;
}

function endOf(session: Session | undefined): bigint | undefined {
  return session?.deletedNs ?? session?.timedOutNs;
}

/** The creation was told before, by an event that knows less. */
function retell(session: Session, facts: NatSessionFacts): void {
  if (facts.lifetimeSeconds === undefined) return;
  const told = toldBy(session.internal.protocol, facts);
  const at = session.states.findIndex((state) => state.event === "created");
  const state = session.states[at];
  if (state !== undefined) session.states[at] = { ...state, ...told };
  if (session.states[session.states.length - 1]?.event === "created") learn(session, facts, told);
}

function learn(session: Session, facts: NatSessionFacts, told: Pick<StateChange, "tcpState">): void {
  if (facts.lifetimeSeconds === undefined) return;
  session.lifetimeSeconds = facts.lifetimeSeconds;
  session.tcpState = told.tcpState;
}

function toldBy(protocol: NatProtocol, { lifetimeSeconds, tcpState }: NatSessionFacts): Pick<StateChange, "lifetimeSeconds" | "tcpState"> {
  const text = protocol === "tcp" && tcpState !== undefined ? tcpStateText(tcpState) : undefined;
  return { ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds }), ...(text === undefined ? {} : { tcpState: text }) };
}

/** 0 says that there is none. */
function tcpStateText(state: number): string | undefined {
  return state === 0 ? undefined : (winNat.maps["TcpState"]?.texts[state] ?? `state ${state}`);
}

function rowOf(session: Session): NatSessionRow {
  const { internal, external, compartment, createdNs, lifetimeSeconds, tcpState, states } = session;
  const { protocol } = internal;
  const endedNs = endOf(session);
  return {
    protocol,
    internalSource: endpointText(protocol, internal.source),
    internalDestination: endpointText(protocol, internal.destination),
    externalSource: endpointText(protocol, external.source),
    externalDestination: endpointText(protocol, external.destination),
    ...(compartment === undefined ? {} : { compartment }),
    ...(createdNs === undefined ? {} : { createdNs }),
    ...(endedNs === undefined ? {} : { endedNs }),
    lifetimeSeconds,
    ...(tcpState === undefined ? {} : { tcpState }),
    packets: Math.max(session.translated, session.forwarded),
    states,
  };
}

function bindingKey(protocol: NatProtocol, internal: NatEndpoint, external: NatEndpoint): string {
  return tupleKey({ protocol, source: internal, destination: external });
}

/** The id of an ICMP query stands at both ends and says nothing of which one was rewritten. */
function sameEnd(protocol: NatProtocol, a: NatEndpoint, b: NatEndpoint): boolean {
  return protocol === "icmp" ? endpointKey({ ...a, port: 0 }) === endpointKey({ ...b, port: 0 }) : endpointKey(a) === endpointKey(b);
}

function withoutId({ protocol, source, destination }: NatTuple): NatTuple {
  return { protocol, source: { ...source, port: 0 }, destination: { ...destination, port: 0 } };
}

/** First claim that begins after this time. Claims are ascending by their beginning. */
function firstAfter(claims: readonly Claim[], timeNs: bigint): number {
  let low = 0;
  let high = claims.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((claims[middle]?.fromNs ?? 0n) <= timeNs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far a time lies outside the time for which a session holds a tuple. */
function distanceTo(claim: Claim, endNs: bigint | undefined, timeNs: bigint): bigint {
  if (timeNs < claim.fromNs) return claim.fromNs - timeNs;
  return endNs !== undefined && timeNs > endNs ? timeNs - endNs : 0n;
}
