type List = Uint32Array<ArrayBuffer>;

/** Row numbers put in the order of a value, equal ones in their own order. `sort` begins with "-" for the largest first, and then equal ones stand backwards too. */
export function sortedBy(list: List, sort: string, value: (row: number) => number): List {
  const values = new Map<number, number>();
  for (const row of list) values.set(row, value(row));
  const by = (row: number): number => values.get(row) ?? 0;
  list.sort((a, b) => by(a) - by(b) || a - b);
  return sort.startsWith("-") ? list.reverse() : list;
}

/** The lists that were asked for last: paging through one makes it once. */
export class LastLists {
  readonly #kept = new Map<string, List>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string, make: () => List): List {
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    for (const old of this.#kept.keys()) {
      if (this.#kept.size < this.#most) break;
      this.#kept.delete(old);
    }
    this.#kept.set(key, made);
    return made;
  }
}

/** Where a row stands in a list, absent where it does not. */
export function positionIn(list: List, near: number | undefined): { readonly position?: number } {
  const position = near === undefined ? -1 : list.indexOf(near);
  return position < 0 ? {} : { position };
}
