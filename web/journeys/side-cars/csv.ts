/** Rows of Export-Csv or ConvertTo-Csv, or undefined when the first line is no header of such values. */
export function csvRows(lines: readonly string[], limit: number): readonly ReadonlyMap<string, string>[] | undefined {
  const first = lines.findIndex((line) => line !== "" && !line.startsWith("#TYPE"));
  const header = lines[first];
  if (header === undefined) return undefined;
  const delimiter = [",", ";", "\t"].find((mark) => header.includes(`"${mark}"`)) ?? [",", ";", "\t"].find((mark) => header.includes(mark));
  if (delimiter === undefined) return undefined;
  const records = recordsOf(lines.slice(first).join("\n"), delimiter, limit + 1);
  const names = records[0] ?? [];
  if (names.length < 2 || names.length > 1000 || !names.every((name) => /^[\w ().#/-]{1,64}$/.test(name))) return undefined;
  const keys = names.map((name) => name.trim().toLowerCase());
  return records.slice(1).map((record) => new Map(keys.map((key, i) => [key, record[i] ?? ""])));
}

function recordsOf(text: string, delimiter: string, limit: number): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at <= text.length && records.length < limit) {
    let cell: string;
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && text[end] !== delimiter && text[end] !== "\n") end++;
      cell = text.slice(at, end);
      at = end;
    }
    record.push(cell);
    if (text[at] === delimiter) {
      at++;
      continue;
    }
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
    // Behind a closing quote only the end of the line may follow.
    while (at < text.length && text[at] !== "\n") at++;
    at++;
  }
  return records;
}
