/** Sums of `counts` over `bars` groups of neighbours, so that no count is lost when there are more slices than pixels. */
export function regroup(counts: ArrayLike<number>, bars: number): number[] {
  const out = new Array<number>(Math.max(1, Math.min(bars, counts.length))).fill(0);
  for (let i = 0; i < counts.length; i++) {
    const at = Math.floor((i * out.length) / counts.length);
    out[at] = (out[at] ?? 0) + (counts[i] ?? 0);
  }
  return out;
}

/**
 * SVG path of bars on a base line. Height is the square root of the count, so that few beside many can be seen;
 * what is not zero is at least `least` px high.
 */
export function barsPath(counts: ArrayLike<number>, width: number, height: number, bars: number, least = 1.5): string {
  const groups = regroup(counts, bars);
  const top = Math.max(1, ...groups);
  const step = width / groups.length;
  return groups
    .map((value, i) => {
      if (value === 0) return "";
      const h = Math.max(least, Math.sqrt(value / top) * height);
      return `M${(i * step).toFixed(2)} ${height}v${(-h).toFixed(2)}h${(step * 0.74).toFixed(2)}v${h.toFixed(2)}z`;
    })
    .join("");
}

/** First and last slice that is not empty, as shares of the whole. */
export function extent(counts: ArrayLike<number>): readonly [number, number] | undefined {
  let first = -1;
  let last = -1;
  for (let i = 0; i < counts.length; i++) {
    if ((counts[i] ?? 0) === 0) continue;
    if (first < 0) first = i;
    last = i;
  }
  return first < 0 ? undefined : [first / counts.length, (last + 1) / counts.length];
}
