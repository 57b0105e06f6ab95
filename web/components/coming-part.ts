import { css, html, type TemplateResult } from "lit";
import { TraceError } from "../core/errors.js";

/** In place of a view whose code is on its way, or cannot be had. */
export function comingPart(word: string, state: "coming" | TraceError, hidden: boolean): TemplateResult {
  if (!(state instanceof TraceError))
    return html`<div class="coming" role="status" ?hidden=${hidden}><progress aria-label=${`${word} is being fetched`}></progress></div>`;
  return html`<div class="not-come panel" role="alert" ?hidden=${hidden}>
    <p>${state.message}</p>
    <button
      class="primary"
      type="button"
      @click=${() => {
        location.reload();
      }}
    >
      Reload
    </button>
  </div>`;
}

export const comingPartStyles = css`
  /* What comes at once shows no bar. */
  .coming progress {
    display: block;
    width: 100%;
    height: 3px;
    accent-color: var(--accent);
    animation: late 0.3s step-end;
  }

  @keyframes late {
    from {
      opacity: 0;
    }
  }

  .not-come {
    display: grid;
    gap: 12px;
    justify-items: start;
    width: min(640px, 100% - 24px);
    margin: 24px auto;
    padding: 12px;
    overflow-wrap: anywhere;
  }
`;
