import type { SideCarText } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";
import { textKey } from "../core/text-key.js";
import { MAX_TEXT } from "../journeys/side-cars/listing.js";
import { KNOWN_LISTINGS, recogniseSideCar } from "../journeys/side-cars/recognise.js";
import type { SideCarNames } from "../journeys/side-cars/side-car.js";
import { KNOWN_SCHEMAS, recogniseSchemaFile } from "../trace/schema-file.js";
import type { UserFile } from "./user-schemas.js";

/** What a text beside a trace turned out to be: layouts of events, or names of places. */
export type SideCar = { readonly schema: UserFile } | { readonly listing: SideCarNames };

/** Throws TraceError "unsupported" for a text that is neither, "damaged" for layouts that cannot be read. */
export function readSideCar(text: string, name?: string): SideCar {
  const content = recogniseSchemaFile(text, name);
  if (content !== undefined) {
    const provider = content.providers[0];
    return { schema: { key: textKey(text), name: name ?? provider?.name ?? content.kind, size: text.length, content } };
  }
  const listing = recogniseSideCar(text);
  if (listing !== undefined) return { listing };
  const what = name ?? "The text";
  const found = text.length > MAX_TEXT ? `has ${text.length} characters, more than the ${MAX_TEXT} of the longest listing` : "is no listing that is understood";
  throw new TraceError("unsupported", `${what} ${found}: expected the output of ${KNOWN_LISTINGS}, as text, JSON or CSV; or ${KNOWN_SCHEMAS}.`);
}

/** All that a trace is opened with. What was kept from before and is not understood any more is left out. */
export function readSideCars(sideCars: readonly (string | SideCarText)[]): {
  readonly schemas: readonly UserFile[];
  readonly listings: readonly SideCarNames[];
} {
  const schemas: UserFile[] = [];
  const listings: SideCarNames[] = [];
  for (const given of sideCars) {
    const { text, name, kept }: SideCarText = typeof given === "string" ? { text: given } : given;
    try {
      const read = readSideCar(text, name);
      if ("schema" in read) schemas.push(read.schema);
      else listings.push(read.listing);
    } catch (e) {
      if (kept !== true || !(e instanceof TraceError)) throw e;
    }
  }
  return { schemas, listings };
}
