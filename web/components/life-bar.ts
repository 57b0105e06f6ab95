import { nothing, svg, type SVGTemplateResult } from "lit";
import type { LifeBar } from "../render/life-bar.js";

const at = (share: number): string => `${(share * 100).toFixed(3)}%`;

/**
 * Bar, posts at a known start and end, notches where the state changed. Places are per cent, so that it fits any width. Its colour is that
 * of `.place-nat`; nothing of it needs styles of its own, as it also stands in cells of the table.
 */
export function lifeBarPicture(bar: LifeBar, label: string, extra = ""): SVGTemplateResult {
  const post = (share: number): SVGTemplateResult =>
    svg`<line x1=${at(share)} x2=${at(share)} y1="8%" y2="92%" stroke="currentColor" stroke-width="2.5"></line>`;
  return svg`<svg class=${`place-nat ${extra}`} width="100%" height="100%" role="img" aria-label=${label === "" ? nothing : label} aria-hidden=${label === "" ? "true" : nothing} overflow="visible">
    ${bar.parts.map(
      (part) =>
        svg`<rect x=${at(part.from)} width=${at(part.to - part.from)} y="24%" height="52%" fill="currentColor" fill-opacity=${part.full ? 0.55 : 0.22}></rect>`,
    )}
    <line x1=${at(bar.from)} x2=${at(bar.to)} y1="76%" y2="76%" stroke="currentColor" stroke-width="1"></line>
    ${bar.notches.map((share) => svg`<line x1=${at(share)} x2=${at(share)} y1="18%" y2="82%" stroke="currentColor" stroke-width="1"></line>`)}
    ${bar.begun ? post(bar.from) : ""}${bar.ended ? post(bar.to) : ""}
  </svg>`;
}
