import { html, type TemplateResult } from "lit";
import { CAPTURE_COMMANDS } from "../app/capture-commands.js";
import type { TraceSummary } from "../core/api.js";
import type { LossSpan } from "../core/engine-api.js";
import { count, counted } from "../core/format.js";
import type { TimelineFigures } from "../core/timeline.js";
import type { LossRange } from "../render/timeline/losses.js";
import "./hopscope-capture-commands.js";
import { durationText, type TimelineStage } from "./timeline-stage.js";

/** The picture in one sentence that holds its figures. */
export function lanesSentence(stage: TimelineStage, lanes: number, figures: TimelineFigures | undefined, losses: readonly LossRange[]): string {
  if (figures === undefined) return "Timeline, being read";
  const { fromNs, toNs } = stage.range;
  const gaps = losses.filter((loss) => loss.fromNs <= toNs && loss.toNs >= fromNs).length;
  const parts = [
    `${counted(figures.journeys, "journey")} begin`,
    counted(figures.sightings, "sighting"),
    counted(figures.drops, "drop"),
    `${count(figures.lost)} lost from sight`,
    `${counted(gaps, "gap")} in the recording`,
  ];
  return `Timeline of ${counted(lanes, "lane")} from ${stage.sinceText(fromNs)} to ${stage.sinceText(toNs)}: ${parts.join(", ")}.`;
}

export function stripSentence({ journeys, drops }: TraceSummary, gaps: number): string {
  return `The whole trace: ${counted(journeys, "journey")}, ${counted(drops, "drop")}, ${counted(gaps, "gap")}. The lanes below show a part of it.`;
}

export function lossRange(loss: LossSpan, { startNs, endNs }: Pick<TraceSummary, "startNs" | "endNs">): LossRange {
  const [fromNs, toNs] = [Number(loss.fromNs - startNs), Number(loss.toNs - startNs)];
  const what = loss.code === "buffers-lost" ? "buffer" : "event";
  const many = loss.count === undefined ? `${what}s lost` : `${counted(loss.count, what)} lost`;
  const vague = toNs - fromNs > Number(endNs - startNs) / 2;
  return { fromNs, toNs: Math.max(fromNs, toNs), vague, label: toNs > fromNs ? `${many}, ${durationText(toNs - fromNs)}` : many };
}

/** In the place of lanes for a trace without any: what it does hold, and what to capture. */
export function nothingToDraw({ packets, events }: TraceSummary): TemplateResult {
  return html`<section class="none panel" aria-labelledby="none">
    <header><h2 id="none">Nothing to draw: no packets in this trace</h2></header>
    <p>
      The timeline shows where packets were seen, and when.
      ${
        packets === 0
          ? `This trace holds ${counted(events, "event")}, but none of them is a captured frame or a step of a virtual switch.`
          : `This trace holds ${counted(packets, "packet")}, but none that could be followed.`
      }
      These commands record packets on their way; run them as administrator.
    </p>
    <hopscope-capture-commands .commands=${CAPTURE_COMMANDS}></hopscope-capture-commands>
  </section>`;
}
