import { css } from "lit";

export const topologyPictureStyles = css`
  :host {
    position: relative;
    display: block;
    overflow: hidden;
    background: var(--panel);
  }

  .frame {
    position: relative;
    height: 100%;
    overflow: hidden;
    cursor: grab;
    touch-action: none;
  }

  .frame.held {
    cursor: grabbing;
  }

  :host([compact]) .frame {
    height: auto;
    overflow: auto hidden;
    cursor: default;
    touch-action: auto;
  }

  .stage {
    position: absolute;
    width: var(--width);
    height: var(--height);
    transform: translate(var(--x), var(--y)) scale(var(--zoom));
    transform-origin: 0 0;
  }

  :host([compact]) .stage {
    position: relative;
    margin: 0 auto;
    transform: none;
    zoom: var(--zoom);
  }

  .lines {
    position: absolute;
    overflow: visible;
    fill: none;
    inset: 0;
  }

  .line {
    cursor: pointer;
  }

  .way {
    stroke: var(--ramp, var(--data));
  }

  .head {
    fill: var(--ramp, var(--data));
  }

  .idle .way {
    stroke: var(--line2);
    stroke-dasharray: 2 4;
  }

  .idle .head {
    fill: var(--line2);
  }

  .target {
    stroke: transparent;
    stroke-width: 13;
  }

  .line.lit .way,
  .line:hover .way {
    stroke: var(--accent);
  }

  .line.lit .head,
  .line:hover .head {
    fill: var(--accent);
  }

  .line.aside {
    opacity: 0.28;
  }

  text {
    fill: var(--t2);
    font: 400 11px/14px var(--sans);
    font-size-adjust: 0.515;
    paint-order: stroke;
    pointer-events: none;
    stroke: var(--panel);
    stroke-linejoin: round;
    stroke-width: 5;
    text-anchor: middle;
  }

  text.bad {
    fill: var(--bad);
  }

  .box {
    position: absolute;
    top: var(--top);
    left: var(--left);
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 8px;
    align-content: center;
    justify-content: stretch;
    width: var(--box);
    height: var(--tall);
    padding: 0 8px 0 10px;
    border-color: var(--line2);
    text-align: start;
  }

  .box::before {
    position: absolute;
    inset: -1px auto -1px -1px;
    width: 3px;
    border-radius: 6px 0 0 6px;
    background: currentcolor;
    content: "";
  }

  .box.place-physical::before {
    background: var(--place-physical);
  }

  .box > .icon {
    grid-row: 1 / 3;
    align-self: center;
  }

  .box > span {
    overflow: hidden;
    color: var(--t1);
    font-size: 12px;
    line-height: 16px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .box > small {
    overflow: hidden;
    line-height: 14px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .box.switch > span {
    font-weight: 700;
  }

  .box.dropped {
    border-color: var(--bad);
  }

  .box.lost {
    border-color: var(--lost);
    border-style: dashed;
  }

  .box.quiet:not([aria-pressed="true"]) > span {
    color: var(--t3);
  }

  .box[aria-pressed="true"] {
    border-color: var(--accent);
    background: var(--sel);
    box-shadow: 0 0 0 1px var(--accent);
  }

  .box.fold {
    border-style: dashed;
  }

  .zoom {
    position: absolute;
    right: 10px;
    bottom: 10px;
    display: flex;
  }

  .zoom button {
    min-width: 28px;
    padding: 0 8px;
    border-radius: 0;
  }

  .zoom button:first-child {
    border-radius: 6px 0 0 6px;
  }

  .zoom button:last-child {
    border-radius: 0 6px 6px 0;
  }

  .zoom button + button {
    border-inline-start: 0;
  }

  .tip {
    position: absolute;
    z-index: 2;
    top: var(--tip-y);
    left: var(--tip-x);
    max-width: 280px;
    padding: 6px 10px;
    border: 1px solid var(--line2);
    border-radius: 6px;
    background: var(--panel);
    box-shadow: var(--shadow);
    pointer-events: none;
  }

  .tip b {
    display: block;
  }

  .tip span {
    display: block;
    color: var(--t2);
  }

  @media (forced-colors: active) {
    .way,
    .head {
      forced-color-adjust: none;
    }
  }
`;
