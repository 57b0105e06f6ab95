import type { KeptIndex } from "../../core/kept.js";
import type { IndexStore } from "./index-store.js";
import type { ColumnGroup } from "./column-group.js";
import type { GroupName, KeptFacts, KeptTrace } from "./kept-trace.js";

/** An index that nobody opened for so long is thrown out. */
const MAX_AGE_MS = 14 * 24 * 3600 * 1000;
const FACTS = "facts";

/** What an index was made of, and by which event layouts. */
export interface IndexKey {
  readonly content: string;
  readonly schemas: string;
  readonly modified: number;
}

/** Finished indexes of traces, in a store: what fits, what is too old, what is thrown out first. */
export class IndexCache {
  readonly #store: IndexStore;
  readonly #version: string;
  readonly #now: () => number;

  /** `version` is that of the code: indexes of any other one are thrown out. */
  constructor(store: IndexStore, version: string, now: () => number = Date.now) {
    this.#store = store;
    this.#version = version;
    this.#now = now;
  }

  /** Undefined when nothing, something else or not all of it is there. */
  async find(key: IndexKey): Promise<KeptTrace | undefined> {
    const found = await this.#store.read(nameOf(key));
    if (found === undefined) return undefined;
    const { index, parts } = found;
    if (!this.#usable(index) || index.modified !== key.modified) return undefined;
    const groups = new Map<GroupName, ColumnGroup>();
    for (const [name, size] of Object.entries(index.parts)) {
      const part = parts.get(name);
      if (part === undefined) return undefined;
      if (name === FACTS) continue;
      if ((part as ColumnGroup).blob.size !== size) return undefined;
      groups.set(name as GroupName, part as ColumnGroup);
    }
    void this.#store.touch({ ...index, used: this.#now() });
    return { facts: parts.get(FACTS) as KeptFacts, groups };
  }

  /** Throws out what is in the way: other versions, what is too old, then what was not opened for longest. */
  async keep(key: IndexKey, { facts, groups }: KeptTrace): Promise<{ readonly state: "off" | "full" | "ok"; readonly bytes?: number }> {
    const all = await this.#store.list();
    if (all === undefined) return { state: "off" };
    const { types, strings, stringBytes, threads } = facts.dictionaries;
    const sizes = new Map<string, number>(Array.from(groups, ([name, { blob }]) => [name, blob.size]));
    sizes.set(FACTS, types.length + strings.length + stringBytes.length + threads.length);
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const room = await this.#store.room();
    const name = nameOf(key);
    const gone = all.filter((index) => !this.#usable(index));
    const rest = all.filter((index) => !gone.includes(index) && index.key !== name).sort((a, b) => b.used - a.used);
    let held = rest.reduce((sum, index) => sum + index.bytes, bytes);
    while (bytes <= room && held > room) {
      const oldest = rest.pop();
      if (oldest === undefined) break;
      held -= oldest.bytes;
      gone.push(oldest);
    }
    if (gone.length > 0) await this.#store.remove(gone.map((index) => index.key));
    if (bytes > room) return { state: "full" };
    const { content, modified } = key;
    const record = { key: name, content, version: this.#version, modified, parts: Object.fromEntries(sizes), bytes, used: this.#now() };
    const parts = new Map<string, unknown>([...groups, [FACTS, facts]]);
    for (;;) {
      const state = await this.#store.write(record, parts);
      if (state !== "full") return state === "ok" ? { state, bytes } : { state };
      // The disk is fuller than the browser said: older traces go, one by one.
      const oldest = rest.pop();
      if (oldest === undefined) return { state };
      await this.#store.remove([oldest.key]);
    }
  }

  /** An index that turned out not to be readable. */
  forget(key: IndexKey): Promise<void> {
    return this.#store.remove([nameOf(key)]);
  }

  #usable({ version, used }: KeptIndex): boolean {
    return version === this.#version && this.#now() - used <= MAX_AGE_MS;
  }
}

function nameOf({ content, schemas }: IndexKey): string {
  return `${content}/${schemas}`;
}
