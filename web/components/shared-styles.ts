import { css } from "lit";

/** What every shadow tree starts from: type, focus, controls, panels. Tokens come from the viewer by inheritance. */
export const shared = css`
  :host {
    box-sizing: border-box;
    color: var(--t1);
    font: 400 12.5px/18px var(--sans);
    font-size-adjust: 0.515;
    font-variant-numeric: tabular-nums;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }

  .icon {
    flex: none;
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -3px;
  }

  .mono {
    font-family: var(--mono);
    font-size: 12px;
  }

  .t2 {
    color: var(--t2);
  }

  .t3 {
    color: var(--t3);
  }

  .ok {
    color: var(--ok);
  }

  .bad {
    color: var(--bad);
  }

  .lost {
    color: var(--lost);
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-height: 28px;
    padding: 0 10px;
    border: 1px solid var(--line2);
    border-radius: 6px;
    background: var(--raised);
    color: var(--t1);
    font: inherit;
    cursor: pointer;
    transition: background-color 120ms ease-out;
  }

  button:hover:not(:disabled, [aria-disabled="true"]) {
    background: var(--hover);
  }

  button:disabled,
  button[aria-disabled="true"] {
    border-color: var(--line);
    color: var(--t3);
    cursor: default;
  }

  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accentfg);
  }

  button.primary:hover:not(:disabled) {
    background: color-mix(in oklab, var(--accent) 88%, var(--t1));
  }

  button.plain {
    min-width: 24px;
    min-height: 24px;
    padding: 0 4px;
    border-color: transparent;
    background: transparent;
    color: var(--t2);
  }

  button.link,
  a {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-align: start;
    text-decoration: none;
  }

  button.link:hover:not(:disabled),
  a:hover {
    background: none;
    text-decoration: underline;
  }

  kbd {
    display: inline-block;
    min-width: 18px;
    padding: 0 4px;
    border: 1px solid var(--line2);
    border-radius: 4px;
    color: var(--t2);
    font: 400 10.5px/15px var(--mono);
    text-align: center;
  }

  .panel {
    min-width: 0;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--panel);
  }

  .panel > header {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
    padding: 8px 12px;
    border-bottom: 1px solid var(--line);
  }

  .panel > header .end {
    margin-inline-start: auto;
  }

  h2,
  h3 {
    font-size: 13px;
    font-weight: 700;
    line-height: 20px;
  }

  .label,
  small {
    color: var(--t3);
    font-size: 11.5px;
    line-height: 16px;
  }

  .tag {
    display: inline-block;
    padding: 1px 6px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--raised);
    color: var(--t2);
    font: 400 11.5px/16px var(--mono);
  }

  .num {
    text-align: end;
    white-space: nowrap;
  }

  /* Two or three buttons of which one is pressed. */
  .choice {
    display: flex;
  }

  .choice button {
    min-height: 24px;
    border-radius: 0;
  }

  .choice button:first-child {
    border-radius: 6px 0 0 6px;
  }

  .choice button:last-child {
    border-inline-start: 0;
    border-radius: 0 6px 6px 0;
  }

  .choice button[aria-pressed="true"] {
    background: var(--sel);
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition-duration: 0s !important;
      animation-duration: 0s !important;
    }
  }

  @media (forced-colors: active) {
    button:disabled,
    button[aria-disabled="true"] {
      color: GrayText;
    }

    button.primary,
    button[aria-pressed="true"],
    .choice button[aria-pressed="true"],
    button[aria-current="page"],
    button[aria-current="page"] .icon {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

export const placeColours = css`
  .place-physical {
    color: var(--place-physical);
  }

  .place-host {
    color: var(--place-host);
  }

  .place-vm {
    color: var(--place-vm);
  }

  .place-container {
    color: var(--place-container);
  }

  .place-nat {
    color: var(--place-nat);
  }

  .place-team {
    color: var(--place-team);
  }

  .place-switch {
    color: var(--place-switch);
  }

  .place-stack {
    color: var(--place-stack);
  }
`;
