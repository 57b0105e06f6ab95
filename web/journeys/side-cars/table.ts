interface Column {
  readonly key: string;
  readonly from: number;
}

const MAX_COLUMNS = 64;
const MAX_HEADER = 4096;

/** Rows of all tables that PowerShell prints: a line of names, a line of dashes under them that tells where columns begin, rows to the next empty line. */
export function tableRows(lines: readonly string[], limit: number): readonly ReadonlyMap<string, string>[] {
  const rows: ReadonlyMap<string, string>[] = [];
  let columns: readonly Column[] | undefined;
  for (const [i, line] of lines.entries()) {
    if (rows.length >= limit) break;
    if (line === "") columns = undefined;
    else if (isDashes(line) && i > 0) columns = columnsOf(lines[i - 1] ?? "", line);
    else if (columns !== undefined && !isDashes(lines[i + 1] ?? "")) rows.push(cells(line, columns));
  }
  return rows;
}

/** Rows under a line of names that stand apart by two spaces or more, as docker prints them. */
export function spacedRows(lines: readonly string[], limit: number): readonly ReadonlyMap<string, string>[] {
  const first = lines.findIndex((line) => line !== "");
  const header = (lines[first] ?? "").slice(0, MAX_HEADER);
  const columns = [...header.matchAll(/\S+(?: \S+)*/g)].slice(0, MAX_COLUMNS).map((match) => ({ key: match[0].toLowerCase(), from: match.index }));
  return lines
    .slice(first + 1, first + 1 + limit)
    .filter((line) => line !== "")
    .map((line) => cells(line, columns));
}

function isDashes(line: string): boolean {
  return line.includes("--") && /^[- ]+$/.test(line);
}

function columnsOf(header: string, dashes: string): readonly Column[] {
  return [...dashes.slice(0, MAX_HEADER).matchAll(/-+/g)].slice(0, MAX_COLUMNS).map((match) => ({
    key: header
      .slice(match.index, match.index + match[0].length)
      .trim()
      .toLowerCase(),
    from: match.index,
  }));
}

/** A value that stands to the right of its column may begin ahead of the dashes: then the cut goes to the space before it. */
function cells(line: string, columns: readonly Column[]): ReadonlyMap<string, string> {
  const starts = columns.map(({ from }, i) => {
    if (i === 0) return 0;
    let at = Math.min(from, line.length);
    const least = (columns[i - 1]?.from ?? 0) + 1;
    while (at > least && at < line.length && line[at - 1] !== " ") at--;
    return at;
  });
  return new Map(columns.map(({ key }, i) => [key, line.slice(starts[i], starts[i + 1] ?? line.length).trim()]));
}
