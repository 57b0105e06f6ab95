import { css, html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const MARKS: readonly (readonly [string, SVGTemplateResult])[] = [
  ["frame", svg`<rect x="3.5" y="3.5" width="5" height="5"></rect>`],
  ["NBL step", svg`<path d="M6 1.5v9"></path>`],
  ["translated", svg`<path d="M6 1.5l4.5 4.5L6 10.5 1.5 6z"></path>`],
  ["delivered", svg`<circle class="ok" cx="6" cy="6" r="3.2"></circle>`],
  ["sent", svg`<path class="ok" d="M3 2.2L10 6l-7 3.8z"></path>`],
  ["dropped", svg`<path class="bad" d="M2.5 2.5l7 7M9.5 2.5l-7 7"></path>`],
  ["lost sight", svg`<circle class="lost" cx="6" cy="6" r="4" stroke-dasharray="2.2 2"></circle>`],
  ["events lost", svg`<path class="lost" d="M1 11L11 1M1 6l5-5M6 11l5-5"></path>`],
];

/** What the marks and the colours of the lanes mean. */
export function timelineLegend(): TemplateResult {
  return html`<div class="legend" aria-label="Marks" role="group">
    ${MARKS.map(([word, shape]) => html`<span><svg viewBox="0 0 12 12" aria-hidden="true">${shape}</svg>${word}</span>`)}
    <span class="ramp steps">hop latency <span>${[0, 1, 2, 3, 4, 5].map((step) => html`<i class=${`r${step}`}></i>`)}</span> 3 µs to 1 ms</span>
  </div>`;
}

export const legendStyles = css`
  .legend {
    display: flex;
    gap: 4px 12px;
    align-items: center;
    color: var(--t2);
    font-size: 11.5px;
  }

  .legend span {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    white-space: nowrap;
  }

  .legend svg {
    width: 12px;
    height: 12px;
    fill: none;
    stroke: var(--t2);
    stroke-width: 1.4;
  }

  .legend .ok {
    fill: var(--ok);
    stroke: none;
  }

  .legend .bad {
    stroke: var(--bad);
    stroke-width: 1.8;
  }

  .legend .lost {
    stroke: var(--lost);
  }

  .legend .steps i {
    width: 14px;
    height: 8px;
    background: var(--ramp);
    forced-color-adjust: none;
  }

  .legend .steps span {
    gap: 1px;
  }

  @container (max-width: 1529px) {
    .legend .ramp {
      display: none;
    }
  }

  @container (max-width: 1329px) {
    .legend {
      display: none;
    }
  }
`;
