import type { FieldValue } from "../core/fields.js";
import type { Pace } from "./evaluate.js";
import type { OpenedTrace } from "./opened-trace.js";
import { eachTyped, fieldNames } from "./typed-events.js";

/** Events read to learn who owns what. */
const MAX_EVENTS = 100_000;
/** Told of each pair of ends: ports are used again by others. */
const MAX_PER_PAIR = 32;
const UNKNOWN_ID = 0xffffffff;
const AFD = "e53c6823-7bb8-44bb-90dc-3f86090d48a6";
/** connect() and ConnectEx(), with the address. */
const AFD_CONNECTS: ReadonlySet<number> = new Set([1018, 1021]);
/** AFD's connect events name the far end only; the process is the one that calls, so soon before the SYN. Ticks of 100 ns. */
const CONNECT_WINDOW = 1_000_000;
/** Confidence of an event that names process and both ends, and of one that names process and one end. */
const BOTH_ENDS = 0.95;
const ONE_END = 0.9;

export interface Owner {
  readonly pid: number;
  /** Number of the machine it runs on. */
  readonly machine: number;
  readonly confidence: number;
}

/** Which ends a flow has, as texts "address:port", and when it lived. */
export interface FlowEnds {
  readonly client: string;
  readonly server: string;
  readonly fromTicks: number;
  readonly toTicks: number;
}

interface Claim {
  /** The end that is the process's own. */
  readonly local: string;
  readonly machine: number;
  readonly pid: number;
  readonly ticks: number;
}

/** Field names by which providers give process and ends: Kernel-Network and the kernel logger, then TCPIP's several. */
const PROCESS = ["PID", "Pid", "ProcessId", "ProcessID"] as const;
const PAIRS = [
  ["LocalAddress", "RemoteAddress"],
  ["LocalSockAddr", "RemoteSockAddr"],
] as const;

/** Who owns which connection, as events say it that name a process and a pair of ends. */
export class FlowOwners {
  readonly #claims = new Map<string, Claim[]>();
  /** Connects by far end. */
  readonly #connects = new Map<string, { readonly machine: number; readonly pid: number; readonly ticks: number }[]>();

  static async read(trace: OpenedTrace, pace: Pace): Promise<FlowOwners> {
    const owners = new FlowOwners();
    const wanted = new Set(
      trace.index.types.filter((type) => {
        if (type.provider === AFD) return AFD_CONNECTS.has(type.id);
        const names = fieldNames(trace, type);
        if (!PROCESS.some((name) => names.has(name))) return false;
        return (names.has("saddr") && names.has("daddr")) || PAIRS.some(([local, remote]) => names.has(local) && names.has(remote));
      }),
    );
    await eachTyped(
      trace,
      (type) => wanted.has(type),
      MAX_EVENTS,
      pace,
      ({ stored, ticks, fields }) => {
        const machine = trace.machines.ofSource(stored.buffer.source).number;
        if (stored.header.providerGuid === AFD) owners.#connect(text(fields["Address"]), stored.header.pid, machine, ticks);
        else owners.#learn(fields, machine, ticks);
      },
    );
    return owners;
  }

  owner({ client, server, fromTicks, toTicks }: FlowEnds): Owner | undefined {
    const claims = this.#claims.get(pairKey(client, server)) ?? [];
    const away = ({ ticks }: { readonly ticks: number }): number => Math.max(0, fromTicks - ticks, ticks - toTicks);
    // A process of each end may be in the trace: the client's is the one that wanted the connection.
    for (const end of [client, server]) {
      const own = claims.filter((claim) => claim.local === end).sort((a, b) => away(a) - away(b))[0];
      if (own !== undefined) return { pid: own.pid, machine: own.machine, confidence: BOTH_ENDS };
    }
    const connect = this.#connects.get(server)?.find(({ ticks }) => Math.abs(ticks - fromTicks) <= CONNECT_WINDOW);
    return connect === undefined ? undefined : { pid: connect.pid, machine: connect.machine, confidence: ONE_END };
  }

  #learn(fields: Readonly<Record<string, FieldValue>>, machine: number, ticks: number): void {
    const pid = PROCESS.map((name) => fields[name]).find((value) => typeof value === "number");
    if (typeof pid !== "number" || pid === 0 || pid === UNKNOWN_ID) return;
    const [local, remote] = endsOf(fields);
    if (local === "" || remote === "") return;
    const key = pairKey(local, remote);
    const claims = this.#claims.get(key);
    if (claims === undefined) this.#claims.set(key, [{ local, machine, pid, ticks }]);
    else if (claims.length < MAX_PER_PAIR && !claims.some((claim) => claim.pid === pid && claim.local === local)) claims.push({ local, machine, pid, ticks });
  }

  #connect(remote: string, pid: number | undefined, machine: number, ticks: number): void {
    if (remote === "" || pid === undefined || pid === 0 || pid === 4 || pid === UNKNOWN_ID) return;
    const known = this.#connects.get(remote);
    if (known === undefined) this.#connects.set(remote, [{ machine, pid, ticks }]);
    else if (known.length < MAX_PER_PAIR) known.push({ machine, pid, ticks });
  }
}

/** Own end and far end as "address:port". */
function endsOf(fields: Readonly<Record<string, FieldValue>>): readonly [string, string] {
  const { saddr, daddr, sport, dport } = fields;
  if (typeof sport === "number" && typeof dport === "number") return [endText(text(saddr), sport), endText(text(daddr), dport)];
  for (const [local, remote] of PAIRS) if (text(fields[local]) !== "" && text(fields[remote]) !== "") return [text(fields[local]), text(fields[remote])];
  return ["", ""];
}

/** "address:port", IPv6 in brackets. */
export function endText(address: string, port: number): string {
  return address === "" ? "" : address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function text(value: FieldValue | undefined): string {
  return typeof value === "string" ? value : "";
}
