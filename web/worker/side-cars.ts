import { TraceError } from "../core/errors.js";
import { MAX_TEXT } from "../journeys/side-cars/listing.js";
import { KNOWN_LISTINGS, recogniseSideCar } from "../journeys/side-cars/recognise.js";
import type { SideCarNames } from "../journeys/side-cars/side-car.js";

/** Throws TraceError "unsupported" for a text that is no listing. */
export function readSideCar(text: string, name?: string): SideCarNames {
  const names = recogniseSideCar(text);
  if (names !== undefined) return names;
  const what = name === undefined ? "The text" : name;
  const found = text.length > MAX_TEXT ? `has ${text.length} characters, more than the ${MAX_TEXT} of the longest listing` : "is no listing that is understood";
  throw new TraceError("unsupported", `${what} ${found}: expected the output of ${KNOWN_LISTINGS}, as text, JSON or CSV.`);
}
