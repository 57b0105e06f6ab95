import { JOINED, SIGHTING } from "../sightings.js";
import type { FindingJourneys, Rule } from "./input.js";
import { latencyText, listed, plural } from "./text.js";

/** Copies of one capture are written within this: what is further apart went somewhere in between. */
const COPY_NS = 200_000;

/** The same frame written down by several filters it passed: one packet, however often it stands in the file. */
export const duplicateCapture: Rule = ({ journeys }) => {
  let first: number | undefined;
  let folded = 0;
  let frames = 0;
  let most = 0;
  let longest = 0;
  const places = new Map<string, string>();
  for (let journey = 0; journey < journeys.length; journey++) {
    const seen = copiesOf(journeys, journey);
    if (seen === undefined) continue;
    first ??= journey;
    folded++;
    frames += seen.length;
    most = Math.max(most, seen.length);
    longest = Math.max(longest, journeys.latencyNs(journey));
    for (const i of seen) {
      const place = journeys.place(i);
      if (place !== undefined) places.set(place.id, place.name);
    }
  }
  if (first === undefined) return [];
  const at = listed([...places.values()]);
  return [
    {
      code: "duplicate-capture",
      severity: "info",
      title: `The capture wrote ${plural(folded, "packet")} down more than once`,
      detail:
        `${frames} frames at ${at} are ${plural(folded, "packet")}, each seen up to ${most} times within ${latencyText(longest)}: ` +
        "counted once in statistics, every sighting kept. None of the copies is a retransmission.",
      check: [
        "Get-NetEventPacketCaptureProvider | Format-List *",
        "netsh trace show interfaces",
        "netsh trace start capture=yes CaptureInterface=<name> capturetype=physical tracefile=C:\\trace\\one.etl",
      ],
      evidence: [{ kind: "journey", id: first }, ...[...places.keys()].slice(0, 12).map((id) => ({ kind: "place" as const, id }))],
    },
  ];
};

/** The frames of a journey that is nothing but copies of one frame; team NICs, switches and translations have steps of their own. */
function copiesOf(journeys: FindingJourneys, journey: number): Uint32Array<ArrayBuffer> | undefined {
  if (journeys.latencyNs(journey) > COPY_NS || journeys.pathClass(journey) === "team") return undefined;
  const seen = journeys.sightings(journey);
  if (seen.length < 2) return undefined;
  for (const [n, i] of seen.entries()) {
    const by = journeys.joinedBy(i);
    if (journeys.kind(i) !== SIGHTING.FRAME || (n > 0 && by !== JOINED.FRAME && by !== JOINED.FIRST) || journeys.pktmon(i)) return undefined;
  }
  return seen;
}
