import { css } from "lit";

export const tableStyles = css`
  :host {
    display: block;
    position: relative;
    min-height: 0;
    background: var(--panel);
  }

  .scroll {
    position: absolute;
    inset: 0;
    overflow: auto;
    overflow-anchor: none;
  }

  .scroll:focus-visible {
    outline: none;
  }

  /* over the rows, which would cover an outline of the scroller itself */
  .ring {
    position: absolute;
    z-index: 3;
    inset: 0;
    pointer-events: none;
  }

  .scroll:focus-visible + .ring {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }

  .wide {
    position: relative;
    min-width: max(100%, var(--wide));
    height: calc(var(--content) + 26px);
    overflow-y: clip;
  }

  .head {
    position: sticky;
    z-index: 1;
    top: 0;
    border-bottom: 1px solid var(--line);
    background: var(--raised);
    color: var(--t3);
    font-size: 11.5px;
  }

  .head .row {
    height: 25px;
    line-height: 25px;
  }

  button.sort {
    gap: 2px;
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-size: inherit;
    line-height: 24px;
  }

  button.sort:hover {
    color: var(--t1);
    text-decoration: underline;
  }

  button.sort .icon {
    width: 12px;
    height: 12px;
    margin: 0;
  }

  button.sort:focus-visible {
    outline-offset: -2px;
  }

  .body {
    position: sticky;
    top: 26px;
    height: 0;
  }

  .rows {
    transform: translateY(var(--shift));
  }

  .row {
    position: relative;
    display: grid;
    grid-template-columns: var(--columns);
    height: var(--row);
    line-height: calc(var(--row) - 1px);
  }

  .rows .row {
    border-bottom: 1px solid var(--line);
    cursor: default;
  }

  .rows .row:hover {
    background: var(--hover);
  }

  .rows .row[aria-selected="true"] {
    background: var(--sel);
    box-shadow: inset 2px 0 0 var(--accent);
  }

  .cell {
    padding: 0 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .cell.end {
    text-align: end;
  }

  .cell .icon {
    width: 14px;
    height: 14px;
    margin-inline-end: 6px;
  }

  .cell .bad {
    margin-inline-end: 10px;
  }

  .cell .bad .icon {
    margin-inline-end: 4px;
  }

  .latency {
    display: inline-flex;
    gap: 8px;
    align-items: center;
  }

  .latency svg {
    fill: var(--ramp);
  }

  .failed {
    position: absolute;
    z-index: 2;
    padding: 8px 12px;
    border: 1px solid var(--bad);
    border-radius: 6px;
    background: var(--badbg);
    inset: auto 12px 12px;
  }

  @media (forced-colors: active) {
    .rows .row[aria-selected="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
