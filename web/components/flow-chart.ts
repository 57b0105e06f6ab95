import uPlot, { type AlignedData } from "uplot";
import { aligned, ENDS, mainWay, rate, type ChartKind } from "../app/flow-chart-data.js";
import { bytes, count, latency, span } from "../core/format.js";
import type { FlowCharts, SegmentMark, Series } from "../core/nat-flow.js";
import type { TimelineColours } from "../render/timeline/scene.js";

type Tone = "t1" | "t2" | "t3";

/** One line of a chart, and how it is told from the others: by weight and dash, not by colour alone. */
interface Line {
  readonly words: string;
  readonly series: Series;
  readonly tone: Tone;
  readonly width: number;
  readonly dash: string;
  readonly points?: true;
}

export interface ChartActions {
  /** Charts of one group have their cursors in common. */
  readonly group: string;
  readonly zoom: (fromNs: number, toNs: number) => void;
  readonly said: (words: string) => void;
}

const UNITS: Readonly<Record<ChartKind, (value: number) => string>> = { sequence: (n) => count(n), roundTrip: latency, window: bytes, throughput: rate };
const MARK_PX = 4;

function linesOf(kind: ChartKind, charts: FlowCharts): readonly Line[] {
  const way = mainWay(charts);
  const other = way === 0 ? 1 : 0;
  const main = { tone: "t1", width: 1.6, dash: "" } as const;
  const less = { tone: "t2", width: 1.4, dash: "5 3" } as const;
  switch (kind) {
    case "sequence":
      return [
        { words: `sent by ${ENDS[way]}`, series: charts.sent[way], ...main, points: true },
        { words: "acknowledged", series: charts.acknowledged[way], tone: "t3", width: 1, dash: "" },
        { words: `sent by ${ENDS[other]}`, series: charts.sent[other], ...less, points: true },
        { words: "acknowledged", series: charts.acknowledged[other], tone: "t3", width: 1, dash: "2 2" },
      ];
    case "roundTrip":
      return [
        { words: `${ENDS[way]}'s segments`, series: charts.roundTrip[way], ...main, points: true },
        { words: `${ENDS[other]}'s segments`, series: charts.roundTrip[other], ...less, points: true },
      ];
    case "window":
      return [
        { words: `window of ${ENDS[other]}`, series: charts.window[other], ...less },
        { words: `on the way from ${ENDS[way]}`, series: charts.inFlight[way], ...main },
      ];
    case "throughput":
      return [
        { words: `payload of ${ENDS[way]}`, series: charts.throughput[way], ...main },
        { words: `payload of ${ENDS[other]}`, series: charts.throughput[other], ...less },
      ];
  }
}

/** One chart in its element. A new picture needs a new one. */
export class FlowChart {
  readonly #plot: uPlot;
  readonly #lines: readonly Line[];
  readonly #times: readonly number[];
  readonly #kind: ChartKind;
  readonly #fromNs: number;
  readonly #actions: ChartActions;
  #at = -1;

