import type { Problem, TraceSummary } from "../../core/api.js";
import type { LossSpan } from "../../core/engine-api.js";
import type { Rule } from "./input.js";
import { latencyText, listed, plural } from "./text.js";

/** A loss that takes more of the trace has no place in it. */
const MOST = 0.9;

/** Loss, cuts and overwriting: what the figures of the trace may suffer from. */
export const lossy: Rule = ({ summary, losses }) => {
  const { eventsLost, buffersLost, truncatedPackets, packets, circular, problems } = summary;
  const total = (code: Problem["code"]): number => problems.reduce((sum, problem) => sum + (problem.code === code ? (problem.count ?? 1) : 0), 0);
  const gaps = problems.filter(({ code }) => code === "sequence-gap").length;
  const overwritten = total("overwritten") > 0;
  const parts = [
    ...(eventsLost > 0 ? [`${plural(eventsLost, "event")} lost`] : []),
    ...(buffersLost > 0 ? [`${plural(buffersLost, "buffer")} lost`] : []),
    ...(gaps > 0 ? [`${plural(gaps, "gap")} in the numbers of buffers`] : []),
    ...(overwritten || circular ? ["circular file, whose beginning may be overwritten"] : []),
    ...(truncatedPackets > 0 ? [`${truncatedPackets} of ${plural(packets, "frame")} cut short`] : []),
  ];
  const lost = eventsLost > 0 || buffersLost > 0 || gaps > 0 || overwritten;
  const onlyOverwritten = overwritten && eventsLost === 0 && buffersLost === 0 && gaps === 0;
  if (parts.length === 0) return [];
  const title = onlyOverwritten
    ? "The beginning of the trace was overwritten"
    : lost
      ? `${[...(eventsLost > 0 ? [plural(eventsLost, "event")] : []), ...(buffersLost > 0 ? [plural(buffersLost, "buffer")] : [])].join(" and ") || "Part of the trace"} lost`
      : truncatedPackets > 0
        ? `${plural(truncatedPackets, "frame")} cut short`
        : "A circular file may lack its beginning";
  return [
    {
      code: "lossy",
      severity: lost ? "warning" : "info",
      title,
      detail: `${sentence(listed(parts, parts.length))}. ${places(summary, losses)}${
        lost
          ? "Counts are lower bounds; journeys across a gap may end early or fall in two, and their latencies may be wrong."
          : truncatedPackets > 0
            ? "What was cut off cannot be shown or verified; lengths come from the headers."
            : "Journeys at the beginning may lack their first sightings."
      }`,
      check: [
        "Get-NetEventSession | Select-Object Name, MaxNumberOfBuffers, TraceBufferSize, LocalFilePath",
        "logman query <session> -ets",
        "logman start hop -ets -p Microsoft-Windows-NDIS-PacketCapture -bs 1024 -nb 256 1024 -o C:\\trace\\hop.etl",
        ...(truncatedPackets > 0 ? ["Add-NetEventPacketCaptureProvider -SessionName hop -TruncationLength 1514", "pktmon start --capture --pkt-size 0"] : []),
      ],
      evidence: [],
    },
  ];
};

/** Where the losses are, as far as that is narrower than the trace. */
function places({ startNs, endNs }: TraceSummary, losses: readonly LossSpan[]): string {
  const whole = Number(endNs - startNs);
  const after = (ns: bigint): string => latencyText(Math.max(0, Number(ns - startNs)));
  const narrow = losses.filter(({ fromNs, toNs }) => Number(toNs - fromNs) < whole * MOST);
  const stretches = [...new Set(narrow.map(({ fromNs, toNs }) => (fromNs === toNs ? after(fromNs) : `${after(fromNs)} to ${after(toNs)}`)))];
  return stretches.length === 0 ? "" : `Known places, from the start of the trace: ${listed(stretches)}. `;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
