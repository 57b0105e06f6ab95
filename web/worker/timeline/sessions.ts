import type { NatSessionRow } from "../../core/api.js";
import type { SessionBar } from "../../core/timeline.js";
import type { NatSessions } from "../../journeys/nat-tables.js";
import { Spans } from "./spans.js";

/** Bars that fit into the lane of a NAT, one below the other. */
const LEVELS = 3;
/** Sessions that are looked at for one picture. */
const MOST = 160;
/** Sessions whose texts are kept for the next picture. */
const MOST_KEPT = 4_096;

interface Told {
  readonly text: string;
  readonly begun: boolean;
  /** Times of the changes of its state. */
  readonly changes: readonly number[];
}

/** The lives of NAT sessions. */
export class SessionLives {
  readonly #table: NatSessions;
  readonly #startNs: bigint;
  /** Numbers of sessions in the order of their starts, and their times. */
  readonly #order: Uint32Array<ArrayBuffer>;
  readonly #from: Float64Array<ArrayBuffer>;
  readonly #to: Float64Array<ArrayBuffer>;
  readonly #spans: Spans;
  readonly #kept = new Map<number, Told>();
  /** Ends, ascending. */
  readonly #ends: Float64Array<ArrayBuffer>;

  constructor(table: NatSessions, startNs: bigint) {
    this.#table = table;
    this.#startNs = startNs;
    const lives = Array.from({ length: table.length }, (_, session) => ({ session, ...this.#life(table.row(session)) })).sort((a, b) => a.from - b.from);
    this.#order = Uint32Array.from(lives, ({ session }) => session);
    this.#from = Float64Array.from(lives, ({ from }) => from);
    this.#to = Float64Array.from(lives, ({ to }) => to);
    this.#spans = new Spans(this.#to);
    this.#ends = this.#to.slice().sort();
  }

  get length(): number {
    return this.#order.length;
  }

  /** The bars of a range, those first that change within it, and by column how many sessions live without a bar. */
  bars(fromNs: number, toNs: number, columns: number): { readonly bars: readonly SessionBar[]; readonly live: Uint32Array<ArrayBuffer> } {
    if (this.length === 0) return { bars: [], live: new Uint32Array(0) };
    const below = below64(this.#from, toNs);
    const found = this.#spans.reaching(below, fromNs, MOST).map((at) => {
      const told = this.#told(at);
      return { at, told, lively: told.changes.some((t) => t >= fromNs && t <= toNs) ? 0 : 1 };
    });
    found.sort((a, b) => a.lively - b.lively || a.at - b.at);
    const bars: SessionBar[] = [];
    const gap = (toNs - fromNs) / 100;
    for (const { at, told } of found) {
      const [from, to] = [this.#from[at] ?? 0, this.#to[at] ?? Infinity];
      const free = (level: number): boolean => !bars.some((bar) => bar.level === level && from < bar.toNs + gap && bar.fromNs < to + gap);
      const level = Array.from({ length: LEVELS }, (_, i) => i).find(free);
      if (level !== undefined) bars.push({ level, fromNs: from, toNs: to, ...told });
    }
    return { bars, live: this.#live(bars, found.length === bars.length, fromNs, toNs, columns) };
  }

  #live(bars: readonly SessionBar[], all: boolean, fromNs: number, toNs: number, columns: number): Uint32Array<ArrayBuffer> {
    if (all) return new Uint32Array(0);
    const live = new Uint32Array(columns);
    for (let c = 0; c < columns; c++) {
      const t = fromNs + ((toNs - fromNs) * (c + 0.5)) / columns;
      const alive = below64(this.#from, t) - below64(this.#ends, t);
      live[c] = Math.max(0, alive - bars.filter((bar) => bar.fromNs < t && bar.toNs >= t).length);
    }
    return live;
  }

  #told(at: number): Told {
    const known = this.#kept.get(at);
    if (known !== undefined) return known;
    const row = this.#table.row(this.#order[at] ?? 0);
    const changes = (row?.states ?? []).map(({ timeNs }) => this.#relative(timeNs));
    const told = { text: row === undefined ? "" : sessionText(row), begun: row?.createdNs !== undefined, changes };
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(at, told);
    return told;
  }

  #relative(ns: bigint): number {
    return Number(ns - this.#startNs);
  }

  #life(row: NatSessionRow | undefined): { readonly from: number; readonly to: number } {
    const first = row?.createdNs ?? row?.states[0]?.timeNs;
    const from = first === undefined ? 0 : this.#relative(first);
    return { from, to: row?.endedNs === undefined ? Infinity : Math.max(from, this.#relative(row.endedNs)) };
  }
}

/** How many of ascending times are before `t`. */
function below64(times: Float64Array<ArrayBuffer>, t: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `49161 → 1227 · TCP 443 · ESTABLISHED, life 120 s` */
function sessionText(row: NatSessionRow): string {
  const port = (end: string): string => /:(\d+)$/.exec(end)?.[1] ?? end;
  const last = row.states.at(-1)?.event;
  const ended = row.endedNs === undefined ? `life ${row.lifetimeSeconds} s` : last === "timed-out" ? "timed out" : "deleted";
  const state = row.tcpState === undefined ? ended : `${row.tcpState}, ${ended}`;
  const to = row.protocol === "icmp" ? "" : ` ${port(row.internalDestination)}`;
  return `${port(row.internalSource)} → ${port(row.externalSource)} · ${row.protocol.toUpperCase()}${to} · ${state}`;
}
