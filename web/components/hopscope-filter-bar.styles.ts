import { css } from "lit";

/** The field and the row below it are cells of the top bar's grid. */
export const filterBarStyles = css`
  :host {
    display: contents;
  }

  .field {
    grid-area: filter;
    display: flex;
    gap: 8px;
    align-items: center;
    min-width: 0;
    height: 32px;
    padding: 0 5px 0 11px;
    border: 1px solid var(--line3);
    border-radius: 6px;
    background: var(--bg);
    transition: border-color 120ms ease-out;
  }

  .field > .icon {
    color: var(--t2);
  }

  .field.focused {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }

  .field.wrong {
    border-color: var(--bad);
    box-shadow: 0 0 0 1px var(--bad);
  }

  .text {
    position: relative;
    flex: 1;
    min-width: 60px;
    height: 28px;
    overflow: hidden;
  }

  .paint,
  input {
    position: absolute;
    inset: 0;
    margin: 0;
    padding: 0;
    border: 0;
    font-family: var(--mono);
    font-size: 12px;
    font-weight: 400;
    font-size-adjust: none;
    font-kerning: none;
    font-variant: normal;
    letter-spacing: 0;
    line-height: 28px;
    text-indent: 0;
    white-space: pre;
    word-spacing: 0;
  }

  /* a flex box, so that white space of the template between the stretches does not count */
  .paint {
    display: flex;
    width: max-content;
    transform: translateX(var(--shift));
    pointer-events: none;
  }

  input {
    width: 100%;
    outline: none;
    background: none;
    color: transparent;
    caret-color: var(--t1);
  }

  input::placeholder {
    color: var(--t3);
    opacity: 1;
  }

  input::selection {
    background: color-mix(in srgb, var(--accent) 35%, transparent);
    color: transparent;
  }

  .operator {
    color: var(--t3);
  }

  .value {
    color: var(--accent);
  }

  .ghost {
    color: var(--t3);
  }

  .before {
    visibility: hidden;
  }

  .mark {
    position: relative;
    width: 0;
  }

  .mark::after {
    position: absolute;
    bottom: 0;
    left: -1px;
    width: 9px;
    height: 5px;
    content: "";
    background: var(--bad);
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
    forced-color-adjust: none;
  }

  .count {
    flex: none;
    color: var(--t3);
    font-size: 11.5px;
    white-space: nowrap;
  }

  .count b {
    color: var(--t1);
    font-weight: 400;
  }

  .field button.plain {
    flex: none;
    margin: 0 -2px;
  }

  .field button.plain:focus-visible {
    outline-offset: -2px;
  }

  .row {
    grid-area: row;
    display: grid;
    grid-template-columns: subgrid;
    align-items: center;
    height: 30px;
    margin: 0 -12px;
    padding: 0 12px;
    border-top: 1px solid var(--line);
    background: var(--raised);
    color: var(--t3);
    font-size: 11.5px;
  }

  .about {
    grid-column: 1 / 3;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .about .tag {
    margin-inline-end: 8px;
  }

  .next {
    grid-column: 3 / 5;
    display: flex;
    gap: 12px;
    min-width: 0;
  }

  .options {
    display: flex;
    flex: 1;
    gap: 6px;
    align-items: center;
    min-width: 0;
    height: 30px;
    overflow: hidden;
    scroll-padding-inline: 24px;
  }

  .option {
    flex: none;
    min-height: 24px;
    padding: 0 9px;
    border: 1px solid transparent;
    border-radius: 6px;
    color: var(--t2);
    font: 400 12px/22px var(--mono);
    cursor: pointer;
    white-space: nowrap;
  }

  .option small {
    font-family: var(--sans);
  }

  .option:hover {
    background: var(--hover);
    color: var(--t1);
  }

  .option[aria-selected="true"] {
    border-color: var(--accent);
    background: var(--sel);
    color: var(--t1);
  }

  .hints {
    display: flex;
    flex: none;
    gap: 5px;
    align-items: center;
    justify-content: end;
    white-space: nowrap;
  }

  .hints kbd:not(:first-child) {
    margin-inline-start: 6px;
  }

  .message {
    grid-column: 1 / -1;
    display: flex;
    gap: 8px;
    align-items: center;
    min-width: 0;
    padding-inline-start: 2px;
    color: var(--bad);
    font-size: 12px;
  }

  .message span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .message .stays {
    flex: 0 1 auto;
    min-width: 0;
    margin-inline-start: auto;
    color: var(--t2);
  }

  @container (max-width: 1279px) {
    .hints {
      display: none;
    }
  }

  @container (max-width: 859px) {
    .about {
      display: none;
    }

    .next {
      grid-column: 1 / -1;
    }

    .row.wrong {
      height: auto;
      min-height: 30px;
      padding-block: 5px;
    }

    .message {
      flex-wrap: wrap;
    }

    .message span {
      white-space: normal;
      overflow-wrap: anywhere;
    }

    .message .stays {
      margin-inline-start: 24px;
    }
  }

  @container (max-width: 719px) {
    .count .of {
      display: none;
    }
  }

  @container (max-width: 479px) {
    .count kbd {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .paint {
      display: none;
    }

    .paint.marks {
      display: flex;
    }

    input,
    input::selection {
      color: CanvasText;
    }

    .field.wrong {
      border-width: 2px;
      border-style: dashed;
    }

    .mark::after {
      background: CanvasText;
    }

    .option[aria-selected="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
