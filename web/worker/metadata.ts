import type { EventSchema, ValueMap } from "../trace/schema.js";

/** All that was learnt, to be kept: structured-cloneable. */
export interface KeptMetadata {
  readonly schemas: ReadonlyMap<string, EventSchema>;
  readonly maps: ReadonlyMap<string, ValueMap>;
  readonly names: ReadonlyMap<string, string>;
  readonly binaries: ReadonlyMap<string, string>;
  readonly build: number;
}

/** Layouts and names that the trace itself brings. They apply to the whole trace, wherever in it they stand, and win over the built-in ones. */
export class Metadata {
  readonly #schemas: Map<string, EventSchema>;
  readonly #maps: Map<string, ValueMap>;
  readonly #names: Map<string, string>;
  readonly #binaries: Map<string, string>;
  #changed = new Set<string>();
  /** OS build of the traced machine: some value lists depend on it. */
  build: number;

  /** Distinct layouts kept: far more than any trace embeds, few enough for a hostile one. */
  static readonly #MAX = 50_000;

  constructor(kept?: KeptMetadata) {
    this.#schemas = new Map(kept?.schemas);
    this.#maps = new Map(kept?.maps);
    this.#names = new Map(kept?.names);
    this.#binaries = new Map(kept?.binaries);
    this.build = kept?.build ?? 0;
  }

  /** Not a copy. */
  get kept(): KeptMetadata {
    return { schemas: this.#schemas, maps: this.#maps, names: this.#names, binaries: this.#binaries, build: this.build };
  }

  learnSchema(schema: EventSchema): void {
    if (this.#schemas.size >= Metadata.#MAX) return;
    this.#schemas.set(key(schema.provider, schema.id, schema.version, schema.opcode), schema);
    this.#changed.add(schema.provider);
    if (schema.providerName !== undefined) this.learnProvider(schema.provider, schema.providerName);
  }

  /** Providers of which layouts were learnt since this was asked last. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed;
    if (changed.size > 0) this.#changed = new Set();
    return changed;
  }

  learnMap(provider: string, name: string, map: ValueMap): void {
    if (this.#maps.size < Metadata.#MAX) this.#maps.set(`${provider}/${name}`, map);
  }

  learnProvider(guid: string, name: string): void {
    if (name !== "" && this.#names.size < Metadata.#MAX) this.#names.set(guid, name);
  }

  /** Manifest layouts go by id and version; classic ones by opcode and version. */
  schema(provider: string, id: number, version: number, opcode: number): EventSchema | undefined {
    return this.#schemas.get(key(provider, id, version, undefined)) ?? (id === 0 ? this.#schemas.get(key(provider, 0, version, opcode)) : undefined);
  }

  map(provider: string, name: string): ValueMap | undefined {
    return this.#maps.get(`${provider}/${name}`);
  }

  providerName(guid: string): string | undefined {
    return this.#names.get(guid);
  }

  /** The file of the driver or program that a provider is in: better than a bare GUID. */
  learnBinary(guid: string, path: string): void {
    const name = path.slice(path.lastIndexOf("\\") + 1);
    if (name !== "" && this.#binaries.size < Metadata.#MAX) this.#binaries.set(guid, name);
  }

  binaryName(guid: string): string | undefined {
    return this.#binaries.get(guid);
  }

  /** GUIDs of the providers that the trace calls so. */
  providerGuids(name: string): readonly string[] {
    return [...this.#names].flatMap(([guid, known]) => (known === name ? [guid] : []));
  }
}

function key(provider: string, id: number, version: number, opcode: number | undefined): string {
  return opcode === undefined ? `${provider}/${id}/${version}` : `${provider}/opcode ${opcode}/${version}`;
}
