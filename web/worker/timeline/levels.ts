import { LEVEL } from "../../core/timeline.js";

/** Sightings per pixel above which they are bars, and below which they have room for words. */
const DENSE = 1;
const CLOSE = 1 / 12;
/** Pixels on either side over which sightings per pixel are told: one burst alone changes nothing around it. */
const AROUND_PX = 24;
/** How many sightings may be drawn one by one: what can be told apart on a screen, and fits into a frame. Above, rows get dense earlier. */
export const MOST_SINGLE = 4_000;

/** LEVEL of each column, for rows whose sums of counts before each column's edge are given, and how many sightings are not dense. */
export function levelsOf(
  sums: readonly Uint32Array[],
  columns: number,
  columnPx: number,
): { readonly levels: readonly Uint8Array<ArrayBuffer>[]; readonly single: number } {
  const perPx = sums.map((sum) => averages(sum, columns, columnPx));
  let densest = DENSE;
  let single = singles(perPx, sums, densest);
  // below a sighting in 200 px nothing is gained by going on
  while (single > MOST_SINGLE && densest > 1 / 200) single = singles(perPx, sums, (densest /= 1.6));
  const levels = perPx.map((row) => Uint8Array.from(row, (n) => (n > densest ? LEVEL.DENSE : n >= CLOSE ? LEVEL.NEAR : LEVEL.CLOSE)));
  return { levels, single };
}

/** Sightings per pixel around each column. */
function averages(sum: Uint32Array, columns: number, columnPx: number): Float32Array {
  const around = Math.max(1, Math.round(AROUND_PX / columnPx));
  const row = new Float32Array(columns);
  for (let c = 0; c < columns; c++) {
    const [from, to] = [Math.max(0, c - around), Math.min(columns, c + 1 + around)];
    row[c] = ((sum[to] ?? 0) - (sum[from] ?? 0)) / ((to - from) * columnPx);
  }
  return row;
}

function singles(perPx: readonly Float32Array[], sums: readonly Uint32Array[], densest: number): number {
  let n = 0;
  for (const [i, row] of perPx.entries()) {
    const sum = sums[i];
    if (sum === undefined) continue;
    for (let c = 0; c < row.length; c++) if ((row[c] ?? 0) <= densest) n += (sum[c + 1] ?? 0) - (sum[c] ?? 0);
  }
  return n;
}
