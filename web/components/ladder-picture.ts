import { css, svg, type SVGTemplateResult } from "lit";
import { NARROW, latency } from "../core/format.js";
import { PILL, type Ladder, type LadderHop, type LadderMark } from "../render/ladder.js";

/** Lines, marks and words of a ladder. Order from below: ground, lifelines, hops, marks, words. `translated` has the sightings whose changes a NAT made. */
export function ladderPicture(ladder: Ladder, selected: number, translated: ReadonlySet<number>): SVGTemplateResult {
  const { behind, columns, height, marks, hops, cards } = ladder;
  return svg`
    ${
      behind === undefined
        ? ""
        : svg`<rect class="behind" x=${behind.x} y=${behind.y} width=${behind.width} height=${height - behind.y}/>
          <text class="behind-word" x=${behind.x + behind.width - 10} y=${behind.y + 17}>after the translation</text>`
    }
    ${columns.map(({ x }) => svg`<path class="life" d=${`M${x} 0V${height}`}/>`)}
    ${cards.map(({ link, index }) => svg`<path class=${translated.has(index) ? "link nat" : "link"} d=${`M${link.map(({ x, y }) => `${x} ${y}`).join("L")}`}/>`)}
    ${hops.filter(({ longest }) => longest).map(({ from, to, ramp }) => svg`<path class=${`band r${ramp}`} d=${`M${from.x} ${from.y}L${to.x} ${to.y}`}/>`)}
    ${hops.map(({ from, to }, i) => svg`<path class=${marks[i + 1]?.shape === "dropped" ? "hop fatal" : "hop"} d=${`M${from.x} ${from.y}L${to.x} ${to.y}`}/>`)}
    ${marks.at(-1)?.shape === "lost" ? stub(marks.at(-1)) : ""}
    ${marks.map((mark) => markShape(mark))}
    ${marks.map((mark, i) => words(mark, i === selected))}
    ${hops.map((hop) => pill(hop))}`;
}

function pill({ pill: at, ns, ramp, longest }: LadderHop): SVGTemplateResult | "" {
  if (at === undefined) return "";
  const text = latency(ns);
  const wide = Math.max(PILL.width - 8, text.length * 7 + 10);
  return svg`<rect class=${`pill r${ramp}${longest ? " longest" : ""}`} x=${at.x - wide / 2} y=${at.y - PILL.height / 2} width=${wide} height=${PILL.height} rx=${PILL.height / 2}/>
    <text class="pill-text" x=${at.x} y=${at.y + 4}>${text}</text>`;
}

function stub(mark: LadderMark | undefined): SVGTemplateResult | "" {
  return mark === undefined ? "" : svg`<path class="stub" d=${`M${mark.x + 9} ${mark.y}h44`}/>`;
}

function words({ x, y, label, nbl, side, shape, sighting }: LadderMark, selected: boolean): SVGTemplateResult | "" {
  if (label === "") return "";
  const right = side === "right";
  const [bold, tone] =
    shape === "dropped"
      ? ["", "bad"]
      : shape === "end-delivered"
        ? ["delivered", "ok"]
        : shape === "end-sent"
          ? ["sent", "ok"]
          : ["", shape === "lost" ? "lost" : ""];
  const rest = bold === "" || sighting.kind === bold ? "" : `${NARROW}· ${label}`;
  return svg`<text class=${`word${right ? "" : " before"}${selected ? " on" : ""}`} x=${right ? x + 14 : x - 14} y=${right ? y - 6 : y + 15}
    ><tspan class=${tone}>${bold === "" ? label : bold}</tspan>${rest}${nbl === "" ? "" : svg`<tspan class="nbl" dx="6">NBL ${nbl}</tspan>`}</text>`;
}

function markShape({ x, y, shape }: LadderMark): SVGTemplateResult {
  switch (shape) {
    case "frame":
      return svg`<rect class="mark" x=${x - 4.5} y=${y - 4.5} width="9" height="9"/>`;
    case "step":
      return svg`<circle class="mark" cx=${x} cy=${y} r="4.5"/>`;
    case "delivered":
      return svg`<circle class="mark" cx=${x} cy=${y} r="4.5"/><circle class="inner" cx=${x} cy=${y} r="2"/>`;
    case "translated":
      return svg`<path class="diamond" d=${`M${x} ${y - 7.5}l7.5 7.5l-7.5 7.5l-7.5 -7.5z`}/>`;
    case "end-delivered":
      return svg`<circle class="end" cx=${x} cy=${y} r="8"/>`;
    case "end-sent":
      return svg`<circle class="end" cx=${x} cy=${y} r="8.5"/><path class="end-arrow" d=${`M${x - 4} ${y}h8m-3.4 -3.4l3.4 3.4l-3.4 3.4`}/>`;
    case "dropped":
      return svg`<circle class="fatal-end" cx=${x} cy=${y} r="9"/><path class="cross" d=${`M${x - 3.6} ${y - 3.6}l7.2 7.2m0 -7.2l-7.2 7.2`}/>
        <path class="end-bar" d=${`M${x} ${y + 9}v9M${x - 26} ${y + 19}h52`}/>`;
    case "lost":
      return svg`<circle class="ring" cx=${x} cy=${y} r="7.5"/>`;
  }
}

export const ladderPictureStyles = css`
  svg.picture {
    overflow: visible;
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .picture text {
    fill: var(--t1);
    font-family: var(--sans);
    font-size: 12px;
    stroke: none;
  }

  .picture .word {
    paint-order: stroke;
    stroke: var(--panel);
    stroke-width: 3px;
  }

  .picture .on {
    stroke: var(--sel);
  }

  .picture .before,
  .picture .behind-word {
    text-anchor: end;
  }

  .picture .pill-text {
    font-size: 11.5px;
    text-anchor: middle;
  }

  .picture .nbl {
    fill: var(--t3);
    font-family: var(--mono);
    font-size: 11.5px;
  }

  .picture .ok {
    fill: var(--ok);
    font-weight: 700;
  }

  .picture .bad {
    fill: var(--bad);
    font-weight: 700;
  }

  .picture .lost {
    fill: var(--lost);
    font-weight: 700;
  }

  .behind {
    fill: var(--place-nat);
    opacity: 0.05;
  }

  .picture .behind-word {
    fill: var(--place-nat);
  }

  .life {
    stroke: var(--line2);
    stroke-dasharray: 1 4;
  }

  .hop {
    stroke: var(--t1);
    stroke-width: 1.8;
  }

  .fatal,
  .end-bar {
    stroke: var(--bad);
    stroke-width: 2;
  }

  .band {
    opacity: 0.38;
    stroke: var(--ramp);
    stroke-width: 8;
  }

  .link {
    stroke: var(--line3);
    stroke-width: 1.2;
  }

  .link.nat {
    stroke: var(--place-nat);
  }

  .stub,
  .ring {
    stroke: var(--lost);
    stroke-dasharray: 2.4 3;
    stroke-width: 1.8;
  }

  .mark,
  .ring {
    fill: var(--panel);
  }

  .mark {
    stroke: var(--t1);
    stroke-width: 1.8;
  }

  .inner {
    fill: var(--t1);
  }

  .diamond {
    fill: var(--place-nat);
  }

  .end {
    fill: var(--ok);
  }

  .fatal-end {
    fill: var(--bad);
  }

  .end-arrow,
  .cross {
    stroke: var(--panel);
    stroke-width: 2;
  }

  .pill {
    fill: var(--panel);
    stroke: var(--ramp);
    stroke-width: 1.4;
  }

  .pill.longest {
    stroke-width: 2.4;
  }
`;
