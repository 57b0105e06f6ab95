import type { Atlas, LatencyStats, PlaceRef } from "../../core/api.js";
import { placeRank } from "../topology/layout.js";

export type Percentile = "p50Ns" | "p95Ns" | "p99Ns" | "maxNs";

export interface HopMatrix {
  readonly from: readonly PlaceRef[];
  readonly to: readonly PlaceRef[];
  /** By row and column; undefined where nothing went that way. */
  readonly cells: readonly (readonly (LatencyStats | undefined)[])[];
  /** Hops of places that are not among the busiest. */
  readonly beyond: number;
}

/** Places against places, from the wire to the inside of the host; with very many of them only the `most` busiest on either side. */
export function hopMatrix(hops: Atlas["hops"], most: number): HopMatrix {
  const from = busiest(hops, (hop) => hop.from, most);
  const to = busiest(hops, (hop) => hop.to, most);
  const rows = new Map(from.map(({ id }, i) => [id, i]));
  const columns = new Map(to.map(({ id }, i) => [id, i]));
  const cells = from.map(() => new Array<LatencyStats | undefined>(to.length).fill(undefined));
  let beyond = 0;
  for (const hop of hops) {
    const row = cells[rows.get(hop.from.id) ?? -1];
    const column = columns.get(hop.to.id);
    if (row === undefined || column === undefined) beyond++;
    else row[column] = hop;
  }
  return { from, to, cells, beyond };
}

function busiest(hops: Atlas["hops"], end: (hop: Atlas["hops"][number]) => PlaceRef, most: number): readonly PlaceRef[] {
  const counts = new Map<string, { readonly place: PlaceRef; count: number }>();
  for (const hop of hops) {
    const place = end(hop);
    const known = counts.get(place.id) ?? { place, count: 0 };
    known.count += hop.count;
    counts.set(place.id, known);
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || order(a.place, b.place))
    .slice(0, most)
    .map(({ place }) => place)
    .sort(order);
}

function order(a: PlaceRef, b: PlaceRef): number {
  if (a.id === b.id) return 0;
  return placeRank(a.kind) - placeRank(b.kind) || (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1);
}
