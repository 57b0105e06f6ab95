import type { PlaceKind, PlaceRef } from "../core/api.js";
import { PlaceFacts, type KeptPlaceFacts, type Told } from "./place-facts.js";
import { NameBook, type AdapterRecord, type KnownPlace, type PlaceClues } from "./side-cars/name-book.js";
import type { SideCarNames } from "./side-cars/side-car.js";

const ALL_GUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** What a trace says of one network interface of the machine. */
export interface InterfaceFacts {
  readonly index: number;
  readonly alias?: string;
  readonly description?: string;
  readonly guid?: string;
  readonly mac?: string;
  /** IANA ifType: 6 Ethernet, 24 loopback, 71 802.11, 131 tunnel, ... */
  readonly type?: number;
}

export interface ComponentFacts {
  readonly id: number;
  /** PktMon's component type, 1 to 15. */
  readonly type: number;
  readonly name: string;
  readonly description: string;
}

/** PktMon component types (providers.md section 4) as kinds of place. */
const COMPONENT_KINDS: Readonly<Record<number, PlaceKind>> = {
  1: "filter",
  2: "physical-nic",
  3: "filter",
  4: "protocol",
  5: "vm-nic",
  6: "virtual-nic",
  7: "switch-port",
  8: "switch-port",
  9: "virtual-nic",
  10: "stack",
  11: "stack",
  12: "protocol",
  13: "protocol",
  14: "physical-nic",
  15: "stack",
};

/** What events told of places, without what listings say: structured-cloneable. */
export interface KeptPlaces {
  readonly prefix: string;
  readonly interfaces: ReadonlyMap<number, InterfaceFacts>;
  readonly components: ReadonlyMap<number, ComponentFacts>;
  readonly nics: ReadonlyMap<string, string>;
  readonly switches: ReadonlyMap<string, string>;
  readonly nicOfGuid: ReadonlyMap<string, string>;
  readonly interfaceOfGuid: ReadonlyMap<string, number>;
  readonly facts: KeptPlaceFacts;
}

/** Names and kinds of the places of one trace, learnt from whatever event tells of them; answers are as good as what is known by then. */
export class PlaceBook {
  /** Stands before the ids of places where a trace has several machines: "m2:". */
  prefix: string;
  readonly #interfaces: Map<number, InterfaceFacts>;
  readonly #components: Map<number, ComponentFacts>;
  /** Friendly names by NIC or switch name, lower case. */
  readonly #nics: Map<string, string>;
  readonly #switches: Map<string, string>;
  readonly #refs = new Map<string, PlaceRef>();

  /** What a switch calls the NIC with this GUID: its own name for it holds the GUID of the interface. */
  readonly #nicOfGuid: Map<string, string>;
  readonly #interfaceOfGuid: Map<string, number>;
  /** Addresses and numbers that events tell beside names. */
  readonly facts: PlaceFacts;

  readonly #names = new NameBook();
  /** What listings say of places, by the id of the place. */
  readonly #known = new Map<string, KnownPlace | undefined>();
  /** Adapters of listings that are sure to be another place than one that is only called like them. */
  #taken: ReadonlySet<AdapterRecord> | undefined;
  /** How many NICs on switches have a friendly name: made when listings are matched with places. */
  #called: ReadonlyMap<string, number> | undefined;

  constructor(kept?: KeptPlaces) {
    this.prefix = kept?.prefix ?? "";
    this.#interfaces = new Map(kept?.interfaces);
    this.#components = new Map(kept?.components);
    this.#nics = new Map(kept?.nics);
    this.#switches = new Map(kept?.switches);
    this.#nicOfGuid = new Map(kept?.nicOfGuid);
    this.#interfaceOfGuid = new Map(kept?.interfaceOfGuid);
    this.facts = new PlaceFacts(kept?.facts);
  }

