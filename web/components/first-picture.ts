import { css, html, svg, type TemplateResult } from "lit";
import type { PlaceKind } from "../core/api.js";
import { placeShape } from "./icons.js";

const LANES: readonly (readonly [PlaceKind, string])[] = [
  ["physical-nic", "pNIC"],
  ["switch", "vSwitch"],
  ["stack", "PortProxy"],
  ["container-nic", "Container NIC"],
  ["container-nic", "Container stack"],
];

/** Where the idle journeys of the background start; every second one leans the other way. */
const IDLE = [180, 202, 226, 264, 290, 322, 352, 372, 412, 440, 470, 508, 536, 564, 590, 624, 662, 690, 712, 742, 812];

const y = (lane: number): number => 16 + lane * 54;
const MARKS: readonly (readonly [number, number])[] = [
  [178, 0],
  [193, 1],
  [232, 2],
  [618, 2],
  [642, 3],
];

/** A still picture of what the product shows: one journey with its longest hop, one that is dropped on the way. */
export function firstPicture(): TemplateResult {
  return html`<svg class="picture" viewBox="0 0 880 248" aria-hidden="true">
    ${LANES.map(
      ([kind, name], i) =>
        svg`<path class="grid" d="M0 ${y(i)}H880"/><rect class="label-ground" x="26" y="${y(i) - 12}" width="${40 + name.length * 7}" height="24"/>
          <g transform="translate(32 ${y(i) - 8})">${placeShape(kind)}</g><text x="54" y="${y(i) + 4.5}">${name}</text>`,
    )}
    ${IDLE.map((x, i) => {
      const lean = i % 2 === 0 ? 22 : -20;
      return svg`<path class="idle" d="M${x} ${y(0)}L${x + lean * 0.3} ${y(1)}L${x + lean} ${y(4)}"/>`;
    })}
    <path class="fatal" d="M762 ${y(0)}L770 ${y(1)}L782 ${y(3)}" />
    <circle class="fatal ground" cx="762" cy=${y(0)} r="4.2" />
    <path class="fatal cross" d="M777 ${y(3) - 5}l10 10m0 -10l-10 10" />
    <path class="journey" d="M178 ${y(0)}L193 ${y(1)}L232 ${y(2)}H618L642 ${y(3)}L668 ${y(4)}" />
    ${MARKS.map(([x, lane]) => svg`<circle class="journey ground" cx="${x}" cy="${y(lane)}" r="4.2"/>`)}
    <circle class="arrived" cx="668" cy=${y(4)} r="5.5" />
    <rect class="pill" x="386" y=${y(2) - 12} width="68" height="24" rx="12" />
    <text class="pill-text" x="420" y=${y(2) + 4.5}>612.8 µs</text>
  </svg>`;
}

export const firstPictureStyles = css`
  .picture {
    width: 100%;
    max-height: 270px;
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .picture text {
    fill: var(--t2);
    font: 400 12px var(--sans);
  }

  .label-ground,
  .ground,
  .pill {
    fill: var(--panel);
  }

  .grid {
    stroke: var(--line);
  }

  .idle {
    stroke: var(--line2);
    opacity: 0.75;
  }

  .journey {
    stroke: var(--t1);
    stroke-width: 1.8;
  }

  .fatal {
    stroke: var(--bad);
    stroke-width: 1.6;
  }

  .cross {
    stroke-width: 2.2;
  }

  .arrived {
    fill: var(--ok);
  }

  .pill {
    stroke: var(--place-stack);
  }

  .picture .pill-text {
    fill: var(--t1);
    text-anchor: middle;
  }
`;
