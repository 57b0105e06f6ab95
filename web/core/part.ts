import { TraceError } from "./errors.js";

/** A part of the page that comes when it is first needed. Rejects with TraceError where it cannot be had; asking again tries again. */
export async function part<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (e) {
    throw new TraceError(
      "read",
      `A part of the page could not be fetched: the network is away, or there is a newer version. Reload the page. (${e instanceof Error ? e.message : String(e)})`,
    );
  }
}
