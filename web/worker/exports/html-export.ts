import type { Place } from "../../core/api.js";
import { HtmlReport, REPORT_LIMITS, type ReportDrop } from "../../export/html-report.js";
import { isoTime } from "../../export/plain-values.js";
import { PKTMON_GUID, VM_SWITCH_GUID } from "../../providers/frames.js";
import { natPage } from "../nat-page.js";
import { APPLICATION, type ExportJob } from "./job.js";
import { lived } from "./parquet-export.js";

const DROP_MAPS = ["DropReason", "DropLocation"];

/** What the trace shows, to read and to print. */
export async function exportHtml(job: ExportJob): Promise<Blob> {
  const { out, trace, summary, insights, selection, journeyRows, journeys, options, veil } = job;
  const report = new HtmlReport();
  const chosen = await selection.journeys();
  out.text(report.begin({ summary, product: trace.context.productName, application: APPLICATION, scope: scopeOf(job), anonymised: veil !== undefined }));
  // Findings are of the trace as a whole; of a part of it those are told that have evidence in it.
  const inside = new Set<number | string>(chosen);
  const whole = options.filter === undefined && options.range === undefined;
  const findings = (await insights.findings()).filter(
    ({ evidence }) =>
      whole || evidence.some(({ kind, id }) => (kind === "journey" ? inside.has(id) : kind === "event" && inside.has(journeys.ofEvent(Number(id)) ?? -1))),
  );
  const evidence = new Set(
    findings.flatMap((finding) => finding.evidence.flatMap(({ kind, id }) => (kind === "journey" ? [Number(id)] : [])).slice(0, REPORT_LIMITS.evidence)),
  );
  const listed = byInterest(job, chosen, evidence).subarray(0, REPORT_LIMITS.journeys);
  out.total = listed.length;
  out.text(report.findings(findings, new Set(listed), veil !== undefined));
  const { drops } = insights.atlas(chosen);
  const words = new Set(
    [PKTMON_GUID, VM_SWITCH_GUID].flatMap((provider) => DROP_MAPS.flatMap((map) => Object.values(trace.describer.map(provider, map)?.texts ?? {}))),
  );
  out.text(
    report.drops(
      drops.map(({ reason, location, place, count }): ReportDrop => {
        // Words that a provider's own tables have are the same on every machine.
        const shown = (text: string): string => (veil === undefined || words.has(text) ? text : veil.name(text));
        return { reason: shown(reason), ...(location === undefined ? {} : { location: shown(location) }), place: veil?.place(place).name ?? place.name, count };
      }),
    ),
  );
  out.text(report.journeys(chosen.length, listed.length));
  for (const [done, id] of listed.entries()) {
    out.text(report.journey(await journeyRows.row(id), done < REPORT_LIMITS.pictures));
    await out.row(done + 1);
  }
  const sessions = natPage(trace.nat, options.filter, { from: 0, count: trace.nat.length }).rows.filter((row) => lived(row, options.range));
  const kept = sessions.slice(0, REPORT_LIMITS.natSessions);
  out.text(report.natSessions(veil === undefined ? kept : kept.map((row) => veil.natSession(row)), sessions.length));
  out.text(report.places(veiledPlaces(job, insights.places())));
  out.text(report.end());
  return out.blob("text/html;charset=utf-8");
}

/** Dropped ones first, then those that findings rest on, then the slowest. */
function byInterest({ journeys }: ExportJob, ids: Uint32Array, evidence: ReadonlySet<number>): Uint32Array {
  const rank = (id: number): number => (journeys.outcomes[id] === "dropped" ? Infinity : evidence.has(id) ? Number.MAX_VALUE : journeys.latencyNs(id));
  return ids.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x === y ? a - b : y > x ? 1 : -1;
  });
}

function scopeOf({ options, veil }: ExportJob): string | undefined {
  const { filter, range } = options;
  const parts = [
    // An expression quotes what it is about.
    ...(filter === undefined || filter.trim() === "" ? [] : [veil === undefined ? `Only what fits ${filter.trim()}.` : "Only what fits a filter."]),
    ...(range === undefined ? [] : [`Only from ${isoTime(range.fromNs)} to ${isoTime(range.toNs)}.`]),
  ];
  return parts.length === 0 ? undefined : parts.join(" ");
}

function veiledPlaces({ veil }: ExportJob, places: readonly Place[]): readonly Place[] {
  if (veil === undefined) return places;
  return places.map(({ packets, bytes, drops, mac, addresses, ...place }) => ({
    ...veil.place(place),
    machine: "",
    addresses: addresses.map((address) => veil.text(address)),
    ...(mac === undefined ? {} : { mac: veil.text(mac) }),
    packets,
    bytes,
    drops,
  }));
}
