import { html, type TemplateResult } from "lit";
import { NARROW, latency } from "../core/format.js";
import { rampShare, rampStep } from "../render/latency-ramp.js";

const BAR_PX = 44;

/** A latency in a column of µs with its bar on the scale that all views share. `doubtful`: events are missing within it. */
export function latencyCell({ latencyNs }: { readonly latencyNs: number }, doubtful = false): TemplateResult {
  const figure = latency(latencyNs);
  const short = figure.endsWith(`${NARROW}µs`) ? figure.slice(0, -3) : figure;
  return html`<span class="latency"
    ><span class=${doubtful ? "lost" : ""} title=${doubtful ? `${figure}; events are missing within` : figure}>${doubtful ? "≈" : ""}${short}</span
    ><svg class=${`ramp r${rampStep(latencyNs)}`} width=${BAR_PX} height="8" aria-hidden="true">
      <rect width=${rampShare(latencyNs) * BAR_PX} height="8" rx="1.5"></rect></svg
  ></span>`;
}
