import type { PlaceKind } from "../../core/api.js";
import type { NetworkType, SideCarEntry, SideCarNames } from "./side-car.js";

/** More things under one key than this are not told apart: the key names nobody. */
const MAX_SHARED = 16;
const MAX_ADDRESSES = 1_000;
const BUCKET_DIGITS = 8;

/** What a trace knows of a place that a listing may know too, as far as it does. */
export interface PlaceClues {
  readonly guids: readonly string[];
  readonly mac?: string | undefined;
  readonly interfaceIndex?: number | undefined;
  /** Friendly names and descriptions. */
  readonly names: readonly string[];
  readonly addresses?: Iterable<string> | undefined;
}

/** What all listings together say of one network adapter. */
export interface AdapterRecord {
  entry: SideCarEntry;
  /** Numbers of the listings that told of it. */
  readonly listings: Set<number>;
}

/** What listings say of a place. */
export interface KnownPlace extends SideCarEntry {
  /** What people call it. */
  readonly name?: string;
  readonly kind?: PlaceKind;
  readonly listings: ReadonlySet<number>;
}

interface Told<T> {
  readonly facts: T;
  readonly listings: Set<number>;
}

type ContainerFacts = Pick<SideCarEntry, "container" | "pod" | "namespace">;

/** The contents of all listings of one trace, put together: what one says of a MAC and another of its index is one adapter. */
export class NameBook {
  readonly #adapters = new Map<string, AdapterRecord[]>();
  /** Ids of endpoints and containers by their first digits. */
  readonly #ids = new Map<string, { readonly id: string; readonly record: AdapterRecord }[]>();
  readonly #containers = new Map<string, { readonly id: string; told: Told<ContainerFacts> }[]>();
  readonly #pods = new Map<string, Told<ContainerFacts>>();
  readonly #networks = new Map<string, Told<NetworkType>>();
  readonly #switches = new Map<string, Told<SideCarEntry>>();
  /** Names of the adapters that each virtual machine has. */
  readonly #machines = new Map<string, Set<string>>();
  #listings = 0;

  /** Returns the number of the listing. */
  add(names: SideCarNames): number {
    const listing = ++this.#listings;
    for (const entry of names.entries) this.#add(entry, listing);
    return listing;
  }

  get empty(): boolean {
    return this.#listings === 0;
  }

