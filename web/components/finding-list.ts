import { html, type TemplateResult } from "lit";
import type { NumberedFinding } from "../app/findings-of.js";
import { icon } from "./icons.js";
import { ask } from "./ui-events.js";

const GLYPH = { error: ["error", "bad"], warning: ["warning", "lost"], info: ["info", "t2"] } as const;

/** Findings about one thing, each leading to itself on the overview. */
export function findingList(host: HTMLElement, findings: readonly NumberedFinding[], none: string): TemplateResult {
  if (findings.length === 0) return html`<p class="t2">${none}</p>`;
  return html`<ul>
    ${findings.map(({ finding, index }) => {
      const [glyph, tone] = GLYPH[finding.severity];
      return html`<li>
        <span class=${tone}>${icon(glyph)}<span class="visually-hidden">${finding.severity}</span></span>
        <button
          class="link"
          type="button"
          @click=${() => {
            ask(host, "ui-go", { kind: "finding", index });
          }}
        >
          ${finding.title}
        </button>
      </li>`;
    })}
  </ul>`;
}
