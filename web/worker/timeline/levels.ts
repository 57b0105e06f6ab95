import { LEVEL } from "../../core/timeline.js";

/** Sightings per pixel above which they are bars, and below which they have room for words. */
const DENSE = 1;
const CLOSE = 1 / 12;
/** Pixels on either side over which sightings per pixel are told: one burst alone changes nothing around it. */
const AROUND_PX = 24;
/** How many sightings may be drawn one by one: what fits into a frame. Above, rows get dense earlier. */
export const MOST_SINGLE = 9_000;

/** LEVEL of each column, for rows whose counts up to each column's edge are given. `densest`: sightings per pixel, lower where too many would be single. */
export function levelsOf(
  sums: readonly Uint32Array[],
  columns: number,
  columnPx: number,
): { readonly levels: readonly Uint8Array<ArrayBuffer>[]; readonly single: number } {
  const around = Math.max(1, Math.round(AROUND_PX / columnPx));
  let densest = DENSE;
  for (;;) {
    let single = 0;
    const levels = sums.map((sum) => {
      const row = new Uint8Array(columns);
      for (let c = 0; c < columns; c++) {
        const [from, to] = [Math.max(0, c - around), Math.min(columns, c + 1 + around)];
        const perPx = ((sum[to] ?? 0) - (sum[from] ?? 0)) / ((to - from) * columnPx);
        row[c] = perPx > densest ? LEVEL.DENSE : perPx >= CLOSE ? LEVEL.NEAR : LEVEL.CLOSE;
        if (row[c] !== LEVEL.DENSE) single += (sum[c + 1] ?? 0) - (sum[c] ?? 0);
      }
      return row;
    });
    // below a sighting in 200 px nothing is gained by going on
    if (single <= MOST_SINGLE || densest < 1 / 200) return { levels, single };
    densest /= 1.6;
  }
}
