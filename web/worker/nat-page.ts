import type { NatSessionRow, Page } from "../core/api.js";
import { FILTER_FIELDS } from "../core/filter/catalogue.js";
import { compileFilter } from "../core/filter/compile.js";
import type { FilterValue } from "../core/filter/types.js";
import type { NatSessions } from "../journeys/nat-tables.js";

/** Throws TraceError "filter" for a wrong expression. */
export function natPage(table: NatSessions, filterText: string | undefined, part: { readonly from: number; readonly count: number }): Page<NatSessionRow> {
  const filter = filterText === undefined || filterText.trim() === "" ? undefined : compileFilter(filterText, FILTER_FIELDS);
  const rows: NatSessionRow[] = [];
  let total = 0;
  for (let i = 0; i < table.length; i++) {
    const row = table.row(i);
    if (row === undefined || filter?.test((name) => valueOf(row, name)) === false) continue;
    if (total >= part.from && rows.length < part.count) rows.push(row);
    total++;
  }
  return { total, rows };
}

/** Sessions have no values under the names of events, packets and journeys. */
function valueOf(row: NatSessionRow, name: string): FilterValue | undefined {
  if (name === "nat.internal") return row.internalSource;
  return name === "nat.external" ? row.externalSource : undefined;
}
