import type { TraceSource } from "../core/api.js";
import { TraceError } from "../core/errors.js";

/** A listing or a manifest has at most 16 Mi characters: two bytes each in the encoding that Windows PowerShell writes. */
const MAX_BYTES = 33 * 1024 * 1024;

/** Files beside a trace rather than a trace: listings of names, and layouts of events. */
export function isListing(source: TraceSource): source is File {
  return source instanceof File && /\.(?:txt|json|csv|man|xml|tmf)$/i.test(source.name);
}

/** The text of a file in whichever encoding Windows wrote it: a mark at its beginning tells UTF-16, else it is UTF-8. */
export async function listingText(file: Blob, name: string): Promise<string> {
  if (file.size > MAX_BYTES) throw new TraceError("unsupported", `${name} has ${file.size} bytes: a file beside a trace has at most ${MAX_BYTES}.`);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (e) {
    throw new TraceError("read", `${name} could not be read: ${e instanceof Error ? e.message : String(e)}.`);
  }
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
