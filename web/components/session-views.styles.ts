import { css } from "lit";

/** What the views of NAT sessions and flows have in common: a line of tools, a table, and what is selected opened up below it. */
export const sessionViewStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 520px;
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

  .choice {
    margin-inline-start: auto;
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

  .detail {
    height: 100%;
    overflow: auto;
    background: var(--panel);
  }

  .detail:focus-visible {
    outline-offset: -2px;
  }

  .detail > header {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
    align-items: baseline;
    padding: 8px 12px;
    border-bottom: 1px solid var(--line);
  }

  .detail > header .mono {
    overflow-wrap: anywhere;
  }

  .detail > header .end {
    margin-inline-start: auto;
  }

  .failed {
    align-self: start;
    margin: 12px;
    padding: 8px 12px;
    border: 1px solid var(--bad);
    border-radius: 6px;
    background: var(--badbg);
  }

  table {
    border-collapse: collapse;
  }

  th,
  td {
    padding: 2px 14px 2px 0;
    text-align: start;
    vertical-align: top;
    white-space: nowrap;
  }

  thead th {
    color: var(--t3);
    font-size: 11.5px;
    font-weight: 400;
  }

  th.num,
  td.num {
    text-align: end;
  }

  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
  }

  @container (max-width: 859px) {
    :host {
      min-height: 820px;
    }
  }
`;
