import { termOf } from "../app/filter-terms.js";
import type { CellMenu, CellValue, TableColumn } from "./table-model.js";
import { ask } from "./ui-events.js";

/** A cell whose value has a name in filters. */
export function cell(name: string, value: string | number, text: string | number = value): CellValue {
  return { term: termOf(name, value), text: String(text) };
}

/** Opens the menu of a row's values at the one that was pressed; asked for by key, at the first that filters have a name for. */
export function askCellMenu<Row>(host: HTMLElement, table: HTMLElement | null, columns: readonly TableColumn<Row>[], menu: CellMenu<Row>): void {
  const found = columns.flatMap((column) => {
    const value = column.value?.(menu.row);
    return value === undefined ? [] : [{ key: column.key, label: column.label, ...value }];
  });
  const { column } = menu;
  const at = column === undefined ? found.findIndex(({ term }) => term !== undefined) : found.findIndex(({ key }) => key === column.key);
  if (at < 0 || table === null) return;
  const values = found.map(({ label, term, text }) => ({ label, term, text }));
  ask(host, "ui-value-menu", { values, at, x: menu.x, y: menu.y, from: table });
}
