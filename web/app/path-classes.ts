import type { Atlas, JourneyRow, PlaceKind } from "../core/api.js";
import { latency } from "../core/format.js";

export interface PathClassRow {
  readonly pathClass: JourneyRow["pathClass"];
  readonly name: string;
  readonly kind: PlaceKind;
  readonly count: number;
  readonly p50Ns: number;
  readonly p95Ns: number;
  readonly p99Ns: number;
  /** "fastest", or how many times slower than the fastest; empty when there is nothing to compare. */
  readonly compared: string;
}

type PathClass = JourneyRow["pathClass"];

const NAMES: Readonly<Record<PathClass, readonly [name: string, kind: PlaceKind]>> = {
  transparent: ["Transparent", "container-nic"],
  l2bridge: ["L2 bridge", "bridge"],
  overlay: ["Overlay", "tunnel"],
  nat: ["NAT", "nat"],
  "nat-portproxy": ["NAT + PortProxy", "nat"],
  vm: ["Hyper-V guest", "vm-nic"],
  team: ["Team", "team-nic"],
  host: ["Host", "virtual-nic"],
  loopback: ["Loopback", "stack"],
  other: ["Other", "unknown"],
};

/** Path classes with the fastest first, each compared with it. */
export function pathClassRows(classes: Atlas["pathClasses"]): readonly PathClassRow[] {
  const sorted = [...classes].sort((a, b) => a.p50Ns - b.p50Ns);
  const compares = sorted.length > 1;
  const fastest = sorted[0]?.p50Ns ?? 0;
  return sorted.map(({ pathClass, count, p50Ns, p95Ns, p99Ns }, i) => {
    const [name, kind] = NAMES[pathClass];
    return { pathClass, name, kind, count, p50Ns, p95Ns, p99Ns, compared: !compares ? "" : i === 0 ? "fastest" : times(p50Ns, fastest) };
  });
}

function times(ns: number, fastest: number): string {
  if (fastest <= 0) return "";
  const ratio = ns / fastest;
  return `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio).toString()}×`;
}

/** A logarithmic scale of whole decades that holds all figures. */
export interface LogScale {
  readonly ticks: readonly { readonly label: string; readonly share: number }[];
  /** Place of a latency between 0 and 1. */
  readonly share: (ns: number) => number;
}

export function logScale(rows: readonly PathClassRow[]): LogScale {
  const least = Math.min(...rows.map(({ p50Ns }) => Math.max(1000, p50Ns)));
  const most = Math.max(...rows.map(({ p99Ns }) => Math.max(1000, p99Ns)));
  const from = Math.floor(Math.log10(least)) - (Number.isInteger(Math.log10(least)) ? 1 : 0);
  const to = Math.max(from + 1, Math.ceil(Math.log10(most)));
  const share = (ns: number): number => Math.min(1, Math.max(0, (Math.log10(Math.max(1, ns)) - from) / (to - from)));
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i)).map((ns) => ({
    label: latency(ns).replace(/\.0+(?=\D)/, ""),
    share: share(ns),
  }));
  return { ticks, share };
}
