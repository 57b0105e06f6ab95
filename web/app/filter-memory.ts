import { recall, remember } from "./local-memory.js";

export interface SavedFilter {
  readonly name: string;
  readonly expression: string;
}

const MOST_RECENT = 20;
const MOST_SAVED = 100;

/** What storage holds may come from another version, or from anybody who can write there. */
function listOf<T>(key: string, is: (one: unknown) => one is T): readonly T[] {
  try {
    const list: unknown = JSON.parse(recall(key) ?? "[]");
    return Array.isArray(list) ? list.filter(is) : [];
  } catch {
    return [];
  }
}

const isText = (one: unknown): one is string => typeof one === "string" && one !== "";
const isSaved = (one: unknown): one is SavedFilter =>
  typeof one === "object" && one !== null && "name" in one && "expression" in one && isText(one.name) && isText(one.expression);

/** The filters that were in force last, the newest first. */
export function recentFilters(): readonly string[] {
  return listOf("filters-recent", isText).slice(0, MOST_RECENT);
}

export function rememberFilter(expression: string): void {
  const rest = recentFilters().filter((one) => one !== expression);
  remember("filters-recent", JSON.stringify([expression, ...rest].slice(0, MOST_RECENT)));
}

/** Filters with a name of somebody's choice, by name. */
export function savedFilters(): readonly SavedFilter[] {
  return listOf("filters-saved", isSaved).slice(0, MOST_SAVED);
}

/** A name that is there already gets the new expression. */
export function saveFilter(filter: SavedFilter): void {
  const rest = savedFilters().filter(({ name }) => name !== filter.name);
  const all = [...rest, filter].sort((a, b) => a.name.localeCompare(b.name, "en"));
  remember("filters-saved", JSON.stringify(all.slice(0, MOST_SAVED)));
}

export function forgetFilter(name: string): void {
  remember("filters-saved", JSON.stringify(savedFilters().filter((one) => one.name !== name)));
}
