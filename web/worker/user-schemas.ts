import { providerGuids } from "../providers/registry.js";
import type { EventSchema, ValueMap } from "../trace/schema.js";
import type { SchemaFile, SchemaProvider } from "../trace/schema-file.js";
import type { Metadata } from "./metadata.js";

/** A file of layouts that a person brought. */
export interface UserFile {
  /** Of its text. */
  readonly key: string;
  readonly name: string;
  /** Characters. */
  readonly size: number;
  readonly content: SchemaFile;
}

/** One of its layouts with what is needed to decode by it. */
export interface UserLayout {
  readonly schema: EventSchema;
  readonly file: UserFile;
  readonly maps: ReadonlyMap<string, ValueMap>;
}

/** How the layouts do in a trace. */
export interface SchemaUses {
  /** Events decoded to fields, by type, of those that a layout was brought for. */
  readonly decoded: ReadonlyMap<number, number>;
  /** Events by the file whose layout or words they use. */
  readonly events: ReadonlyMap<string, number>;
}

export const NO_USES: SchemaUses = { decoded: new Map(), events: new Map() };
const NONE: readonly UserLayout[] = [];
/** Layouts tried for one event: versions of it in all files. */
const MAX_LAYOUTS = 32;

/** The layouts that people brought, of all files together. What was brought last comes first. */
export class UserSchemas {
  readonly #metadata: Metadata;
  readonly #files = new Map<string, UserFile>();
  readonly #layouts = new Map<string, UserLayout[]>();
  readonly #names = new Map<string, string>();
  /** Counted when the files change. */
  uses = NO_USES;

  constructor(metadata: Metadata) {
    this.#metadata = metadata;
  }

  get files(): readonly UserFile[] {
    return [...this.#files.values()];
  }

  add(files: readonly UserFile[]): void {
    for (const file of files) {
      this.#files.delete(file.key);
      this.#files.set(file.key, file);
    }
    this.refresh();
  }

  remove(keys: readonly string[]): void {
    for (const key of keys) this.#files.delete(key);
    this.refresh();
  }

  /** Finds anew which providers are meant where only a name is told: the trace may have told more names since. */
  refresh(): void {
    this.#layouts.clear();
    this.#names.clear();
    for (const file of this.files.toReversed())
      for (const provider of file.content.providers) for (const guid of this.#guids(provider)) this.#index(guid, provider, file);
  }

  /** Layouts to try for an event, those of its version first. */
  layouts(provider: string, id: number, version: number): readonly UserLayout[] {
    const all = this.#layouts.get(`${provider}/${id}`);
    if (all === undefined) return NONE;
    return all.length === 1 ? all : all.toSorted((a, b) => Math.abs(a.schema.version - version) - Math.abs(b.schema.version - version));
  }

  providerName(guid: string): string | undefined {
    return this.#names.get(guid);
  }

  #guids({ guid, name }: SchemaProvider): readonly string[] {
    if (guid !== undefined) return [guid];
    if (name === undefined) return [];
    const told = this.files.flatMap(({ content }) =>
      content.providers.flatMap((other) => (other.name === name && other.guid !== undefined ? [other.guid] : [])),
    );
    return [...new Set([...this.#metadata.providerGuids(name), ...providerGuids(name), ...told])];
  }

  #index(guid: string, provider: SchemaProvider, file: UserFile): void {
    if (provider.name !== undefined && !this.#names.has(guid)) this.#names.set(guid, provider.name);
    const { maps } = provider;
    for (const schema of provider.schemas) {
      const key = `${guid}/${schema.id}`;
      const known = this.#layouts.get(key);
      if (known === undefined) this.#layouts.set(key, [{ schema, file, maps }]);
      else if (known.length < MAX_LAYOUTS) known.push({ schema, file, maps });
    }
  }
}
