import type { Drop, PlaceRef } from "../../core/api.js";
import { dropAdvice, type DropAdvice } from "../../core/drop-advice.js";
import { SIGHTING } from "../sightings.js";
import { Groups, type Group } from "./groups.js";
import type { Evidence, FindingInput } from "./input.js";

/** The journeys that died of one reason at one place. */
export interface DropCause {
  readonly drop: Drop;
  readonly place: PlaceRef;
  readonly switch?: PlaceRef;
  /** Index of the first event that told of it. */
  readonly event: number;
}

const NOWHERE: PlaceRef = { id: "switch", name: "vmSwitch", kind: "switch" };

/** Dropped journeys by reason and place: those that the rule `code` is about. */
export function dropGroups({ journeys }: FindingInput, code: DropAdvice["code"]): readonly Group<DropCause>[] {
  const groups = new Groups<DropCause>();
  for (let journey = 0; journey < journeys.length; journey++) {
    if (journeys.outcome(journey) !== "dropped") continue;
    for (const i of journeys.sightings(journey)) {
      if (journeys.kind(i) !== SIGHTING.DROPPED) continue;
      const drop = journeys.drop(i);
      const place = journeys.place(i) ?? NOWHERE;
      if (drop === undefined || dropAdvice(drop, place).code !== code) continue;
      const at = journeys.switch(i);
      groups.add(`${drop.reason}\n${drop.location ?? ""}\n${place.id}`, journey, () => ({
        drop,
        place,
        ...(at === undefined ? {} : { switch: at }),
        event: journeys.event(i),
      }));
      break;
    }
  }
  return groups.list();
}

export function dropEvidence({ fact, journeys }: Group<DropCause>): readonly Evidence[] {
  return [
    { kind: "journey", id: journeys[0] ?? 0 },
    { kind: "event", id: fact.event },
    { kind: "place", id: fact.place.id },
  ];
}

/** 'at Container NIC 066a9b55 on switch "vmSwitch"' */
export function whereText({ place, switch: at }: DropCause): string {
  return at === undefined || at.id === place.id ? `at ${place.name}` : `at ${place.name} on switch "${at.name}"`;
}

/** The reason as a quotation: without the full stop it may end with. */
export function reasonText({ reason, reasonCode }: Drop): string {
  return `“${reason}”${reasonCode === undefined ? "" : ` (reason code ${reasonCode})`}`;
}
