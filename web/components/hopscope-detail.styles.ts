import { css } from "lit";

export const detailStyles = css`
  :host {
    display: block;
    height: 100%;
    background: var(--panel);
    container-type: inline-size;
  }

  section {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: start;
    padding: 6px 12px;
    border-bottom: 1px solid var(--line);
  }

  .about {
    flex: 1 1 300px;
    min-width: 0;
  }

  h2 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  small .icon,
  .about .bad .icon {
    width: 13px;
    height: 13px;
    margin-inline-end: 4px;
  }

  small button.link {
    min-height: 0;
    font-size: inherit;
    line-height: inherit;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
    margin-inline-start: auto;
  }

  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    min-height: 0;
  }

  .bytes {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    min-width: 0;
    min-height: 0;
    border-inline-start: 1px solid var(--line);
  }

  h3 {
    padding: 4px 12px 0;
  }

  h3 small {
    margin-inline-start: 6px;
    font-weight: 400;
  }

  .selected {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
    justify-content: space-between;
    min-height: 38px;
    padding: 4px 12px;
    border-top: 1px solid var(--line);
  }

  .failed {
    margin: 12px;
    padding: 8px 12px;
    border-radius: 6px;
    background: var(--badbg);
  }

  @container (max-width: 900px) {
    .body {
      grid-template: minmax(120px, 1fr) minmax(150px, 1fr) / minmax(0, 1fr);
      overflow-y: auto;
    }

    .bytes {
      border-block-start: 1px solid var(--line);
      border-inline-start: 0;
    }
  }
`;
