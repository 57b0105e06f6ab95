import type { ExportOptions, TraceSummary } from "../../core/api.js";
import type { Anonymiser } from "../../export/anonymise/anonymiser.js";
import type { Insights } from "../insights.js";
import type { JourneyRows } from "../journey-rows.js";
import type { Journeys } from "../journeys.js";
import type { OpenedTrace } from "../opened-trace.js";
import type { Rows } from "../rows.js";
import type { ExportedEvents } from "./exported-events.js";
import type { Output } from "./output.js";
import type { Selection } from "./selection.js";

/** All that the writers of one export need. Rows, names and the summary are pseudonyms already where a veil is asked for. */
export interface ExportJob {
  readonly trace: OpenedTrace;
  readonly journeys: Journeys;
  readonly summary: TraceSummary;
  readonly rows: Rows;
  readonly journeyRows: JourneyRows;
  readonly events: ExportedEvents;
  readonly insights: Insights;
  readonly selection: Selection;
  readonly options: ExportOptions;
  readonly veil: Anonymiser | undefined;
  readonly out: Output;
}

/** Name of the program in files that have a place for it. */
export const APPLICATION = "Hopscope";
