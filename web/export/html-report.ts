import type { Finding, JourneyRow, NatSessionRow, Place, TraceSummary } from "../core/api.js";
import { bytes, count, counted, latency, NARROW, span, traceSpanNs } from "../core/format.js";
import { escapeMarkup, ladderSvg, notDrawn } from "../render/ladder-svg.js";
import { sha256 } from "./anonymise/sha256.js";
import { isoTime } from "./plain-values.js";

const STYLE = `
:root{color-scheme:light}
body{max-width:1060px;margin:32px auto;padding:0 20px;color:#151a21;background:#fff;font:14px/1.5 "Segoe UI",system-ui,sans-serif}
h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:36px 0 8px;padding-bottom:4px;border-bottom:1px solid #c4ccd8}h3{font-size:14px;margin:20px 0 4px}
p{margin:4px 0}table{border-collapse:collapse;width:100%;font-size:12.5px}th,td{padding:4px 8px;border-bottom:1px solid #e3e7ed;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{color:#434e5f;font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code,.m{font:12px ui-monospace,"Cascadia Mono",Consolas,monospace}.s{color:#5f6a7c}.bad{color:#bf2d1b}.warn{color:#835600}.ok{color:#0b7450}
figure{margin:10px 0 22px;break-inside:avoid}figure svg{max-width:100%;height:auto;border:1px solid #e3e7ed;border-radius:6px}
.f{margin:10px 0;padding:8px 12px;border-left:4px solid #7f899b;background:#f7f8fa;break-inside:avoid}.f.error{border-color:#bf2d1b}.f.warning{border-color:#835600}
nav a{margin-right:14px}a{color:#3d4fd0}@media print{body{margin:0;max-width:none}nav{display:none}h2{break-after:avoid}}
`;

/** Rows beyond these are counted, not shown: a report is read by people. */
export const REPORT_LIMITS = { pictures: 40, journeys: 500, natSessions: 500, places: 200, drops: 200, evidence: 12 } as const;

export interface ReportHead {
  readonly summary: TraceSummary;
  readonly product: string | undefined;
  readonly application: string;
  /** What the report is limited to, in words; undefined for the whole trace. */
  readonly scope: string | undefined;
  readonly anonymised: boolean;
}

export interface ReportDrop {
  readonly reason: string;
  readonly location?: string;
  readonly place: string;
  readonly count: number;
}

/**
 * A report that one file holds: no script, nothing to load, and a policy that forbids both. Whatever comes from the trace is escaped.
 * Pieces are asked for in their order: begin, findings, drops, journeys (each with `journey`), natSessions, places, end.
 */
export class HtmlReport {
  begin({ summary, product, application, scope, anonymised }: ReportHead): string {
    const policy = `default-src 'none'; style-src 'sha256-${base64(sha256(new TextEncoder().encode(STYLE)))}'; base-uri 'none'; form-action 'none'`;
    const facts: readonly (readonly [string, string])[] = [
      ["Recorded", `${isoTime(summary.startNs)} to ${isoTime(summary.endNs)} (${plain(span(traceSpanNs(summary)))})`],
      ["Computer", `${summary.computerName ?? "not named in the trace"}, ${product ?? "Windows"} ${summary.osVersion}, ${counted(summary.cpuCount, "CPU")}`],
      [
        "Session",
        `${summary.loggerName}, ${summary.closed ? "closed" : "not closed"}${summary.circular ? ", circular" : ""}${summary.compressed ? ", compressed" : ""}, ${summary.clock} clock`,
      ],
      ["Size", plain(`${bytes(summary.sizeBytes)}, ${counted(summary.buffers, "buffer")}`)],
      ["Events", plain(`${count(summary.events)} of ${counted(summary.providers.length, "provider")}`)],
      ["Packets", plain(`${count(summary.packets)} in ${counted(summary.journeys, "journey")}, ${counted(summary.drops, "drop")}`)],
      ["Lost", plain(`${counted(summary.eventsLost, "event")}, ${counted(summary.buffersLost, "buffer")}; ${counted(summary.truncatedPackets, "packet")} cut`)],
    ];
    return (
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
      `<meta name="viewport" content="width=device-width"><title>${e(`${summary.name}: what the trace shows`)}</title><style>${STYLE}</style></head><body>` +
      `<h1>${e(summary.name)}</h1><p class="s">Report of a Windows network trace, written by ${e(application)}.${scope === undefined ? "" : ` ${e(scope)}`}</p>` +
      (anonymised ? `<p class="warn">Anonymised: addresses and names are pseudonyms made from a key, payloads are left out.</p>` : "") +
      `<nav><a href="#findings">Findings</a><a href="#drops">Drops</a><a href="#journeys">Journeys</a><a href="#nat">NAT sessions</a><a href="#places">Places</a></nav>` +
      `<h2>The trace</h2><table>${facts.map(([name, value]) => `<tr><th scope="row">${e(name)}</th><td>${e(value)}</td></tr>`).join("")}</table>` +
      (summary.problems.length === 0
        ? ""
        : `<h3>What is wrong with the recording</h3><ul>${summary.problems.map(({ message }) => `<li>${e(message)}</li>`).join("")}</ul>`)
    );
  }

