/** Median and spread of several runs. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One figure of one trace. */
export interface Figure {
  readonly trace: string;
  readonly name: string;
  readonly unit: "ms" | "MB" | "count" | "share";
  readonly value: Spread;
  /** Median over that of reading the file alone, in the same runs. */
  readonly toReading?: number;
  readonly mbPerSecond?: number;
  readonly eventsPerSecond?: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (i: number): number => sorted[i] ?? NaN;
  const middle = (sorted.length - 1) / 2;
  return { median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, min: at(0), max: at(sorted.length - 1) };
}

/** The figures as a table; with those of an earlier run, what each is to the one then. */
export function table(figures: readonly Figure[], earlier: readonly Figure[] = []): string {
  const before = new Map(earlier.map((figure) => [`${figure.trace}\n${figure.name}`, figure]));
  const rows = figures.map((figure) => {
    const then = before.get(`${figure.trace}\n${figure.name}`);
    return [
      figure.trace,
      figure.name,
      shown(figure.value.median, figure.unit),
      figure.value.min === figure.value.max ? "" : `${shown(figure.value.min, figure.unit)} - ${shown(figure.value.max, figure.unit)}`,
      figure.mbPerSecond === undefined ? "" : figure.mbPerSecond.toFixed(0),
      figure.eventsPerSecond === undefined ? "" : (figure.eventsPerSecond / 1e6).toFixed(2),
      figure.toReading === undefined ? "" : figure.toReading.toFixed(2),
      ...(earlier.length === 0 ? [] : [then === undefined ? "" : (figure.value.median / then.value.median).toFixed(2)]),
    ];
  });
  const head = ["trace", "figure", "median", "spread", "MB/s", "M events/s", "x reading", ...(earlier.length === 0 ? [] : ["x earlier"])];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ");
  return [line(head), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

function shown(value: number, unit: Figure["unit"]): string {
  switch (unit) {
    case "ms":
      return value >= 100 ? `${value.toFixed(0)} ms` : `${value.toFixed(1)} ms`;
    case "MB":
      return `${value.toFixed(0)} MB`;
    case "count":
      return value.toFixed(0);
    case "share":
      return value.toFixed(4);
  }
}
