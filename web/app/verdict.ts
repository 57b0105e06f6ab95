import type { TraceSummary } from "../core/api.js";
import type { OverviewFacts } from "../core/engine-api.js";
import { count, counted, span, traceSpanNs } from "../core/format.js";

/** The first sentence of the overview: the answer before the evidence. */
export function verdict(summary: TraceSummary, facts: OverviewFacts): string {
  const lasted = span(traceSpanNs(summary));
  const dropped = facts.dropCauses.reduce((sum, cause) => sum + cause.count, 0);
  if (dropped > 0) return dropSentence(facts, dropped);
  if (summary.packets === 0) {
    return `No packets in this trace: ${counted(summary.events, "event")} of ${counted(summary.providers.length, "provider")} in ${lasted}.`;
  }
  const seen = `${counted(summary.packets, "packet")} at ${counted(facts.places.length, "place")} in ${lasted}`;
  const lost = summary.eventsLost > 0 || summary.buffersLost > 0;
  return lost ? `${seen}; no drop was recorded, but events were lost.` : `${seen}; nothing was dropped in this trace.`;
}

function dropSentence(facts: OverviewFacts, dropped: number): string {
  const byReason = new Map<string, number>();
  for (const cause of facts.dropCauses) byReason.set(cause.reason, (byReason.get(cause.reason) ?? 0) + cause.count);
  const reasons = [...byReason].sort((a, b) => b[1] - a[1]);
  const packets = counted(dropped, "packet was", "packets were");
  const quoted = reasons.slice(0, 2).map(([reason, n]) => `“${reason.replace(/\.$/, "")}”${reasons.length > 1 ? ` (${count(n)})` : ""}`);
  const more = reasons.length - quoted.length;
  const list = more > 0 ? `${quoted.join(", ")} and ${counted(more, "other reason")}` : quoted.join(" and ");
  return `${packets} dropped: ${list}.`;
}
