import type { Atlas, Finding, Place } from "../core/api.js";
import { allFindings } from "../journeys/findings/all-rules.js";
import { atlasOf } from "./atlas.js";
import { findingInput } from "./finding-input.js";
import type { Journeys } from "./journeys.js";
import type { OpenedTrace } from "./opened-trace.js";
import { placeRows } from "./place-rows.js";
import type { Rows } from "./rows.js";

/** What is concluded from a whole trace: worked out when first asked for, then kept. */
export class Insights {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;
  #findings: Promise<Finding[]> | undefined;
  #places: Place[] | undefined;
  #atlas: Atlas | undefined;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys) {
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
  }

  findings(): Promise<Finding[]> {
    this.#findings ??= findingInput(this.#trace, this.#rows, this.#journeys).then(allFindings);
    return this.#findings;
  }

  places(): Place[] {
    this.#places ??= placeRows(this.#trace, this.#journeys);
    return this.#places;
  }

  /** Of all journeys, or of these. */
  atlas(chosen: Uint32Array | undefined): Atlas {
    if (chosen !== undefined) return atlasOf(this.#journeys, this.#rows, chosen);
    this.#atlas ??= atlasOf(this.#journeys, this.#rows, this.#journeys.numbers);
    return this.#atlas;
  }
}
