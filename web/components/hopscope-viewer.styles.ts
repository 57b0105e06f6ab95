import { css } from "lit";

export const viewerStyles = css`
  :host {
    display: block;
    height: 640px;
    min-height: 320px;
    overflow: hidden;
    background: var(--bg);
  }

  .shell {
    position: relative;
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / auto minmax(0, 1fr);
    height: 100%;
    min-height: inherit;
    background: var(--bg);
    container-type: inline-size;
  }

  .over::after {
    position: absolute;
    z-index: 5;
    border: 3px solid var(--accent);
    content: "";
    inset: 0;
    pointer-events: none;
  }

  hopscope-rail {
    grid-row: 1 / 4;
    width: 64px;
  }

  hopscope-top-bar,
  main,
  hopscope-status-bar {
    grid-column: 2;
    min-width: 0;
  }

  main {
    position: relative;
    grid-row: 2;
    min-height: 0;
    overflow: auto;
  }

  hopscope-status-bar {
    grid-row: 3;
  }

  :host([hide~="rail"]) hopscope-rail,
  :host([hide~="top-bar"]) hopscope-top-bar,
  :host([hide~="status-bar"]) hopscope-status-bar {
    display: none;
  }

  hopscope-flows,
  hopscope-journeys,
  hopscope-nat,
  hopscope-packets,
  hopscope-events,
  hopscope-topology,
  hopscope-atlas {
    height: 100%;
  }

  @container (max-width: 1099px) {
    hopscope-rail {
      width: 44px;
    }
  }

  @container (max-width: 719px) {
    hopscope-rail {
      position: absolute;
      z-index: 4;
      top: 48px;
      left: 4px;
      display: none;
      width: 200px;
      border: 1px solid var(--line2);
      border-radius: 8px;
      background: var(--panel);
      box-shadow: var(--shadow);
    }

    hopscope-rail.open {
      display: block;
    }
  }
`;
