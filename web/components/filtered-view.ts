import type { FilteredKind } from "../app/filtered-rows.js";
import type { SessionState } from "../app/session.js";
import type { TraceSummary, View } from "../core/api.js";

/** What the filter in force does to a view. */
export interface FilteredView {
  /** How many rows it hides, once that is known. */
  readonly hidden: number | undefined;
  readonly words: string;
  /** The view shows everything all the same. */
  readonly whole: boolean;
}

/** Undefined while no filter is in force. */
export function filteredView({ filter, hits, hidden, view }: SessionState, summary: TraceSummary): FilteredView | undefined {
  if (filter === "") return undefined;
  if (view === "nat" || view === "flows") {
    const rows = hidden[view]?.filter === filter ? hidden[view].rows : undefined;
    return { hidden: rows, words: view === "nat" ? "NAT sessions" : "flows", whole: false };
  }
  const kind = filteredKind(view, summary);
  const { all, words } = rowsOf(kind, summary);
  const left = hits[kind];
  const whole =
    view !== "timeline" && view !== "atlas" && view !== "topology" && view !== "packets" && view !== "events" && !(view === "journeys" && left !== undefined);
  return { hidden: left === undefined ? undefined : all - left, words, whole };
}

/** What a filter is counted in where a view is shown. */
export function filteredKind(view: View, summary: TraceSummary): FilteredKind {
  if (view === "events" || summary.packets === 0) return "event";
  return view === "packets" || summary.journeys === 0 ? "packet" : "journey";
}

export function rowsOf(kind: FilteredKind, summary: TraceSummary): { readonly all: number; readonly words: string } {
  return { all: { event: summary.events, packet: summary.packets, journey: summary.journeys }[kind], words: `${kind}s` };
}