  /** The adapter that a GUID, a MAC, an interface index or the first digits of an endpoint's id tell. */
  sure({ guids, mac, interfaceIndex, names }: PlaceClues): AdapterRecord | undefined {
    const clue: SideCarEntry = { ...(interfaceIndex === undefined ? {} : { interfaceIndex }), ...(guids.length === 1 ? { guid: guids[0] as string } : {}) };
    const fits = (record: AdapterRecord): boolean => agree(record.entry, clue);
    for (const guid of guids) {
      const found = this.#only(`g:${guid}`) ?? this.#byDigits(guid.replaceAll("-", ""));
      if (found !== undefined) return found;
    }
    const called = new Set(names.map((name) => name.toLowerCase()));
    const byMac = mac === undefined ? [] : (this.#adapters.get(`m:${mac.toLowerCase().replaceAll("-", ":")}`) ?? []).filter(fits);
    const byIndex = this.#only(`i:${String(interfaceIndex)}`, fits);
    const named = byMac.filter(({ entry }) => called.has(entry.alias?.toLowerCase() ?? ""));
    // Host and switch often share the MAC of the card: the index decides between them, then the name.
    if (byMac.length > 1) return byMac.find((record) => record === byIndex) ?? (named.length === 1 ? named[0] : undefined);
    return (
      byMac[0] ??
      byIndex ??
      names
        .flatMap(digitsIn)
        .map((digits) => this.#byDigits(digits))
        .find((record) => record !== undefined)
    );
  }

  /** The adapter that is called the same and that `taken` does not name as another place. */
  byName({ guids, interfaceIndex, names }: PlaceClues, taken: ReadonlySet<AdapterRecord>): AdapterRecord | undefined {
    const fits = ({ entry }: AdapterRecord): boolean =>
      (entry.guid === undefined || guids.length === 0 || guids.includes(entry.guid)) &&
      (entry.interfaceIndex === undefined || interfaceIndex === undefined || entry.interfaceIndex === interfaceIndex);
    for (const name of names.map((one) => one.toLowerCase())) {
      const found = this.#only(`a:${name}`) ?? this.#only(`a:vethernet (${name})`) ?? this.#only(`d:${name}`);
      if (found !== undefined && fits(found) && !taken.has(found)) return found;
    }
    return undefined;
  }

  /** All that is known of an adapter, its container and its network; also of a place that only a container's id or a pod's address tells. */
  about(record: AdapterRecord | undefined, { names, addresses }: PlaceClues): KnownPlace | undefined {
    const entry = record?.entry ?? {};
    const ids = entry.containerId === undefined ? names.flatMap(digitsIn) : [entry.containerId];
    const container = ids.map((id) => this.#container(id)).find((told) => told !== undefined);
    const pod = [...(entry.addresses ?? []), ...(addresses ?? [])].map((address) => this.#pods.get(address)).find((told) => told !== undefined);
    if (record === undefined && container === undefined && pod === undefined) return undefined;
    const network = entry.network === undefined ? undefined : this.#networks.get(entry.network.toLowerCase());
    const facts: SideCarEntry = {
      ...(network === undefined ? {} : { networkType: network.facts }),
      ...entry,
      ...(container?.facts.container !== undefined && entry.container !== undefined ? {} : container?.facts),
      ...pod?.facts,
    };
    const name = this.#nameOf(facts);
    const ofContainer = facts.pod !== undefined || facts.container !== undefined;
    const kind = ofContainer ? "container-nic" : facts.placeKind;
    const listings = new Set([record, container, pod, network].flatMap((told) => [...(told?.listings ?? [])]));
    return { ...facts, ...(name === undefined ? {} : { name }), ...(kind === undefined ? {} : { kind }), listings };
  }

  /** What is known of a virtual switch by its GUID or name, and of the container network of that name. */
  switch(guid: string | undefined, name: string): KnownPlace | undefined {
    const told = (guid === undefined ? undefined : this.#switches.get(`g:${guid}`)) ?? this.#switches.get(`n:${name.toLowerCase()}`);
    const called = told?.facts.switch ?? name;
    const network = this.#networks.get(called.toLowerCase());
    if (told === undefined && network === undefined) return undefined;
    return {
      ...told?.facts,
      ...(told === undefined ? {} : { name: called }),
      ...(network === undefined ? {} : { network: called, networkType: network.facts }),
      listings: told?.listings ?? new Set(),
    };
  }

  #add(entry: SideCarEntry, listing: number): void {
    const { network, networkType, containerId, pod, container, namespace } = entry;
    if (network !== undefined && networkType !== undefined) tell(this.#networks, network.toLowerCase(), networkType, listing);
    if (entry.switchType !== undefined) {
      if (entry.guid !== undefined) tell(this.#switches, `g:${entry.guid}`, entry, listing);
      if (entry.switch !== undefined) tell(this.#switches, `n:${entry.switch.toLowerCase()}`, entry, listing);
      return;
    }
    const facts: ContainerFacts = {
      ...(container === undefined ? {} : { container }),
      ...(pod === undefined ? {} : { pod }),
      ...(namespace === undefined ? {} : { namespace }),
    };
    if (containerId !== undefined && (container ?? pod) !== undefined) this.#addContainer(containerId, facts, listing);
    if (pod !== undefined) {
      for (const address of entry.addresses ?? []) tell(this.#pods, address, facts, listing);
      return;
    }
    if (keysOf(entry).length > 0 && !isNetwork(entry)) this.#addAdapter(entry, listing);
  }

  #addContainer(id: string, facts: ContainerFacts, listing: number): void {
    const known = this.#container(id);
    if (known !== undefined) {
      Object.assign(known.facts, facts);
      known.listings.add(listing);
    } else shared(this.#containers, id.slice(0, BUCKET_DIGITS), { id, told: { facts: { ...facts }, listings: new Set([listing]) } });
  }

  #addAdapter(entry: SideCarEntry, listing: number): void {
    const known = this.#same(entry);
    const record: AdapterRecord = known ?? { entry: {}, listings: new Set() };
    record.entry = merged(record.entry, entry);
    record.listings.add(listing);
    for (const key of keysOf(record.entry)) if (!(this.#adapters.get(key) ?? []).includes(record)) shared(this.#adapters, key, record);
    const { endpointId, containerId, vm, vmAdapter } = entry;
    for (const id of [endpointId, containerId]) if (id !== undefined) shared(this.#ids, id.slice(0, BUCKET_DIGITS), { id, record });
    if (vm === undefined) return;
    const adapters = this.#machines.get(vm) ?? new Set();
    if (adapters.size < MAX_SHARED) adapters.add(`${vmAdapter ?? ""} ${entry.mac ?? ""} ${entry.guid ?? ""}`);
    this.#machines.set(vm, adapters);
  }

  /** The adapter that an entry of another listing tells of. */
  #same(entry: SideCarEntry): AdapterRecord | undefined {
    for (const key of keysOf(entry)) {
      // Descriptions are many adapters' own.
      if (key.startsWith("d:")) continue;
      const fits = (this.#adapters.get(key) ?? []).filter(
        (record) =>
          agree(record.entry, entry) &&
          // A card and the host's adapter on its switch often have one MAC; two adapters may have had one name.
          !(key.startsWith("m:") && differ(aliasOf(record.entry)?.toLowerCase(), aliasOf(entry)?.toLowerCase())) &&
          !(key.startsWith("a:") && differ(record.entry.mac, entry.mac)),
      );
      if (fits.length === 1) return fits[0];
    }
    return undefined;
  }

  #only(key: string, fits: (record: AdapterRecord) => boolean = () => true): AdapterRecord | undefined {
    const found = (this.#adapters.get(key) ?? []).filter(fits);
    return found.length === 1 ? found[0] : undefined;
  }

  #byDigits(digits: string): AdapterRecord | undefined {
    const bucket = this.#ids.get(digits.slice(0, BUCKET_DIGITS)) ?? [];
    const found = new Set(bucket.filter(({ id }) => sameStart(id, digits)).map(({ record }) => record));
    return found.size === 1 ? [...found][0] : undefined;
  }

  #container(id: string): Told<ContainerFacts> | undefined {
    const found = (this.#containers.get(id.slice(0, BUCKET_DIGITS)) ?? []).filter((one) => sameStart(one.id, id));
    return found.length === 1 ? found[0]?.told : undefined;
  }

  #nameOf({ pod, namespace, container, vm, vmAdapter, ...entry }: SideCarEntry): string | undefined {
    if (pod !== undefined) return namespace === undefined ? pod : `${namespace}/${pod}`;
    if (container !== undefined) return container;
    if (vm === undefined) return aliasOf(entry);
    return (this.#machines.get(vm)?.size ?? 0) > 1 && vmAdapter !== undefined ? `${vm} (${vmAdapter})` : vm;
  }
}

/** Windows names the host's adapter on a switch so, unless somebody renamed it. */
function aliasOf({ alias, hostAdapter }: SideCarEntry): string | undefined {
  return alias ?? (hostAdapter === undefined ? undefined : `vEthernet (${hostAdapter})`);
}

/** From the surest to the least sure. */
function keysOf(entry: SideCarEntry): readonly string[] {
  const { guid, endpointId, mac, interfaceIndex, description } = entry;
  const alias = aliasOf(entry)?.toLowerCase();
  const keys = [
    guid === undefined ? "" : `g:${guid}`,
    endpointId === undefined ? "" : `e:${endpointId}`,
    mac === undefined ? "" : `m:${mac}`,
    interfaceIndex === undefined ? "" : `i:${interfaceIndex}`,
    alias === undefined ? "" : `a:${alias}`,
    description === undefined ? "" : `d:${description.toLowerCase()}`,
  ];
  return keys.filter((key) => key !== "");
}

function isNetwork({ network, mac, endpointId, interfaceIndex, alias }: SideCarEntry): boolean {
  return network !== undefined && mac === undefined && endpointId === undefined && interfaceIndex === undefined && alias === undefined;
}

/** Nothing that tells adapters apart is said differently. Ids of endpoints have two lengths: docker's own and the host's. */
function agree(a: SideCarEntry, b: SideCarEntry): boolean {
  if (a.vm !== undefined && (b.alias ?? b.hostAdapter ?? b.interfaceIndex) !== undefined) return false;
  if (b.vm !== undefined && (a.alias ?? a.hostAdapter ?? a.interfaceIndex) !== undefined) return false;
  if (differ(a.guid, b.guid) || differ(a.interfaceIndex, b.interfaceIndex) || differ(a.vm, b.vm) || differ(a.vmAdapter, b.vmAdapter)) return false;
  return a.endpointId?.length !== b.endpointId?.length || !differ(a.endpointId, b.endpointId);
}

function differ<T>(one: T | undefined, other: T | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** What was said last counts, but addresses add up. */
function merged(before: SideCarEntry, entry: SideCarEntry): SideCarEntry {
  if (before.addresses === undefined || entry.addresses === undefined) return { ...before, ...entry };
  const full = before.addresses.length >= MAX_ADDRESSES;
  const addresses = full ? before.addresses : [...new Set([...before.addresses, ...entry.addresses])].slice(0, MAX_ADDRESSES);
  return { ...before, ...entry, addresses };
}

function sameStart(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** Ids in a friendly name: "Container NIC 066a9b55", "f82c3ec1d0fe590", "vEthernet (9fcd829d.._l2bridge)". */
function digitsIn(name: string): readonly string[] {
  return name.length > 512 ? [] : (name.toLowerCase().match(/(?<![0-9a-z])[0-9a-f]{8,64}(?![0-9a-z])/g) ?? []);
}

function tell<T>(map: Map<string, Told<T>>, key: string, facts: T, listing: number): void {
  const listings = map.get(key)?.listings ?? new Set();
  map.set(key, { facts, listings: listings.add(listing) });
}

function shared<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key) ?? [];
  if (list.length < MAX_SHARED) list.push(value);
  map.set(key, list);
}
