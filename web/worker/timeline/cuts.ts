/**
 * For each of `edges` (ascending) the position of the first entry of `list` (ascending) that is not below it. The edge in the middle
 * is looked for first and halves the list for those on either side: a list with few entries in the range costs next to nothing.
 */
export function cut(list: Uint32Array, edges: Uint32Array): Uint32Array<ArrayBuffer> {
  const found = new Uint32Array(edges.length);
  halve(0, edges.length - 1, 0, list.length);
  return found;

  function halve(first: number, last: number, from: number, to: number): void {
    if (first > last) return;
    if (from === to) {
      found.fill(from, first, last + 1);
      return;
    }
    const middle = (first + last) >> 1;
    const at = firstNotBelow(list, edges[middle] ?? 0, from, to);
    found[middle] = at;
    halve(first, middle - 1, from, at);
    halve(middle + 1, last, at, to);
  }
}

export function firstNotBelow(list: Uint32Array, value: number, from = 0, to = list.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** For each of `times` (ascending) the first of `length` rows whose time, given by `at`, is not before it. */
export function edgesOf(length: number, at: (row: number) => number, times: Float64Array): Uint32Array<ArrayBuffer> {
  const found = new Uint32Array(times.length);
  halve(0, times.length - 1, 0, length);
  return found;

  function halve(first: number, last: number, from: number, to: number): void {
    if (first > last) return;
    const middle = (first + last) >> 1;
    let [low, high] = [from, to];
    const wanted = times[middle] ?? 0;
    while (low < high) {
      const row = (low + high) >>> 1;
      if (at(row) < wanted) low = row + 1;
      else high = row;
    }
    found[middle] = low;
    halve(first, middle - 1, from, low);
    halve(middle + 1, last, low, to);
  }
}
