/** Heights of rows. Heads of groups fold: they are as high as what is pressed has to be. */
export const ROW_PX = { lane: 31, nat: 50, group: 24 } as const;

/** One row of the lanes, from above. */
export interface RowPlan {
  readonly kind: "group" | "lane" | "nat" | "events";
  /** Whether there is something to draw in it: an open group's head has nothing. */
  readonly content: boolean;
}

export interface PlacedRow extends RowPlan {
  readonly y: number;
  readonly height: number;
  /** Position among the rows that are asked for, -1 for none. */
  readonly at: number;
}

/** Rows one below the other. */
export function placeRows(plans: readonly RowPlan[]): { readonly rows: readonly PlacedRow[]; readonly height: number; readonly drawn: readonly PlacedRow[] } {
  const rows: PlacedRow[] = [];
  let [y, at] = [0, 0];
  for (const plan of plans) {
    const height = plan.kind === "nat" ? ROW_PX.nat : plan.kind === "group" && !plan.content ? ROW_PX.group : ROW_PX.lane;
    rows.push({ ...plan, y, height, at: plan.content ? at++ : -1 });
    y += height;
  }
  return { rows, height: y, drawn: rows.filter((row) => row.content) };
}

/** Where the line of a journey runs through a row. */
export function middleOf(row: Pick<PlacedRow, "y" | "height">): number {
  return row.y + row.height / 2;
}

export function rowAt(rows: readonly PlacedRow[], y: number): PlacedRow | undefined {
  return rows.find((row) => y >= row.y && y < row.y + row.height);
}