  /** `listed`: journeys that the report has. */
  findings(list: readonly Finding[], listed: ReadonlySet<number>, anonymised: boolean): string {
    if (list.length === 0) return heading("findings", "Findings", 0, 0) + `<p>No rule found anything.</p>`;
    const one = ({ code, severity, title, detail, check, evidence }: Finding): string => {
      const journeys = evidence.flatMap(({ kind, id }) => (kind === "journey" && listed.has(Number(id)) ? [Number(id)] : []));
      const links = journeys.slice(0, REPORT_LIMITS.evidence).map((id) => `<a href="#j${id}">#${id}</a>`);
      const said = anonymised
        ? `<p class="s">Its sentences may quote names of the trace and are left out.</p>`
        : `<p>${e(detail)}</p>${check.length === 0 ? "" : `<ul>${check.map((step) => `<li>${e(step)}</li>`).join("")}</ul>`}`;
      return (
        `<div class="f ${severity}"><p><strong>${e(anonymised ? code : title)}</strong> <span class="s">${e(severity)}, ${e(code)}</span></p>${said}` +
        `<p class="s">${e(counted(evidence.length, "piece"))} of evidence${links.length === 0 ? "" : `: journeys ${links.join(" ")}`}</p></div>`
      );
    };
    return heading("findings", "Findings", list.length, list.length) + list.map(one).join("");
  }

  drops(list: readonly ReportDrop[]): string {
    const shown = list.slice(0, REPORT_LIMITS.drops);
    const rows = shown.map((drop) => [e(drop.reason), e(drop.location ?? ""), e(drop.place), count(drop.count)]);
    return heading("drops", "Drops", list.length, shown.length) + table(["Reason", "Location", "Place"], ["Packets"], rows);
  }

  journeys(total: number, shown: number): string {
    return (
      heading("journeys", "Journeys", total, shown) +
      `<p class="s">Dropped packets first, then those that findings rest on, then the slowest. The first ${REPORT_LIMITS.pictures} are drawn.</p>`
    );
  }

  /** With `drawn` a ladder, else one line. */
  journey(row: JourneyRow, drawn: boolean): string {
    const { id, outcome, drop } = row;
    const tone = outcome === "dropped" ? "bad" : outcome === "lost-sight" ? "warn" : "ok";
    const head =
      `<h3 id="j${id}">#${id} <span class="${tone}">${e(outcome)}</span> <span class="s">${e(row.pathClass)}, ${e(counted(row.sightings.length, "sighting"))}, ` +
      `${e(plain(latency(row.latencyNs)))}</span></h3><p class="m">${e(row.summary)} <span class="s">${e(isoTime(row.startNs))}</span></p>` +
      (drop === undefined ? "" : `<p class="bad">${e(drop.reason)}${drop.location === undefined ? "" : ` at ${e(drop.location)}`}</p>`);
    if (!drawn) return head;
    const left = notDrawn(row);
    return `${head}<figure>${ladderSvg(row, `Journey ${id}: ${row.summary}`)}${left === 0 ? "" : `<figcaption class="s">${left} more sightings are not drawn.</figcaption>`}</figure>`;
  }

  natSessions(list: readonly NatSessionRow[], total: number): string {
    const rows = list.map((row) => [
      e(row.protocol),
      e(`${row.internalSource} → ${row.internalDestination}`),
      e(`${row.externalSource} → ${row.externalDestination}`),
      e(row.createdNs === undefined ? "before the trace" : isoTime(row.createdNs)),
      e(row.endedNs === undefined ? "" : isoTime(row.endedNs)),
      e(row.tcpState ?? ""),
      count(row.packets),
    ]);
    return heading("nat", "NAT sessions", total, list.length) + table(["Protocol", "Inside", "Outside", "Created", "Ended", "State"], ["Packets"], rows);
  }

  places(list: readonly Place[]): string {
    const shown = list.slice(0, REPORT_LIMITS.places);
    const rows = shown.map((place) => [
      e(place.name),
      e(place.kind),
      e(place.addresses.join(", ")),
      e(place.mac ?? ""),
      count(place.packets),
      count(place.drops),
    ]);
    return heading("places", "Places", list.length, shown.length) + table(["Name", "Kind", "Addresses", "MAC"], ["Packets", "Drops"], rows);
  }

  end(): string {
    return "</body></html>\n";
  }
}

function heading(id: string, words: string, total: number, shown: number): string {
  return `<h2 id="${id}">${words} <span class="s">${plain(count(total))}${shown < total ? `, ${plain(count(shown))} shown` : ""}</span></h2>`;
}

/** Cells are markup already. */
function table(texts: readonly string[], figures: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `<p>None.</p>`;
  const heads = [...texts.map((name) => `<th scope="col">${name}</th>`), ...figures.map((name) => `<th scope="col" class="n">${name}</th>`)];
  const body = rows.map((row) => `<tr>${row.map((cell, i) => (i < texts.length ? `<td>${cell}</td>` : `<td class="n">${plain(cell)}</td>`)).join("")}</tr>`);
  return `<table><thead><tr>${heads.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

const e = escapeMarkup;

function plain(text: string): string {
  return text.replaceAll(NARROW, "\u00a0");
}

function base64(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data));
}
