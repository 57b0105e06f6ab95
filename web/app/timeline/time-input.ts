/**
 * A time as somebody writes it: "+9.024 s", "+250us", "1.5 ms" (since the start of the trace), or a time of day such as
 * "09:14:11.209", with a date before it or without. Nanoseconds since the start; undefined for what is none of these.
 */
export function parseTime(text: string, startNs: bigint, offsetMs: number): number | undefined {
  const tidy = text
    .trim()
    .replaceAll(/[\u202f\u00a0_]/g, "")
    .replaceAll(/(\d) (?=\d)/g, "$1");
  const since = /^([+-])? ?(\d+(?:\.\d+)?) ?(ns|us|µs|μs|ms|s|min|h)?$/i.exec(tidy);
  if (since !== null) {
    const ns = Number(since[2]) * (UNITS[(since[3] ?? "s").toLowerCase()] ?? 1e9);
    return since[1] === "-" ? -ns : ns;
  }
  const clock = /^(?:(\d{4})-(\d\d)-(\d\d)[T ])?(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?Z?$/i.exec(tidy);
  if (clock === null) return undefined;
  const [year, month, day, hour, minute, second] = clock
    .slice(1, 7)
    .map((part): number | undefined => ((part as string | undefined) === undefined ? undefined : Number(part)));
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 60) return undefined;
  // the day on the clock that is shown
  const first = new Date(Number(startNs / 1_000_000n) + offsetMs);
  const midnight = year === undefined ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()) : Date.UTC(year, (month ?? 1) - 1, day);
  const seconds = (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0);
  const at = (BigInt(midnight - offsetMs) + BigInt(seconds) * 1000n) * 1_000_000n + BigInt((clock[7] ?? "").padEnd(9, "0"));
  const ns = Number(at - startNs);
  // a trace over midnight: of a time without a date the next day's is meant
  return year === undefined && ns < -43_200e9 ? ns + 86_400e9 : ns;
}

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 };