  constructor(
    host: HTMLElement,
    kind: ChartKind,
    charts: FlowCharts,
    range: { readonly fromNs: number; readonly toNs: number } | undefined,
    colours: TimelineColours,
    actions: ChartActions,
  ) {
    this.#kind = kind;
    this.#actions = actions;
    this.#fromNs = charts.fromNs;
    this.#lines = linesOf(kind, charts);
    // from the start of the flow, so that the axis has round figures
    const data = aligned(this.#lines.map(({ series: { times, values } }) => ({ times: times.map((ns) => ns - charts.fromNs), values })));
    this.#times = data[0];
    const [min, max] = [(range?.fromNs ?? charts.fromNs) - charts.fromNs, (range?.toNs ?? charts.toNs) - charts.fromNs];
    const unit = UNITS[kind];
    const font = `11px ${colours.sans}`;
    const axis = { stroke: colours.t3, font, grid: { stroke: colours.line, width: 1 }, ticks: { stroke: colours.line2, width: 1, size: 4 } };
    const stepped = uPlot.paths.stepped?.({ align: 1 });
    this.#plot = new uPlot(
      {
        width: Math.max(50, host.clientWidth),
        height: Math.max(50, host.clientHeight),
        scales: { x: { time: false, range: [min, max] }, y: { range: (_, low, high) => [Math.min(0, low), high > 0 ? high * 1.06 : 1] } },
        legend: { show: false },
        padding: [8, 12, 0, 0],
        cursor: { sync: { key: actions.group }, drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
        axes: [
          { ...axis, size: 26, values: (_, splits) => splits.map((ns) => span(ns)) },
          { ...axis, size: 76, values: (_, splits) => splits.map((value) => unit(value)) },
        ],
        series: [
          {},
          ...this.#lines.map((line) => ({
            stroke: colours[line.tone],
            width: line.width,
            ...(line.dash === "" ? {} : { dash: line.dash.split(" ").map(Number) }),
            ...(kind === "roundTrip" ? { paths: () => null } : stepped === undefined ? {} : { paths: stepped }),
            points: {
              show: line.points === true,
              size: line.dash === "" ? 4 : 5,
              fill: line.dash === "" ? colours[line.tone] : colours.panel,
              stroke: colours[line.tone],
            },
          })),
        ],
        hooks: {
          draw: [
            (plot) => {
              if (kind === "sequence") drawMarks(plot, charts, colours);
            },
          ],
          setSelect: [
            (plot) => {
              const { left, width } = plot.select;
              if (width < 4) return;
              plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
              actions.zoom(charts.fromNs + plot.posToVal(left, "x"), charts.fromNs + plot.posToVal(left + width, "x"));
            },
          ],
        },
      },
      data as unknown as AlignedData,
      host,
    );
  }

  /** What the chart's lines are, for its legend. */
  static keys(kind: ChartKind, charts: FlowCharts): readonly Omit<Line, "series">[] {
    return linesOf(kind, charts).map(({ words, tone, width, dash }) => ({ words, tone, width, dash: dash === "" ? "none" : dash }));
  }

  resize(width: number, height: number): void {
    if (width > 0 && height > 0 && (width !== this.#plot.width || height !== this.#plot.height)) this.#plot.setSize({ width, height });
  }

  destroy(): void {
    this.#plot.destroy();
  }

  /** Moves the cursor to another point and says what stands there. */
  step(by: number): void {
    const last = this.#times.length - 1;
    if (last < 0) return;
    this.#at = Math.min(last, Math.max(0, Number.isFinite(by) ? this.#at + by : by > 0 ? last : 0));
    const time = this.#times[this.#at] ?? 0;
    this.#plot.setCursor({ left: this.#plot.valToPos(time, "x"), top: this.#plot.over.clientHeight / 2 });
    const values = this.#lines.flatMap(({ words, series }) => {
      const at = series.times.findIndex((ns) => ns - this.#fromNs === time);
      return at < 0 ? [] : [`${words} ${UNITS[this.#kind](series.values[at] ?? 0)}`];
    });
    this.#actions.said(`+${span(time)}: ${values.join(", ")}`);
  }

  /** About the cursor, or the middle. */
  zoomBy(factor: number): void {
    const { min = 0, max = 1 } = this.#plot.scales["x"] ?? {};
    const middle = this.#times[this.#at] ?? (min + max) / 2;
    const from = this.#fromNs + middle;
    this.#actions.zoom(from - (middle - min) * factor, from + (max - middle) * factor);
  }
}

const BAD: ReadonlySet<SegmentMark> = new Set(["retransmission", "reset"]);

/** Each kind has its own shape: a cross, an angle, a bar, a filled square, a ring. */
function drawMarks(plot: uPlot, { marks, fromNs }: FlowCharts, colours: TimelineColours): void {
  const { ctx } = plot;
  const size = MARK_PX * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = 1.8 * devicePixelRatio;
  for (const { kind, timeNs, sequence } of marks) {
    const [x, y] = [plot.valToPos(timeNs - fromNs, "x", true), plot.valToPos(sequence, "y", true)];
    ctx.strokeStyle = ctx.fillStyle = BAD.has(kind) ? colours.bad : colours.lost;
    ctx.beginPath();
    if (kind === "reset") {
      ctx.fillRect(x - size, y - size, size * 2, size * 2);
    } else if (kind === "retransmission") {
      ctx.moveTo(x - size, y - size);
      ctx.lineTo(x + size, y + size);
      ctx.moveTo(x + size, y - size);
      ctx.lineTo(x - size, y + size);
    } else if (kind === "out of order") {
      ctx.moveTo(x - size, y + size);
      ctx.lineTo(x, y - size);
      ctx.lineTo(x + size, y + size);
    } else if (kind === "zero window") {
      ctx.moveTo(x - size * 1.5, y);
      ctx.lineTo(x + size * 1.5, y);
    } else {
      ctx.arc(x, y, size, 0, Math.PI * 2);
    }
    ctx.stroke();
  }
  ctx.restore();
}
