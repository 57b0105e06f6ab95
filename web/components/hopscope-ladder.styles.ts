import { css } from "lit";

export const ladderStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
    background: var(--panel);
    container-type: inline-size;
  }

  .top {
    padding: 8px 12px 6px;
    border-bottom: 1px solid var(--line);
  }

  .head-line {
    display: flex;
    gap: 16px;
    align-items: start;
    justify-content: space-between;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: baseline;
  }

  h2 {
    font-size: 20px;
    letter-spacing: -0.015em;
    line-height: 30px;
  }

  .figure {
    font-size: 28px;
    font-weight: 700;
    letter-spacing: -0.015em;
    line-height: 34px;
    white-space: nowrap;
  }

  .figure small {
    color: var(--t2);
    font-size: 13px;
    font-weight: 400;
    letter-spacing: 0;
  }

  .outcome .icon {
    width: 14px;
    height: 14px;
    margin-inline-end: 5px;
  }

  .summary {
    flex: 1 1 260px;
    overflow: hidden;
    min-width: 0;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .ends {
    padding: 4px 0 2px;
    color: var(--t2);
  }

  .ends .icon {
    margin-inline-end: 8px;
    color: var(--lost);
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-self: center;
    margin-inline-start: auto;
  }

  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-height: 0;
    overflow: auto;
  }

  .body.with {
    grid-template-columns: min(var(--stage) + var(--scroll-bar), 100% - 320px) minmax(0, 1fr);
    overflow: hidden;
  }

  .scroll {
    position: relative;
    overflow: auto;
    min-width: 0;
  }

  .body.with hopscope-journey-drop {
    overflow: auto;
    border-inline-start: 1px solid var(--line);
  }

  .stage {
    position: relative;
    width: max(100%, var(--stage));
  }

  .heads {
    position: sticky;
    z-index: 3;
    top: 0;
    height: 78px;
    border-bottom: 1px solid var(--line);
    background: var(--panel);
  }

  .corner {
    position: sticky;
    z-index: 1;
    left: 0;
    display: flex;
    gap: 12px;
    align-items: end;
    justify-content: space-between;
    width: var(--gutter);
    height: 77px;
    padding: 0 10px 12px 12px;
    background: var(--panel);
    color: var(--t3);
    font-size: 11.5px;
    white-space: nowrap;
  }

  .group {
    position: absolute;
    top: 6px;
    left: calc(var(--gutter) + var(--x));
    display: flex;
    gap: 6px;
    align-items: center;
    width: var(--w);
    height: 16px;
    padding: 0 6px;
    color: var(--t2);
    font-size: 11.5px;
    line-height: 16px;
  }

  .group::before,
  .group::after {
    flex: 1 0 6px;
    align-self: end;
    height: 8px;
    border: solid var(--line2);
    border-width: 1px 0 0 1px;
    content: "";
  }

  .group::after {
    border-width: 1px 1px 0 0;
  }

  .group span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .group .icon {
    width: 13px;
    height: 13px;
  }

  .head {
    position: absolute;
    top: 26px;
    left: calc(var(--gutter) + var(--x) + 3px);
    width: calc(var(--w) - 6px);
    height: 44px;
    padding: 4px 4px 0 28px;
    border: 1px solid var(--line);
    border-bottom: 3px solid currentColor;
    border-radius: 6px 6px 3px 3px;
    background: var(--raised);
  }

  .head > .icon {
    position: absolute;
    top: 6px;
    left: 8px;
  }

  .head strong,
  .head small {
    display: block;
    overflow: hidden;
    color: var(--t1);
    line-height: 16px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .head small {
    color: var(--t3);
    font-size: 11px;
  }

  .plot {
    position: relative;
    height: var(--h);
  }

  .sightings {
    position: absolute;
    inset: 0;
  }

  .sightings:focus-visible {
    outline: none;
  }

  .sighting {
    position: absolute;
    top: var(--y);
    right: 0;
    left: 0;
    height: var(--h);
    cursor: default;
  }

  .sighting:hover {
    background: var(--hover);
  }

  .sighting[aria-selected="true"] {
    background: var(--sel);
  }

  .sightings:focus-visible .sighting.at {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }

  .times {
    position: sticky;
    z-index: 2;
    left: 0;
    width: var(--gutter);
    height: 100%;
    background: var(--panel);
    pointer-events: none;
  }

  .chosen {
    position: absolute;
    top: var(--y);
    width: 100%;
    height: var(--h);
    background: var(--sel);
    box-shadow: inset 2px 0 0 var(--accent);
  }

  .when {
    position: absolute;
    top: calc(var(--y) - 9px);
    display: flex;
    justify-content: space-between;
    width: 100%;
    padding: 0 10px 0 12px;
    white-space: nowrap;
  }

  svg.picture {
    position: absolute;
    top: 0;
    left: var(--gutter);
    pointer-events: none;
  }

  .card {
    position: absolute;
    z-index: 1;
    top: var(--y);
    left: calc(var(--gutter) + var(--x));
    width: var(--w);
    padding: 6px 12px;
    border: 1px solid var(--place-nat);
    border-radius: 8px;
    background: var(--panel);
    box-shadow: var(--shadow);
  }

  .card.plain {
    border-color: var(--line3);
  }

  .card h3 {
    display: flex;
    gap: 8px;
    justify-content: space-between;
    line-height: 22px;
    white-space: nowrap;
  }

  .card h3 span {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .card dl {
    display: grid;
    grid-template-columns: auto 1fr auto auto;
    gap: 0 8px;
    font: 400 11.5px/18px var(--mono);
    white-space: nowrap;
  }

  .card dt {
    color: var(--t2);
  }

  .card .was {
    text-align: end;
  }

  .card strong {
    color: var(--place-nat);
  }

  .card.plain strong {
    color: var(--t1);
  }

  .foot {
    padding: 8px 12px;
    color: var(--t2);
  }

  @container (max-width: 799px) {
    .body.with {
      grid-template-columns: minmax(0, 1fr);
      grid-auto-rows: max-content;
      overflow: auto;
    }

    .body.with hopscope-journey-drop {
      border-block-start: 1px solid var(--line);
      border-inline-start: 0;
    }
  }

  @media (forced-colors: active) {
    .sighting[aria-selected="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
