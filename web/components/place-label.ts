import { html, type TemplateResult } from "lit";
import type { PlaceRef } from "../core/api.js";
import { placeGlyph, placeKindWords } from "./icons.js";

/** Glyph and name of a place. Its kind is in the tooltip, and in words for those who see no glyph. */
export function placeLabel(place: PlaceRef): TemplateResult {
  const words = placeKindWords(place.kind);
  return html`<span title=${`${place.name} (${words})`}>${placeGlyph(place.kind)}${place.name}<span class="visually-hidden">, ${words}</span></span>`;
}
