import { css } from "lit";

/** The floating cards: the only things with a shadow. */
export const dialogStyles = css`
  dialog {
    width: min(480px, calc(100vw - 24px));
    max-height: calc(100vh - 24px);
    padding: 0;
    overflow: auto;
    border: 1px solid var(--line2);
    border-radius: 8px;
    background: var(--panel);
    box-shadow: var(--shadow);
    color: var(--t1);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 35%);
  }

  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 10px 10px 10px 16px;
    border-bottom: 1px solid var(--line);
  }

  .body {
    padding: 14px 16px 16px;
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0 0 12px;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0 0 2px;
    color: var(--t3);
    font-size: 11.5px;
  }

  label {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    min-height: 24px;
  }

  input[type="radio"],
  input[type="checkbox"] {
    margin: 0;
    accent-color: var(--accent);
  }

  input[type="text"] {
    width: 100%;
    height: 32px;
    padding: 0 10px;
    border: 1px solid var(--line3);
    border-radius: 6px;
    background: var(--bg);
    color: var(--t1);
    font: 400 12px var(--mono);
  }
`;
