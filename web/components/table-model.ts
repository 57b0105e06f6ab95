/** One column of a virtual table. */
export interface TableColumn<Row> {
  readonly key: string;
  readonly label: string;
  /** Width in px; the column with `grows` takes what is left beyond it. */
  readonly width: number;
  readonly grows?: boolean;
  readonly align?: "end";
  readonly mono?: boolean;
  /** The cell's content. `before` is the row above, where it is loaded. */
  readonly cell: (row: Row, before: Row | undefined) => unknown;
}

/** What a table shows. A new object starts the table afresh. */
export interface TableSource<Row> {
  readonly total: number;
  readonly fetch: (from: number, count: number) => Promise<readonly Row[]>;
}
