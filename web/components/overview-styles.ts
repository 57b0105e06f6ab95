import { css } from "lit";

/** Rows, bars and strips that the panels of the overview share. */
export const overviewStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .facts {
    display: grid;
    grid-template-columns: 76px minmax(0, 1fr);
    gap: 5px 4px;
    padding: 10px 12px;
  }

  .facts dt {
    color: var(--t3);
  }

  .facts dd {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    justify-content: space-between;
    overflow-wrap: anywhere;
  }

  .facts dd > :last-child:not(:first-child) {
    color: var(--t3);
  }

  table {
    width: 100%;
    border-collapse: collapse;
  }

  th {
    padding: 4px 6px;
    color: var(--t3);
    font-size: 11.5px;
    font-weight: 400;
    text-align: start;
  }

  th.num {
    text-align: end;
  }

  tbody th {
    color: var(--t1);
    font-size: inherit;
  }

  td,
  tbody th {
    padding: 1px 6px;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 12px;
  }

  th:last-child,
  td:last-child {
    padding-inline-end: 12px;
  }

  tbody tr:hover {
    background: var(--hover);
  }

  .bar {
    display: block;
    width: clamp(32px, 4.6cqw, 76px);
    height: 5px;
    border-radius: 2px;
    background: var(--line);
  }

  .bar > span {
    display: block;
    width: var(--share);
    min-width: 1.5px;
    height: 100%;
    border-radius: 2px;
    background: var(--data);
    forced-color-adjust: none;
  }

  .name {
    width: 100%;
    overflow-wrap: anywhere;
  }

  .name > span {
    display: flex;
  }

  .name .icon {
    margin-inline-end: 8px;
  }

  .more {
    padding: 2px 12px 6px;
  }

  .strip {
    display: block;
    width: 100%;
    height: 18px;
    border-bottom: 1px solid var(--line2);
    fill: var(--data);
  }

  .strip .drop {
    fill: var(--bad);
  }

  .quiet {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 12px;
    color: var(--t2);
  }
`;
