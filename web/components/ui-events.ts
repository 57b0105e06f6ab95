import type { TraceSource, View } from "../core/api.js";
import type { RecentTrace } from "../core/kept.js";
import type { Selection } from "../app/session.js";
import type { ValueMenuRequest } from "./hopscope-value-menu.js";

/** What components ask of the viewer. These stay inside its shadow tree: the public events are those of the interface. */
export interface UiEventMap {
  "ui-open": readonly TraceSource[];
  "ui-pick-files": undefined;
  /** A trace of the list is to be opened again. */
  "ui-recent": RecentTrace;
  "ui-paste-url": undefined;
  "ui-cancel": undefined;
  "ui-view": View;
  "ui-go": Selection;
  "ui-export": undefined;
  /** The filter to put in force, "" for none. */
  "ui-filter": string;
  "ui-value-menu": ValueMenuRequest;
  "ui-theme": undefined;
  "ui-settings": undefined;
  "ui-schemas": undefined;
  "ui-help": undefined;
  "ui-proof": undefined;
  "ui-reopen": undefined;
}

/** Crosses the shadow roots between a component and the viewer, which stops it there. */
export function ask<K extends keyof UiEventMap>(from: HTMLElement, name: K, detail: UiEventMap[K]): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
