import { html, type TemplateResult } from "lit";
import { CAPTURE_COMMANDS } from "../app/capture-commands.js";
import type { TraceSummary } from "../core/api.js";
import { counted } from "../core/format.js";
import "./hopscope-capture-commands.js";

/** Instead of a picture of journeys where a trace has none: what it holds, and how to record more. */
export function noJourneys({ events, packets }: TraceSummary, what: string): TemplateResult {
  return html`<section class="none panel" aria-labelledby="none">
    <header><h2 id="none">No journeys in this trace</h2></header>
    <p>
      ${what} This trace holds ${counted(events, "event")},
      ${packets === 0 ? "but none that is a captured frame or a step of a virtual switch" : `and ${counted(packets, "packet")}, but none that could be followed`}.
      These commands record packets on their way; run them as administrator.
    </p>
    <hopscope-capture-commands .commands=${CAPTURE_COMMANDS}></hopscope-capture-commands>
  </section>`;
}
