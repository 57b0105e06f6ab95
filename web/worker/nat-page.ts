import type { NatSessionRow, Page } from "../core/api.js";
import { FILTER_FIELDS } from "../core/filter/catalogue.js";
import { compileFilter } from "../core/filter/compile.js";
import type { FilterValue } from "../core/filter/types.js";
import type { NatSessions } from "../journeys/nat-tables.js";
import { sessionValue } from "./way-values.js";

/** Throws TraceError "filter" for a wrong expression. */
export function natPage(table: NatSessions, filterText: string | undefined, part: { readonly from: number; readonly count: number }): Page<NatSessionRow> {
  const fits = sessionFilter(filterText);
  const rows: NatSessionRow[] = [];
  let total = 0;
  for (let i = 0; i < table.length; i++) {
    const row = table.row(i);
    if (row === undefined || !fits(row)) continue;
    if (total >= part.from && rows.length < part.count) rows.push(row);
    total++;
  }
  return { total, rows };
}

/** Throws TraceError "filter" for a wrong expression. */
export function sessionFilter(text: string | undefined): (row: NatSessionRow) => boolean {
  if (text === undefined || text.trim() === "") return () => true;
  const filter = compileFilter(text, FILTER_FIELDS);
  return (row) => filter.test((name) => valueOf(row, name));
}

/** Addresses and ports are those that the inside sends with, on both sides of the NAT; other names of events, packets and journeys have no value. */
function valueOf(row: NatSessionRow, name: string): FilterValue | readonly FilterValue[] | undefined {
  const [family = "", what] = name.split(".", 2);
  if (family === "nat") return sessionValue(row, name);
  if (name === "compartment") return row.compartment;
  const { internalSource, externalSource, internalDestination, externalDestination, protocol } = row;
  const sources = what === "src" || what === "srcport" ? [internalSource, externalSource] : [];
  const destinations = what === "dst" || what === "dstport" ? [internalDestination, externalDestination] : [];
  const ends = what === "addr" || what === "port" ? [internalSource, externalSource, internalDestination, externalDestination] : [...sources, ...destinations];
  switch (family) {
    case "ip":
    case "ipv6": {
      const own = (end: string): boolean => (addressOf(end).includes(":") ? "ipv6" : "ip") === family;
      return what === undefined ? own(internalSource) || undefined : ends.filter(own).map(addressOf);
    }
    case "tcp":
    case "udp":
      if (protocol !== family) return undefined;
      return what === undefined ? true : ends.map((end) => Number(end.slice(end.lastIndexOf(":") + 1)));
    case "icmp":
    case "icmpv6":
      return what === undefined && protocol === "icmp" && addressOf(internalSource).includes(":") === (family === "icmpv6") ? true : undefined;
    default:
      return undefined;
  }
}

/** "address:port" without the port; ICMP's ends have none, and no brackets. */
function addressOf(end: string): string {
  return /^\[(.*)\]:\d+$/.exec(end)?.[1] ?? /^([\d.]+):\d+$/.exec(end)?.[1] ?? end;
}
