import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { KeptSchema } from "./kept-schemas.js";

/** What this browser keeps of one page to the next visit. */
export interface HopscopeData extends DBSchema {
  schemas: { key: string; value: KeptSchema };
}

export type HopscopeDatabase = IDBPDatabase<HopscopeData>;

/**
 * How each version came out of the one before: entry 0 makes version 1. A store is added by one more line, and to `HopscopeData`; what
 * stands here is in people's browsers and is never changed.
 */
const UPGRADES: readonly ((database: HopscopeDatabase) => void)[] = [(database) => database.createObjectStore("schemas", { keyPath: "key" })];

let opened: Promise<HopscopeDatabase> | undefined;

/**
 * Runs something on the database, the one place that opens it. Undefined where the browser gives no storage (a private window, an opaque
 * origin, a full disk, a database that a newer version of the page has made, an older page that holds it open): nothing is kept then, and
 * nothing else goes wrong.
 */
export async function withDatabase<T>(work: (database: HopscopeDatabase) => Promise<T>): Promise<T | undefined> {
  try {
    opened ??= open();
    return await work(await opened);
  } catch {
    return undefined;
  }
}

function open(): Promise<HopscopeDatabase> {
  return new Promise((resolve, reject) => {
    const forget = (): void => {
      opened = undefined;
    };
    const connecting = openDB<HopscopeData>("hopscope", UPGRADES.length, {
      upgrade(database, from) {
        for (const upgrade of UPGRADES.slice(from)) upgrade(database);
      },
      // An older page in another tab does not let go: this one does without until the next time something is to be kept.
      blocked: () => {
        forget();
        reject(new Error("another tab holds an older database open"));
      },
      // A newer page wants another version: it gets it.
      blocking: () => {
        forget();
        void connecting.then((database) => {
          database.close();
        });
      },
      terminated: forget,
    });
    connecting.then(resolve, (e: unknown) => {
      forget();
      reject(e instanceof Error ? e : new Error(String(e)));
    });
  });
}
