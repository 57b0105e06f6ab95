import type { Atlas, Finding, Place } from "../core/api.js";
import type { DropTimes, LatencyOf, Topology } from "../core/atlas.js";
import { allFindings } from "../journeys/findings/all-rules.js";
import { atlasOf } from "./atlas.js";
import { dropTimes } from "./drop-times.js";
import { findingInput } from "./finding-input.js";
import type { Journeys } from "./journeys.js";
import { latencyFigures, type LatencyFigures } from "./latency-detail.js";
import type { OpenedTrace } from "./opened-trace.js";
import { placeRows } from "./place-rows.js";
import type { Rows } from "./rows.js";
import { topologyOf } from "./topology.js";

/** What is concluded from a whole trace: worked out when first asked for, then kept. */
export class Insights {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;
  #findings: Promise<Finding[]> | undefined;
  #places: Place[] | undefined;
  #atlas: Atlas | undefined;
  #topology: Topology | undefined;

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

  topology(chosen: Uint32Array | undefined): Topology {
    if (chosen !== undefined) return topologyOf(this.#journeys, this.places(), chosen);
    this.#topology ??= topologyOf(this.#journeys, this.places(), this.#journeys.numbers);
    return this.#topology;
  }

  latencies(of: LatencyOf, chosen: Uint32Array | undefined): LatencyFigures {
    return latencyFigures(this.#journeys, chosen ?? this.#journeys.numbers, of);
  }

  dropTimes(chosen: Uint32Array | undefined, slices: number): DropTimes {
    return dropTimes(this.#trace, this.#rows, this.#journeys, chosen ?? this.#journeys.numbers, slices);
  }
}
