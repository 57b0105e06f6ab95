import type { TraceSource } from "../core/api.js";
import type { SourceFile } from "../core/engine-api.js";
import { TraceError } from "../core/errors.js";

/** Turns what the caller has into named Blobs. URLs are fetched whole by the browser, into a Blob that it may keep on disk. */
export async function fetchSources(list: readonly TraceSource[], name: string | undefined, signal: AbortSignal): Promise<SourceFile[]> {
  if (list.length === 0) throw new TraceError("read", "Nothing to open: the list of sources is empty.");
  return Promise.all(list.map((source) => toFile(source, list.length === 1 ? name : undefined, signal)));
}

async function toFile(source: TraceSource, name: string | undefined, signal: AbortSignal): Promise<SourceFile> {
  if (source instanceof Blob) return { name: name ?? (source instanceof File ? source.name : "trace.etl"), blob: source };
  let url: URL;
  try {
    // "" is the address of the page itself, and whatever else a script passes would be taken for a path
    if (!(source instanceof URL) && (typeof source !== "string" || source.trim() === "")) throw new TypeError("not an address");
    url = new URL(source, document.baseURI);
  } catch {
    throw new TraceError("read", `"${String(source)}" is not an address that can be fetched.`);
  }
  const shown = name ?? lastName(url);
  try {
    const response = await fetch(url, { signal });
    if (!response.ok)
      throw new TraceError("read", `${url.href} answered ${response.status} ${response.statusText}`.trimEnd() + ": expected the bytes of a trace.");
    return { name: shown === "" ? url.hostname : shown, blob: await response.blob() };
  } catch (e) {
    if (e instanceof TraceError) throw e;
    if (signal.aborted) throw new TraceError("aborted", "Opening was cancelled.");
    if (import.meta.env.MODE === "single")
      throw new TraceError("read", `${url.href} could not be read: this page is one file and asks for no addresses. Save the trace and drop it here.`);
    throw new TraceError("read", `${url.href} could not be read: it must be of this site (${location.origin}), and reachable.`);
  }
}

/** What the file is called at the address. A percent sign that begins no escape is one. */
function lastName(url: URL): string {
  const last = url.pathname.split("/").pop() ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
