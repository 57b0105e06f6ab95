const MAX_KEY = 64;
const MAX_VALUE = 65_536;

/** Things printed as "Name : value" lines (Format-List), with an empty line between one and the next. */
export function propertyRows(lines: readonly string[], limit: number): readonly ReadonlyMap<string, string>[] {
  const rows: Map<string, string>[] = [];
  let row = new Map<string, string>();
  let last: string | undefined;
  const finish = (): void => {
    if (row.size > 1 && rows.length < limit) rows.push(row);
    row = new Map();
    last = undefined;
  };
  for (const line of lines) {
    if (line === "") {
      finish();
      continue;
    }
    const colon = line.indexOf(" :");
    const key = colon > 0 && colon <= MAX_KEY && !line.startsWith(" ") ? line.slice(0, colon).trim().toLowerCase() : "";
    if (key !== "") {
      if (row.has(key)) finish();
      row.set(key, line.slice(colon + 2).trim());
      last = key;
    } else if (last !== undefined && line.startsWith(" ")) {
      // Long values go on in the next line, under where they began.
      const value = row.get(last) ?? "";
      if (value.length < MAX_VALUE) row.set(last, `${value} ${line.trim()}`);
    }
  }
  finish();
  return rows;
}
