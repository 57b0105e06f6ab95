import { css } from "lit";

export const timelineStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    height: 100%;
    min-height: 620px;
  }

  .top {
    display: grid;
    grid-template-rows: 66px 40px minmax(0, 1fr);
    grid-template-columns: var(--gutter) minmax(0, 1fr);
    height: 100%;
    min-height: 0;
    background: var(--panel);
  }

  .head {
    position: relative;
    padding: 8px 12px 0;
    overflow: hidden;
    border-bottom: 1px solid var(--line);
    border-inline-end: 1px solid var(--line);
    line-height: 17px;
    white-space: nowrap;
  }

  .head small {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .head.edge {
    padding-top: 3px;
  }

  .head .mono {
    font-size: 12px;
  }

  canvas {
    display: block;
    width: 100%;
    height: 100%;
    touch-action: none;
  }

  .strip,
  .axis {
    min-width: 0;
    overflow: hidden;
    touch-action: none;
  }

  .strip {
    cursor: crosshair;
  }

  .axis {
    cursor: col-resize;
  }

  .scroll {
    position: relative;
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: var(--gutter) minmax(0, 1fr);
    align-items: start;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .stage {
    position: sticky;
    top: 0;
    height: var(--stage);
    touch-action: none;
    cursor: grab;
  }

  .stage:active {
    cursor: grabbing;
  }

  .stage canvas {
    position: absolute;
    inset: 0;
  }

  .stage:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }

  hopscope-gutter-sizer {
    position: absolute;
    z-index: 2;
    inset-block: 0;
    inset-inline-start: calc(var(--gutter) - 4px);
    width: 7px;
  }

  .area {
    position: relative;
    height: 100%;
    min-height: 0;
  }

  .state {
    position: absolute;
    z-index: 1;
    inset-block-start: 130px;
    inset-inline: calc(var(--gutter) + 24px) 24px;
    max-width: 560px;
    margin: 0 auto;
  }

  .state p,
  .none p {
    padding: 12px;
    overflow-wrap: anywhere;
  }

  .none {
    width: min(640px, 100% - 24px);
    max-height: calc(100% - 48px);
    margin: 24px auto;
    overflow: auto;
    align-self: start;
  }

  hopscope-lane-text {
    position: absolute;
    z-index: 3;
    inset-block-end: 4px;
    inset-inline-end: 16px;
    max-width: calc(100% - 32px);
    max-height: calc(100% - 120px);
  }

  .below {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
    background: var(--panel);
  }

  @container (max-width: 859px) {
    :host {
      min-height: 900px;
    }
  }
`;
