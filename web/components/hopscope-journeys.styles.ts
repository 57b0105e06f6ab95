import { css } from "lit";

export const journeysStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 560px;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
    align-items: baseline;
    padding: 5px 12px;
    border-bottom: 1px solid var(--line);
    background: var(--panel);
  }

  h1 {
    font-size: 13px;
    font-weight: 700;
    line-height: 24px;
  }

  .short .icon {
    width: 13px;
    height: 13px;
    margin-inline-end: 4px;
    color: var(--bad);
  }

  .keys {
    margin-inline-start: auto;
  }

  .second {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
    background: var(--panel);
  }

  .hint {
    padding: 12px;
    color: var(--t2);
  }

  .failed {
    align-self: start;
    margin: 12px;
    padding: 8px 12px;
    border: 1px solid var(--bad);
    border-radius: 6px;
    background: var(--badbg);
  }

  .none {
    width: min(640px, 100% - 24px);
    max-height: calc(100% - 48px);
    margin: 24px auto;
    overflow: auto;
    align-self: start;
  }

  .none p {
    padding: 12px;
    overflow-wrap: anywhere;
  }

  :host([detailed]) {
    min-height: 640px;
  }

  @container (max-width: 859px) {
    :host {
      min-height: 680px;
    }

    :host([detailed]) {
      min-height: 1080px;
    }

    .keys {
      display: none;
    }

    .choice {
      margin-inline-start: auto;
    }
  }
`;
