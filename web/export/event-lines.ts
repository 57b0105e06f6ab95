import { isoTime, jsonText } from "./plain-values.js";
import { summaryOf, type ExportedEvent } from "./exported.js";

/**
 * One line to an event in the manner of tracefmt and "netsh trace convert": [cpu]pid.tid::time [provider] message.
 * CPU in decimal, ids in hex, each at least four digits; the time is UTC with nanoseconds. Line breaks within become " ⏎ ".
 */
export function eventLine(event: ExportedEvent): string {
  const { row, place, sighting, drop } = event;
  const id = (value: number | undefined): string => (value === undefined ? "----" : value.toString(16).toUpperCase().padStart(4, "0"));
  const head = `[${row.cpu}]${id(row.pid)}.${id(row.tid)}::${timeOfDay(row.timeNs)} [${row.provider ?? row.providerGuid}]`;
  const parts = [
    words(event),
    ...(place === undefined ? [] : [`at ${place.name}`]),
    ...(sighting === undefined ? [] : [`journey ${sighting.journey}`]),
    ...(drop === undefined ? [] : [`dropped: ${drop.reason}${drop.location === undefined ? "" : ` at ${drop.location}`}`]),
  ];
  return `${head} ${parts.join("; ").replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, " ⏎ ")}\n`;
}

function words(event: ExportedEvent): string {
  const { row } = event;
  if (event.packet !== undefined || row.message !== undefined) return summaryOf(event);
  return `${row.name ?? `Event ${row.id === 0 ? `type ${row.opcode}` : row.id}`} ${jsonText(row.fields)}`;
}

/** "2025-11-18 09:14:02.184733100", as the tools write it. */
function timeOfDay(ns: bigint): string {
  return isoTime(ns).replace("T", " ").replace(/Z$/, "");
}
