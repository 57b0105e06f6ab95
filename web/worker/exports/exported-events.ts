import { findRow } from "../../core/columns.js";
import type { EventSighting, ExportedEvent } from "../../export/exported.js";
import { SIGHTING_NAMES } from "../../journeys/sightings.js";
import type { Journeys } from "../journeys.js";
import type { OpenedTrace } from "../opened-trace.js";
import type { Rows } from "../rows.js";

/** Makes what exports write of an event. */
export class ExportedEvents {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  readonly #journeys: Journeys;

  constructor(trace: OpenedTrace, rows: Rows, journeys: Journeys) {
    this.#trace = trace;
    this.#rows = rows;
    this.#journeys = journeys;
  }

  async of(index: number): Promise<ExportedEvent> {
    const { packets, values } = this.#trace;
    const row = await this.#rows.event(index);
    const number = packets.ofEvent(index);
    const packet = number < 0 ? undefined : await this.#rows.packet(number);
    const at = this.#trace.index.rowAt(index);
    const place = packet?.place ?? this.#rows.stepPlace(at);
    const sighting = this.sighting(index);
    const drop = packet?.drop ?? (packets.isDrop(index) ? this.#rows.drop(values.entryOfRow(at)) : undefined);
    return {
      row,
      ...(place === undefined ? {} : { place }),
      ...(packet === undefined ? {} : { packet }),
      ...(sighting === undefined ? {} : { sighting }),
      ...(drop === undefined ? {} : { drop }),
    };
  }

  sighting(event: number): EventSighting | undefined {
    const { table, seen, outcomes, classes, sightings } = this.#journeys;
    const sighting = this.#journeys.sightingOf(event);
    const journey = sighting === undefined ? undefined : table.ofSighting[sighting];
    if (sighting === undefined || journey === undefined) return undefined;
    const members = table.sightings(journey);
    const position = Math.max(
      0,
      findRow(members.length, (i) => members[i] ?? 0, sighting),
    );
    const before = members[position - 1];
    const from = before === undefined ? undefined : this.#journeys.place(before);
    const at = sightings.places.ref(seen.switch.get(sighting));
    return {
      journey,
      kind: SIGHTING_NAMES[seen.kind.get(sighting)] ?? "frame",
      position: position + 1,
      sightings: members.length,
      hopNs: before === undefined ? 0 : this.#journeys.elapsedNs(before, sighting),
      ...(from === undefined ? {} : { from: this.#rows.shown(from) }),
      ...(at === undefined ? {} : { switch: this.#rows.shown(at) }),
      latencyNs: this.#journeys.latencyNs(journey),
      outcome: outcomes[journey] ?? "lost-sight",
      pathClass: classes[journey] ?? "other",
    };
  }
}
