/** Findings are read by programs and mails as well as on a screen: plain spaces between numbers and units. */
export function latencyText(ns: number): string {
  if (ns < 999_950) return `${trimmed((ns / 1e3).toFixed(1))} µs`;
  if (ns < 999_995_000) return `${trimmed((ns / 1e6).toFixed(2))} ms`;
  return `${trimmed((ns / 1e9).toFixed(2))} s`;
}

/** "54.0" is written "54". */
function trimmed(text: string): string {
  return text.replace(/\.?0+$/, "");
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c"; what is beyond `limit` is counted. */
export function listed(items: readonly string[], limit = 3): string {
  const shown = items.slice(0, limit);
  if (items.length > limit) return `${shown.join(", ")} and ${items.length - limit} more`;
  return shown.length < 2 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} and ${shown[shown.length - 1] ?? ""}`;
}

/** The newest of a journey's sightings. */
export function lastOf(sightings: Uint32Array<ArrayBuffer>): number {
  return sightings[sightings.length - 1] ?? 0;
}
