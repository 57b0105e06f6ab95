import { WIRE, type DropTimesRow, type TopologyNode } from "../core/atlas.js";
import { termOf } from "./filter-terms.js";

type Named = Pick<TopologyNode, "place" | "names">;

/** Journeys that were seen at a place. One place may be called by several names; undefined where filters have no words for it. */
export function placeTerm({ place, names }: Named): string | undefined {
  if (place.id === WIRE.id) return undefined;
  const field = place.kind === "switch" ? "switch.name" : "place.name";
  const terms = names.flatMap((name) => termOf(field, name) ?? []);
  return terms.length > 1 ? `(${terms.join(" || ")})` : terms[0];
}

/** Journeys that were seen at both places: as near as filters come to those that went from one to the other. */
export function hopTerm(from: Named, to: Named): string | undefined {
  const terms = [placeTerm(from), to.place.id === WIRE.id ? "outcome == sent" : from.place.id === to.place.id ? undefined : placeTerm(to)];
  const known = terms.flatMap((term) => term ?? []);
  return known.length === 0 ? undefined : known.join(" && ");
}

/** Journeys that were dropped for this reason, there. */
export function dropTerm({ reason, location, place, names }: Pick<DropTimesRow, "reason" | "location" | "place" | "names">): string | undefined {
  const terms = [termOf("drop.reason", reason), location === undefined ? undefined : termOf("drop.location", location), placeTerm({ place, names })];
  const known = terms.flatMap((term) => term ?? []);
  return known.length === 0 ? undefined : known.join(" && ");
}
