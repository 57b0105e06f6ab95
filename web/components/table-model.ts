/** What a cell holds, for the menu of values. */
export interface CellValue {
  /** The value in a filter; undefined where filters have no name for it. */
  readonly term: string | undefined;
  readonly text: string;
}

/** Where the menu of a row's values was asked for. */
export interface CellMenu<Row> {
  readonly row: Row;
  readonly column: TableColumn<Row> | undefined;
  readonly x: number;
  readonly y: number;
}

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
  readonly value?: (row: Row) => CellValue | undefined;
}

/** What a table shows. A new object starts the table afresh. */
export interface TableSource<Row> {
  readonly total: number;
  /** The row to bring in sight first. */
  readonly start?: number;
  readonly fetch: (from: number, count: number) => Promise<readonly Row[]>;
}
