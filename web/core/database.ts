import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { KeptIndex, RecentTrace } from "./kept.js";
import type { SchemaUse } from "./engine-api.js";

/** A file of event layouts as this browser keeps it. */
export interface KeptSchema extends Omit<SchemaUse, "events"> {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly added: number;
}

/** What this browser keeps of one page to the next visit. */
export interface HopscopeData extends DBSchema {
  schemas: { key: string; value: KeptSchema };
  /** What is known of each finished index; an index is there when this is, and all the parts that it names. */
  indexes: { key: string; value: KeptIndex };
  /** The parts of indexes by index and name. */
  parts: { key: [index: string, part: string]; value: unknown };
  recent: { key: string; value: RecentTrace };
}

export type HopscopeDatabase = IDBPDatabase<HopscopeData>;

/**
 * How each version came out of the one before: entry 0 makes version 1. A store is added by one more line, and to `HopscopeData`; what
 * stands here is in people's browsers and is never changed.
 */
const UPGRADES: readonly ((database: HopscopeDatabase) => void)[] = [
  (database) => database.createObjectStore("schemas", { keyPath: "key" }),
  (database) => {
    database.createObjectStore("indexes", { keyPath: "key" });
    database.createObjectStore("parts");
    database.createObjectStore("recent", { keyPath: "key" });
  },
];

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
