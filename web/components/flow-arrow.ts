import { svg, type SVGTemplateResult } from "lit";
import type { FlowPacket } from "../core/nat-flow.js";

/** Where the lifelines of client and server stand, in per cent. */
const [CLIENT, SERVER] = [6, 94];

/**
 * One packet as an arrow between the lifelines of client and server, with a tick for each of its sightings by the time it took; a dropped one ends
 * in a cross where it was last seen. Places are per cent, and all colours that of the text: it stands in cells of the table.
 */
export function flowArrow({ fromClient, hopsNs, outcome }: FlowPacket): SVGTemplateResult {
  const [from, to] = fromClient ? [CLIENT, SERVER] : [SERVER, CLIENT];
  const last = hopsNs.at(-1) ?? 0;
  const whole = outcome === "delivered" || outcome === "sent";
  const end = whole ? to : from + (to - from) * 0.6;
  const at = (ns: number): string => `${(from + (end - from) * (0.06 + (last === 0 ? 0 : ns / last) * 0.88)).toFixed(2)}%`;
  const head = fromClient ? "M-7 -3.5L0 0L-7 3.5" : "M7 -3.5L0 0L7 3.5";
  const lifeline = (x: number): SVGTemplateResult =>
    svg`<line x1=${`${x}%`} x2=${`${x}%`} y1="0" y2="100%" stroke="currentColor" stroke-opacity="0.35" stroke-dasharray="2 3"></line>`;
  return svg`<svg class=${outcome === "dropped" ? "bad" : "t2"} width="100%" height="100%" aria-hidden="true" overflow="visible">
    ${lifeline(CLIENT)}${lifeline(SERVER)}
    <line x1=${`${from}%`} x2=${`${end}%`} y1="50%" y2="50%" stroke="currentColor" stroke-width="1.5" stroke-dasharray=${outcome === "lost-sight" ? "3 3" : "none"}></line>
    ${hopsNs.map((ns) => svg`<line x1=${at(ns)} x2=${at(ns)} y1="34%" y2="66%" stroke="currentColor" stroke-width="1"></line>`)}
    <svg x=${`${end}%`} y="50%" overflow="visible" fill="none" stroke="currentColor" stroke-width="1.8">
      <path d=${outcome === "dropped" ? "M-4 -4L4 4M4 -4L-4 4" : whole ? head : "M0 -4A4 4 0 1 1 -0.01 -4"}></path>
    </svg>
  </svg>`;
}
