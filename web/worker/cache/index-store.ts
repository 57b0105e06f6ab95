import { withDatabase } from "../../core/database.js";
import type { KeptIndex } from "../../core/kept.js";

export type Parts = ReadonlyMap<string, unknown>;

/** Where finished indexes are kept. Nothing of it throws. */
export interface IndexStore {
  /** Undefined where nothing can be kept. */
  list(): Promise<readonly KeptIndex[] | undefined>;
  /** All parts there are of an index, and its record. */
  read(key: string): Promise<{ readonly index: KeptIndex; readonly parts: Parts } | undefined>;
  /** All of it or nothing. */
  write(index: KeptIndex, parts: Parts): Promise<"ok" | "full" | "off">;
  touch(index: KeptIndex): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
  /** Bytes that the browser would give to indexes in all. */
  room(): Promise<number>;
}

/** Where the browser does not say how much it gives. */
const UNKNOWN_ROOM = 512 << 20;
const MOST_ROOM = 2 ** 31;
/** Of what the browser gives to this site: other pages of the same host need some, too. */
const SHARE = 0.4;

/** Every part of an index, whatever its name. */
function partsOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key], [key, []]);
}

export const DATABASE_STORE: IndexStore = {
  list: () => withDatabase((database) => database.getAll("indexes")),

  read: (key) =>
    withDatabase(async (database) => {
      // One transaction: another tab may be throwing it out.
      const transaction = database.transaction(["indexes", "parts"]);
      const parts = transaction.objectStore("parts");
      const [index, keys, values] = await Promise.all([
        transaction.objectStore("indexes").get(key),
        parts.getAllKeys(partsOf(key)),
        parts.getAll(partsOf(key)),
      ]);
      return index === undefined ? undefined : { index, parts: new Map(keys.map(([, name], i) => [name, values[i]])) };
    }),

  write: async (index, parts) =>
    (await withDatabase(async (database): Promise<"ok" | "full"> => {
      const transaction = database.transaction(["indexes", "parts"], "readwrite");
      const kept = transaction.objectStore("parts");
      try {
        const requests = [
          kept.delete(partsOf(index.key)),
          ...Array.from(parts, ([name, value]) => kept.put(value, [index.key, name])),
          // The record comes last: without it the parts are nothing.
          transaction.objectStore("indexes").put(index),
        ];
        // Over the quota the requests succeed and the transaction does not.
        await Promise.all([...requests, transaction.done]);
        return "ok";
      } catch (e) {
        transaction.done.catch(() => undefined);
        if (e instanceof Error && e.name === "QuotaExceededError") return "full";
        throw e;
      }
    })) ?? "off",

  touch: async (index) => {
    await withDatabase(async (database) => {
      const transaction = database.transaction("indexes", "readwrite");
      // Another tab may have thrown it out in the meantime.
      const there = (await transaction.store.get(index.key)) !== undefined;
      await Promise.all([there ? transaction.store.put(index) : undefined, transaction.done]);
    });
  },

  remove: async (keys) => {
    await withDatabase(async (database) => {
      const transaction = database.transaction(["indexes", "parts"], "readwrite");
      const requests = keys.flatMap((key) => [transaction.objectStore("indexes").delete(key), transaction.objectStore("parts").delete(partsOf(key))]);
      await Promise.all([...requests, transaction.done]);
    });
  },

  room: async () => {
    try {
      // Pages of plain http have no StorageManager.
      const { quota } = (await (navigator.storage as StorageManager | undefined)?.estimate()) ?? {};
      return quota === undefined ? UNKNOWN_ROOM : Math.min(MOST_ROOM, quota * SHARE);
    } catch {
      return UNKNOWN_ROOM;
    }
  },
};
