import type { SchemaUse } from "../core/engine-api.js";
import { withDatabase, type KeptSchema } from "../core/database.js";
import { recall, remember } from "./local-memory.js";

/** Characters of all kept files: many more than all manifests of Windows have, few enough to hand to the worker with each trace. */
const MAX_KEPT = 64 * 1024 * 1024;

/** Whether new files are kept; this browser's choice, not a trace's. */
export function keepsSchemas(): boolean {
  return recall("schemas") !== "forget";
}

export function setKeepsSchemas(keep: boolean): void {
  remember("schemas", keep ? "keep" : "forget");
}

/** In the order in which they were added; undefined where the browser keeps nothing. */
export async function keptSchemas(): Promise<readonly KeptSchema[] | undefined> {
  const all = await withDatabase((database) => database.getAll("schemas"));
  return all?.toSorted((a, b) => a.added - b.added);
}

/** False when it is not kept: switched off, refused by the browser, or too much. */
export async function keepSchema(text: string, { key, name, kind, providers, definitions, size }: SchemaUse): Promise<boolean> {
  if (!keepsSchemas()) return false;
  const kept = (await keptSchemas())?.filter((known) => known.key !== key);
  if (kept === undefined || kept.reduce((sum, known) => sum + known.size, size) > MAX_KEPT) return false;
  const last = kept[kept.length - 1];
  const added = last === undefined ? Date.now() : Math.max(Date.now(), last.added + 1);
  const stored = await withDatabase((database) => database.put("schemas", { key, name, kind, providers, definitions, size, text, added }));
  return stored !== undefined;
}

export async function forgetSchemas(keys: readonly string[]): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction("schemas", "readwrite");
    await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
  });
}
