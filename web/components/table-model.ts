/** One column of a virtual table. */
export interface TableColumn<Row> {
  readonly key: string;
  readonly label: string;
  /** Least width in px. */
  readonly width: number;
  /** Share of the width that is left over. */
  readonly grows?: number;
  readonly align?: "end";
  readonly mono?: boolean;
  /** Rows can be put in the order of this column by its head; "none" when they are in another. */
  readonly sort?: "ascending" | "descending" | "none";
  /** The cell's content. `before` is the row above, where it is loaded. */
  readonly cell: (row: Row, before: Row | undefined) => unknown;
}

/** What a table shows. A new object starts the table afresh. */
export interface TableSource<Row> {
  readonly total: number;
  readonly fetch: (from: number, count: number) => Promise<readonly Row[]>;
}
