/** What events tell of an interface or a component beside its name. */
export interface Told {
  readonly addresses: Set<string>;
  guid?: string;
  mac?: string;
  interfaceIndex?: number;
  compartment?: number;
  switchName?: string;
}

/** As many addresses of one place are kept: a trace that tells of more is hostile. */
const MAX_ADDRESSES = 1_000;

export interface KeptPlaceFacts {
  readonly interfaces: ReadonlyMap<number, Told>;
  readonly components: ReadonlyMap<number, Told>;
  readonly nics: ReadonlyMap<string, Told>;
}

/** Addresses and numbers of places, by interface index, PktMon component or name of a NIC on a switch. */
export class PlaceFacts {
  readonly #interfaces: Map<number, Told>;
  readonly #components: Map<number, Told>;
  readonly #nics: Map<string, Told>;

  constructor(kept?: KeptPlaceFacts) {
    this.#interfaces = new Map(kept?.interfaces);
    this.#components = new Map(kept?.components);
    this.#nics = new Map(kept?.nics);
  }

  /** All that was told, to be kept; not a copy. */
  get kept(): KeptPlaceFacts {
    return { interfaces: this.#interfaces, components: this.#components, nics: this.#nics };
  }

  interface(index: number): Told {
    return learnt(this.#interfaces, index);
  }

  component(id: number): Told {
    return learnt(this.#components, id);
  }

  nic(name: string): Told {
    return learnt(this.#nics, name.toLowerCase());
  }

  /** Takes over what another source of the same machine told. */
  absorb(other: PlaceFacts): void {
    for (const [index, told] of other.#interfaces) take(this.interface(index), told);
    for (const [id, told] of other.#components) take(this.component(id), told);
    for (const [name, told] of other.#nics) take(this.nic(name), told);
  }

  ofInterface(index: number): Told | undefined {
    return this.#interfaces.get(index);
  }

  ofComponent(id: number): Told | undefined {
    return this.#components.get(id);
  }

  ofNic(name: string): Told | undefined {
    return this.#nics.get(name.toLowerCase());
  }
}

function take(told: Told, { addresses, ...more }: Told): void {
  Object.assign(told, more);
  for (const address of addresses) addAddress(told, address);
}

export function addAddress(told: Told, address: string): void {
  if (address !== "" && told.addresses.size < MAX_ADDRESSES) told.addresses.add(address);
}

function learnt<Key>(map: Map<Key, Told>, key: Key): Told {
  const known = map.get(key) ?? { addresses: new Set<string>() };
  map.set(key, known);
  return known;
}
