import type { KeptSchema } from "../core/database.js";
import type { SchemaUse, SideCarText } from "../core/engine-api.js";
import { Store } from "../core/store.js";
import type { EngineClient } from "./engine-client.js";
import { forgetSchemas, keepSchema, keepsSchemas, keptSchemas, setKeepsSchemas } from "./kept-schemas.js";

/** One file of event layouts as it is listed. */
export interface ShelvedSchema extends SchemaUse {
  /** For the next time, too. */
  readonly kept: boolean;
}

export interface SchemaShelfState {
  /** In use or kept. */
  readonly files: readonly ShelvedSchema[];
  /** Files brought from now on are kept: what was chosen. */
  readonly keep: boolean;
  /** The browser lets nothing be kept. */
  readonly refused: boolean;
  /** A trace is open, so that `events` means something. */
  readonly inUse: boolean;
}

/** The event layouts that people brought: those that the open trace is decoded by, and those that this browser keeps. */
export class SchemaShelf {
  readonly state = new Store<SchemaShelfState>({ files: [], keep: keepsSchemas(), refused: false, inUse: false });
  #used: readonly SchemaUse[] = [];
  #kept: readonly KeptSchema[] = [];

  /** Texts to open a trace with. */
  async kept(): Promise<readonly SideCarText[]> {
    await this.#read();
    return this.#kept.map(({ text, name }) => ({ text, name, kept: true }));
  }

  /** Reads what is kept, for a list that is about to be shown. */
  async refresh(): Promise<void> {
    await this.#read();
    this.#tell(this.state.value.inUse);
  }

  /** Asks what the open trace is decoded by. What of it came in these texts is kept. */
  async follow(client: EngineClient, texts: readonly SideCarText[] = []): Promise<void> {
    this.#used = await client.call("schemas");
    for (const { text, name } of texts) {
      const schema = this.#used.find((used) => used.name === name && used.size === text.length);
      if (schema !== undefined) await keepSchema(text, schema);
    }
    await this.#read();
    this.#tell(true);
  }

  /** A file was brought while no trace is open. Says whether it is kept. */
  async keep(text: string, schema: SchemaUse): Promise<boolean> {
    const kept = await keepSchema(text, schema);
    await this.refresh();
    return kept;
  }

  /** A file was brought to the open trace. Says whether it is kept. */
  async take(client: EngineClient, text: string, schema: SchemaUse): Promise<boolean> {
    await keepSchema(text, schema);
    await this.follow(client);
    return this.#kept.some(({ key }) => key === schema.key);
  }

  /** From here and the next time. */
  async remove(keys: readonly string[]): Promise<void> {
    await forgetSchemas(keys);
    this.#used = this.#used.filter(({ key }) => !keys.includes(key));
    await this.refresh();
  }

  /** Files that were kept before stay; they can be removed. */
  setKeep(keep: boolean): void {
    setKeepsSchemas(keep);
    this.state.update({ keep });
  }

  /** The trace was closed. */
  leave(): void {
    this.#used = [];
    this.#tell(false);
  }

  async #read(): Promise<void> {
    const kept = await keptSchemas();
    this.#kept = kept ?? [];
    this.state.update({ refused: kept === undefined });
  }

  #tell(inUse: boolean): void {
    const kept = new Set(this.#kept.map(({ key }) => key));
    const used = new Set(this.#used.map(({ key }) => key));
    const idle = this.#kept.filter(({ key }) => !used.has(key));
    const files = [...this.#used.map((file) => ({ ...file, kept: kept.has(file.key) })), ...idle.map(listed)];
    this.state.update({ files, inUse });
  }
}

/** Without its text. */
function listed({ key, name, kind, providers, definitions, size }: KeptSchema): ShelvedSchema {
  return { key, name, kind, providers, definitions, size, events: 0, kept: true };
}
