import { html, type TemplateResult } from "lit";
import { OUTCOME_WORDS } from "../app/journey-text.js";
import type { JourneyRow } from "../core/api.js";
import { icon, type IconName } from "./icons.js";

const MARKS: Readonly<Record<JourneyRow["outcome"], readonly [IconName, "ok" | "bad" | "lost"]>> = {
  delivered: ["delivered", "ok"],
  sent: ["sent", "ok"],
  dropped: ["dropped", "bad"],
  "lost-sight": ["lostSight", "lost"],
};

/** Glyph and word of an outcome: the colour never stands alone. */
export function outcomeLabel(outcome: JourneyRow["outcome"]): TemplateResult {
  const [name, tone] = MARKS[outcome];
  return html`<span class=${`outcome ${tone}`}>${icon(name)}${OUTCOME_WORDS[outcome]}</span>`;
}
