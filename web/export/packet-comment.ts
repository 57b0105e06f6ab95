import type { EventRow, PacketRow } from "../core/api.js";
import { latency, NARROW } from "../core/format.js";
import type { EventSighting } from "./exported.js";

export interface CommentedPacket {
  readonly packet: PacketRow;
  readonly event: EventRow;
  readonly sighting: EventSighting | undefined;
  /** "tcp 10.0.0.1:49161 is 192.0.2.1:1227 outside". */
  readonly translations: readonly string[];
}

/**
 * What Wireshark shows of a packet beside its bytes: lines for a person, and a last one for programs, public/hopscope.lua among them:
 *   hopscope: journey=12 sighting=2 sightings=6 ... place="Container NIC" drop_reason="..."
 * Texts are in quotes with backslashes before quotes and backslashes; what is not known is not there.
 */
export function packetComment({ packet, event, sighting, translations }: CommentedPacket): string {
  const { place, drop } = packet;
  const who = event.pid === undefined ? "" : `, PID ${event.pid}${event.process === undefined ? "" : ` ${event.process}`} (not necessarily the owner)`;
  const lines = [`${event.provider ?? event.providerGuid} at ${place.name}${sighting?.switch === undefined ? "" : ` on switch ${sighting.switch.name}`}${who}`];
  if (sighting !== undefined) {
    const { journey, position, sightings, hopNs, from } = sighting;
    const hop = position === 1 ? "first sighting" : `${shown(hopNs)} after ${from?.name ?? "the sighting before"}`;
    lines.push(
      `Journey ${journey}: sighting ${position} of ${sightings}, ${hop}; ${sighting.pathClass}, ${sighting.outcome} after ${shown(sighting.latencyNs)}`,
    );
  }
  for (const translation of translations) lines.push(`NAT: ${translation}`);
  if (drop !== undefined) lines.push(`Dropped: ${drop.reason}${drop.location === undefined ? "" : ` at ${drop.location}`}`);
  return [...lines, machineLine({ packet, event, sighting, translations })].join("\n");
}

function machineLine({ packet, event, sighting, translations }: CommentedPacket): string {
  const { place, drop, direction } = packet;
  const values: readonly (readonly [string, string | number | undefined])[] = [
    ["event", event.index],
    ["provider", event.provider ?? event.providerGuid],
    ["place", place.name],
    ["place_kind", place.kind],
    ["switch", sighting?.switch?.name],
    ["direction", direction],
    ["journey", sighting?.journey],
    ["sighting", sighting?.position],
    ["sightings", sighting?.sightings],
    ["hop_ns", sighting === undefined || sighting.position === 1 ? undefined : sighting.hopNs],
    ["from", sighting?.from?.name],
    ["latency_ns", sighting?.latencyNs],
    ["outcome", sighting?.outcome],
    ["path", sighting?.pathClass],
    ["drop_reason", drop?.reason],
    ["drop_reason_code", drop?.reasonCode],
    ["drop_location", drop?.location],
    ["drop_location_code", drop?.locationCode],
    ["pid", event.pid],
    ["process", event.process],
    ["nat", translations.length === 0 ? undefined : translations.join("; ")],
  ];
  return `hopscope: ${values.flatMap(([name, value]) => (value === undefined ? [] : `${name}=${typeof value === "number" ? value : quoted(value)}`)).join(" ")}`;
}

function quoted(text: string): string {
  return /^[\w.:-]+$/.test(text) ? text : `"${text.replaceAll(/[\r\n]+/g, " ").replaceAll(/["\\]/g, "\\$&")}"`;
}

function shown(ns: number): string {
  return latency(ns).replaceAll(NARROW, " ");
}
