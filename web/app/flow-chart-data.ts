import { bytes, count, counted, latency } from "../core/format.js";
import { SEGMENT_MARKS, type BothWays, type ChartMark, type FlowCharts, type SegmentMark, type Series } from "../core/nat-flow.js";

type Column = readonly (number | undefined)[];

/** Lines with times of their own on one axis: undefined where a line has no point, which is no gap in it. */
export function aligned(lines: readonly Series[]): readonly [times: readonly number[], ...values: Column[]] {
  const times = [...new Set(lines.flatMap((line) => Array.from(line.times)))].sort((a, b) => a - b);
  const at = new Map(times.map((time, i) => [time, i]));
  return [
    times,
    ...lines.map((line) => {
      const column = new Array<number | undefined>(times.length).fill(undefined);
      // of several points at one time the last one counts, as it is where the line goes on from
      for (let i = 0; i < line.times.length; i++) column[at.get(line.times[i] ?? 0) ?? 0] = line.values[i];
      return column;
    }),
  ];
}

/** The direction that carried more: 0 for what the client sent. */
export function mainWay({ payload }: Pick<FlowCharts, "payload">): 0 | 1 {
  return payload[1] > payload[0] ? 1 : 0;
}

export const ENDS: BothWays<string> = ["client", "server"];

/** `12.6 Mbit/s` */
export function rate(bps: number): string {
  const units = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"] as const;
  let [unit, scaled] = [0, Math.max(0, bps)];
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return `${unit === 0 || scaled >= 99.95 ? count(scaled) : scaled.toFixed(scaled < 9.995 ? 2 : 1)}\u202f${units[unit] ?? ""}`;
}

/** How often each mark was made, those that were not left out. */
export function tally(marks: readonly ChartMark[]): readonly { readonly kind: SegmentMark; readonly count: number }[] {
  return SEGMENT_MARKS.map((kind) => ({ kind, count: marks.filter((mark) => mark.kind === kind).reduce((sum, mark) => sum + mark.count, 0) })).filter(
    (one) => one.count > 0,
  );
}

export type ChartKind = "sequence" | "roundTrip" | "window" | "throughput";

/** What each chart shows, in a sentence with its figures. */
export function chartWords(kind: ChartKind, charts: FlowCharts): string {
  const way = mainWay(charts);
  const [sender, receiver] = [ENDS[way], ENDS[1 - way] ?? ""];
  const most = (series: Series): number => series.values.reduce((a, b) => Math.max(a, b), 0);
  switch (kind) {
    case "sequence": {
      const marks = tally(charts.marks).map((one) => counted(one.count, one.kind, many(one.kind)));
      return `Sequence numbers over time: client sent ${bytes(charts.payload[0])} in ${counted(charts.segments[0], "segment")}, server ${bytes(charts.payload[1])} in ${count(charts.segments[1])}; ${marks.length === 0 ? "nothing sent again or out of order" : marks.join(", ")}.`;
    }
    case "roundTrip":
      return `Round trips as seen at ${charts.places[charts.at]?.place.name ?? "an unknown place"}: ${charts.roundTrips
        .map(({ count: n, median, least, most: worst }, end) =>
          n === 0
            ? `none measured for the ${ENDS[end] ?? ""}'s segments`
            : `${ENDS[end] ?? ""}'s segments acknowledged after ${latency(median)}, ${latency(least)} to ${latency(worst)}, ${count(n)} measured`,
        )
        .join("; ")}.`;
    case "window":
      return `The ${receiver} offers a window of up to ${bytes(most(charts.window[1 - way] ?? charts.window[0]))}${charts.unscaled ? " before scaling, which the trace does not tell" : ""}; the ${sender} has up to ${bytes(most(charts.inFlight[way]))} on the way.`;
    case "throughput":
      return `Payload by ${latency(charts.sliceNs)}: client up to ${rate(most(charts.throughput[0]))}, server up to ${rate(most(charts.throughput[1]))}.`;
  }
}

function many(kind: SegmentMark): string {
  return kind === "out of order" ? kind : `${kind}s`;
}
