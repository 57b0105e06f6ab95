import type { NatSessionRow } from "../core/api.js";
import type { NatTuple } from "./nat-tuple.js";

/** NAT sessions by number. */
export interface NatSessions {
  readonly length: number;
  row(session: number): NatSessionRow | undefined;
  tuples(session: number): { readonly internal: NatTuple; readonly external: NatTuple } | undefined;
  sessionOf(tuple: NatTuple, timeNs: bigint, compartment?: number): number | undefined;
}

/** The sessions of several machines, in the order in which they were first mentioned: equal addresses on two machines are two sessions. */
export class NatTables implements NatSessions {
  readonly #tables: readonly NatSessions[];
  readonly #sessions: readonly { readonly table: NatSessions; readonly session: number }[];
  /** By table and session the number here. */
  readonly #numbers = new Map<NatSessions, number[]>();

  constructor(tables: readonly NatSessions[]) {
    this.#tables = tables;
    const found: { table: NatSessions; session: number; first: bigint }[] = [];
    for (const table of tables) for (let session = 0; session < table.length; session++) found.push({ table, session, first: firstNs(table.row(session)) });
    this.#sessions = found.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
    for (const table of tables) this.#numbers.set(table, []);
    for (const [number, { table, session }] of found.entries()) (this.#numbers.get(table) ?? [])[session] = number;
  }

  get length(): number {
    return this.#sessions.length;
  }

  row(session: number): NatSessionRow | undefined {
    const found = this.#sessions[session];
    return found?.table.row(found.session);
  }

  tuples(session: number): { readonly internal: NatTuple; readonly external: NatTuple } | undefined {
    const found = this.#sessions[session];
    return found?.table.tuples(found.session);
  }

  /** Of the first machine that has one. */
  sessionOf(tuple: NatTuple, timeNs: bigint, compartment?: number): number | undefined {
    for (const table of this.#tables) {
      const session = table.sessionOf(tuple, timeNs, compartment);
      if (session !== undefined) return this.#numbers.get(table)?.[session];
    }
    return undefined;
  }
}

function firstNs(row: NatSessionRow | undefined): bigint {
  return row?.states[0]?.timeNs ?? row?.createdNs ?? 0n;
}
