import { SIGHTING, type FrameKeys } from "../sightings.js";
import type { FindingJourneys } from "./input.js";

const TCP = 6;
export const TCP_BIT = { FIN: 0x01, SYN: 0x02, RST: 0x04, ACK: 0x10 } as const;

/** Flags of a TCP segment, undefined for other packets. */
export function tcpFlags({ key, protocol }: FrameKeys): number | undefined {
  return key === 0 || (protocol & 0xff) !== TCP ? undefined : (protocol >>> 8) & 0x3f;
}

/** The connection a segment is of, as its sender names it. */
export function connectionOf({ source, destination, ports }: FrameKeys): string {
  return `${source}/${destination}/${ports >>> 0}`;
}

/** The same connection as its receiver names it. */
export function answeredBy({ source, destination, ports }: FrameKeys): string {
  return `${destination}/${source}/${((ports << 16) | (ports >>> 16)) >>> 0}`;
}

/** What each frame of a journey is known by: before and behind a translation. */
export function* frameKeys(journeys: FindingJourneys, journey: number): Generator<FrameKeys> {
  for (const i of journeys.sightings(journey)) {
    const kind = journeys.kind(i);
    if (kind !== SIGHTING.FRAME && kind !== SIGHTING.DROPPED) continue;
    const keys = journeys.keys(i);
    if (keys.key !== 0) yield keys;
  }
}

/** What the first captured frame of a journey is known by. */
export function firstKeys(journeys: FindingJourneys, journey: number): FrameKeys | undefined {
  for (const keys of frameKeys(journeys, journey)) return keys;
  return undefined;
}