  /** Not a copy. */
  get kept(): KeptPlaces {
    return {
      prefix: this.prefix,
      interfaces: this.#interfaces,
      components: this.#components,
      nics: this.#nics,
      switches: this.#switches,
      nicOfGuid: this.#nicOfGuid,
      interfaceOfGuid: this.#interfaceOfGuid,
      facts: this.facts.kept,
    };
  }

  learnInterface(facts: InterfaceFacts): void {
    const { index, guid } = facts;
    this.#interfaces.set(index, { ...this.#interfaces.get(index), ...facts });
    if (guid !== undefined) this.#interfaceOfGuid.set(guid, index);
    this.#forget();
  }

  learnComponent(facts: ComponentFacts): void {
    this.#components.set(facts.id, facts);
    this.#forget();
  }

  /** Takes over what another source of the same machine told. */
  absorb(other: PlaceBook): void {
    for (const facts of other.#interfaces.values()) this.learnInterface(facts);
    for (const facts of other.#components.values()) this.learnComponent(facts);
    for (const [name, friendly] of other.#nics) this.learnNic(name, friendly);
    for (const [nic, name] of other.#switches) this.learnPort(nic, name);
    this.facts.absorb(other.facts);
  }

  /** What a listing says gives names to places from now on. Returns its number. */
  learnSideCar(names: SideCarNames): number {
    this.#forget();
    return this.#names.add(names);
  }

  /** How many places a listing tells of: those that the trace names, and those seen. */
  toldBy(listing: number, seen: readonly PlaceRef[]): number {
    const told = new Set<string>();
    for (const ref of [...this.#all(), ...seen]) if (this.about(ref)?.listings.has(listing) === true) told.add(ref.id);
    return told.size;
  }

  /** What listings say of a place. */
  about({ id }: PlaceRef): KnownPlace | undefined {
    if (this.#names.empty) return undefined;
    if (!this.#known.has(id)) this.#known.set(id, this.#look(id));
    return this.#known.get(id);
  }

  /** The place as it is called by now: its id never changes. */
  current(ref: PlaceRef): PlaceRef {
    const known = this.about(ref);
    if (known === undefined) return ref;
    const { alias, description } = known;
    const kind = known.kind ?? (ref.kind === "unknown" ? interfaceKind(`${alias ?? ""} ${description ?? ""}`, undefined) : ref.kind);
    return { id: ref.id, name: known.name ?? ref.name, kind };
  }

  /** `name` is what the switch calls a NIC (mostly a GUID, "/DEVICE/{...}" for a physical one), `friendly` what people call it. */
  learnNic(name: string, friendly: string): void {
    if (name === "" || friendly === "" || this.#nics.get(name.toLowerCase()) === friendly) return;
    this.#nics.set(name.toLowerCase(), friendly);
    const guid = GUID.exec(name.toLowerCase())?.[0];
    if (guid !== undefined) this.#nicOfGuid.set(guid, name.toLowerCase());
    this.#forget();
  }

  /** A NIC is connected to a switch. */
  learnPort(nic: string, name: string): void {
    this.#switches.set(nic.toLowerCase(), name);
  }

  /** The switch a NIC was last seen on. */
  switchOfNic(nic: string): PlaceRef | undefined {
    const name = this.#switches.get(nic.toLowerCase());
    return name === undefined ? undefined : this.switch(name);
  }

  /** All interfaces that the trace told of. */
  get interfaces(): readonly InterfaceFacts[] {
    return [...this.#interfaces.values()];
  }

  get components(): readonly ComponentFacts[] {
    return [...this.#components.values()];
  }

  /** Names of all NICs that were seen on a switch. */
  get connectedNics(): readonly string[] {
    return [...this.#switches.keys()];
  }

  /** The place of frames that carry an interface index: the same place as the NIC of that GUID on a switch. */
  interface(index: number): PlaceRef {
    const facts = this.#interfaces.get(index);
    const nic = facts?.guid === undefined ? undefined : this.#nicOfGuid.get(facts.guid);
    const key = `if:${index}`;
    const known = this.#refs.get(key);
    if (known !== undefined) return known;
    if (nic !== undefined) {
      const ref = this.current({ id: `${this.prefix}nic:${nic}`, name: facts?.alias ?? facts?.description ?? this.nic(nic).name, kind: this.nic(nic).kind });
      this.#refs.set(key, ref);
      return ref;
    }
    return this.#ref(key, () => {
      const name = facts?.alias ?? facts?.description ?? facts?.guid ?? `Interface ${index}`;
      const kind = interfaceKind(`${facts?.alias ?? ""} ${facts?.description ?? ""}`, facts?.type);
      // Teams and bridges have the same driver, so the same description: a bridge is called one, or stands under a switch.
      return { name, kind: kind === "bridge" && !/bridge/i.test(facts?.alias ?? "") ? "team-nic" : kind };
    });
  }

  nic(name: string): PlaceRef {
    const key = name.toLowerCase();
    return this.#ref(`nic:${key}`, () => {
      const friendly = this.#nics.get(key);
      return { name: friendly ?? shortName(name), kind: nicKind(name, friendly ?? "") };
    });
  }

  switch(name: string): PlaceRef {
    const key = name.toLowerCase();
    return this.#ref(`switch:${key}`, () => ({ name: this.#nics.get(key) ?? shortName(name), kind: "switch" }));
  }

  component(id: number): PlaceRef {
    return this.#ref(`pktmon:${id}`, () => {
      const facts = this.#components.get(id);
      if (facts === undefined) return { name: `Component ${id}`, kind: "unknown" };
      const { type, name, description } = facts;
      const kind = COMPONENT_KINDS[type] ?? "unknown";
      return {
        name: description === "" || description === name ? name || `Component ${id}` : description,
        kind: kind === "physical-nic" ? interfaceKind(description, undefined, kind) : kind,
      };
    });
  }

  named(id: string, name: string, kind: PlaceKind): PlaceRef {
    return this.#ref(id, () => ({ name, kind }));
  }

  #ref(id: string, make: () => { name: string; kind: PlaceKind }): PlaceRef {
    const known = this.#refs.get(id);
    if (known !== undefined) return known;
    const ref = this.current({ id: this.prefix + id, ...make() });
    this.#refs.set(id, ref);
    return ref;
  }

  #forget(): void {
    this.#refs.clear();
    this.#known.clear();
    this.#taken = undefined;
    this.#called = undefined;
  }

  #all(): readonly PlaceRef[] {
    return [
      ...[...this.#interfaces.keys()].map((index) => this.interface(index)),
      ...this.connectedNics.flatMap((nic) => [this.nic(nic), this.switchOfNic(nic) ?? this.nic(nic)]),
      ...[...this.#components.keys()].map((id) => this.component(id)),
    ];
  }

  #look(whole: string): KnownPlace | undefined {
    if (!whole.startsWith(this.prefix)) return undefined;
    const id = whole.slice(this.prefix.length);
    const [kind, key] = [id.slice(0, id.indexOf(":")), id.slice(id.indexOf(":") + 1)];
    if (kind === "switch") return this.#names.switch(GUID.exec(key)?.[0], this.#nics.get(key) ?? key);
    const clues = this.#clues(kind, key);
    if (clues === undefined) return undefined;
    this.#taken ??= new Set(this.#sureRecords());
    return this.#names.about(this.#names.sure(clues) ?? this.#names.byName(clues, this.#taken), clues);
  }

  #clues(kind: string, key: string): PlaceClues | undefined {
    if (kind === "if") return this.#interfaceClues(Number(key), [], this.facts.ofInterface(Number(key)));
    if (kind === "nic") {
      // A virtual machine's NIC is named by the machine and the NIC: only the second is its own.
      const guids = (key.match(ALL_GUIDS) ?? []).slice(-1);
      const friendly = this.#nics.get(key);
      this.#called ??= counted([...this.#switches.keys()].map((nic) => this.#nics.get(nic) ?? ""));
      const alone = friendly !== undefined && (this.#called.get(friendly) ?? 0) <= 1;
      const index = this.#interfaceOfGuid.get(guids[0] ?? "");
      const clues = this.#interfaceClues(index, alone ? [friendly] : [], this.facts.ofNic(key));
      return { ...clues, guids: [...new Set([...guids, ...clues.guids])] };
    }
    if (kind !== "pktmon") return undefined;
    const facts = this.#components.get(Number(key));
    // Filters and protocols stand on an adapter and have its numbers, but are places of their own.
    if (facts === undefined || COMPONENT_KINDS[facts.type]?.endsWith("-nic") !== true) return undefined;
    return this.#interfaceClues(undefined, [facts.name, facts.description], this.facts.ofComponent(facts.id));
  }

  #interfaceClues(index: number | undefined, names: readonly string[], told: Told | undefined): PlaceClues {
    const facts = index === undefined ? undefined : this.#interfaces.get(index);
    return {
      guids: [...new Set([facts?.guid, told?.guid].filter((guid) => guid !== undefined))],
      mac: facts?.mac ?? told?.mac,
      interfaceIndex: index ?? told?.interfaceIndex,
      names: [facts?.alias, facts?.description, ...names].filter((name) => name !== undefined),
      addresses: told?.addresses,
    };
  }

  *#sureRecords(): Iterable<AdapterRecord> {
    const ids = [...[...this.#interfaces.keys()].map((index) => ["if", String(index)] as const), ...this.connectedNics.map((nic) => ["nic", nic] as const)];
    for (const [kind, key] of ids) {
      const clues = this.#clues(kind, key);
      const record = clues === undefined ? undefined : this.#names.sure(clues);
      if (record !== undefined) yield record;
    }
  }
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Windows' own descriptions are not translated: they tell virtual adapters from cards. */
function interfaceKind(text: string, type: number | undefined, otherwise: PlaceKind = "unknown"): PlaceKind {
  if (/loopback/i.test(text) || type === 24) return "stack";
  if (/\bteam|lbfo/i.test(text)) return "team-nic";
  if (/multiplexor|bridge/i.test(text)) return "bridge";
  // HNS calls a container's endpoint by the first digits of its id.
  if (/container nic|container|vethernet \((?=[0-9a-f]*\d)[0-9a-f]{8,64}\)/i.test(text)) return "container-nic";
  if (/hyper-v virtual (ethernet|switch)|vethernet|host nic|netvsc|virtual machine|hyper-v network adapter/i.test(text)) return "virtual-nic";
  if (/teredo|isatap|6to4|tunnel|wan miniport|vpn/i.test(text) || type === 131) return "tunnel";
  if (/\bpNIC\b|ethernet|gigabit|wi-?fi|wireless|802\.11|adapter|mellanox|intel|broadcom|realtek/i.test(text) || type === 6 || type === 71)
    return "physical-nic";
  return otherwise;
}

/** NICs as a switch names them: "/DEVICE/..." is the adapter it is bound to, "GUID--GUID" a virtual machine's, a plain GUID one of the host or of a container. */
function nicKind(name: string, friendly: string): PlaceKind {
  if (/\bteam|lbfo/i.test(friendly)) return "team-nic";
  if (/multiplexor|bridge/i.test(friendly)) return "bridge";
  if (/^[\\/]device[\\/]/i.test(name)) return "physical-nic";
  if (name.includes("--") || /^network adapter$/i.test(friendly)) return "vm-nic";
  // HNS calls a container's endpoint by the first digits of its id.
  if (/^container nic/i.test(friendly) || /^[0-9a-f]{8,64}$/i.test(friendly)) return "container-nic";
  return "virtual-nic";
}

/** The first group of a GUID is enough to tell places apart on a screen; the id keeps it whole. */
function shortName(name: string): string {
  const guid = GUID.exec(name.toLowerCase())?.[0];
  return guid === undefined ? name || "unnamed" : `NIC ${guid.slice(0, 8)}`;
}
