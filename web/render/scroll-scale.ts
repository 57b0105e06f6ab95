/** Firefox gives an element taller than about 17.9 million px no height at all, so nothing here is taller than this. */
export const TALLEST_PX = 10_000_000;

/** How the scroll position of a tall element stands for a row number. Beyond TALLEST_PX one px of scrolling is more than one px of rows. */
export interface ScrollScale {
  readonly total: number;
  readonly rowPx: number;
  /** Height of the part of the viewport that shows rows. */
  readonly viewPx: number;
  /** Height of the scrolled content. */
  readonly contentPx: number;
  /** Px of scrolling are px of rows. */
  readonly exact: boolean;
}

export function scrollScale(total: number, rowPx: number, viewPx: number): ScrollScale {
  const real = total * rowPx;
  return { total, rowPx, viewPx, contentPx: Math.min(real, TALLEST_PX), exact: real <= TALLEST_PX };
}

/** The last position at which the viewport is still full, in rows. */
export function lastTop(scale: ScrollScale): number {
  return Math.max(0, scale.total - scale.viewPx / scale.rowPx);
}

/** The row (with its fraction) at the upper edge. */
export function topRow(scale: ScrollScale, scrollTop: number): number {
  const travel = scale.contentPx - scale.viewPx;
  const top = scale.exact || travel <= 0 ? scrollTop / scale.rowPx : (scrollTop / travel) * lastTop(scale);
  return Math.min(Math.max(0, top), lastTop(scale));
}

export function scrollTopOf(scale: ScrollScale, row: number): number {
  const last = lastTop(scale);
  if (scale.exact || last === 0) return row * scale.rowPx;
  return (row / last) * (scale.contentPx - scale.viewPx);
}

/** Where the upper edge has to be for `row` to be seen whole; `top` when it is. */
export function reveal(scale: ScrollScale, top: number, row: number): number {
  const rows = scale.viewPx / scale.rowPx;
  if (row < top) return Math.max(0, row);
  if (row + 1 > top + rows) return Math.min(lastTop(scale), row + 1 - rows);
  return top;
}
