import type { Polylines, RowColumns, TimelinePicture } from "../../core/timeline.js";

/**
 * A picture of other rows, as far as its rows are still shown: lanes that were moved, hidden or folded are where they belong at once,
 * what has come in addition is empty until the worker's answer is there. Keys name the rows before and now.
 */
export function withRows(picture: TimelinePicture, before: readonly string[], now: readonly string[]): TimelinePicture {
  if (before.length === now.length && before.every((key, i) => key === now[i])) return picture;
  const at = new Map(now.map((key, i) => [key, i]));
  const to = before.map((key) => at.get(key) ?? -1);
  const empty: RowColumns = {
    counts: new Uint32Array(picture.columns),
    drops: new Uint32Array(picture.columns),
    lost: new Uint32Array(picture.columns),
    levels: new Uint8Array(picture.columns),
  };
  const lines = (of: Polylines): Polylines => ({ ...of, rows: of.rows.map((row) => (row < 0 ? -1 : (to[row] ?? -1))) });
  return {
    ...picture,
    rows: now.map((key) => picture.rows[before.indexOf(key)] ?? empty),
    journeys: lines(picture.journeys),
    ...(picture.pinned === undefined ? {} : { pinned: lines(picture.pinned) }),
    drops: picture.drops.flatMap((drop) => moved(drop, to)),
    marks: picture.marks.flatMap((mark) => moved(mark, to)),
  };
}

function moved<T extends { readonly row: number }>(mark: T, to: readonly number[]): T[] {
  const row = to[mark.row] ?? -1;
  return row < 0 ? [] : [{ ...mark, row }];
}
