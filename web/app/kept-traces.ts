import { withDatabase } from "../core/database.js";
import type { RecentTrace } from "../core/kept.js";
import { forget, recall, remember } from "./local-memory.js";

/** Traces that are listed; of more the oldest are forgotten. */
const MOST_RECENT = 12;
/** Like indexes: what nobody opened for so long is gone. */
const MAX_AGE_MS = 14 * 24 * 3600 * 1000;

export interface KeptTraces {
  /** The one opened last comes first. */
  readonly traces: readonly RecentTrace[];
  /** Bytes of the finished indexes, by the fingerprint of what they were made of. */
  readonly indexes: ReadonlyMap<string, number>;
}

/** Whether traces are listed and their indexes kept; this browser's choice. */
export function keepsTraces(): boolean {
  return recall("traces") !== "forget";
}

export function setKeepsTraces(keep: boolean): void {
  remember("traces", keep ? "keep" : "forget");
}

/** Undefined where the browser keeps nothing. Forgets what is too old. */
export async function keptTraces(now = Date.now()): Promise<KeptTraces | undefined> {
  const found = await withDatabase((database) => Promise.all([database.getAll("recent"), database.getAll("indexes")]));
  if (found === undefined) return undefined;
  const traces = found[0].sort((a, b) => b.opened - a.opened);
  const old = traces.filter(({ opened }, i) => i >= MOST_RECENT || now - opened > MAX_AGE_MS);
  const oldIndexes = found[1].filter(({ used }) => now - used > MAX_AGE_MS);
  await forgetTraces(
    old.map(({ key }) => key),
    oldIndexes.map(({ key }) => key),
  );
  const indexes = new Map<string, number>();
  for (const index of found[1]) if (!oldIndexes.includes(index)) indexes.set(index.content, (indexes.get(index.content) ?? 0) + index.bytes);
  return { traces: traces.filter((trace) => !old.includes(trace)), indexes };
}

/** A trace that was opened before keeps the texts that were brought to it, and how it was left. */
export async function noteTrace(trace: RecentTrace): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction("recent", "readwrite");
    const before = await transaction.store.get(trace.key);
    const shown = trace.shown ?? before?.shown;
    const handles = trace.handles ?? before?.handles;
    const sideCars = trace.sideCars.length > 0 ? trace.sideCars : (before?.sideCars ?? []);
    await Promise.all([transaction.store.put({ ...trace, sideCars, ...(shown && { shown }), ...(handles && { handles }) }), transaction.done]);
  });
}

export async function changeTrace(key: string, change: Partial<Pick<RecentTrace, "shown" | "sideCars">>): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction("recent", "readwrite");
    const before = await transaction.store.get(key);
    await Promise.all([before === undefined ? undefined : transaction.store.put({ ...before, ...change }), transaction.done]);
  });
}

/** Takes traces off the list, and throws out all that is kept of them. */
export async function forgetTraces(keys: readonly string[], indexes: readonly string[] = []): Promise<void> {
  if (keys.length + indexes.length === 0) return;
  await withDatabase(async (database) => {
    const transaction = database.transaction(["recent", "indexes", "parts"], "readwrite");
    const all = await transaction.objectStore("indexes").getAll();
    const gone = all.filter(({ key, content }) => keys.includes(content) || indexes.includes(key));
    await Promise.all([
      ...gone.flatMap(({ key }) => [
        transaction.objectStore("indexes").delete(key),
        transaction.objectStore("parts").delete(IDBKeyRange.bound([key], [key, []])),
      ]),
      ...keys.map((key) => transaction.objectStore("recent").delete(key)),
      transaction.done,
    ]);
  });
}

/** Everything that this page keeps but the preferences: traces, indexes, event layouts, filters. */
export async function forgetEverything(): Promise<void> {
  await withDatabase(async (database) => {
    const stores = ["recent", "indexes", "parts", "schemas"] as const;
    const transaction = database.transaction(stores, "readwrite");
    await Promise.all([...stores.map((store) => transaction.objectStore(store).clear()), transaction.done]);
  });
  for (const key of ["filters-recent", "filters-saved"]) forget(key);
}
