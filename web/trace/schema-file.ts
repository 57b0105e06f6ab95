import { TraceError } from "../core/errors.js";
import { eventListing } from "./event-listing.js";
import { manifestProviders } from "./manifest.js";
import type { EventSchema, ValueMap } from "./schema.js";
import { isTmf, parseTmf } from "./tmf.js";
import { readXml } from "./xml.js";
import type { XmlElement } from "./xml.js";

/** What a file that a person brought says of one provider. Some name it without its GUID. */
export interface SchemaProvider {
  /** Of trace messages the message GUID. */
  readonly guid?: string;
  readonly name?: string;
  /** `provider` of these is "" where the GUID is not told. */
  readonly schemas: readonly EventSchema[];
  readonly maps: ReadonlyMap<string, ValueMap>;
}

export interface SchemaFile {
  readonly kind: "manifest" | "tmf" | "event listing" | "provider list";
  readonly providers: readonly SchemaProvider[];
}

/** For a message to whoever brought something else. */
export const KNOWN_SCHEMAS =
  "an instrumentation manifest (.man, .xml), a trace message format file (.tmf), or what Get-WinEvent -ListProvider, wevtutil gp /ge and logman query providers print";

/** Characters of a file: the manifests of all of Windows together have about as many. */
export const MAX_SCHEMA_TEXT = 16 * 1024 * 1024;

/**
 * What a text says of the layouts of events, whichever form it has; undefined for a text that is none of them. `name` is that of the file
 * it came in. Throws TraceError "damaged" for what is clearly meant as one and cannot be read, with the position in `offset`.
 */
export function recogniseSchemaFile(text: string, name?: string): SchemaFile | undefined {
  if (text.length > MAX_SCHEMA_TEXT) return undefined;
  const what = name ?? "The text";
  const root = rootName(text);
  if (root === "instrumentationManifest") {
    const providers = manifestProviders(wellFormed(text, what));
    if (providers.length === 0)
      throw new TraceError(
        "damaged",
        `${what} is an instrumentation manifest without a provider: expected <provider name= guid=> with a GUID under instrumentation/events.`,
      );
    return { kind: "manifest", providers };
  }
  if (root !== undefined && root !== "provider") return undefined;
  if (root === undefined && isTmf(text)) {
    const providers = parseTmf(text);
    if (providers.length === 0)
      throw new TraceError("damaged", `${what} has trace messages that belong to nothing: expected a line with the message GUID ahead of the first #typev.`);
    return { kind: "tmf", providers };
  }
  return eventListing(text, root === undefined ? undefined : wellFormed(text, what), name);
}

/** Name of the first element of a text that is XML. */
function rootName(text: string): string | undefined {
  let at = 0;
  for (;;) {
    const start = /[^\s\ufeff]/g;
    start.lastIndex = at;
    at = start.exec(text)?.index ?? text.length;
    const end = text.startsWith("<?", at)
      ? "?>"
      : text.startsWith("<!--", at)
        ? "-->"
        : text.startsWith("<!", at)
          ? /\[|>/.exec(text.slice(at, at + 4096))?.[0]
          : undefined;
    if (end === undefined) break;
    // A DTD with declarations of its own: what it is of is found, so that it can be refused by name.
    if (end === "[") return text.includes("<instrumentationManifest", at) ? "instrumentationManifest" : undefined;
    const found = text.indexOf(end, at);
    if (found < 0) return undefined;
    at = found + end.length;
  }
  return /^<(?:[\w.-]{1,64}:)?([\w.-]{1,64})/.exec(text.slice(at, at + 160))?.[1];
}

function wellFormed(text: string, what: string): XmlElement {
  const read = readXml(text);
  if (!("why" in read)) return read;
  const before = text.slice(0, read.at);
  const line = before.split(/\r\n|\r|\n/).length;
  throw new TraceError("damaged", `${what} stops being well-formed XML in line ${line}: ${read.why}.`, read.at);
}
