import { css } from "lit";

export const findingStyles = css`
  .finding {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) clamp(60px, 20%, 120px) auto;
    gap: 2px 10px;
    align-items: start;
    padding: 10px 12px;
    border-inline-start: 2px solid transparent;
  }

  .finding + li {
    border-top: 1px solid var(--line);
  }

  .finding.open {
    background: var(--raised);
  }

  .finding.open.error {
    border-inline-start-color: var(--bad);
  }

  .finding.open.warning {
    border-inline-start-color: var(--lost);
  }

  .finding.open.info {
    border-inline-start-color: var(--line3);
  }

  h3 {
    grid-column: 2 / -1;
    font-size: 13px;
    font-weight: 700;
    line-height: 20px;
    overflow-wrap: anywhere;
  }

  h3:has(+ .strip) {
    grid-column: 2;
  }

  .total {
    min-width: 36px;
    font-weight: 700;
    text-align: end;
  }

  p:not(.quiet),
  .links,
  .checks {
    grid-column: 2 / -1;
  }

  .finding p {
    color: var(--t2);
    overflow-wrap: anywhere;
  }

  .finding:not(.open) p {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: center;
    margin-top: 2px;
  }

  .checks {
    margin: 6px 0 2px;
    padding: 6px 4px 4px 10px;
    border: 1px solid var(--line2);
    border-radius: 6px;
  }

  .checks li {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    padding: 2px 0;
  }

  .checks li + li {
    border-top: 1px solid var(--line);
  }

  .checks code {
    padding-inline-start: 2ch;
    font: 400 11.5px/18px var(--mono);
    text-indent: -2ch;
    overflow-wrap: anywhere;
  }

  .rest {
    padding: 4px 12px 6px 38px;
  }

  .rest + li {
    border-top: 1px solid var(--line);
  }

  .finding.selected {
    box-shadow: inset 2px 0 0 var(--accent);
  }
`;
