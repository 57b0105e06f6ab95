/** About as much of a text as fits into the width; measured once, cut by the share. */
export function fitted(ctx: Pick<CanvasRenderingContext2D, "measureText">, text: string, width: number): string {
  const full = ctx.measureText(text).width;
  if (full <= width) return text;
  return `${text.slice(0, Math.max(0, Math.floor((text.length * width) / full) - 1))}…`;
}
