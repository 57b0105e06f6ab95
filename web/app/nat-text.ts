import type { NatSessionRow } from "../core/api.js";
import { span } from "../core/format.js";

export const STATE_WORDS: Readonly<Record<NatSessionRow["states"][number]["event"], string>> = {
  "binding-created": "binding created",
  created: "session created",
  lifetime: "lifetime renewed",
  state: "state changed",
  "timed-out": "timed out",
  deleted: "deleted",
};

export interface TraceTime {
  readonly startNs: bigint;
  readonly endNs: bigint;
}

/** How long a session lived, as far as the trace shows it. */
export function livedNs(row: Pick<NatSessionRow, "createdNs" | "endedNs">, { startNs, endNs }: TraceTime): number {
  return Number((row.endedNs ?? endNs) - (row.createdNs ?? startNs));
}

/** "timed out", "deleted" or "open" */
export function endWords({ states, endedNs }: Pick<NatSessionRow, "states" | "endedNs">): string {
  if (endedNs === undefined) return "open";
  return states.some(({ event }) => event === "deleted") ? "deleted" : "timed out";
}

/** What a session's bar shows, in words. */
export function lifeWords(row: NatSessionRow, time: TraceTime): string {
  const begun = row.createdNs === undefined ? "from before the trace" : `from ${span(Number(row.createdNs - time.startNs))} after the start`;
  const ended = row.endedNs === undefined ? "open at the end" : endWords(row);
  return `lived ${span(livedNs(row, time))}, ${begun}, ${ended}`;
}

/** The journeys of a session by the names that filters have. */
export function sessionExpression(row: Pick<NatSessionRow, "protocol" | "internalSource" | "externalSource">): string {
  return `nat.protocol == ${row.protocol} && nat.internal == ${row.internalSource} && nat.external == ${row.externalSource}`;
}
